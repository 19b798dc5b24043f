//! Timelines worked out by hand: the rules for one minute, which hardly ever matter in random households.
//!
//! Each case is data: a household, a question, what must come of it, and why. All people are made up, all
//! times chosen. Members are 1 to 9, others 11 to 19, needs 21 to 29, arrangements 31 to 39, timed help 41 to
//! 49.

mod begins_and_ends;
mod help;
mod occurrences;
mod taken_in;

use mutual_care::base::{AnyId, Told};
use mutual_care::need::{Ability, SnapshotParts, TimedHelp};

use super::family::{Family, arrangement, at, need, source};
use super::timeline::{Event, Kind, Question, StillOpen, Timeline};
use Kind::{Breached, Closed, Opened, Stopped};

/// One case.
#[derive(Debug, Clone)]
pub struct Case {
    /// Which rule it is about.
    pub name: &'static str,
    /// How the answer was found.
    pub why: &'static str,
    /// The household.
    pub parts: SnapshotParts,
    /// What is asked.
    pub question: Question,
    /// What must come of it.
    pub expected: Timeline,
}

impl Case {
    fn new(name: &'static str, family: Family, question: Question) -> Self {
        Self { name, why: "", parts: family.parts, question, expected: Timeline::default() }
    }

    fn because(mut self, why: &'static str) -> Self {
        self.why = why;
        self
    }

    fn event(mut self, minute: u32, kind: Kind, id: AnyId) -> Self {
        self.expected.events.push(Event { minute, kind, id });
        self
    }

    fn closed(self, minute: u32, number: u128) -> Self {
        self.event(minute, Closed, need(number).any())
    }

    fn opened(self, minute: u32, number: u128) -> Self {
        self.event(minute, Opened, need(number).any())
    }

    fn breached(self, minute: u32, number: u128) -> Self {
        self.event(minute, Breached, need(number).any())
    }

    fn stopped(self, minute: u32, number: u128) -> Self {
        self.event(minute, Stopped, arrangement(number).any())
    }

    /// The least margin, of all and of critical needs.
    fn margin(mut self, minutes: u32) -> Self {
        (self.expected.margin, self.expected.margin_critical) = (Some(minutes), Some(minutes));
        self
    }

    /// The least margin, where that is of a need that is not critical.
    fn least_of_all(mut self, minutes: u32) -> Self {
        self.expected.margin = Some(minutes);
        self
    }

    fn open_at_the_end(mut self, number: u128, opened: u32, harm: u32, breached: bool) -> Self {
        self.expected.still_open.push(StillOpen { need: need(number), opened, harm, breached });
        self
    }

    fn patched(mut self, number: u128) -> Self {
        self.expected.patched.insert(need(number));
        self
    }
}

fn loss(of: u128, when: &str) -> Question {
    Question::new([source(of)], at(when))
}

fn nothing_lost(when: &str) -> Question {
    Question::new([], at(when))
}

fn with_help(question: Question, help: impl IntoIterator<Item = TimedHelp>) -> Question {
    Question { help: help.into_iter().collect(), ..question }
}

/// All cases.
pub fn cases() -> Vec<Case> {
    let mut cases = last_minutes();
    cases.extend(one_minute());
    cases.extend(clocks());
    cases.extend(after_harm_and_at_the_end());
    cases.extend(occurrences::cases());
    cases.extend(help::cases());
    cases.extend(taken_in::cases());
    cases.extend(begins_and_ends::cases());
    cases
}

/// Mother (1) needs somebody there; her son (2) is, all the time. A provider (11) comes at some time.
fn mother_and_visit(window: &str, tolerance: u32, visit: &str) -> Family {
    Family::of([1, 2])
        .provider(11)
        .need(21, 1, window, tolerance)
        .helps(31, 2, 21, "always")
        .helps(32, 11, 21, visit)
}

/// Mother (1) and son (2) need somebody there at the same time, a provider (11) is with both, and each would
/// come to the other from some time on, if not harmed.
fn each_to_the_other(mother_comes: &str, son_comes: &str) -> Family {
    Family::of([1, 2])
        .provider(11)
        .need(21, 1, "Mon 10:00-12:00", 60)
        .need(22, 2, "Mon 10:00-12:00", 60)
        .helps(31, 11, 21, "Mon 10:00-12:00")
        .helps(32, 11, 22, "Mon 10:00-12:00")
        .helps_relying(33, 1, 22, mother_comes, [21])
        .helps_relying(34, 2, 21, son_comes, [22])
}

/// Help at the very minute of breach, and two who save each other in it.
fn last_minutes() -> Vec<Case> {
    vec![
        Case::new(
            "help in the very minute of breach is in time",
            mother_and_visit("Mon 10:00-11:00", 30, "Mon 10:30-11:00"),
            loss(2, "Mon 09:00"),
        )
        .because(
            "open from 10:00, harm at 10:30, and at 10:30 the visit is there: closed with nothing to \
             spare",
        )
        .opened(60, 21)
        .closed(90, 21)
        .margin(0),
        Case::new(
            "help one minute after that is late",
            mother_and_visit("Mon 10:00-11:00", 30, "Mon 10:31-11:00"),
            loss(2, "Mon 09:00"),
        )
        .because("at 10:30 nobody is there: breached; the visit closes it, and that is no margin any more")
        .opened(60, 21)
        .breached(90, 21)
        .closed(91, 21),
        Case::new(
            "help that ends with the minute before comes again too late",
            mother_and_visit("Mon 10:00-11:00", 30, "Mon 09:00-10:30"),
            loss(2, "Mon 09:00"),
        )
        .because(
            "covered up to 10:29, open from 10:30, harm at 11:00, a minute after the window: clocks run \
             on",
        )
        .opened(90, 21)
        .breached(120, 21)
        .open_at_the_end(21, 90, 120, true),
        Case::new(
            "two who save each other in the last minute",
            each_to_the_other("Mon 11:00-12:00", "Mon 11:00-12:00"),
            loss(11, "Mon 10:00"),
        )
        .because(
            "harm to both would be at 11:00; judged with what was breached before, nothing, both can come \
             at 11:00, so the smallest set of breaches is empty",
        )
        .opened(0, 21)
        .opened(0, 22)
        .closed(60, 21)
        .closed(60, 22)
        .margin(0),
        Case::new(
            "one of the two comes a minute later, and both are harmed",
            each_to_the_other("Mon 11:01-12:00", "Mon 11:00-12:00"),
            loss(11, "Mon 10:00"),
        )
        .because(
            "at 11:00 nobody comes to the son: breached; so he does not come to his mother, in that same \
             minute: breached; so she does not come to him at 11:01 either",
        )
        .opened(0, 21)
        .opened(0, 22)
        .breached(60, 21)
        .breached(60, 22)
        .stopped(60, 33)
        .stopped(60, 34)
        .open_at_the_end(21, 0, 60, true)
        .open_at_the_end(22, 0, 60, true),
    ]
}

/// Several things in one minute.
fn one_minute() -> Vec<Case> {
    let chain = |tolerances: [u32; 3]| {
        Family::of([1, 2, 3])
            .provider(11)
            .need(21, 1, "Mon 10:00-11:00", tolerances[0])
            .need(22, 2, "Mon 10:00-11:00", tolerances[1])
            .need(23, 3, "Mon 10:00-11:00", tolerances[2])
            .helps(31, 11, 21, "Mon 10:00-11:00")
            .helps_relying(32, 1, 22, "Mon 10:00-11:00", [21])
            .helps_relying(33, 2, 23, "Mon 10:00-11:00", [22])
    };
    vec![
        Case::new("stop and open in the same minute", chain([30, 30, 30]), loss(11, "Mon 10:00"))
            .because(
                "at 10:30 the first is harmed and stops, the second opens at once; at 11:00 it is harmed \
                 and stops, when the third's window is over and nothing opens any more",
            )
            .opened(0, 21)
            .opened(30, 22)
            .breached(30, 21)
            .stopped(30, 32)
            .breached(60, 22)
            .stopped(60, 33)
            .open_at_the_end(21, 0, 30, true)
            .open_at_the_end(22, 30, 60, true),
        Case::new("breaches cascade within one minute", chain([0, 0, 0]), loss(11, "Mon 09:00"))
            .because("without tolerance each opens and is harmed in the minute in which the one before is")
            .opened(60, 21)
            .opened(60, 22)
            .opened(60, 23)
            .breached(60, 21)
            .breached(60, 22)
            .breached(60, 23)
            .stopped(60, 32)
            .stopped(60, 33)
            .open_at_the_end(21, 60, 60, true)
            .open_at_the_end(22, 60, 60, true)
            .open_at_the_end(23, 60, 60, true),
        Case::new("a cascade in one minute ends at a tolerance", chain([0, 5, 0]), loss(11, "Mon 10:00"))
            .because(
                "the second opens at 10:00 and is harmed at 10:05; only then does the third open, and is \
                 harmed",
            )
            .opened(0, 21)
            .opened(0, 22)
            .breached(0, 21)
            .stopped(0, 32)
            .opened(5, 23)
            .breached(5, 22)
            .breached(5, 23)
            .stopped(5, 33)
            .open_at_the_end(21, 0, 0, true)
            .open_at_the_end(22, 0, 5, true)
            .open_at_the_end(23, 5, 5, true),
        Case::new(
            "one closes and another opens in the same minute",
            Family::of([1, 2])
                .provider(11)
                .need(21, 1, "Mon 10:00-11:00", 60)
                .need(22, 2, "Mon 10:00-11:00", 60)
                .helps(31, 2, 21, "always")
                .helps(32, 11, 21, "Mon 10:30-11:00")
                .helps(33, 11, 22, "Mon 10:00-10:30")
                .helps(34, 1, 22, "Mon 10:30-11:00")
                .but(|help| help.able_now = known(Ability::WithSupport { by: Some(source(2)) })),
            loss(2, "Mon 10:00"),
        )
        .because(
            "at 10:30 the visit goes from the son to his mother; she could go on with him only while he \
             supports her, and he is lost: he is unable to give, and his own need stays",
        )
        .opened(0, 21)
        .closed(30, 21)
        .opened(30, 22)
        .breached(90, 22)
        .margin(30)
        .open_at_the_end(22, 30, 90, true),
    ]
}

fn known<T>(value: T) -> Told<T> {
    Told::Known(value)
}

/// Clocks: when they begin, when they begin anew, when they do not.
fn clocks() -> Vec<Case> {
    vec![
        Case::new(
            "late help, out of the window and however short, is help",
            mother_and_visit("Mon 10:00-11:00", 120, "Mon 11:30-11:31"),
            loss(2, "Mon 10:00"),
        )
        .because("open from 10:00, closed at 11:30, and out of the window nothing opens again")
        .opened(0, 21)
        .closed(90, 21)
        .margin(30),
        Case::new(
            "three openings without breach are patched",
            mother_and_visit("Mon 10:00-11:00", 10, "Mon 10:05-10:06, 10:15-10:16, 10:25-10:26, 10:30-11:00"),
            loss(2, "Mon 10:00"),
        )
        .because(
            "each minute of help closes, the next minute opens with a new clock: least margin 6 + 10 − 15",
        )
        .opened(0, 21)
        .closed(5, 21)
        .opened(6, 21)
        .closed(15, 21)
        .opened(16, 21)
        .closed(25, 21)
        .opened(26, 21)
        .closed(30, 21)
        .margin(1)
        .patched(21),
        Case::new(
            "two openings are not patched",
            mother_and_visit("Mon 10:00-11:00", 10, "Mon 10:05-10:06, 10:15-11:00"),
            loss(2, "Mon 10:00"),
        )
        .because("opened at 10:00 and at 10:06")
        .opened(0, 21)
        .closed(5, 21)
        .opened(6, 21)
        .closed(15, 21)
        .margin(1),
    ]
}

/// What harm leaves behind, what is counted, and where the question ends.
fn after_harm_and_at_the_end() -> Vec<Case> {
    vec![
        Case::new(
            "nothing is breached twice",
            mother_and_visit("Mon 10:00-11:00", 5, "Mon 10:10-10:20"),
            loss(2, "Mon 10:00"),
        )
        .because("harmed at 10:05, closed and open again, and at 10:25 the harm has long been done")
        .opened(0, 21)
        .breached(5, 21)
        .closed(10, 21)
        .opened(20, 21)
        .open_at_the_end(21, 20, 25, true),
        Case::new(
            "late help does not undo harm",
            Family::of([1, 2])
                .provider(11)
                .provider(12)
                .need(21, 1, "Mon 10:00-11:00", 10)
                .need(22, 2, "Mon 10:00-12:00", 60)
                .helps(31, 11, 21, "Mon 10:00-11:00")
                .helps(32, 12, 21, "Mon 10:30-11:00")
                .helps_relying(33, 1, 22, "Mon 10:00-12:00", [21]),
            loss(11, "Mon 10:00"),
        )
        .because(
            "harmed at 10:10 she stops helping her son; the second provider at 10:30 does not start that \
             again",
        )
        .opened(0, 21)
        .opened(10, 22)
        .breached(10, 21)
        .stopped(10, 33)
        .closed(30, 21)
        .breached(70, 22)
        .open_at_the_end(22, 10, 70, true),
        Case::new(
            "critical needs have a margin apart",
            mother_and_visit("Mon 10:00-11:00", 40, "Mon 10:30-11:00")
                .need(22, 1, "Mon 10:00-11:00", 32)
                .serious()
                .helps(33, 2, 22, "always")
                .helps(34, 11, 22, "Mon 10:30-11:00"),
            loss(2, "Mon 10:00"),
        )
        .because("both close at 10:30: the critical one ten minutes in time, the serious one two")
        .opened(0, 21)
        .opened(0, 22)
        .closed(30, 21)
        .closed(30, 22)
        .margin(10)
        .least_of_all(2),
        Case::new(
            "what is still open at the end says when harm would come",
            mother_and_visit("Mon 10:00-11:00", 4_320, "never"),
            Question { horizon: 240, ..loss(2, "Mon 10:00") },
        )
        .because("open from 10:00, harm after three days, and four hours are looked at")
        .opened(0, 21)
        .open_at_the_end(21, 0, 4_320, false),
        Case::new(
            "the last minute of the horizon is looked at, the next is not",
            mother_and_visit("Mon 10:00-11:00", 60, "never"),
            Question { horizon: 60, ..loss(2, "Mon 10:00") },
        )
        .because("harm at 11:00, and 10:59 is the last minute")
        .opened(0, 21)
        .open_at_the_end(21, 0, 60, false),
    ]
}
