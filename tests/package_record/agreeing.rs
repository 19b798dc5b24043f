//! What bars agreeing, all at once: what people say, what the package lacks, what was not done or looked at.

use mutual_care::agreement::Tried;
use mutual_care::base::{Say, Told};
use mutual_care::package::record::{
    CarePackage, CarePackageEvent, InvolvedAs, InvolvedPerson, NeedToMeet, PackageAgreed, Preparation,
};
use mutual_care::package::{BudgetOf, Otherwise, SharedBy};

use crate::made::{
    BEGINS, HER_NEED, HERS, HIS, HIS_NEED, MOTHER, SON, after, agreed, both, changed, day, everybody_agrees,
    id, line, opened, package_at, package_of, person, prepared, proposed, told, words,
};

const NOTHING: Vec<&str> = Vec::new();

fn ready() -> CarePackage {
    after(opened(), proposed(1))
}

/// What is found if this is changed in what was done and looked at.
fn found(change: impl FnOnce(&mut Preparation)) -> (bool, Vec<&'static str>) {
    let package = package_at(2_000);
    let mut preparation = prepared(&package);
    change(&mut preparation);
    told(&ready(), PackageAgreed::new(day(2), everybody_agrees(&package)).prepared(preparation))
}

#[test]
fn nothing_bars_where_everything_was_done() {
    assert_eq!(found(|_| {}), (true, NOTHING));
}

#[test]
fn what_nobody_handed_over_bars_all_at_once() {
    let package = package_at(2_000);
    let nothing = [
        "advocacy-not-known",
        "advocacy-not-known",
        "eligible-needs-not-looked-at",
        "involvement-not-known",
        "involvement-not-known",
        "looked-at-another-version",
        "package-week-not-looked-at",
    ];
    let said = PackageAgreed::new(day(2), everybody_agrees(&package));
    assert_eq!(told(&ready(), said.clone()), (false, nothing.to_vec()));
    // Not known is not less: an empty preparation of this version lacks the same but for the version.
    let of_this = said.prepared(Preparation::of(&package).unwrap());
    let lacks: Vec<_> = nothing.into_iter().filter(|code| *code != "looked-at-another-version").collect();
    assert_eq!(told(&ready(), of_this), (false, lacks));
}

#[test]
fn people_and_package_and_preparation_are_told_together() {
    let mut lines = vec![line(HERS, MOTHER, HER_NEED, 2_000), line(HIS, SON, HIS_NEED, 1_000)];
    (lines[0].by, lines[0].prices) = (None, Vec::new());
    let record = after(opened(), changed(0, package_of(lines), BEGINS));
    let package = record.case().package().clone();
    let record = after(record, proposed(1));
    let mut preparation = prepared(&package);
    preparation.advocates[1].due = Told::Known(true);
    let mut says = everybody_agrees(&package);
    says[3].say = Say::Disagrees { wants: None };
    let told = told(&record, PackageAgreed::new(day(2), says).prepared(preparation));
    let all = ["advocate-due-and-none", "does-not-agree", "price-missing", "provider-missing"];
    assert_eq!(told, (false, all.to_vec()));
}

#[test]
fn what_was_looked_at_is_this_very_version() {
    let another = found(|preparation| preparation.of = package_at(2_001).fingerprint().ok());
    assert_eq!(another, (false, vec!["looked-at-another-version"]));
    assert_eq!(found(|preparation| preparation.of = None), (false, vec!["looked-at-another-version"]));
}

#[test]
fn an_eligible_need_is_met_or_known_to_be_met_otherwise() {
    let need = |otherwise| NeedToMeet { need: id(103), of: person(SON), otherwise };
    let with = |otherwise| found(|preparation| preparation.eligible.as_mut().unwrap().push(need(otherwise)));
    assert_eq!(
        found(|preparation| preparation.eligible = None),
        (false, vec!["eligible-needs-not-looked-at"])
    );
    assert_eq!(
        found(|preparation| preparation.eligible = Some(Vec::new())),
        (true, NOTHING),
        "there are none"
    );
    assert_eq!(with(None), (false, vec!["need-without-line"]));
    let carer = |told| Some(Otherwise::Carer { willing_and_able: told });
    assert_eq!(with(carer(Told::Known(true))), (true, NOTHING));
    assert_eq!(with(carer(Told::Known(false))), (false, vec!["otherwise-not-known"]));
    assert_eq!(with(carer(Told::default())), (false, vec!["otherwise-not-known"]));
}

#[test]
fn a_need_is_met_from_the_first_day_of_the_version() {
    let later = |first: u64| {
        let mut lines = vec![line(HERS, MOTHER, HER_NEED, 2_000), line(HIS, SON, HIS_NEED, 1_000)];
        lines[0].period = mutual_care::base::Period::new(Some(day(first)), None).unwrap();
        let record = after(opened(), changed(0, package_of(lines), BEGINS));
        let package = record.case().package().clone();
        told(&after(record, proposed(1)), agreed(2, &package))
    };
    assert_eq!(later(BEGINS), (true, NOTHING), "it begins with the version, though that is later than today");
    assert_eq!(later(BEGINS + 1), (false, vec!["need-met-only-later"]));
}

#[test]
fn everybody_who_has_to_be_involved_was() {
    let was = |place: usize, was| found(|preparation| preparation.involved[place].was = was);
    assert_eq!(was(0, Told::Known(false)), (false, vec!["not-involved"]));
    assert_eq!(was(1, Told::default()), (false, vec!["involvement-not-known"]));
    assert_eq!(found(|preparation| _ = preparation.involved.pop()), (false, vec!["involvement-not-known"]));
    // Somebody she asked for.
    let asked_for = |was| {
        let plan = BudgetOf::adult(person(MOTHER));
        let sister = InvolvedPerson { plan, who: person(3), involved_as: InvolvedAs::AskedFor, was };
        found(|preparation| preparation.involved.push(sister))
    };
    assert_eq!(asked_for(Told::Known(true)), (true, NOTHING));
    assert_eq!(asked_for(Told::Known(false)), (false, vec!["not-involved"]));
    assert_eq!(asked_for(Told::default()), (false, vec!["involvement-not-known"]));
}

#[test]
fn a_carer_is_involved_in_their_own_plan_and_in_the_others() {
    // A line that stands in his budget as a carer is a plan of its own (s.25(4)).
    let mut lines = vec![line(HERS, MOTHER, HER_NEED, 2_000), line(HIS, SON, HIS_NEED, 1_000)];
    lines[0].budgets = vec![BudgetOf::adult(person(MOTHER)), BudgetOf::carer(person(SON))];
    lines[0].split = Some(SharedBy::Equally);
    let record = after(opened(), changed(0, package_of(lines), BEGINS));
    let package = record.case().package().clone();
    let record = after(record, proposed(1));
    assert_eq!(told(&record, agreed(2, &package)), (false, vec!["involvement-not-known"]));
    let mut preparation = prepared(&package);
    let own = InvolvedPerson {
        plan: BudgetOf::carer(person(SON)),
        who: person(SON),
        involved_as: InvolvedAs::ThePerson,
        was: Told::Known(true),
    };
    preparation.involved.push(own);
    let event = PackageAgreed::new(day(2), everybody_agrees(&package)).prepared(preparation);
    assert_eq!(told(&record, event), (true, NOTHING));
    // Whom the week knows to care for her is asked about, listed or not (s.25(3)(b)).
    let cares = mutual_care::package::record::CarerOf { person: person(MOTHER), carer: person(SON) };
    let carer = |was: Option<Told<bool>>| {
        found(|preparation| {
            preparation.week.as_mut().unwrap().carers.push(cares);
            let plan = BudgetOf::adult(person(MOTHER));
            let of = |was| InvolvedPerson { plan, who: person(SON), involved_as: InvolvedAs::Carer, was };
            preparation.involved.extend(was.map(of));
        })
    };
    assert_eq!(carer(None), (false, vec!["involvement-not-known"]));
    assert_eq!(carer(Some(Told::Known(false))), (false, vec!["not-involved"]));
    assert_eq!(carer(Some(Told::Known(true))), (true, NOTHING));
}

#[test]
fn an_advocate_who_is_due_is_there() {
    let for_her = |due, arranged| {
        found(|preparation| {
            (preparation.advocates[0].due, preparation.advocates[0].arranged) = (due, arranged);
        })
    };
    let (yes, no) = (Told::Known(true), Told::Known(false));
    assert_eq!(for_her(no, Told::default()), (true, NOTHING));
    assert_eq!(for_her(yes, yes), (true, NOTHING));
    assert_eq!(for_her(yes, no), (false, vec!["advocate-due-and-none"]));
    assert_eq!(for_her(yes, Told::default()), (false, vec!["advocate-due-and-none"]));
    assert_eq!(for_her(Told::default(), yes), (false, vec!["advocacy-not-known"]));
    assert_eq!(found(|preparation| preparation.advocates.clear()).1, ["advocacy-not-known"; 2]);
}

#[test]
fn a_disagreement_bars_unless_steps_were_taken_and_never_on_what_is_the_others_only() {
    let package = package_at(2_000);
    let said = |place: usize, tried: bool| {
        let mut event = agreed(2, &package);
        event.of_lines[place].say = Say::Disagrees { wants: None };
        let person = event.of_lines[place].person;
        event.tried = tried
            .then(|| Tried { person, on: day(2), words: words("offered Tuesdays") })
            .into_iter()
            .collect();
        told(&ready(), event)
    };
    // In order: hers by her and by him, his by her and by him.
    assert_eq!(said(0, false), (false, vec!["does-not-agree"]));
    assert_eq!(said(0, true), (true, vec!["does-not-agree", "steps-towards-agreement"]));
    assert_eq!(said(1, false), (true, vec!["disagrees-with-anothers-line"]));
    assert_eq!(said(2, false), (true, vec!["disagrees-with-anothers-line"]));
    assert_eq!(said(3, false), (false, vec!["does-not-agree"]));
    let mut not_asked = agreed(2, &package);
    not_asked.of_lines.remove(3);
    assert_eq!(told(&ready(), not_asked), (false, vec!["agreement-not-known"]));
}

#[test]
fn what_is_not_there_is_refused_whatever_is_found() {
    use mutual_care::machine::{Machine, Refusal, Setting, Step};
    let package = package_at(2_000);
    let why = |change: &dyn Fn(&mut PackageAgreed)| {
        let mut event = agreed(2, &package);
        change(&mut event);
        let policy = crate::made::policy();
        let record = ready();
        let stamp = crate::made::stamp(&record);
        let asked = record.offer(
            Step::Regularly(CarePackageEvent::from(event)),
            stamp,
            &Setting::new(&policy, &crate::kit::EveryDay),
        );
        match asked.unwrap_err().into_parts().1 {
            Refusal::DoesNotFit(misfit) => misfit.to_string(),
            why => panic!("{why}"),
        }
    };
    let preparation = |event: &mut PackageAgreed, change: &dyn Fn(&mut Preparation)| {
        change(event.preparation.as_deref_mut().unwrap());
    };
    assert!(why(&|event| event.of_lines[0].line = id(399)).contains("expected what each person"));
    assert!(
        why(&|event| preparation(event, &|one| one.advocates[1].person = both()[0])).contains("once whether")
    );
    assert!(
        why(&|event| preparation(event, &|one| one.involved[1] = one.involved[0])).contains("involved once")
    );
    let twice = |one: &mut Preparation| one.eligible.as_mut().unwrap()[1].need = id(HER_NEED);
    assert!(why(&|event| preparation(event, &twice)).contains("each eligible need once"));
    let late = |event: &mut PackageAgreed| event.emergency_plan = Some(crate::made::emergency_plan(3, None));
    assert!(why(&late).contains("agreed to no later than"));
    let other = |event: &mut PackageAgreed| {
        let mut plan = crate::made::emergency_plan(2, None);
        plan.plan.id = person(MOTHER).any();
        event.emergency_plan = Some(plan);
    };
    assert!(why(&other).contains("the record of an emergency plan"));
}
