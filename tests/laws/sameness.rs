//! What may not make a difference: what things are called, the order they come in, where a window is cut.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{PersonId, WeekSpan};
use mutual_care::need::{Reliance, Snapshot, SnapshotParts, Window};
use mutual_care::support::{Support, Timeline};
use serde_json::Value;
use uuid::Uuid;

use super::case::{Case, Verdict, holds_and_can_fail};
use super::engine::{Engine, Fault};
use super::generator::{self, Dice};
use super::reference::Question;

/// New names for everything in a household.
struct Names(BTreeMap<Uuid, Uuid>);

impl Names {
    fn new(snapshot: &Snapshot, dice: &mut Dice) -> Self {
        let sources = snapshot.sources().iter().map(|source| source.id.uuid());
        let needs = snapshot.needs().iter().map(|need| need.id().uuid());
        let arrangements = snapshot.arrangements().iter().map(|arrangement| arrangement.id.uuid());
        let old = sources.chain(needs).chain(arrangements);
        let mut new = || Uuid::from_u64_pair(dice.next(), dice.next());
        Self(old.map(|id| (id, new())).collect())
    }

    fn of(&self, id: Uuid) -> Uuid {
        self.0.get(&id).copied().unwrap_or(id)
    }

    /// A text in which everything is called by its new name.
    fn text(&self, text: &str) -> String {
        self.0
            .iter()
            .fold(text.to_owned(), |text, (old, new)| text.replace(&old.to_string(), &new.to_string()))
    }

    fn snapshot(&self, snapshot: &Snapshot) -> Snapshot {
        serde_json::from_str(&self.text(&serde_json::to_string(snapshot).unwrap())).unwrap()
    }

    fn question(&self, question: &Question) -> Question {
        let mut named = question.clone();
        named.lost =
            question.lost.iter().map(|id| self.of(id.uuid())).map(mutual_care::base::Id::new).collect();
        named.away = question.away.iter().map(|id| PersonId::new(self.of(id.uuid()))).collect();
        for help in &mut named.help {
            help.source = mutual_care::base::Id::new(self.of(help.source.uuid()));
            for need in help.needs.iter_mut().chain(&mut help.relies_on) {
                *need = mutual_care::base::Id::new(self.of(need.uuid()));
            }
            for person in &mut help.takes_in {
                *person = PersonId::new(self.of(person.uuid()));
            }
        }
        named
    }
}

/// The same whatever the order in lists: each sorted by what it says.
fn settled(value: Value) -> Value {
    match value {
        Value::Array(items) => {
            let mut items: Vec<Value> = items.into_iter().map(settled).collect();
            items.sort_by_cached_key(Value::to_string);
            Value::Array(items)
        }
        Value::Object(fields) => fields.into_iter().map(|(key, value)| (key, settled(value))).collect(),
        other => other,
    }
}

/// A review under new names, as far as names make no difference: the fingerprint is of the names too, and a ring
/// goes by its smallest need's.
fn renamed_review(engine: Engine, snapshot: &Snapshot, names: Option<&Names>) -> Value {
    let review = engine.review(snapshot);
    let rings = &review.circular.rings;
    let whole = |name| rings.iter().find(|ring| ring.needs.first() == Some(name)).map(|ring| &ring.needs);
    let leaning: Vec<_> = (review.circular.leaning.iter())
        .map(|lean| (lean.need, lean.rings.iter().map(whole).collect::<Vec<_>>()))
        .collect();
    let leaning = serde_json::to_value(leaning).unwrap();
    let mut value = serde_json::to_value(&review).unwrap();
    value["snapshot"] = Value::Null;
    value["circular"]["leaning"] = leaning;
    rename(&value, names)
}

fn rename(value: &Value, names: Option<&Names>) -> Value {
    let text = value.to_string();
    settled(serde_json::from_str(&names.map_or(text.clone(), |names| names.text(&text))).unwrap())
}

/// A timeline under new names. Of several equal margins the one with the smallest id is told.
fn renamed_timeline(timeline: &Timeline, names: Option<&Names>) -> Value {
    let mut value = serde_json::to_value(timeline).unwrap();
    for margin in ["margin", "critical_margin"] {
        if let Some(need) = value[margin].get_mut("need") {
            *need = Value::Null;
        }
    }
    rename(&value, names)
}

fn relabelling(engine: Engine, case: &Case) -> Verdict {
    let names = Names::new(&case.snapshot, &mut case.dice(6));
    let other = names.snapshot(&case.snapshot);
    let ours = renamed_review(engine, &case.snapshot, Some(&names));
    let theirs = renamed_review(engine, &other, None);
    if let (Value::Object(ours), Value::Object(theirs)) = (&ours, &theirs) {
        for (field, value) in ours {
            ensure!(theirs.get(field) == Some(value), "`{field}` differs under other names");
        }
    }
    ensure!(ours == theirs, "the review differs under other names");
    let (here, there) = (Support::of(&case.snapshot), Support::of(&other));
    for question in generator::questions(case.seed, &case.snapshot, 3) {
        let ours = engine.timeline(&here, &question);
        let theirs = engine.timeline(&there, &names.question(&question));
        // In lists the order among equals may differ, and no other: what is sorted is the same.
        let in_order = |timeline: &Timeline| timeline.events.is_sorted();
        ensure!(in_order(&ours) && in_order(&theirs), "events out of order: {question:?}");
        let (ours, theirs) = (renamed_timeline(&ours, Some(&names)), renamed_timeline(&theirs, None));
        ensure!(ours == theirs, "the timeline differs under other names: {question:?}");
    }
    Ok(())
}

#[test]
fn relabelling_changes_only_ids_and_the_order_among_equals() {
    holds_and_can_fail(60, relabelling, &[Fault::ForgetsTheFirst]);
}

/// Splits each window that is owed whole, and longer than a minute, in two or three.
fn split(snapshot: &Snapshot, dice: &mut Dice) -> Snapshot {
    let mut parts = snapshot.clone().into_parts();
    for need in &mut parts.needs {
        let mut windows: Vec<Window> = Vec::new();
        for window in need.windows() {
            let (mut start, mut left) = (window.span().start(), window.span().minutes());
            while window.is_being_there() && left > 1 && dice.percent(60) {
                let first = u16::try_from(dice.between(1, u32::from(left) - 1)).unwrap();
                windows.push(Window::being_there(WeekSpan::new(start, first).unwrap()));
                (start, left) = (start.plus(first.into()), left - first);
            }
            let rest = WeekSpan::new(start, left).unwrap();
            windows.push(if window.is_being_there() { Window::being_there(rest) } else { *window });
        }
        *need = need.clone().with_windows(windows).unwrap();
    }
    Snapshot::new(parts).unwrap()
}

fn splitting(engine: Engine, case: &Case) -> Verdict {
    let other = engine.read(&split(&case.snapshot, &mut case.dice(7)));
    let whole = engine.read(&case.snapshot);
    let (ours, theirs) = (Support::of(&whole), Support::of(&other));
    for loss in case.losses() {
        ensure!(engine.stands(&ours, &loss) == engine.stands(&theirs, &loss), "other needs stand: {loss:?}");
        ensure!(engine.grounded(&ours, &loss) == engine.grounded(&theirs, &loss), "grounded: {loss:?}");
        let rounds = |support| -> BTreeSet<_> {
            let fall = engine.fall(support, &loss).fallen;
            fall.iter().map(|need| (need.round, need.need, need.rests_on_assumed_reliance)).collect()
        };
        ensure!(rounds(&ours) == rounds(&theirs), "other needs fall: {loss:?}");
    }
    ensure!(ours.circular() == theirs.circular(), "other rings");
    ensure!(ours.given() == theirs.given(), "other hours given");
    ensure!(engine.cut_sets(&ours, 2) == engine.cut_sets(&theirs, 2), "other cut sets");
    ensure!(ours.over_committed() == theirs.over_committed(), "others over-committed");
    for question in generator::questions(case.seed, &case.snapshot, 4) {
        let same = engine.timeline(&ours, &question) == engine.timeline(&theirs, &question);
        ensure!(same, "something else happens: {question:?}");
    }
    Ok(())
}

#[test]
fn splitting_a_window_owed_whole_changes_nothing() {
    holds_and_can_fail(200, splitting, &[Fault::OwesAMinuteLess]);
}

fn order_of_parts(engine: Engine, case: &Case) -> Verdict {
    let mut dice = case.dice(8);
    let parts = case.snapshot.clone().into_parts();
    let mut shuffled = SnapshotParts {
        on: parts.on,
        sources: dice.shuffled(parts.sources.clone()),
        needs: dice.shuffled(parts.needs.clone()),
        arrangements: dice.shuffled(parts.arrangements.clone()),
    };
    for need in &mut shuffled.needs {
        *need = need.clone().with_windows(dice.shuffled(need.windows().to_vec())).unwrap();
    }
    for arrangement in &mut shuffled.arrangements {
        if let Reliance::Stated(needs) | Reliance::Assumed(needs) = &mut arrangement.relies_on {
            *needs = dice.shuffled(needs.clone());
        }
        let spans = dice.shuffled(arrangement.when.spans());
        arrangement.when = mutual_care::base::WeekPattern::from_spans(spans);
    }
    ensure!(engine.fingerprint(parts) == engine.fingerprint(shuffled), "another order, another fingerprint");
    Ok(())
}

#[test]
fn the_fingerprint_does_not_depend_on_the_order_of_the_parts() {
    holds_and_can_fail(200, order_of_parts, &[Fault::FingerprintsTheOrder]);
}
