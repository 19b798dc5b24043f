//! Laws that hold of every package, on random ones.

use mutual_care::base::{England, Fraction, Money, Period};
use mutual_care::package::{CostQuestion, CostReport, Package, PackageParts};

use crate::package_reference::{Random, random};

const SEEDS: u64 = 150;

fn ask(random: &Random) -> CostQuestion<'_> {
    let (from, until) = random.period;
    let period = Period::new(Some(from), Some(until)).unwrap();
    CostQuestion::new(period, &England).with_needs(&random.needs)
}

/// Random packages that can be answered, each with its answer.
fn answered() -> impl Iterator<Item = (Random, CostReport)> {
    (1_000..1_000 + SEEDS).filter_map(|seed| {
        let random = random(seed);
        let report = random.package.cost(&ask(&random)).ok()?;
        Some((random, report))
    })
}

#[test]
fn a_package_costs_what_its_lines_cost_each_by_itself() {
    let mut several = 0;
    for (random, report) in answered() {
        several += usize::from(report.lines.len() > 1);
        for cost in &report.lines {
            let mut parts: PackageParts = random.package.clone().into_parts();
            let of = random.package.line(cost.line).unwrap().share_of.map(|share| share.line);
            parts.lines.retain(|line| line.id == cost.line || Some(line.id) == of);
            let alone = Package::new(parts).unwrap().cost(&ask(&random)).unwrap();
            assert_eq!(alone.lines.iter().find(|line| line.line == cost.line), Some(cost));
        }
        assert_eq!(Money::sum(report.lines.iter().map(|line| line.cost)), Some(report.total));
        assert_eq!(Fraction::sum(report.lines.iter().map(|line| &line.exact)), report.exact);
    }
    assert!(several > 50, "{several}");
}

#[test]
fn a_period_cut_in_two_has_fractions_that_add_up() {
    let mut cut_in_two = 0;
    for (random, report) in answered() {
        let (from, until) = random.period;
        let middle = from + (until - from) / 3;
        if middle == from {
            continue;
        }
        cut_in_two += 1;
        let part = |from, until| {
            let period = Period::new(Some(from), Some(until)).unwrap();
            random.package.cost(&CostQuestion { period, ..ask(&random) }).unwrap()
        };
        let (one, two) = (part(from, middle), part(middle, until));
        assert_eq!(&one.exact + &two.exact, report.exact);
        for ((one, two), whole) in one.lines.iter().zip(&two.lines).zip(&report.lines) {
            assert_eq!(&one.exact + &two.exact, whole.exact);
        }
    }
    assert!(cut_in_two > 80, "{cut_in_two}");
}

#[test]
fn the_order_of_lines_changes_nothing() {
    for (random, report) in answered() {
        let mut parts: PackageParts = random.package.clone().into_parts();
        parts.lines.reverse();
        let turned = Package::new(parts).unwrap();
        assert_eq!(turned.cost(&ask(&random)).unwrap(), report);
    }
}

#[test]
fn twice_the_prices_are_twice_the_cost() {
    let mut scaled = 0;
    for (random, report) in answered() {
        let mut parts: PackageParts = random.package.clone().into_parts();
        for price in parts.lines.iter_mut().flat_map(|line| &mut line.prices) {
            price.amount = Money::new(2 * price.amount.pence()).unwrap();
        }
        // Fixed amounts do not grow with the price, and change nothing of the whole.
        if let Ok(twice) = Package::new(parts).unwrap().cost(&ask(&random)) {
            assert_eq!(twice.exact, &report.exact + &report.exact);
            scaled += 1;
        }
    }
    assert!(scaled > 80, "{scaled}");
}

#[test]
fn every_table_adds_up_to_the_penny() {
    for (random, _) in answered() {
        let (from, until) = random.period;
        if (until - from).num_days() > 200 {
            continue;
        }
        let report = random.package.cost(&ask(&random).by_day()).unwrap();
        let lines = report.table(|line, _| line.line, |_, part| (part.payer.clone(), part.budget));
        let days = report.days.as_ref().unwrap();
        assert_eq!(days.columns(), lines.columns());
        assert_eq!(days.column_totals(), lines.column_totals());
        assert_eq!(report.needs_by_payer().column_totals(), report.days_by_payer().unwrap().column_totals());
        for line in &report.lines {
            let parts = Money::sum(line.parts.iter().map(|part| part.cost));
            assert_eq!(parts, Some(line.cost));
            assert_eq!(Money::sum([line.planned, line.retained, line.notice]), Some(line.cost));
            assert_eq!(Fraction::sum(line.parts.iter().map(|part| &part.exact)), line.exact);
        }
        assert_eq!((days.total(), lines.total()), (report.total, report.total));
    }
}
