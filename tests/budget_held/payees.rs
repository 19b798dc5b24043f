//! Who may be paid from direct payments: every word for kin, on both sides of the line.

use std::collections::BTreeSet;

use mutual_care::base::{Actor, Amount, Code, Fact, PrivateText, Told, Weight, kinds};
use mutual_care::budget::held::{Held, HeldAs, HeldContext, Necessity, PaidFor, PayeeFacts, payee_findings};
use mutual_care::household::{HouseholdInput, KinIs};
use mutual_care::package::{BudgetOf, Closeness, Line, LineKind, closeness};
use serde_json::{Value, json};

use super::{NOTHING, codes, day, household, id, line, mother, of, package, paid_to_her, period, uuid};

/// The payee is person 2, and the budget person 1's.
fn paying(line: Line) -> Line {
    Line { by: Some(id::<kinds::Person>(2).into()), ..line }
}

fn on(held: &Held, line: Line, household: Option<&HouseholdInput>, on: &str) -> Vec<&'static str> {
    let package = package(vec![line]);
    codes(&payee_findings(of(), held, &HeldContext { household, ..HeldContext::new(&package, day(on)) }))
}

/// Two people, and what the payee is to the person.
#[allow(clippy::needless_pass_by_value, reason = "written where it is used")]
fn two(kin: &str, payee_lives: Value) -> HouseholdInput {
    let mut payee = json!({ "id": uuid(2) });
    payee.as_object_mut().unwrap().extend(payee_lives.as_object().cloned().unwrap());
    let kin = match kin {
        "" => json!([]),
        kin => json!([{ "person": uuid(2), "is": kin, "of": uuid(1) }]),
    };
    household(json!([{ "id": uuid(1), "lives": "here" }, payee]), kin)
}

const CLOSE: &str = "direct-payment-pays-close-family";
const PERHAPS: &str = "direct-payment-perhaps-pays-close-family";

/// What becomes of a payee who lives here, and of one who lives elsewhere, for every word.
fn expected(is: KinIs) -> [Option<bool>; 2] {
    use KinIs as K;
    match is {
        K::Wife | K::Husband => [Some(true), Some(true)],
        // Whether partners who live apart are married is not known.
        K::Partner => [Some(true), None],
        K::Mother
        | K::Father
        | K::Parent
        | K::AdoptiveMother
        | K::AdoptiveFather
        | K::AdoptiveParent
        | K::StepMother
        | K::StepFather
        | K::StepParent
        | K::MotherInLaw
        | K::FatherInLaw
        | K::ParentInLaw
        | K::Son
        | K::Daughter
        | K::Child
        | K::AdoptiveSon
        | K::AdoptiveDaughter
        | K::AdoptiveChild
        | K::StepSon
        | K::StepDaughter
        | K::StepChild
        | K::SonInLaw
        | K::DaughterInLaw
        | K::ChildInLaw
        | K::Brother
        | K::Sister
        | K::Sibling
        | K::HalfBrother
        | K::HalfSister
        | K::HalfSibling
        | K::AdoptiveBrother
        | K::AdoptiveSister
        | K::AdoptiveSibling
        | K::Aunt
        | K::Uncle
        | K::AuntOrUncle
        | K::Grandmother
        | K::Grandfather
        | K::Grandparent => [Some(true), Some(false)],
        // The husband of a sister, or the brother of a husband.
        K::BrotherInLaw | K::SisterInLaw | K::SiblingInLaw => [None, Some(false)],
        K::Other => [None, None],
        K::StepBrother
        | K::StepSister
        | K::StepSibling
        | K::FosterMother
        | K::FosterFather
        | K::FosterParent
        | K::FosterSon
        | K::FosterDaughter
        | K::FosterChild
        | K::FosterBrother
        | K::FosterSister
        | K::FosterSibling
        | K::Grandson
        | K::Granddaughter
        | K::Grandchild
        | K::GreatGrandmother
        | K::GreatGrandfather
        | K::GreatGrandparent
        | K::GreatGrandson
        | K::GreatGranddaughter
        | K::GreatGrandchild
        | K::Niece
        | K::Nephew
        | K::NieceOrNephew
        | K::Cousin
        | K::Guardian
        | K::Ward
        | K::Friend
        | K::Neighbour => [Some(false), Some(false)],
    }
}

#[test]
fn every_word_for_kin_is_on_one_side_of_the_line_in_each_household() {
    for is in KinIs::ALL {
        for (lives, expected) in ["here", "elsewhere"].into_iter().zip(expected(*is)) {
            let household = two(is.code(), json!({ "lives": lives }));
            let told = closeness(&household, id(2), mother(), day("2026-03-02"));
            let close = match told {
                Told::Known(closeness) => Some(closeness.is_close()),
                Told::NotKnown(_) => None,
            };
            assert_eq!(close, expected, "{is} who lives {lives}");
            let codes = on(&paid_to_her(), paying(line(40)), Some(&household), "2026-03-02");
            let finding: &[&str] = match expected {
                Some(true) => &[CLOSE],
                None => &[PERHAPS],
                Some(false) => &[],
            };
            assert_eq!(codes, finding, "{is} who lives {lives}");
            // Stated of the other side: what follows from it is as close, or not known to be.
            let turned = turned(&household, *is);
            let other = closeness(&turned, id(2), mother(), day("2026-03-02"));
            let same = matches!((told, other), (Told::Known(one), Told::Known(two)) if one.is_close() == two.is_close())
                || told.known().is_none()
                || other.known().is_none();
            assert!(same, "{is} who lives {lives}: {told:?}, and {other:?} from the other side");
        }
    }
}

/// The same, with the statement made by the other one of the two.
fn turned(household: &HouseholdInput, is: KinIs) -> HouseholdInput {
    let mut parts = household.clone().into_parts();
    for kin in &mut parts.kin {
        (kin.person, kin.is, kin.of) = (kin.of, is.inverse(), kin.person);
    }
    HouseholdInput::new(parts).expect("a household")
}

#[test]
fn where_both_live_makes_one_household_of_them() {
    let at = |hers: Value, payees: Value| {
        let kin = json!([{ "person": uuid(2), "is": "son", "of": uuid(1) }]);
        let household =
            household(json!([{ "id": uuid(1), "lives": hers }, { "id": uuid(2), "lives": payees }]), kin);
        on(&paid_to_her(), paying(line(40)), Some(&household), "2026-03-02")
    };
    let label = |label: &str| json!({ "elsewhere": label });
    assert_eq!(at(json!("here"), json!("here")), [CLOSE]);
    assert_eq!(at(json!("here"), label("next-door")), NOTHING);
    assert_eq!(at(label("next-door"), label("next-door")), [CLOSE], "at one address");
    assert_eq!(at(label("next-door"), label("over-the-road")), NOTHING);
    assert_eq!(at(json!("elsewhere"), json!("elsewhere")), [PERHAPS], "nobody has said where");
    assert_eq!(at(label("next-door"), json!("elsewhere")), [PERHAPS]);
}

#[test]
fn who_moved_out_today_is_of_another_household_and_until_yesterday_was_not() {
    let moves = |until: &str| two("son", json!({ "lives": "here", "period": { "until": until } }));
    let today =
        |household: &HouseholdInput, line: Line| on(&paid_to_her(), line, Some(household), "2026-03-02");
    assert_eq!(today(&moves("2026-03-02"), paying(line(40))), NOTHING, "yesterday was the last day here");
    assert_eq!(today(&moves("2026-03-03"), paying(line(40))), [CLOSE], "today is the last day here");
    // Who moves in later is found from that day on, if the line is still there.
    let moves_in =
        two("son", json!({ "lives": "elsewhere", "moves": [{ "from": "2026-04-01", "lives": "here" }] }));
    let package = package(vec![paying(line(40))]);
    let context = HeldContext { household: Some(&moves_in), ..HeldContext::new(&package, day("2026-03-02")) };
    let findings = payee_findings(of(), &paid_to_her(), &context);
    let finding = findings.iter().next().expect("he moves in");
    assert_eq!((finding.code(), finding.weight()), (CLOSE, Weight::Bars));
    assert!(finding.amounts().contains(&("from", Amount::Date(day("2026-04-01")))));
    let until = |until| Line { period: period("", until), ..paying(line(40)) };
    assert_eq!(today(&moves_in, until("2026-04-01")), NOTHING);
    assert_eq!(today(&moves_in, until("2026-04-02")), [CLOSE]);
    // A line that begins after he has moved out.
    let later = Line { period: period("2026-04-01", ""), ..paying(line(40)) };
    assert_eq!(today(&moves("2026-04-01"), later.clone()), NOTHING);
    assert_eq!(today(&moves("2026-04-02"), later), [CLOSE]);
}

/// Three people who live here: the mother, the payee, and somebody between them.
fn through(payee_is: &str, between_is: &str) -> Told<Closeness> {
    let here = |number| json!({ "id": uuid(number), "lives": "here" });
    let kin = json!([
        { "person": uuid(2), "is": payee_is, "of": uuid(3) },
        { "person": uuid(3), "is": between_is, "of": uuid(1) },
    ]);
    closeness(&household(json!([here(1), here(2), here(3)]), kin), id(2), mother(), day("2026-03-02"))
}

#[test]
fn what_follows_from_two_statements_is_found() {
    let close = Told::Known(Closeness::CloseFamily);
    // The wife, husband or partner of somebody on the list.
    for between in ["son", "mother", "brother", "aunt", "grandfather", "step_daughter", "mother_in_law"] {
        for payee in ["wife", "husband", "partner"] {
            assert_eq!(through(payee, between), close, "{payee} of a {between}");
        }
    }
    for (payee, between) in [
        ("mother", "wife"),      // mother-in-law
        ("son", "husband"),      // stepson
        ("daughter", "partner"), // stepdaughter
        ("sister", "father"),    // aunt
        ("father", "mother"),    // grandfather
        ("daughter", "mother"),  // sister
    ] {
        assert_eq!(through(payee, between), close, "{payee} of a {between}");
    }
    // What leads to nobody on the list leaves it open what they are.
    for (payee, between) in [
        ("wife", "cousin"),
        ("wife", "friend"),
        ("son", "sister"),
        ("mother", "partner"),
        ("son", "son"),
        ("friend", "mother"),
        ("wife", "nephew"),
    ] {
        assert_eq!(through(payee, between), Told::default(), "{payee} of a {between}");
    }
}

#[test]
fn a_brother_in_law_is_asked_about_until_it_is_known_which() {
    let here = |number| json!({ "id": uuid(number), "lives": "here" });
    let with = |payee_is: &str, between_is: &str| {
        let kin = json!([
            { "person": uuid(2), "is": "brother_in_law", "of": uuid(1) },
            { "person": uuid(2), "is": payee_is, "of": uuid(3) },
            { "person": uuid(3), "is": between_is, "of": uuid(1) },
        ]);
        closeness(&household(json!([here(1), here(2), here(3)]), kin), id(2), mother(), day("2026-03-02"))
    };
    assert_eq!(with("husband", "sister"), Told::Known(Closeness::CloseFamily));
    assert_eq!(with("brother", "husband"), Told::Known(Closeness::Neither));
    assert_eq!(with("friend", "neighbour"), Told::default());
}

#[test]
fn what_was_asked_counts_where_the_household_does_not_say_it() {
    let asked = |is: Option<Closeness>, together: Option<bool>, household: Option<&HouseholdInput>| {
        let mut held = paid_to_her();
        let is = is.map_or_else(Fact::default, Fact::known);
        let lives_with_them = together.map_or_else(Fact::default, Fact::known);
        held.payees.push(PayeeFacts { payee: id(2), is, lives_with_them });
        on(&held, paying(line(40)), household, "2026-03-02")
    };
    // Without a household nothing is known but what was asked.
    assert_eq!(on(&paid_to_her(), paying(line(40)), None, "2026-03-02"), [PERHAPS]);
    assert_eq!(asked(Some(Closeness::Neither), None, None), NOTHING);
    assert_eq!(asked(Some(Closeness::Spouse), Some(false), None), [CLOSE]);
    assert_eq!(asked(Some(Closeness::CloseFamily), Some(true), None), [CLOSE]);
    assert_eq!(asked(Some(Closeness::CloseFamily), None, None), [PERHAPS]);
    assert_eq!(asked(Some(Closeness::CloseFamily), Some(false), None), NOTHING);
    assert_eq!(asked(Some(Closeness::AsSpouse), Some(true), None), [CLOSE]);
    // What the household says is not asked away.
    let son = two("son", json!({ "lives": "here" }));
    assert_eq!(asked(Some(Closeness::Neither), Some(false), Some(&son)), [CLOSE]);
    let friend = two("friend", json!({ "lives": "here" }));
    assert_eq!(asked(Some(Closeness::Spouse), None, Some(&friend)), [CLOSE], "what is closer counts");
    let unsaid = two("", json!({ "lives": "elsewhere" }));
    assert_eq!(asked(None, None, Some(&unsaid)), [PERHAPS]);
    assert_eq!(asked(Some(Closeness::Neither), None, Some(&unsaid)), NOTHING);
    let in_law = two("sister_in_law", json!({ "lives": "here" }));
    assert_eq!(asked(Some(Closeness::Neither), None, Some(&in_law)), NOTHING);
    let partner = two("partner", json!({ "lives": "elsewhere" }));
    assert_eq!(asked(None, None, Some(&partner)), [PERHAPS]);
    assert_eq!(asked(Some(Closeness::Spouse), None, Some(&partner)), [CLOSE]);
}

#[test]
fn what_is_to_be_asked_is_said() {
    let what = |household: Option<&HouseholdInput>| {
        let package = package(vec![paying(line(40))]);
        let context = HeldContext { household, ..HeldContext::new(&package, day("2026-03-02")) };
        let findings = payee_findings(of(), &paid_to_her(), &context);
        findings.iter().next().map(mutual_care::base::Finding::for_professional).unwrap_or_default()
    };
    let elsewhere = household(
        json!([{ "id": uuid(1), "lives": "elsewhere" }, { "id": uuid(2), "lives": "elsewhere" }]),
        json!([{ "person": uuid(2), "is": "son", "of": uuid(1) }]),
    );
    assert!(what(Some(&elsewhere)).contains("not known whether they live in the person's household."));
    assert!(what(None).contains("not known what they are to the person."));
    let partner = two("partner", json!({ "lives": "elsewhere" }));
    assert!(what(Some(&partner)).contains("not known whether they are married or civil partners."));
}

fn necessity(necessary: bool, paid_for: PaidFor, on: &str) -> Necessity {
    Necessity {
        payee: id(2),
        paid_for,
        necessary,
        by: Actor::from(id::<kinds::Worker>(90)),
        on: day(on),
        reason: PrivateText::new("nobody else can sign with her").unwrap(),
        review_by: Some(day("2026-09-01")),
    }
}

fn decided(necessities: Vec<Necessity>, line: Line, at: &str) -> Vec<&'static str> {
    let son = two("son", json!({ "lives": "here" }));
    let held = Held { necessities, ..paid_to_her() };
    on(&held, paying(line), Some(&son), at)
}

const NECESSARY: &str = "close-family-paid-as-necessary";

#[test]
fn close_family_is_paid_where_the_authority_finds_it_necessary_for_that() {
    let care = |necessary, on: &str| necessity(necessary, PaidFor::Care, on);
    let payroll = || Line { what: LineKind::Payroll, employed_by: Some(mother()), ..line(40) };
    assert_eq!(decided(vec![care(true, "2026-03-02")], line(40), "2026-03-02"), [NECESSARY]);
    assert_eq!(
        decided(vec![care(true, "2026-03-03")], line(40), "2026-03-02"),
        [CLOSE],
        "it is not decided yet"
    );
    assert_eq!(
        decided(vec![care(false, "2026-03-02")], line(40), "2026-03-02"),
        ["paying-close-family-not-necessary"]
    );
    // Care and administration are decided apart.
    let administration = || necessity(true, PaidFor::Administration, "2026-03-02");
    assert_eq!(decided(vec![administration()], line(40), "2026-03-02"), [CLOSE]);
    assert_eq!(decided(vec![administration()], payroll(), "2026-03-02"), [NECESSARY]);
    assert_eq!(decided(vec![care(true, "2026-03-02")], payroll(), "2026-03-02"), [CLOSE]);
    // The last decision counts, in whatever order they stand; of two of one day the careful one.
    let no_more = vec![care(false, "2026-03-02"), care(true, "2026-02-02")];
    assert_eq!(decided(no_more, line(40), "2026-03-02"), ["paying-close-family-not-necessary"]);
    let again = vec![care(true, "2026-03-02"), care(false, "2026-02-02")];
    assert_eq!(decided(again, line(40), "2026-03-02"), [NECESSARY]);
    let both = vec![care(true, "2026-03-02"), care(false, "2026-03-02")];
    assert_eq!(decided(both, line(40), "2026-03-02"), ["paying-close-family-not-necessary"]);
    // Of somebody else it says nothing.
    let of_another = Necessity { payee: id(3), ..care(true, "2026-03-02") };
    assert_eq!(decided(vec![of_another], line(40), "2026-03-02"), [CLOSE]);
}

#[test]
fn it_says_by_whom_why_and_until_when() {
    let with = |change: fn(&mut Necessity), at: &str| {
        let mut decision = necessity(true, PaidFor::Care, "2026-03-02");
        change(&mut decision);
        decided(vec![decision], line(40), at)
    };
    assert_eq!(
        with(|one| one.by = Actor::from(id::<kinds::Person>(2)), "2026-03-02"),
        ["necessity-not-by-authority", NECESSARY]
    );
    assert_eq!(
        with(|one| one.reason = PrivateText::empty(), "2026-03-02"),
        ["necessity-without-reason", NECESSARY]
    );
    assert_eq!(with(|one| one.review_by = None, "2026-03-02"), ["necessity-without-review", NECESSARY]);
    assert_eq!(with(|_| {}, "2026-09-01"), [NECESSARY], "due today");
    assert_eq!(with(|_| {}, "2026-09-02"), ["necessity-review-overdue", NECESSARY]);
}

#[test]
fn what_was_found_necessary_does_not_have_to_be_asked() {
    let held = Held { necessities: vec![necessity(true, PaidFor::Care, "2026-03-02")], ..paid_to_her() };
    assert_eq!(on(&held, paying(line(40)), None, "2026-03-02"), [NECESSARY]);
    let not = Held { necessities: vec![necessity(false, PaidFor::Care, "2026-03-02")], ..paid_to_her() };
    assert_eq!(on(&not, paying(line(40)), None, "2026-03-02"), [PERHAPS]);
}

#[test]
fn only_direct_payments_are_not_paid_to_close_family() {
    let son = two("son", json!({ "lives": "here" }));
    for held in [Held::all(HeldAs::Managed), Held::all(HeldAs::ServiceFund { with: id(30) })] {
        assert_eq!(on(&held, paying(line(40)), Some(&son), "2026-03-02"), NOTHING);
    }
    let ended = Line { period: period("", "2026-03-02"), ..paying(line(40)) };
    assert_eq!(on(&paid_to_her(), ended, Some(&son), "2026-03-02"), NOTHING);
    assert_eq!(on(&paid_to_her(), line(40), Some(&son), "2026-03-02"), NOTHING, "nobody is named");
    // A service, and somebody of whom nobody knows what they are.
    let mut parts = son.clone().into_parts();
    let provider = mutual_care::household::Service::new(id(5), mutual_care::household::ServiceKind::Provider);
    parts.services.push(provider);
    let with_service = HouseholdInput::new(parts).expect("a household");
    let by = |number| Line { by: Some(id(number)), ..line(40) };
    assert_eq!(on(&paid_to_her(), by(5), Some(&with_service), "2026-03-02"), NOTHING);
    assert_eq!(on(&paid_to_her(), by(5), Some(&son), "2026-03-02"), ["payee-not-known"]);
    assert_eq!(on(&paid_to_her(), by(5), None, "2026-03-02"), ["payee-not-known"]);
}

#[test]
fn from_a_carers_budget_nobody_is_paid_who_is_close_to_the_adult() {
    // The son's budget as a carer pays his wife to be with his mother. She is the wife of his mother's son.
    let here = |number| json!({ "id": uuid(number), "lives": "here" });
    let kin = json!([
        { "person": uuid(2), "is": "son", "of": uuid(1) },
        { "person": uuid(3), "is": "friend", "of": uuid(2) },
        { "person": uuid(3), "is": "sister", "of": uuid(1) },
    ]);
    let household = household(json!([here(1), here(2), here(3)]), kin);
    let his = BudgetOf::carer(id(2));
    let line = Line { budgets: vec![his], by: Some(id::<kinds::Person>(3).into()), ..line(40) };
    let package = package(vec![line]);
    let context =
        HeldContext { household: Some(&household), ..HeldContext::new(&package, day("2026-03-02")) };
    let findings = payee_findings(his, &paid_to_her(), &context);
    let about: BTreeSet<_> = findings.iter().flat_map(|finding| finding.concerns().to_vec()).collect();
    // Stated as a friend of his; as his mother's sister she is his aunt, and hers a sister.
    assert_eq!(codes(&findings), [CLOSE, CLOSE]);
    assert!(about.contains(&mother().any()) && about.contains(&id::<kinds::Person>(2).any()));
}

#[test]
fn who_was_asked_and_is_neither_is_so_to_each_adult_too() {
    let his = BudgetOf::carer(id(2));
    let by = Some(id::<kinds::Person>(3).into());
    let package = package(vec![Line { budgets: vec![his], by, ..line(40) }]);
    let context = HeldContext::new(&package, day("2026-03-02"));
    let found = |is| {
        let mut held = paid_to_her();
        let payee = PayeeFacts { payee: id(3), is: Fact::known(is), lives_with_them: Fact::known(true) };
        held.payees.push(payee);
        codes(&payee_findings(his, &held, &context))
    };
    assert_eq!(found(Closeness::Neither), NOTHING);
    // Of her sons's family it is known; what they are to her is still to be asked.
    assert_eq!(found(Closeness::CloseFamily), [CLOSE, PERHAPS]);
}

#[test]
fn who_would_pay_themself_is_found() {
    let his = BudgetOf::carer(id(2));
    let line = Line { budgets: vec![his], ..paying(line(40)) };
    let package = package(vec![line]);
    let friend = two("friend", json!({ "lives": "elsewhere" }));
    let context = HeldContext { household: Some(&friend), ..HeldContext::new(&package, day("2026-03-02")) };
    assert_eq!(codes(&payee_findings(his, &paid_to_her(), &context)), ["pays-themself"]);
}
