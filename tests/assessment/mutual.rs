//! The questions that find mutual caring, from what is owed to what is found.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use mutual_care::assessment::{
    Answers, AnswersError, ArrangementOverwrite, AssumedPart, FIRST_SIGNS, Found, HelpBothWays, HoursBand,
    Ids, MutualCaring, MutualQuestion, NeedOverwrite, NeedTemplate, NeedTemplates, OtherHelp, Overwrites,
    PartOfDay, Proposal, ProposeError, Relation, Relative, SignsPolicy, TemplateError, Topic, TopicGroup,
    WishLater, WithOther, Worry, find_mutual_caring, first_signs_sheet, propose,
};
use mutual_care::base::{
    ArrangementId, Basis, ByCode, Code, Fact, Finding, NeedId, PersonId, Question, SourceId, Told,
    WhyNotKnown,
};
use mutual_care::circle::{Knows, Services, Team, TeamKind};
use mutual_care::need::{Ability, Availability, Consequence, Reliance, Source, Window};
use uuid::Uuid;

use crate::{id, person};

pub(crate) const MOTHER: u128 = 1;
pub(crate) const SON: u128 = 2;

/// Ids made from what they name, so that the same proposal has the same ids.
pub(crate) struct Numbered;

impl Ids for Numbered {
    fn need(&mut self, person: PersonId, topic: Topic) -> NeedId {
        NeedId::new(Uuid::from_u128(1 << 100 | person.uuid().as_u128() << 16 | topic as u128))
    }

    fn arrangement(&mut self, by: SourceId, to: PersonId, topic: Topic) -> ArrangementId {
        let pair = by.uuid().as_u128() << 40 | to.uuid().as_u128() << 16 | topic as u128;
        ArrangementId::new(Uuid::from_u128(2 << 100 | pair))
    }
}

pub(crate) fn on() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()
}

/// Everything asked and answered: manages all, gives and gets nothing, worries about nothing.
pub(crate) fn all_asked(of: u128, other: u128) -> Answers {
    let no = Fact::known(false);
    let mut answers = Answers::new(person(of));
    answers.lives_with_or_helps = Fact::known(true);
    answers.manages_alone = Topic::ALL.iter().map(|topic| (*topic, Fact::known(true))).collect();
    answers.sees_self_as_carer = Fact::known(true);
    answers.somebody_would_notice = Fact::known(true);
    answers.somebody_would_come = Fact::known(true);
    answers.worries = Worry::ALL.iter().map(|worry| (*worry, no)).collect();
    answers.turned_help_down = no;
    answers.recent_change = no;
    answers.wish_later = Fact::known(WishLater::TogetherHere);
    answers.brothers_or_sisters = no;
    answers.age_years = Fact::known(50);
    answers.learning_disability = no;
    let help = HelpBothWays { gives: no, gives_when: Vec::new(), gets: no };
    let with = WithOther {
        lives_together: Fact::known(true),
        help: Topic::ALL.iter().map(|topic| (*topic, help.clone())).collect(),
        able_now: Fact::known(Ability::Yes),
        willing_now: Fact::known(true),
        able_later: Fact::known(Ability::Yes),
        willing_later: Fact::known(true),
        ..WithOther::new(person(other))
    };
    answers.with_others(vec![with]).unwrap()
}

pub(crate) fn change_with(answers: &Answers, change: impl FnOnce(&mut WithOther)) -> Answers {
    let mut others = answers.others().to_vec();
    change(&mut others[0]);
    answers.clone().with_others(others).unwrap()
}

/// `by` gives this to `to`, both say so, and `to` does not manage alone.
pub(crate) fn gives(by: &mut Answers, to: &mut Answers, topic: Topic) {
    *by = change_with(by, |with| {
        let help = HelpBothWays { gives: Fact::known(true), ..with.help.get(topic) };
        with.help.set(topic, help);
    });
    *to = change_with(to, |with| {
        let help = HelpBothWays { gets: Fact::known(true), ..with.help.get(topic) };
        with.help.set(topic, help);
    });
    to.manages_alone.set(topic, Fact::known(false));
}

fn pair() -> (Answers, Answers) {
    (all_asked(MOTHER, SON), all_asked(SON, MOTHER))
}

fn proposal(answers: &[Answers]) -> Proposal {
    propose(answers, &NeedTemplates::chosen(), &Overwrites::default(), &mut Numbered).unwrap()
}

pub(crate) fn found(answers: &[Answers]) -> Found {
    find_mutual_caring(answers, &Services::default(), &proposal(answers), on(), SignsPolicy::default())
        .unwrap()
}

pub(crate) fn codes(found: &Found) -> BTreeSet<&'static str> {
    found.findings.iter().map(Finding::code).collect()
}

#[test]
fn no_settles_the_rest_and_everything_else_leaves_it_owed() {
    let mut answers = Answers::new(person(1));
    let all = answers.open();
    assert_eq!(all[..2], [MutualQuestion::LivesWithOrHelps, MutualQuestion::WhoElse]);
    assert_eq!(all.len(), 16);
    answers.lives_with_or_helps = Fact::known(false);
    assert_eq!(answers.owed(), [MutualQuestion::LivesWithOrHelps]);
    assert!(answers.open().is_empty());
    answers.lives_with_or_helps = Fact::not_known(WhyNotKnown::Declined);
    assert_eq!(answers.open().len(), all.len() - 1, "declining is an answer, and no answer for the rest");
    // Somebody is named after all: then the "no" settles nothing.
    answers.lives_with_or_helps = Fact::known(false);
    let named = answers.with_others(vec![WithOther::new(person(2))]).unwrap();
    assert!(named.open().len() > all.len());
}

#[test]
fn able_and_willing_are_owed_unless_nothing_is_given() {
    let giving = |answers: &Answers| answers.owed().contains(&MutualQuestion::WillingLater(person(SON)));
    let nothing = all_asked(MOTHER, SON);
    assert!(!giving(&nothing));
    let unknown = change_with(&nothing, |with| with.help.set(Topic::Money, HelpBothWays::default()));
    assert!(giving(&unknown), "what is not known is never silently no");
}

#[test]
fn every_question_is_closed_by_its_own_answer_only_and_has_its_own_name() {
    let answers = change_with(&all_asked(MOTHER, SON), |with| {
        with.help.set(Topic::Money, HelpBothWays { gives: Fact::known(true), ..with.help.get(Topic::Money) });
    });
    let owed = answers.owed();
    assert!(answers.open().is_empty());
    assert!(owed.contains(&MutualQuestion::Age) && owed.contains(&MutualQuestion::LearningDisability));
    let names: BTreeSet<String> = owed.iter().map(ToString::to_string).collect();
    assert_eq!(names.len(), owed.len());
    let words: BTreeSet<String> = owed.iter().map(|question| question.words()).collect();
    assert_eq!(words.len(), owed.len(), "each is asked in words of its own");
    for question in owed {
        assert_eq!(question.to_string().parse(), Ok(question));
        assert!(question.words().ends_with('?'), "{}", question.words());
        // Hidden behind a confidence the answer is gone, and nobody asks again.
        let mut confided = answers.clone();
        confided.in_confidence = [question].into_iter().collect();
        let openly = confided.openly();
        assert!(openly.open().is_empty(), "{question} would be asked again");
        let text = serde_json::to_string(&openly).unwrap();
        let hidden = text.matches("asked_not_known").count();
        assert_eq!(hidden, usize::from(question != MutualQuestion::WhoElse), "{question}: {text}");
    }
    // What is asked in one question is hidden with all its parts.
    for question in put_in_one(person(SON)) {
        assert_eq!(question.to_string().parse(), Ok(question));
        assert!(question.words().ends_with('?') && question.words().split_whitespace().count() <= 15);
        let mut confided = answers.clone();
        confided.in_confidence = [question].into_iter().collect();
        let text = serde_json::to_string(&confided.openly()).unwrap();
        assert_eq!(text.matches("asked_not_known").count(), question.parts().len(), "{question}");
    }
    assert!("cooking.gives".parse::<MutualQuestion>().is_err(), "to whom?");
    assert!("wish_later@6f2c1a3e-0000-4000-8000-000000000001".parse::<MutualQuestion>().is_err());
}

/// Every question that asks several things, with one other adult.
fn put_in_one(other: PersonId) -> Vec<MutualQuestion> {
    use MutualQuestion as Q;
    let groups = TopicGroup::ALL.iter().copied();
    let all = groups.flat_map(|g| [Q::ManagesWhich(g), Q::GivesWhich(g, other), Q::GetsWhich(g, other)]);
    all.chain([Q::WorriesWhich]).collect()
}

#[test]
fn answers_are_read_back_as_written_and_must_fit() {
    let (mother, _) = pair();
    let mut mother = (mother.with_family(vec![Relative {
        person: person(7),
        relation: Relation::BrotherOrSister,
        asked: Fact::known(false),
    }]))
    .unwrap()
    .with_other_help(vec![OtherHelp {
        by: Source::provider(id(50)),
        topic: Topic::Washing,
        when: "Mon-Fri 08:00-08:30".parse().unwrap(),
    }])
    .unwrap();
    mother.in_confidence = [MutualQuestion::Worry(Worry::SplitUp)].into_iter().collect();
    let text = serde_json::to_string(&mother).unwrap();
    assert_eq!(serde_json::from_str::<Answers>(&text).unwrap(), mother);

    let twice = vec![WithOther::new(person(2)), WithOther::new(person(2))];
    assert_eq!(Answers::new(person(1)).with_others(twice), Err(AnswersError::Twice(person(2))));
    let own = vec![WithOther::new(person(1))];
    assert_eq!(Answers::new(person(1)).with_others(own), Err(AnswersError::ThemselvesAsOther(person(1))));
    let own = OtherHelp {
        by: Source::person(person(1)),
        topic: Topic::Money,
        when: "daily 08:00-09:00".parse().unwrap(),
    };
    assert_eq!(Answers::new(person(1)).with_other_help(vec![own]), Err(AnswersError::OwnHelp(person(1))));
}

#[test]
fn two_who_hold_each_other_up_are_found() {
    let (mut mother, mut son) = pair();
    let nothing = found(&[mother.clone(), son.clone()]);
    assert_eq!(nothing.outcome, MutualCaring::NoSign);
    assert!(nothing.is_settled());
    assert_eq!(nothing.pairs.len(), 1, "they live together, so they were looked at");

    gives(&mut son, &mut mother, Topic::Cooking);
    assert_eq!(
        found(&[mother.clone(), son.clone()]).outcome,
        MutualCaring::NoSign,
        "care one way, nobody old"
    );

    gives(&mut mother, &mut son, Topic::Money);
    let reciprocal = found(&[mother.clone(), son.clone()]);
    assert_eq!(reciprocal.outcome, MutualCaring::ReciprocalCare);
    assert!(codes(&reciprocal).contains("sign-both-give"));

    gives(&mut mother, &mut son, Topic::Medicines);
    let dependent = found(&[mother.clone(), son.clone()]);
    assert_eq!(dependent.outcome, MutualCaring::MutualDependence);
    let pair = &dependent.pairs[0];
    assert_eq!((pair.one, pair.other), (person(MOTHER), person(SON)));
    assert_eq!(pair.rests_on_assumed.len(), 2, "her meals and his medicines, both from the template");
    // She: an hour of money and 14 times 10 minutes; he: 14 times 30 minutes.
    assert_eq!(pair.hours.map(|hours| hours.doing), [HoursBand::From1, HoursBand::From1]);
    // The order in which people are given changes nothing.
    assert_eq!(found(&[son, mother]).outcome, MutualCaring::MutualDependence);
}

#[test]
fn dependence_in_part_is_a_sign() {
    let (mut mother, mut son) = pair();
    gives(&mut son, &mut mother, Topic::Cooking);
    gives(&mut mother, &mut son, Topic::Medicines);
    let answers = [mother, son];
    let cooks = |when: &str| {
        let arrangement = ArrangementOverwrite {
            by: person(SON),
            to: person(MOTHER),
            topic: Topic::Cooking,
            when: Some(when.parse().unwrap()),
            relies_on: Some(Vec::new()),
        };
        let overwrites = Overwrites { needs: Vec::new(), arrangements: vec![arrangement] };
        let proposal = propose(&answers, &NeedTemplates::chosen(), &overwrites, &mut Numbered).unwrap();
        find_mutual_caring(&answers, &Services::default(), &proposal, on(), SignsPolicy::default()).unwrap()
    };
    // At noon and not of an evening: her meals are short, and would be shorter without him.
    let part = cooks("daily 12:00-14:00");
    assert!(codes(&part).contains("sign-depends-in-part"), "{:?}", codes(&part));
    assert_eq!(part.outcome, MutualCaring::ReciprocalCare, "more than a sign: each gives to the other");
    let whole = cooks("always");
    assert!(!codes(&whole).contains("sign-depends-in-part"));
    assert_eq!(whole.outcome, MutualCaring::MutualDependence);
    // Out of hours there is nothing to lose.
    assert!(!codes(&cooks("daily 02:00-03:00")).contains("sign-depends-in-part"));
}

#[test]
fn help_from_outside_can_take_the_dependence_away() {
    let (mut mother, mut son) = pair();
    gives(&mut son, &mut mother, Topic::Cooking);
    gives(&mut mother, &mut son, Topic::Medicines);
    let meals = OtherHelp {
        by: Source::provider(id(50)),
        topic: Topic::Cooking,
        when: "daily 12:00-14:00,17:00-20:00".parse().unwrap(),
    };
    let helped = mother.clone().with_other_help(vec![meals]).unwrap();
    assert_eq!(found(&[helped, son.clone()]).outcome, MutualCaring::ReciprocalCare);
    assert_eq!(found(&[mother, son]).outcome, MutualCaring::MutualDependence);
}

#[test]
fn each_sign_shows_on_its_own_and_at_its_boundary() {
    let signs = |change: &dyn Fn(&mut Answers, &mut Answers)| -> BTreeSet<&'static str> {
        let (mut mother, mut son) = pair();
        gives(&mut son, &mut mother, Topic::Cooking);
        change(&mut mother, &mut son);
        let found = found(&[mother, son]);
        assert_eq!(
            found.outcome == MutualCaring::Sign,
            !found.findings.iter().all(|f| !f.code().starts_with("sign-"))
        );
        codes(&found).into_iter().filter(|code| code.starts_with("sign-")).collect()
    };
    let only = |code| BTreeSet::from([code]);
    assert_eq!(signs(&|_, _| ()), BTreeSet::new());
    assert_eq!(signs(&|_, son| son.age_years = Fact::known(69)), BTreeSet::new());
    assert_eq!(signs(&|_, son| son.age_years = Fact::known(70)), only("sign-older-carer"));
    assert_eq!(signs(&|mother, _| mother.age_years = Fact::known(81)), BTreeSet::new(), "she gives nothing");
    assert_eq!(
        signs(&|_, son| son.learning_disability = Fact::known(true)),
        only("sign-gives-with-learning-disability")
    );
    assert_eq!(signs(&|_, son| son.sees_self_as_carer = Fact::known(false)), only("sign-not-seen-as-carer"));
    assert_eq!(signs(&|mother, _| mother.sees_self_as_carer = Fact::known(false)), BTreeSet::new());
    assert_eq!(
        signs(&|mother, _| mother.worries.set(Worry::SplitUp, Fact::known(true))),
        only("sign-fear-of-parting")
    );
    assert_eq!(signs(&|mother, _| mother.worries.set(Worry::Money, Fact::known(true))), BTreeSet::new());
    assert_eq!(
        signs(&|mother, _| mother.turned_help_down = Fact::known(true)),
        only("sign-turned-help-down")
    );
    assert_eq!(signs(&|_, son| son.recent_change = Fact::known(true)), only("sign-recent-change"));
    assert_eq!(signs(&|_, son| son.somebody_would_come = Fact::known(false)), only("sign-nobody-comes"));
    assert_eq!(signs(&|_, son| son.somebody_would_notice = Fact::known(false)), only("sign-nobody-notices"));
    assert_eq!(
        signs(&|_, son| son.somebody_would_come = Fact::not_known(WhyNotKnown::Declined)),
        BTreeSet::new(),
        "not known is no sign, and no \"no\" either"
    );
}

#[test]
fn two_teams_without_a_shared_plan_are_a_sign() {
    let (mut mother, mut son) = pair();
    gives(&mut son, &mut mother, Topic::Cooking);
    let answers = [mother, son];
    let teams = vec![
        Team { id: id(60), kind: TeamKind::OlderPeople },
        Team { id: id(61), kind: TeamKind::LearningDisability },
    ];
    let knows = |plan| {
        vec![
            Knows { team: id(60), person: person(MOTHER), plan },
            Knows { team: id(61), person: person(SON), plan },
        ]
    };
    let signs = |knows| {
        let services = Services::new(teams.clone(), knows).unwrap();
        let policy = SignsPolicy::default();
        let found = find_mutual_caring(&answers, &services, &proposal(&answers), on(), policy).unwrap();
        found.findings.with_code("sign-two-teams").count()
    };
    assert_eq!(signs(knows(None)), 1);
    assert_eq!(signs(knows(Some(person(99).any()))), 0, "one plan for both");
    let mut both = knows(None);
    both.push(Knows { team: id(60), person: person(SON), plan: None });
    assert_eq!(signs(both), 0, "one team knows both");
    assert_eq!(signs(knows(None)[..1].to_vec()), 0, "nobody knows him at all: another finding's matter");
}

#[test]
fn open_questions_bar_and_a_sibling_never_asked_is_found() {
    let (mut mother, son) = pair();
    mother.turned_help_down = Fact::default();
    let sibling = |asked| Relative { person: person(7), relation: Relation::BrotherOrSister, asked };
    for (asked, found_it) in [
        (Fact::default(), 1),
        (Fact::known(false), 1),
        (Fact::known(true), 0),
        // Whether somebody asked is not known: that is no yes.
        (Fact::not_known(WhyNotKnown::AskedNotKnown), 1),
    ] {
        let mother = mother.clone().with_family(vec![sibling(asked)]).unwrap();
        let found = found(&[mother, son.clone()]);
        assert_eq!(found.findings.with_code("sibling-not-asked").count(), found_it);
        assert!(found.findings.bars() && !found.is_settled());
        assert_eq!(found.open[0].1, [MutualQuestion::TurnedHelpDown]);
    }
}

#[test]
fn accounts_that_differ_are_not_confirmed_and_for_professionals() {
    let (mut mother, mut son) = pair();
    gives(&mut son, &mut mother, Topic::Cooking);
    let denied = change_with(&mother, |with| {
        let help = HelpBothWays { gets: Fact::known(false), ..with.help.get(Topic::Cooking) };
        with.help.set(Topic::Cooking, help);
    });
    let availability = |answers: &[Answers]| proposal(answers).arrangements[0].availability();
    assert_eq!(availability(&[mother, son.clone()]), Availability::Yes);
    assert_eq!(availability(&[denied.clone(), son.clone()]), Availability::NotConfirmed);
    let differ = proposal(&[denied.clone(), son.clone()]);
    assert_eq!(differ.findings.with_code("accounts-differ").count(), 1);
    // A "no" to being able stays a "no", whoever says what.
    let unable = change_with(&son, |with| with.able_now = Fact::known(Ability::No));
    assert_eq!(availability(&[denied, unable]), Availability::No);
}

#[test]
fn a_need_is_what_is_not_managed_alone() {
    let (mut mother, mut son) = pair();
    gives(&mut son, &mut mother, Topic::Cooking);
    let with_manages = |fact| {
        let mut mother = mother.clone();
        mother.manages_alone.set(Topic::Cooking, fact);
        proposal(&[mother, son.clone()])
    };
    let habit = with_manages(Fact::known(true));
    assert!(habit.needs.is_empty() && habit.arrangements.is_empty());
    assert_eq!(habit.findings.with_code("help-without-need").count(), 1);
    let assumed = with_manages(Fact::default());
    assert_eq!(assumed.needs[0].assumed[0], AssumedPart::TheNeed);
    assert_eq!(assumed.findings.with_code("need-assumed").count(), 1);
    let known = with_manages(Fact::known(false));
    assert!(!known.needs[0].assumed.contains(&AssumedPart::TheNeed));

    // Nobody helps, and she cannot: a need with a gap.
    let mut alone = all_asked(MOTHER, SON);
    alone.manages_alone.set(Topic::Moving, Fact::known(false));
    let gap = proposal(&[alone, son]);
    assert_eq!((gap.needs.len(), gap.arrangements.len()), (1, 0));
}

#[test]
fn what_the_assessor_looked_at_is_no_longer_assumed() {
    let (mut mother, mut son) = pair();
    gives(&mut son, &mut mother, Topic::Cooking);
    mother.manages_alone.set(Topic::Moving, Fact::known(false));
    gives(&mut mother, &mut son, Topic::Money);
    let answers = [mother, son];
    let windows = vec![Window::doing("Mon 12:00-13:00".parse().unwrap(), 20).unwrap()];
    let overwrites = Overwrites {
        needs: vec![NeedOverwrite {
            person: person(MOTHER),
            topic: Topic::Cooking,
            windows: Some(windows.clone()),
            helpers: Some(1),
            tolerance_minutes: Some(30),
            consequence: Some(Consequence::Moderate),
        }],
        arrangements: vec![ArrangementOverwrite {
            by: person(SON),
            to: person(MOTHER),
            topic: Topic::Cooking,
            when: Some("Mon 12:10-12:40".parse().unwrap()),
            relies_on: Some(vec![Topic::Money]),
        }],
    };
    let text = serde_json::to_string(&overwrites).unwrap();
    assert_eq!(serde_json::from_str::<Overwrites>(&text).unwrap(), overwrites);
    let made =
        |overwrites: &Overwrites| propose(&answers, &NeedTemplates::chosen(), overwrites, &mut Numbered);
    let proposal = made(&overwrites).unwrap();
    let cooking = proposal.needs.iter().find(|proposed| proposed.topic == Topic::Cooking).unwrap();
    assert!(cooking.assumed.is_empty());
    assert_eq!((cooking.need.windows(), cooking.need.tolerance_min()), (windows.as_slice(), 30));
    assert_eq!(cooking.need.consequence(), Consequence::Moderate);
    let cooks = proposal.arrangements.iter().find(|one| one.need == cooking.need.id()).unwrap();
    assert_eq!(cooks.when.to_string(), "Mon 12:10-12:40");
    assert_eq!(cooks.relies_on, Reliance::Stated(vec![Numbered.need(person(SON), Topic::Money)]));

    let mut wrong = overwrites.clone();
    wrong.needs[0].topic = Topic::Toilet;
    let error = Err(ProposeError::NoSuchNeed { person: person(MOTHER), topic: Topic::Toilet });
    assert_eq!(made(&wrong), error);
    let mut wrong = overwrites.clone();
    wrong.arrangements[0].topic = Topic::Moving;
    assert_eq!(made(&wrong), Err(ProposeError::NoSuchHelp { by: person(SON), topic: Topic::Moving }));
    let mut wrong = overwrites;
    wrong.arrangements[0].relies_on = Some(vec![Topic::Washing]);
    let error = Err(ProposeError::NoSuchNeed { person: person(SON), topic: Topic::Washing });
    assert_eq!(made(&wrong), error);
}

#[test]
fn able_and_willing_come_from_the_giver_and_times_from_what_was_said() {
    let (mut mother, mut son) = pair();
    gives(&mut son, &mut mother, Topic::Cooking);
    let son = change_with(&son, |with| {
        with.willing_now = Fact::not_known(WhyNotKnown::Declined);
        with.able_later = Fact::known(Ability::No);
        let mut help = with.help.get(Topic::Cooking);
        help.gives_when = vec![PartOfDay::Evening];
        with.help.set(Topic::Cooking, help);
    });
    let cooks = proposal(&[mother, son]).arrangements.remove(0);
    assert_eq!(cooks.when.to_string(), "daily 17:00-20:00");
    assert_eq!(
        (cooks.able_now, cooks.willing_now),
        (Told::Known(Ability::Yes), Told::NotKnown(WhyNotKnown::Declined))
    );
    assert_eq!((cooks.able_later, cooks.willing_later), (Told::Known(Ability::No), Told::Known(true)));
}

type Parts = ByCode<PartOfDay, Option<(u16, u16)>>;

#[test]
fn templates_must_be_whole_and_fit() {
    let template = NeedTemplate {
        days: vec![0, 6],
        parts: vec![PartOfDay::Midday, PartOfDay::Night],
        minutes: Some(120),
        helpers: 1,
        tolerance_min: 0,
        consequence: Consequence::Serious,
    };
    let parts: Parts = [
        (PartOfDay::Morning, Some((420, 180))),
        (PartOfDay::Midday, Some((720, 120))),
        (PartOfDay::Evening, Some((1020, 180))),
        (PartOfDay::Night, Some((1320, 540))),
        (PartOfDay::AllDay, Some((420, 900))),
    ]
    .into_iter()
    .collect();
    let with = |template: &NeedTemplate, parts: &Parts| {
        let rows = Topic::ALL.iter().map(|topic| (*topic, Some(template.clone()))).collect();
        NeedTemplates::new(on(), Basis::policy("made up for a test"), parts, &rows)
    };
    let made = with(&template, &parts).unwrap();
    let windows: Vec<String> =
        made.windows(&template).iter().map(|w| format!("{} {}", w.span(), w.owed())).collect();
    assert_eq!(
        windows,
        ["Mon 12:00-14:00 120", "Sun 12:00-14:00 120", "Mon 22:00-07:00 120", "Sun 22:00-07:00 120"]
    );

    let refused = |change: &dyn Fn(&mut NeedTemplate)| {
        let mut template = template.clone();
        change(&mut template);
        with(&template, &parts).err()
    };
    let wrong = Some(TemplateError::Template(Topic::Shopping));
    assert_eq!(refused(&|template| template.minutes = Some(121)), wrong, "longer than midday");
    assert_eq!(refused(&|template| template.minutes = Some(0)), wrong);
    assert_eq!(refused(&|template| template.days = vec![7]), wrong);
    assert_eq!(refused(&|template| template.days = vec![0, 0]), wrong);
    assert_eq!(refused(&|template| template.parts.clear()), wrong);
    assert_eq!(refused(&|template| template.helpers = 0), wrong);
    let both = |template: &mut NeedTemplate| template.parts = vec![PartOfDay::Midday, PartOfDay::AllDay];
    assert_eq!(refused(&both), wrong, "midday is in all day");
    assert_eq!(refused(&|_| ()), None);

    let mut touching = parts.clone();
    touching.set(PartOfDay::Night, Some((1320, 541)));
    assert_eq!(with(&template, &touching).err(), Some(TemplateError::Overlap), "a minute into the morning");
    touching.set(PartOfDay::Night, None);
    assert_eq!(with(&template, &touching).err(), Some(TemplateError::Part(PartOfDay::Night)));
}

#[test]
fn the_chosen_templates_are_whole() {
    let chosen = NeedTemplates::chosen();
    assert_eq!(chosen.basis().kind(), mutual_care::base::BasisKind::Policy);
    assert!(chosen.basis().source().contains("chosen"));
    for topic in Topic::ALL {
        let template = chosen.of(*topic).unwrap();
        let windows = chosen.windows(template);
        assert_eq!(windows.len(), template.days.len() * template.parts.len(), "{topic}");
        let need = mutual_care::need::Need::new(id(1), person(1), topic.outcome(), template.consequence)
            .with_windows(windows)
            .and_then(|need| need.with_helpers(template.helpers))
            .and_then(|need| need.with_tolerance(template.tolerance_min));
        assert!(need.is_ok(), "{topic}");
    }
}

#[test]
fn hours_fall_into_bands_at_whole_hours() {
    use HoursBand as B;
    let edges =
        [(0, B::None), (1, B::From1), (10, B::From10), (20, B::From20), (35, B::From35), (50, B::From50)];
    for pair in edges.windows(2) {
        let (below, from) = (pair[0], pair[1]);
        assert_eq!(HoursBand::of_minutes(from.0 * 60 - 1), below.1);
        assert_eq!(HoursBand::of_minutes(from.0 * 60), from.1);
    }
    assert_eq!(HoursBand::of_minutes(u32::MAX), B::From50);
}

#[test]
fn the_sheet_for_workers_has_every_sign() {
    let sheet = first_signs_sheet();
    assert_eq!(FIRST_SIGNS.len(), 5);
    for sign in FIRST_SIGNS {
        for words in [sign.notice, sign.ask, sign.leads_to] {
            assert!(sheet.contains(words));
        }
    }
    assert!(sheet.lines().all(|line| line.chars().count() <= 120));
    assert!(sheet.lines().count() <= 60, "one page");
}
