//! What the tests of the item bring along.

use chrono::{Datelike, NaiveDate, Weekday};
use mutual_care::base::{PrivateText, Role, Stamp, WorkingDays};
use mutual_care::machine::{Accepted, Answer, Happening, Irregularly, Key, Machine, Record, Setting};

use crate::item::{Bought, InStore, Item, Policy};
use crate::kit::{Proof, stamp_as};
use crate::proof::{Items, day};

/// Open from Monday to Friday in 2026; not known after that.
pub struct Weekdays;

impl WorkingDays for Weekdays {
    fn is_working_day(&self, day: NaiveDate) -> Option<bool> {
        (day.year() == 2026).then(|| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
    }
}

pub static POLICY: Policy = Policy { loan_days_most: Some(28) };

pub fn setting() -> Setting<'static, Policy> {
    Setting::new(&POLICY, &Weekdays)
}

/// The stamp of a team manager, for the entry with this number.
pub fn stamp(seq: u64) -> Stamp {
    stamp_as(seq, Role::TeamManager)
}

pub fn key(last: u8) -> Key {
    format!("6f2c1a3e-0000-4000-8000-0000000002{last:02x}").parse().unwrap()
}

pub fn words(text: &str) -> PrivateText {
    PrivateText::new(text).unwrap()
}

/// Bought on day 0, examined until day 180.
pub fn bought() -> Record<InStore> {
    let opening = Bought { on: day(0), examined_until: day(180) };
    Item::open(Items::id(), opening, stamp(1), &setting()).unwrap().record
}

/// Offers something that must be accepted.
pub fn take<H: Happening<Machine = Item>>(item: Item, what: H) -> Accepted<Item> {
    let next = stamp(item.revision() + 1);
    match item.offer(what, next, &setting()) {
        Ok(Answer::Accepted(accepted)) => accepted,
        Ok(Answer::AlreadyAccepted { seq, .. }) => panic!("already accepted, as entry {seq}"),
        Err(refused) => panic!("{refused}"),
    }
}

pub fn irregularly<E>(what: E) -> Irregularly<E> {
    Irregularly { what, reason: words("Left at the door."), accepted_by: stamp(1).by() }
}

/// A record's status and case, whatever its journal.
pub fn state_of(item: &Item) -> String {
    let place = item.case().loan().map(|loan| loan.place.reveal());
    format!("{:?} {:?} {place:?}", item.status(), item.case())
}
