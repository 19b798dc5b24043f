//! A fact as a rule reads it, and what comes of a rule's statement, with the facts that make it so.

use super::layout::FactSet;
use crate::base::Fact;
use crate::placement::AuthorityStep;

/// The value of a fact, if it is known.
pub(crate) fn known<T>(fact: &Fact<T>) -> Option<&T> {
    fact.told().as_ref().known()
}

/// Whose fact it is, seen from the rule that reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Home,
    Child,
    /// The other of two children.
    Other,
}

/// A fact as a rule reads it: its value, if it is known, and which fact it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Read<T> {
    value: Option<T>,
    whose: Whose,
    bit: u8,
}

impl<T> Read<T> {
    pub(crate) const fn of_home(fact: FactSet, value: Option<T>) -> Self {
        Self { value, whose: Whose::Home, bit: bit(fact) }
    }

    pub(crate) const fn of_child(fact: FactSet, value: Option<T>) -> Self {
        Self { value, whose: Whose::Child, bit: bit(fact) }
    }

    /// The same fact, of the other of two children.
    pub(crate) const fn theirs(&self) -> Read<&T> {
        Read { value: self.value.as_ref(), whose: Whose::Other, bit: self.bit }
    }

    pub(crate) const fn known(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// As if somebody had answered so.
    pub(crate) fn answer(&mut self, value: T) {
        self.value = Some(value);
    }

    /// The fact, if it is not known.
    pub(crate) const fn missing(&self) -> FactSet {
        if self.value.is_none() { 1 << self.bit } else { 0 }
    }

    /// Not known as long as the fact is not.
    pub(crate) fn needed(&self) -> Outcome {
        match self.value {
            Some(_) => Outcome::Holds,
            None => Outcome::Against(Against { not_known: true, open: self.fact(), ..Against::NOTHING }),
        }
    }

    /// By the value of the fact; not known as long as that is not.
    pub(crate) fn decides<O: Into<Outcome>>(&self, by: impl FnOnce(&T) -> O) -> Outcome {
        match &self.value {
            Some(value) => match by(value).into() {
                Outcome::Holds => Outcome::Holds,
                Outcome::Against(against) => against.because(self.fact()),
            },
            None => self.needed(),
        }
    }

    /// By the values of both facts; not known as long as one of them is not.
    pub(crate) fn and<U, O: Into<Outcome>>(&self, other: &Read<U>, by: impl FnOnce(&T, &U) -> O) -> Outcome {
        match (&self.value, &other.value) {
            (Some(one), Some(two)) => match by(one, two).into() {
                Outcome::Holds => Outcome::Holds,
                Outcome::Against(against) => against.because(self.fact().and(other.fact())),
            },
            _ => self.needed().and(other.needed()),
        }
    }

    const fn fact(&self) -> Grounds {
        let fact = 1 << self.bit;
        match self.whose {
            Whose::Home => Grounds { home: fact, ..Grounds::NONE },
            Whose::Child => Grounds { child: fact, ..Grounds::NONE },
            Whose::Other => Grounds { other: fact, ..Grounds::NONE },
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a set has 128 bits")]
const fn bit(fact: FactSet) -> u8 {
    fact.trailing_zeros() as u8
}

/// Some facts of everybody whom a rule reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Grounds {
    pub(crate) home: FactSet,
    /// Of the child the rule is about; of a rule about all who would live there, of each of `children`.
    pub(crate) child: FactSet,
    /// Of the other of two children.
    pub(crate) other: FactSet,
    /// Children of the party, one bit each.
    pub(crate) children: u32,
    /// Residents, one bit each, of each of whom it is those of these facts that are not known.
    pub(crate) residents: u64,
    pub(crate) of_residents: FactSet,
}

impl Grounds {
    pub(crate) const NONE: Self =
        Self { home: 0, child: 0, other: 0, children: 0, residents: 0, of_residents: 0 };

    pub(crate) const fn and(self, more: Self) -> Self {
        Self {
            home: self.home | more.home,
            child: self.child | more.child,
            other: self.other | more.other,
            children: self.children | more.children,
            residents: self.residents | more.residents,
            of_residents: self.of_residents | more.of_residents,
        }
    }
}

/// What comes of a statement: that it holds, or what is against saying so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Holds,
    Against(Against),
}

/// Why a statement does not simply hold. Of several parts one may be a no and another not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Against {
    pub(crate) no: bool,
    pub(crate) not_known: bool,
    /// It holds once the authority has taken this step.
    pub(crate) waits_for: Option<AuthorityStep>,
    /// Known facts that make it a no, or wait.
    pub(crate) because: Grounds,
    /// Grounds that are not known, and would have to be.
    pub(crate) open: Grounds,
}

impl Against {
    pub(crate) const NOTHING: Self =
        Self { no: false, not_known: false, waits_for: None, because: Grounds::NONE, open: Grounds::NONE };

    /// A no, or what waits, rests on these known facts as well.
    const fn because(self, facts: Grounds) -> Outcome {
        let rests = self.no || self.waits_for.is_some();
        let because = if rests { self.because.and(facts) } else { self.because };
        Outcome::Against(Self { because, ..self })
    }
}

impl Outcome {
    /// A no because of these facts.
    pub(crate) const fn no(because: Grounds) -> Self {
        Self::Against(Against { no: true, because, ..Against::NOTHING })
    }

    /// Not known as long as these facts are not.
    pub(crate) const fn not_known(open: Grounds) -> Self {
        Self::Against(Against { not_known: true, open, ..Against::NOTHING })
    }

    /// So far it holds, and the authority has a step to take.
    pub(crate) const fn waits_for(step: AuthorityStep) -> Self {
        Self::Against(Against { waits_for: Some(step), ..Against::NOTHING })
    }

    /// Both statements together: what is against either is against both.
    pub(crate) fn and(self, more: Self) -> Self {
        match (self, more) {
            (Self::Holds, Self::Holds) => Self::Holds,
            (Self::Against(one), Self::Against(two)) => Self::Against(Against {
                no: one.no | two.no,
                not_known: one.not_known | two.not_known,
                waits_for: one.waits_for.or(two.waits_for),
                because: one.because.and(two.because),
                open: one.open.and(two.open),
            }),
            (Self::Holds, against) | (against, Self::Holds) => against,
        }
    }

    /// The same with the two children in each other's place.
    pub(crate) const fn swapped(self) -> Self {
        const fn turned(facts: Grounds) -> Grounds {
            Grounds { child: facts.other, other: facts.child, ..facts }
        }
        match self {
            Self::Holds => Self::Holds,
            Self::Against(against) => Self::Against(Against {
                because: turned(against.because),
                open: turned(against.open),
                ..against
            }),
        }
    }
}

impl From<bool> for Outcome {
    fn from(holds: bool) -> Self {
        if holds { Self::Holds } else { Self::no(Grounds::NONE) }
    }
}
