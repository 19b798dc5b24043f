//! How a whole budget is held, line by line, with what is known of whether it may be.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::reading::{by_line, by_person};
use super::{DirectPaymentFacts, HeldAs, Necessity, Paid, PayeeFacts, Recipient};
use crate::base::{Fact, PackageLineId, Period, PersonId, PrivateText};

/// How a budget is held: in one way as a whole, and in another where a line says so.
///
/// ```
/// use mutual_care::budget::held::{Held, HeldAs, LineHeld, Recipient};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// // All of it is managed by the authority, and the assistant is paid for by a direct payment to the person.
/// let (day_service, assistant) = (id(4).parse()?, id(5).parse()?);
/// let mut held = Held::all(HeldAs::Managed);
/// held.lines.push(LineHeld { line: assistant, held: HeldAs::DirectPayment { to: Recipient::ThePerson } });
/// assert_eq!(held.of(day_service), HeldAs::Managed);
/// assert_eq!(held.of(assistant).recipient(), Some(Recipient::ThePerson));
/// # Ok::<(), mutual_care::base::IdError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "how a budget is held: an object with `as`, and `lines` where some are held otherwise")]
pub struct Held {
    /// In which way lines are held that do not say otherwise.
    #[serde(rename = "as", default)]
    pub by_default: HeldAs,
    /// Lines that are held in another way.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "by_line")]
    pub lines: Vec<LineHeld>,
    /// Whether direct payments are paid net or gross of the contribution.
    #[serde(default, skip_serializing_if = "is_net")]
    pub paid: Paid,
    /// What is known of whoever receives direct payments: an entry for each.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "by_person")]
    pub direct_payments: Vec<DirectPaymentFacts>,
    /// What was asked of people who are paid, where the household does not say it.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "by_person")]
    pub payees: Vec<PayeeFacts>,
    /// What the authority found about paying close family.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "by_person")]
    pub necessities: Vec<Necessity>,
    /// Stays in care homes that direct payments bought, and that are in no line of the package.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "by_line")]
    pub stays: Vec<StayedInCareHome>,
    /// Whether a stay elsewhere that a line provides is in a care home, where what the line is does not say it.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "by_line")]
    pub in_care_home: Vec<LineInCareHome>,
}

impl Held {
    /// A budget all of which is held in one way, and of which nothing else is known.
    pub fn all(by_default: HeldAs) -> Self {
        Self { by_default, ..Self::default() }
    }

    /// In which way a line is held.
    pub fn of(&self, line: PackageLineId) -> HeldAs {
        let said = self.lines.iter().find(|said| said.line == line);
        said.map_or(self.by_default, |said| said.held)
    }

    /// What is known of a recipient; nothing where nobody said anything.
    pub fn facts(&self, to: Recipient) -> Option<&DirectPaymentFacts> {
        self.direct_payments.iter().find(|facts| facts.to == to)
    }

    /// Puts all its lists in order, so that what says the same has one fingerprint.
    pub fn put_in_order(&mut self) {
        self.lines.sort_unstable();
        self.direct_payments.sort_by_key(|facts| facts.to);
        self.payees.sort_by_key(|facts| facts.payee);
        self.necessities.sort_by_key(|one| (one.payee, one.paid_for, one.on));
        self.stays.sort_unstable();
        self.in_care_home.sort_by_key(|one| one.line);
    }

    /// The same without anybody's words.
    #[must_use]
    pub fn redact(&self) -> Self {
        let mut held = self.clone();
        held.necessities.iter_mut().for_each(|one| one.reason = PrivateText::empty());
        held
    }
}

/// A line that is held in another way than the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "how a line is held: an object with `line` and `as`")]
pub struct LineHeld {
    /// Which line.
    pub line: PackageLineId,
    /// In which way.
    #[serde(rename = "as")]
    pub held: HeldAs,
}

/// Whether a line provides a stay in a care home.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "whether a line is in a care home: an object with `line` and `in_care_home`")]
pub struct LineInCareHome {
    /// Which line.
    pub line: PackageLineId,
    /// Whether it is.
    pub in_care_home: Fact<bool>,
}

/// Days that somebody spent in a care home, bought by direct payments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "a stay in a care home: an object with `person` and `period`")]
pub struct StayedInCareHome {
    /// Who.
    pub person: PersonId,
    /// Which days.
    pub period: Period,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_net(paid: &Paid) -> bool {
    *paid == Paid::Net
}
