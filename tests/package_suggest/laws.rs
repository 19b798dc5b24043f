//! Laws over random households, plain and with what real weeks bring: with all lines in the package the loss leaves nothing
//! short, nothing is suggested twice, and every price is the engine's.
//!
//! `MUTUAL_CARE_HOUSEHOLDS=2000 cargo test --release --test package_suggest` tries more.

use std::collections::BTreeSet;

use mutual_care::base::{England, Money, Period};
use mutual_care::package::CostQuestion;

use super::generator::{Dice, REAL, any_household};
use super::*;

/// How many households of each of the two kinds.
fn households() -> u64 {
    let asked = std::env::var("MUTUAL_CARE_HOUSEHOLDS").ok().and_then(|number| number.parse().ok());
    asked.unwrap_or(60)
}

fn some_prices(dice: &mut Dice) -> PriceList {
    let kinds = [
        LineKind::HomeCare,
        LineKind::PersonalAssistant,
        LineKind::ReplacementCare,
        LineKind::HouseholdHelp,
        LineKind::Advocate,
    ];
    let units = [Unit::Hour, Unit::Visit, Unit::Night, Unit::Day, Unit::Week];
    let number = dice.below(8);
    let one = |dice: &mut Dice| {
        let by = 900 + u16::try_from(dice.below(3)).unwrap();
        listed(dice.pick(&kinds), by, i64::from(dice.between(1, 9_000)), dice.pick(&units))
    };
    list((0..number).map(|_| one(dice)).collect())
}

fn split(dice: &mut Dice) -> Option<SharedBy> {
    dice.pick(&[None, Some(SharedBy::Equally), Some(SharedBy::Hours)])
}

#[test]
fn all_lines_together_mend_the_loss_and_cost_what_the_engine_says() {
    let (mut lines, mut shared, mut not_priced, mut several_hands) = (0, 0, 0, 0);
    for seed in (0..households()).chain(REAL..REAL + households()) {
        let week = Snapshot::new(any_household(seed)).expect("a household");
        let mut dice = Dice::new(seed, 71);
        let members: Vec<_> = week.members().collect();
        let parts = PackageParts::new(id(300), id(0), vec![members[0]], week.on());
        let package = Package::new(parts).expect("a package");
        for source in week.sources() {
            let prices = some_prices(&mut dice);
            let question = SuggestQuestion {
                split: split(&mut dice),
                ..SuggestQuestion::new(source.id, &prices, &England)
            };
            let suggestion = match package.suggest(&week, &question) {
                Ok(suggestion) => suggestion,
                // Of cycles that do not go together nobody says how hours are shared.
                Err(problems) => {
                    let known = problems.iter().all(|it| ["mixed-cycles", "no-hours"].contains(&it.code()));
                    assert!(
                        known && question.split == Some(SharedBy::Hours),
                        "{seed} {:?}: {problems}",
                        source.id
                    );
                    continue;
                }
            };
            assert!(suggestion.stays.is_empty(), "{seed} {:?}: {:?}", source.id, suggestion.stays);
            let short = short_with(&week, &package, &suggestion, source.id);
            assert!(short.is_empty(), "{seed} {:?}: {short:?}", source.id);
            // Laying a package in, be it empty, fills in anew what members lean on.
            let with = week.with_package(&package).expect("a week").snapshot;
            let needed = Support::of(&with).mend(source.id).expect("a source");
            assert_eq!(
                suggestion.lines.is_empty(),
                needed.needs.is_empty(),
                "{seed} {:?} {needed:?}",
                source.id
            );
            engine_prices(&week, &package, &suggestion);
            nothing_twice(&week, &package, &suggestion);
            lines += suggestion.lines.len();
            shared += suggestion.lines.iter().filter(|one| one.line.people.len() > 1).count();
            not_priced += suggestion.lines.iter().filter(|one| !one.is_priced()).count();
            several_hands += suggestion.lines.iter().filter(|one| one.line.hands > 1).count();
        }
    }
    // None of it was an empty proof.
    assert!(
        lines > 300 && shared > 10 && not_priced > 50 && several_hands > 10,
        "{lines} {shared} {not_priced} {several_hands}"
    );
}

/// In the revised package every line costs what was said, and what has no price has none.
fn engine_prices(week: &Snapshot, package: &Package, suggestion: &Suggestion) {
    let revised = suggestion.added_to(package, week.on()).expect("a revision");
    let question = CostQuestion::new(Period::ALWAYS, &England).with_needs(week.needs());
    let of_week = revised.typical_week(week.on(), &question).expect("a cost");
    let of_year = revised.estimate(week.on(), &question).expect("a cost");
    for one in &suggestion.lines {
        let week = of_week.lines.iter().find(|cost| cost.line == one.line.id).map(|cost| cost.cost);
        assert_eq!(one.week, week);
        let year = of_year.lines.iter().find(|cost| cost.line == one.line.id).expect("a cost");
        assert_eq!(one.year, one.is_priced().then_some(year.cost));
        assert_eq!(one.is_priced(), of_week.not_priced.iter().all(|id| *id != one.line.id));
        assert_eq!(one.is_priced(), one.line.by.is_some());
        let mended: Vec<NeedId> = one.mends.iter().map(|mended| mended.need).collect();
        assert_eq!(one.line.needs, mended);
    }
    let sum = Money::sum(suggestion.lines.iter().filter_map(|one| one.week)).expect("an amount");
    assert_eq!(suggestion.week.total, sum);
}

/// No line stands twice, none can be left out, and with all of them in the package there is nothing left to suggest.
fn nothing_twice(week: &Snapshot, package: &Package, suggestion: &Suggestion) {
    let ids: BTreeSet<_> = suggestion.lines.iter().map(|one| one.line.id).collect();
    assert_eq!(ids.len(), suggestion.lines.len());
    let mut parts = suggestion.added_to(package, week.on()).expect("a revision").into_parts();
    for line in &mut parts.lines {
        line.by = line.by.or(Some(SourceId::new(line.id.uuid())));
    }
    let revised = Package::new(parts).expect("a package");
    // Without any one of them something is short again.
    for one in ids {
        let mut parts = revised.clone().into_parts();
        parts.lines.retain(|line| line.id != one);
        let without = week.with_package(&Package::new(parts).expect("a package")).expect("a week");
        let mend = Support::of(&without.snapshot).mend(suggestion.lost).expect("a source");
        assert!(!mend.needs.is_empty(), "{one:?} is not needed");
    }
    let prices = PriceList::default();
    let again =
        revised.suggest(week, &SuggestQuestion::new(suggestion.lost, &prices, &England)).expect("lines");
    assert!(
        again.lines.is_empty(),
        "{:?}",
        again.lines.iter().map(|one: &_| one.line.id).collect::<Vec<_>>()
    );
}
