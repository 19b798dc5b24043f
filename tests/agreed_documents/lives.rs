//! Lives of key plans in which anything may be tried at any time, against the plain model.

use std::collections::BTreeSet;

use mutual_care::agreement::{
    Agreement, Approval, Assent, InForce, LastReview, RiskAccepted, SaidOfPart, Tried,
};
use mutual_care::base::{
    Actor, BestInterests, Finding, Findings, PersonId, Power, RecordRef, Said, Say, Told, kinds,
};
use mutual_care::machine::Misfit;

use crate::key::{
    AUTHOR, CARETAKER, COUNTED, Key, KeyPlan, LEASE, MANAGER, MOTHER, NEIGHBOUR, SON, TEMP, TRIED, both, day,
    drawn_up, id, keeper, person, plan, plan_with, proof, stamp, terms, words_of, worker,
};
use crate::model::{Found, Model, Step};

#[path = "../made_up/lots.rs"]
mod lots;
use lots::Dice;

fn somebody(dice: &mut Dice) -> PersonId {
    person(dice.one(&[MOTHER, MOTHER, MOTHER, SON, SON, SON, SON, 77]))
}

fn actor(dice: &mut Dice) -> Actor {
    dice.one(&[
        worker(MANAGER),
        worker(MANAGER),
        worker(AUTHOR),
        worker(TEMP),
        person(MOTHER).into(),
        person(SON).into(),
        person(NEIGHBOUR).into(),
    ])
}

fn some_plan(dice: &mut Dice) -> KeyPlan {
    let keys = [
        Key { keeper: keeper(NEIGHBOUR), opens_for: vec![person(MOTHER)] },
        Key { keeper: keeper(CARETAKER), opens_for: both() },
        Key { keeper: keeper(SON), opens_for: vec![person(SON)] },
    ];
    let keys = keys.into_iter().filter(|_| !dice.once_in(3)).collect();
    let (key_by_key, review) = (dice.once_in(2), dice.below(3));
    plan_with(|plan| {
        plan.keys = keys;
        plan.key_by_key = key_by_key;
        plan.review_by = (review > 0).then(|| day(20 * review));
    })
}

fn say(dice: &mut Dice) -> Say {
    match dice.below(10) {
        0 => Say::NotAsked,
        1 => Say::Disagrees { wants: None },
        2 => Say::DecidedByPower {
            by: actor(dice),
            power: Power::WelfareDeputy,
            covers_this: dice.one(&[
                Told::Known(true),
                Told::Known(true),
                Told::Known(false),
                Told::default(),
            ]),
            registered: Told::default(),
            agrees: !dice.once_in(3),
        },
        3 => Say::BestInterests(BestInterests {
            assessed_by: worker(AUTHOR),
            assessed_on: day(0),
            decided_by: actor(dice),
            consulted: Vec::new(),
            agrees: !dice.once_in(3),
        }),
        _ => Say::Agrees,
    }
}

fn assent(dice: &mut Dice, model: &Model, on: chrono::NaiveDate) -> Assent {
    let mut assent = Assent::new(on, Vec::new());
    let of = if dice.once_in(5) { some_plan(dice) } else { model.plan().clone() };
    for person in model.began().1.iter().copied().chain(dice.once_in(12).then(|| somebody(dice))) {
        if model.plan().key_by_key && !dice.once_in(20) {
            for key in &model.plan().keys {
                if !dice.once_in(12) {
                    assent.of_parts.push(SaidOfPart { part: key.keeper.any(), person, say: say(dice) });
                }
            }
        } else if !dice.once_in(12) {
            assent.says.push(Said { person, say: say(dice) });
        }
    }
    let level = u32::try_from(dice.below(4)).unwrap();
    assent.proofs.extend((!dice.once_in(6)).then(|| proof(COUNTED, &of, level)));
    assent.proofs.extend((!dice.once_in(6)).then(|| proof(TRIED, &of, level)));
    let risk = || RiskAccepted { reason: words_of("There is no other key."), accepted_by: worker(MANAGER) };
    assent.risk = dice.once_in(3).then(risk);
    if dice.once_in(2) {
        let on = if dice.once_in(8) { on.succ_opt().unwrap() } else { on };
        assent.tried.push(Tried { person: somebody(dice), on, words: words_of("Asked again.") });
    }
    assent.on_proposed = dice.once_in(3).then(|| lease(dice));
    assent
}

fn lease(dice: &mut Dice) -> RecordRef {
    let number = LEASE + u128::from(dice.once_in(6));
    RecordRef { id: id::<kinds::PackageLine>(number).any(), revision: dice.below(2) }
}

/// Something that might be tried about this day: mostly what fits, often what does not.
fn something(dice: &mut Dice, model: &Model, today: u64) -> Step {
    let back = if dice.once_in(6) { dice.below(6) } else { 0 };
    let on = day(today.saturating_sub(back));
    match dice.below(14) {
        0 => {
            let people = dice.one(&[both(), both(), vec![person(SON), person(MOTHER)], vec![person(SON)]]);
            Step::Drawn { on, plan: some_plan(dice), people, by: actor(dice) }
        }
        1..=4 => {
            let people = (0..dice.below(3)).map(|_| somebody(dice)).collect();
            let mut keepers: Vec<_> = model.plan().keys.iter().map(|key| key.keeper).collect();
            keepers.retain(|_| dice.once_in(2));
            keepers.extend(dice.once_in(12).then(|| keeper(77)));
            Step::Shared { on, people, keepers }
        }
        5..=7 => Step::Agreed(assent(dice, model, on)),
        8 => {
            let words = dice.one(&["behind the door", "in the drawer"]);
            let same = KeyPlan { where_the_first_hangs: words_of(words), ..model.plan().clone() };
            Step::PutRight { on, plan: if dice.once_in(2) { same } else { some_plan(dice) } }
        }
        9 => {
            let (kind, level) = (dice.one(&[COUNTED, TRIED]), u32::try_from(dice.below(3)).unwrap());
            let of = if dice.once_in(4) { some_plan(dice) } else { model.plan().clone() };
            Step::Proven { on, proof: proof(kind, &of, level) }
        }
        10 if dice.once_in(3) => Step::Withdrew { on, person: somebody(dice) },
        10 | 11 => {
            let yearly_pence = dice.one(&[Some(100), Some(101), Some(0), None]);
            let limit = dice.one(&[Some(100), Some(100), Some(1_000), None]);
            Step::Approved { approval: Approval { on, by: actor(dice), yearly_pence }, limit }
        }
        12 => Step::CameIntoForce(InForce { on, with: dice.once_in(2).then(|| lease(dice)) }),
        _ => {
            let next_by = (!dice.once_in(3)).then(|| day(today + dice.below(20)));
            Step::Reviewed(LastReview { on, next_by })
        }
    }
}

fn fits(agreement: &Agreement<KeyPlan>, step: &Step) -> Result<(), Misfit> {
    match step {
        Step::Drawn { on, plan, people, .. } => agreement.changing_fits(*on, plan, people),
        Step::Shared { on, people, keepers } => agreement.sharing_fits(*on, people, keepers),
        Step::Agreed(assent) => agreement.agreeing_fits(assent),
        Step::PutRight { on, plan } => agreement.putting_right_fits(*on, plan),
        Step::Proven { on, proof } => agreement.proving_fits(*on, proof),
        Step::Withdrew { on, person } => agreement.withdrawing_fits(*on, *person),
        Step::Approved { approval, .. } => agreement.approving_fits(approval),
        Step::CameIntoForce(from) => agreement.not_before(from.on),
        Step::Reviewed(review) => agreement.reviewing_fits(review),
    }
}

fn found(agreement: &Agreement<KeyPlan>, step: &Step) -> Findings {
    match step {
        Step::Agreed(assent) => agreement.agreeing(assent, &terms(), &stamp()),
        Step::Proven { proof, .. } => agreement.proving(proof),
        Step::Approved { approval, limit } => agreement.approving(approval, *limit),
        Step::CameIntoForce(from) => agreement.coming_into_force(from, &terms()),
        Step::Reviewed(review) => agreement.reviewing(review, &terms()),
        Step::Drawn { .. } | Step::Shared { .. } | Step::PutRight { .. } | Step::Withdrew { .. } => {
            Findings::none()
        }
    }
}

fn take(agreement: &mut Agreement<KeyPlan>, step: Step) {
    match step {
        Step::Drawn { on, plan, people, by } => _ = agreement.change(on, Box::new(plan), people, by),
        Step::Shared { on, people, keepers } => agreement.share(on, &people, &keepers),
        Step::Agreed(assent) => agreement.agree(assent),
        Step::PutRight { plan, .. } => agreement.put_right(Box::new(plan)),
        Step::Proven { proof, .. } => agreement.prove(proof),
        Step::Withdrew { .. } => agreement.withdraw(),
        Step::Approved { approval, .. } => agreement.approve(approval),
        Step::CameIntoForce(from) => agreement.come_into_force(from),
        Step::Reviewed(review) => agreement.review(review),
    }
}

fn says_the_same(agreement: &Agreement<KeyPlan>, model: &Model) {
    let (since, people, author) = model.began();
    assert_eq!(usize::try_from(agreement.number()).unwrap(), model.number());
    assert_eq!((agreement.since(), agreement.people()), (since, people));
    assert_eq!((agreement.author(), agreement.document()), (Some(author), model.plan()));
    let (have_it, kept) = model.who_has_it();
    assert_eq!((agreement.people_who_have_it(), agreement.holders_who_have_it()), (&have_it, &kept));
    assert_eq!((agreement.assent(), agreement.approval()), (model.assent(), model.approval()));
    assert_eq!((agreement.in_force(), agreement.reviewed()), (model.in_force(), model.reviewed()));
    let proofs: Vec<_> = [COUNTED, TRIED].iter().filter_map(|kind| model.proof(kind)).collect();
    assert_eq!(agreement.proofs().iter().collect::<Vec<_>>(), proofs);
    assert_eq!(agreement.review_by(), model.review_by());
}

/// How often each finding and each outcome came about, so that the lives are known to be about something.
#[derive(Default)]
struct Seen {
    misfit: u32,
    barred: u32,
    taken: u32,
    codes: BTreeSet<&'static str>,
}

fn live(seed: u64, seen: &mut Seen) {
    let mut dice = Dice(seed);
    let mut agreement = drawn_up(plan());
    let first = Step::Drawn { on: day(0), plan: plan(), people: both(), by: worker(AUTHOR) };
    let mut model = Model { all: vec![first] };
    let mut today = 1;
    for _ in 0..60 {
        today += dice.below(2);
        let step = something(&mut dice, &model, today);
        let does_fit = fits(&agreement, &step);
        assert_eq!(does_fit.is_ok(), model.fits(&step), "seed {seed}: {step:?} {does_fit:?}");
        if does_fit.is_err() {
            seen.misfit += 1;
            continue;
        }
        let findings = found(&agreement, &step);
        let plain = |one: &Finding| -> Found { (one.code(), one.weight(), one.concerns().to_vec()) };
        // What the policy lacks is asked of a policy on its own, not here.
        let here = findings.iter().filter(|one| one.code() != "policy-not-set");
        assert_eq!(here.map(plain).collect::<BTreeSet<_>>(), model.found(&step), "seed {seed}: {step:?}");
        seen.codes.extend(findings.iter().map(Finding::code));
        // Some happen although rules speak against them.
        if findings.bars() && !dice.once_in(4) {
            seen.barred += 1;
            continue;
        }
        seen.taken += 1;
        take(&mut agreement, step.clone());
        model.all.push(step);
        says_the_same(&agreement, &model);
    }
}

/// `MUTUAL_CARE_LIVES` says how many; 300 unless said.
#[test]
fn whatever_is_tried_an_agreement_is_what_the_model_says() {
    let lives = std::env::var("MUTUAL_CARE_LIVES").ok().and_then(|lives| lives.parse().ok()).unwrap_or(300);
    let mut seen = Seen::default();
    (0..lives).for_each(|seed| live(seed, &mut seen));
    assert!([seen.misfit, seen.barred, seen.taken].iter().all(|times| *times > 1_000), "about too little");
    for code in [
        "above-limit",
        "another-lease",
        "cost-not-known",
        "decides-for-the-other",
        "does-not-agree",
        "fails",
        "has-not-got-it",
        "in-anothers-place",
        "is-author",
        "is-for-them",
        "is-provider",
        "keeper-has-not-got-it",
        "lease-not-signed",
        "limit-not-set",
        "not-approved",
        "not-known",
        "not-proven",
        "of-another-version",
        "only-for-others",
        "provider-not-known",
        "review-date-passed",
        "risk-accepted",
        "tried-to-agree",
    ] {
        assert!(seen.codes.contains(code), "no life came upon {code}");
    }
}
