//! What happens on the way: what must be there for it, what speaks against it, and what is known from then on.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use super::advocacy::Involvement;
use super::carers_help::{CarersHelp, HowFar};
use super::case::{Case, owed_in};
use super::combining::{Concerned, may_combine};
use super::dates;
use super::eligibility::WellbeingArea;
use super::event::{
    AdvocacyLookedAt, AdvocateArranged, AssessedAs, CarersHelpRecorded, Combined, Considered,
    ContentRecorded, CriteriaFacts, FactsRecorded, MeansRecorded, MeetingFacts, QuestionsAnswered, SaidNo,
    Split, UrgentNeedsMet,
};
use super::guards::{not_before_request, refusal};
use super::rules;
use crate::base::{Actor, Code, Finding, Findings, Told, Verdict, Weight};
use crate::machine::Misfit;

/// An event that changes what is known in a case and not the state it is in.
pub(super) trait OnTheWay {
    /// Whether what it speaks of is there.
    fn fits(&self, case: &Case) -> Result<(), Misfit>;
    /// What speaks against it.
    fn findings(&self, case: &Case) -> Findings {
        let _ = case;
        Findings::none()
    }
    /// What is known from then on.
    fn change(&self, case: &mut Case);
    /// Whether it may be recorded before its day: what is agreed or given notice of.
    const MAY_BE_AHEAD: bool = false;
}

impl OnTheWay for QuestionsAnswered {
    fn fits(&self, case: &Case) -> Result<(), Misfit> {
        let about = [case.person.any()];
        Misfit::unless(self.answers.person == case.person, "expected the person's own answers", &about)
    }

    fn change(&self, case: &mut Case) {
        case.answered = Some(self.clone());
    }
}

impl OnTheWay for AdvocacyLookedAt {
    fn fits(&self, _: &Case) -> Result<(), Misfit> {
        Ok(())
    }

    /// A difficulty that was found is not undone by a tick.
    fn findings(&self, case: &Case) -> Findings {
        let before = case.advocacy.get(&self.involved_in).is_some_and(|looked| looked.facts.in_difficulty());
        let undone = before && !self.facts.in_difficulty() && self.why_changed.is_empty();
        undone
            .then(|| {
                let (code, words) = (self.involved_in.code(), self.involved_in.words());
                rules::worded(&rules::DIFFICULTY_UNDONE, code, words).about(case.person)
            })
            .into_iter()
            .collect()
    }

    fn change(&self, case: &mut Case) {
        case.advocacy.insert(self.involved_in, self.clone());
    }
}

impl OnTheWay for AdvocateArranged {
    fn fits(&self, case: &Case) -> Result<(), Misfit> {
        let about = [case.person.any()];
        let own = self.advocate == Actor::Person(case.person);
        Misfit::unless(!own, "expected an advocate who is somebody else", &about)
    }

    fn findings(&self, case: &Case) -> Findings {
        let about = |rule| Finding::new(rule).about(case.person).about(self.advocate.any());
        let named = |rule, involved: Involvement| {
            rules::worded(rule, involved.code(), involved.words()).about(case.person)
        };
        let mut findings = Findings::none();
        match case.is_independent(self) {
            Verdict::Yes => {}
            Verdict::No => findings.push(about(&rules::ADVOCATE_NOT_INDEPENDENT)),
            Verdict::NotKnown => findings.push(about(&rules::ADVOCATE_INDEPENDENCE_OPEN)),
        }
        if self.without_duty {
            for involved_in in self.covers(case) {
                match case.advocacy(involved_in).due() {
                    Verdict::Yes => findings.push(named(&rules::OFFERED_WITHOUT_DUTY, involved_in)),
                    Verdict::NotKnown => {
                        findings.push(Finding::new(&rules::ADVOCACY_OPEN).about(case.person));
                    }
                    Verdict::No => {}
                }
            }
        }
        findings
    }

    fn change(&self, case: &mut Case) {
        for involved_in in self.covers(case) {
            case.advocates.insert(involved_in, self.clone());
        }
    }
}

impl AdvocateArranged {
    /// For what: as said; else for the assessment, and for whatever else advocacy was looked at.
    fn covers(&self, case: &Case) -> BTreeSet<Involvement> {
        match self.involved_in {
            Some(involved_in) => core::iter::once(involved_in).collect(),
            None => case.advocacy.keys().copied().chain([Involvement::Assessment]).collect(),
        }
    }
}

impl OnTheWay for SaidNo {
    fn fits(&self, case: &Case) -> Result<(), Misfit> {
        not_before_request(case, self.on)
    }

    /// That somebody said no is so, whatever it ends: nothing bars it.
    fn findings(&self, case: &Case) -> Findings {
        let soften = |finding: Finding| match finding.weight() {
            Weight::Bars => finding.weighing(Weight::Warns),
            Weight::Warns | Weight::Notes => finding,
        };
        refusal(case, &self.facts).into_iter().map(soften).collect()
    }

    fn change(&self, case: &mut Case) {
        case.safety = case.safety.after(&self.facts);
        case.said_no = Some(self.clone());
    }
}

impl OnTheWay for UrgentNeedsMet {
    fn fits(&self, case: &Case) -> Result<(), Misfit> {
        let about = [case.person.any()];
        Misfit::all([
            Misfit::unless(!self.outcomes.is_empty(), "expected what the urgent needs are about", &about),
            Misfit::unless(
                self.rest_due_by >= self.on,
                "expected `rest_due_by` no earlier than `on`",
                &about,
            ),
        ])
    }

    fn change(&self, case: &mut Case) {
        case.urgent.push(self.clone());
    }
}

impl OnTheWay for Combined {
    fn fits(&self, case: &Case) -> Result<(), Misfit> {
        let about = [case.person.any()];
        let mut assessments: Vec<_> = self.with.iter().map(|with| with.assessment).collect();
        let mut people: Vec<_> = self.says.iter().map(|said| said.person).collect();
        let all = (assessments.len(), people.len());
        assessments.sort_unstable();
        assessments.dedup();
        people.sort_unstable();
        people.dedup();
        Misfit::all([
            Misfit::unless(!self.with.is_empty(), "expected another assessment to combine with", &about),
            Misfit::unless(
                all == (assessments.len(), people.len()),
                "expected each assessment and each person once",
                &about,
            ),
        ])
    }

    fn findings(&self, case: &Case) -> Findings {
        let mut people: Vec<_> = self.with.iter().map(|with| with.person).collect();
        people.push(case.person);
        people.sort_unstable();
        people.dedup();
        let says: Vec<Concerned> = (people.into_iter())
            .map(|person| {
                let said = self.says.iter().find(|said| said.person == person);
                Concerned::new(person, said.map(|said| &said.say))
            })
            .collect();
        may_combine(&says)
    }

    fn change(&self, case: &mut Case) {
        case.combined = Some(self.clone());
        case.split = None;
    }
}

impl OnTheWay for Split {
    fn fits(&self, case: &Case) -> Result<(), Misfit> {
        let about = [case.person.any()];
        Misfit::unless(case.combined.is_some(), "expected an assessment that is combined", &about)
    }

    fn findings(&self, case: &Case) -> Findings {
        let since = case.combined.as_ref().map(|combined| combined.on);
        dates::not_before(case.person, self.on, since, "it was combined").into_iter().collect()
    }

    fn change(&self, case: &mut Case) {
        case.combined = None;
        case.split = Some(self.clone());
    }
}

impl OnTheWay for FactsRecorded {
    fn fits(&self, case: &Case) -> Result<(), Misfit> {
        let about = [case.person.any()];
        let of = match self.facts {
            CriteriaFacts::Adult(_) => AssessedAs::Adult,
            CriteriaFacts::Carer(_) => AssessedAs::Carer,
        };
        Misfit::unless(of == case.assessed_as, "expected facts for the role of this assessment", &about)
    }

    fn change(&self, case: &mut Case) {
        // That protection from abuse and neglect is affected is known of whoever says no afterwards.
        let wellbeing = match &self.facts {
            CriteriaFacts::Adult(facts) => &facts.wellbeing,
            CriteriaFacts::Carer(facts) => &facts.wellbeing,
        };
        if *wellbeing.areas.get(WellbeingArea::Protection).told() == Told::Known(true) {
            case.safety = case.safety.at_risk();
        }
        case.facts = Some(self.clone());
    }
}

impl OnTheWay for ContentRecorded {
    fn fits(&self, case: &Case) -> Result<(), Misfit> {
        let about = [case.person.any()];
        let owed = self.content.said().all(|(item, _)| owed_in(item, case.assessed_as));
        Misfit::unless(owed, "expected only what an assessment in this role looks at", &about)
    }

    fn change(&self, case: &mut Case) {
        case.content_on = case.content_on.max(Some(self.on));
        for (item, considered) in self.content.said() {
            if *considered != Considered::NotYet {
                case.content.set(item, *considered);
            }
        }
    }
}

impl OnTheWay for MeansRecorded {
    fn fits(&self, case: &Case) -> Result<(), Misfit> {
        let about = [case.person.any()];
        let of = match self.facts {
            MeetingFacts::Adult(_) => AssessedAs::Adult,
            MeetingFacts::Carer(_) => AssessedAs::Carer,
        };
        Misfit::unless(of == case.assessed_as, "expected facts for the role of this assessment", &about)
    }

    fn change(&self, case: &mut Case) {
        case.means = Some(self.clone());
    }
}

impl OnTheWay for CarersHelpRecorded {
    const MAY_BE_AHEAD: bool = true;

    fn fits(&self, case: &Case) -> Result<(), Misfit> {
        let about = [case.person.any()];
        let pairs: BTreeSet<_> = self.help.iter().map(|help| (help.outcome, help.carer)).collect();
        let in_part = |help: &CarersHelp| *help.meets.told() == Told::Known(HowFar::InPart);
        Misfit::all([
            Misfit::unless(
                case.assessed_as == AssessedAs::Adult,
                "expected an adult's assessment: a carer's own needs are not met by carers",
                &about,
            ),
            Misfit::unless(
                self.help.iter().all(|help| help.carer != case.person),
                "expected carers who are somebody else",
                &about,
            ),
            Misfit::unless(!self.help.is_empty(), "expected at least one outcome with a carer", &about),
            Misfit::unless(pairs.len() == self.help.len(), "expected each outcome and carer once", &about),
            Misfit::unless(
                self.help.iter().all(|help| in_part(help) != help.left.is_empty()),
                "expected `left` in words where a need is met in part, and nowhere else",
                &about,
            ),
        ])
    }

    /// For each outcome that this speaks of, what it comes to.
    fn findings(&self, case: &Case) -> Findings {
        let mut after = case.clone();
        self.change(&mut after);
        let spoken: BTreeSet<_> = self.help.iter().map(|help| help.outcome.outcome()).collect();
        (after.outcomes_owed(after.eligible(), self.on).iter())
            .filter(|owed| spoken.contains(&owed.outcome))
            .map(|owed| owed.finding(case.person))
            .collect()
    }

    fn change(&self, case: &mut Case) {
        case.carers_help.record(self);
    }
}
