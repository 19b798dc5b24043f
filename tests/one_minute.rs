//! The rules for one minute, which hardly ever matter in random households: every timeline that was worked out by
//! hand for the slow reference, asked of the engine.

mod reference;

use std::collections::BTreeSet;

use mutual_care::base::{AnyId, NeedId};
use mutual_care::need::Snapshot;
use mutual_care::support::{EventKind, Loss, Losses, LostHow, Support, TimedLoss, Timeline};
use reference::{How, Kind, Question};

/// A timeline as far as both sides tell it. The engine leaves out of what is still open whatever came to harm.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    events: Vec<(u32, EventKind, AnyId)>,
    margin: Option<u32>,
    margin_critical: Option<u32>,
    still_open: Vec<(NeedId, u32)>,
    patched: BTreeSet<NeedId>,
}

fn by_hand(expected: &reference::Timeline) -> Told {
    let kind = |kind| match kind {
        Kind::Closed => EventKind::Closed,
        Kind::Opened => EventKind::Opened,
        Kind::Breached => EventKind::Breached,
        Kind::Stopped => EventKind::Stopped,
    };
    let unharmed = expected.still_open.iter().filter(|open| !open.breached);
    Told {
        events: expected.events.iter().map(|event| (event.minute, kind(event.kind), event.id)).collect(),
        margin: expected.margin,
        margin_critical: expected.margin_critical,
        still_open: unharmed.map(|open| (open.need, open.harm)).collect(),
        patched: expected.patched.clone(),
    }
}

fn by_engine(found: &Timeline) -> Told {
    Told {
        events: found.events.iter().map(|event| (event.at, event.kind, event.id)).collect(),
        margin: found.margin.map(|margin| margin.minutes),
        margin_critical: found.critical_margin.map(|margin| margin.minutes),
        still_open: found.still_open.iter().map(|open| (open.need, open.harm_at)).collect(),
        patched: found.patched.iter().copied().collect(),
    }
}

fn losses(question: &Question) -> Losses {
    let unable = question.lost.iter().fold(Loss::nothing(), |loss, source| loss.and(*source));
    let loss = question.away.iter().fold(unable, |loss, person| loss.and_away(*person));
    let entries = question.entries.iter().map(|entry| TimedLoss {
        source: entry.source,
        how: match entry.how {
            How::Unable => LostHow::Unable,
            How::Away => LostHow::Away,
            How::Died => LostHow::Died,
        },
        from: entry.from,
        until: entry.until,
    });
    Losses::new(Losses::from(loss).list().iter().copied().chain(entries).collect()).unwrap()
}

#[test]
fn timelines_worked_out_by_hand() {
    let cases = reference::cases::cases();
    assert!(cases.len() > 30, "{} cases", cases.len());
    for case in cases {
        let snapshot = Snapshot::new(case.parts).unwrap();
        let (support, question) = (Support::of(&snapshot), &case.question);
        let found =
            support.timeline(losses(question), question.start, question.horizon, &question.help).unwrap();
        assert_eq!(by_engine(&found), by_hand(&case.expected), "{}: {}", case.name, case.why);
    }
}

/// The quick question looks at no minute past the first critical harm, and still finds the same.
#[test]
fn the_first_critical_breach_is_the_first_in_the_timeline() {
    for case in reference::cases::cases() {
        let snapshot = Snapshot::new(case.parts).unwrap();
        let (support, question) = (Support::of(&snapshot), &case.question);
        let mut watch = support.watch(losses(question), question.horizon, &question.help).unwrap();
        let critical = |need: &NeedId| snapshot.need(*need).unwrap().is_critical();
        let breaches = case.expected.breaches();
        let first =
            breaches.into_iter().filter(|(need, _)| critical(need)).map(|(need, at)| (at, need)).min();
        let found = watch.first_critical_breach(question.start, question.horizon);
        assert_eq!(found, first, "{}", case.name);
        // `within` is exclusive: harm in its last minute counts, harm in the minute after does not.
        if let Some((at, _)) = first {
            assert_eq!(watch.first_critical_breach(question.start, at + 1), first, "{}", case.name);
            assert_eq!(watch.first_critical_breach(question.start, at), None, "{}", case.name);
        }
    }
}
