//! Nothing that somebody wrote about a person is printed, and nothing of it is left in what is handed on without words.

use mutual_care::assessment::{
    AdultFacts, AdvocacyLookedAt, AssessedAs, Assessment, AssessmentEnded, AssessmentEvent, Began,
    CarersHelpRecorded, Combined, CriteriaFacts, DeterminationMade, FactsRecorded, HowFar, LookedOver,
    QuestionsAnswered, RefusalFacts, RequestWithdrawn, SaidNo, UrgentNeedsMet, Wellbeing,
};
use mutual_care::base::{Fact, Period, PrivateText, Role, Said, Say};
use mutual_care::machine::{
    Correction, Events, Happening, Irregularly, Machine, Step, TakenElsewhere, TakenOver,
};
use mutual_care::need::Outcome;

use crate::kit::{Proof, next_stamp, stamp_as, with_setting};
use crate::mutual::{MOTHER, SON, all_asked};
use crate::person;
use crate::proof::{
    Assessments, after, arrangements, day, he_cooks, looked_at, no_difficulty, no_risk, opening, together,
    under_way, worker,
};

const SECRET: &str = "Zebedee Quagmire";

fn secret() -> PrivateText {
    PrivateText::new(SECRET).unwrap()
}

fn says_nothing(shown: &str) {
    assert!(!shown.contains("Zebedee") && !shown.contains("Quagmire"), "{shown}");
}

/// Every event that holds words, with words wherever it can hold any; each with how many.
fn events() -> Vec<(AssessmentEvent, usize)> {
    let mut answers = all_asked(MOTHER, SON);
    answers.own_words = secret();
    let facts = AdultFacts {
        looked_over: Some(LookedOver { period: Period::ALWAYS, why: secret() }),
        wellbeing: Wellbeing { reasons: secret(), ..Wellbeing::default() },
        impairment_or_illness: Fact::known(false),
        ..AdultFacts::default()
    };
    let disagrees = Said { person: person(MOTHER), say: Say::Disagrees { wants: Some(secret()) } };
    let outcomes = vec![Outcome::Nutrition];
    vec![
        (UrgentNeedsMet { on: day(2), outcomes, how: secret(), rest_due_by: day(20) }.into(), 1),
        (QuestionsAnswered { on: day(3), answers: Box::new(answers) }.into(), 1),
        (FactsRecorded { on: day(3), facts: CriteriaFacts::Adult(Box::new(facts)) }.into(), 2),
        (Combined { says: vec![disagrees], ..together(Say::Agrees) }.into(), 1),
        (RequestWithdrawn { on: day(4), reason: secret(), facts: safe() }.into(), 2),
        (AdvocacyLookedAt { why_changed: secret(), ..no_difficulty() }.into(), 1),
        (in_part().into(), 1),
        (SaidNo { on: day(4), facts: safe() }.into(), 1),
        (determined().into(), 1),
    ]
}

fn safe() -> RefusalFacts {
    RefusalFacts { why_changed: secret(), ..no_risk() }
}

fn in_part() -> CarersHelpRecorded {
    let mut event = he_cooks(5);
    event.help[0].meets = Fact::known(HowFar::InPart);
    event.help[0].left = secret();
    event
}

fn determined() -> DeterminationMade {
    DeterminationMade { on: day(5), meets_criteria: false, departs_from_guidance: Some(secret()) }
}

/// How often the secret stands in what is written of a record.
fn written(record: &Assessment) -> usize {
    serde_json::to_string(record).unwrap().matches(SECRET).count()
}

/// What is written without words says as often that something was removed as there were words.
fn nothing_is_left(record: &Assessment, words: usize) {
    assert_eq!(written(record), words);
    let without = serde_json::to_string(&record.redacted()).unwrap();
    says_nothing(&without);
    assert_eq!(without.matches(r#""[removed]""#).count(), words, "{without}");
    let packed = rmp_serde::to_vec_named(&record.redacted()).unwrap();
    assert!(!packed.windows(7).any(|bytes| bytes == b"Zebedee"));
    says_nothing(&format!("{record:?} {record:#?} {:?} {:?}", record.journal(), record.redacted()));
    crate::kit::goes_over_the_wire::<Assessments>(record);
}

fn offered(record: Assessment, what: impl Happening<Machine = Assessment>) -> Assessment {
    let stamp = next_stamp::<Assessments>(&record, mutual_care::assessment::Verb::Opened);
    with_setting::<Assessments, _>(|setting| record.offer(what, stamp, setting)).unwrap().into_record()
}

#[test]
fn every_event_that_holds_words_keeps_them_to_itself() {
    for (event, words) in events() {
        let shown = format!("{event:?} {event:#?}");
        says_nothing(&shown);
        // Who disagrees is not combined, and who is not asked is not determined: what is refused says nothing either.
        let record = after(opening(AssessedAs::Adult), under_way());
        let stamp = next_stamp::<Assessments>(&record, event.verb());
        let answer =
            with_setting::<Assessments, _>(|setting| record.offer(Step::Regularly(event), stamp, setting));
        match answer {
            Ok(answer) => nothing_is_left(&answer.into_record(), words),
            Err(refused) => says_nothing(&format!("{refused} {refused:?} {:?}", refused.record())),
        }
    }
}

#[test]
fn a_record_without_words_has_no_private_words_left() {
    let mut record = after(opening(AssessedAs::Adult), [arrangements().into()]);
    let mut words = 0;
    for (event, more) in events().into_iter().take(3) {
        if !matches!(event, AssessmentEvent::UrgentNeedsMet(_)) && record.revision() < 4 {
            record = offered(record, Began { on: day(2) });
        }
        record = offered(record, Step::Regularly(event));
        words += more;
    }
    for event in [no_difficulty().into(), looked_at().into()] {
        record = offered(record, Step::<AssessmentEvent>::Regularly(event));
    }
    record = offered(record, determined());
    nothing_is_left(&record, words + 1);
    // What was put right holds words twice: those that were corrected, and why.
    let undo = Correction::never_happened(record.revision(), secret());
    let stamp = stamp_as(record.revision() + 1, Role::SocialWorker);
    let record =
        with_setting::<Assessments, _>(|setting| record.correct(undo, stamp, setting)).unwrap().record;
    nothing_is_left(&record, words + 2);
}

#[test]
fn what_is_not_regular_and_what_is_taken_over_keeps_its_reasons_to_itself() {
    let ready = || after(opening(AssessedAs::Adult), crate::proof::ready());
    let moved = AssessmentEnded {
        on: day(9),
        because: mutual_care::assessment::EndedBecause::Moved,
        goes_on_in: None,
        facts: safe(),
    };
    let irregularly = Irregularly { what: moved, reason: secret(), accepted_by: worker().into() };
    nothing_is_left(&offered(ready(), irregularly), 2);
    let elsewhere = TakenElsewhere { what: determined(), by: worker().into(), why_recorded: secret() };
    nothing_is_left(&offered(ready(), elsewhere), 2);

    let status = mutual_care::assessment::Status::Determined;
    let mut taken: TakenOver<Assessment> = Assessments::taken_over(status).unwrap();
    taken.from_system = secret();
    taken.as_known.determined = Some(determined());
    let stamp = stamp_as(1, Role::SocialWorker);
    let record = with_setting::<Assessments, _>(|setting| {
        Assessment::take_over(Assessments::id(), taken, stamp, setting)
    });
    nothing_is_left(&record.unwrap().record, 2);
}
