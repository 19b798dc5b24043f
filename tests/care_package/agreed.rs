//! A package as a document that people agree to, line by line.

use chrono::{DateTime, TimeZone, Utc};
use mutual_care::agreement::{Agreement, Approval, Assent, Document, SaidOfPart, Terms, Tried};
use mutual_care::base::{
    Actor, AnyId, England, Finding, PersonId, PrivateText, Role, Say, SourceId, Stamp, Told, WorkerId,
};
use mutual_care::package::{BudgetOf, Line, Package, SharedBy};

use super::{day, id, line, package};

fn both() -> Vec<PersonId> {
    vec![id(1), id(2)]
}

/// A line for the mother, one for the son, and one for the mother that stands in his budget as a carer, too.
fn three() -> Package {
    let his = Line { people: vec![id(2)], needs: vec![id(102)], by: Some(id(6)), ..line(302) };
    let budgets = vec![BudgetOf::adult(id(1)), BudgetOf::carer(id(2))];
    let break_ = Line { budgets, split: Some(SharedBy::Equally), ..line(303) };
    package(vec![line(301), his, break_])
}

fn stamp() -> Stamp {
    let at: DateTime<Utc> = Utc.with_ymd_and_hms(2026, 3, 9, 9, 0, 0).unwrap();
    Stamp::new(at, author(), Role::SocialWorker).unwrap()
}

fn author() -> Actor {
    let worker: WorkerId = id(70);
    worker.into()
}

fn agreement(package: Package) -> Agreement<Package> {
    Agreement::drawn_up(day("2026-03-02"), Box::new(package), both(), author()).unwrap()
}

fn says(said: &[(u16, u16, Say)]) -> Assent {
    let part = |line: u16| id::<mutual_care::base::kinds::PackageLine>(line).any();
    let of_parts = said
        .iter()
        .map(|(line, person, say)| SaidOfPart { part: part(*line), person: id(*person), say: say.clone() })
        .collect();
    Assent { of_parts, ..Assent::new(day("2026-03-09"), Vec::new()) }
}

fn everybody_agrees_but(line: u16, person: u16) -> Assent {
    let mut said: Vec<(u16, u16, Say)> = Vec::new();
    for of in [301, 302, 303] {
        for who in [1, 2] {
            let say = if (of, who) == (line, person) { Say::Disagrees { wants: None } } else { Say::Agrees };
            said.push((of, who, say));
        }
    }
    says(&said)
}

fn codes(findings: &mutual_care::base::Findings) -> Vec<&'static str> {
    findings.iter().map(Finding::code).collect()
}

#[test]
fn its_parts_are_its_lines_and_its_holders_those_who_provide_them() {
    let package = three();
    let whom: Vec<Vec<PersonId>> = package.parts().into_iter().map(|part| part.changes_for).collect();
    assert_eq!(whom, [vec![id(1)], vec![id(2)], vec![id(1), id(2)]]);
    let holders: Vec<SourceId> = package.holders();
    assert_eq!(holders, [id(5), id(6)]);
    assert_eq!(Document::id(&package), AnyId::from(id::<mutual_care::base::kinds::Package>(300)));
    assert!(Package::is_about(&package, &both()).is_ok());
    assert!(Package::is_about(&package, &[id(1)]).is_err());
}

#[test]
fn a_disagreement_bars_what_is_ones_own_and_never_what_is_the_others_only() {
    let agreement = {
        let mut agreement = agreement(three());
        agreement.share(day("2026-03-03"), &both(), &[id(5), id(6)]);
        agreement
    };
    let found = |assent: &Assent| {
        let findings = agreement.agreeing(assent, &Terms::default(), &stamp());
        (findings.bars(), codes(&findings))
    };
    assert_eq!(found(&everybody_agrees_but(0, 0)), (false, vec![]));
    assert_eq!(found(&everybody_agrees_but(302, 2)), (true, vec!["does-not-agree"]), "his own line");
    assert_eq!(
        found(&everybody_agrees_but(301, 2)),
        (false, vec!["disagrees-with-anothers-line"]),
        "hers only"
    );
    assert_eq!(
        found(&everybody_agrees_but(303, 2)),
        (true, vec!["does-not-agree"]),
        "it stands in his budget"
    );
    // Steps taken towards agreement are enough (s.25(5)).
    let tried =
        Tried { person: id(2), on: day("2026-03-08"), words: PrivateText::new("offered Tuesdays").unwrap() };
    let after_steps = Assent { tried: vec![tried], ..everybody_agrees_but(302, 2) };
    assert_eq!(found(&after_steps), (false, vec!["does-not-agree", "steps-towards-agreement"]));
    // Whoever was not asked has not agreed, to any of them.
    let hers_only = says(&[(301, 1, Say::Agrees), (302, 1, Say::Agrees), (303, 1, Say::Agrees)]);
    assert_eq!(found(&hers_only).1, ["agreement-not-known"; 3]);
    assert!(agreement.agreeing_fits(&everybody_agrees_but(0, 0)).is_ok());
    assert!(agreement.agreeing_fits(&says(&[(304, 1, Say::Agrees)])).is_err(), "no line of it");
}

#[test]
fn who_has_not_got_it_and_who_provides() {
    let package = three();
    let mut agreement = agreement(package.clone());
    agreement.share(day("2026-03-03"), &[id(1)], &[id(5)]);
    let findings = agreement.agreeing(&everybody_agrees_but(0, 0), &Terms::default(), &stamp());
    assert_eq!(codes(&findings), ["person-has-not-got-package", "provider-has-not-got-package"]);
    // A worker may work for a provider: a package does not say.
    assert_eq!(package.is_provided_by(author()), Told::default());
    let cleo: PersonId = id(9);
    let paid = Line { by: Some(cleo.into()), ..line(301) };
    assert_eq!(super::package(vec![paid]).is_provided_by(cleo.into()), Told::Known(true));
}

#[test]
fn it_is_approved_by_somebody_else_within_a_limit() {
    let paid = Line { by: Some(SourceId::from(id::<mutual_care::base::kinds::Person>(9))), ..line(301) };
    let agreement = agreement(package(vec![paid]));
    let found = |by: Actor, yearly_pence, limit| {
        let approval = Approval { on: day("2026-03-10"), by, yearly_pence };
        codes(&agreement.approving(&approval, limit))
    };
    let manager: WorkerId = id(71);
    let (son, cleo): (PersonId, PersonId) = (id(2), id(9));
    assert_eq!(found(manager.into(), Some(100_000), Some(100_000)), ["provider-not-known"]);
    assert_eq!(found(manager.into(), Some(100_001), Some(100_000)), ["above-limit", "provider-not-known"]);
    assert_eq!(found(manager.into(), None, None), ["limit-not-set", "cost-not-known", "provider-not-known"]);
    assert_eq!(found(author(), Some(1), Some(1)), ["approved-by-author", "provider-not-known"]);
    assert_eq!(found(son.into(), Some(1), Some(1)), ["approved-by-whom-it-is-for", "provider-not-known"]);
    assert_eq!(found(cleo.into(), Some(1), Some(1)), ["approved-by-provider"]);
    let above = Approval { on: day("2026-03-10"), by: manager.into(), yearly_pence: Some(1_234_567) };
    let findings = agreement.approving(&above, Some(1_000_000));
    assert_eq!(
        findings.with_code("above-limit").next().unwrap().for_professional(),
        "Costs £12,345.67 in its first 365 days, and whoever approves it may approve £10,000. Somebody with a higher \
         limit has to."
    );
    let duties = agreement.duties(Document::id(agreement.document()), &Terms::default(), &England);
    assert_eq!(duties.len(), 1, "it is to be shared");
}

#[test]
fn another_version_is_one_of_the_same_package_and_household() {
    let one = three();
    let mut changed = one.clone().into_parts();
    changed.lines.pop();
    let changed = Package::new(changed).unwrap();
    assert!(one.is_version_of(&changed) && one.fingerprint() != changed.fingerprint());
    let mut elsewhere = one.clone().into_parts();
    elsewhere.household = id(9);
    assert!(!one.is_version_of(&Package::new(elsewhere).unwrap()));
}
