//! Timelines worked out by hand: the rules for one minute, which hardly ever matter in random households.
//!
//! Each case is data: a household, a question, what must come of it, and why. All people are made up, all times
//! chosen. Members are 1 to 9, others 11 to 19, needs 21 to 29, arrangements 31 to 39, timed help 41 to 49.

use std::collections::BTreeSet;

use mutual_care::base::AnyId;
use mutual_care::need::{Ability, SnapshotParts, TimedHelp};

use super::family::{Family, arrangement, at, comes, need, person, source};
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
    cases.extend(occurrences());
    cases.extend(timed_help());
    cases.extend(taken_in_and_away());
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
            "open from 10:00, harm at 10:30, and at 10:30 the visit is there: closed with nothing to spare",
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
            "covered up to 10:29, open from 10:30, harm at 11:00, a minute after the window: clocks run on",
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
            "harm to both would be at 11:00; judged with what was breached before, nothing, both can come at \
             11:00, so the smallest set of breaches is empty",
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
            .because("at 10:30 the first is harmed and stops, the second opens at once; at 11:00 it is harmed and \
                      stops, when the third's window is over and nothing opens any more")
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
        Case::new("a cascade of one minute ends where there is tolerance", chain([0, 5, 0]), loss(11, "Mon 10:00"))
            .because("the second opens at 10:00 and is harmed at 10:05; only then does the third open, and is harmed")
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
        .because("at 10:30 the visit goes from the son to his mother; she could go on with him only while he supports \
                  her, and he is lost: he is unable to give, and his own need stays")
        .opened(0, 21)
        .closed(30, 21)
        .opened(30, 22)
        .breached(90, 22)
        .margin(30)
        .open_at_the_end(22, 30, 90, true),
    ]
}

fn known<T>(value: T) -> mutual_care::base::Told<T> {
    mutual_care::base::Told::Known(value)
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
        .because("harmed at 10:10 she stops helping her son; the second provider at 10:30 does not start that again")
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

/// Windows that come round, touch, wrap, and have slack.
fn occurrences() -> Vec<Case> {
    let alone = |owed| {
        Family::of([1, 2]).doing(21, 1, "Mon 10:00-11:00", 0, owed).helps(31, 2, 21, "Mon 10:00-11:00")
    };
    vec![
        Case::new("slack is used up first", alone(30), loss(2, "Mon 10:00"))
            .because("thirty minutes may be missed: the thirty-first, at 10:30, opens, and without tolerance harms")
            .opened(30, 21)
            .breached(30, 21)
            .open_at_the_end(21, 30, 30, true),
        Case::new("help for as long as is owed leaves no loss", alone(30), loss(2, "Mon 10:30"))
            .because("thirty minutes had been given by 10:30, and thirty may be missed"),
        Case::new("a minute less, and the last minute opens", alone(30), loss(2, "Mon 10:29"))
            .because("twenty-nine given; the thirty-first missed minute is 10:59")
            .opened(30, 21)
            .breached(30, 21)
            .open_at_the_end(21, 30, 30, true),
        Case::new(
            "minutes missed before the loss count, as the week runs",
            Family::of([1, 2])
                .doing(21, 1, "Mon 10:00-11:00", 60, 30)
                .helps(31, 2, 21, "Mon 10:15-11:00"),
            loss(2, "Mon 10:20"),
        )
        .because("fifteen missed before 10:15; from 10:20 the sixteenth more, at 10:35, is one too many; harm at 11:35")
        .opened(15, 21)
        .breached(75, 21)
        .open_at_the_end(21, 15, 75, true),
        Case::new(
            "before the loss nothing is open",
            Family::of([1]).need(21, 1, "Mon 10:00-11:00", 15),
            nothing_lost("Mon 10:20"),
        )
        .because("nobody ever comes, but its clock starts with the question")
        .opened(0, 21)
        .breached(15, 21)
        .open_at_the_end(21, 0, 15, true),
        Case::new(
            "the whole week keeps its start",
            Family::of([1, 2])
                .doing(21, 1, "Wed 12:00-Wed 12:00", 0, 10_020)
                .helps(31, 2, 21, "always"),
            loss(2, "Wed 11:30"),
        )
        .because("thirty of sixty minutes missed until 12:00, when a new week with sixty more begins: 13:00")
        .opened(90, 21)
        .breached(90, 21)
        .open_at_the_end(21, 90, 90, true),
        Case::new(
            "windows that touch have each their slack",
            Family::of([1, 2])
                .doing(21, 1, "Mon 10:00-10:30, 10:30-11:00", 5, 20)
                .helps(31, 2, 21, "always"),
            loss(2, "Mon 10:22"),
        )
        .because("eight of ten missed in the first; ten more in the second until 10:40; harm at 10:45")
        .opened(18, 21)
        .breached(23, 21)
        .open_at_the_end(21, 18, 23, true),
        Case::new(
            "what is open stays open and opens no second time",
            Family::of([1, 2]).need(21, 1, "daily 10:00-10:30", 2_880).helps(31, 2, 21, "always"),
            loss(2, "Mon 10:00"),
        )
        .because("open from Monday 10:00, on Tuesday still; harm on Wednesday 10:00")
        .opened(0, 21)
        .breached(2_880, 21)
        .open_at_the_end(21, 0, 2_880, true),
        Case::new(
            "over the end of the week",
            mother_and_visit("Sun 23:00-01:00", 45, "Mon 00:15-00:30"),
            loss(2, "Sun 23:30"),
        )
        .because("harm at Monday 00:15, when the visit comes; open again at 00:30, harm at 01:15")
        .opened(0, 21)
        .closed(45, 21)
        .opened(60, 21)
        .breached(105, 21)
        .margin(0)
        .open_at_the_end(21, 60, 105, true),
        Case::new(
            "help that relies on what is unmet anyway is never able",
            Family::of([1, 2])
                .need(21, 1, "Mon 10:00-11:00", 10)
                .need(22, 2, "Mon 10:00-11:00", 10)
                .helps_relying(31, 1, 22, "always", [21]),
            nothing_lost("Mon 00:00"),
        )
        .because("nobody comes to the mother, so her help to her son never counted; nothing stops that never was")
        .opened(600, 21)
        .opened(600, 22)
        .breached(610, 21)
        .breached(610, 22)
        .open_at_the_end(21, 600, 610, true)
        .open_at_the_end(22, 600, 610, true),
    ]
}

/// Help that comes after the loss.
fn timed_help() -> Vec<Case> {
    let lean = Family::of([1, 2, 3])
        .provider(11)
        .need(21, 1, "Mon 10:00-14:00", 30)
        .need(23, 3, "Mon 10:00-14:00", 60)
        .helps(31, 11, 21, "always")
        .helps(32, 11, 23, "always");
    let leaning = |help: TimedHelp| TimedHelp { relies_on: vec![need(21)], ..help };
    vec![
        Case::new(
            "one source's hands count once, the greatest number",
            Family::of([1, 2])
                .provider(11)
                .need(21, 1, "Mon 10:00-14:00", 50)
                .takes_two()
                .helps(31, 2, 21, "always")
                .helps(32, 11, 21, "always"),
            with_help(loss(11, "Mon 10:00"), [
                comes(41, 2, &[21], 20, None),
                TimedHelp { hands: 2, ..comes(42, 2, &[21], 40, Some(50)) },
            ]),
        )
        .because("from 10:20 the son is there twice with one pair of hands: one; from 10:40 for ten minutes with two")
        .opened(0, 21)
        .closed(40, 21)
        .opened(50, 21)
        .breached(100, 21)
        .margin(10)
        .open_at_the_end(21, 50, 100, true),
        Case::new(
            "help of who is lost does not come",
            mother_and_visit("Mon 10:00-11:00", 30, "never"),
            with_help(loss(2, "Mon 10:00"), [comes(41, 2, &[21], 0, None)]),
        )
        .because("the son himself is lost")
        .opened(0, 21)
        .breached(30, 21)
        .open_at_the_end(21, 0, 30, true),
        Case::new(
            "help that arrives in the very minute of breach",
            mother_and_visit("Mon 10:00-11:00", 30, "never"),
            with_help(loss(2, "Mon 09:00"), [comes(41, 12, &[21], 90, None)]),
        )
        .because("minutes of timed help are from the loss: 09:00 and 90 minutes is 10:30")
        .opened(60, 21)
        .closed(90, 21)
        .margin(0),
        Case::new(
            "timed help stops like an arrangement",
            lean,
            with_help(loss(11, "Mon 10:00"), [
                leaning(comes(41, 1, &[23], 0, None)),
                leaning(comes(42, 1, &[23], 0, Some(30))),
                leaning(comes(43, 1, &[23], 200, None)),
            ]),
        )
        .because("harmed at 10:30 the mother stops: what she is there for, and what she was still to come for; not \
                  what had ended with 10:29")
        .opened(0, 21)
        .opened(30, 23)
        .breached(30, 21)
        .stopped(30, 41)
        .stopped(30, 43)
        .breached(90, 23)
        .open_at_the_end(21, 0, 30, true)
        .open_at_the_end(23, 30, 90, true),
    ]
}

/// People who are not at home.
fn taken_in_and_away() -> Vec<Case> {
    let takes_in = |number, from, until| TimedHelp {
        takes_in: vec![person(1)],
        ..comes(number, 12, &[], from, Some(until))
    };
    let each_other = Family::of([1, 2])
        .need(21, 1, "Mon 10:00-12:00", 30)
        .need(22, 2, "Mon 10:00-12:00", 30)
        .helps(31, 2, 21, "always")
        .helps_relying(32, 1, 22, "always", [21]);
    vec![
        Case::new(
            "who is taken in is cared for, and gives nothing",
            Family::of([1, 2])
                .provider(11)
                .need(21, 1, "Mon 10:00-14:00", 60)
                .need(22, 2, "Mon 10:00-14:00", 30)
                .helps(31, 11, 21, "always")
                .helps(32, 1, 22, "always"),
            with_help(loss(11, "Mon 10:00"), [takes_in(41, 40, 100)]),
        )
        .because("from 10:40 to 11:40 the mother is elsewhere: her need closes, her son's opens and is harmed at 11:10; \
                  then she is back, helps him late, and her own need opens again with a new clock")
        .opened(0, 21)
        .closed(40, 21)
        .opened(40, 22)
        .breached(70, 22)
        .closed(100, 22)
        .opened(100, 21)
        .breached(160, 21)
        .margin(20)
        .open_at_the_end(21, 100, 160, true),
        Case::new(
            "minutes taken in are covered minutes",
            Family::of([1, 2]).doing(21, 1, "Mon 10:00-11:00", 0, 30).helps(31, 2, 21, "always"),
            with_help(loss(2, "Mon 10:00"), [takes_in(41, 10, 40)]),
        )
        .because("ten missed before and twenty after she was taken in: no more than thirty"),
        Case::new(
            "who is taken in supports nobody",
            Family::of([1, 2, 3])
                .need(23, 3, "Mon 10:00-11:00", 60)
                .helps(31, 2, 23, "always")
                .but(|help| help.able_now = known(Ability::WithSupport { by: Some(source(1)) })),
            with_help(nothing_lost("Mon 10:00"), [takes_in(41, 20, 50)]),
        )
        .because("the son can help his sister only while his mother is there: not from 10:20 to 10:50")
        .opened(20, 23)
        .closed(50, 23)
        .margin(30),
        Case::new("who is unable still has needs", each_other.clone(), loss(2, "Mon 10:00"))
            .because("the mother is harmed at 10:30 and stops; the son, unable and at home, at 11:00")
            .opened(0, 21)
            .opened(30, 22)
            .breached(30, 21)
            .stopped(30, 32)
            .breached(60, 22)
            .open_at_the_end(21, 0, 30, true)
            .open_at_the_end(22, 30, 60, true),
        Case::new(
            "who is away has none",
            each_other,
            Question { away: BTreeSet::from([person(2)]), ..loss(2, "Mon 10:00") },
        )
        .because("the mother is harmed all the same; that she would not look after her son any more is true, and \
                  harms nobody")
        .opened(0, 21)
        .breached(30, 21)
        .stopped(30, 32)
        .open_at_the_end(21, 0, 30, true),
    ]
}
