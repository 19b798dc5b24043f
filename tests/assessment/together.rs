//! Several records taken together: who left, who never agreed, what differs. All people are made up.

use mutual_care::assessment::{
    AssessedAs, Assessment, AssessmentEnded, AssessmentEvent, Combined, CombinedWith, Combining,
    EndedBecause, Opened, Policy, QuestionsAnswered, RefusalAccepted, RefusalFacts, SaidNo, Split, Verb,
    combining,
};
use mutual_care::base::{Fact, Finding, Role, Said, Say};
use mutual_care::machine::{Happening, Irregularly, Machine, Setting, Step};

use crate::kit::{EveryDay, next_stamp, stamp_as};
use crate::mutual::{MOTHER, SON, all_asked};
use crate::proof::{Assessments, arrangements, day, no_risk, opening, words, worker};
use crate::{id, person};

const HERS: u128 = 601;
const HIS: u128 = 602;

/// A record of this id and person after these steps.
fn record(number: u128, who: u128, steps: Vec<AssessmentEvent>) -> Assessment {
    in_role(number, who, AssessedAs::Adult, steps)
}

fn in_role(number: u128, who: u128, role: AssessedAs, steps: Vec<AssessmentEvent>) -> Assessment {
    let policy = Policy::default();
    let setting = Setting::new(&policy, &EveryDay);
    let cares_for = (role == AssessedAs::Carer).then(|| person(if who == MOTHER { SON } else { MOTHER }));
    let event = Opened { person: person(who), cares_for, ..opening(role) };
    let opened = Assessment::open(id(number), event, stamp_as(1, Role::SocialWorker), &setting);
    let record = opened.unwrap().record.into_any();
    steps.into_iter().fold(record, |record, event| offered(record, Step::Regularly(event)))
}

fn offered(record: Assessment, what: impl Happening<Machine = Assessment>) -> Assessment {
    let policy = Policy::default();
    let stamp = next_stamp::<Assessments>(&record, Verb::Opened);
    record.offer(what, stamp, &Setting::new(&policy, &EveryDay)).unwrap().into_record()
}

/// Combined with one other, with what the two say.
fn with(other: u128, whose: u128, hers: Say, his: Say) -> Combined {
    Combined {
        on: day(2),
        with: vec![CombinedWith { assessment: id(other), person: person(whose) }],
        says: vec![Said { person: person(MOTHER), say: hers }, Said { person: person(SON), say: his }],
    }
}

fn agreed(number: u128, who: u128, other: u128, whose: u128) -> Assessment {
    record(number, who, vec![with(other, whose, Say::Agrees, Say::Agrees).into()])
}

fn hers() -> Assessment {
    agreed(HERS, MOTHER, HIS, SON)
}

fn his() -> Assessment {
    agreed(HIS, SON, HERS, MOTHER)
}

fn codes(found: &Combining) -> Vec<&'static str> {
    found.findings.iter().map(Finding::code).collect()
}

#[test]
fn two_records_that_say_the_same_are_combined() {
    assert!(codes(&combining(&[hers(), his()])).is_empty());
    assert!(codes(&combining(&[his(), hers()])).is_empty(), "in any order");
    let apart = [record(HERS, MOTHER, Vec::new()), record(HIS, SON, Vec::new())];
    assert!(codes(&combining(&apart)).is_empty(), "and two that are not are not");
}

#[test]
fn who_left_is_found_from_the_other_record() {
    let split = |withdrawn_by| offered(his(), Split { on: day(4), withdrawn_by });
    let found = combining(&[hers(), split(None)]);
    assert_eq!(codes(&found), ["combined-one-left"]);
    assert!(found.findings.iter().next().unwrap().concerns().contains(&person(SON).any()));
    // Who withdrew agreement no longer agrees, whichever record says so.
    let found = combining(&[hers(), split(Some(person(SON)))]);
    assert_eq!(codes(&found), ["not-agreed-to-combine", "combined-one-left", "says-differ"]);
    let found =
        combining(&[hers(), offered(his(), Split { on: day(4), withdrawn_by: Some(person(MOTHER)) })]);
    let left = found.findings.with_code("combined-one-left").next().unwrap().concerns().to_vec();
    assert!(left.contains(&person(MOTHER).any()), "she left, in his record");
    // A refusal and an end leave too.
    let refused = offered(his(), RefusalAccepted { on: day(4), facts: no_risk() });
    assert_eq!(codes(&combining(&[hers(), refused])), ["combined-one-left"]);
    let moved =
        AssessmentEnded { on: day(4), because: EndedBecause::Moved, goes_on_in: None, facts: no_risk() };
    assert_eq!(codes(&combining(&[hers(), offered(his(), moved)])), ["combined-one-left"]);
}

#[test]
fn who_never_said_it_and_who_names_another_are_found() {
    let never = record(HIS, SON, Vec::new());
    assert_eq!(codes(&combining(&[hers(), never])), ["combined-one-sided"]);
    let with_a_third = agreed(HIS, SON, 603, MOTHER);
    let found = combining(&[hers(), with_a_third]);
    assert_eq!(codes(&found), ["combined-lists-differ", "combined-record-missing"]);
    let mut another = with(HERS, MOTHER, Say::Agrees, Say::Agrees);
    another.says.push(Said { person: person(9), say: Say::Agrees });
    let of_another = record(HIS, 9, vec![another.into()]);
    assert!(codes(&combining(&[hers(), of_another])).contains(&"combined-lists-differ"));
    assert_eq!(codes(&combining(&[hers()])), ["combined-record-missing"]);
}

/// Somebody who is said to agree in a record that another record's guard never saw.
#[test]
fn what_somebody_says_counts_in_every_record_and_the_last_counts() {
    // A third assessment, of the daughter, is named by his record alone; nobody asked her.
    let mut three = with(HERS, MOTHER, Say::Agrees, Say::Agrees);
    three.with.push(CombinedWith { assessment: id(603), person: person(9) });
    three.says.push(Said { person: person(9), say: Say::Agrees });
    let his = record(HIS, SON, vec![three.into()]);
    let daughters = record(603, 9, Vec::new());
    let found = combining(&[hers(), his, daughters]);
    assert!(!codes(&found).contains(&"not-agreed-to-combine"), "her yes stands in his record");
    // Two records, two answers: the later one counts.
    let later = Combined { on: day(9), ..with(HERS, MOTHER, Say::Agrees, Say::Agrees) };
    let took_back = offered(hers(), Split { on: day(5), withdrawn_by: Some(person(SON)) });
    let again = record(HIS, SON, vec![later.into()]);
    let found = combining(&[took_back, again]);
    assert_eq!(codes(&found), ["combined-one-left", "says-differ"]);
}

#[test]
fn answers_given_once_are_carried_to_every_record_of_that_person() {
    let answered = |on| QuestionsAnswered { on: day(on), answers: Box::new(all_asked(MOTHER, SON)) };
    let first = || record(HERS, MOTHER, vec![answered(3).into()]);
    let second = || in_role(603, MOTHER, AssessedAs::Carer, Vec::new());
    let found = combining(&[first(), second()]);
    assert_eq!(codes(&found), ["answered-in-another-record"]);
    assert_eq!(found.to_carry, [(id(603), answered(3))]);
    // Carried over, nothing is open there and nothing more is to be carried.
    let carried = offered(second(), found.to_carry[0].1.clone());
    assert!(carried.case().open_questions().is_empty() && !second().case().open_questions().is_empty());
    assert!(combining(&[first(), carried]).to_carry.is_empty());
    // The latest of two; and another person's answers are another's.
    let older = in_role(603, MOTHER, AssessedAs::Carer, vec![answered(2).into()]);
    assert_eq!(combining(&[first(), older]).to_carry, [(id(603), answered(3))]);
    assert!(combining(&[first(), record(HIS, SON, Vec::new())]).to_carry.is_empty());
    // A record that has ended needs no answers.
    let refused = offered(second(), RefusalAccepted { on: day(4), facts: no_risk() });
    assert!(combining(&[first(), refused]).to_carry.is_empty());
}

#[test]
fn a_risk_that_one_record_knows_is_not_lost_on_the_other() {
    let says = |risk| {
        let facts = RefusalFacts { abuse_or_risk: risk, ..no_risk() };
        SaidNo { on: day(1), facts }.into()
    };
    let two = |one, other| {
        let records = [
            record(HERS, MOTHER, vec![says(one)]),
            in_role(603, MOTHER, AssessedAs::Carer, vec![says(other)]),
        ];
        codes(&combining(&records))
    };
    let (yes, no) = (Fact::known(true), Fact::known(false));
    assert_eq!(two(yes, no), ["risk-differs-between-records"]);
    assert_eq!(two(no, yes), ["risk-differs-between-records"]);
    assert!(two(yes, yes).is_empty() && two(no, no).is_empty() && two(yes, Fact::default()).is_empty());
}

#[test]
fn a_duplicate_goes_on_somewhere() {
    let duplicate = |of| AssessmentEnded {
        on: day(4),
        because: EndedBecause::Duplicate,
        goes_on_in: Some(id(of)),
        facts: no_risk(),
    };
    let other = |steps| record(603, MOTHER, steps);
    let ended = |number: u128, of| {
        let what = duplicate(of);
        let irregularly = Irregularly { what, reason: words("made up"), accepted_by: worker().into() };
        offered(record(number, MOTHER, Vec::new()), irregularly)
    };
    assert!(codes(&combining(&[ended(HERS, 603), other(vec![arrangements().into()])])).is_empty());
    assert_eq!(
        codes(&combining(&[ended(HERS, 603), ended(603, HERS)])),
        ["duplicate-goes-on-nowhere", "duplicate-goes-on-nowhere"]
    );
    assert_eq!(codes(&combining(&[ended(HERS, HERS)])), ["duplicate-goes-on-nowhere"]);
    assert!(codes(&combining(&[ended(HERS, HIS), his()])).contains(&"duplicate-goes-on-nowhere"));
}
