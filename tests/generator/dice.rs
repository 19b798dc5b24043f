//! A small seeded generator of numbers (`SplitMix64`), so that a seed names a household.

/// Numbers that follow from a seed.
#[derive(Debug, Clone)]
pub struct Dice {
    state: u64,
}

impl Dice {
    /// The dice of a seed. Different `purpose`s of one seed have nothing in common.
    pub fn new(seed: u64, purpose: u64) -> Self {
        let mut dice = Self { state: seed ^ purpose.wrapping_mul(0xA24B_AED4_963E_E407) };
        dice.next();
        dice
    }

    /// The next 64 bits.
    pub fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// 0 to `number` − 1. `number` is small, so the bias of the remainder does not matter.
    pub fn below(&mut self, number: u32) -> u32 {
        u32::try_from(self.next() % u64::from(number)).unwrap()
    }

    /// `least` to `most`, both included.
    pub fn between(&mut self, least: u32, most: u32) -> u32 {
        least + self.below(most - least + 1)
    }

    /// True in so many cases of a hundred.
    pub fn percent(&mut self, chance: u32) -> bool {
        self.below(100) < chance
    }

    /// One of these.
    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(u32::try_from(from.len()).unwrap()) as usize].clone()
    }

    /// Each of these with a chance in a hundred.
    pub fn some<T: Copy>(&mut self, from: &[T], chance: u32) -> Vec<T> {
        from.iter().copied().filter(|_| self.percent(chance)).collect()
    }

    /// These in another order.
    pub fn shuffled<T>(&mut self, mut list: Vec<T>) -> Vec<T> {
        for last in (1..list.len()).rev() {
            let other = self.below(u32::try_from(last + 1).unwrap()) as usize;
            list.swap(last, other);
        }
        list
    }
}
