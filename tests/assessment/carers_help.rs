//! Needs that carers meet: how far, by whom, and from which day they are owed again. All people are made up.

use mutual_care::assessment::{
    AdultFacts, AdultLimb, AdultMeeting, AdultOutcome, Assessment, AssessmentEvent, CarersHelp,
    CarersHelpRecorded, CriteriaFacts, DeterminationMade, FactsRecorded, HowFar, MeansRecorded, MeetingFacts,
    MetByCarers, MustMeet, OutcomeFacts, Policy, Residence,
};
use mutual_care::base::{Code, Fact, Finding, Owes, PrivateText, Verdict};
use mutual_care::machine::{Machine, Setting, TakenElsewhere};
use mutual_care::need::Outcome;

use crate::kit::{EveryDay, next_stamp};
use crate::mutual::{MOTHER, SON};
use crate::proof::{Assessments, after, day, opening, under_way, words, worker};
use crate::record::{adult, fits, says};
use crate::{fact, person};

const NEEDED: [AdultOutcome; 2] = [AdultOutcome::Nutrition, AdultOutcome::Toilet];

/// Somebody who is unable in two outcomes and manages the rest, whose needs must be met as far as money goes.
fn needing() -> Vec<AssessmentEvent> {
    let mut facts = AdultFacts { impairment_or_illness: Fact::known(true), ..AdultFacts::default() };
    facts.wellbeing.significant_impact = Fact::known(true);
    for outcome in AdultOutcome::ALL {
        let known = if NEEDED.contains(outcome) {
            OutcomeFacts::unable_by(AdultLimb::Assistance)
        } else {
            OutcomeFacts::manages()
        };
        facts.outcomes.set(*outcome, known);
    }
    let means = AdultMeeting {
        residence: Fact::known(Residence::Here),
        charged: Fact::known(false),
        ..AdultMeeting::default()
    };
    let mut events = under_way();
    events.push(FactsRecorded { on: day(3), facts: CriteriaFacts::Adult(Box::new(facts)) }.into());
    events.push(MeansRecorded { on: day(3), facts: MeetingFacts::Adult(means) }.into());
    events
}

fn help(outcome: AdultOutcome, carer: u128, meets: HowFar) -> CarersHelp {
    let mut help = CarersHelp::new(outcome, person(carer));
    help.meets = Fact::known(meets);
    if meets == HowFar::InPart {
        help.left = words("Supper is left; made up.");
    }
    (help.able_now, help.willing_now) = (Fact::known(true), Fact::known(true));
    help
}

fn recorded(on: u64, help: Vec<CarersHelp>) -> AssessmentEvent {
    CarersHelpRecorded { on: day(on), help }.into()
}

fn with(events: impl IntoIterator<Item = AssessmentEvent>) -> Assessment {
    let mut all = needing();
    all.extend(events);
    adult(all)
}

fn answer(record: &Assessment, on: u64) -> MustMeet {
    record.case().meeting(Verdict::Yes, day(on)).unwrap().must_meet()
}

/// What is left of nutrition: how far it is met, and whether the authority must meet it.
fn nutrition(record: &Assessment, on: u64) -> (MetByCarers, MustMeet) {
    let owed = record.case().outcomes_owed(Verdict::Yes, day(on));
    let of = owed.iter().find(|owed| owed.outcome == Outcome::Nutrition).unwrap();
    (of.met, of.must_meet)
}

/// Every combination of how far, able and willing, each yes, no and not known, against the words of the rule.
#[test]
fn only_what_an_able_and_willing_carer_does_counts() {
    let meets = [None, Some(HowFar::Wholly), Some(HowFar::InPart), Some(HowFar::Not)];
    for how_far in meets {
        for able in 0..3 {
            for willing in 0..3 {
                let mut one = help(AdultOutcome::Nutrition, SON, how_far.unwrap_or(HowFar::Wholly));
                one.meets = how_far.map_or(Fact::default(), Fact::known);
                (one.able_now, one.willing_now) = (fact(able), fact(willing));
                let expected = if how_far == Some(HowFar::Not) || able == 0 || willing == 0 {
                    MetByCarers::Not
                } else if able == 2 || willing == 2 {
                    MetByCarers::NotKnown
                } else {
                    match how_far {
                        Some(HowFar::Wholly) => MetByCarers::Wholly,
                        Some(HowFar::InPart) => MetByCarers::InPart,
                        _ => MetByCarers::NotKnown,
                    }
                };
                assert_eq!(one.counts(), expected, "{how_far:?} {able} {willing}");
            }
        }
    }
}

#[test]
fn the_duty_is_for_what_carers_leave() {
    use HowFar::{InPart, Not, Wholly};
    let both = |nutrition, toilet| {
        with([recorded(
            3,
            vec![help(AdultOutcome::Nutrition, SON, nutrition), help(AdultOutcome::Toilet, SON, toilet)],
        )])
    };
    // All of it met: no duty meanwhile, and the need stays eligible.
    let all = both(Wholly, Wholly);
    assert_eq!(
        (answer(&all, 4), nutrition(&all, 4)),
        (MustMeet::Power, (MetByCarers::Wholly, MustMeet::Power))
    );
    assert_eq!(all.case().eligible(), Verdict::Yes);
    let said: Vec<&str> =
        all.case().meeting(Verdict::Yes, day(4)).unwrap().findings().iter().map(Finding::code).collect();
    assert_eq!(said, ["power-to-meet"], "never a duty and no duty together");
    for (nutrition_met, toilet_met) in [(Wholly, Not), (Wholly, InPart), (InPart, InPart), (Not, Not)] {
        assert_eq!(answer(&both(nutrition_met, toilet_met), 4), MustMeet::Duty);
    }
    assert_eq!(nutrition(&both(InPart, Wholly), 4), (MetByCarers::InPart, MustMeet::Duty));
    assert_eq!(nutrition(&both(Not, Wholly), 4), (MetByCarers::Not, MustMeet::Duty));
    // Not known of the only outcome that may be left: it cannot be said.
    let mut unknown = help(AdultOutcome::Nutrition, SON, Wholly);
    unknown.willing_now = Fact::default();
    let open = with([recorded(3, vec![unknown.clone(), help(AdultOutcome::Toilet, SON, Wholly)])]);
    assert_eq!(
        (answer(&open, 4), nutrition(&open, 4)),
        (MustMeet::NotKnown, (MetByCarers::NotKnown, MustMeet::NotKnown))
    );
    // Where another one is left in any case, there is a duty.
    let left = with([recorded(3, vec![unknown])]);
    assert_eq!(answer(&left, 4), MustMeet::Duty);
    // Nobody recorded: nobody is known to meet anything.
    assert_eq!((answer(&with([]), 4), nutrition(&with([]), 4).0), (MustMeet::Duty, MetByCarers::Not));
}

#[test]
fn of_several_carers_the_one_who_does_all_of_it_is_enough() {
    let two = |first: CarersHelp, second| {
        nutrition(&with([recorded(3, vec![first, CarersHelp { carer: person(9), ..second }])]), 4).0
    };
    let of = |meets| help(AdultOutcome::Nutrition, SON, meets);
    let unknown = CarersHelp { able_now: Fact::default(), ..of(HowFar::Wholly) };
    assert_eq!(two(of(HowFar::Not), of(HowFar::Wholly)), MetByCarers::Wholly);
    assert_eq!(two(unknown.clone(), of(HowFar::Wholly)), MetByCarers::Wholly);
    assert_eq!(two(unknown, of(HowFar::InPart)), MetByCarers::NotKnown);
    assert_eq!(two(of(HowFar::InPart), of(HowFar::Not)), MetByCarers::InPart);
}

/// He cooks from day 3, does less from day 20, and stops on day 40.
#[test]
fn it_is_owed_again_from_the_day_on_which_that_ends() {
    let of = |on, meets| {
        recorded(
            on,
            vec![help(AdultOutcome::Nutrition, SON, meets), help(AdultOutcome::Toilet, SON, HowFar::Wholly)],
        )
    };
    let stops = {
        let mut stopped = help(AdultOutcome::Nutrition, SON, HowFar::Wholly);
        stopped.willing_now = Fact::known(false);
        recorded(40, vec![stopped])
    };
    let record = with([of(3, HowFar::Wholly), of(20, HowFar::InPart)]);
    let made = DeterminationMade { on: day(9), meets_criteria: true, departs_from_guidance: None };
    let made = TakenElsewhere { what: made, by: worker().into(), why_recorded: words("on paper") };
    let policy = Policy::default();
    let setting = Setting::new(&policy, &EveryDay);
    let stamp = next_stamp::<Assessments>(&record, mutual_care::assessment::Verb::Opened);
    let record = record.offer(made, stamp, &setting).unwrap().into_record();
    let stamp = next_stamp::<Assessments>(&record, mutual_care::assessment::Verb::Opened);
    let record =
        record.offer(mutual_care::machine::Step::Regularly(stops), stamp, &setting).unwrap().into_record();
    let again = |on| {
        let duties = record.duties(day(on), &policy, &EveryDay);
        let again: Vec<_> = duties.iter().filter(|duty| duty.rule().code == "need-owed-again").collect();
        again.iter().map(|duty| duty.from()).collect::<Vec<_>>()
    };
    assert_eq!((answer(&record, 19), answer(&record, 20)), (MustMeet::Power, MustMeet::Duty));
    assert_eq!((nutrition(&record, 39).0, nutrition(&record, 40).0), (MetByCarers::InPart, MetByCarers::Not));
    assert_eq!((again(19), again(20), again(45)), (vec![], vec![day(20)], vec![day(20)]));
    // Once he does all of it again, nothing is owed again.
    let stamp = next_stamp::<Assessments>(&record, mutual_care::assessment::Verb::Opened);
    let back = mutual_care::machine::Step::Regularly(of(50, HowFar::Wholly));
    let record = record.offer(back, stamp, &setting).unwrap().into_record();
    let duties = record.duties(day(50), &policy, &EveryDay);
    assert!(duties.iter().all(|duty| duty.rule().code != "need-owed-again"));
    assert_eq!(answer(&record, 50), MustMeet::Power);
}

/// What was said of somebody without a name says neither how far, nor whether they are able and willing.
#[test]
fn that_somebody_meets_it_is_not_known_to_be_enough() {
    let mut facts = AdultFacts { impairment_or_illness: Fact::known(true), ..AdultFacts::default() };
    facts.wellbeing.significant_impact = Fact::known(true);
    for outcome in AdultOutcome::ALL {
        facts.outcomes.set(*outcome, OutcomeFacts::manages());
    }
    for outcome in NEEDED {
        let met_by_carer = Fact::known(true);
        facts
            .outcomes
            .set(outcome, OutcomeFacts { met_by_carer, ..OutcomeFacts::unable_by(AdultLimb::Danger) });
    }
    let found = mutual_care::assessment::adult_eligibility(person(MOTHER), &facts);
    let said: Vec<String> = found.findings().iter().map(Finding::for_professional).collect();
    assert!(said.iter().all(|said| !said.contains("need not")), "{said:?}");
    let mut events = needing();
    events.push(FactsRecorded { on: day(3), facts: CriteriaFacts::Adult(Box::new(facts)) }.into());
    let record = adult(events);
    assert_eq!((answer(&record, 4), nutrition(&record, 4).0), (MustMeet::NotKnown, MetByCarers::NotKnown));
}

#[test]
fn what_is_recorded_of_carers_hangs_together() {
    let record = with([]);
    let one = || help(AdultOutcome::Nutrition, SON, HowFar::Wholly);
    let at = |help| CarersHelpRecorded { on: day(4), help };
    assert!(fits(&record, at(vec![one()])));
    assert!(!fits(&record, at(vec![])));
    assert!(!fits(&record, at(vec![one(), one()])), "a pair stands twice");
    assert!(!fits(&record, at(vec![CarersHelp { carer: person(MOTHER), ..one() }])), "a carer of oneself");
    let without_words = help(AdultOutcome::Nutrition, SON, HowFar::InPart);
    let without_words = CarersHelp { left: PrivateText::default(), ..without_words };
    assert!(!fits(&record, at(vec![without_words])), "what is left?");
    assert!(!fits(&record, at(vec![CarersHelp { left: words("made up"), ..one() }])));
    let carer = after(opening(mutual_care::assessment::AssessedAs::Carer), under_way());
    let of_son = CarersHelp { carer: person(9), ..one() };
    assert!(!fits(&carer, at(vec![of_son])), "a carer's own needs");
    let found = says(&record, at(vec![one()]));
    assert_eq!(found.iter().map(Finding::code).collect::<Vec<_>>(), ["met-by-carers"]);
}
