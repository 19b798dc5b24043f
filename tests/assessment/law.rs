//! The law on ending an assessment, read off a journal: for the search, and written from the text alone.
//!
//! - Care Act 2014 s.9(1), s.10(1): whoever appears to have needs, or asks, is owed an assessment.
//! - s.11(1), (2): an adult's refusal ends that, unless the adult experiences or is at risk of abuse or neglect, or lacks
//!   capacity and it is in their best interests. s.11(5): a carer's refusal ends it. Withdrawing a request and losing
//!   touch are asked the same; a withdrawn request ends only what a request began.
//! - s.11(3), (4): a later request, or changed needs, bring it back.
//! - s.13(2), (5): the determination goes to the person in writing with reasons, and advice where the answer is no.
//! - s.67: an advocate for whoever has substantial difficulty and nobody appropriate, in each involvement.
//!
//! What is known of a risk stays known until somebody says, with a reason, that it is gone.

use mutual_care::assessment::{
    AdvocacyLookedAt, AssessedAs, Assessment, AssessmentEnded, AssessmentEvent, CriteriaFacts, Difficulty,
    EndedBecause, Involvement, Opened, OwedBecause, RefusalFacts, Revived, WellbeingArea,
};
use mutual_care::base::{Code, Fact, Told, WhyNotKnown};
use mutual_care::machine::{Happened, Machine, Manner, Step};

/// What has become of the duty to assess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    Owed,
    NotKnown,
    Ended,
    Done,
}

/// What the law says of a record.
#[derive(Debug)]
pub(crate) struct Law {
    pub(crate) assess: Kept,
    /// For how many involvements an advocate is owed.
    pub(crate) advocates: usize,
    pub(crate) result: bool,
    /// What the last event did by the regular door, and should not have.
    pub(crate) let_through: Option<&'static str>,
    /// What the last event should have told safeguarding, and did not.
    pub(crate) untold: Option<&'static str>,
}

struct Journal<'a> {
    adult: bool,
    /// What a case that was taken over is known to have come with.
    came_with: Option<&'a RefusalFacts>,
    steps: Vec<&'a Step<AssessmentEvent>>,
}

pub(crate) fn read(record: &Assessment) -> Law {
    let mut steps = Vec::new();
    let mut came_with = None;
    let mut taken_refused = false;
    let mut taken_determined = None;
    for entry in record.journal() {
        match entry.event() {
            Happened::Step(step) => steps.push(step),
            Happened::TakenOver(taken) => {
                came_with = Some(&taken.as_known.refusal);
                taken_refused = taken.as_known.refused_on.is_some();
                taken_determined = taken.as_known.determined.as_ref().map(|made| made.meets_criteria);
            }
            Happened::Corrected(_) => unreachable!("nothing is corrected here"),
        }
    }
    let journal = Journal { adult: record.case().assessed_as() == AssessedAs::Adult, came_with, steps };
    let mut at = if taken_refused { At::Gone } else { At::Open };
    if let Some(yes) = taken_determined {
        at = At::Determined { yes };
    }
    let mut because = OwedBecause::Request;
    for step in &journal.steps {
        at = match step.what() {
            AssessmentEvent::Opened(Opened { because: why, .. })
            | AssessmentEvent::Revived(Revived { because: why, .. }) => {
                because = *why;
                At::Open
            }
            AssessmentEvent::RequestWithdrawn(_) if because != OwedBecause::Request => At::Open,
            AssessmentEvent::RefusalAccepted(_) | AssessmentEvent::RequestWithdrawn(_) => At::Gone,
            AssessmentEvent::DeterminationMade(event) => At::Determined { yes: event.meets_criteria },
            AssessmentEvent::AssessmentEnded(event) => ended(event, at, record),
            _ => at,
        };
    }
    let gone = journal.no_ends();
    let assess = match at {
        At::Open => Kept::Owed,
        At::Gone => gone,
        At::Determined { .. } => Kept::Done,
        At::Over => Kept::Ended,
    };
    let result = matches!(at, At::Determined { yes } if !journal.given(yes, record));
    // Who is owed nothing is owed no advocate; with what is to be found out still open, that comes first.
    let goes_on = matches!(assess, Kept::Owed | Kept::Done);
    let all = [Involvement::Assessment, Involvement::Planning, Involvement::Revision, Involvement::Review];
    let advocates = all.iter().filter(|one| goes_on && journal.advocate_owed(**one)).count();
    let last = journal.steps.last().copied();
    let let_through = last.filter(|step| step.manner() == Manner::Regularly).and_then(|step| {
        let leaves = match step.what() {
            AssessmentEvent::RefusalAccepted(_) | AssessmentEvent::RequestWithdrawn(_) => true,
            AssessmentEvent::AssessmentEnded(event) => event.because == EndedBecause::LostTouch,
            _ => false,
        };
        match step.what() {
            _ if leaves && !matches!(assess, Kept::Ended | Kept::Done) => Some("a no that ends nothing"),
            AssessmentEvent::DeterminationMade(_) if !journal.advocacy_settled() => {
                Some("a determination without an advocate")
            }
            AssessmentEvent::SharedInWriting(_) if result => Some("a result without its reasons or advice"),
            _ => None,
        }
    });
    let untold = last.and_then(|step| match step.what() {
        AssessmentEvent::AssessmentEnded(event) => {
            let told = record.journal().last().unwrap().findings().to_vec();
            let has = |code: &str| told.iter().any(|kept| kept.code().as_str() == code);
            match (event.because, journal.risk()) {
                (EndedBecause::LostTouch, Some(true)) => (!has("ending-despite-risk")).then_some("a risk"),
                (EndedBecause::LostTouch, _) => None,
                (_, Some(true)) => (!has("safeguarding-after-ending")).then_some("a risk"),
                (_, None) => (!has("abuse-not-asked-at-end")).then_some("that nobody asked"),
                (_, Some(false)) => has("safeguarding-after-ending").then_some("a risk that is not there"),
            }
        }
        _ => None,
    });
    Law { assess, advocates, result, let_through, untold }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Open,
    Gone,
    Determined { yes: bool },
    Over,
}

#[expect(clippy::match_same_arms, reason = "one arm a sentence of the law")]
fn ended(event: &AssessmentEnded, before: At, record: &Assessment) -> At {
    match event.because {
        EndedBecause::Died | EndedBecause::Moved => At::Over,
        // Nothing goes on in the record itself.
        EndedBecause::Duplicate if event.goes_on_in == Some(record.id()) => before,
        EndedBecause::Duplicate => At::Over,
        // That somebody cannot be found takes no determination away.
        EndedBecause::LostTouch if matches!(before, At::Determined { .. }) => before,
        EndedBecause::LostTouch => At::Gone,
    }
}

/// What one event says of something: yes, no, that it is not known; nothing at all is none.
type Says = (usize, Option<bool>, bool);

impl Journal<'_> {
    fn facts(&self) -> Vec<(usize, &RefusalFacts)> {
        let said = self.steps.iter().enumerate().filter_map(|(place, step)| {
            let facts = match step.what() {
                AssessmentEvent::SaidNo(event) => &event.facts,
                AssessmentEvent::RefusalAccepted(event) => &event.facts,
                AssessmentEvent::RequestWithdrawn(event) => &event.facts,
                AssessmentEvent::AssessmentEnded(event) => &event.facts,
                _ => return None,
            };
            Some((place + 1, facts))
        });
        self.came_with.map(|facts| (0, facts)).into_iter().chain(said).collect()
    }

    fn says(&self, of: impl Fn(&RefusalFacts) -> Fact<bool>) -> Vec<Says> {
        let said = self.facts().into_iter().filter_map(|(place, facts)| match *of(facts).told() {
            Told::Known(known) => Some((place, Some(known), !facts.why_changed.is_empty())),
            Told::NotKnown(WhyNotKnown::NotAsked) => None,
            Told::NotKnown(_) => Some((place, None, false)),
        });
        said.collect()
    }

    fn last_revived(&self) -> usize {
        let revived = |step: &&Step<AssessmentEvent>| matches!(step.what(), AssessmentEvent::Revived(_));
        self.steps.iter().rposition(revived).map_or(0, |place| place + 1)
    }

    /// `bad` is known while somebody said it and nobody said later, with a reason, that it is gone; otherwise what was
    /// said last since the duty came back.
    fn known(&self, says: &[Says], bad: bool) -> Option<bool> {
        let stands = says.iter().any(|(place, said, _)| {
            let gone = says.iter().any(|(later, other, why)| later > place && *other == Some(!bad) && *why);
            *said == Some(bad) && !gone
        });
        if stands {
            return Some(bad);
        }
        let since = self.last_revived();
        says.iter().filter(|(place, ..)| *place >= since).max_by_key(|(place, ..)| *place)?.1
    }

    fn risk(&self) -> Option<bool> {
        let mut says = self.says(|facts| facts.abuse_or_risk);
        for (place, step) in self.steps.iter().enumerate() {
            if let AssessmentEvent::FactsRecorded(event) = step.what() {
                let wellbeing = match &event.facts {
                    CriteriaFacts::Adult(facts) => &facts.wellbeing,
                    CriteriaFacts::Carer(facts) => &facts.wellbeing,
                };
                if *wellbeing.areas.get(WellbeingArea::Protection).told() == Told::Known(true) {
                    says.push((place + 1, Some(true), false));
                }
            }
        }
        self.known(&says, true)
    }

    fn no_ends(&self) -> Kept {
        if !self.adult {
            return Kept::Ended;
        }
        let capacity = self.known(&self.says(|facts| facts.has_capacity), false);
        let since = self.last_revived();
        let decided = self.says(|facts| facts.not_in_best_interests);
        let decided = decided.iter().rfind(|(place, ..)| *place >= since).and_then(|(_, said, _)| *said);
        match (self.risk(), capacity, decided) {
            (Some(true), ..) | (_, Some(false), Some(false)) => Kept::Owed,
            (Some(false), Some(true), _) | (Some(false), _, Some(true)) => Kept::Ended,
            _ => Kept::NotKnown,
        }
    }

    fn looks(&self, involved_in: Involvement) -> impl Iterator<Item = (usize, &AdvocacyLookedAt)> {
        self.steps.iter().enumerate().filter_map(move |(place, step)| match step.what() {
            AssessmentEvent::AdvocacyLookedAt(event) if event.involved_in == involved_in => {
                Some((place, event))
            }
            _ => None,
        })
    }

    /// Substantial difficulty, with nobody there in these journals: yes, no, or not known.
    fn due(&self, involved_in: Involvement) -> Option<bool> {
        let (_, last) = self.looks(involved_in).last()?;
        let told = |difficulty| *last.facts.difficulties.get(difficulty).told();
        if Difficulty::ALL.iter().any(|one| told(*one) == Told::Known(true)) {
            Some(true)
        } else if Difficulty::ALL.iter().all(|one| told(*one) == Told::Known(false)) {
            Some(false)
        } else {
            None
        }
    }

    /// Somebody independent was arranged for this: for it by name, or for all that was looked at by then.
    fn has_advocate(&self, involved_in: Involvement) -> bool {
        self.steps.iter().enumerate().any(|(place, step)| match step.what() {
            AssessmentEvent::AdvocateArranged(event) => {
                if let Some(named) = event.involved_in {
                    named == involved_in
                } else {
                    let looked_by_then = self.looks(involved_in).any(|(looked, _)| looked < place);
                    involved_in == Involvement::Assessment || looked_by_then
                }
            }
            _ => false,
        })
    }

    fn advocate_owed(&self, involved_in: Involvement) -> bool {
        self.due(involved_in) == Some(true) && !self.has_advocate(involved_in)
    }

    /// For the assessment it is known that none is due, or there is one; and no difficulty was wished away.
    fn advocacy_settled(&self) -> bool {
        let involved_in = Involvement::Assessment;
        let in_difficulty = |event: &AdvocacyLookedAt| {
            Difficulty::ALL.iter().any(|one| *event.facts.difficulties.get(*one).told() == Told::Known(true))
        };
        let wished_away = self.looks(involved_in).any(|(place, event)| {
            let mut later = self.looks(involved_in).filter(|(other, _)| *other > place);
            in_difficulty(event)
                && later.next().is_some_and(|(_, next)| !in_difficulty(next) && next.why_changed.is_empty())
        });
        !wished_away
            && match self.due(involved_in) {
                Some(true) => self.has_advocate(involved_in),
                Some(false) => true,
                None => false,
            }
    }

    /// Whether the person has the record with its reasons, and advice where the answer is no.
    fn given(&self, yes: bool, record: &Assessment) -> bool {
        let (mut reasons, mut advice) = (false, false);
        for step in &self.steps {
            if let AssessmentEvent::SharedInWriting(event) = step.what()
                && event.to.contains(&record.case().person())
            {
                reasons |= event.with_reasons || event.with_reasons_and_advice;
                advice |= event.with_reasons_and_advice;
            }
        }
        reasons && (yes || advice)
    }
}
