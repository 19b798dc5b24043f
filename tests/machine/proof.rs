//! The promises of every machine, for the item.

use chrono::{Days, NaiveDate};
use mutual_care::base::{Id, PersonId, PrivateText, Role, SourceId, kinds};
use mutual_care::machine::{Model, TakenOver};

use crate::item::{
    AsKnown, Bought, Broke, Examined, Extended, Item, ItemEvent, LentOut, Policy, Repaired, Reserved,
    Returned, Status, Verb, WrittenOff,
};
use crate::kit::{Proof, RowOf, prove};

pub struct Items;

pub fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap() + Days::new(number)
}

pub fn person() -> PersonId {
    "6f2c1a3e-0000-4000-8000-000000000002".parse().unwrap()
}

pub fn lent_out(on: u64, until: u64) -> LentOut {
    let place = PrivateText::new("the back bedroom").unwrap();
    LentOut { on: day(on), to: person(), until: day(until), place }
}

impl Proof for Items {
    type M = Item;

    fn id() -> Id<kinds::Source> {
        SourceId::new("6f2c1a3e-0000-4000-8000-000000000001".parse::<SourceId>().unwrap().uuid())
    }

    fn policy() -> Policy {
        Policy::default()
    }

    fn opening() -> Bought {
        Bought { on: day(0), examined_until: day(180) }
    }

    fn taken_over(status: Status) -> Option<TakenOver<Item>> {
        let loan = (status == Status::Lent).then(|| lent_out(0, 20));
        let as_known = AsKnown { examined_until: None, loan };
        let from_system = PrivateText::new("the old card index").unwrap();
        Some(TakenOver { status, on: day(3), from_system, as_known })
    }

    fn witness(before: &Item, row: &RowOf<Item>) -> Option<ItemEvent> {
        event(before, row, 0)
    }

    fn other_witness(before: &Item, row: &RowOf<Item>) -> Option<ItemEvent> {
        event(before, row, 1)
    }

    fn role(_: Verb) -> Role {
        Role::TeamManager
    }
}

/// An event for each row; with `later`, another one.
fn event(before: &Item, row: &RowOf<Item>, later: u64) -> Option<ItemEvent> {
    let on = day(10 + later);
    Some(match (row.event, before) {
        (Verb::LentOut, Item::InStore(_)) => lent_out(5 + later, 20).into(),
        (Verb::Extended, Item::Lent(lent)) => {
            Extended { on, until: lent.case().loan()?.until + Days::new(7) }.into()
        }
        (Verb::Returned, Item::Lent(_)) => Returned { on }.into(),
        (Verb::Broke, _) => Broke { on }.into(),
        (Verb::Repaired, _) => Repaired { on: day(12 + later), examined_until: day(300) }.into(),
        (Verb::WrittenOff, _) => WrittenOff { on: day(12 + later) }.into(),
        (Verb::Examined, _) => Examined { on, examined_until: day(200) }.into(),
        (Verb::Reserved, _) => Reserved { on }.into(),
        _ => return None,
    })
}

prove!(Items);

#[test]
fn a_line_of_several_states_is_a_row_for_each() {
    let rows = Item::TABLE.rows.iter().filter(|row| row.event == Verb::Examined);
    let states: Vec<_> = rows.map(|row| (row.from, row.to)).collect();
    assert_eq!(states, [(Status::InStore, Status::InStore), (Status::Lent, Status::Lent)]);
    assert_eq!(Item::TABLE.rows.len(), 10);
}
