//! Whichever way somebody goes, the same is asked; and what was known is not undone by a tick. All people are made up.

use mutual_care::assessment::{
    AdultFacts, AdvocacyLookedAt, AdvocateArranged, AssessedAs, Assessment, AssessmentEnded, AssessmentEvent,
    Candidate, CandidateTest, CarriedOut, Considered, ContentItem, CriteriaFacts, DeterminationMade,
    Difficulty, EndedBecause, FactsRecorded, Involvement, Opened, OwedBecause, Policy, RefusalAccepted,
    RefusalFacts, RequestWithdrawn, Revived, SaidNo, SharedInWriting, Status, Verb, WellbeingArea,
};
use mutual_care::base::{ByCode, Code, Fact, Finding, Owes, PrivateText, Told, Verdict, WhyNotKnown};
use mutual_care::machine::{Happening, Irregularly, Machine, Setting, TakenElsewhere, TakenOver};

use crate::kit::{EveryDay, Proof, next_stamp, stamp_as};
use crate::mutual::{MOTHER, SON, all_asked};
use crate::proof::{
    Assessments, advocate, after, arrangements, day, looked_at, no_difficulty, no_risk, not_impaired,
    opening, ready, under_way, words, worker,
};
use crate::record::{adult, bars, fits, says};
use crate::{fact, id, person};

fn at_risk() -> RefusalFacts {
    RefusalFacts { abuse_or_risk: Fact::known(true), ..no_risk() }
}

fn risk_not_known() -> RefusalFacts {
    RefusalFacts { abuse_or_risk: Fact::not_known(WhyNotKnown::AskedNotKnown), ..no_risk() }
}

fn because(mut facts: RefusalFacts) -> RefusalFacts {
    facts.why_changed = words("Her brother has moved out; made up.");
    facts
}

/// The three ways of going, on day 5.
fn ways(facts: &RefusalFacts) -> [AssessmentEvent; 3] {
    let on = day(5);
    [
        RefusalAccepted { on, facts: facts.clone() }.into(),
        RequestWithdrawn { on, reason: words("made up"), facts: facts.clone() }.into(),
        ended(EndedBecause::LostTouch, facts.clone()).into(),
    ]
}

fn ended(because: EndedBecause, facts: RefusalFacts) -> AssessmentEnded {
    let goes_on_in = (because == EndedBecause::Duplicate).then(|| id(77));
    AssessmentEnded { on: day(5), because, goes_on_in, facts }
}

fn offered(record: Assessment, what: impl Happening<Machine = Assessment>) -> Assessment {
    let policy = Policy::default();
    let stamp = next_stamp::<Assessments>(&record, Verb::Opened);
    record.offer(what, stamp, &Setting::new(&policy, &EveryDay)).unwrap().into_record()
}

fn open(record: &Assessment) -> Vec<&'static str> {
    let duties = record.duties(day(30), &Policy::default(), &EveryDay);
    duties.into_iter().filter(|duty| duty.done_on().is_none()).map(|duty| duty.rule().code).collect()
}

fn elsewhere<E>(what: E) -> TakenElsewhere<E> {
    TakenElsewhere { what, by: worker().into(), why_recorded: words("on paper") }
}

fn codes(findings: &mutual_care::base::Findings) -> Vec<&'static str> {
    findings.iter().map(Finding::code).collect()
}

#[test]
fn every_way_of_going_asks_the_same() {
    let nothing = adult(Vec::new());
    for (facts, barred) in [
        (no_risk(), false),
        (at_risk(), true),
        (risk_not_known(), true),
        (RefusalFacts::default(), true),
        (RefusalFacts { has_capacity: Fact::known(false), ..no_risk() }, true),
        (RefusalFacts { has_capacity: Fact::default(), ..no_risk() }, true),
        (
            RefusalFacts {
                has_capacity: Fact::known(false),
                not_in_best_interests: Fact::known(true),
                ..no_risk()
            },
            false,
        ),
    ] {
        for event in ways(&facts) {
            let found = says(&nothing, event);
            assert_eq!(found.bars(), barred, "{facts:?}: {:?}", codes(&found));
        }
    }
    // A carer's no ends the duty whichever way it is said; a risk is told to safeguarding.
    let carer = after(opening(AssessedAs::Carer), Vec::new());
    for (facts, told) in [(no_risk(), 0), (at_risk(), 1), (RefusalFacts::default(), 0)] {
        for event in ways(&facts) {
            let found = says(&carer, event);
            assert!(!found.bars());
            assert_eq!(found.with_code("risk-behind-refusal").count(), told);
        }
    }
}

/// An adult at risk says no, and the request is withdrawn, or touch is lost, or the next tick says that all is well.
#[test]
fn a_risk_that_is_known_bars_every_way_until_a_reason_is_given() {
    let record = adult(vec![SaidNo { on: day(1), facts: at_risk() }.into()]);
    for event in ways(&RefusalFacts::default()) {
        assert!(bars(&says(&record, event)).contains(&"refusal-does-not-end-duty"));
    }
    for event in ways(&no_risk()) {
        let found = bars(&says(&record, event));
        assert!(found.contains(&"refusal-does-not-end-duty"), "{found:?}");
        assert!(found.contains(&"risk-undone-without-reason"), "{found:?}");
    }
    for event in ways(&because(no_risk())) {
        assert!(!says(&record, event).bars());
    }
    // That nothing is known now does not undo it either, with or without a reason.
    for event in ways(&because(risk_not_known())) {
        assert!(says(&record, event).bars());
    }
    // Nothing was known before: then nothing is undone.
    let safe = adult(vec![SaidNo { on: day(1), facts: risk_not_known() }.into()]);
    for event in ways(&no_risk()) {
        assert!(!says(&safe, event).bars());
    }
}

#[test]
fn a_lack_of_capacity_is_not_undone_by_a_tick_either() {
    let lacks = RefusalFacts { has_capacity: Fact::known(false), ..no_risk() };
    let record = adult(vec![SaidNo { on: day(1), facts: lacks }.into()]);
    let accepted = |facts| says(&record, RefusalAccepted { on: day(5), facts });
    assert!(bars(&accepted(no_risk())).contains(&"risk-undone-without-reason"));
    assert!(!accepted(because(no_risk())).bars());
    // A decision in their best interests undoes nothing: it is what was missing.
    let decided = RefusalFacts { not_in_best_interests: Fact::known(true), ..RefusalFacts::default() };
    assert!(!accepted(decided).bars());
}

#[test]
fn what_was_comforting_is_asked_again() {
    // Said once, it counts; asked again and not known, it does not.
    let record = adult(vec![SaidNo { on: day(1), facts: no_risk() }.into()]);
    let accepted = |record, facts| says(record, RefusalAccepted { on: day(5), facts });
    assert!(!accepted(&record, RefusalFacts::default()).bars());
    assert_eq!(bars(&accepted(&record, risk_not_known())), ["refusal-open"]);
    // Once the duty is back, a risk is still known and the rest is asked anew.
    let revived = |facts| {
        let refused = offered(
            adult(Vec::new()),
            TakenElsewhere {
                what: RefusalAccepted { on: day(5), facts },
                by: worker().into(),
                why_recorded: words("on paper"),
            },
        );
        offered(refused, Revived { on: day(6), because: OwedBecause::Request })
    };
    assert_eq!(*revived(no_risk()).case().safety().abuse_or_risk.told(), Told::default());
    let withdrawn = |record: &Assessment, facts| {
        says(record, RequestWithdrawn { on: day(7), reason: words("made up"), facts })
    };
    assert_eq!(bars(&withdrawn(&revived(no_risk()), RefusalFacts::default())), ["refusal-open"]);
    assert!(withdrawn(&revived(at_risk()), no_risk()).bars());
    assert!(!withdrawn(&revived(at_risk()), because(no_risk())).bars());
}

#[test]
fn protection_that_is_affected_is_a_risk_that_is_known() {
    let with = |affected| {
        let mut facts = AdultFacts::default();
        facts.wellbeing.areas.set(WellbeingArea::Protection, affected);
        let facts = CriteriaFacts::Adult(Box::new(facts));
        let mut events = under_way();
        events.push(FactsRecorded { on: day(3), facts }.into());
        says(&adult(events), RefusalAccepted { on: day(5), facts: no_risk() })
    };
    assert_eq!(bars(&with(Fact::known(true))), ["refusal-does-not-end-duty", "risk-undone-without-reason"]);
    assert!(!with(Fact::known(false)).bars());
    assert!(!with(Fact::default()).bars());
}

#[test]
fn what_a_record_was_made_to_say_ends_no_duty_that_the_law_keeps() {
    let refused = |facts| TakenElsewhere {
        what: RefusalAccepted { on: day(5), facts },
        by: worker().into(),
        why_recorded: words("on paper"),
    };
    let lost = |facts| Irregularly {
        what: ended(EndedBecause::LostTouch, facts),
        reason: words("made up"),
        accepted_by: worker().into(),
    };
    let lacks = RefusalFacts { has_capacity: Fact::known(false), ..no_risk() };
    let decided = RefusalFacts { not_in_best_interests: Fact::known(false), ..lacks.clone() };
    for (facts, owed) in [
        (no_risk(), &[][..]),
        (at_risk(), &["assessment-owed"]),
        (decided, &["assessment-owed"]),
        (lacks, &["end-to-be-checked"]),
        (RefusalFacts::default(), &["end-to-be-checked"]),
    ] {
        assert_eq!(open(&offered(adult(Vec::new()), refused(facts.clone()))), owed, "{facts:?}");
        assert_eq!(open(&offered(adult(Vec::new()), lost(facts))), owed);
    }
    // A case that comes in as refused, of which nobody says why that ended anything.
    let mut taken: TakenOver<Assessment> = Assessments::taken_over(Status::Refused).unwrap();
    (taken.as_known.assessed_as, taken.as_known.cares_for) = (AssessedAs::Adult, None);
    let policy = Policy::default();
    let setting = Setting::new(&policy, &EveryDay);
    let took = |taken| {
        let stamp = stamp_as(1, mutual_care::base::Role::SocialWorker);
        Assessment::take_over(id(502), taken, stamp, &setting).unwrap().record
    };
    assert_eq!(open(&took(taken.clone())), ["end-to-be-checked"]);
    taken.as_known.refusal = no_risk();
    assert!(open(&took(taken)).is_empty());
}

#[test]
fn a_duty_that_never_ended_has_been_owed_all_along() {
    let revived = |facts| {
        let refused = TakenElsewhere {
            what: RefusalAccepted { on: day(5), facts },
            by: worker().into(),
            why_recorded: words("on paper"),
        };
        let record = offered(adult(Vec::new()), refused);
        offered(record, Revived { on: day(20), because: OwedBecause::Changed }).case().requested_on()
    };
    assert_eq!(revived(at_risk()), day(0));
    assert_eq!(revived(no_risk()), day(20));
    // Whether it ended is not known: then it is not taken to have.
    assert_eq!(revived(RefusalFacts::default()), day(0));
}

/// Nobody speaks up for themself in the sense of the law.
#[test]
fn nobody_is_their_own_appropriate_person() {
    let with = |who| {
        let tests: ByCode<CandidateTest, Fact<bool>> = CandidateTest::ALL
            .iter()
            .map(|test| {
                (*test, Fact::known(!matches!(test, CandidateTest::Paid | CandidateTest::Conflicted)))
            })
            .collect();
        let mut look = looked(Involvement::Assessment, fact(1));
        look.facts.candidates.push(Candidate { who: person(who), other_half: false, tests });
        adult(vec![look.into()]).case().advocacy(Involvement::Assessment).due()
    };
    assert_eq!(with(MOTHER), Verdict::Yes);
    assert_ne!(
        with(9),
        Verdict::Yes,
        "somebody else may be appropriate; whether a long stay is near was not asked"
    );
}

/// Of what the law has an assessment look at, only whom to involve may not apply.
#[test]
fn what_the_law_has_looked_at_applies_to_everybody() {
    // What is asked of a carer alone is no part of an adult's.
    let of_an_adult = |item: &&ContentItem| looked_at().content.get(**item) != Considered::NotYet;
    for item in ContentItem::ALL.iter().filter(of_an_adult) {
        let mut looked = looked_at();
        looked.content.set(*item, Considered::NotApplicable);
        let mut events = ready();
        events.push(looked.into());
        let may_not_apply = matches!(item, ContentItem::CarersInvolved | ContentItem::OthersInvolved);
        assert_eq!(says(&adult(events), determination()).bars(), !may_not_apply, "{item}");
    }
}

#[test]
fn death_moving_and_a_duplicate_ask_about_abuse_alone_and_leave_no_duty() {
    let lacks = RefusalFacts { has_capacity: Fact::known(false), ..no_risk() };
    for because in [EndedBecause::Died, EndedBecause::Moved, EndedBecause::Duplicate] {
        for (facts, code) in [
            (no_risk(), None),
            (lacks.clone(), None),
            (at_risk(), Some("safeguarding-after-ending")),
            (RefusalFacts::default(), Some("abuse-not-asked-at-end")),
        ] {
            let found = says(&adult(Vec::new()), ended(because, facts.clone()));
            assert!(!found.bars());
            for told in ["safeguarding-after-ending", "abuse-not-asked-at-end"] {
                assert_eq!(
                    found.with_code(told).count(),
                    usize::from(code == Some(told)),
                    "{because} {told}"
                );
            }
            assert!(open(&offered(adult(Vec::new()), ended(because, facts))).is_empty());
        }
    }
    // Known before, it is still known.
    let record = adult(vec![SaidNo { on: day(1), facts: at_risk() }.into()]);
    let found = says(&record, ended(EndedBecause::Died, RefusalFacts::default()));
    assert_eq!(found.with_code("safeguarding-after-ending").count(), 1);
}

#[test]
fn a_record_is_no_duplicate_of_itself() {
    let itself = |record: Assessment| {
        let goes_on_in = Some(record.id());
        offered(record, AssessmentEnded { goes_on_in, ..ended(EndedBecause::Duplicate, no_risk()) })
    };
    assert_eq!(open(&itself(adult(Vec::new()))), ["assessment-owed"]);
    let refused = adult(vec![RefusalAccepted { on: day(4), facts: no_risk() }.into()]);
    assert!(open(&itself(refused)).is_empty(), "the refusal had ended it");
}

fn looked(involved_in: Involvement, weighing: Fact<bool>) -> AdvocacyLookedAt {
    let mut event = AdvocacyLookedAt { involved_in, ..no_difficulty() };
    event.facts.difficulties.set(Difficulty::Weighing, weighing);
    event
}

fn determination() -> DeterminationMade {
    DeterminationMade { on: day(9), meets_criteria: false, departs_from_guidance: None }
}

/// Due for the assessment, then looked at for planning with no difficulty.
#[test]
fn each_involvement_has_its_own_advocacy() {
    let with = |looks: Vec<AdvocacyLookedAt>| {
        let mut events = ready();
        events.extend(looks.into_iter().map(AssessmentEvent::from));
        adult(events)
    };
    let assessment = |known| looked(Involvement::Assessment, fact(known));
    let planning = |known| looked(Involvement::Planning, fact(known));
    let due = with(vec![assessment(1), planning(0)]);
    assert_eq!(bars(&says(&due, determination())), ["advocate-due"]);
    assert_eq!(due.case().advocacy(Involvement::Planning).due(), Verdict::No);
    assert_eq!(due.case().advocacy(Involvement::Review).due(), Verdict::NotKnown);
    let other = with(vec![planning(1)]);
    assert!(!says(&other, determination()).bars());
    // After the determination advocacy goes on, each with a duty of its own.
    let determined = offered(other, determination());
    assert_eq!(open(&determined), ["advocate-owed", "result-owed"]);
    let for_review = AdvocateArranged { involved_in: Some(Involvement::Review), ..advocate(10) };
    let still = offered(determined.clone(), for_review);
    assert_eq!(open(&still), ["advocate-owed", "result-owed"], "another involvement's advocate");
    let for_planning = AdvocateArranged { involved_in: Some(Involvement::Planning), ..advocate(10) };
    assert_eq!(open(&offered(determined, for_planning)), ["result-owed"]);
}

#[test]
fn a_difficulty_is_not_undone_by_a_tick() {
    let record = adult(vec![looked(Involvement::Assessment, fact(1)).into()]);
    for known in [fact(0), fact(2), Fact::default()] {
        let again = looked(Involvement::Assessment, known);
        assert_eq!(bars(&says(&record, again.clone())), ["difficulty-undone-without-reason"]);
        let why_changed = words("Her hearing aid works again; made up.");
        assert!(!says(&record, AdvocacyLookedAt { why_changed, ..again }).bars());
    }
    // Somebody appropriate who turned up is reason enough, and another involvement is another matter.
    let mut found = looked(Involvement::Assessment, fact(1));
    let tests: ByCode<_, _> = Code::ALL
        .iter()
        .map(|test: &CandidateTest| {
            let against = matches!(test, CandidateTest::Paid | CandidateTest::Conflicted);
            (*test, Fact::known(!against))
        })
        .collect();
    found.facts.candidates.push(Candidate { who: person(9), other_half: false, tests });
    assert!(!says(&record, found).bars());
    assert!(!says(&record, looked(Involvement::Planning, fact(0))).bars());
}

#[test]
fn an_advocate_works_for_nobody_who_is_concerned() {
    let record = adult(vec![arrangements().into(), looked(Involvement::Assessment, fact(1)).into()]);
    let says_of = |change: &dyn Fn(&mut AdvocateArranged)| {
        let mut event = advocate(5);
        change(&mut event);
        bars(&says(&record, event))
    };
    assert!(says_of(&|_| ()).is_empty());
    assert_eq!(
        says_of(&|event| event.advocate = worker().into()),
        ["advocate-not-independent"],
        "the assessor"
    );
    for (known, code) in [(fact(1), "advocate-not-independent"), (fact(2), "advocate-independence-open")] {
        assert_eq!(says_of(&|event| event.works_for_authority = known), [code]);
        assert_eq!(says_of(&|event| event.cares_for_pay = known), [code]);
    }
    assert_eq!(says_of(&|event| event.without_duty = true), ["advocate-is-due"]);
    // Offered without a duty where there is none: nothing speaks against it.
    let not_due = adult(vec![no_difficulty().into()]);
    assert!(says(&not_due, AdvocateArranged { without_duty: true, ..advocate(5) }).is_empty());
    let not_looked = says(&adult(Vec::new()), AdvocateArranged { without_duty: true, ..advocate(5) });
    assert_eq!(codes(&not_looked), ["advocacy-open"]);
}

#[test]
fn a_candidate_who_is_paid_or_in_conflict_is_no_advocate() {
    for (test, known, independent) in [
        (CandidateTest::Paid, true, false),
        (CandidateTest::Conflicted, true, false),
        (CandidateTest::Paid, false, true),
        (CandidateTest::Willing, false, true),
    ] {
        let mut look = looked(Involvement::Planning, fact(1));
        let tests = ByCode::default().with(test, Fact::known(known));
        look.facts.candidates.push(Candidate { who: person(9), other_half: false, tests });
        let record = adult(vec![look.into()]);
        let event = AdvocateArranged { advocate: person(9).into(), ..advocate(5) };
        assert_eq!(!says(&record, event).bars(), independent, "{test}");
    }
}

/// Who was taken for independent, and is learned to be otherwise, is no advocate when it counts.
#[test]
fn independence_is_looked_at_again_when_it_counts() {
    let before = vec![looked(Involvement::Assessment, fact(1)).into(), advocate(1).into()];
    let assessor = advocate(1).advocate;
    let found = says(
        &adult(before.clone()),
        mutual_care::assessment::ArrangementsMade { assessor, ..arrangements() },
    );
    assert_eq!(bars(&found), ["advocate-not-independent"]);
    assert!(!says(&adult(before), arrangements()).bars());

    let mut events = ready();
    let somebody = AdvocateArranged { advocate: person(9).into(), ..advocate(4) };
    let mut look = looked(Involvement::Assessment, fact(1));
    events.extend([look.clone().into(), somebody.into()]);
    assert!(!says(&adult(events.clone()), determination()).bars());
    let tests = ByCode::default().with(CandidateTest::Paid, Fact::known(true));
    look.facts.candidates.push(Candidate { who: person(9), other_half: false, tests });
    events.push(look.into());
    let record = adult(events);
    assert_eq!(bars(&says(&record, determination())), ["advocate-not-independent"]);
    assert!(open(&record).contains(&"advocate-owed"));
    // The son is named as somebody at home only afterwards.
    let mut events = vec![looked(Involvement::Assessment, fact(1)).into()];
    events.push(AdvocateArranged { advocate: person(SON).into(), ..advocate(1) }.into());
    assert!(!open(&adult(events.clone())).contains(&"advocate-owed"));
    events.push(
        mutual_care::assessment::QuestionsAnswered { on: day(3), answers: Box::new(all_asked(MOTHER, SON)) }
            .into(),
    );
    assert!(open(&adult(events)).contains(&"advocate-owed"));
}

#[test]
fn reasons_go_with_every_determination_and_advice_with_a_no() {
    let shared = |to: u128, both, reasons| SharedInWriting {
        on: day(9),
        to: vec![person(to)],
        with_reasons_and_advice: both,
        with_reasons: reasons,
    };
    let determined = |meets_criteria| {
        let made = DeterminationMade { meets_criteria, ..determination() };
        offered(adult(ready()), elsewhere(made))
    };
    for (yes, both, reasons, code) in [
        (true, true, false, None),
        (true, false, true, None),
        (true, false, false, Some("reasons-owed")),
        (false, true, false, None),
        (false, false, true, Some("reasons-and-advice-owed")),
        (false, false, false, Some("reasons-and-advice-owed")),
    ] {
        let record = determined(yes);
        assert_eq!(bars(&says(&record, shared(MOTHER, both, reasons))).first().copied(), code);
        // Sent all the same, the rest is still owed, and can be given.
        let sent = offered(record, elsewhere(shared(MOTHER, both, reasons)));
        assert_eq!(open(&sent).is_empty(), code.is_none(), "{yes} {both} {reasons}");
        let rest = SharedInWriting { on: day(12), ..shared(MOTHER, true, false) };
        let whole = offered(sent, rest);
        assert!(open(&whole).is_empty());
        let Assessment::Shared(record) = &whole else { panic!("{:?}", whole.status()) };
        assert_eq!(record.case().given_whole_on(), Some(day(if code.is_none() { 9 } else { 12 })));
    }
    // What went to somebody else was not given to the person.
    let to_son = offered(determined(true), elsewhere(shared(SON, true, false)));
    assert_eq!(open(&to_son), ["result-owed"]);
    // Touch that is lost afterwards takes no result away; a death does.
    let lost = offered(determined(true), ended(EndedBecause::LostTouch, no_risk()));
    assert_eq!(open(&lost), ["result-owed"]);
    assert!(open(&offered(determined(true), ended(EndedBecause::Died, no_risk()))).is_empty());
}

#[test]
fn a_self_assessment_that_is_wished_with_capacity_is_owed() {
    let not_asked = Told::default();
    let declined = Told::NotKnown(WhyNotKnown::Declined);
    let (yes, no) = (Told::Known(true), Told::Known(false));
    for (wished, capacity, code) in [
        (yes, yes, Some("self-assessment-owed")),
        (yes, no, None),
        (yes, not_asked, Some("self-assessment-capacity-open")),
        (no, yes, None),
        (no, not_asked, None),
        (declined, yes, None),
        (not_asked, yes, Some("self-assessment-wish-not-asked")),
    ] {
        for carried_out in
            [CarriedOut::FaceToFace, CarriedOut::Joint, CarriedOut::Specialist, CarriedOut::Remote]
        {
            let mut event = arrangements();
            (event.self_assessment_wished, event.has_capacity) = (wished, capacity);
            event.carried_out = carried_out;
            assert_eq!(bars(&says(&adult(Vec::new()), event)).first().copied(), code);
        }
    }
}

#[test]
fn whom_a_carer_cares_for_is_asked_to_be_an_adult() {
    let policy = Policy::default();
    let setting = Setting::new(&policy, &EveryDay);
    let open = |role, cared_for_is_adult, paid_or_voluntary| {
        let event = Opened { cared_for_is_adult, paid_or_voluntary, ..opening(role) };
        let stamp = stamp_as(1, mutual_care::base::Role::SocialWorker);
        match Assessment::open(id(501), event, stamp, &setting) {
            Ok(accepted) => codes(&accepted.findings),
            Err(why) => bars(why.into_parts().1.findings().unwrap()),
        }
    };
    let (yes, no, unasked) = (Fact::known(true), Fact::known(false), Fact::default());
    assert!(open(AssessedAs::Carer, yes, no).is_empty());
    assert_eq!(open(AssessedAs::Carer, no, no), ["cared-for-not-an-adult"]);
    assert_eq!(open(AssessedAs::Carer, unasked, no), ["cared-for-adult-not-known"]);
    assert_eq!(open(AssessedAs::Carer, yes, unasked), ["contract-not-known"]);
    assert_eq!(open(AssessedAs::Carer, yes, yes), ["cares-by-contract"]);
    assert!(open(AssessedAs::Adult, unasked, unasked).is_empty(), "an adult's own assessment asks neither");
    // A child's own assessment may be owed: that it is, nobody knows here.
    let rule = &mutual_care::assessment::rules::NOT_AN_ADULT;
    assert!(rule.professional.contains("may be owed"), "{}", rule.professional);
}

#[test]
fn dates_run_in_an_order_that_can_be() {
    const CODE: &str = "date-out-of-order";
    let out = |record: &Assessment, event: AssessmentEvent| says(record, event).with_code(CODE).count();
    let arranged = adult(vec![arrangements().into()]);
    let began = |on| mutual_care::assessment::Began { on: day(on) }.into();
    assert_eq!((out(&arranged, began(0)), out(&arranged, began(1))), (1, 0));
    // A determination is no earlier than what it rests on; the last of it is of day 3.
    let determined = |on| DeterminationMade { on: day(on), ..determination() }.into();
    assert_eq!((out(&adult(ready()), determined(3)), out(&adult(ready()), determined(2))), (0, 3));
    assert_eq!(out(&adult(ready()), determined(1)), 4, "nor than it began");
    let mut late = ready();
    late.push(FactsRecorded { on: day(8), ..not_impaired() }.into());
    late.push(AdvocacyLookedAt { on: day(8), ..no_difficulty() }.into());
    assert_eq!((out(&adult(late.clone()), determined(7)), out(&adult(late), determined(8))), (2, 0));
    // A refusal is accepted no earlier than it was made, and ends what had begun by then.
    let said = adult(vec![SaidNo { on: day(4), facts: no_risk() }.into()]);
    let accepted = |on| RefusalAccepted { on: day(on), facts: no_risk() }.into();
    assert_eq!((out(&said, accepted(3)), out(&said, accepted(4))), (1, 0));
    let withdrawn = |on| RequestWithdrawn { on: day(on), reason: words("made up"), facts: no_risk() }.into();
    assert_eq!((out(&adult(under_way()), withdrawn(1)), out(&adult(under_way()), withdrawn(2))), (1, 0));
    // Nobody says no after their death; what others did without knowing of it may be later.
    let died = |on| AssessmentEnded { on: day(on), ..ended(EndedBecause::Died, no_risk()) }.into();
    assert_eq!((out(&said, died(3)), out(&said, died(4))), (1, 0));
    assert_eq!(out(&adult(under_way()), died(1)), 0);
    let split = |on| mutual_care::assessment::Split { on: day(on), withdrawn_by: None }.into();
    let combined = adult(vec![crate::proof::together(mutual_care::base::Say::Agrees).into()]);
    assert_eq!((out(&combined, split(1)), out(&combined, split(2))), (1, 0));
    let found = says(&said, AssessmentEvent::from(RefusalAccepted { on: day(3), facts: no_risk() }));
    let sentence = found.with_code(CODE).next().unwrap().for_professional();
    assert_eq!(
        sentence,
        "This is dated 2026-03-05, and the person said no on 2026-03-06. Expected 2026-03-06 or later."
    );
}

/// An old journal says nothing of abuse where a request was withdrawn: it loads, and what it left open is to be asked.
#[test]
fn a_journal_of_before_loads_and_shows_what_was_never_asked() {
    let text = include_str!("../golden/assessment/v1-withdrawn.json");
    let record: Assessment = serde_json::from_str(text).unwrap();
    assert_eq!((record.status(), open(&record)), (Status::Withdrawn, vec!["end-to-be-checked"]));
    let text = include_str!("../golden/assessment/v1-shared.json");
    let record: Assessment = serde_json::from_str(text).unwrap();
    assert!(open(&record).is_empty(), "reasons and advice had gone with it");
    assert!(fits(&record, no_difficulty()));
    let blank = serde_json::to_value(RequestWithdrawn {
        on: day(1),
        reason: words("made up"),
        facts: RefusalFacts { why_changed: PrivateText::default(), ..RefusalFacts::default() },
    });
    assert_eq!(blank.unwrap(), serde_json::json!({ "on": "2026-03-03", "reason": "made up" }));
}

/// What happens is recorded no earlier than the day before it, wherever the clock stands; notice may be given ahead.
#[test]
fn nothing_is_recorded_before_it_happens() {
    let policy = Policy::default();
    let setting = Setting::new(&policy, &EveryDay);
    let stamp = stamp_as(90, mutual_care::base::Role::SocialWorker);
    let today = stamp.at().date_naive();
    let ahead = |days| today + chrono::Days::new(days);
    let asks = |record: &Assessment, event: AssessmentEvent| match record.ask(
        mutual_care::machine::Step::Regularly(event),
        stamp,
        &setting,
    ) {
        Ok(_) => Vec::new(),
        Err(mutual_care::machine::Refusal::Barred(findings)) => bars(&findings),
        Err(why) => panic!("{why}"),
    };
    let record = adult(under_way());
    let events = |on| -> Vec<AssessmentEvent> {
        vec![
            SaidNo { on, facts: no_risk() }.into(),
            RefusalAccepted { on, facts: no_risk() }.into(),
            AssessmentEnded { on, ..ended(EndedBecause::Died, no_risk()) }.into(),
            mutual_care::assessment::QuestionsAnswered { on, answers: Box::new(all_asked(MOTHER, SON)) }
                .into(),
            AdvocacyLookedAt { on, ..no_difficulty() }.into(),
        ]
    };
    for (near, far) in events(ahead(1)).into_iter().zip(events(ahead(2))) {
        assert!(asks(&record, near).is_empty());
        assert_eq!(asks(&record, far), ["not-happened-yet"]);
    }
    let notice = mutual_care::assessment::CarersHelpRecorded { on: ahead(30), ..crate::proof::he_cooks(0) };
    assert!(asks(&record, notice.into()).is_empty(), "a carer may say when they will stop");
    // A year slipped.
    let slipped = AssessmentEnded { on: ahead(36 * 365), ..ended(EndedBecause::Died, no_risk()) };
    assert_eq!(asks(&record, slipped.into()), ["not-happened-yet"]);
}
