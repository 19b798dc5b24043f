//! The states of a household's record, and what each says to what happens.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::change::{self, Change};
use super::reading::present;
use super::signs::Looked;
use super::to_look_at::new_in;
use super::{
    AllLeft, Answered, ArrangementChanged, ArrangementEnded, ArrangementRecorded, Chronicle, FoundToBeOne,
    Household, HouseholdInput, InTouchAgain, JoinedBy, KinCorrected, KinStated, LostTouch, Merged,
    MovePlanned, MovedApart, MovedIn, MovedOut, NeedChanged, NeedEnded, NeedRecorded, Opened, PersonCame,
    PersonDied, Policy, ServiceCame, SignsLookedFor, SignsWatched, Split, StatedArrangement,
};
use crate::base::{AnyId, Finding, Findings, HouseholdId, Stamp, limits};
use crate::machine::{Accept, Asked, Misfit, Opens, TakenOver, TakesOver};

/// A household in which people live, or may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    known: Chronicle,
}

/// A household that is none any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    known: Chronicle,
    on: NaiveDate,
    how: HowEnded,
}

/// How a household ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HowEnded {
    /// All of it joined another one.
    Merged {
        /// That one.
        into: HouseholdId,
    },
    /// It split up.
    Split {
        /// The households that came of it.
        into: Vec<HouseholdId>,
    },
    /// The last one moved out or died.
    AllLeft,
}

/// What is known of a household that another system kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AsKnown {
    /// The household.
    #[serde(deserialize_with = "HouseholdInput::kept")]
    pub household: HouseholdInput,
    /// The last look for signs of mutual caring, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub looked: Option<SignsLookedFor>,
}

impl Open {
    /// What is known of the household over time.
    pub const fn chronicle(&self) -> &Chronicle {
        &self.known
    }
}

impl Ended {
    /// What is known of the household over time.
    pub const fn chronicle(&self) -> &Chronicle {
        &self.known
    }

    /// The first day on which it is none any more.
    pub const fn on(&self) -> NaiveDate {
        self.on
    }

    /// How it ended.
    pub const fn how(&self) -> &HowEnded {
        &self.how
    }
}

/// What speaks against a change, with what it newly leaves to look at on its own day. What is known is then as after
/// the change: so a walk through a journal copies nothing.
fn judge<E: Change>(known: &mut Chronicle, event: &E, asked: &Asked<'_, Policy>) -> Findings
where
    Open: Accept<E>,
{
    let (on, policy) = (event.on(), asked.policy());
    let mut found = Vec::new();
    event.against(known, &mut found);
    let before = known.to_look_at(on, policy);
    event.apply_recorded(known, asked.stamp().at().date_naive());
    let new = new_in(known.to_look_at(on, policy), &before, E::REMINDS);
    let mut found = policy.weigh(found.into_iter().chain(new).collect());
    let early = event.happened().and_then(|on| asked.not_happened_yet(on));
    if let Some(early) = early {
        found.push(early);
    }
    found
}

impl Opens<Opened> for Open {
    fn findings(event: &Opened, asked: &Asked<'_, Policy>) -> Findings {
        // Nothing happened, something was written down: so nothing of this bars. But it cannot have been written down
        // on a day that has not come, nor before somebody in it was born.
        let mut found =
            Chronicle::new(&event.household, &event.came_from).to_look_at(event.on, asked.policy());
        let told = event.household.arrangements().iter().filter_map(StatedArrangement::told_on);
        let happened = told.chain([event.on]).max();
        let early = happened.and_then(|on| asked.not_happened_yet(on));
        let mut wrong: Vec<Finding> = early.into_iter().collect();
        change::all_born_by(event.household.people(), event.on, &mut wrong);
        for finding in wrong {
            found.push(finding);
        }
        found
    }

    fn id_inside(event: &Opened) -> Option<AnyId> {
        Some(event.household.id().any())
    }

    fn open(event: &Opened, _: &Stamp) -> Result<Self, Misfit> {
        let household = &event.household;
        let about = [household.id().any()];
        Misfit::all([
            Misfit::unless(
                event.on == household.as_at(),
                "expected `on` to be the household's `as_at`",
                &about,
            ),
            Misfit::unless(event.came_from.len() <= limits::PEOPLE, "expected at most 64 records", &about),
        ])?;
        Ok(Self { known: Chronicle::new(household, &event.came_from) })
    }
}

impl TakesOver for Open {
    fn findings(taken: &TakenOver<Household>, asked: &Asked<'_, Policy>) -> Findings {
        known_of(&taken.as_known).to_look_at(taken.on, asked.policy())
    }

    fn id_inside(taken: &TakenOver<Household>) -> Option<AnyId> {
        Some(taken.as_known.household.id().any())
    }

    fn take_over(taken: &TakenOver<Household>, _: &Stamp) -> Result<Self, Misfit> {
        let known = known_of(&taken.as_known);
        if let Some(looked) = &taken.as_known.looked {
            Change::fits(looked, &known)?;
        }
        Ok(Self { known })
    }
}

fn known_of(as_known: &AsKnown) -> Chronicle {
    let mut known = Chronicle::new(&as_known.household, &[]);
    if let Some(looked) = &as_known.looked {
        known.look(looked.on, Looked::Found(looked.evidence.clone()));
    }
    known
}

/// The code of the rows that leave a household open: each event says the rest of itself.
macro_rules! changes {
    ($($event:ident),+ $(,)?) => {$(
        impl Accept<$event> for Open {
            fn fits(&self, event: &$event) -> Result<(), Misfit> {
                Change::fits(event, &self.known)
            }

            fn findings(&self, event: &$event, asked: &Asked<'_, Policy>) -> Findings {
                judge(&mut self.known.clone(), event, asked)
            }

            fn next(mut self, event: &$event, stamp: &Stamp) -> Self {
                Change::apply_recorded(event, &mut self.known, stamp.at().date_naive());
                self
            }

            fn judged(
                mut self,
                event: &$event,
                asked: &Asked<'_, Policy>,
                _: &Stamp,
            ) -> (Findings, Self) {
                let findings = judge(&mut self.known, event, asked);
                (findings, self)
            }
        }
    )+};
}

changes!(
    PersonCame,
    MovedIn,
    MovedOut,
    MovePlanned,
    LostTouch,
    InTouchAgain,
    PersonDied,
    FoundToBeOne,
    KinStated,
    KinCorrected,
    ServiceCame,
    NeedRecorded,
    NeedChanged,
    NeedEnded,
    ArrangementRecorded,
    ArrangementChanged,
    ArrangementEnded,
    Answered,
    SignsLookedFor,
    SignsWatched,
    MovedApart,
    JoinedBy,
);

/// The code of a row that ends a household.
macro_rules! ends {
    ($event:ident, |$said:ident| $how:expr, $fits:expr, $apply:expr) => {
        impl Accept<$event> for Open {
            fn fits(&self, event: &$event) -> Result<(), Misfit> {
                $fits(event, &self.known)
            }

            fn findings(&self, event: &$event, asked: &Asked<'_, Policy>) -> Findings {
                let mut found = Vec::new();
                found.extend(asked.not_happened_yet(event.on));
                event.against(&self.known, &mut found);
                asked.policy().weigh(found.into_iter().collect())
            }

            fn next(mut self, $said: &$event, _: &Stamp) -> Ended {
                $apply($said, &mut self.known);
                Ended { known: self.known, on: $said.on, how: $how }
            }
        }
    };
}

ends!(Merged, |event| HowEnded::Merged { into: event.into }, Merged::fits, Merged::apply);
ends!(
    Split,
    |event| HowEnded::Split { into: event.parts.iter().map(|part| part.household).collect() },
    Split::fits,
    Split::apply
);
ends!(
    AllLeft,
    |event| HowEnded::AllLeft,
    |_: &AllLeft, _: &Chronicle| Ok(()),
    |_: &AllLeft, _: &mut Chronicle| ()
);
