//! The record of an assessment: each guard from both sides, what is carried over, what is owed.

use mutual_care::assessment::{
    AdultMeeting, AdvocateArranged, AssessedAs, Assessment, AssessmentEnded, AssessmentEvent, CarriedOut,
    Considered, ContentItem, ContentRecorded, CriteriaFacts, DeterminationMade, Difficulty, EndedBecause,
    FactsRecorded, MeansRecorded, MeetingFacts, MustMeet, Opened, OwedBecause, Policy, QuestionsAnswered,
    RefusalAccepted, RefusalFacts, RequestWithdrawn, Residence, Revived, SaidNo, SharedInWriting, Split,
    Status, ToTell, UrgentNeedsMet, Verb, tell_next_authority,
};
use mutual_care::base::{
    Audience, BestInterests, ByCode, Deadline, England, Fact, Finding, Findings, Owes, Power, Said, Say,
    Standing, Term, Told, Verdict, Weight, due,
};
use mutual_care::machine::{Irregularly, Machine, Refusal, Setting, Step};
use mutual_care::need::Outcome;

use crate::kit::{EveryDay, next_stamp};
use crate::mutual::{MOTHER, SON, all_asked};
use crate::person;
use crate::proof::{
    Assessments, advocate, after, answered, arrangements, day, looked_at, no_difficulty, no_risk,
    not_impaired, opening, ready, together, under_way, words, worker,
};

/// What a guard says of an event: all findings, whether they bar it or travel along.
pub(crate) fn says(record: &Assessment, event: impl Into<AssessmentEvent>) -> Findings {
    let policy = Policy::default();
    let setting = Setting::new(&policy, &EveryDay);
    let stamp = next_stamp::<Assessments>(record, Verb::Opened);
    match record.clone().offer(Step::Regularly(event.into()), stamp, &setting) {
        Ok(mutual_care::machine::Answer::Accepted(accepted)) => accepted.findings,
        Ok(other) => panic!("{other:?}"),
        Err(refused) => match refused.why() {
            Refusal::Barred(findings) => findings.clone(),
            why => panic!("{why}"),
        },
    }
}

/// The codes of what bars.
pub(crate) fn bars(findings: &Findings) -> Vec<&'static str> {
    findings.iter().filter(|finding| finding.weight() == Weight::Bars).map(Finding::code).collect()
}

pub(crate) fn fits(record: &Assessment, event: impl Into<AssessmentEvent>) -> bool {
    let policy = Policy::default();
    let setting = Setting::new(&policy, &EveryDay);
    let stamp = next_stamp::<Assessments>(record, Verb::Opened);
    let offered = record.clone().offer(Step::Regularly(event.into()), stamp, &setting);
    !matches!(offered.map_err(|refused| refused.into_parts().1), Err(Refusal::DoesNotFit(_)))
}

pub(crate) fn adult(events: Vec<AssessmentEvent>) -> Assessment {
    after(opening(AssessedAs::Adult), events)
}

fn determination() -> DeterminationMade {
    DeterminationMade { on: day(9), meets_criteria: false, departs_from_guidance: None }
}

/// The record that is ready but for one thing.
fn ready_without(verb: Verb) -> Assessment {
    use mutual_care::machine::Events;
    adult(ready().into_iter().filter(|event| event.verb() != verb).collect())
}

#[test]
fn a_determination_needs_everything_and_says_all_that_is_missing() {
    assert!(says(&adult(ready()), determination()).is_empty());
    let nothing = adult(under_way());
    let missing = bars(&says(&nothing, determination()));
    assert_eq!(
        missing,
        [
            "eligibility-open",
            "advocacy-open",
            "content-missing",
            "content-missing",
            "content-missing",
            "content-missing",
            "content-missing",
            "content-missing",
            "mutual-questions-open",
        ]
    );
    for (verb, code) in [
        (Verb::FactsRecorded, "eligibility-open"),
        (Verb::AdvocacyLookedAt, "advocacy-open"),
        (Verb::QuestionsAnswered, "mutual-questions-open"),
    ] {
        assert_eq!(bars(&says(&ready_without(verb), determination())), [code]);
    }
}

#[test]
fn a_determination_is_what_the_facts_say() {
    let yes = DeterminationMade { meets_criteria: true, ..determination() };
    assert_eq!(bars(&says(&adult(ready()), yes)), ["not-as-the-facts-say"]);
}

#[test]
fn each_thing_to_look_at_is_missed_by_itself() {
    for (item, _) in looked_at().content.said() {
        let mut content = looked_at();
        content.content.set(item, Considered::NotYet);
        let mut events: Vec<AssessmentEvent> = under_way();
        events.extend([answered().into(), no_difficulty().into(), not_impaired().into(), content.into()]);
        let found = says(&adult(events), determination());
        assert_eq!(bars(&found), ["content-missing"]);
        assert!(found.iter().any(|finding| finding.for_person().contains(item.words())), "{item}");
    }
    // A carer's assessment looks at more, and does not involve carers.
    let carer = after(opening(AssessedAs::Carer), under_way());
    let missing: Vec<ContentItem> = carer.case().content_missing().collect();
    assert_eq!(missing.len(), 11);
    assert!(!missing.contains(&ContentItem::CarersInvolved) && missing.contains(&ContentItem::WillingLater));
    let of_adults = ContentRecorded {
        on: day(3),
        content: ByCode::default().with(ContentItem::CarersInvolved, Considered::Yes),
    };
    assert!(!fits(&carer, of_adults));
}

#[test]
fn guidance_gives_way_to_a_reason_and_law_does_not() {
    let reason =
        |text: &str| DeterminationMade { departs_from_guidance: Some(words(text)), ..determination() };
    let open = ready_without(Verb::QuestionsAnswered);
    assert_eq!(bars(&says(&open, reason(""))), ["mutual-questions-open"], "an empty reason is none");
    let found = says(&open, reason("She lives alone and sees nobody; made up."));
    assert!(!found.bars());
    assert_eq!(found.with_code("mutual-questions-open").count(), 1);
    let unlooked = ready_without(Verb::AdvocacyLookedAt);
    assert!(says(&unlooked, reason("No time; made up.")).bars());
}

#[test]
fn one_question_never_asked_is_enough_to_bar_and_declining_is_an_answer() {
    let with = |fact| {
        let mut answers = all_asked(MOTHER, SON);
        answers.wish_later = fact;
        let mut events = ready();
        events.push(QuestionsAnswered { on: day(4), answers: Box::new(answers) }.into());
        bars(&says(&adult(events), determination())).len()
    };
    assert_eq!(with(Fact::default()), 1);
    assert_eq!(with(Fact::not_known(mutual_care::base::WhyNotKnown::Declined)), 0);
    let mut alone = mutual_care::assessment::Answers::new(person(MOTHER));
    alone.lives_with_or_helps = Fact::known(false);
    let mut events = ready();
    events.push(QuestionsAnswered { on: day(4), answers: Box::new(alone) }.into());
    assert!(!says(&adult(events), determination()).bars(), "no settles the rest");
}

#[test]
fn an_advocate_who_is_due_is_arranged_first_and_comes_from_outside() {
    let mut due = no_difficulty();
    due.facts.difficulties.set(Difficulty::Weighing, Fact::known(true));
    let mut events = ready();
    events.push(due.into());
    let record = adult(events.clone());
    assert_eq!(bars(&says(&record, determination())), ["advocate-due"]);
    let arranged = |who| AdvocateArranged { advocate: who, ..advocate(5) };
    assert_eq!(bars(&says(&record, arranged(person(SON).into()))), ["advocate-not-independent"]);
    assert!(!fits(&record, arranged(person(MOTHER).into())));
    events.push(advocate(5).into());
    assert!(!says(&adult(events), determination()).bars());
}

#[test]
fn supported_self_assessment_is_offered_wished_and_within_capacity() {
    let record = adult(Vec::new());
    let with = |change: &dyn Fn(&mut mutual_care::assessment::ArrangementsMade)| {
        let mut event = arrangements();
        change(&mut event);
        bars(&says(&record, event))
    };
    assert!(with(&|_| ()).is_empty());
    for offered in [Told::Known(false), Told::default()] {
        assert_eq!(with(&|event| event.self_assessment_offered = offered), ["self-assessment-not-offered"]);
    }
    let by_themselves = |wished, capacity| {
        with(&|event| {
            event.carried_out = CarriedOut::SupportedSelfAssessment;
            event.self_assessment_wished = wished;
            event.has_capacity = capacity;
        })
    };
    assert!(by_themselves(Told::Known(true), Told::Known(true)).is_empty());
    assert_eq!(by_themselves(Told::default(), Told::Known(true)), ["self-assessment-not-wished"]);
    assert_eq!(by_themselves(Told::Known(true), Told::default()), ["self-assessment-capacity"]);
}

#[test]
fn saying_no_is_kept_and_ends_nothing_by_itself() {
    let record = adult(Vec::new());
    let facts = |risk| RefusalFacts {
        abuse_or_risk: risk,
        has_capacity: Fact::known(true),
        ..RefusalFacts::default()
    };
    for (risk, barred) in [(Fact::known(false), 0), (Fact::known(true), 1), (Fact::default(), 1)] {
        let no = says(&record, SaidNo { on: day(1), facts: facts(risk) });
        assert!(!no.bars());
        let accepted = says(&record, RefusalAccepted { on: day(1), facts: facts(risk) });
        assert_eq!(bars(&accepted).len(), barred);
        assert_eq!(accepted.visible_to(Audience::PersonAlone).count(), 1 - barred, "risk stays with workers");
    }
    // A carer's refusal always ends the duty; a risk is told to professionals.
    let carer = after(opening(AssessedAs::Carer), Vec::new());
    let found = says(&carer, RefusalAccepted { on: day(1), facts: facts(Fact::known(true)) });
    assert!(!found.bars());
    assert_eq!(found.with_code("risk-behind-refusal").count(), 1);
    // It went on after a no.
    let mut events = ready();
    events.push(SaidNo { on: day(4), facts: facts(Fact::known(false)) }.into());
    assert_eq!(says(&adult(events), determination()).with_code("said-no-before").count(), 1);
}

#[test]
fn a_refusal_revived_keeps_what_was_known_and_starts_anew() {
    let facts = RefusalFacts {
        abuse_or_risk: Fact::known(false),
        has_capacity: Fact::known(true),
        ..RefusalFacts::default()
    };
    let mut events = ready();
    events.push(SaidNo { on: day(8), facts: facts.clone() }.into());
    events.push(RefusalAccepted { on: day(9), facts }.into());
    let refused = adult(events.clone());
    assert_eq!(refused.status(), Status::Refused);
    assert!(!fits(&refused, Revived { on: day(8), because: OwedBecause::Changed }));
    events.push(Revived { on: day(30), because: OwedBecause::Changed }.into());
    let revived = adult(events);
    let case = revived.case();
    assert_eq!(
        (revived.status(), case.requested_on(), case.because()),
        (Status::Requested, day(30), OwedBecause::Changed)
    );
    assert!(case.said_no().is_none() && case.arranged().is_none() && case.began_on().is_none());
    assert_eq!(case.answers(), Some(&all_asked(MOTHER, SON)));
    assert_eq!(case.eligible(), Verdict::No);
}

#[test]
fn only_a_request_can_be_withdrawn() {
    let withdrawn = || RequestWithdrawn { on: day(3), reason: words("made up"), facts: no_risk() };
    for (because, barred) in
        [(OwedBecause::Request, 0), (OwedBecause::Appearance, 1), (OwedBecause::Changed, 1)]
    {
        let record = after(Opened { because, ..opening(AssessedAs::Adult) }, Vec::new());
        assert_eq!(bars(&says(&record, withdrawn())).len(), barred, "{because}");
    }
}

#[test]
fn combining_needs_everybody_and_splitting_loses_nothing() {
    let record = adult(under_way());
    assert!(!says(&record, together(Say::Agrees)).bars());
    for say in [Say::NotAsked, Say::Disagrees { wants: None }] {
        assert_eq!(bars(&says(&record, together(say))), ["not-agreed-to-combine"]);
    }
    let mut silent = together(Say::Agrees);
    silent.says.retain(|said: &Said| said.person == person(MOTHER));
    assert_eq!(bars(&says(&record, silent)), ["not-agreed-to-combine"], "who is missing was not asked");
    let mother_decides = Say::DecidedByPower {
        by: person(MOTHER).into(),
        power: Power::WelfareDeputy,
        covers_this: Told::Known(true),
        registered: Told::default(),
        agrees: true,
    };
    let found = says(&record, together(mother_decides));
    assert!(!found.bars());
    assert_eq!(found.with_code("decides-for-one-they-rely-on").count(), 1);
    let best_interests = Say::BestInterests(BestInterests {
        assessed_by: worker().into(),
        assessed_on: day(1),
        decided_by: worker().into(),
        consulted: vec![person(MOTHER).into()],
        agrees: true,
    });
    assert_eq!(says(&record, together(best_interests)).with_code("agreed-in-anothers-place").count(), 1);

    let whole = adult(ready());
    let mut events = ready();
    events.push(together(Say::Agrees).into());
    let combined = adult(events.clone());
    assert_eq!(combined.case().combined().unwrap().with.len(), 1);
    events.push(Split { on: day(6), withdrawn_by: Some(person(SON)) }.into());
    let split = adult(events);
    assert_eq!(split.case().split().map(|split| split.on), Some(day(6)));
    let (before, after) = (whole.case(), split.case());
    assert_eq!((before.answers(), before.facts()), (after.answers(), after.facts()));
    assert!(before.content_missing().eq(after.content_missing()), "all that was known before is known after");
    assert_eq!(before.eligible(), after.eligible());
    assert!(!fits(&split, Split { on: day(7), withdrawn_by: None }));
}

#[test]
fn urgent_needs_keep_the_state_and_owe_the_rest() {
    let urgent = |on, by| UrgentNeedsMet {
        on: day(on),
        outcomes: vec![Outcome::Nutrition],
        how: words("meals"),
        rest_due_by: day(by),
    };
    assert!(!fits(&adult(Vec::new()), urgent(3, 2)));
    assert!(fits(&adult(Vec::new()), urgent(3, 3)));
    let record = adult(vec![urgent(0, 14).into()]);
    assert_eq!(record.status(), Status::Requested);
    let policy = Policy::default();
    let owed = |record: &Assessment, on| {
        let duties = due([record], day(on), &policy, &England);
        duties.into_iter().map(|duty| (duty.rule().code, duty.standing(day(on)))).collect::<Vec<_>>()
    };
    let rest = |standing| vec![("rest-owed-after-urgent", standing), ("assessment-owed", Standing::Due)];
    assert_eq!(owed(&record, 14), rest(Standing::Due));
    assert_eq!(owed(&record, 16), rest(Standing::Late { days: 2 }));
}

#[test]
fn duties_follow_the_policy_and_end_with_what_settles_them() {
    let policy = Policy {
        assess_within: Some(Term::WorkingDays(28)),
        share_within: Some(Term::Days(7)),
        ..Policy::default()
    };
    let duties = |record: &Assessment, on| {
        let all = record.duties(day(on), &policy, &England);
        all.into_iter()
            .map(|duty| (duty.rule().code, duty.deadline(), duty.standing(day(on))))
            .collect::<Vec<_>>()
    };
    // 28 working days after Monday 2 March 2026, with Good Friday and Easter Monday between.
    let by = Deadline::By(chrono::NaiveDate::from_ymd_opt(2026, 4, 13).unwrap());
    assert_eq!(duties(&adult(Vec::new()), 0), [("assessment-owed", by, Standing::Due)]);
    let mut events = ready();
    events.push(determination().into());
    let determined = adult(events.clone());
    let result = |standing| ("result-owed", Deadline::By(day(16)), standing);
    assert_eq!(
        duties(&determined, 17),
        [("assessment-owed", by, Standing::Done), result(Standing::Late { days: 1 })]
    );
    let shared = SharedInWriting {
        on: day(16),
        to: vec![person(MOTHER)],
        with_reasons_and_advice: true,
        with_reasons: false,
    };
    events.push(shared.into());
    assert_eq!(duties(&adult(events), 17), [("assessment-owed", by, Standing::Done), result(Standing::Done)]);
    let withdrawn =
        adult(vec![RequestWithdrawn { on: day(3), reason: words("made up"), facts: no_risk() }.into()]);
    assert!(duties(&withdrawn, 3).is_empty());
}

#[test]
fn the_person_gets_it_in_writing_with_reasons_where_there_is_no() {
    let mut events = ready();
    events.push(determination().into());
    let record = adult(events);
    let shared = |to: u128, reasons| SharedInWriting {
        on: day(9),
        to: vec![person(to)],
        with_reasons_and_advice: reasons,
        with_reasons: false,
    };
    assert!(says(&record, shared(MOTHER, true)).is_empty());
    assert_eq!(bars(&says(&record, shared(SON, true))), ["not-shared-with-the-person"]);
    assert_eq!(bars(&says(&record, shared(MOTHER, false))), ["reasons-and-advice-owed"]);
    let early = SharedInWriting { on: day(8), ..shared(MOTHER, true) };
    assert!(!fits(&record, early));
}

#[test]
fn who_is_under_age_is_shown_another_way() {
    let policy = Policy::default();
    let setting = Setting::new(&policy, &EveryDay);
    let open = |assessed_as, is_adult| {
        let event = Opened { is_adult, ..opening(assessed_as) };
        let stamp = crate::kit::stamp_as(1, mutual_care::base::Role::SocialWorker);
        match Assessment::open(crate::id(501), event, stamp, &setting) {
            Ok(accepted) => accepted.findings.iter().map(Finding::code).collect::<Vec<_>>(),
            Err(why) => bars(why.into_parts().1.findings().unwrap()),
        }
    };
    assert_eq!(open(AssessedAs::Carer, Fact::known(false)), ["young-carer"]);
    assert_eq!(open(AssessedAs::Adult, Fact::known(false)), ["not-an-adult"]);
    assert_eq!(open(AssessedAs::Carer, Fact::default()), ["adult-not-known"]);
    assert!(open(AssessedAs::Carer, Fact::known(true)).is_empty());
}

#[test]
fn moving_names_what_the_next_authority_is_told() {
    let few = adult(Vec::new());
    let list = tell_next_authority(few.case());
    assert_eq!(list[..3], [ToTell::TheMove, ToTell::Assessment, ToTell::Plan]);
    assert!(list.contains(&ToTell::OpenQuestions) && !list.contains(&ToTell::Combined));
    let mut events = ready();
    events.push(together(Say::Agrees).into());
    let list = tell_next_authority(adult(events).case());
    assert!(list.contains(&ToTell::Combined) && !list.contains(&ToTell::OpenQuestions));
    let moved = AssessmentEnded {
        on: day(4),
        because: EndedBecause::Moved,
        goes_on_in: None,
        facts: RefusalFacts::default(),
    };
    assert_eq!(says(&few, moved).with_code("next-authority-is-told").count(), 1);
}

#[test]
fn losing_touch_with_somebody_at_risk_is_only_kept_irregularly() {
    let facts = RefusalFacts { abuse_or_risk: Fact::known(true), ..RefusalFacts::default() };
    let record = adult(vec![SaidNo { on: day(1), facts }.into()]);
    let ended =
        |because| AssessmentEnded { on: day(9), because, goes_on_in: None, facts: RefusalFacts::default() };
    assert_eq!(
        bars(&says(&record, ended(EndedBecause::LostTouch))),
        ["refusal-does-not-end-duty", "ending-despite-risk"]
    );
    assert!(!says(&record, ended(EndedBecause::Died)).bars());
    assert!(!fits(&record, ended(EndedBecause::Duplicate)), "of which record?");
    let policy = Policy::default();
    let setting = Setting::new(&policy, &EveryDay);
    let irregularly = Irregularly {
        what: ended(EndedBecause::LostTouch),
        reason: words("made up"),
        accepted_by: worker().into(),
    };
    let stamp = next_stamp::<Assessments>(&record, Verb::Opened);
    let kept = record.offer(irregularly, stamp, &setting).unwrap().into_record();
    assert_eq!(kept.status(), Status::Ended);
    assert_eq!(kept.journal()[2].findings()[0].weight(), Weight::Warns);
}

#[test]
fn facts_are_those_of_the_role_and_answers_the_persons_own() {
    let record = adult(under_way());
    let of_carer = FactsRecorded { on: day(3), facts: CriteriaFacts::Carer(Box::default()) };
    assert!(!fits(&record, of_carer));
    let of_son = QuestionsAnswered { on: day(3), answers: Box::new(all_asked(SON, MOTHER)) };
    assert!(!fits(&record, of_son));
    let mut events = under_way();
    let facts = AdultMeeting {
        residence: Fact::known(Residence::Here),
        charged: Fact::known(false),
        ..AdultMeeting::default()
    };
    events.push(MeansRecorded { on: day(4), facts: MeetingFacts::Adult(facts) }.into());
    let record = adult(events);
    assert_eq!(record.case().meeting(Verdict::Yes, day(4)).unwrap().must_meet(), MustMeet::Duty);
    assert!(adult(under_way()).case().meeting(Verdict::Yes, day(4)).is_none());
}

#[test]
fn nothing_that_somebody_typed_is_shown() {
    const SECRET: &str = "Maria Smith";
    let mut answers = all_asked(MOTHER, SON);
    answers.own_words = words(SECRET);
    let mut facts = mutual_care::assessment::AdultFacts::default();
    facts.wellbeing.reasons = words(SECRET);
    let mut events = under_way();
    events.extend([
        QuestionsAnswered { on: day(3), answers: Box::new(answers) }.into(),
        FactsRecorded { on: day(3), facts: CriteriaFacts::Adult(Box::new(facts)) }.into(),
        UrgentNeedsMet {
            on: day(3),
            outcomes: vec![Outcome::Toilet],
            how: words(SECRET),
            rest_due_by: day(9),
        }
        .into(),
    ]);
    let record = adult(events);
    for shown in [format!("{record:?}"), format!("{:?}", record.case()), format!("{:?}", record.journal())] {
        assert!(!shown.contains("Maria") && !shown.is_empty());
    }
    let refused = says(&record, determination());
    assert!(!serde_json::to_string(&refused).unwrap().contains("Maria"));
    assert!(serde_json::to_string(&record).unwrap().contains("Maria"), "the journal keeps it");
    // Whoever types a name where a code belongs does not read it in an error.
    let wrong = format!("{{\"person\": \"{SECRET}\", \"worries\": {{\"{SECRET}\": {{}}}}}}");
    let said = serde_json::from_str::<mutual_care::assessment::Answers>(&wrong).unwrap_err().to_string();
    assert!(!said.contains("Maria"), "{said}");
    let wrong = format!("{{\"worries\": {{\"{SECRET}\": {{}}}}}}");
    let said = serde_json::from_str::<mutual_care::assessment::Answers>(&wrong).unwrap_err().to_string();
    assert!(!said.contains("Maria"), "{said}");
}

#[test]
fn the_latest_answers_of_each_person_count_whichever_role_they_were_given_in() {
    let with = |assessed_as, on, age| {
        let mut answers = all_asked(MOTHER, SON);
        answers.age_years = Fact::known(age);
        let mut events = under_way();
        events.push(QuestionsAnswered { on: day(on), answers: Box::new(answers) }.into());
        after(opening(assessed_as), events)
    };
    let (adult, carer) = (with(AssessedAs::Adult, 3, 80), with(AssessedAs::Carer, 4, 81));
    for records in [[&adult, &carer], [&carer, &adult]] {
        let latest = mutual_care::assessment::latest_answers(records);
        assert_eq!(latest.len(), 1);
        assert_eq!(latest[0].age_years, Fact::known(81));
    }
}
