//! Duty, power or neither: every combination of facts against the Act read clause by clause.

use std::collections::BTreeSet;

use mutual_care::assessment::{
    AdultMeeting, CarerMeeting, Meeting, MeetingQuestion, MustMeet, Residence, WayMoney, meeting_adult,
    meeting_carer,
};
use mutual_care::base::{Audience, Fact, Told, Verdict, WhyNotKnown};

use crate::{digits, fact, person, told};

fn verdict(digit: u32) -> Verdict {
    [Verdict::No, Verdict::Yes, Verdict::NotKnown][digit as usize]
}

fn residence(digit: u32) -> Fact<Residence> {
    match digit {
        0 => Fact::known(Residence::Elsewhere),
        1 => Fact::known(Residence::Here),
        _ => Fact::not_known(WhyNotKnown::NotAsked),
    }
}

/// Every completion of the open digits.
fn completions(state: &[u32]) -> Vec<Vec<bool>> {
    let mut all = vec![Vec::new()];
    for digit in state {
        let values: &[bool] = match digit {
            0 => &[false],
            1 => &[true],
            _ => &[false, true],
        };
        all = (all.iter())
            .flat_map(|so_far| values.iter().map(move |value| [so_far.as_slice(), &[*value]].concat()))
            .collect();
    }
    all
}

fn adult_law(a: &[bool]) -> MustMeet {
    let [eligible, left, here, charged, within, asks, lacks, nobody, urgent, told] = a else {
        unreachable!()
    };
    let money = !charged || *within || *asks || (*lacks && *nobody);
    // s.18(1) and (7); s.19(1): resident and not required; s.19(2): of another area; s.19(3): urgent.
    if *eligible && *left && *here && money {
        MustMeet::Duty
    } else if *here || (*eligible && money && *told) || *urgent {
        MustMeet::Power
    } else {
        MustMeet::Neither
    }
}

fn carer_law(a: &[bool]) -> MustMeet {
    let [eligible, here, carer_charged, carer_within, carer_asks, agrees, charged, within, asks] = a else {
        unreachable!()
    };
    // s.20(1)(b) with conditions 1 and 2; (c) with conditions 3 and 4.
    let to_carer = !carer_charged || *carer_within || *carer_asks;
    let to_adult = *agrees && (!charged || *within || *asks);
    // s.20(6): where it need not, it may, by support to the carer.
    if *eligible && *here && (to_carer || to_adult) { MustMeet::Duty } else { MustMeet::Power }
}

/// What the law says of each completion, and which open questions change that for some completion.
fn reference(state: &[u32], law: fn(&[bool]) -> MustMeet) -> (MustMeet, BTreeSet<usize>) {
    let all = completions(state);
    let answers: Vec<MustMeet> = all.iter().map(|answers| law(answers)).collect();
    let mut deciding = BTreeSet::new();
    for (completion, answer) in all.iter().zip(&answers) {
        for place in (0..state.len()).filter(|place| state[*place] == 2) {
            let mut other = completion.clone();
            other[place] = !other[place];
            if law(&other) != *answer {
                deciding.insert(place);
            }
        }
    }
    let settled = answers.iter().all(|answer| answer == &answers[0]);
    (if settled { answers[0] } else { MustMeet::NotKnown }, deciding)
}

fn check(
    meeting: &Meeting,
    order: &[MeetingQuestion],
    expected: &(MustMeet, BTreeSet<usize>),
    state: &[u32],
) {
    assert_eq!(meeting.must_meet(), expected.0, "{state:?}");
    let deciding: BTreeSet<usize> = (meeting.deciding().iter())
        .map(|question| order.iter().position(|of| of == question).unwrap())
        .collect();
    assert_eq!(deciding, expected.1, "{state:?}");
}

#[test]
fn adults() {
    use MeetingQuestion as Q;
    let order = [
        Q::Eligible,
        Q::LeftByCarers,
        Q::BelongsHere,
        Q::Charged,
        Q::WithinLimit,
        Q::AsksAllTheSame,
        Q::LacksCapacityToArrange,
        Q::NobodyToArrange,
        Q::Urgent,
        Q::OtherAreaTold,
    ];
    for case in (0..3_u32.pow(10)).step_by(23) {
        let s: [u32; 10] = digits(case);
        let facts = AdultMeeting {
            residence: residence(s[2]),
            charged: fact(s[3]),
            within_limit: fact(s[4]),
            asks_all_the_same: fact(s[5]),
            lacks_capacity_to_arrange: fact(s[6]),
            nobody_to_arrange: fact(s[7]),
            urgent: fact(s[8]),
            other_area_told: fact(s[9]),
        };
        let answer = meeting_adult(person(1), verdict(s[0]), &facts, told(s[1]));
        check(&answer, &order, &reference(&s, adult_law), &s);
    }
}

#[test]
fn carers() {
    use MeetingQuestion as Q;
    let order = [
        Q::Eligible,
        Q::BelongsHere,
        Q::CarerCharged,
        Q::CarerWithinLimit,
        Q::CarerAsks,
        Q::AdultAgrees,
        Q::Charged,
        Q::WithinLimit,
        Q::AsksAllTheSame,
    ];
    for case in (0..3_u32.pow(9)).step_by(5) {
        let s: [u32; 9] = digits(case);
        let money = |from: usize| WayMoney {
            charged: fact(s[from]),
            within_limit: fact(s[from + 1]),
            asks_all_the_same: fact(s[from + 2]),
        };
        let facts = CarerMeeting {
            residence_of_adult: residence(s[1]),
            adult_agrees: fact(s[5]),
            to_carer: money(2),
            to_adult: money(6),
            ..CarerMeeting::default()
        };
        check(&meeting_carer(person(1), verdict(s[0]), &facts), &order, &reference(&s, carer_law), &s);
    }
}

/// What is said of the way that is proposed is read of that way; that there is no charge, of both; means of one, never
/// of the other.
#[test]
fn money_is_that_of_the_way_it_was_said_of() {
    use MeetingQuestion as Q;
    let deciding = |facts: &CarerMeeting| meeting_carer(person(1), Verdict::Yes, facts).deciding().to_vec();
    let refused = CarerMeeting {
        residence_of_adult: Fact::known(Residence::Here),
        by_care_to_adult: Fact::known(true),
        adult_agrees: Fact::known(false),
        ..CarerMeeting::default()
    };
    // The adult's means say nothing of the carer's.
    let means = CarerMeeting { charged: Fact::known(true), within_limit: Fact::known(true), ..refused };
    assert_eq!(deciding(&means), [Q::CarerCharged, Q::CarerWithinLimit, Q::CarerAsks]);
    let free = CarerMeeting { charged: Fact::known(false), ..refused };
    assert_eq!(meeting_carer(person(1), Verdict::Yes, &free).must_meet(), MustMeet::Duty);
    // Said apart of the carer, it is what counts for that way.
    let apart = CarerMeeting {
        to_carer: WayMoney {
            charged: Fact::known(true),
            within_limit: Fact::known(false),
            asks_all_the_same: Fact::known(false),
        },
        ..free
    };
    assert_eq!(meeting_carer(person(1), Verdict::Yes, &apart).must_meet(), MustMeet::Power);
    let agreed = CarerMeeting { adult_agrees: Fact::known(true), ..apart };
    assert_eq!(meeting_carer(person(1), Verdict::Yes, &agreed).must_meet(), MustMeet::Duty);
    // Who asks for it agrees.
    let asks = CarerMeeting {
        adult_agrees: Fact::default(),
        charged: Fact::known(true),
        asks_all_the_same: Fact::known(true),
        ..apart
    };
    assert_eq!(meeting_carer(person(1), Verdict::Yes, &asks).must_meet(), MustMeet::Duty);
}

/// A refusal by the adult closes one way, is told to professionals, and frightens nobody.
#[test]
fn a_refusal_by_the_adult_leaves_support_to_the_carer() {
    for (agrees, told) in [(fact(0), 1), (fact(1), 0), (Fact::default(), 0)] {
        for charged in [fact(0), fact(1), Fact::default()] {
            let facts = CarerMeeting {
                residence_of_adult: Fact::known(Residence::Here),
                by_care_to_adult: Fact::known(true),
                adult_agrees: agrees,
                charged,
                ..CarerMeeting::default()
            };
            let meeting = meeting_carer(person(1), Verdict::Yes, &facts);
            assert_ne!(meeting.must_meet(), MustMeet::Neither);
            assert_eq!(meeting.findings().with_code("only-by-support-to-carer").count(), told);
            let read = meeting.findings().visible_to(Audience::PersonAlone);
            assert!(read.into_iter().all(|finding| finding.code() != "only-by-support-to-carer"));
        }
    }
}

/// Of another area: a power only as s.19(2) says, and the sentence says where to turn.
#[test]
fn of_another_area_each_half_is_needed() {
    let elsewhere = |eligible, within, informed| {
        let facts = AdultMeeting {
            residence: Fact::known(Residence::Elsewhere),
            charged: Fact::known(true),
            within_limit: Fact::known(within),
            asks_all_the_same: Fact::known(false),
            lacks_capacity_to_arrange: Fact::known(false),
            urgent: Fact::known(false),
            other_area_told: Fact::known(informed),
            ..AdultMeeting::default()
        };
        meeting_adult(person(1), eligible, &facts, Told::Known(true))
    };
    for (eligible, within, informed, expected) in [
        (Verdict::Yes, true, true, MustMeet::Power),
        (Verdict::No, true, true, MustMeet::Neither),
        (Verdict::Yes, false, true, MustMeet::Neither),
        (Verdict::Yes, true, false, MustMeet::Neither),
        (Verdict::NotKnown, true, true, MustMeet::NotKnown),
    ] {
        assert_eq!(elsewhere(eligible, within, informed).must_meet(), expected);
    }
    let neither = elsewhere(Verdict::No, true, true);
    let said = neither.findings().iter().next().unwrap().for_person();
    assert!(said.contains("council is the one to ask"), "{said}");
}

#[test]
fn no_settled_home_counts_as_here() {
    let facts = AdultMeeting {
        residence: Fact::known(Residence::NotSettled),
        charged: Fact::known(false),
        ..AdultMeeting::default()
    };
    let answer = meeting_adult(person(1), Verdict::Yes, &facts, Told::Known(true));
    assert_eq!(answer.must_meet(), MustMeet::Duty);
}

#[test]
fn urgent_needs_may_be_met_before_anything_else_is_known() {
    let facts = AdultMeeting {
        residence: Fact::known(Residence::Elsewhere),
        urgent: Fact::known(true),
        ..AdultMeeting::default()
    };
    let answer = meeting_adult(person(1), Verdict::NotKnown, &facts, Told::default());
    assert_eq!(answer.must_meet(), MustMeet::Power);
}
