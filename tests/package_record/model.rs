//! A plain model of a care package's record, written from its description: how far the paper has come, what runs, and for each
//! day of the story which version counts.

use std::collections::BTreeSet;

use mutual_care::package::record::Status;

/// How far the version that there is now has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    Drafted,
    Proposed,
    Agreed,
    Approved,
}

/// What runs meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Runs {
    Nothing,
    Urgently,
    InForce,
    UnderReview,
    WhatWasBefore,
    Ended,
}

/// A version of the package: the price of her line tells which.
#[derive(Debug, Clone)]
pub struct Version {
    pub number: u32,
    pub since: u64,
    pub begins: u64,
    pub price: i64,
    pub have_it: BTreeSet<u128>,
    pub approved_on: Option<u64>,
}

/// Up to which day anything was posted, if anybody knows.
pub type Posted = Option<Option<u64>>;

/// Something that may happen, in days and numbers.
#[derive(Debug, Clone)]
pub enum Thing {
    Proposed {
        people: Vec<u128>,
    },
    /// `said` is no where somebody was not asked, disagrees, or what was looked at is another version.
    Agreed {
        said: bool,
    },
    Approved {
        estimate: Option<i64>,
        by_one_of_them: bool,
        posted: Posted,
        why: bool,
    },
    Began,
    BeganUrgently,
    Assessed,
    ReviewAsked,
    ReviewBegan,
    Reviewed {
        tried: bool,
    },
    Changed {
        price: i64,
        begins: u64,
        posted: Posted,
        why: bool,
    },
    Dropped,
    PutRight {
        price: i64,
    },
    Withdrawn {
        who: u128,
    },
    Reconciled {
        version: u32,
    },
    Ended,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    NotNow,
    Misfit,
    Barred,
    Taken,
}

/// How many days of the story are looked at.
pub const DAYS: usize = 160;

#[derive(Debug, Clone)]
pub struct Model {
    pub stage: Stage,
    pub runs: Runs,
    pub version: Version,
    pub before: Option<Version>,
    /// The version of each day.
    pub counts: Vec<Option<u32>>,
    /// Since when help began urgently, and whether assessment, agreement and approval are done.
    pub urgent: Option<(u64, [bool; 3])>,
    /// Version, the day on which it was decided, and whether it is reconciled.
    pub corrections: Vec<(u32, u64, bool)>,
    pub withdrew: BTreeSet<u128>,
    pub reviews_asked: usize,
}

impl Model {
    pub fn drawn_up(begins: u64, price: i64) -> Self {
        let version =
            Version { number: 1, since: 0, begins, price, have_it: BTreeSet::new(), approved_on: None };
        Self {
            stage: Stage::Drafted,
            runs: Runs::Nothing,
            version,
            before: None,
            counts: vec![None; DAYS],
            urgent: None,
            corrections: Vec::new(),
            withdrew: BTreeSet::new(),
            reviews_asked: 0,
        }
    }

    pub fn status(&self) -> Status {
        match (self.runs, self.stage) {
            (Runs::Ended, _) => Status::Ended,
            (Runs::InForce, _) => Status::Running,
            (Runs::UnderReview, _) => Status::UnderReview,
            (Runs::Nothing, Stage::Drafted) => Status::Drafted,
            (Runs::Nothing, Stage::Proposed) => Status::Proposed,
            (Runs::Nothing, Stage::Agreed) => Status::Agreed,
            (Runs::Nothing, Stage::Approved) => Status::Approved,
            (Runs::Urgently, Stage::Drafted) => Status::StartedUrgently,
            (Runs::Urgently, Stage::Proposed) => Status::UrgentAndProposed,
            (Runs::Urgently, _) => Status::UrgentAndAgreed,
            (Runs::WhatWasBefore, Stage::Drafted) => Status::ChangeDrafted,
            (Runs::WhatWasBefore, Stage::Proposed) => Status::ChangeProposed,
            (Runs::WhatWasBefore, _) => Status::ChangeAgreed,
        }
    }

    fn is_possible(&self, thing: &Thing) -> bool {
        let runs = self.runs;
        let (settled, ended) = (matches!(runs, Runs::InForce | Runs::UnderReview), runs == Runs::Ended);
        let on_paper = !settled && !ended;
        let in_force = settled || runs == Runs::WhatWasBefore;
        match thing {
            Thing::Proposed { .. } | Thing::Changed { .. } | Thing::PutRight { .. } | Thing::Ended => !ended,
            Thing::Agreed { .. } => ended || (on_paper && self.stage == Stage::Proposed),
            Thing::Approved { .. } => ended || (on_paper && self.stage == Stage::Agreed),
            Thing::Began => runs == Runs::Nothing && self.stage == Stage::Approved,
            Thing::BeganUrgently => runs == Runs::Nothing && self.stage < Stage::Approved,
            Thing::Assessed | Thing::Reconciled { .. } => runs != Runs::Nothing,
            Thing::ReviewAsked => in_force,
            Thing::ReviewBegan => runs == Runs::InForce,
            Thing::Reviewed { .. } => runs == Runs::UnderReview,
            Thing::Dropped => runs == Runs::WhatWasBefore,
            Thing::Withdrawn { .. } => settled || (on_paper && self.stage >= Stage::Agreed),
        }
    }

    fn fits(&self, on: u64, thing: &Thing) -> bool {
        let version = &self.version;
        let after = on >= version.since;
        let known = |who: &u128| [1, 2].contains(who);
        let open = |which: usize| self.urgent.is_some_and(|(_, done)| !done[which]);
        let ended = self.runs == Runs::Ended;
        match thing {
            Thing::Proposed { people } => after && !people.is_empty() && people.iter().all(known),
            Thing::Agreed { .. } => after && (!ended || open(1)),
            Thing::Approved { .. } => after && (!ended || open(2)),
            Thing::BeganUrgently | Thing::ReviewAsked => true,
            Thing::Assessed => open(0) && self.urgent.is_some_and(|(since, _)| since <= on),
            Thing::Changed { price, begins, .. } => {
                after && (*price, *begins) != (version.price, version.begins)
            }
            Thing::PutRight { price } => after && *price == version.price,
            Thing::Withdrawn { who } => {
                let again = self.withdrew.contains(who);
                after && known(who) && !(again && matches!(self.runs, Runs::InForce | Runs::UnderReview))
            }
            Thing::Reconciled { version } => {
                self.corrections.iter().any(|(of, decided, done)| of == version && !done && *decided <= on)
            }
            Thing::Began | Thing::ReviewBegan | Thing::Reviewed { .. } | Thing::Dropped | Thing::Ended => {
                after
            }
        }
    }

    fn reaches(begins: u64, on: u64, posted: Posted) -> bool {
        begins < on || posted.flatten().is_some_and(|last| begins <= last)
    }

    fn is_barred(&self, on: u64, thing: &Thing) -> bool {
        let past = |begins, posted: Posted, why: bool| {
            posted.is_none() || (Self::reaches(begins, on, posted) && !why)
        };
        match thing {
            Thing::Agreed { said } => !said || self.version.have_it.len() < 2,
            Thing::Approved { estimate, by_one_of_them, posted, why } => {
                let costs = 365 * (self.version.price + 1_000);
                let into_past = self.runs == Runs::WhatWasBefore && past(self.version.begins, *posted, *why);
                *estimate != Some(costs) || *by_one_of_them || into_past
            }
            Thing::Began => self.version.approved_on.is_some_and(|approved| on < approved),
            Thing::Changed { begins, posted, why, .. } => {
                self.runs == Runs::Urgently && past(*begins, *posted, *why)
            }
            Thing::Reviewed { tried } => !self.withdrew.is_empty() && !tried,
            _ => false,
        }
    }

    pub fn predict(&self, on: u64, thing: &Thing) -> Outcome {
        if !self.is_possible(thing) {
            Outcome::NotNow
        } else if !self.fits(on, thing) {
            Outcome::Misfit
        } else if self.is_barred(on, thing) {
            Outcome::Barred
        } else {
            Outcome::Taken
        }
    }

    fn count_from(&mut self, from: u64) {
        let from = usize::try_from(from).unwrap().min(DAYS);
        self.counts[from..].fill(Some(self.version.number));
    }

    fn correct(&mut self, on: u64, posted: Posted) {
        if Self::reaches(self.version.begins, on, posted) {
            self.corrections.push((self.version.number, on, false));
        }
    }

    #[expect(clippy::too_many_lines, reason = "one thing a few lines")]
    pub fn take(&mut self, on: u64, thing: &Thing) {
        let ended = self.runs == Runs::Ended;
        match thing {
            Thing::Proposed { people } => {
                self.version.have_it.extend(people);
                self.stage = self.stage.max(Stage::Proposed);
            }
            Thing::Agreed { .. } => {
                if !ended {
                    self.stage = Stage::Agreed;
                }
                if let Some((_, done)) = &mut self.urgent {
                    done[1] = true;
                }
            }
            Thing::Approved { posted, .. } => {
                self.version.approved_on = Some(on);
                if let Some((_, done)) = &mut self.urgent {
                    done[2] = true;
                }
                match self.runs {
                    Runs::Nothing => self.stage = Stage::Approved,
                    Runs::Urgently => self.runs = Runs::InForce,
                    Runs::WhatWasBefore => {
                        self.runs = Runs::InForce;
                        self.before = None;
                        self.correct(on, *posted);
                        self.count_from(self.version.begins);
                        self.withdrew.clear();
                        self.reviews_asked = 0;
                    }
                    _ => {}
                }
            }
            Thing::Began => {
                (self.runs, self.version.begins) = (Runs::InForce, on);
                self.count_from(on);
            }
            Thing::BeganUrgently => {
                (self.runs, self.version.begins) = (Runs::Urgently, on);
                self.urgent = Some((on, [false, self.stage == Stage::Agreed, false]));
                self.count_from(on);
            }
            Thing::Assessed => {
                if let Some((_, done)) = &mut self.urgent {
                    done[0] = true;
                }
            }
            Thing::ReviewAsked => self.reviews_asked += 1,
            Thing::ReviewBegan => self.runs = Runs::UnderReview,
            Thing::Reviewed { .. } => (self.runs, self.reviews_asked) = (Runs::InForce, 0),
            Thing::Changed { price, begins, posted, .. } => {
                let next = Version {
                    number: self.version.number + 1,
                    since: on,
                    begins: *begins,
                    price: *price,
                    have_it: BTreeSet::new(),
                    approved_on: None,
                };
                let last = std::mem::replace(&mut self.version, next);
                self.stage = Stage::Drafted;
                match self.runs {
                    Runs::InForce | Runs::UnderReview => {
                        self.before = Some(last);
                        self.runs = Runs::WhatWasBefore;
                    }
                    Runs::Urgently => {
                        if let Some((_, done)) = &mut self.urgent {
                            done[1] = false;
                        }
                        self.correct(on, *posted);
                        self.count_from(*begins);
                    }
                    _ => {}
                }
            }
            Thing::Dropped => {
                self.version = self.before.take().unwrap();
                self.runs = Runs::UnderReview;
            }
            Thing::PutRight { .. } => {}
            Thing::Withdrawn { who } => match self.runs {
                Runs::InForce | Runs::UnderReview => {
                    self.withdrew.insert(*who);
                    self.runs = Runs::UnderReview;
                }
                _ => {
                    self.stage = Stage::Proposed;
                    self.version.approved_on = None;
                    if let (Runs::Urgently, Some((_, done))) = (self.runs, &mut self.urgent) {
                        done[1] = false;
                    }
                }
            },
            Thing::Reconciled { version } => {
                let one = self.corrections.iter_mut().find(|(of, _, done)| of == version && !*done);
                one.unwrap().2 = true;
            }
            Thing::Ended => {
                self.runs = Runs::Ended;
                let from = usize::try_from(on).unwrap().min(DAYS);
                self.counts[from..].fill(None);
            }
        }
    }
}
