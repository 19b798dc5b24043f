//! Questions to a timeline.

use mutual_care::base::{AnyId, ArrangementId, NeedId, PersonId, SourceId, WeekMinute};
use mutual_care::need::{Need, Snapshot, Source, SourceKind, TimedHelp, Window};
use uuid::Uuid;

use super::super::reference::{self, Question, WEEK};
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
    Question { lost: lost.into_iter().collect(), away: away.into_iter().collect(), start, horizon, help }
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
