//! Lives of packages in which anything may be offered at any time, against the plain model.

use std::collections::BTreeSet;

use mutual_care::agreement::Tried;
use mutual_care::base::{Owes, PersonId, PrivateText, Say, Standing, Told};
use mutual_care::machine::{Machine, Refusal, Setting, Step};
use mutual_care::package::record::{
    AgreementWithdrawn, CarePackage, CarePackageEvent as E, ChangeDropped, DifferenceReconciled, HelpBegan,
    HelpBeganUrgently, PackageApproved, PackageChanged, PackageEnded, PackageEndedBecause, PackageProposed,
    PackageReviewBegan, PackageReviewed, PackageWordsPutRight, PostedUpTo, ReviewAskedFor, ReviewBecause,
    UrgentBecause, UrgentNeedsAssessed,
};

use crate::kit::EveryDay;
use crate::made::{
    BEGINS, MOTHER, SON, agreed, approved, changed, day, id, manager, opened, package_at, pence, person,
    policy, stamp, words,
};
use crate::model::{DAYS, Model, Outcome, Posted, Thing};

#[path = "../made_up/lots.rs"]
mod lots;
use lots::Dice;

/// Something that might happen about this day: mostly what fits, often what does not.
fn something(dice: &mut Dice, model: &Model, today: u64) -> Thing {
    let who = |dice: &mut Dice| dice.one(&[MOTHER, MOTHER, MOTHER, SON, SON, SON, 77]);
    let posted = |dice: &mut Dice| -> Posted {
        match dice.below(5) {
            0 => None,
            1 => Some(Some(today + dice.below(12))),
            _ => Some(None),
        }
    };
    match dice.below(22) {
        0..=3 => {
            let all = vec![MOTHER, SON];
            let people = if dice.once_in(4) { (0..dice.below(3)).map(|_| who(dice)).collect() } else { all };
            Thing::Proposed { people }
        }
        4..=6 => Thing::Agreed { said: !dice.once_in(4) },
        7..=9 => {
            let costs = 365 * (model.version.price + 1_000);
            let estimate =
                dice.one(&[Some(costs), Some(costs), Some(costs), Some(costs), Some(costs + 1), None]);
            let (by_one_of_them, posted) = (dice.once_in(8), posted(dice));
            Thing::Approved { estimate, by_one_of_them, posted, why: dice.once_in(2) }
        }
        10 | 11 => Thing::Began,
        12 => Thing::BeganUrgently,
        13 => Thing::Assessed,
        14 if dice.once_in(2) => Thing::ReviewAsked,
        14 => Thing::ReviewBegan,
        15 => Thing::Reviewed { tried: dice.once_in(2) },
        16 | 17 => {
            let (price, back) = (2_000 + 100 * i64::try_from(dice.below(4)).unwrap(), dice.below(5));
            let begins = (today + dice.below(10)).saturating_sub(back);
            Thing::Changed { price, begins, posted: posted(dice), why: dice.once_in(2) }
        }
        18 => Thing::Dropped,
        19 if dice.once_in(2) => Thing::PutRight { price: dice.one(&[model.version.price, 2_000]) },
        19 => Thing::Withdrawn { who: who(dice) },
        20 => Thing::Reconciled { version: 1 + u32::try_from(dice.below(6)).unwrap() },
        _ if dice.once_in(5) => Thing::Ended,
        _ => Thing::ReviewBegan,
    }
}

fn told(posted: Posted) -> Told<PostedUpTo> {
    match posted {
        None => Told::default(),
        Some(None) => Told::Known(PostedUpTo::Nothing),
        Some(Some(last)) => Told::Known(PostedUpTo::UpTo(day(last))),
    }
}

fn because(why: bool) -> PrivateText {
    if why { words("It was written down wrongly.") } else { PrivateText::empty() }
}

/// The same as an event. What somebody did not say is one thing or another.
fn event(dice: &mut Dice, model: &Model, record: &CarePackage, on: u64, thing: &Thing) -> E {
    let package = package_at(model.version.price);
    let at = on;
    let on = day(on);
    match thing {
        Thing::Proposed { people } => {
            let people: Vec<PersonId> = people.iter().map(|who| person(*who)).collect();
            PackageProposed { on, people, providers: Vec::new() }.into()
        }
        Thing::Agreed { said } => {
            let mut event = agreed(at, &package);
            event.preparation.as_mut().unwrap().week.as_mut().unwrap().as_at = day(500);
            if !said {
                match dice.below(5) {
                    0 => _ = event.of_lines.pop(),
                    1 => event.of_lines[0].say = Say::Disagrees { wants: None },
                    2 => event.preparation = None,
                    3 => event.preparation.as_mut().unwrap().of = package_at(9).fingerprint().ok(),
                    _ => event.preparation.as_mut().unwrap().advocates[0].due = Told::Known(true),
                }
            } else if dice.once_in(4) {
                // What changes something for the other only bars nothing; nor what was tried in vain.
                let place = dice.one(&[1, 2, 3]);
                event.of_lines[place].say = Say::Disagrees { wants: None };
                event.tried = vec![Tried { person: person(SON), on, words: words("offered Tuesdays") }];
            }
            event.into()
        }
        Thing::Approved { estimate, by_one_of_them, posted, why } => PackageApproved {
            by: if *by_one_of_them { person(MOTHER).into() } else { manager() },
            estimate: estimate.map(pence),
            posted: told(*posted),
            corrects_because: because(*why),
            ..approved(at, record)
        }
        .into(),
        Thing::Began => HelpBegan { on }.into(),
        Thing::BeganUrgently => {
            HelpBeganUrgently { on, because: UrgentBecause::UrgentNeeds, decided_by: manager() }.into()
        }
        Thing::Assessed => UrgentNeedsAssessed { on }.into(),
        Thing::ReviewAsked => ReviewAskedFor { on, by: person(SON).into() }.into(),
        Thing::ReviewBegan => PackageReviewBegan { on, because: ReviewBecause::Planned }.into(),
        Thing::Reviewed { tried } => {
            let of = |who| Tried { person: person(who), on, words: words("offered Tuesdays") };
            let tried = if *tried { vec![of(MOTHER), of(SON)] } else { Vec::new() };
            PackageReviewed { on, next_by: None, week: None, tried }.into()
        }
        Thing::Changed { price, begins, posted, why } => PackageChanged {
            posted: told(*posted),
            corrects_because: because(*why),
            ..changed(at, package_at(*price), *begins)
        }
        .into(),
        Thing::Dropped => ChangeDropped { on, because: PrivateText::empty() }.into(),
        Thing::PutRight { price } => {
            let mut parts = package_at(*price).into_parts();
            parts.note = words("The key is with the neighbour.");
            PackageWordsPutRight { on, package: Box::new(parts.try_into().unwrap()) }.into()
        }
        Thing::Withdrawn { who } => AgreementWithdrawn { on, person: person(*who), wants: None }.into(),
        Thing::Reconciled { version } => DifferenceReconciled { on, version: *version }.into(),
        Thing::Ended => PackageEnded { on, because: PackageEndedBecause::NotNeeded, goes_on_in: None }.into(),
    }
}

fn says_the_same(record: &CarePackage, model: &Model) {
    let case = record.case();
    assert_eq!(record.status(), model.status());
    assert_eq!(
        (case.agreement().number(), case.begins_on()),
        (model.version.number, day(model.version.begins))
    );
    let price = case.package().lines()[0].prices[0].amount;
    assert_eq!(price, pence(model.version.price));
    for on in 0..DAYS {
        let counts = case.counts_on(day(u64::try_from(on).unwrap())).map(|counts| counts.version);
        assert_eq!(counts, model.counts[on], "day {on}");
    }
    let withdrew: BTreeSet<PersonId> = model.withdrew.iter().map(|who| person(*who)).collect();
    assert!(case.withdrew().keys().copied().eq(withdrew));
    let corrections = case.corrections().iter().map(|one| (one.version, one.reconciled_on.is_some()));
    let expected = model.corrections.iter().map(|(version, _, done)| (*version, *done));
    assert!(corrections.eq(expected));
    let urgent = case.urgent();
    let done =
        urgent.map(|one| [one.assessed_on.is_some(), one.agreed_on.is_some(), one.approved_on.is_some()]);
    assert_eq!(done, model.urgent.map(|(_, done)| done));
    // A duty is open as long as what it is for is not done.
    let duties = record.duties(day(0), &policy(), &EveryDay);
    let open = |code: &str| {
        let of = duties.iter().filter(|duty| duty.rule().code == code);
        of.filter(|duty| !matches!(duty.standing(day(900)), Standing::Done | Standing::DoneLate { .. }))
            .count()
    };
    let owed = [
        "assessment-owed-after-urgent-start",
        "agreement-owed-after-urgent-start",
        "approval-owed-after-urgent-start",
    ];
    let undone = done.map_or(0, |done| done.iter().filter(|done| !**done).count());
    assert_eq!(owed.map(open).iter().sum::<usize>(), undone);
    assert_eq!(open("reconciling-owed"), model.corrections.iter().filter(|one| !one.2).count());
    if model.runs != crate::model::Runs::Ended {
        assert_eq!(open("review-asked-for-owed"), model.reviews_asked);
    }
}

/// How often each came about, so that the lives are known to be about something.
#[derive(Debug, Default)]
struct Seen {
    not_now: u32,
    misfit: u32,
    barred: u32,
    taken: u32,
    corrections: usize,
    urgent: u32,
    ended: u32,
    statuses: BTreeSet<&'static str>,
}

fn live(seed: u64, seen: &mut Seen) {
    use mutual_care::base::Code;
    let (mut dice, policy) = (Dice(seed), policy());
    let setting = Setting::new(&policy, &EveryDay);
    let mut record = opened();
    let mut model = Model::drawn_up(BEGINS, 2_000);
    let mut today = 0;
    for _ in 0..60 {
        today += dice.below(3);
        let back = if dice.once_in(6) { dice.below(6) } else { 0 };
        let on = u64::saturating_sub(today, back);
        let thing = something(&mut dice, &model, today);
        let offered = event(&mut dice, &model, &record, on, &thing);
        let predicted = model.predict(on, &thing);
        let before = record.clone();
        let outcome = match record.offer(Step::Regularly(offered), stamp(&before), &setting) {
            Ok(answer) => {
                record = answer.into_record();
                Outcome::Taken
            }
            Err(refused) => {
                let (unharmed, why) = refused.into_parts();
                assert!(unharmed == before, "a refusal changes nothing");
                record = unharmed;
                match why {
                    Refusal::NotNow { .. } => Outcome::NotNow,
                    Refusal::DoesNotFit(_) => Outcome::Misfit,
                    Refusal::Barred(_) => Outcome::Barred,
                    why => panic!("{why}"),
                }
            }
        };
        assert_eq!(
            outcome,
            predicted,
            "seed {seed}: {thing:?} on {on} while {:?}: {model:?}",
            model.status()
        );
        match outcome {
            Outcome::NotNow => seen.not_now += 1,
            Outcome::Misfit => seen.misfit += 1,
            Outcome::Barred => seen.barred += 1,
            Outcome::Taken => {
                seen.taken += 1;
                model.take(on, &thing);
                seen.statuses.insert(model.status().code());
            }
        }
        says_the_same(&record, &model);
    }
    seen.corrections += model.corrections.len();
    seen.urgent += u32::from(model.urgent.is_some());
    seen.ended += u32::from(model.runs == crate::model::Runs::Ended);
    let loaded = CarePackage::load(record.id(), record.journal().iter().cloned()).unwrap();
    assert!(loaded == record, "seed {seed}: replay is not live");
    let written = serde_json::to_string(&record).unwrap();
    assert!(serde_json::from_str::<CarePackage>(&written).unwrap() == record, "seed {seed}: over the wire");
    assert_eq!(record.id(), id(crate::made::PACKAGE));
}

/// `MUTUAL_CARE_LIVES` says how many; 150 unless said.
#[test]
fn whatever_is_offered_the_record_is_what_the_model_says() {
    use mutual_care::base::Code;
    use mutual_care::package::record::Status;
    let lives = std::env::var("MUTUAL_CARE_LIVES").ok().and_then(|lives| lives.parse().ok()).unwrap_or(150);
    let mut seen = Seen::default();
    (0..lives).for_each(|seed| live(seed, &mut seen));
    let each = [seen.not_now, seen.misfit, seen.barred, seen.taken, seen.urgent, seen.ended];
    assert!(
        each.iter().all(|times| *times > 20) && seen.corrections > 20,
        "lives about too little: {seen:?}"
    );
    for status in Status::ALL.iter().filter(|status| **status != Status::Drafted) {
        assert!(seen.statuses.contains(status.code()), "no life came to {status}");
    }
}
