//! Questions to a timeline.

use mutual_care::base::{AnyId, ArrangementId, NeedId, PersonId, SourceId, WeekMinute};
use mutual_care::need::{Need, Snapshot, Source, SourceKind, TimedHelp, Window};
use uuid::Uuid;

use super::super::reference::{self, Entry, How, Question, WEEK};
use super::Dice;

/// So many questions about a household.
pub fn questions(seed: u64, snapshot: &Snapshot, number: u64) -> Vec<Question> {
    (0..number).map(|which| question(seed.wrapping_mul(1_000).wrapping_add(which), snapshot)).collect()
}

/// The question of a seed about a household.
pub fn question(seed: u64, snapshot: &Snapshot) -> Question {
    let mut dice = Dice::new(seed, 3);
    let sources: Vec<SourceId> = snapshot.sources().iter().map(|source| source.id).collect();
    let givers: Vec<SourceId> = snapshot.arrangements().iter().map(|arrangement| arrangement.by).collect();
    let members: Vec<PersonId> = snapshot.members().collect();
    let number = dice.pick(&[0, 1, 1, 1, 1, 1, 2, 2, 3]);
    let one = |dice: &mut Dice| {
        if givers.is_empty() || dice.percent(25) { dice.pick(&sources) } else { dice.pick(&givers) }
    };
    let lost: Vec<SourceId> = (0..number).map(|_| one(&mut dice)).collect();
    let away: Vec<PersonId> = if dice.percent(30) {
        members.iter().copied().filter(|person| lost.contains(&(*person).into())).collect()
    } else {
        Vec::new()
    };
    let start = start(&mut dice, snapshot, &lost);
    let horizon = dice.pick(&[240, 1_440, 4_320, 4_320, 4_320, 10_080]);
    let helpers = dice.pick(&[0, 0, 1, 2, 3]);
    let help = (0..helpers).filter_map(|number| help(&mut dice, number, snapshot, start, horizon)).collect();
    // In which week of the cycle, has dice of its own.
    let weeks = reference::weeks(snapshot.on(), snapshot.needs(), snapshot.arrangements());
    let week = Dice::new(seed, 41).below(weeks) * WEEK;
    let start = reference::start_at(week + u32::from(start.get()));
    let away = away.into_iter().collect();
    Question { away, horizon, help, ..Question::new(lost, start) }
}

/// The same with losses that begin and end: of those who are lost, or of somebody else; on a grid on which events of a
/// household coincide, or around a minute in which something happens.
pub fn question_with_times(seed: u64, snapshot: &Snapshot) -> Question {
    let mut question = question(seed, snapshot);
    let mut dice = Dice::new(seed, 13);
    let sources: Vec<SourceId> = snapshot.sources().iter().map(|source| source.id).collect();
    let helpers: Vec<SourceId> = question.help.iter().map(|help| help.source).collect();
    let known: Vec<SourceId> = helpers.into_iter().filter(|source| sources.contains(source)).collect();
    let lost: Vec<SourceId> = question.lost.iter().copied().collect();
    if dice.percent(70) {
        (question.lost, question.away) = Default::default();
    }
    for _ in 0..dice.between(1, 4) {
        let among = dice.pick(&[&lost, &lost, &lost, &known, &sources]);
        let source = dice.pick(if among.is_empty() { &sources } else { among });
        let member = snapshot.source(source).is_some_and(|source| source.kind == SourceKind::Member);
        let how = if member {
            dice.pick(&[How::Unable, How::Unable, How::Unable, How::Away, How::Away, How::Died])
        } else {
            How::Unable
        };
        let from = loss_begins(&mut dice, snapshot, &question);
        let lasts = dice.pick(&[1, 15, 60, 60, 240, 1_440]) * dice.between(1, 4);
        let back = just_in_time(&mut dice, snapshot, question.start.minute()).filter(|back| *back > from);
        let until = back.filter(|_| dice.percent(50)).unwrap_or(from + lasts);
        let until = (how != How::Died && dice.percent(85)).then_some(until);
        question.entries.push(Entry { source, how, from, until });
    }
    if dice.percent(40) {
        question.entries.extend(leaning_on_what_is_lost(&mut dice, snapshot, question.horizon));
    }
    // The first of all losses is in minute 0.
    if question.lost.is_empty() && question.away.is_empty() {
        let first = question.entries.iter().map(|entry| entry.from).min().unwrap_or(0);
        for entry in &mut question.entries {
            (entry.from, entry.until) = (entry.from - first, entry.until.map(|until| until - first));
        }
    }
    question
}

/// Somebody who leans on a need is lost for a while, and so is whoever gives for that need: likely to come back to harm.
fn leaning_on_what_is_lost(dice: &mut Dice, snapshot: &Snapshot, horizon: u32) -> Vec<Entry> {
    let arrangements = snapshot.arrangements();
    let leaning: Vec<(SourceId, NeedId)> = arrangements
        .iter()
        .flat_map(|help| help.relies_on.needs().iter().map(|need| (help.by, *need)))
        .collect();
    if leaning.is_empty() {
        return Vec::new();
    }
    let (leans, need) = dice.pick(&leaning);
    let until = Some((dice.between(1, horizon / 60) * 60).max(1));
    let unable = |source, until| Entry { source, how: How::Unable, from: 0, until };
    let givers = arrangements.iter().filter(|help| help.need == need).map(|help| unable(help.by, None));
    givers.chain([unable(leans, until)]).collect()
}

fn loss_begins(dice: &mut Dice, snapshot: &Snapshot, question: &Question) -> u32 {
    let soon = dice.below(question.horizon.min(600));
    let in_time =
        just_in_time(dice, snapshot, question.start.minute()).filter(|from| *from < question.horizon);
    dice.pick(&[0, 0, soon / 60 * 60, soon, in_time.unwrap_or(soon)])
}

/// Around the edge of a window, for the most part of a need with which a lost source helps; at a round time;
/// or anywhere.
fn start(dice: &mut Dice, snapshot: &Snapshot, lost: &[SourceId]) -> WeekMinute {
    let helped = |need: &Need| {
        snapshot.arrangements().iter().any(|help| help.need == need.id() && lost.contains(&help.by))
    };
    let windows = |wanted: &dyn Fn(&Need) -> bool| -> Vec<Window> {
        let needs = snapshot.needs().iter().filter(|need| wanted(need));
        needs.flat_map(|need| need.windows().iter().copied()).collect()
    };
    let mut near = windows(&helped);
    if near.is_empty() || dice.percent(20) {
        near = windows(&|_| true);
    }
    let minute = |number: u32| WeekMinute::new(u16::try_from(number % 10_080).unwrap()).unwrap();
    match dice.below(6) {
        0..=3 if !near.is_empty() => {
            let span = dice.pick(&near).span();
            let start = u32::from(span.start().get()) + 10_080;
            let into = dice.below(u32::from(span.minutes()));
            let back = dice.pick(&[1, 30, 60, 600]);
            minute(dice.pick(&[start, start - 1, start - back, start + into]))
        }
        4 => minute(dice.below(168) * 60),
        _ => minute(dice.below(10_080)),
    }
}

/// Timed help, within the horizon, that covers something, takes somebody in, or comes for nothing. A member may take in as
/// anybody else, going along to hospital say, and leans on their own needs all the same.
fn help(
    dice: &mut Dice,
    number: u32,
    snapshot: &Snapshot,
    start: WeekMinute,
    horizon: u32,
) -> Option<TimedHelp> {
    let grid = dice.pick(&[1, 15, 60]);
    let stranger = SourceId::new(Uuid::from_u128((9 << 96) | u128::from(number)));
    let source = if dice.percent(50) { dice.pick(snapshot.sources()) } else { Source::provider(stranger) };
    let is_member = source.kind == SourceKind::Member;
    let own = |need: &&Need| is_member && source.as_person() == Some(need.person());
    let others: Vec<NeedId> = snapshot.needs().iter().filter(|need| !own(need)).map(Need::id).collect();
    let theirs: Vec<NeedId> = snapshot.needs().iter().filter(own).map(Need::id).collect();
    let members: Vec<PersonId> = snapshot.members().collect();
    let soon = dice.below(horizon.min(600)) / grid * grid;
    let some_time = dice.below(horizon) / grid * grid;
    let in_time = just_in_time(dice, snapshot, start).filter(|minute| *minute < horizon).unwrap_or(soon);
    let from = dice.pick(&[0, soon, some_time, in_time, in_time]);
    let until = dice.percent(50).then(|| from + dice.between(1, 600).div_ceil(grid) * grid);
    let own_number = Uuid::from_u128((8 << 96) | u128::from(number));
    let id: AnyId = match dice.below(3) {
        0 => PersonId::new(own_number).any(),
        1 => SourceId::new(own_number).any(),
        _ => ArrangementId::new(own_number).any(),
    };
    let help = TimedHelp {
        id,
        source: source.id,
        from,
        until,
        needs: dice.some(&others, 50),
        hands: dice.pick(&[1, 1, 1, 2]),
        skills: Vec::new(),
        takes_in: if dice.percent(if is_member { 30 } else { 40 }) {
            dice.some(&members, 40)
        } else {
            Vec::new()
        },
        relies_on: if is_member { dice.some(&theirs, 60) } else { Vec::new() },
    };
    (!help.needs.is_empty() || !help.takes_in.is_empty() || dice.percent(20)).then_some(help)
}

/// Around the minute in which some need might come to harm.
fn just_in_time(dice: &mut Dice, snapshot: &Snapshot, start: WeekMinute) -> Option<u32> {
    let needs: Vec<&Need> = snapshot.needs().iter().filter(|need| !need.windows().is_empty()).collect();
    if needs.is_empty() {
        return None;
    }
    let need = dice.pick(&needs);
    let window = dice.pick(need.windows());
    let opens = u32::from(start.until(window.span().start())) + u32::from(window.slack());
    Some(opens + need.tolerance_min() + dice.pick(&[0, 0, 1]))
}
