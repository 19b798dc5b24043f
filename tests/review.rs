//! What a review concludes from a gap, from an unknown, from help that is given unwillingly, and from what ends: each from
//! both sides. All people are made up.

mod reference;

#[path = "review/at_once.rs"]
mod at_once;
#[path = "review/covering.rs"]
mod covering;
#[path = "review/gaps.rs"]
mod gaps;
#[path = "review/harm.rs"]
mod harm;
#[path = "review/unknown.rs"]
mod unknown;
#[path = "review/unwilling.rs"]
mod unwilling;

use mutual_care::base::{Labels, NeedId, SourceId};
use mutual_care::need::Snapshot;
use mutual_care::support::{Review, ReviewQuestion, Words, review};
use reference::family::Family;

/// Everybody and everything goes by the last letters of an id.
struct Numbers(Vec<(SourceId, String)>, Vec<(NeedId, String)>);

impl Labels for Numbers {
    fn source(&self, id: SourceId) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == id).map(|(_, name)| name.as_str())
    }

    fn need(&self, id: NeedId) -> Option<&str> {
        self.1.iter().find(|(known, _)| *known == id).map(|(_, name)| name.as_str())
    }
}

fn numbers(snapshot: &Snapshot) -> Numbers {
    let sources = snapshot.sources().iter();
    let needs = snapshot.needs().iter();
    Numbers(
        sources.map(|one| (one.id, format!("S{}", one.id.uuid().as_u128()))).collect(),
        needs.map(|need| (need.id(), format!("N{}", need.id().uuid().as_u128()))).collect(),
    )
}

fn reviewed(family: &Family) -> Review {
    review(&family.snapshot(), None, ReviewQuestion::default()).unwrap()
}

/// The review as it is printed, on one line.
fn printed(family: &Family) -> String {
    let snapshot = family.snapshot();
    let text = Words::new(&snapshot, &numbers(&snapshot)).review(&reviewed(family));
    // No slot of a sentence is left, and no space where nothing stood in one.
    assert!(!text.contains(['{', '}']) && text.lines().all(|line| !line.trim().contains("  ")), "{text}");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn codes(review: &Review) -> Vec<&'static str> {
    review.findings.iter().map(mutual_care::base::Finding::code).collect()
}
