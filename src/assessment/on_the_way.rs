//! What happens on the way: what must be there for it, what speaks against it, and what is known from then on.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::advocacy::Involvement;
use super::carers_help::{CarersHelp, HowFar};
use super::case::{AssessmentCase, owed_in};
use super::combining::{Concerned, may_combine};
use super::dates;
use super::eligibility::WellbeingArea;
use super::event::{
    AdvocacyLookedAt, AdvocateArranged, AssessedAs, CarersHelpRecorded, Combined, Considered,
    ContentRecorded, CriteriaFacts, FactsRecorded, MeansRecorded, MeetingFacts, QuestionsAnswered, SaidNo,
    Split, UrgentNeedsMet,
};
use super::guards::{not_before_request, refusal};
use super::{Policy, rules};
use crate::base::{Actor, Code, Finding, Findings, Stamp, Told, Verdict, Weight};
use crate::machine::{Accept, Asked, Misfit};

impl Accept<QuestionsAnswered> for AssessmentCase {
    fn fits(&self, event: &QuestionsAnswered) -> Result<(), Misfit> {
        let about = [self.person.any()];
        Misfit::unless(event.answers.person == self.person, "expected the person's own answers", &about)
    }

    fn apply(&mut self, event: &QuestionsAnswered, _: &Stamp) {
        self.answered = Some(event.clone());
    }
}

impl Accept<AdvocacyLookedAt> for AssessmentCase {
    /// A difficulty that was found is not undone by a tick.
    fn findings(&self, event: &AdvocacyLookedAt, _: &Asked<'_, Policy>) -> Findings {
        let before = self.advocacy.get(&event.involved_in).is_some_and(|looked| looked.facts.in_difficulty());
        let undone = before && !event.facts.in_difficulty() && event.why_changed.is_empty();
        undone
            .then(|| {
                let (code, words) = (event.involved_in.code(), event.involved_in.words());
                rules::worded(&rules::DIFFICULTY_UNDONE, code, words).about(self.person)
            })
            .into_iter()
            .collect()
    }

    fn apply(&mut self, event: &AdvocacyLookedAt, _: &Stamp) {
        self.advocacy.insert(event.involved_in, event.clone());
    }
}

impl Accept<AdvocateArranged> for AssessmentCase {
    fn fits(&self, event: &AdvocateArranged) -> Result<(), Misfit> {
        let about = [self.person.any()];
        let own = event.advocate == Actor::Person(self.person);
        Misfit::unless(!own, "expected an advocate who is somebody else", &about)
    }

    fn findings(&self, event: &AdvocateArranged, _: &Asked<'_, Policy>) -> Findings {
        let about = |rule| Finding::new(rule).about(self.person).about(event.advocate.any());
        let named = |rule, involved: Involvement| {
            rules::worded(rule, involved.code(), involved.words()).about(self.person)
        };
        let mut findings = Findings::none();
        match self.is_independent(event) {
            Verdict::Yes => {}
            Verdict::No => findings.push(about(&rules::ADVOCATE_NOT_INDEPENDENT)),
            Verdict::NotKnown => findings.push(about(&rules::ADVOCATE_INDEPENDENCE_OPEN)),
        }
        if event.without_duty {
            for involved_in in event.covers(self) {
                match self.advocacy(involved_in).due() {
                    Verdict::Yes => findings.push(named(&rules::OFFERED_WITHOUT_DUTY, involved_in)),
                    Verdict::NotKnown => {
                        findings.push(Finding::new(&rules::ADVOCACY_OPEN).about(self.person));
                    }
                    Verdict::No => {}
                }
            }
        }
        findings
    }

    fn apply(&mut self, event: &AdvocateArranged, _: &Stamp) {
        for involved_in in event.covers(self) {
            self.advocates.insert(involved_in, event.clone());
        }
    }
}

impl AdvocateArranged {
    /// For what: as said; else for the assessment, and for whatever else advocacy was looked at.
    fn covers(&self, case: &AssessmentCase) -> BTreeSet<Involvement> {
        match self.involved_in {
            Some(involved_in) => core::iter::once(involved_in).collect(),
            None => case.advocacy.keys().copied().chain([Involvement::Assessment]).collect(),
        }
    }
}

impl Accept<SaidNo> for AssessmentCase {
    fn fits(&self, event: &SaidNo) -> Result<(), Misfit> {
        not_before_request(self, event.on)
    }

    /// That somebody said no is so, whatever it ends: nothing bars it.
    fn findings(&self, event: &SaidNo, _: &Asked<'_, Policy>) -> Findings {
        let soften = |finding: Finding| match finding.weight() {
            Weight::Bars => finding.weighing(Weight::Warns),
            Weight::Warns | Weight::Notes => finding,
        };
        refusal(self, &event.facts).into_iter().map(soften).collect()
    }

    fn apply(&mut self, event: &SaidNo, _: &Stamp) {
        self.safety = self.safety.after(&event.facts);
        self.said_no = Some(event.clone());
    }
}

impl Accept<UrgentNeedsMet> for AssessmentCase {
    fn fits(&self, event: &UrgentNeedsMet) -> Result<(), Misfit> {
        let about = [self.person.any()];
        Misfit::all([
            Misfit::unless(!event.outcomes.is_empty(), "expected what the urgent needs are about", &about),
            Misfit::unless(
                event.rest_due_by >= event.on,
                "expected `rest_due_by` no earlier than `on`",
                &about,
            ),
        ])
    }

    fn apply(&mut self, event: &UrgentNeedsMet, _: &Stamp) {
        self.urgent.push(event.clone());
    }
}

impl Accept<Combined> for AssessmentCase {
    fn fits(&self, event: &Combined) -> Result<(), Misfit> {
        let about = [self.person.any()];
        let mut assessments: Vec<_> = event.with.iter().map(|with| with.assessment).collect();
        let mut people: Vec<_> = event.says.iter().map(|said| said.person).collect();
        let all = (assessments.len(), people.len());
        assessments.sort_unstable();
        assessments.dedup();
        people.sort_unstable();
        people.dedup();
        Misfit::all([
            Misfit::unless(!event.with.is_empty(), "expected another assessment to combine with", &about),
            Misfit::unless(
                all == (assessments.len(), people.len()),
                "expected each assessment and each person once",
                &about,
            ),
        ])
    }

    fn findings(&self, event: &Combined, _: &Asked<'_, Policy>) -> Findings {
        let mut people: Vec<_> = event.with.iter().map(|with| with.person).collect();
        people.push(self.person);
        people.sort_unstable();
        people.dedup();
        let says: Vec<Concerned> = (people.into_iter())
            .map(|person| {
                let said = event.says.iter().find(|said| said.person == person);
                Concerned::new(person, said.map(|said| &said.say))
            })
            .collect();
        may_combine(&says)
    }

    fn apply(&mut self, event: &Combined, _: &Stamp) {
        self.combined = Some(event.clone());
        self.split = None;
    }
}

impl Accept<Split> for AssessmentCase {
    fn fits(&self, _: &Split) -> Result<(), Misfit> {
        let about = [self.person.any()];
        Misfit::unless(self.combined.is_some(), "expected an assessment that is combined", &about)
    }

    fn findings(&self, event: &Split, _: &Asked<'_, Policy>) -> Findings {
        let since = self.combined.as_ref().map(|combined| combined.on);
        dates::not_before(self.person, event.on, since, "it was combined").into_iter().collect()
    }

    fn apply(&mut self, event: &Split, _: &Stamp) {
        self.combined = None;
        self.split = Some(event.clone());
    }
}

impl Accept<FactsRecorded> for AssessmentCase {
    fn fits(&self, event: &FactsRecorded) -> Result<(), Misfit> {
        let about = [self.person.any()];
        let of = match event.facts {
            CriteriaFacts::Adult(_) => AssessedAs::Adult,
            CriteriaFacts::Carer(_) => AssessedAs::Carer,
        };
        Misfit::unless(of == self.assessed_as, "expected facts for the role of this assessment", &about)
    }

    fn apply(&mut self, event: &FactsRecorded, _: &Stamp) {
        // That protection from abuse and neglect is affected is known of whoever says no afterwards.
        let wellbeing = match &event.facts {
            CriteriaFacts::Adult(facts) => &facts.wellbeing,
            CriteriaFacts::Carer(facts) => &facts.wellbeing,
        };
        if *wellbeing.areas.get(WellbeingArea::Protection).told() == Told::Known(true) {
            self.safety = self.safety.at_risk();
        }
        self.facts = Some(event.clone());
    }
}

impl Accept<ContentRecorded> for AssessmentCase {
    fn fits(&self, event: &ContentRecorded) -> Result<(), Misfit> {
        let about = [self.person.any()];
        let owed = event.content.said().all(|(item, _)| owed_in(item, self.assessed_as));
        Misfit::unless(owed, "expected only what an assessment in this role looks at", &about)
    }

    fn apply(&mut self, event: &ContentRecorded, _: &Stamp) {
        self.content_on = self.content_on.max(Some(event.on));
        for (item, considered) in event.content.said() {
            if *considered != Considered::NotYet {
                self.content.set(item, *considered);
            }
        }
    }
}

impl Accept<MeansRecorded> for AssessmentCase {
    fn fits(&self, event: &MeansRecorded) -> Result<(), Misfit> {
        let about = [self.person.any()];
        let of = match event.facts {
            MeetingFacts::Adult(_) => AssessedAs::Adult,
            MeetingFacts::Carer(_) => AssessedAs::Carer,
        };
        Misfit::unless(of == self.assessed_as, "expected facts for the role of this assessment", &about)
    }

    fn apply(&mut self, event: &MeansRecorded, _: &Stamp) {
        self.means = Some(event.clone());
    }
}

impl Accept<CarersHelpRecorded> for AssessmentCase {
    /// Of what a carer does notice may be given.
    fn happened(_: &CarersHelpRecorded) -> Option<NaiveDate> {
        None
    }

    fn fits(&self, event: &CarersHelpRecorded) -> Result<(), Misfit> {
        let about = [self.person.any()];
        let pairs: BTreeSet<_> = event.help.iter().map(|help| (help.outcome, help.carer)).collect();
        let in_part = |help: &CarersHelp| *help.meets.told() == Told::Known(HowFar::InPart);
        Misfit::all([
            Misfit::unless(
                self.assessed_as == AssessedAs::Adult,
                "expected an adult's assessment: a carer's own needs are not met by carers",
                &about,
            ),
            Misfit::unless(
                event.help.iter().all(|help| help.carer != self.person),
                "expected carers who are somebody else",
                &about,
            ),
            Misfit::unless(!event.help.is_empty(), "expected at least one outcome with a carer", &about),
            Misfit::unless(pairs.len() == event.help.len(), "expected each outcome and carer once", &about),
            Misfit::unless(
                event.help.iter().all(|help| in_part(help) != help.left.is_empty()),
                "expected `left` in words where a need is met in part, and nowhere else",
                &about,
            ),
        ])
    }

    /// For each outcome that this speaks of, what it comes to.
    fn findings(&self, event: &CarersHelpRecorded, _: &Asked<'_, Policy>) -> Findings {
        let mut after = self.clone();
        after.carers_help.record(event);
        let spoken: BTreeSet<_> = event.help.iter().map(|help| help.outcome.outcome()).collect();
        (after.outcomes_owed(after.eligible(), event.on).iter())
            .filter(|owed| spoken.contains(&owed.outcome))
            .map(|owed| owed.finding(self.person))
            .collect()
    }

    fn apply(&mut self, event: &CarersHelpRecorded, _: &Stamp) {
        self.carers_help.record(event);
    }
}
