//! No path of the record ends a duty that the law keeps: every sequence of up to five events from each state.
//!
//! The events are all that a record accepts, each with few payloads that cover yes, no and not known of every fact on
//! which a duty depends, in every manner the table lists. Records whose state is equal are looked at once. What the law
//! says is read off the journal by [`law`], which knows nothing of the crate's guards, trees or duties.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use mutual_care::assessment::{
    AdultFacts, AdultMeeting, AdultOutcome, AdvocacyFacts, AdvocacyLookedAt, AdvocateArranged,
    ArrangementsMade, AssessedAs, Assessment, AssessmentEnded, AssessmentEvent, Began, CarerFacts,
    CarerMeeting, CriteriaFacts, DeterminationMade, Difficulty, EndedBecause, FactsRecorded, Involvement,
    MeansRecorded, MeetingFacts, OwedBecause, Policy, QuestionsAnswered, RefusalAccepted, RefusalFacts,
    RequestWithdrawn, Revived, SaidNo, SharedInWriting, Split, Status, UrgentNeedsMet, WellbeingArea,
};
use mutual_care::base::{Code, Fact, Owes, PrivateText, Say, WhyNotKnown};
use mutual_care::machine::{Events, Irregularly, Machine, Setting, Step, TakenElsewhere, TakenOver};
use mutual_care::need::Outcome;

use crate::kit::{EveryDay, Proof, stamp_as};
use crate::mutual::{MOTHER, SON};
use crate::proof::{
    Assessments, advocate, after, arrangements, day, he_cooks, looked_at, opening, ready, together,
    under_way, words, worker,
};
use crate::{id, law, person};

const DEPTH: usize = 5;
const ON: u64 = 5;

fn refusal(risk: Option<bool>, capacity: Option<bool>, decided: Option<bool>) -> RefusalFacts {
    let fact = |known: Option<bool>| known.map_or(Fact::not_known(WhyNotKnown::AskedNotKnown), Fact::known);
    RefusalFacts {
        abuse_or_risk: fact(risk),
        has_capacity: fact(capacity),
        not_in_best_interests: decided.map_or(Fact::default(), Fact::known),
        why_changed: PrivateText::default(),
    }
}

/// Risk, capacity and decision, each yes, no and not known; nothing said; and a change that says why.
fn facts_of_a_no(role: AssessedAs, focus: Focus) -> Vec<RefusalFacts> {
    let (safe, at_risk) = (refusal(Some(false), Some(true), None), refusal(Some(true), Some(true), None));
    let mut all = vec![safe.clone(), at_risk];
    if focus == Focus::WhoStays {
        all.truncate(if role == AssessedAs::Adult { 2 } else { 1 });
    } else {
        all.extend([RefusalFacts::default(), refusal(None, None, None)]);
        all.push(RefusalFacts { why_changed: words("made up"), ..safe });
    }
    if focus == Focus::WhoGoes && role == AssessedAs::Adult {
        all.push(refusal(Some(false), Some(false), Some(false)));
        all.push(refusal(Some(false), Some(false), Some(true)));
    }
    all
}

fn looked(involved_in: Involvement, difficulty: Option<bool>, why: bool) -> AdvocacyLookedAt {
    let fact = difficulty.map_or(Fact::not_known(WhyNotKnown::AskedNotKnown), Fact::known);
    let difficulties = Difficulty::ALL.iter().map(|one| (*one, Fact::known(false))).collect();
    let mut facts = AdvocacyFacts { difficulties, ..AdvocacyFacts::default() };
    facts.difficulties.set(Difficulty::Weighing, fact);
    let why_changed = if why { words("made up") } else { PrivateText::default() };
    AdvocacyLookedAt { on: day(ON), involved_in, facts: Box::new(facts), why_changed }
}

fn not_impaired(role: AssessedAs, protection: Option<bool>) -> FactsRecorded {
    let (mut adult, mut carer) = (AdultFacts::default(), CarerFacts::default());
    adult.impairment_or_illness = Fact::known(false);
    carer.necessary_care = Fact::known(false);
    if let Some(affected) = protection {
        adult.wellbeing.areas.set(WellbeingArea::Protection, Fact::known(affected));
        carer.wellbeing.areas.set(WellbeingArea::Protection, Fact::known(affected));
    }
    let facts = match role {
        AssessedAs::Adult => CriteriaFacts::Adult(Box::new(adult)),
        AssessedAs::Carer => CriteriaFacts::Carer(Box::new(carer)),
    };
    FactsRecorded { on: day(ON), facts }
}

/// Answers that are short: this person lives alone.
fn lives_alone() -> QuestionsAnswered {
    let mut answers = mutual_care::assessment::Answers::new(person(MOTHER));
    answers.lives_with_or_helps = Fact::known(false);
    QuestionsAnswered { on: day(ON), answers: Box::new(answers) }
}

fn elsewhere(what: AssessmentEvent) -> Step<AssessmentEvent> {
    Step::TakenElsewhere(TakenElsewhere { what, by: worker().into(), why_recorded: words("on paper") })
}

fn irregularly(what: AssessmentEvent) -> Step<AssessmentEvent> {
    Step::Irregularly(Irregularly { what, reason: words("made up"), accepted_by: worker().into() })
}

fn ended(because: EndedBecause, goes_on_in: Option<u128>, facts: RefusalFacts) -> AssessmentEvent {
    AssessmentEnded { on: day(ON), because, goes_on_in: goes_on_in.map(id), facts }.into()
}

/// Which facts take every value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Focus {
    /// Abuse, capacity and best interests: whether somebody who goes is still owed an assessment. With every event.
    WhoGoes,
    /// Advocacy, the determination and what is owed in writing.
    WhoStays,
}

/// Everything that is offered, in every state and each manner.
fn domain(role: AssessedAs, focus: Focus) -> Vec<Step<AssessmentEvent>> {
    let on = day(ON);
    let goes = focus == Focus::WhoGoes;
    let mut steps: Vec<Step<AssessmentEvent>> = Vec::new();
    let mut regular = |event: AssessmentEvent| steps.push(Step::Regularly(event));
    regular(ArrangementsMade { on, ..arrangements() }.into());
    regular(Began { on }.into());
    regular(lives_alone().into());
    regular(looked(Involvement::Assessment, Some(false), false).into());
    regular(advocate(ON).into());
    if !goes {
        for difficulty in [Some(true), None] {
            regular(looked(Involvement::Assessment, difficulty, false).into());
        }
        regular(looked(Involvement::Assessment, Some(false), true).into());
        for difficulty in [Some(false), Some(true)] {
            regular(looked(Involvement::Planning, difficulty, false).into());
        }
        let involved_in = Some(Involvement::Planning);
        regular(AdvocateArranged { involved_in, ..advocate(ON) }.into());
        regular(AdvocateArranged { works_for_authority: Fact::known(true), ..advocate(ON) }.into());
        regular(AdvocateArranged { cares_for_pay: Fact::default(), ..advocate(ON) }.into());
        regular(AdvocateArranged { without_duty: true, ..advocate(ON) }.into());
    }
    regular(not_impaired(role, goes.then_some(true)).into());
    if role == AssessedAs::Adult {
        regular(mutual_care::assessment::ContentRecorded { on, ..looked_at() }.into());
        regular(he_cooks(ON).into());
    }
    // What only stands beside the duties is in the first search alone.
    if goes {
        let how = words("made up");
        regular(UrgentNeedsMet { on, outcomes: vec![Outcome::Toilet], how, rest_due_by: day(9) }.into());
        regular(mutual_care::assessment::Combined { on, ..together(Say::Agrees) }.into());
        regular(Split { on, withdrawn_by: None }.into());
        let facts = match role {
            AssessedAs::Adult => MeetingFacts::Adult(AdultMeeting::default()),
            AssessedAs::Carer => MeetingFacts::Carer(CarerMeeting::default()),
        };
        regular(MeansRecorded { on, facts }.into());
    }
    for because in [OwedBecause::Request, OwedBecause::Appearance] {
        regular(Revived { on, because }.into());
    }
    let known = facts_of_a_no(role, focus);
    for facts in known.iter().cloned() {
        regular(SaidNo { on, facts: facts.clone() }.into());
        regular(RequestWithdrawn { on, reason: words("made up"), facts }.into());
    }
    for facts in known.iter().cloned() {
        let refused: AssessmentEvent = RefusalAccepted { on, facts: facts.clone() }.into();
        let lost = ended(EndedBecause::LostTouch, None, facts);
        steps.extend([elsewhere(refused.clone()), irregularly(lost.clone())]);
        if goes {
            steps.extend([Step::Regularly(refused), Step::Regularly(lost)]);
        }
    }
    for (because, other, facts) in [
        (EndedBecause::Died, None, refusal(Some(true), None, None)),
        (EndedBecause::Died, None, refusal(Some(false), None, None)),
        (EndedBecause::Moved, None, RefusalFacts::default()),
        (EndedBecause::Duplicate, Some(77), RefusalFacts::default()),
        (EndedBecause::Duplicate, Some(500), RefusalFacts::default()),
    ] {
        steps.push(Step::Regularly(ended(because, other, facts)));
    }
    for meets_criteria in [false, true] {
        let made: AssessmentEvent =
            DeterminationMade { on, meets_criteria, departs_from_guidance: None }.into();
        steps.extend([Step::Regularly(made.clone()), elsewhere(made)]);
    }
    let to_whom = [(MOTHER, true, false), (MOTHER, false, true), (MOTHER, false, false), (SON, true, false)];
    for (to, both, reasons) in to_whom.into_iter().take(if goes { 1 } else { 4 }) {
        let shared: AssessmentEvent = SharedInWriting {
            on,
            to: vec![person(to)],
            with_reasons_and_advice: both,
            with_reasons: reasons,
        }
        .into();
        steps.extend([Step::Regularly(shared.clone()), elsewhere(shared)]);
    }
    steps
}

/// What is recorded by being added is offered once: a second one adds nothing that a duty asks about.
fn is_there(record: &Assessment, event: &AssessmentEvent) -> bool {
    let case = record.case();
    match event {
        AssessmentEvent::UrgentNeedsMet(_) => !case.urgent().is_empty(),
        AssessmentEvent::CarersHelpRecorded(_) => {
            !case.carers_help(AdultOutcome::Nutrition, day(ON)).is_empty()
        }
        _ => false,
    }
}

/// A record in each state, as an adult's and as a carer's, opened here and taken over.
fn begins(role: AssessedAs) -> Vec<Assessment> {
    let safe = || refusal(Some(false), Some(true), None);
    let no: AssessmentEvent = RefusalAccepted { on: day(ON), facts: safe() }.into();
    let withdrawn: AssessmentEvent =
        RequestWithdrawn { on: day(ON), reason: words("made up"), facts: safe() }.into();
    let lost = ended(EndedBecause::LostTouch, None, safe());
    let mut paths: Vec<Vec<AssessmentEvent>> =
        vec![Vec::new(), vec![arrangements().into()], under_way(), vec![no], vec![withdrawn], vec![lost]];
    if role == AssessedAs::Adult {
        let mut events = ready();
        events.push(
            DeterminationMade { on: day(ON), meets_criteria: false, departs_from_guidance: None }.into(),
        );
        paths.push(events.clone());
        let shared = SharedInWriting {
            on: day(ON),
            to: vec![person(MOTHER)],
            with_reasons_and_advice: true,
            with_reasons: false,
        };
        events.push(shared.into());
        paths.push(events);
    }
    let mut records: Vec<Assessment> = paths.into_iter().map(|events| after(opening(role), events)).collect();
    let policy = Policy::default();
    let setting = Setting::new(&policy, &EveryDay);
    for status in [Status::Refused, Status::Determined] {
        let mut taken: TakenOver<Assessment> = Assessments::taken_over(status).unwrap();
        taken.as_known.assessed_as = role;
        taken.as_known.cares_for = (role == AssessedAs::Carer).then(|| person(SON));
        let stamp = stamp_as(1, mutual_care::base::Role::SocialWorker);
        records.push(Assessment::take_over(Assessments::id(), taken, stamp, &setting).unwrap().record);
    }
    records
}

/// What a record holds beside its case: its status, when a result was given whole, and why it ended.
fn beside_the_case(record: &Assessment) -> impl Hash + Eq {
    let end = record.case().ended().map(|ended| (ended.because, ended.goes_on_in));
    (record.status(), record.case().given_whole_on(), end)
}

/// Whether two records are in the same state, whatever led there.
fn same_state(one: &Assessment, other: &Assessment) -> bool {
    beside_the_case(one) == beside_the_case(other)
        && one.determined() == other.determined()
        && one.case() == other.case()
}

/// What equal states have equal: to find them by.
fn digest(record: &Assessment) -> u64 {
    let (case, safety) = (record.case(), record.case().safety());
    let involved = [Involvement::Assessment, Involvement::Planning];
    let mut hasher = DefaultHasher::new();
    (
        beside_the_case(record),
        case.because(),
        safety.abuse_or_risk,
        safety.has_capacity,
        safety.not_in_best_interests,
        case.said_no()
            .map(|no| (no.facts.abuse_or_risk, no.facts.has_capacity, no.facts.not_in_best_interests)),
        (case.arranged().is_some(), case.began_on(), case.urgent().len(), case.answered_on()),
        (case.combined().is_some(), case.split().is_some(), case.facts().is_some()),
        involved.map(|involved_in| case.advocate(involved_in).map(|arranged| arranged.without_duty)),
        record.determined().map(|made| made.meets_criteria),
    )
        .hash(&mut hasher);
    hasher.finish()
}

#[derive(Default)]
struct Seen {
    by_digest: HashMap<u64, Vec<Assessment>>,
    states: usize,
}

impl Seen {
    fn is_new(&mut self, record: &Assessment) -> bool {
        let same = self.by_digest.entry(digest(record)).or_default();
        if same.iter().any(|other| same_state(other, record)) {
            return false;
        }
        same.push(record.clone());
        self.states += 1;
        true
    }
}

/// How often each thing came up: a search that reaches nothing proves nothing.
#[derive(Debug, Default)]
struct Reached {
    offered: usize,
    accepted: usize,
    owed_though_gone: usize,
    to_check: usize,
    lawfully_ended: usize,
    advocate_owed: usize,
    result_owed: usize,
}

fn open_duties(record: &Assessment) -> Vec<&'static str> {
    let duties = record.duties(day(ON), &Policy::default(), &EveryDay);
    duties.into_iter().filter(|duty| duty.done_on().is_none()).map(|duty| duty.rule().code).collect()
}

/// What is wrong with a record, by the law as read off its journal.
fn wrong(record: &Assessment, reached: &mut Reached) -> Option<String> {
    let law = law::read(record);
    let open = open_duties(record);
    let has = |code: &str| open.contains(&code);
    let gone = matches!(record.status(), Status::Refused | Status::Withdrawn | Status::Ended);
    let assess = match law.assess {
        law::Kept::Owed => has("assessment-owed"),
        law::Kept::NotKnown => has("end-to-be-checked") && !has("assessment-owed"),
        law::Kept::Ended | law::Kept::Done => !has("assessment-owed") && !has("end-to-be-checked"),
    };
    reached.owed_though_gone += usize::from(gone && law.assess == law::Kept::Owed);
    reached.to_check += usize::from(law.assess == law::Kept::NotKnown);
    reached.lawfully_ended += usize::from(gone && law.assess == law::Kept::Ended);
    reached.advocate_owed += law.advocates;
    reached.result_owed += usize::from(law.result);
    let advocates = open.iter().filter(|code| **code == "advocate-owed").count();
    let checks = [
        ("the duty to assess", assess),
        ("an advocate", advocates == law.advocates),
        ("the result in writing", has("result-owed") == law.result),
        ("what was let through", law.let_through.is_none()),
        ("what safeguarding is told", law.untold.is_none()),
    ];
    let wrong: Vec<&str> = checks.iter().filter(|(_, right)| !right).map(|(what, _)| *what).collect();
    (!wrong.is_empty()).then(|| {
        let path: Vec<_> = record.journal().iter().map(mutual_care::machine::Entry::event).collect();
        format!("{wrong:?}: {law:?}; open {open:?}; after {path:#?}")
    })
}

fn search(role: AssessedAs, focus: Focus) -> (usize, Reached) {
    let domain = domain(role, focus);
    let policy = Policy::default();
    let setting = Setting::new(&policy, &EveryDay);
    let stamp = stamp_as(50, mutual_care::base::Role::SocialWorker);
    let (mut seen, mut reached) = (Seen::default(), Reached::default());
    let mut level: Vec<Assessment> = Vec::new();
    for record in begins(role) {
        if seen.is_new(&record) {
            assert_eq!(wrong(&record, &mut reached), None);
            level.push(record);
        }
    }
    for _ in 0..DEPTH {
        let mut next: Vec<Assessment> = Vec::new();
        for before in level {
            let allowed = before.allowed();
            // What is refused comes back unharmed, so one copy serves until something is accepted.
            let mut record = before.clone();
            for step in &domain {
                if !allowed.contains(&step.what().verb()) || is_there(&before, step.what()) {
                    continue;
                }
                reached.offered += 1;
                record = match record.offer(step.clone(), stamp, &setting) {
                    Err(refused) => refused.into_parts().0,
                    Ok(answer) => {
                        reached.accepted += 1;
                        let after = answer.into_record();
                        if seen.is_new(&after) {
                            if let Some(wrong) = wrong(&after, &mut reached) {
                                panic!("{wrong}");
                            }
                            next.push(after);
                        }
                        before.clone()
                    }
                };
            }
        }
        level = next;
    }
    (seen.states, reached)
}

/// Of an adult, with every value of abuse, capacity and best interests.
#[test]
fn no_path_ends_the_duty_to_assess_an_adult_that_the_law_keeps() {
    let (states, reached) = search(AssessedAs::Adult, Focus::WhoGoes);
    println!("adults who go: {states} states, {reached:?}");
    assert!(states > 5_000 && reached.accepted > 20_000, "{states}: {reached:?}");
    assert!(reached.owed_though_gone > 100 && reached.to_check > 100 && reached.lawfully_ended > 100);
}

/// Of an adult, with every value of what advocacy, the determination and its sharing depend on.
#[test]
fn no_path_ends_what_is_owed_to_an_adult_who_stays() {
    let (states, reached) = search(AssessedAs::Adult, Focus::WhoStays);
    println!("adults who stay: {states} states, {reached:?}");
    assert!(states > 5_000 && reached.accepted > 20_000, "{states}: {reached:?}");
    assert!(reached.advocate_owed > 100 && reached.result_owed > 100, "{reached:?}");
}

#[test]
fn no_path_ends_a_duty_to_a_carer_that_the_law_keeps() {
    for focus in [Focus::WhoGoes, Focus::WhoStays] {
        let (states, reached) = search(AssessedAs::Carer, focus);
        println!("carers, {focus:?}: {states} states, {reached:?}");
        assert!(states > 1_000 && reached.accepted > 5_000, "{states}: {reached:?}");
        assert!(reached.lawfully_ended > 100 && reached.result_owed > 100, "{reached:?}");
    }
}
