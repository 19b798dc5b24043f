//! Random lives of budgets beside a plain model, which knows only the words of the definition.

use chrono::{Days, NaiveDate};
use mutual_care::base::Code;
use mutual_care::budget::Holding;
use mutual_care::budget::held::HeldAs;
use mutual_care::budget::record::*;
use mutual_care::machine::Machine;
use proptest::prelude::*;

use crate::made::*;

/// What happens, in words.
#[derive(Debug, Clone, Copy)]
enum Happens {
    Proposed,
    Shared,
    Agreed,
    Began,
    /// From so many days after the day on which it is decided.
    Changed(i64),
    Dropped,
    /// From so many days later, with payments made up to so many days after that.
    Suspended(u64, Option<u64>),
    Resumed(u64),
    Settled,
    Reconciled,
    Died,
    Closed,
    NeverBegan,
}

fn happens() -> impl Strategy<Value = Happens> {
    use Happens as H;
    prop_oneof![
        3 => Just(H::Proposed),
        6 => Just(H::Shared),
        6 => Just(H::Agreed),
        4 => Just(H::Began),
        4 => (-3_i64..20).prop_map(H::Changed),
        1 => Just(H::Dropped),
        3 => (0_u64..10, prop::option::of(0_u64..20)).prop_map(|(from, paid)| H::Suspended(from, paid)),
        3 => (1_u64..30).prop_map(H::Resumed),
        2 => Just(H::Settled),
        1 => Just(H::Reconciled),
        1 => Just(H::Died),
        1 => Just(H::Closed),
        1 => Just(H::NeverBegan),
    ]
}

#[derive(Debug, Clone, Copy)]
struct Stop {
    from: NaiveDate,
    until: Option<NaiveDate>,
    open: bool,
}

/// What the definition says is so.
#[derive(Debug)]
struct Life {
    state: &'static str,
    /// Whether whoever is asked has the version that there is.
    has_it: bool,
    /// Whether what counts was had by whoever was asked.
    version: u32,
    /// Of a proposed change: its day, and what was so before.
    change: Option<(NaiveDate, bool, u32)>,
    /// From which day on which version counts, in the order in which that was settled.
    counts: Vec<(NaiveDate, u32)>,
    stops: Vec<Stop>,
    died: Option<NaiveDate>,
    up_to: Option<NaiveDate>,
}

impl Life {
    /// Whether it may happen on a day; and then it is so.
    fn takes(&mut self, what: Happens, on: NaiveDate) -> bool {
        let first = day("2026-03-09");
        let settled = self.stops.iter().all(|stop| !stop.open);
        let drop = |life: &mut Self| {
            if let Some((_, has_it, version)) = life.change.take() {
                (life.has_it, life.version) = (has_it, version);
            }
        };
        match (what, self.state) {
            (Happens::Proposed, "indicative" | "proposed" | "agreed") => {
                (self.state, self.has_it, self.version) = ("proposed", false, self.version + 1);
            }
            (Happens::Shared, "proposed" | "agreed" | "running" | "change_proposed") => self.has_it = true,
            (Happens::Agreed, "proposed") if self.has_it => self.state = "agreed",
            (Happens::Agreed, "change_proposed") if self.has_it => {
                let (from, ..) = self.change.take().unwrap();
                self.counts.push((from, self.version));
                self.state = "running";
            }
            (Happens::Began, "agreed") if on >= first && self.died.is_none_or(|died| died > first) => {
                self.state = "running";
                self.counts.push((first, self.version));
            }
            (Happens::Changed(later), "running" | "change_proposed") if later >= 0 => {
                let from = on + Days::new(later.unsigned_abs());
                let before = self.change.map_or((self.has_it, self.version), |change| (change.1, change.2));
                self.change = Some((from, before.0, before.1));
                (self.state, self.has_it, self.version) = ("change_proposed", false, self.version + 1);
            }
            (Happens::Dropped, "change_proposed") => {
                drop(self);
                self.state = "running";
            }
            (Happens::Suspended(later, paid), "running" | "change_proposed") => {
                let from = on + Days::new(later);
                if self.stops.last().is_some_and(|stop| stop.until.unwrap() > from) {
                    return false;
                }
                drop(self);
                self.stops.push(Stop { from, until: None, open: paid.is_none_or(|days| days > 0) });
                self.state = "suspended";
            }
            (Happens::Resumed(later), "suspended") => {
                let stop = self.stops.last_mut().unwrap();
                stop.until = Some(stop.from + Days::new(later));
                self.state = "running";
            }
            (Happens::Settled, "running" | "change_proposed" | "suspended") if !settled => {
                self.stops.iter_mut().find(|stop| stop.open).unwrap().open = false;
            }
            (Happens::Reconciled, "running" | "change_proposed" | "suspended" | "reconciled") if settled => {
                drop(self);
                (self.state, self.up_to) = ("reconciled", Some(on));
            }
            (Happens::Died, state) if state != "closed" && self.died.is_none() => self.died = Some(on),
            (Happens::Closed, "reconciled") | (Happens::NeverBegan, "indicative" | "proposed" | "agreed") => {
                self.state = "closed";
            }
            _ => return false,
        }
        true
    }

    fn counts_on(&self, day: NaiveDate) -> Option<u32> {
        self.counts.iter().rfind(|(from, _)| *from <= day).map(|(_, version)| *version)
    }

    fn is_stopped(&self, day: NaiveDate) -> bool {
        self.stops.iter().any(|stop| stop.from <= day && stop.until.is_none_or(|until| day < until))
    }
}

/// The event itself. Which version it brings follows from how many there have been.
fn event(what: Happens, on: NaiveDate, life: &Life, made: &mut u32) -> BudgetEvent {
    let text = on.to_string();
    let mut next = || {
        *made += 1;
        let mut parts = paid_to_her().into_parts();
        parts.review_by = Some(day("2029-01-01") + Days::new(u64::from(*made)));
        Box::new(mutual_care::budget::PersonalBudget::new(parts).unwrap())
    };
    match what {
        Happens::Proposed => BudgetProposed { on, ..proposed(next()) }.into(),
        Happens::Shared => shared(&text).into(),
        Happens::Agreed => agreed(&text).into(),
        Happens::Began => began(&text).into(),
        Happens::Changed(later) => {
            let from = if later < 0 {
                on - Days::new(later.unsigned_abs())
            } else {
                on + Days::new(later.unsigned_abs())
            };
            changed(&text, &from.to_string(), next()).into()
        }
        Happens::Dropped => BudgetChangeDropped { on }.into(),
        Happens::Suspended(later, paid) => {
            let from = on + Days::new(later);
            // So many days ahead: none, if it is the day before; not known, if nobody says.
            let paid = paid.map(|days| (from + Days::new(days) - Days::new(1)).to_string());
            suspended(&text, &from.to_string(), paid.as_deref()).into()
        }
        Happens::Resumed(later) => {
            let from = life.stops.last().map_or(on, |stop| stop.from) + Days::new(later);
            PaymentsResumed { on, from }.into()
        }
        Happens::Settled => {
            let open = life.stops.iter().find(|stop| stop.open).map_or(on, |stop| stop.from);
            PaidAheadReconciled { on, suspended_from: open }.into()
        }
        Happens::Reconciled => BudgetReconciled { on, up_to: on }.into(),
        Happens::Died => BudgetPersonDied { on }.into(),
        Happens::Closed => closed(&text).into(),
        Happens::NeverBegan => BudgetNeverBegan { on, because: NeverBeganBecause::NotWanted }.into(),
    }
}

fn cases() -> u32 {
    std::env::var("BUDGET_LIVES").ok().and_then(|lives| lives.parse().ok()).unwrap_or(200)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn a_life_is_as_the_model_says(steps in prop::collection::vec((happens(), 0_u64..9), 1..60)) {
        let mut record = opened();
        let mut life = Life {
            state: "indicative", has_it: false, version: 0, change: None, counts: Vec::new(), stops: Vec::new(),
            died: None, up_to: None,
        };
        let (mut on, mut made) = (day("2026-03-02"), 0);
        for (what, later) in steps {
            on = on + Days::new(later);
            let event = event(what, on, &life, &mut made);
            let offered = offer(&record, event, &Policy::default());
            let takes = life.takes(what, on);
            prop_assert_eq!(offered.is_ok(), takes, "{:?} on {}: {:?}", what, on, offered.err());
            if let Ok((next, found)) = offered {
                prop_assert!(!found.bars());
                record = next;
            }
            prop_assert_eq!(record.status().code(), life.state);
            for far in [0_u64, 1, 7, 30, 90] {
                for probe in [on + Days::new(far), on - Days::new(far)] {
                    let counts = record.case().counts_on(probe).map(|one| one.version);
                    prop_assert_eq!(counts, life.counts_on(probe), "on {}", probe);
                    let held = record.case().held_on(id(40), probe).map(HeldAs::holding);
                    let stopped = life.is_stopped(probe);
                    let expected = counts.map(|_| if stopped { Holding::Managed } else { Holding::DirectPayment });
                    prop_assert_eq!(held, expected, "on {}", probe);
                }
            }
            prop_assert_eq!(record.case().died(), life.died);
        }
        // What was accepted replays to the same.
        let written = serde_json::to_string(&record).unwrap();
        let read: Budget = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(read, record);
    }
}
