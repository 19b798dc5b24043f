//! What would mend a loss, as lines with their price: by hand, and by laws over random households. Everybody in here is made
//! up.

#[path = "../generator/mod.rs"]
mod generator;
#[path = "../reference/mod.rs"]
mod reference;

mod by_hand;
mod laws;
mod prices;
mod together;

use chrono::NaiveDate;
use mutual_care::base::{England, Id, Money, NeedId, SourceId, parse_spans};
use mutual_care::need::{Arrangement, Consequence, Need, Outcome, Snapshot, SnapshotParts, Source, Window};
use mutual_care::package::{
    LineKind, ListedPrice, Package, PackageParts, Price, PriceList, SharedBy, SuggestQuestion, Suggestion,
    Unit, When,
};
use mutual_care::support::Support;

/// The id that ends in this number.
fn id<K>(number: u16) -> Id<K> {
    format!("6f2c1a3e-0000-4000-8000-{number:012}").parse().expect("an id")
}

/// 4 March 2026, a Wednesday.
fn on() -> NaiveDate {
    "2026-03-04".parse().expect("a date")
}

/// Something to be done in each of these windows, for so many minutes; all of them: to be there.
fn need(number: u16, of: u16, outcome: Outcome, hours: &str, minutes: Option<u16>) -> Need {
    let window =
        |span| minutes.map_or(Window::being_there(span), |owed| Window::doing(span, owed).expect("a window"));
    let windows = parse_spans(hours).expect("times").into_iter().map(window).collect();
    Need::new(id(number), id(of), outcome, Consequence::Critical).with_windows(windows).expect("a need")
}

fn helps(number: u16, by: u16, to: u16, hours: &str) -> Arrangement {
    Arrangement::new(id(number), id(by), id(to), hours.parse().expect("a pattern"))
}

/// Ada (1) and Ben (2), who live together; their daughter (3), who does not; two providers (5, 6).
fn week(needs: Vec<Need>, arrangements: Vec<Arrangement>) -> Snapshot {
    let sources = vec![
        Source::member(id(1)),
        Source::member(id(2)),
        Source::person(id(3)),
        Source::provider(id(5)),
        Source::provider(id(6)),
    ];
    Snapshot::new(SnapshotParts { on: on(), sources, needs, arrangements })
        .unwrap_or_else(|problems| panic!("{problems}"))
}

/// A package for both, with nothing in it.
fn empty() -> Package {
    Package::new(PackageParts::new(id(300), id(0), vec![id(1), id(2)], on())).expect("a package")
}

fn listed(what: LineKind, by: u16, pence: i64, per: Unit) -> ListedPrice {
    ListedPrice::new(what, id(by), vec![Price::new(Money::new(pence).expect("an amount"), per)])
}

fn list(prices: Vec<ListedPrice>) -> PriceList {
    PriceList::new(prices).unwrap_or_else(|problems| panic!("{problems}"))
}

/// Home care at £20 an hour by the first provider.
fn by_the_hour() -> PriceList {
    list(vec![listed(LineKind::HomeCare, 5, 2_000, Unit::Hour)])
}

fn suggest(week: &Snapshot, lost: u16, prices: &PriceList, split: Option<SharedBy>) -> Suggestion {
    let question = SuggestQuestion { split, ..SuggestQuestion::new(id(lost), prices, &England) };
    empty().suggest(week, &question).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The lines, each as whom it is for, which needs it meets, how many come and when.
fn told(suggestion: &Suggestion) -> Vec<String> {
    let number = |uuid: String| uuid[24..].trim_start_matches('0').to_string();
    let line = |one: &mutual_care::package::SuggestedLine| {
        let people: Vec<String> = one.line.people.iter().map(|it| number(it.to_string())).collect();
        let needs: Vec<String> = one.line.needs.iter().map(|it| number(it.to_string())).collect();
        let when = serde_json::to_value(&one.line.when).expect("it is written");
        let every = one.line.when.as_ref().and_then(When::every);
        let every = every.map_or(String::new(), |every| {
            format!(" {}", serde_json::to_string(&every).expect("it is written"))
        });
        let when = when["visits"].as_str().expect("visits").to_string();
        format!("for {}: {} x{} {when}{every}", people.join("+"), needs.join("+"), one.line.hands)
    };
    let mut lines: Vec<String> = suggestion.lines.iter().map(line).collect();
    lines.sort();
    lines
}

/// What a loss would leave short with these lines in the package, whoever of them has nobody being provided by somebody.
fn short_with(week: &Snapshot, package: &Package, suggestion: &Suggestion, lost: SourceId) -> Vec<NeedId> {
    let mut parts = suggestion.added_to(package, on()).expect("a revision").into_parts();
    for line in &mut parts.lines {
        line.by = line.by.or(Some(SourceId::new(line.id.uuid())));
    }
    let with = week.with_package(&Package::new(parts).expect("a package")).expect("a week");
    let mend = Support::of(&with.snapshot).mend(lost).expect("a source");
    mend.needs.iter().map(|need| need.need).collect()
}
