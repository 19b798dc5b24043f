//! Which assessments are owed to whom: against a reference written from the definition, at the boundaries of age, from
//! a household's record and from answers. All people are made up.

use chrono::NaiveDate;
use mutual_care::assessment::{
    AssessedAs, Assessment, AssessmentEvent, AssessmentKind, AssessmentOwed, AssessmentsOwed, CareFacts,
    DeterminationMade, InRecord, OtherHelp, PaymentDates, PersonFacts, PlanDates, RefusalAccepted,
    RefusalFacts, ReviewPolicy, Reviews, Topic, Verb, WhichFacts, WhichFactsError, WhichQuestion,
    assessments_owed,
};
use mutual_care::base::{
    England, Fact, Finding, Owes, PartDate, PrivateDate, PrivateText, Standing, Told, Verdict, WhyNotKnown,
    due,
};
use mutual_care::household::{HouseholdInput, HouseholdInputParts, Opened, Person, StatedArrangement};
use mutual_care::machine::{Machine, Setting, Step, TakenElsewhere};
use mutual_care::need::{Consequence, Need, Outcome, Source, Window};

use crate::kit::next_stamp;
use crate::mutual::{MOTHER, SON, all_asked, change_with};
use crate::proof::{Assessments, after, day, opening, ready, worker};
use crate::{between, digits, fact, id, person, told};

fn date(year: i32, month: u32, of_month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, of_month).unwrap()
}

fn on() -> NaiveDate {
    date(2026, 3, 2)
}

fn born(year: i32, month: u32, of_month: u32) -> PartDate {
    PartDate::day(date(year, month, of_month)).unwrap()
}

fn of(owed: &AssessmentsOwed, kind: AssessmentKind, who: u128) -> &AssessmentOwed {
    owed.assessments().iter().find(|one| one.kind() == kind && one.person() == person(who)).unwrap()
}

fn aged(who: u128, years: u8) -> PersonFacts {
    PersonFacts { age_years: Fact::known(years).told_on(on()), ..PersonFacts::new(person(who)) }
}

/// Somebody who cares without pay, and may need support with it.
fn cares(by: u128, to: u128) -> CareFacts {
    CareFacts {
        provides_or_intends: Fact::known(true),
        paid_or_voluntary: Fact::known(false),
        may_need_support: Fact::known(true),
        ..CareFacts::new(person(by), person(to))
    }
}

/// Every combination of yes, no and not known of the nine things it turns on, against the definition by intervals:
/// what is sure, and what is possible.
#[test]
fn each_kind_is_what_the_law_says_and_what_is_not_known_is_no_no() {
    let mut open = 0;
    for number in 0..3_u32.pow(9) {
        let [by_adult, to_adult, needs, cares, paid, support, asked, disabled, responsible] =
            digits::<9>(number);
        let age = |digit: u32, who: u128| match digit {
            0 => aged(who, 17),
            1 => aged(who, 18),
            _ => PersonFacts::new(person(who)),
        };
        let carer = PersonFacts { may_have_needs: fact(needs), ..age(by_adult, 1) };
        let cared_for = PersonFacts { disabled: fact(disabled), ..age(to_adult, 2) };
        let care = CareFacts {
            provides_or_intends: fact(cares),
            paid_or_voluntary: fact(paid),
            may_need_support: fact(support),
            asked_for_it: fact(asked),
            parental_responsibility: fact(responsible),
            ..CareFacts::new(person(1), person(2))
        };
        let facts = WhichFacts::new(vec![cared_for, carer], vec![care]).unwrap();
        let owed = assessments_owed(&facts, &[], on());
        let sure = |digit: u32| told(digit) == Told::Known(true);
        let possible = |digit: u32| told(digit) != Told::Known(false);
        let not = |digit: u32| match digit {
            0 => 1,
            1 => 0,
            unknown => unknown,
        };
        let expected = |yes: &dyn Fn(u32) -> bool, kind| match kind {
            AssessmentKind::Adult => yes(by_adult) && yes(needs),
            AssessmentKind::Carer => {
                yes(by_adult) && yes(to_adult) && yes(cares) && yes(not(paid)) && (yes(support) || yes(asked))
            }
            AssessmentKind::YoungCarer => {
                yes(not(by_adult)) && yes(cares) && yes(not(paid)) && (yes(support) || yes(asked))
            }
            AssessmentKind::ParentCarer => {
                yes(by_adult)
                    && yes(not(to_adult))
                    && yes(disabled)
                    && yes(responsible)
                    && yes(cares)
                    && (yes(support) || yes(asked))
            }
        };
        for kind in [
            AssessmentKind::Adult,
            AssessmentKind::Carer,
            AssessmentKind::YoungCarer,
            AssessmentKind::ParentCarer,
        ] {
            let one = of(&owed, kind, 1);
            let verdict = between(expected(&sure, kind), expected(&possible, kind));
            assert_eq!(one.verdict(), verdict, "{kind} of {number}");
            assert_eq!(one.open().is_empty(), verdict != Verdict::NotKnown, "what is open has its questions");
            open += u32::from(verdict == Verdict::NotKnown);
        }
    }
    assert!(open > 1_000, "{open}");
}

#[test]
fn both_of_two_who_look_after_each_other_are_owed_both() {
    let needs = |who| PersonFacts { may_have_needs: Fact::known(true), ..aged(who, 50) };
    let facts =
        WhichFacts::new(vec![needs(MOTHER), needs(SON)], vec![cares(MOTHER, SON), cares(SON, MOTHER)]);
    let owed = assessments_owed(&facts.unwrap(), &[], on());
    assert_eq!(owed.outstanding().count(), 4);
    let codes: Vec<&str> = owed.findings().iter().map(Finding::code).collect();
    assert_eq!(
        codes,
        [
            "needs-assessment-owed",
            "needs-assessment-owed",
            "carers-assessment-owed",
            "carers-assessment-owed"
        ]
    );
    for one in owed.outstanding() {
        let basis = one.basis().to_string();
        assert!(basis.starts_with("Care Act 2014 s."), "{basis}");
    }
}

#[test]
fn a_part_of_a_date_of_birth_decides_only_if_all_days_agree() {
    let known = on() - chrono::Days::new(400);
    let care = CareFacts {
        provides_or_intends: Fact::known(true).told_on(known),
        paid_or_voluntary: Fact::known(false).told_on(known),
        may_need_support: Fact::known(true).told_on(known),
        ..CareFacts::new(person(1), person(2))
    };
    let facts = |born, age_years| {
        let young = PersonFacts { born: Some(born), age_years, ..PersonFacts::new(person(1)) };
        WhichFacts::new(vec![young, aged(2, 50)], vec![care]).unwrap()
    };
    let february = PartDate::month(2008, 2).unwrap();
    let day = |month, day| PrivateDate::new(date(2026, month, day)).ok();
    let at = |day: NaiveDate| assessments_owed(&facts(february, Fact::default()), &[], day);
    let (before, between, after) = (at(date(2026, 1, 31)), at(date(2026, 2, 28)), at(date(2026, 3, 1)));
    let (young, carer) = (AssessmentKind::YoungCarer, AssessmentKind::Carer);
    assert_eq!([young, carer].map(|kind| of(&before, kind, 1).verdict()), [Verdict::Yes, Verdict::No]);
    assert_eq!([young, carer].map(|kind| of(&between, kind, 1).verdict()), [Verdict::NotKnown; 2]);
    assert_eq!([young, carer].map(|kind| of(&after, kind, 1).verdict()), [Verdict::No, Verdict::Yes]);
    assert!(
        of(&between, carer, 1).open().contains(&WhichQuestion::IsAdult(person(1))),
        "the date is asked for"
    );
    // The first day that it may be, and marked so.
    let until = of(&before, young, 1);
    assert_eq!((until.until(), until.is_until_at_the_earliest()), (day(2, 1), true));
    assert_eq!((until.from(), until.is_from_at_the_earliest()), (PrivateDate::new(known).ok(), false));
    assert_eq!(
        (of(&before, carer, 1).from(), of(&before, carer, 1).is_from_at_the_earliest()),
        (day(2, 1), true)
    );
    let from = of(&after, carer, 1);
    assert_eq!((from.from(), from.is_from_at_the_earliest(), from.until()), (day(2, 1), true, None));
    let written = serde_json::to_value(from).unwrap();
    assert_eq!(written["from_at_the_earliest"], true);
    // An age that was told besides decides where the part does not; one that no day agrees with does not.
    let told = |years| {
        let facts = facts(february, Fact::known(years).told_on(date(2026, 2, 10)));
        facts.person(person(1)).is_adult(date(2026, 2, 10))
    };
    assert_eq!([told(17), told(18)], [Told::Known(false), Told::Known(true)]);
    assert!([16, 19, 40].iter().all(|years| told(*years).is_open()));
    // With the whole date nothing is marked.
    let whole = assessments_owed(&facts(born(2008, 2, 29), Fact::default()), &[], date(2026, 3, 1));
    let written = serde_json::to_string(&whole).unwrap();
    assert!(!written.contains("at_the_earliest"), "{written}");
    let shown = format!("{before:?}{between:?}{after:?}");
    assert!(!shown.contains("2008") && !shown.contains("2026-02-01"), "{shown}");
}

#[test]
fn a_date_of_birth_decides_to_the_day_and_says_from_when_until_when() {
    let known = on() - chrono::Days::new(400);
    let care = CareFacts {
        provides_or_intends: Fact::known(true).told_on(known),
        paid_or_voluntary: Fact::known(false).told_on(known),
        may_need_support: Fact::known(true).told_on(known),
        ..CareFacts::new(person(1), person(2))
    };
    let young = PersonFacts { born: Some(born(2008, 2, 29)), ..PersonFacts::new(person(1)) };
    let facts = WhichFacts::new(vec![young, aged(2, 50)], vec![care]).unwrap();
    let at = |day: NaiveDate| assessments_owed(&facts, &[], day);
    let birthday = PrivateDate::new(date(2026, 3, 1)).unwrap();

    let before = at(date(2026, 2, 28));
    assert_eq!(of(&before, AssessmentKind::YoungCarer, 1).verdict(), Verdict::Yes);
    assert_eq!(of(&before, AssessmentKind::YoungCarer, 1).from(), PrivateDate::new(known).ok());
    assert_eq!(of(&before, AssessmentKind::YoungCarer, 1).until(), Some(birthday));
    let by = |one: &AssessmentOwed| {
        one.due_by(mutual_care::base::Term::Days(10), &England).map(PrivateDate::reveal)
    };
    assert_eq!(by(of(&before, AssessmentKind::YoungCarer, 1)), Some(known + chrono::Days::new(10)));
    assert_eq!(by(of(&before, AssessmentKind::Carer, 1)), None, "not owed yet");
    assert_eq!(of(&before, AssessmentKind::Carer, 1).verdict(), Verdict::No);
    assert_eq!(of(&before, AssessmentKind::Carer, 1).from(), Some(birthday), "from then on, by age alone");

    let on_the_day = at(date(2026, 3, 1));
    assert_eq!(of(&on_the_day, AssessmentKind::YoungCarer, 1).verdict(), Verdict::No);
    assert_eq!(of(&on_the_day, AssessmentKind::Carer, 1).verdict(), Verdict::Yes);
    assert_eq!(of(&on_the_day, AssessmentKind::Carer, 1).from(), Some(birthday));
    assert_eq!(of(&on_the_day, AssessmentKind::Carer, 1).until(), None);
    // A date of birth reaches neither a log nor a finding.
    let shown = format!("{before:?}");
    assert!(!shown.contains("2026-03-01") && !shown.contains("2008"), "{shown}");
}

#[test]
fn a_carer_of_somebody_under_18_is_no_carer_of_an_adult() {
    let child = PersonFacts { disabled: Fact::known(true), ..aged(2, 16) };
    let parent = CareFacts { parental_responsibility: Fact::known(true), ..cares(1, 2) };
    let facts = |child: PersonFacts| WhichFacts::new(vec![aged(1, 40), child], vec![parent]).unwrap();
    let owed = assessments_owed(&facts(child), &[], on());
    assert_eq!(of(&owed, AssessmentKind::Carer, 1).verdict(), Verdict::No);
    assert_eq!(of(&owed, AssessmentKind::ParentCarer, 1).verdict(), Verdict::Yes);
    // Of nobody's age being known, both are open, asking for it first.
    let owed = assessments_owed(
        &facts(PersonFacts { disabled: Fact::known(true), ..PersonFacts::new(person(2)) }),
        &[],
        on(),
    );
    for kind in [AssessmentKind::Carer, AssessmentKind::ParentCarer] {
        assert_eq!(of(&owed, kind, 1).open(), [WhichQuestion::IsAdult(person(2))]);
    }
    // A child's own needs are for the children's service.
    let child = PersonFacts { may_have_needs: Fact::known(true), ..child };
    let owed = assessments_owed(&facts(child), &[], on());
    assert_eq!(of(&owed, AssessmentKind::Adult, 2).verdict(), Verdict::No);
    assert_eq!(owed.findings().with_code("needs-of-a-child").count(), 1);
}

#[test]
fn an_age_told_on_another_day_decides_only_what_it_can() {
    let facts = |years: u8, told_on: Option<NaiveDate>| {
        let age = told_on.map_or(Fact::known(years), |day| Fact::known(years).told_on(day));
        PersonFacts { age_years: age, ..PersonFacts::new(person(1)) }.is_adult(on())
    };
    let a_year_ago = date(2025, 3, 2);
    let two_days_short = date(2025, 3, 4);
    assert_eq!(facts(17, Some(a_year_ago)), Told::Known(true));
    assert_eq!(facts(17, Some(two_days_short)), Told::NotKnown(WhyNotKnown::NotAsked));
    assert_eq!(facts(16, Some(two_days_short)), Told::Known(false));
    assert_eq!(facts(16, Some(a_year_ago)), Told::NotKnown(WhyNotKnown::NotAsked));
    assert_eq!(facts(15, Some(a_year_ago)), Told::Known(false));
    // Told later than the day asked about.
    assert_eq!(facts(19, Some(date(2027, 3, 2))), Told::NotKnown(WhyNotKnown::NotAsked));
    assert_eq!(facts(20, Some(date(2027, 3, 2))), Told::Known(true));
    assert_eq!(facts(18, Some(date(2027, 3, 2))), Told::Known(false));
    // Nobody knows when: an adult stays one, a child may not have.
    assert_eq!(
        (facts(18, None), facts(17, None)),
        (Told::Known(true), Told::NotKnown(WhyNotKnown::NotAsked))
    );
    assert_eq!(facts(255, Some(date(1800, 1, 1))), Told::Known(true));
}

#[test]
fn a_record_in_hand_is_outstanding_and_a_determined_one_is_not() {
    let needs = PersonFacts { may_have_needs: Fact::known(true), ..aged(MOTHER, 80) };
    let facts = WhichFacts::new(vec![needs, aged(SON, 50)], vec![cares(MOTHER, SON)]).unwrap();
    let with = |events: Vec<AssessmentEvent>| {
        let record = after(opening(AssessedAs::Adult), events);
        let owed = assessments_owed(&facts, &[&record], on());
        let one = of(&owed, AssessmentKind::Adult, MOTHER);
        assert_eq!(of(&owed, AssessmentKind::Carer, MOTHER).record(), InRecord::Nowhere, "another role");
        (one.record(), one.is_outstanding(), owed.findings().with_code("needs-assessment-owed").count())
    };
    let id = |events: Vec<AssessmentEvent>| -> mutual_care::base::AssessmentId {
        let record: Assessment = after(opening(AssessedAs::Adult), events);
        record.id()
    };
    let assessment = id(Vec::new());
    assert_eq!(with(Vec::new()), (InRecord::InHand { assessment }, true, 0));
    let made = DeterminationMade { on: day(9), meets_criteria: false, departs_from_guidance: None };
    let mut determined = ready();
    determined.push(made.into());
    assert_eq!(with(determined), (InRecord::Determined { assessment, on: day(9) }, false, 0));
    // Determined before the need appeared: done, and somebody looks whether things have changed. On the day: not.
    let since = |appeared: NaiveDate| {
        let told = Fact::known(true).told_on(appeared);
        let needs = PersonFacts { may_have_needs: told, ..aged(MOTHER, 80) };
        let facts = WhichFacts::new(vec![needs], Vec::new()).unwrap();
        let mut events = ready();
        events.push(
            DeterminationMade { on: day(9), meets_criteria: false, departs_from_guidance: None }.into(),
        );
        let record = after(opening(AssessedAs::Adult), events);
        assessments_owed(&facts, &[&record], appeared).findings().with_code("determined-before").count()
    };
    assert_eq!((since(day(9)), since(day(10))), (0, 1));
    let refused = RefusalAccepted {
        on: day(4),
        facts: RefusalFacts { abuse_or_risk: fact(0), has_capacity: fact(1), ..RefusalFacts::default() },
    };
    assert_eq!(with(vec![refused.into()]), (InRecord::Stopped { assessment }, false, 0));
    // A record says no more than the law: a refusal that ends nothing, or may not have, leaves it to be done.
    let refused = |risk: u32| {
        let no = RefusalFacts { abuse_or_risk: fact(risk), has_capacity: fact(1), ..RefusalFacts::default() };
        let record = after(opening(AssessedAs::Adult), Vec::new());
        let elsewhere = TakenElsewhere {
            what: AssessmentEvent::from(RefusalAccepted { on: day(4), facts: no }),
            by: worker().into(),
            why_recorded: PrivateText::new("Made up: it was decided on paper.").unwrap(),
        };
        let policy = mutual_care::assessment::Policy::default();
        let setting = Setting::new(&policy, &crate::kit::EveryDay);
        let stamp = next_stamp::<Assessments>(&record, Verb::Opened);
        let record = record.offer(Step::TakenElsewhere(elsewhere), stamp, &setting).unwrap().into_record();
        let owed = assessments_owed(&facts, &[&record], on());
        let one = of(&owed, AssessmentKind::Adult, MOTHER);
        (one.record(), one.is_outstanding())
    };
    assert_eq!(refused(1), (InRecord::InHand { assessment }, true));
    assert_eq!(refused(2), (InRecord::ToCheck { assessment }, true));
    assert_eq!(refused(0), (InRecord::Stopped { assessment }, false));
    let nothing = assessments_owed(&facts, &[], on());
    assert!(of(&nothing, AssessmentKind::Adult, MOTHER).is_outstanding());
    assert_eq!(nothing.findings().with_code("needs-assessment-owed").count(), 1);
}

struct EveryDay;
impl mutual_care::base::WorkingDays for EveryDay {
    fn is_working_day(&self, _: NaiveDate) -> Option<bool> {
        Some(true)
    }
}

/// A made-up mother with a need, a son of 50 at home who cooks, and a granddaughter elsewhere who shops.
fn household(change: impl FnOnce(&mut HouseholdInputParts)) -> mutual_care::household::Household {
    let need = |number: u128, outcome| {
        let need = Need::new(id(number), person(MOTHER), outcome, Consequence::Serious);
        need.with_windows(vec![Window::doing("Mon 12:00-14:00".parse().unwrap(), 30).unwrap()]).unwrap()
    };
    let (meals, shopping) = (need(101, Outcome::Nutrition), need(102, Outcome::Community));
    let gives = |number: u128, by: u128, need: &Need| {
        let when = "Mon 12:00-14:00".parse().unwrap();
        StatedArrangement::new(id(number), person(by).into(), need.id(), when)
    };
    let mut parts = HouseholdInputParts::new(id(900), on());
    let mut granddaughter = Person::elsewhere(person(3));
    granddaughter.born = Some(born(2010, 5, 1));
    let mut son = Person::here(person(SON));
    son.born = Some(born(1976, 1, 1));
    let mut mother = Person::here(person(MOTHER));
    mother.born = Some(born(1944, 9, 14));
    parts.people = vec![mother, son, granddaughter];
    parts.arrangements = vec![gives(201, SON, &meals), gives(202, 3, &shopping)];
    parts.needs = vec![meals.into(), shopping.into()];
    change(&mut parts);
    let input = HouseholdInput::new(parts).unwrap();
    let policy = mutual_care::household::Policy::default();
    let setting = Setting::new(&policy, &EveryDay);
    let worker: mutual_care::base::WorkerId = id(90);
    let at = on().and_hms_opt(12, 0, 0).unwrap().and_utc();
    let stamp = mutual_care::base::Stamp::new(at, worker, mutual_care::base::Role::SocialWorker).unwrap();
    mutual_care::household::Household::open(id(900), Opened::new(input), stamp, &setting)
        .unwrap()
        .record
        .into_any()
}

#[test]
fn a_households_record_says_who_may_be_owed_what_and_asks_the_rest() {
    let record = household(|_| ());
    let facts = WhichFacts::of_household(record.chronicle(), on());
    let owed = assessments_owed(&facts, &[], on());
    assert_eq!(of(&owed, AssessmentKind::Adult, MOTHER).verdict(), Verdict::Yes);
    let sons = of(&owed, AssessmentKind::Adult, SON);
    assert_eq!(sons.open(), [WhichQuestion::MayHaveNeeds(person(SON))], "no need recorded is no \"no need\"");
    let carer = of(&owed, AssessmentKind::Carer, SON);
    let (by, to) = (person(SON), person(MOTHER));
    assert_eq!(
        carer.open(),
        [
            WhichQuestion::PaidOrVoluntary(by, to),
            WhichQuestion::MayNeedSupport(by, to),
            WhichQuestion::AskedForIt(by, to)
        ]
    );
    assert_eq!(of(&owed, AssessmentKind::YoungCarer, SON).verdict(), Verdict::No);
    assert_eq!(of(&owed, AssessmentKind::YoungCarer, 3).verdict(), Verdict::NotKnown);
    assert_eq!(of(&owed, AssessmentKind::Carer, 3).verdict(), Verdict::No);
    // Whoever is known not to be willing cares only if it is done all the same, and that is asked.
    let unwilling = |done: Fact<bool>| {
        let record = household(|parts| {
            parts.arrangements[0].willing_now = Fact::known(false);
            parts.arrangements[0].done_now = done;
        });
        let facts = WhichFacts::of_household(record.chronicle(), on());
        *facts.care().iter().find(|care| care.by == by).unwrap().provides_or_intends.told()
    };
    assert_eq!(unwilling(Fact::known(true)), Told::Known(true));
    assert_eq!(unwilling(Fact::known(false)), Told::Known(false));
    assert!(unwilling(Fact::default()).is_open());
    let no_needs = household(|parts| {
        parts.needs.clear();
        parts.arrangements.clear();
    });
    let facts = WhichFacts::of_household(no_needs.chronicle(), on());
    assert_eq!((facts.people().len(), facts.care().len()), (2, 0), "who lives elsewhere and helps nobody");
}

#[test]
fn answers_make_known_who_cares_and_how_old_they_are() {
    let (mother, mut son) = (all_asked(MOTHER, SON), all_asked(SON, MOTHER));
    son = change_with(&son, |with| {
        let mut help = with.help.get(Topic::Cooking);
        help.gives = fact(1);
        with.help.set(Topic::Cooking, help);
        with.able_later = Fact::known(mutual_care::need::Ability::No);
    });
    let mut needs = mother.clone();
    needs.manages_alone.set(Topic::Cooking, fact(0));
    let facts = WhichFacts::default().told_by(&[needs, son], on());
    let owed = assessments_owed(&facts, &[], on());
    assert_eq!(of(&owed, AssessmentKind::Adult, MOTHER).verdict(), Verdict::Yes);
    assert_eq!(of(&owed, AssessmentKind::Adult, MOTHER).from(), PrivateDate::new(on()).ok());
    let open = of(&owed, AssessmentKind::Carer, SON).open();
    assert_eq!(open, [WhichQuestion::PaidOrVoluntary(person(SON), person(MOTHER))]);
    assert_eq!(
        of(&owed, AssessmentKind::Carer, MOTHER).verdict(),
        Verdict::No,
        "she gives nothing, and says so"
    );
    // She was never asked what she gives: that is open.
    let silent = change_with(&mother, |with| with.help = mutual_care::base::ByCode::default());
    let facts = WhichFacts::default().told_by(&[silent], on());
    let owed = assessments_owed(&facts, &[], on());
    for who in [MOTHER, SON] {
        let carer = of(&owed, AssessmentKind::Carer, who);
        assert_eq!(carer.verdict(), Verdict::NotKnown, "what nobody was asked is no \"no\"");
        assert!(!carer.open().is_empty());
    }
}

/// Help by a person that is told as other help is care as well: whoever gives it is somebody to ask.
#[test]
fn whoever_is_told_of_as_other_help_may_be_a_carer() {
    let mut mother = all_asked(MOTHER, SON);
    let (daughter, centre) = (person(7), "6f2c1a3e-0000-4000-8000-00000000c001".parse().unwrap());
    for by in [Source::person(daughter), Source::provider(centre)] {
        mother = mother
            .with_other_help(vec![OtherHelp {
                by: by.clone(),
                topic: Topic::Cooking,
                when: "daily 12:00-13:00".parse().unwrap(),
            }])
            .unwrap();
        let facts = WhichFacts::default().told_by(&[mother.clone()], on());
        let owed = assessments_owed(&facts, &[], on());
        let asked = owed
            .assessments()
            .iter()
            .any(|one| one.person() == daughter && one.kind() == AssessmentKind::Carer);
        assert_eq!(asked, by == Source::person(daughter));
    }
}

#[test]
fn facts_must_fit_and_are_read_back_as_written() {
    let twice = WhichFacts::new(vec![aged(1, 40), aged(1, 41)], Vec::new());
    assert_eq!(twice, Err(WhichFactsError::PersonTwice(person(1))));
    assert_eq!(WhichFacts::new(Vec::new(), vec![cares(1, 1)]), Err(WhichFactsError::ForThemself(person(1))));
    let twice = WhichFacts::new(Vec::new(), vec![cares(1, 2), cares(1, 2)]);
    assert_eq!(twice, Err(WhichFactsError::CareTwice(person(1), person(2))));
    let many = (1..=65).map(|who| aged(who, 40)).collect();
    assert_eq!(WhichFacts::new(many, Vec::new()), Err(WhichFactsError::TooManyPeople));
    let most = (1..=64).map(|who| aged(who, 40)).collect();
    assert!(WhichFacts::new(most, Vec::new()).is_ok());
    let facts = WhichFacts::new(vec![aged(2, 40), aged(1, 17)], vec![cares(2, 1), cares(1, 2)]).unwrap();
    let text = serde_json::to_string(&facts).unwrap();
    assert_eq!(serde_json::from_str::<WhichFacts>(&text).unwrap(), facts);
    assert!(serde_json::from_str::<WhichFacts>(r#"{"people": [], "persons": []}"#).is_err());
}

#[test]
fn reviews_are_duties_like_others_and_what_is_not_due_for_a_year_is_not_listed() {
    let plan = id::<mutual_care::base::kinds::Person>(70).any();
    let signed = date(2026, 3, 2);
    let reviews = |done: Vec<NaiveDate>| {
        Reviews::Plan(PlanDates { plan, signed_off: signed, first_service: None, reviews: done })
    };
    let policy = ReviewPolicy::default();
    let due_on = |reviews: &Reviews, day| -> Vec<&'static str> {
        due([reviews], day, &policy, &England).iter().map(|duty| duty.rule().code).collect()
    };
    let none = reviews(Vec::new());
    assert_eq!(due_on(&none, date(2026, 4, 12)), [""; 0]);
    assert_eq!(due_on(&none, date(2026, 4, 13)), ["first-plan-review"]);
    let one = reviews(vec![date(2026, 4, 20)]);
    // Until 20 April 2027; due in the last eight weeks, late from the day after.
    for (day, listed) in [
        (date(2026, 4, 20), false),
        (date(2026, 12, 1), false),
        (date(2027, 2, 22), false),
        (date(2027, 2, 23), true),
        (date(2027, 4, 20), true),
        (date(2027, 4, 21), true),
    ] {
        assert_eq!(due_on(&one, day) == ["yearly-plan-review"], listed, "{day}");
    }
    let late = one.duties(date(2027, 4, 21), &policy, &England);
    let standings: Vec<Standing> = late.iter().map(|duty| duty.standing(date(2027, 4, 21))).collect();
    assert_eq!(standings, [Standing::Done, Standing::Late { days: 1 }]);
    // A review of a later day, or before the plan, is none yet.
    let odd = reviews(vec![date(2026, 1, 1), date(2026, 9, 9)]);
    assert_eq!(due_on(&odd, date(2026, 5, 1)), ["first-plan-review"]);
    // The notice is the embedder's.
    let no_notice = ReviewPolicy { notice_weeks: 0, ..policy };
    assert_eq!(due([&one], date(2027, 4, 19), &no_notice, &England).len(), 0);
    assert_eq!(due([&one], date(2027, 4, 20), &no_notice, &England).len(), 1);

    let payments = Reviews::DirectPayments(PaymentDates {
        budget: plan,
        first_payment: signed,
        reviews: vec![date(2026, 9, 1)],
    });
    assert_eq!(due_on(&payments, date(2026, 7, 7)), [""; 0], "within six months, with eight weeks' notice");
    assert_eq!(due_on(&payments, date(2026, 7, 8)), ["direct-payment-first-review"]);
    assert_eq!(due_on(&payments, date(2026, 9, 2)), [""; 0]);
    assert_eq!(due_on(&payments, date(2027, 9, 2)), ["direct-payment-yearly-review"]);
}
