//! The pages of every record are what the code draws. `UPDATE_PAGES=1` writes them anew.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "the record of the kernel's own tests, of which only the table is used"
)]

#[path = "kit/chart/mod.rs"]
mod chart;
#[path = "kit/chart/drawing.rs"]
mod drawing;
#[path = "machine/item/mod.rs"]
mod item;
#[path = "kit/pages.rs"]
mod pages;

use pages::pages_are_what_the_code_draws;

#[test]
fn item() {
    pages_are_what_the_code_draws::<item::Item>("tests/machine/pages");
}

#[test]
fn assessment() {
    pages_are_what_the_code_draws::<mutual_care::assessment::Assessment>("src/assessment/pages");
}

#[test]
fn household() {
    pages_are_what_the_code_draws::<mutual_care::household::Household>("docs/machines");
}

#[test]
fn referral() {
    pages_are_what_the_code_draws::<mutual_care::placement::referral::Referral>(
        "src/placement/referral/pages",
    );
}

#[test]
fn emergency_plan() {
    pages_are_what_the_code_draws::<mutual_care::emergency::record::EmergencyPlan>(
        "src/emergency/record/pages",
    );
}

#[test]
fn care_package() {
    pages_are_what_the_code_draws::<mutual_care::package::record::CarePackage>("src/package/record/pages");
}

#[test]
fn budget() {
    pages_are_what_the_code_draws::<mutual_care::budget::record::Budget>("src/budget/record/pages");
}
