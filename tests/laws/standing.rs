//! What stands, more or less of it.

use mutual_care::base::NeedId;
use mutual_care::need::{Reliance, Snapshot, SnapshotParts};
use mutual_care::support::{Loss, Support};

use super::case::{Case, Verdict, holds_and_can_fail, newcomer};
use super::engine::{Engine, Fault, Needs};
use super::generator;

/// What can be rebuilt from outside stands, and so does what confirmed help holds up.
fn grounded_and_confirmed_stand(engine: Engine, case: &Case) -> Verdict {
    let support = Support::of(&case.snapshot);
    for loss in case.losses() {
        let stands = engine.stands(&support, &loss);
        ensure!(engine.grounded(&support, &loss).is_subset(&stands), "grounded does not stand: {loss:?}");
        ensure!(engine.confirmed(&support, &loss).is_subset(&stands), "confirmed does not stand: {loss:?}");
    }
    Ok(())
}

#[test]
fn grounded_and_confirmed_are_part_of_what_stands() {
    let faults = [Fault::GroundsEverything, Fault::ConfirmsEverything];
    holds_and_can_fail(300, grounded_and_confirmed_stand, &faults);
}

/// One way to look at what stands.
type View = fn(Engine, &Support<'_>, &Loss) -> Needs;

const VIEWS: [(&str, View); 3] =
    [("stands", Engine::stands), ("grounded", Engine::grounded), ("confirmed", Engine::confirmed)];

fn losing_more(engine: Engine, case: &Case) -> Verdict {
    let support = Support::of(&case.snapshot);
    for less in case.losses() {
        for source in case.sources() {
            let more = less.clone().and(source);
            for (name, view) in VIEWS {
                let (left, before) = (view(engine, &support, &more), view(engine, &support, &less));
                ensure!(left.is_subset(&before), "{name}: more with {source:?} lost than with {less:?}");
            }
        }
    }
    Ok(())
}

#[test]
fn losing_more_never_makes_more_stand() {
    holds_and_can_fail(150, losing_more, &[Fault::ForgetsTheFirstLost]);
}

/// Nothing that stood falls by more help, whoever is lost; and losing a newcomer again leaves what there was.
pub(crate) fn adding_help(engine: Engine, case: &Case) -> Verdict {
    let before = Support::of(&case.snapshot);
    let mut dice = case.dice(1);
    for _ in 0..4 {
        let Some(help) = case.more_help(&mut dice, &before.gaps()) else { return Ok(()) };
        let is_new = help.by == newcomer().id;
        let more = engine.with(&case.snapshot, is_new.then(newcomer), [help]);
        let after = Support::of(&more);
        for loss in case.losses() {
            let stood = engine.stands(&before, &loss);
            ensure!(stood.is_subset(&engine.stands(&after, &loss)), "less stands: {loss:?}");
            let rebuilt = engine.grounded(&before, &loss);
            ensure!(rebuilt.is_subset(&engine.grounded(&after, &loss)), "less is grounded: {loss:?}");
            if is_new {
                let gone = engine.stands(&after, &loss.and(newcomer().id));
                ensure!(gone == stood, "not the same without the newcomer as before");
            }
        }
    }
    Ok(())
}

#[test]
fn adding_help_never_loses_a_need() {
    holds_and_can_fail(300, adding_help, &[Fault::AssumesAnew]);
}

/// No ring, nothing circular; and every circular need is on one ring or leans on some.
fn circular_and_rings(engine: Engine, case: &Case) -> Verdict {
    let support = Support::of(&case.snapshot);
    let circular = engine.circular(&support);
    ensure!(
        circular.needs.is_empty() == circular.rings.is_empty(),
        "circular without a ring, or the reverse"
    );
    let nothing = Loss::nothing();
    let rest = &engine.stands(&support, &nothing) - &engine.grounded(&support, &nothing);
    ensure!(circular.needs.iter().copied().collect::<Needs>() == rest, "not what stands ungrounded");
    let on_rings: Vec<_> = circular.rings.iter().flat_map(|ring| ring.needs.iter().copied()).collect();
    let all: Vec<_> = on_rings.iter().copied().chain(circular.leaning.iter().map(|lean| lean.need)).collect();
    ensure!(all.len() == rest.len() && all.into_iter().collect::<Needs>() == rest, "each is there once");
    for lean in &circular.leaning {
        ensure!(!lean.rings.is_empty(), "it leans on nothing");
        let named = |name| circular.rings.iter().any(|ring| ring.needs.first() == Some(name));
        ensure!(lean.rings.iter().all(named), "it leans on what is no ring");
    }
    ensure!(circular.rings.iter().all(|ring| ring.people.len() > 1), "nobody is a ring alone");
    Ok(())
}

#[test]
fn circular_is_empty_if_and_only_if_there_is_no_ring() {
    holds_and_can_fail(600, circular_and_rings, &[Fault::OverlooksPairs]);
}

/// The same week, with what was assumed, or would be, as this says.
fn assuming(parts: &SnapshotParts, reliance: &Reliance) -> SnapshotParts {
    let mut parts = parts.clone();
    for arrangement in &mut parts.arrangements {
        if !matches!(arrangement.relies_on, Reliance::Stated(_)) {
            arrangement.relies_on = reliance.clone();
        }
    }
    parts
}

/// What stands with nothing lost is the same whether what was not said is filled in or taken as none. But what is filled
/// in can make more fall, and so can what was assumed at another time: what rests on that is told.
fn assumptions(engine: Engine, case: &Case) -> Verdict {
    let parts = generator::household(case.seed);
    let on_nothing = Snapshot::new(assuming(&parts, &Reliance::Stated(Vec::new()))).unwrap();
    let on_nothing = Support::of(&on_nothing);
    let anew = engine.snapshot(assuming(&parts, &Reliance::NotSaid));
    ensure!(Support::of(&anew).gaps() == on_nothing.gaps(), "an assumption makes a gap");
    for filled in [anew, engine.snapshot(parts)] {
        let filled = Support::of(&filled);
        for loss in case.losses() {
            let (after, without) = (engine.stands(&filled, &loss), engine.stands(&on_nothing, &loss));
            ensure!(after.is_subset(&without), "leaning on something holds more up than leaning on nothing");
            let fell = engine.stands(&filled, &Loss::nothing());
            let fell: Needs = fell.into_iter().filter(|need| !after.contains(need)).collect();
            let of_others = |need: &NeedId| {
                let need = filled.snapshot().need(*need);
                need.is_some_and(|need| !loss.who_is_away().contains(&need.person()))
            };
            let expected: Needs = (&fell & &without).into_iter().filter(of_others).collect();
            let rests = engine.fall(&filled, &loss).fallen;
            let rests = rests.iter().filter(|need| need.rests_on_assumed_reliance).map(|need| need.need);
            ensure!(rests.collect::<Needs>() == expected, "what rests on assumptions: {loss:?}");
        }
    }
    Ok(())
}

#[test]
fn an_assumption_never_makes_a_gap() {
    holds_and_can_fail(300, assumptions, &[Fault::AssumesTooMuch, Fault::ForgetsTheLastFall]);
}
