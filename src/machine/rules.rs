//! What the kernel itself has to say.

use crate::base::{Basis, rules};

rules! {
    /// What the kernel of the records finds.
    room Machine;
    /// A fact is dated later than the day after it was recorded.
    NOT_HAPPENED_YET = "not-happened-yet", Bars, Anyone,
        "Dated {on}, and recorded on {recorded}. What has not happened yet cannot be recorded as a fact: check the date, or record it once it has happened.",
        "This has a date that has not come yet. Is the date right?",
        Basis::definition("a fact is recorded after it happened");
    /// A record is kept under another id than that of the value inside it.
    UNDER_ANOTHER_ID = "under-another-id", Bars, Anyone,
        "The record is kept under another id than the one that stands inside it. Open it under the id inside, or put the id inside right.",
        "Two of our numbers for this do not agree. We will put it right.",
        Basis::definition("a record's id is that of the value inside");
    /// A record refers to itself as to another one.
    NAMES_ITSELF = "names-itself", Bars, Anyone,
        "The record refers to itself as the earlier one that it takes up again. Name the earlier record, or none.",
        "A number in our records is wrong. We will put it right.",
        Basis::definition("a record that is closed is taken up again by another one");
    /// A live case was taken over: the rules for the steps before were not asked here.
    NOT_CHECKED_HERE = "not-checked-here", Notes, Anyone,
        "Taken over at \"{status}\": the steps before were taken elsewhere, and their rules were not checked here.",
        "What happened before was recorded somewhere else and has not been checked here.",
        Basis::definition("a live case comes in as it is known");
}
