//! Assessments: eligibility, duty or power, advocacy, refusal, the questions that find mutual caring, and the
//! joint view, each against a reference written from the definition. All people are made up.

#![allow(unreachable_pub, reason = "the kit of proofs is shared with other tests")]

mod advocacy;
mod carers_help;
mod combining;
mod eligibility;
mod joint;
#[path = "../kit/mod.rs"]
mod kit;
mod law;
mod meeting;
mod mutual;
mod never_asked;
mod private;
mod proof;
mod record;
mod refusal;
mod search;
mod sentences;
mod side_doors;
mod to_household;
mod together;
mod which;

use mutual_care::base::{Fact, Id, PersonId, Told, Verdict, WhyNotKnown};
use uuid::Uuid;

/// The person, or whatever else, with this number.
fn id<K>(number: u128) -> Id<K> {
    Id::new(Uuid::from_u128(number))
}

fn person(number: u128) -> PersonId {
    id(number)
}

/// Yes, no and not known, as facts: what a digit to base 3 stands for.
fn fact(digit: u32) -> Fact<bool> {
    match digit {
        0 => Fact::known(false),
        1 => Fact::known(true),
        _ => Fact::not_known(WhyNotKnown::AskedNotKnown),
    }
}

fn told(digit: u32) -> Told<bool> {
    *fact(digit).told()
}

/// The digits of a number to base 3, lowest first.
fn digits<const N: usize>(mut number: u32) -> [u32; N] {
    std::array::from_fn(|_| {
        let digit = number % 3;
        number /= 3;
        digit
    })
}

/// Between what is sure and what is possible: yes if sure, no if not even possible.
fn between(sure: bool, possible: bool) -> Verdict {
    match (sure, possible) {
        (true, _) => Verdict::Yes,
        (_, false) => Verdict::No,
        _ => Verdict::NotKnown,
    }
}

/// A generator of numbers that is the same in every run.
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, most: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(most)).unwrap()
    }
}
