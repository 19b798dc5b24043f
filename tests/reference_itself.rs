//! The reference and the generator, judged by hand-written cases and by the laws that the definitions promise.

mod generator;
mod reference;

use mutual_care::need::Snapshot;
use reference::{House, timeline};

#[test]
fn timelines_worked_out_by_hand() {
    for case in reference::cases::cases() {
        let snapshot = Snapshot::new(case.parts).unwrap();
        let found = timeline(&House::of(&snapshot), &case.question);
        assert_eq!(found, case.expected, "{}: {}", case.name, case.why);
    }
}
