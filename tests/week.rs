//! The week against a slow reference: an array with a place for each of the 10,080 minutes.

use mutual_care::base::{
    MINUTES_PER_DAY, MINUTES_PER_WEEK, WeekError, WeekMinute, WeekPattern, WeekSpan, WeekTextError,
    parse_spans,
};
use proptest::prelude::*;

const WEEK: usize = MINUTES_PER_WEEK as usize;
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

fn minute(number: usize) -> WeekMinute {
    WeekMinute::new(u16::try_from(number).unwrap()).unwrap()
}

fn span(start: usize, minutes: usize) -> WeekSpan {
    WeekSpan::new(minute(start), u16::try_from(minutes).unwrap()).unwrap()
}

/// The minutes of some stretches, marked one by one, going round at the end of the week.
fn marked(spans: impl IntoIterator<Item = (usize, usize)>) -> Vec<bool> {
    let mut week = vec![false; WEEK];
    for (start, minutes) in spans {
        for step in 0..minutes {
            week[(start + step) % WEEK] = true;
        }
    }
    week
}

/// A pattern asked minute by minute.
fn asked(pattern: &WeekPattern) -> Vec<bool> {
    (0..WEEK).map(|number| pattern.contains(minute(number))).collect()
}

/// The first minute on which two weeks differ: shorter to read than twice ten thousand minutes.
fn differ_at(one: &[bool], two: &[bool]) -> Option<usize> {
    one.iter().zip(two).position(|(a, b)| a != b)
}

/// Starts and lengths, with edges that meet more often than by chance.
fn stretch() -> impl Strategy<Value = (usize, usize)> {
    let start = prop_oneof![0..WEEK, (0..WEEK / 60).prop_map(|hour| hour * 60), Just(0), Just(WEEK - 1)];
    let minutes = prop_oneof![
        8 => 1..=180_usize,
        4 => (1..=24_usize).prop_map(|hours| hours * 60),
        2 => Just(usize::from(MINUTES_PER_DAY)),
        2 => 1..=WEEK,
        1 => Just(WEEK),
    ];
    (start, minutes)
}

fn stretches() -> impl Strategy<Value = Vec<(usize, usize)>> {
    prop_oneof![
        4 => prop::collection::vec(stretch(), 0..10),
        // So many short ones that there are more of them than a need may have windows.
        1 => (0..7_usize, 2..14_usize, 1..3_usize).prop_map(|(first, apart, minutes)| {
            (0..WEEK).skip(first).step_by(apart).map(|start| (start, minutes)).collect()
        }),
    ]
}

fn pattern(stretches: &[(usize, usize)]) -> WeekPattern {
    WeekPattern::from_spans(stretches.iter().map(|&(start, minutes)| span(start, minutes)))
}

proptest! {
    #[test]
    fn sets_are_what_their_minutes_say(a in stretches(), b in stretches()) {
        let (left, right) = (pattern(&a), pattern(&b));
        let (in_left, in_right) = (marked(a), marked(b));
        prop_assert_eq!(differ_at(&asked(&left), &in_left), None);

        let both = |keep: fn(bool, bool) -> bool| -> Vec<bool> {
            in_left.iter().zip(&in_right).map(|(l, r)| keep(*l, *r)).collect()
        };
        prop_assert_eq!(differ_at(&asked(&left.union(&right)), &both(|l, r| l || r)), None);
        prop_assert_eq!(differ_at(&asked(&left.intersection(&right)), &both(|l, r| l && r)), None);
        prop_assert_eq!(differ_at(&asked(&left.difference(&right)), &both(|l, r| l && !r)), None);
        prop_assert_eq!(differ_at(&asked(&left.complement()), &both(|l, _| !l)), None);
        prop_assert_eq!(usize::from(left.minutes()), in_left.iter().filter(|is| **is).count());
        prop_assert_eq!(left.is_never(), !in_left.contains(&true));
    }

    #[test]
    fn equal_sets_are_equal_values(a in stretches(), b in stretches()) {
        let (left, right) = (pattern(&a), pattern(&b));
        prop_assert_eq!(left == right, marked(a) == marked(b));
        // However they came about.
        prop_assert_eq!(left.union(&right), right.union(&left));
        let again = left.difference(&right).union(&left.intersection(&right));
        prop_assert_eq!(&again, &left);
        prop_assert_eq!(left.complement().complement(), left);
    }

    #[test]
    fn ranges_and_spans_are_apart_in_order_and_complete(a in stretches()) {
        let pattern = pattern(&a);
        for pair in pattern.ranges().windows(2) {
            prop_assert!(pair[0].1 < pair[1].0);
        }
        let spans = pattern.spans();
        prop_assert_eq!(&WeekPattern::from_spans(spans.clone()), &pattern);
        prop_assert!(spans.windows(2).all(|pair| pair[0].start() < pair[1].start()));
        // A stretch over Sunday midnight is one: none begins where another ends.
        prop_assert!(spans.len() < 2 || spans.iter().all(|one| spans.iter().all(|two| one.end() != two.start())));
    }

    #[test]
    fn the_next_minute_is_the_first_one_that_comes_round(a in stretches(), from in 0..WEEK) {
        let pattern = pattern(&a);
        let week = marked(a);
        let next = (0..WEEK).map(|step| (from + step) % WEEK).find(|minute| week[*minute]);
        prop_assert_eq!(pattern.next_at_or_after(minute(from)), next.map(minute));
    }

    #[test]
    fn two_stretches_overlap_where_they_share_a_minute(a in stretch(), b in stretch()) {
        let (one, two) = (span(a.0, a.1), span(b.0, b.1));
        let shared = marked([a]).iter().zip(&marked([b])).any(|(l, r)| *l && *r);
        prop_assert_eq!(one.overlaps(two), shared);
        prop_assert_eq!(two.overlaps(one), shared);
        prop_assert_eq!(usize::from(one.end().get()), (a.0 + a.1) % WEEK);
    }

    #[test]
    fn minutes_go_round(from in 0..WEEK, more in any::<u32>(), to in 0..WEEK) {
        let later = (from as u64 + u64::from(more)) % WEEK as u64;
        prop_assert_eq!(u64::from(minute(from).plus(more).get()), later);
        let between = minute(from).until(minute(to));
        prop_assert_eq!(minute(from).plus(between.into()), minute(to));
        prop_assert!(between < MINUTES_PER_WEEK);
    }

    #[test]
    fn a_pattern_reads_back_as_it_was_written(a in stretches()) {
        let pattern = pattern(&a);
        prop_assert!(pattern.to_string().parse().as_ref() == Ok(&pattern));
        let json = serde_json::to_string(&pattern).unwrap();
        prop_assert!(serde_json::from_str::<WeekPattern>(&json).unwrap() == pattern);
    }

    #[test]
    fn a_stretch_reads_back_with_where_it_starts(a in stretch()) {
        let span = span(a.0, a.1);
        prop_assert_eq!(span.to_string().parse(), Ok(span));
        prop_assert_eq!(span.start().to_string().parse(), Ok(span.start()));
    }
}

/// A group of the text form, as it is meant.
#[derive(Debug, Clone)]
enum Group {
    Daily(Vec<(usize, usize)>),
    /// First and last day of each part, and times.
    On(Vec<(usize, usize)>, Vec<(usize, usize)>),
    Stretch(usize, usize),
}

/// A time of day as it may be written: at an end, midnight is 00:00 or 24:00.
fn clock(minute: usize) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

fn times_text(times: &[(usize, usize)]) -> String {
    times.iter().map(|(from, to)| format!("{}-{}", clock(*from), clock(*to))).collect::<Vec<_>>().join(", ")
}

fn lasts(from: usize, to: usize) -> usize {
    if to > from { to - from } else { to + 1440 - from }
}

impl Group {
    fn text(&self) -> String {
        match self {
            Self::Daily(times) => format!("daily {}", times_text(times)),
            Self::On(days, times) => {
                let day = |(first, last): &(usize, usize)| {
                    if first == last {
                        DAYS[*first].to_string()
                    } else {
                        format!("{}-{}", DAYS[*first], DAYS[*last])
                    }
                };
                format!("{} {}", days.iter().map(day).collect::<Vec<_>>().join(","), times_text(times))
            }
            Self::Stretch(from, to) => {
                let at = |minute: &usize| format!("{} {}", DAYS[minute / 1440], clock(minute % 1440));
                format!("{}-{}", at(from), at(to))
            }
        }
    }

    /// Starts and lengths, in the order in which they are meant.
    fn meant(&self) -> Vec<(usize, usize)> {
        let on = |day: usize, times: &[(usize, usize)]| -> Vec<(usize, usize)> {
            times.iter().map(|(from, to)| (day * 1440 + from, lasts(*from, *to))).collect()
        };
        match self {
            Self::Daily(times) => (0..7).flat_map(|day| on(day, times)).collect(),
            Self::On(days, times) => days
                .iter()
                .flat_map(|(first, last)| {
                    let mut all = vec![*first];
                    while all.last() != Some(last) {
                        all.push((all[all.len() - 1] + 1) % 7);
                    }
                    all
                })
                .flat_map(|day| on(day, times))
                .collect(),
            Self::Stretch(from, to) => vec![(*from, (to + WEEK - from) % WEEK)],
        }
    }
}

fn group() -> impl Strategy<Value = Group> {
    let time = || {
        let start = prop_oneof![0..1440_usize, Just(0)];
        let end = prop_oneof![0..=1440_usize, Just(1440), Just(0)];
        (start, end).prop_filter("no stretch ends when it starts", |(from, to)| from != to)
    };
    let times = || prop::collection::vec(time(), 1..4);
    prop_oneof![
        times().prop_map(Group::Daily),
        (prop::collection::vec((0..7_usize, 0..7_usize), 1..4), times()).prop_map(|(d, t)| Group::On(d, t)),
        (0..WEEK, 1..WEEK).prop_map(|(from, lasts)| Group::Stretch(from, (from + lasts) % WEEK)),
    ]
}

proptest! {
    #[test]
    fn every_form_of_the_text_means_what_it_says(groups in prop::collection::vec(group(), 1..5)) {
        let text = groups.iter().map(Group::text).collect::<Vec<_>>().join("; ");
        let meant: Vec<(usize, usize)> = groups.iter().flat_map(Group::meant).collect();
        let read = parse_spans(&text).unwrap();
        let read: Vec<_> =
            read.iter().map(|span| (usize::from(span.start().get()), usize::from(span.minutes()))).collect();
        prop_assert_eq!(&read, &meant, "{}", text);
        prop_assert_eq!(differ_at(&asked(&text.parse().unwrap()), &marked(meant)), None);
    }

    #[test]
    fn any_text_is_read_or_refused(text in prop_oneof![
        any::<String>(),
        "[MonTueWdhFriSatdly0-9:;,\\- ]{0,40}",
        "((Mon|Sun|daily|never|always|24:00|00:00|07:30|-|,|;| |:|é|\u{2028}){0,12})",
    ]) {
        if let Ok(pattern) = text.parse::<WeekPattern>() {
            prop_assert_eq!(pattern.to_string().parse(), Ok(pattern));
        }
        let _ = (text.parse::<WeekMinute>(), text.parse::<WeekSpan>());
        let _ = serde_json::from_value::<WeekPattern>(text.into());
    }
}

#[test]
fn the_text_is_the_shortest_a_person_would_write() {
    for (written, read) in [
        ("never", "never"),
        ("always", "always"),
        ("  always ", "always"),
        ("daily 00:00-24:00", "always"),
        ("always from Wed 08:00", "always"),
        ("always from Mon 00:00", "always"),
        ("Mon 00:00-Sun 24:00", "always"),
        ("Fri 00:00-Thu 24:00", "always"),
        ("Mon 08:00-08:30", "Mon 08:00-08:30"),
        ("Mon,Tue 08:00-08:30", "Mon,Tue 08:00-08:30"),
        ("Mon,Tue,Wed 08:00-08:30", "Mon-Wed 08:00-08:30"),
        ("Fri-Mon 08:00-08:30", "Mon,Fri-Sun 08:00-08:30"),
        ("Mon,Wed,Fri 08:00-08:30", "Mon,Wed,Fri 08:00-08:30"),
        ("daily 08:00-08:30 ; Sat 09:00 - 10:00", "Mon-Fri,Sun 08:00-08:30; Sat 08:00-08:30, 09:00-10:00"),
        ("Mon-Sun 08:00-08:30", "daily 08:00-08:30"),
        ("Mon 12:00-13:00,08:00-09:00", "Mon 08:00-09:00, 12:00-13:00"),
        ("Sun 22:00-07:00", "Sun 22:00-07:00"),
        ("Sun 22:00-24:00; Mon 00:00-07:00", "Sun 22:00-07:00"),
        ("Sat 22:00-24:00", "Sat 22:00-24:00"),
        ("Sat 22:00-00:00", "Sat 22:00-24:00"),
        ("Sat 00:00-24:00", "Sat 00:00-24:00"),
        ("Sat 07:00-06:59", "Sat 07:00-06:59"),
        ("Sat 07:00-Sun 07:00", "Sat 07:00-Sun 07:00"),
        ("Sat 07:00-07:01", "Sat 07:00-07:01"),
        ("Sat 07:00-Sun 07:01", "Sat 07:00-Sun 07:01"),
        ("Fri 18:00-Mon 08:00", "Fri 18:00-Mon 08:00"),
        ("Mon 08:00-Mon 09:00", "Mon 08:00-09:00"),
        ("Mon 09:00-Mon 08:00", "Mon 09:00-Mon 08:00"),
        ("Fri 18:00-Sun 24:00; Wed 08:00-09:00", "Wed 08:00-09:00; Fri 18:00-Mon 00:00"),
    ] {
        assert_eq!(written.parse::<WeekPattern>().unwrap().to_string(), read, "{written}");
    }
}

#[test]
fn a_stretch_keeps_its_start_and_a_pattern_does_not() {
    let week: WeekSpan = "always from Wed 08:00".parse().unwrap();
    assert_eq!((week.start().to_string().as_str(), week.minutes()), ("Wed 08:00", MINUTES_PER_WEEK));
    assert_eq!(week.to_string(), "always from Wed 08:00");
    assert_eq!(week.to_string().parse(), Ok(week));
    assert_eq!(WeekPattern::from(week), WeekPattern::always());
    assert_eq!(WeekPattern::from(week).spans(), [span(0, WEEK)]);
    let all: WeekSpan = "always".parse().unwrap();
    assert_eq!(all.to_string(), "always");
    assert_eq!(all.to_string().parse(), Ok(all));
}

/// A stretch that ends when it starts is a slip of the pen: a day and a night have a spelling of their own.
#[test]
fn no_stretch_ends_when_it_starts() {
    for wrong in
        ["Mon 10:00-10:00", "daily 08:00-09:00, 10:00-10:00", "Fri 18:00-Fri 18:00", "Mon 00:00-00:00"]
    {
        assert_eq!(wrong.parse::<WeekPattern>(), Err(WeekTextError::EqualEnds), "{wrong}");
        assert_eq!(parse_spans(wrong), Err(WeekTextError::EqualEnds), "{wrong}");
        let said = serde_json::from_value::<WeekPattern>(wrong.into()).unwrap_err().to_string();
        assert!(said.contains("the whole day is 00:00-24:00"), "{said}");
    }
    for (right, minutes) in [
        ("Mon 00:00-24:00", 1440),
        ("Mon 10:00-Tue 10:00", 1440),
        ("Mon 10:00-10:01", 1),
        ("Mon 10:00-09:59", 1439),
        ("Fri 18:00-Fri 17:59", 10_079),
    ] {
        assert_eq!(right.parse::<WeekPattern>().unwrap().minutes(), minutes, "{right}");
    }
}

#[test]
fn numbers_on_both_sides_of_each_boundary() {
    assert_eq!(WeekMinute::new(10_079).map(WeekMinute::get), Ok(10_079));
    assert_eq!(WeekMinute::new(10_080), Err(WeekError::Minute));
    assert_eq!(WeekSpan::new(WeekMinute::MONDAY, 0), Err(WeekError::Length));
    assert_eq!(WeekSpan::new(WeekMinute::MONDAY, 1).map(WeekSpan::minutes), Ok(1));
    assert_eq!(WeekSpan::new(minute(10_079), 10_080).map(|week| week.end().get()), Ok(10_079));
    assert_eq!(WeekSpan::new(WeekMinute::MONDAY, 10_081), Err(WeekError::Length));
    assert_eq!(WeekError::Minute.to_string(), "expected a minute of the week: 0 to 10079");
    assert_eq!(WeekError::Length.to_string(), "expected a length of 1 to 10080 minutes");

    let night: WeekSpan = "Sun 23:59-00:01".parse().unwrap();
    let inside = |number| night.contains(minute(number));
    assert_eq!([inside(10_078), inside(10_079), inside(0), inside(1)], [false, true, true, false]);
}

#[test]
fn a_refusal_says_what_would_be_right() {
    const DAY: &str =
        "expected a day: Mon, Tue, Wed, Thu, Fri, Sat, Sun, a range such as Mon-Fri, or `daily`";
    const TIME: &str =
        "expected a time of day: two digits, a colon, two digits, 00:00 to 23:59 (24:00 only at an end)";
    const SHAPE: &str = "expected days and times, such as `Mon-Fri 08:00-08:30`";
    for (text, said) in [
        ("", SHAPE),
        ("Mon", SHAPE),
        ("Mon 08:00", SHAPE),
        ("08:00-09:00", SHAPE),
        ("Mon 08:00-09:00;", SHAPE),
        (";", SHAPE),
        ("Mon 08:00-09:00,", SHAPE),
        ("Never", SHAPE),
        ("mon 08:00-09:00", DAY),
        ("Monday 08:00-09:00", DAY),
        ("Maria 08:00-09:00", DAY),
        ("Mon- 08:00-09:00", DAY),
        ("Mon,,Tue 08:00-09:00", DAY),
        ("Mon, Tue 08:00-09:00", DAY),
        ("Mon-Wed-Fri 08:00-09:00", DAY),
        ("daily,Mon 08:00-09:00", DAY),
        ("Mon 08:00-Maria 09:00", DAY),
        ("Mon 8:00-09:00", TIME),
        ("Mon 08:0-09:00", TIME),
        ("Mon 0800-0900", TIME),
        ("Mon 08:60-09:00", TIME),
        ("Mon 23:59-24:01", TIME),
        ("Mon 24:00-01:00", TIME),
        ("Mon 25:00-01:00", TIME),
        ("Mon +8:00-09:00", TIME),
        ("Mon ٠٨:٠٠-٠٩:٠٠", TIME),
        ("Mon 08:00-09:00-10:00", TIME),
        ("Mon 08:00-Tue", TIME),
        ("Mon 24:00-Tue 08:00", TIME),
        ("Mon 08:00-Tue 08:00:00", TIME),
    ] {
        let refused = text.parse::<WeekPattern>().map(|pattern| pattern.to_string());
        assert_eq!(refused.map_err(|error| error.to_string()), Err(said.to_string()), "{text}");
    }
    assert_eq!("Mon 08:00-09:00; Tue 08:00-09:00".parse::<WeekSpan>(), Err(WeekTextError::One));
    assert_eq!("never".parse::<WeekSpan>(), Err(WeekTextError::One));
    assert_eq!(WeekTextError::One.to_string(), "expected one stretch of the week, such as `Sat 22:00-07:00`");
    for text in ["Mon 24:00", "Mon 08:00-09:00", "Mon", "Mon08:00", "Montag 08:00", ""] {
        assert!(text.parse::<WeekMinute>().is_err(), "{text}");
    }
    assert_eq!("Sun 23:59".parse::<WeekMinute>().map(WeekMinute::get), Ok(10_079));
}

#[test]
fn as_many_stretches_as_a_need_may_have_windows_and_no_more() {
    let line = |count: usize| {
        let time = |n: usize| format!("{}-{}", clock(2 * n), clock(2 * n + 1));
        format!("Mon {}", (0..count).map(time).collect::<Vec<_>>().join(","))
    };
    assert_eq!(parse_spans(&line(672)).map(|spans| spans.len()), Ok(672));
    let refused = parse_spans(&line(673)).unwrap_err();
    assert_eq!(refused.to_string(), "expected at most 672 stretches");
    // A pattern is a set: it holds as many as there can be, every second minute of the week.
    let most = (0..WEEK).step_by(2).map(|start| span(start, 1));
    let most = WeekPattern::from_spans(most);
    assert_eq!((most.ranges().len(), most.to_string().parse()), (5_040, Ok(most.clone())));
    let too_many = format!("{most}; Mon 00:00-00:01");
    assert_eq!(too_many.parse::<WeekPattern>().unwrap_err().to_string(), "expected at most 5040 stretches");
    // Refused at the limit, whatever else follows.
    let endless = "daily 00:00-00:01;".repeat(100_000);
    assert!(endless.parse::<WeekPattern>().is_err());
}

#[test]
fn on_the_wire_a_week_is_a_text() {
    assert_eq!(serde_json::to_string(&minute(0)).unwrap(), r#""Mon 00:00""#);
    assert_eq!(serde_json::from_str::<WeekMinute>(r#""Sat 22:10""#).unwrap().get(), 5 * 1440 + 22 * 60 + 10);
    let said = |json| serde_json::from_str::<WeekPattern>(json).unwrap_err().to_string();
    assert_eq!(
        said("7"),
        "expected times of the week, such as `Mon-Fri 08:00-08:30; Sat 09:00-10:00` at line 1 column 1"
    );
    assert!(said(r#"["Mon 08:00-09:00"]"#).starts_with("expected times of the week"));
}
