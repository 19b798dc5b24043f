//! Duty, power or neither: every combination of facts against the Act read clause by clause.

use std::collections::BTreeSet;

use mutual_care::assessment::{
    AdultMeeting, CarerMeeting, Meeting, MeetingQuestion, MustMeet, Residence, meeting_adult, meeting_carer,
};
use mutual_care::base::{Fact, Verdict, WhyNotKnown};

use crate::{digits, fact, person};

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
    let [eligible, here, charged, within, asks, lacks, nobody, urgent, told] = a else { unreachable!() };
    let money = !charged || *within || *asks || (*lacks && *nobody);
    if *eligible && *here && money {
        MustMeet::Duty
    } else if *here || *told || *urgent {
        MustMeet::Power
    } else {
        MustMeet::Neither
    }
}

fn carer_law(a: &[bool]) -> MustMeet {
    let [eligible, here, to_adult, agrees, charged, within, asks] = a else { unreachable!() };
    let money = !charged || *within || *asks;
    let way = if *to_adult { *agrees } else { true };
    if *eligible && *here && way && money {
        MustMeet::Duty
    } else if way {
        MustMeet::Power
    } else {
        MustMeet::Neither
    }
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
        Q::BelongsHere,
        Q::Charged,
        Q::WithinLimit,
        Q::AsksAllTheSame,
        Q::LacksCapacityToArrange,
        Q::NobodyToArrange,
        Q::Urgent,
        Q::OtherAreaTold,
    ];
    for case in (0..3_u32.pow(9)).step_by(7) {
        let s: [u32; 9] = digits(case);
        let facts = AdultMeeting {
            residence: residence(s[1]),
            charged: fact(s[2]),
            within_limit: fact(s[3]),
            asks_all_the_same: fact(s[4]),
            lacks_capacity_to_arrange: fact(s[5]),
            nobody_to_arrange: fact(s[6]),
            urgent: fact(s[7]),
            other_area_told: fact(s[8]),
        };
        check(&meeting_adult(person(1), verdict(s[0]), &facts), &order, &reference(&s, adult_law), &s);
    }
}

#[test]
fn carers() {
    use MeetingQuestion as Q;
    let order = [
        Q::Eligible,
        Q::BelongsHere,
        Q::ByCareToAdult,
        Q::AdultAgrees,
        Q::Charged,
        Q::WithinLimit,
        Q::AsksAllTheSame,
    ];
    for case in 0..3_u32.pow(7) {
        let s: [u32; 7] = digits(case);
        let facts = CarerMeeting {
            residence_of_adult: residence(s[1]),
            by_care_to_adult: fact(s[2]),
            adult_agrees: fact(s[3]),
            charged: fact(s[4]),
            within_limit: fact(s[5]),
            asks_all_the_same: fact(s[6]),
        };
        check(&meeting_carer(person(1), verdict(s[0]), &facts), &order, &reference(&s, carer_law), &s);
    }
}

#[test]
fn no_settled_home_counts_as_here() {
    let facts = AdultMeeting {
        residence: Fact::known(Residence::NotSettled),
        charged: Fact::known(false),
        ..AdultMeeting::default()
    };
    assert_eq!(meeting_adult(person(1), Verdict::Yes, &facts).must_meet(), MustMeet::Duty);
}

#[test]
fn urgent_needs_may_be_met_before_anything_else_is_known() {
    let facts = AdultMeeting {
        residence: Fact::known(Residence::Elsewhere),
        urgent: Fact::known(true),
        ..AdultMeeting::default()
    };
    assert_eq!(meeting_adult(person(1), Verdict::NotKnown, &facts).must_meet(), MustMeet::Power);
}
