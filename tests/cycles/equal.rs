//! A cycle whose weeks are equal answers as the single week: the same help by the same giver in the odd and in the even
//! weeks is the help of every week.

use std::collections::BTreeMap;

use mutual_care::base::{ArrangementId, Every, Labels, NeedId, SourceId};
use mutual_care::need::{Snapshot, SnapshotParts};
use mutual_care::support::{Loss, Review, ReviewQuestion, Support, Words, review};
use uuid::Uuid;

use super::day;
use super::generator::{self, Dice};

/// Nobody has a name, so that what is printed goes by ids alone.
pub(crate) struct Nobody;

impl Labels for Nobody {
    fn source(&self, _: SourceId) -> Option<&str> {
        None
    }

    fn need(&self, _: NeedId) -> Option<&str> {
        None
    }
}

fn numbered(number: u128) -> ArrangementId {
    ArrangementId::new(Uuid::from_u128(0xeeee_0000 + number))
}

/// The same with arrangements numbered in their order, with room for another after each.
pub(crate) fn with_room(mut parts: SnapshotParts) -> SnapshotParts {
    parts.arrangements.sort_by_key(|one| one.id);
    for (one, number) in parts.arrangements.iter_mut().zip(1..) {
        one.id = numbered(2 * number);
    }
    parts
}

/// The same help, some of it as two arrangements of which one is there in some weeks and the other in the rest. And which
/// arrangement each of these stands for.
pub(crate) fn parted(
    seed: u64,
    parts: &SnapshotParts,
) -> (SnapshotParts, BTreeMap<ArrangementId, ArrangementId>) {
    let mut dice = Dice::new(seed, 74);
    let (mut parted, mut stands_for) = (parts.clone(), BTreeMap::new());
    parted.arrangements.clear();
    for (one, number) in parts.arrangements.iter().zip(1..) {
        let other = numbered(2 * number + 1);
        // Of help whose hours nobody knows each half is a question of its own.
        let whole = one.when.is_never();
        let halves = match if whole { 3 } else { dice.below(4) } {
            0 | 1 => [Every::weeks(2, day(0)), Every::weeks(2, day(7))],
            // Four days and four, from whichever day.
            2 => {
                let from = u64::from(dice.below(8));
                [Every::days(4, 2, day(from)), Every::days(4, 2, day(from + 2))]
            }
            _ => {
                stands_for.insert(one.id, one.id);
                parted.arrangements.push(one.clone());
                continue;
            }
        };
        for (every, id) in halves.into_iter().zip([one.id, other]) {
            stands_for.insert(id, one.id);
            let every = Some(every.unwrap());
            parted.arrangements.push(mutual_care::need::Arrangement { id, every, ..one.clone() });
        }
    }
    (parted, stands_for)
}

/// What a review says, with both halves of an arrangement by its own id, and each said once.
fn said(review: &Review, stands_for: &BTreeMap<ArrangementId, ArrangementId>) -> serde_json::Value {
    let mut text = serde_json::to_string(review).unwrap();
    for (half, whole) in stands_for.iter().filter(|(half, whole)| half != whole) {
        text = text.replace(&half.uuid().to_string(), &whole.uuid().to_string());
    }
    let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
    once(&mut value);
    value.as_object_mut().unwrap().remove("snapshot");
    value
}

fn once(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Array(list) => {
            list.iter_mut().for_each(once);
            let mut kept: Vec<serde_json::Value> = Vec::new();
            for one in list.drain(..) {
                if !kept.contains(&one) || !(one.is_object() || one.is_string() || one.is_array()) {
                    kept.push(one);
                }
            }
            // Ids have their order, and those of halves stand where no arrangement did.
            kept.sort_by_key(ToString::to_string);
            *list = kept;
        }
        serde_json::Value::Object(fields) => fields.values_mut().for_each(once),
        _ => {}
    }
}

/// Field by field, so that whoever reads a failing test sees which differs.
fn same_value(path: &str, ours: &serde_json::Value, theirs: &serde_json::Value, seed: u64) {
    if let (Some(one), Some(other)) = (ours.as_object(), theirs.as_object())
        && one.keys().eq(other.keys())
    {
        one.iter().for_each(|(key, of)| same_value(&format!("{path}.{key}"), of, &other[key], seed));
        return;
    }
    if let (Some(one), Some(other)) = (ours.as_array(), theirs.as_array())
        && one.len() == other.len()
    {
        one.iter().zip(other).for_each(|(one, other)| same_value(&format!("{path}[]"), one, other, seed));
        return;
    }
    assert_eq!(ours, theirs, "household {seed}, {path}");
}

fn same(seed: u64, parts: SnapshotParts, horizon_min: Option<u32>) -> u8 {
    let plain = Snapshot::new(with_room(parts)).unwrap();
    let (other, stands_for) = parted(seed, &plain.clone().into_parts());
    let other = Snapshot::new(other).unwrap();
    let question = ReviewQuestion { horizon_min, order: 1, ..ReviewQuestion::default() };
    let [ours, theirs] = [&other, &plain].map(|snapshot| review(snapshot, None, question).unwrap());
    let none = BTreeMap::new();
    // Help that ends is looked for as long as the cycle is.
    let without_ends = |mut review: Review| {
        review.ends.clear();
        review.findings = review.findings.into_iter().filter(|one| one.code() != "ends-soon").collect();
        review
    };
    let (ours, theirs) = (without_ends(ours), without_ends(theirs));
    same_value("", &said(&ours, &stands_for), &said(&theirs, &none), seed);
    assert_eq!((&ours.given, &ours.mends), (&theirs.given, &theirs.mends));
    assert_eq!((&ours.worst_minutes, &ours.harm_anyway), (&theirs.worst_minutes, &theirs.harm_anyway));
    assert_eq!(ours.over_committed, theirs.over_committed);
    assert!(!other.weeks_differ());
    // In words nothing tells a week from another, and what is told of both halves is told once. Who is down twice for the
    // same help at the same times has four halves, of which nobody can say which two are one.
    let mut down: Vec<_> = plain.arrangements().iter().map(|one| (one.need, one.by, &one.when)).collect();
    down.sort_unstable();
    if down.windows(2).any(|two| two[0] == two[1]) {
        return other.weeks();
    }
    let [ours_said, theirs_said] = [(&other, &ours), (&plain, &theirs)]
        .map(|(snapshot, review)| Words::new(snapshot, &Nobody).review(review));
    for (line, other) in ours_said.lines().zip(theirs_said.lines()) {
        assert_eq!(line, other, "household {seed}");
    }
    assert_eq!(ours_said, theirs_said, "household {seed}");
    other.weeks()
}

#[test]
fn equal_weeks_answer_as_one() {
    let mut cycles = 0;
    for seed in 0..400 {
        cycles += u32::from(same(seed, generator::household(seed), None) > 1);
    }
    assert!(cycles > 250, "{cycles}");
}

#[test]
fn equal_weeks_hurt_as_one() {
    for seed in 0..40 {
        let parts = generator::household(seed);
        if parts.sources.len() < 6 {
            same(seed, parts, Some(100));
        }
    }
}

/// From the same minute of each week the same follows.
#[test]
fn equal_weeks_go_on_as_one() {
    for seed in 0..120 {
        let plain = Snapshot::new(with_room(generator::household(seed))).unwrap();
        let (other, _) = parted(seed, &plain.clone().into_parts());
        let other = Snapshot::new(other).unwrap();
        let question = generator::question(seed, &plain);
        let loss = question.lost.iter().fold(Loss::nothing(), |loss, source| loss.and(*source));
        let (ours, theirs) = (Support::of(&other), Support::of(&plain));
        let start = question.start;
        let expected = theirs.timeline(&loss, start, question.horizon, &question.help).unwrap();
        for week in 0..u32::from(other.weeks()) {
            let start = question.start.plus(week * 10_080, other.weeks());
            let mut timeline = ours.timeline(&loss, start, question.horizon, &question.help).unwrap();
            let arrangement =
                |id: mutual_care::base::AnyId| id.typed::<mutual_care::base::kinds::Arrangement>().is_some();
            let needs = |timeline: &mutual_care::support::Timeline| {
                let events = timeline.events.iter().filter(|event| !arrangement(event.id));
                events.copied().collect::<Vec<_>>()
            };
            assert_eq!(needs(&timeline), needs(&expected), "household {seed}, week {week}");
            timeline.events.clone_from(&expected.events);
            timeline.start = expected.start;
            timeline.hours_not_known = expected.hours_not_known.clone();
            assert_eq!(timeline, expected, "household {seed}, week {week}");
        }
    }
}
