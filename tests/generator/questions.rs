//! Questions to a timeline.

use mutual_care::base::{AnyId, ArrangementId, NeedId, PersonId, SourceId, WeekMinute};
use mutual_care::need::{Need, Snapshot, Source, SourceKind, TimedHelp};
use uuid::Uuid;

use super::super::reference::Question;
use super::Dice;

/// So many questions about a household.
pub fn questions(seed: u64, snapshot: &Snapshot, number: u64) -> Vec<Question> {
    (0..number).map(|which| question(seed.wrapping_mul(1_000).wrapping_add(which), snapshot)).collect()
}

/// The question of a seed about a household.
pub fn question(seed: u64, snapshot: &Snapshot) -> Question {
    let mut dice = Dice::new(seed, 3);
    let sources: Vec<SourceId> = snapshot.sources().iter().map(|source| source.id).collect();
    let members: Vec<PersonId> = snapshot.members().collect();
    let number = dice.pick(&[0, 1, 1, 1, 1, 2, 2, 3]);
    let lost: Vec<SourceId> = (0..number).map(|_| dice.pick(&sources)).collect();
    let away: Vec<PersonId> = if dice.percent(30) {
        members.iter().copied().filter(|person| lost.contains(&(*person).into())).collect()
    } else {
        Vec::new()
    };
    let start = start(&mut dice, snapshot);
    let horizon = dice.pick(&[240, 1_440, 4_320, 4_320, 4_320, 10_080]);
    let helpers = dice.pick(&[0, 0, 1, 2, 3]);
    let help = (0..helpers).filter_map(|number| help(&mut dice, number, snapshot, horizon)).collect();
    Question { lost: lost.into_iter().collect(), away: away.into_iter().collect(), start, horizon, help }
}

/// Around the edge of a window, at a round time, or anywhere.
fn start(dice: &mut Dice, snapshot: &Snapshot) -> WeekMinute {
    let windows: Vec<_> = snapshot.needs().iter().flat_map(Need::windows).collect();
    let minute = |number: u32| WeekMinute::new(u16::try_from(number % 10_080).unwrap()).unwrap();
    match dice.below(4) {
        0 | 1 if !windows.is_empty() => {
            let span = dice.pick(&windows).span();
            let start = u32::from(span.start().get()) + 10_080;
            let into = dice.below(u32::from(span.minutes()));
            let back = dice.pick(&[1, 30, 60]);
            minute(dice.pick(&[start, start - 1, start - back, start + into]))
        }
        2 => minute(dice.below(168) * 60),
        _ => minute(dice.below(10_080)),
    }
}

/// Timed help, within the horizon. A member takes nobody in; whoever takes in somebody is no member.
fn help(dice: &mut Dice, number: u32, snapshot: &Snapshot, horizon: u32) -> Option<TimedHelp> {
    let grid = dice.pick(&[1, 15, 60]);
    let stranger = SourceId::new(Uuid::from_u128((9 << 96) | u128::from(number)));
    let source = if dice.percent(50) { dice.pick(snapshot.sources()) } else { Source::provider(stranger) };
    let is_member = source.kind == SourceKind::Member;
    let own = |need: &&Need| is_member && source.as_person() == Some(need.person());
    let others: Vec<NeedId> = snapshot.needs().iter().filter(|need| !own(need)).map(Need::id).collect();
    let theirs: Vec<NeedId> = snapshot.needs().iter().filter(own).map(Need::id).collect();
    let members: Vec<PersonId> = snapshot.members().collect();
    let from =
        dice.pick(&[0, dice.clone().below(horizon.min(600)), dice.clone().below(horizon)]) / grid * grid;
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
        takes_in: if !is_member && dice.percent(40) { dice.some(&members, 40) } else { Vec::new() },
        relies_on: if is_member { dice.some(&theirs, 60) } else { Vec::new() },
    };
    (!help.needs.is_empty() || !help.takes_in.is_empty()).then_some(help)
}
