//! The joint view: what it shows, and that nothing said in confidence can be read from it.

use mutual_care::assessment::{
    Answers, HelpBothWays, JointView, MutualQuestion, NeedTemplates, Overwrites, SignsPolicy, Topic,
    WishLater, Worry, joint_view,
};
use mutual_care::base::{Audience, ByCode, Code, Fact, Told, WhyNotKnown};
use mutual_care::circle::{Knows, Services, Team, TeamKind};
use mutual_care::need::Ability;

use crate::mutual::{MOTHER, Numbered, SON, all_asked, change_with, on};
use crate::{Seeded, fact, id, person};

pub(crate) fn view(answers: &[Answers], services: &Services) -> JointView {
    joint_view(
        answers,
        services,
        &NeedTemplates::chosen(),
        &Overwrites::default(),
        &mut Numbered,
        on(),
        SignsPolicy::default(),
    )
    .unwrap()
}

/// Sets one answer of a made-up person to no, yes or not known.
fn set(answers: &mut Answers, question: MutualQuestion, digit: u32) {
    use MutualQuestion as Q;
    let value = fact(digit);
    let ability = match value.told() {
        Told::Known(true) => Fact::known(Ability::Yes),
        Told::Known(false) => Fact::known(Ability::No),
        Told::NotKnown(why) => Fact::not_known(*why),
    };
    let wish = match value.told() {
        Told::Known(true) => Fact::known(WishLater::TogetherHere),
        Told::Known(false) => Fact::known(WishLater::Apart),
        Told::NotKnown(why) => Fact::not_known(*why),
    };
    match question {
        Q::LivesWithOrHelps => answers.lives_with_or_helps = value,
        Q::WhoElse => {}
        Q::ManagesAlone(topic) => answers.manages_alone.set(topic, value),
        Q::SeesSelfAsCarer => answers.sees_self_as_carer = value,
        Q::SomebodyWouldNotice => answers.somebody_would_notice = value,
        Q::SomebodyWouldCome => answers.somebody_would_come = value,
        Q::Worry(worry) => answers.worries.set(worry, value),
        Q::TurnedHelpDown => answers.turned_help_down = value,
        Q::RecentChange => answers.recent_change = value,
        Q::WishLater => answers.wish_later = wish,
        Q::BrothersOrSisters => answers.brothers_or_sisters = value,
        Q::LearningDisability => answers.learning_disability = value,
        Q::Age => {
            answers.age_years = match value.told() {
                Told::Known(old) => Fact::known(if *old { 81 } else { 50 }),
                Told::NotKnown(why) => Fact::not_known(*why),
            };
        }
        _ => {
            *answers = change_with(answers, |with| match question {
                Q::LivesTogether(_) => with.lives_together = value,
                Q::Gives(topic, _) => {
                    with.help.set(topic, HelpBothWays { gives: value, ..with.help.get(topic) });
                }
                Q::Gets(topic, _) => {
                    with.help.set(topic, HelpBothWays { gets: value, ..with.help.get(topic) });
                }
                Q::AbleNow(_) => with.able_now = ability,
                Q::WillingNow(_) => with.willing_now = value,
                Q::AbleLater(_) => with.able_later = ability,
                _ => with.willing_later = value,
            });
        }
    }
}

/// Whatever was answered in confidence, the joint view is the same, to the byte.
#[test]
fn an_answer_in_confidence_changes_nothing_that_is_shown() {
    let mut random = Seeded(3);
    let mut different_if_open = 0;
    for _ in 0..150 {
        let (mut mother, mut son) = (all_asked(MOTHER, SON), all_asked(SON, MOTHER));
        // Enough is given that able and willing are owed.
        set(&mut mother, MutualQuestion::Gives(Topic::Money, person(SON)), 1);
        set(&mut son, MutualQuestion::Gives(Topic::Money, person(MOTHER)), 1);
        for answers in [&mut mother, &mut son] {
            for question in answers.owed() {
                set(answers, question, random.below(3));
            }
        }
        let owed = all_questions(&mother);
        let confided = owed[random.below(u32::try_from(owed.len()).unwrap()) as usize];
        let shown = |digit: u32, in_confidence: bool| {
            let mut mother = mother.clone();
            set(&mut mother, confided, digit);
            if in_confidence {
                mother.in_confidence = [confided].into_iter().collect();
            }
            serde_json::to_string(&view(&[mother, son.clone()], &Services::default())).unwrap()
        };
        assert_eq!(shown(0, true), shown(1, true), "{confided}");
        assert_eq!(shown(0, true), shown(2, true), "{confided}");
        different_if_open += u32::from(shown(0, false) != shown(1, false));
    }
    assert!(different_if_open > 30, "{different_if_open} of 150 answers would have shown");
}

/// Every question that there is with one other adult, whatever was answered.
fn all_questions(answers: &Answers) -> Vec<MutualQuestion> {
    let mut all = answers.owed();
    for topic in Topic::ALL {
        all.push(MutualQuestion::Gives(*topic, person(SON)));
    }
    all.extend([
        MutualQuestion::AbleNow(person(SON)),
        MutualQuestion::WillingNow(person(SON)),
        MutualQuestion::WillingLater(person(SON)),
    ]);
    all.retain(|question| *question != MutualQuestion::WhoElse);
    all
}

#[test]
fn wishes_agree_clash_or_are_not_known() {
    let with = |one: Fact<WishLater>, other: Fact<WishLater>| {
        let (mut mother, mut son) = (all_asked(MOTHER, SON), all_asked(SON, MOTHER));
        (mother.wish_later, son.wish_later) = (one, other);
        let view = view(&[mother, son], &Services::default());
        let count = |code| view.findings.with_code(code).count();
        (count("wishes-agree"), count("wishes-clash"))
    };
    let together = Fact::known(WishLater::TogetherHere);
    assert_eq!(with(together, together), (1, 0));
    assert_eq!(with(together, Fact::known(WishLater::CloseBy)), (0, 1));
    assert_eq!(with(together, Fact::not_known(WhyNotKnown::Declined)), (0, 0));
}

#[test]
fn a_need_that_one_person_meets_alone_rests_on_their_willingness() {
    let (mut mother, mut son) = (all_asked(MOTHER, SON), all_asked(SON, MOTHER));
    set(&mut mother, MutualQuestion::ManagesAlone(Topic::Cooking), 0);
    set(&mut mother, MutualQuestion::Gets(Topic::Cooking, person(SON)), 1);
    set(&mut son, MutualQuestion::Gives(Topic::Cooking, person(MOTHER)), 1);
    set(&mut son, MutualQuestion::WillingLater(person(MOTHER)), 0);
    let openly = view(&[mother.clone(), son.clone()], &Services::default());
    assert_eq!(openly.rests_on.len(), 1);
    assert_eq!((openly.rests_on[0].person, openly.rests_on[0].on), (person(MOTHER), person(SON)));
    assert_eq!(openly.rests_on[0].willing_later, Told::Known(false));

    // He was never asked: then nobody knows whether he goes on.
    let unasked = view(std::slice::from_ref(&mother), &Services::default());
    assert_eq!((unasked.rests_on.len(), unasked.rests_on[0].on), (1, person(SON)));
    assert_eq!(unasked.rests_on[0].willing_later, Told::NotKnown(WhyNotKnown::NotAsked));

    son.in_confidence = [MutualQuestion::WillingLater(person(MOTHER))].into_iter().collect();
    let hidden = view(&[mother.clone(), son.clone()], &Services::default());
    assert_eq!(hidden.rests_on[0].willing_later, Told::NotKnown(WhyNotKnown::AskedNotKnown));

    let meals = mutual_care::assessment::OtherHelp {
        by: mutual_care::need::Source::provider(id(50)),
        topic: Topic::Cooking,
        when: "Mon 12:00-13:00".parse().unwrap(),
    };
    let helped = mother.with_other_help(vec![meals]).unwrap();
    assert!(view(&[helped, son], &Services::default()).rests_on.is_empty());
}

#[test]
fn what_is_for_one_alone_or_for_professionals_stays_out() {
    let (mut mother, mut son) = (all_asked(MOTHER, SON), all_asked(SON, MOTHER));
    mother.worries = ByCode::default().with(Worry::SplitUp, Fact::known(true));
    set(&mut mother, MutualQuestion::Gets(Topic::Money, person(SON)), 0);
    set(&mut mother, MutualQuestion::ManagesAlone(Topic::Money), 0);
    set(&mut son, MutualQuestion::Gives(Topic::Money, person(MOTHER)), 1);
    let view = view(&[mother, son], &Services::default());
    let all = view.findings.iter().chain(view.found.findings.iter());
    assert!(all.clone().count() > 0);
    assert!(all.clone().all(|finding| finding.audience() == Audience::Anyone));
    assert!(all.clone().all(|finding| finding.code() != "sign-fear-of-parting"));
}

#[test]
fn teams_that_know_one_only_are_named() {
    let answers = [all_asked(MOTHER, SON), all_asked(SON, MOTHER)];
    let services = Services::new(
        vec![Team { id: id(60), kind: TeamKind::OlderPeople }, Team { id: id(61), kind: TeamKind::Carers }],
        vec![
            Knows { team: id(60), person: person(MOTHER), plan: None },
            Knows { team: id(61), person: person(SON), plan: None },
        ],
    )
    .unwrap();
    let view = view(&answers, &services);
    assert_eq!(view.findings.with_code("knows-one-only").count(), 2);
    let two_teams: Vec<_> = view.findings.with_code("two-teams-no-shared-plan").collect();
    assert_eq!(two_teams.len(), 1);
    assert_eq!(two_teams[0].concerns().len(), 4, "both people and both teams");
}
