//! What nobody has asked is never a "no": who keeps a household from being settled, what settles a question and what
//! opens it again, how many questions there are, and in which order. All people are made up.

use std::collections::BTreeSet;

use mutual_care::assessment::{
    Answers, HelpBothWays, MutualCaring, MutualQuestion, QuestionStanding, Topic, TopicGroup, WishLater,
    WithOther, Worry,
};
use mutual_care::base::{Amount, Code, Fact, Finding, Question, Told, WhyNotKnown};
use mutual_care::need::Ability;

use crate::mutual::{MOTHER, SON, all_asked, change_with, codes, found};
use crate::{Seeded, fact, person};

fn declined<T>() -> Fact<T> {
    Fact::not_known(WhyNotKnown::Declined)
}

/// Gives one thing an answer by its yes, no or not known.
pub(crate) fn set(answers: &mut Answers, question: MutualQuestion, value: Fact<bool>) {
    use MutualQuestion as Q;
    fn mapped<T>(value: Fact<bool>, yes: T, no: T) -> Fact<T> {
        match value.told() {
            Told::Known(known) => Fact::known(if *known { yes } else { no }),
            Told::NotKnown(why) => Fact::not_known(*why),
        }
    }
    let ability = mapped(value, Ability::Yes, Ability::No);
    match question {
        Q::LivesWithOrHelps => answers.lives_with_or_helps = value,
        Q::WhoElse => {
            if let Told::NotKnown(why) = value.told() {
                answers.who_else = Some(*why);
            } else if answers.others().is_empty() {
                *answers = answers.clone().with_others(vec![WithOther::new(person(SON))]).unwrap();
            }
        }
        Q::ManagesAlone(topic) => answers.manages_alone.set(topic, value),
        Q::SeesSelfAsCarer => answers.sees_self_as_carer = value,
        Q::SomebodyWouldNotice => answers.somebody_would_notice = value,
        Q::SomebodyWouldCome => answers.somebody_would_come = value,
        Q::Worry(worry) => answers.worries.set(worry, value),
        Q::TurnedHelpDown => answers.turned_help_down = value,
        Q::RecentChange => answers.recent_change = value,
        Q::WishLater => answers.wish_later = mapped(value, WishLater::TogetherHere, WishLater::Apart),
        Q::BrothersOrSisters => answers.brothers_or_sisters = value,
        Q::Age => answers.age_years = mapped(value, 81, 50),
        Q::LearningDisability => answers.learning_disability = value,
        Q::ManagesWhich(_) | Q::GivesWhich(..) | Q::GetsWhich(..) | Q::WorriesWhich => {
            for part in question.parts() {
                set(answers, part, value);
            }
        }
        _ => {
            let other = question.other().unwrap();
            let mut others = answers.others().to_vec();
            let with = others.iter_mut().find(|with| with.other == other).unwrap();
            match question {
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
            }
            *answers = answers.clone().with_others(others).unwrap();
        }
    }
}

#[test]
fn a_son_at_home_who_was_never_asked_keeps_the_household_from_being_settled() {
    let mother = all_asked(MOTHER, SON);
    let alone = found(std::slice::from_ref(&mother));
    assert!(mother.open().is_empty(), "her own determination is not held up by him");
    assert!(!alone.is_settled());
    assert_eq!(alone.open.len(), 2);
    assert_eq!((alone.open[1].0, alone.open[1].1.is_empty()), (person(SON), false));
    let named: Vec<&Finding> = alone.findings.with_code("named-not-asked").collect();
    assert_eq!(named.len(), 1);
    assert_eq!(named[0].concerns(), [person(SON).any(), person(MOTHER).any()]);
    let count = i64::try_from(alone.open[1].1.len()).unwrap();
    assert_eq!(named[0].amounts(), [("count", Amount::Count(count))], "the printed count is the count");
    assert!(!alone.findings.bars(), "it is said of him, and bars nothing of hers");

    let both = found(&[mother.clone(), all_asked(SON, MOTHER)]);
    assert!(both.is_settled() && both.findings.with_code("named-not-asked").count() == 0);

    // He lives elsewhere: then he is no adult in the home. Nobody knows where: then he may be one.
    let lives = |together: Fact<bool>| {
        found(&[change_with(&mother, |with| with.lives_together = together)]).is_settled()
    };
    assert!(lives(Fact::known(false)));
    assert!(!lives(declined()) && !lives(Fact::not_known(WhyNotKnown::AskedNotKnown)));
}

#[test]
fn a_son_who_says_that_nobody_is_there_is_asked_about_the_mother_who_named_him() {
    let mother = all_asked(MOTHER, SON);
    let mut son = Answers::new(person(SON));
    son.lives_with_or_helps = Fact::known(false);
    assert!(son.open().is_empty(), "by his own record everything is settled");
    let both = found(&[mother.clone(), son]);
    assert!(!both.is_settled());
    assert_eq!(both.findings.with_code("named-not-asked").count(), 1);
    // He answered about somebody else, and was never asked about her.
    let other = all_asked(SON, 9);
    let three = found(&[mother, other]);
    let (who, open) = three.open.iter().find(|(who, _)| *who == person(SON)).unwrap();
    assert_eq!((*who, open.contains(&MutualQuestion::LivesTogether(person(MOTHER)))), (person(SON), true));
    assert!(three.open.iter().any(|(who, open)| *who == person(9) && !open.is_empty()));
}

#[test]
fn declining_everything_is_a_sign_and_one_answer_about_help_is_none() {
    let mut mother = Answers::new(person(MOTHER)).with_others(vec![WithOther::new(person(SON))]).unwrap();
    for question in mother.owed() {
        set(&mut mother, question, declined());
    }
    assert!(mother.open().is_empty());
    let says = |mother: &Answers| {
        let found = found(&[mother.clone(), all_asked(SON, MOTHER)]);
        (found.outcome, codes(&found).contains("sign-declines-everything"))
    };
    assert_eq!(says(&mother), (MutualCaring::Sign, true));
    // Whether or not the son is there to be asked, and whoever it is that she would not name.
    assert_eq!(found(std::slice::from_ref(&mother)).outcome, MutualCaring::Sign);
    let mut nobody_named = Answers::new(person(MOTHER));
    nobody_named.lives_with_or_helps = declined();
    assert_eq!(found(std::slice::from_ref(&nobody_named)).outcome, MutualCaring::Sign);

    // Answers that say nothing about help change nothing.
    for question in [
        MutualQuestion::LivesTogether(person(SON)),
        MutualQuestion::WishLater,
        MutualQuestion::ManagesAlone(Topic::Money),
    ] {
        let mut one = mother.clone();
        set(&mut one, question, fact(1));
        assert!(says(&one).1, "{question}");
    }
    for question in [
        MutualQuestion::Gives(Topic::Money, person(SON)),
        MutualQuestion::Gets(Topic::Money, person(SON)),
        MutualQuestion::WillingNow(person(SON)),
    ] {
        let mut one = mother.clone();
        set(&mut one, question, fact(0));
        assert!(!says(&one).1, "{question} was answered");
    }
    // "I manage" and nothing else hides as much; one thing of many that somebody would not say of themself does not.
    let mut manages = Answers::new(person(MOTHER)).with_others(vec![WithOther::new(person(SON))]).unwrap();
    manages.manages_alone.set(Topic::Money, declined());
    assert!(says(&manages).1);
    manages.manages_alone.set(Topic::Cooking, fact(1));
    assert!(!says(&manages).1);
    // Not known is no refusal; a single refusal among them is one.
    let mut unknown = mother.clone();
    for question in unknown.owed() {
        set(&mut unknown, question, fact(2));
    }
    assert!(!says(&unknown).1);
    set(&mut unknown, MutualQuestion::Gets(Topic::Toilet, person(SON)), declined());
    assert!(says(&unknown).1);
    assert!(!says(&all_asked(MOTHER, SON)).1);
}

#[test]
fn fear_help_turned_down_and_nobody_who_would_come_are_a_sign_whatever_is_told_of_help() {
    let with = |afraid: u32, turned_down: u32, would_come: u32| {
        let mut mother = all_asked(MOTHER, SON);
        mother.worries.set(Worry::SplitUp, fact(afraid));
        mother.turned_help_down = fact(turned_down);
        mother.somebody_would_come = fact(would_come);
        let found = found(&[mother, all_asked(SON, MOTHER)]);
        (found.outcome == MutualCaring::Sign, codes(&found).contains("sign-afraid-and-alone"))
    };
    assert_eq!(with(1, 1, 0), (true, true), "nobody tells of any help");
    for (afraid, turned_down, would_come) in
        [(0, 1, 0), (1, 0, 0), (1, 1, 1), (2, 1, 0), (1, 2, 0), (1, 1, 2)]
    {
        assert_eq!(with(afraid, turned_down, would_come), (false, false));
    }
}

#[test]
fn each_of_notice_and_come_says_only_what_was_said() {
    let says = |notice: u32, come: u32| -> BTreeSet<&'static str> {
        let mut mother = all_asked(MOTHER, SON);
        set(&mut mother, MutualQuestion::Gives(Topic::Money, person(SON)), fact(1));
        (mother.somebody_would_notice, mother.somebody_would_come) = (fact(notice), fact(come));
        let found = found(&[mother, all_asked(SON, MOTHER)]);
        for finding in &found.findings {
            let said = finding.for_professional().to_lowercase();
            assert!(!(said.contains("notice") && said.contains("come")), "{said}");
        }
        codes(&found).into_iter().filter(|code| code.starts_with("sign-nobody")).collect()
    };
    assert_eq!(says(1, 0), BTreeSet::from(["sign-nobody-comes"]));
    assert_eq!(says(0, 1), BTreeSet::from(["sign-nobody-notices"]));
    assert_eq!(says(0, 0), BTreeSet::from(["sign-nobody-comes", "sign-nobody-notices"]));
    assert_eq!(says(1, 1), BTreeSet::new());
    assert_eq!(says(2, 2), BTreeSet::new(), "not known is no \"nobody\"");
}

#[test]
fn a_sign_counts_where_help_may_pass_for_all_that_is_known() {
    let outcome = |mother: &Answers| found(std::slice::from_ref(mother)).outcome;
    let mut mother = all_asked(MOTHER, SON);
    mother.recent_change = fact(1);
    assert_eq!(outcome(&mother), MutualCaring::NoSign, "she says that no help passes");
    set(&mut mother, MutualQuestion::Gives(Topic::Money, person(SON)), Fact::default());
    assert_eq!(outcome(&mother), MutualCaring::Sign, "nobody has asked her about the money");
    // He manages his money alone, and says so: then it is known after all.
    let son = all_asked(SON, MOTHER);
    assert_eq!(found(&[mother.clone(), son.clone()]).outcome, MutualCaring::NoSign);
}

#[test]
fn what_nobody_knows_of_help_is_said_and_is_no_comfort() {
    let (mut mother, mut son) = (all_asked(MOTHER, SON), all_asked(SON, MOTHER));
    assert_eq!(found(&[mother.clone(), son.clone()]).findings.with_code("help-not-known").count(), 0);
    for topic in [Topic::Money, Topic::Cooking] {
        set(&mut mother, MutualQuestion::Gives(topic, person(SON)), fact(2));
        set(&mut son, MutualQuestion::Gets(topic, person(MOTHER)), fact(2));
        set(&mut son, MutualQuestion::ManagesAlone(topic), fact(2));
    }
    let unknown = found(&[mother.clone(), son.clone()]);
    assert!(unknown.is_settled() && unknown.outcome == MutualCaring::NoSign);
    let finding = unknown.findings.with_code("help-not-known").next().unwrap();
    assert_eq!(finding.amounts(), [("count", Amount::Count(2))]);
}

/// Whose needs are looked at is not decided by a question that nobody answered.
#[test]
fn what_she_does_for_him_counts_though_she_would_not_say_where_he_lives() {
    let gives = |together: Fact<bool>| {
        let mut mother = all_asked(MOTHER, SON);
        set(&mut mother, MutualQuestion::Gives(Topic::Cooking, person(SON)), fact(1));
        set(&mut mother, MutualQuestion::LivesTogether(person(SON)), together);
        let found = found(&[mother]);
        found.pairs[0].hours.map(|hours| hours.doing)
    };
    assert_eq!(gives(declined()), gives(fact(1)));
    assert_ne!(gives(declined()), gives(fact(0)), "elsewhere: his needs are another household's");
}

#[test]
fn family_of_whom_nobody_says_who_it_is_is_found() {
    let with = |said: u32| {
        let mut mother = all_asked(MOTHER, SON);
        mother.brothers_or_sisters = fact(said);
        found(&[mother, all_asked(SON, MOTHER)]).findings.with_code("family-not-named").count()
    };
    assert_eq!((with(0), with(1), with(2)), (0, 1, 0));
}

#[test]
fn age_and_learning_disability_are_asked_and_may_be_told_in_confidence() {
    let mut mother = all_asked(MOTHER, SON);
    (mother.age_years, mother.learning_disability) = (Fact::default(), Fact::default());
    assert_eq!(mother.open(), [MutualQuestion::Age, MutualQuestion::LearningDisability]);
    (mother.age_years, mother.learning_disability) = (Fact::known(81), Fact::known(true));
    assert!(mother.open().is_empty());
    let read = serde_json::from_str::<Answers>(
        r#"{"person": "00000000-0000-0000-0000-000000000001", "age_years": {"known": 81},
            "learning_disability": {"known": true}, "in_confidence": ["age_years", "learning_disability"]}"#,
    )
    .unwrap();
    let openly = read.openly();
    assert_eq!(openly.age_years, Fact::not_known(WhyNotKnown::AskedNotKnown));
    assert_eq!(openly.learning_disability, Fact::not_known(WhyNotKnown::AskedNotKnown));
}

#[test]
fn what_an_earlier_answer_settles_is_open_again_when_that_answer_changes() {
    use MutualQuestion as Q;
    let son = person(SON);
    let mut mother = Answers::new(person(MOTHER)).with_others(vec![WithOther::new(son)]).unwrap();
    let gets = Q::Gets(Topic::Money, son);
    let by = |answers: &Answers, question| match answers.standing(question) {
        QuestionStanding::SettledBy(by) => by,
        QuestionStanding::Open | QuestionStanding::Answered => Vec::new(),
    };
    assert_eq!(mother.standing(gets), QuestionStanding::Open);
    set(&mut mother, Q::ManagesAlone(Topic::Money), fact(1));
    assert_eq!(by(&mother, gets), [Q::ManagesAlone(Topic::Money)]);
    assert!(mother.settled().contains(&(gets, vec![Q::ManagesAlone(Topic::Money)])));
    for other_answer in [fact(0), fact(2), declined(), Fact::default()] {
        set(&mut mother, Q::ManagesAlone(Topic::Money), other_answer);
        assert_eq!(mother.standing(gets), QuestionStanding::Open, "only a known yes settles it");
    }
    // What was answered stays answered.
    set(&mut mother, gets, fact(1));
    set(&mut mother, Q::ManagesAlone(Topic::Money), fact(1));
    assert_eq!(mother.standing(gets), QuestionStanding::Answered);

    // Nothing is given, so nobody asks whether she goes on; one kind of help, and it is open.
    for topic in Topic::ALL {
        set(&mut mother, Q::Gives(*topic, son), fact(0));
    }
    assert_eq!(by(&mother, Q::WillingLater(son)).len(), TopicGroup::ALL.len());
    for value in [fact(1), fact(2), declined(), Fact::default()] {
        set(&mut mother, Q::Gives(Topic::Company, son), value);
        assert_eq!(mother.standing(Q::WillingLater(son)), QuestionStanding::Open);
    }
    // That she lives with him says that there is somebody.
    set(&mut mother, Q::Gives(Topic::Company, son), fact(0));
    set(&mut mother, gets, fact(0));
    assert_eq!(mother.standing(Q::LivesWithOrHelps), QuestionStanding::Open);
    set(&mut mother, Q::LivesTogether(son), fact(1));
    assert_eq!(by(&mother, Q::LivesWithOrHelps), [Q::LivesTogether(son)]);
    set(&mut mother, Q::LivesTogether(son), fact(0));
    assert_eq!(mother.standing(Q::LivesWithOrHelps), QuestionStanding::Open);

    // "Nobody" settles everything, and naming somebody opens it all.
    let mut alone = Answers::new(person(MOTHER));
    alone.lives_with_or_helps = fact(0);
    assert_eq!(by(&alone, Q::WishLater), [Q::LivesWithOrHelps]);
    assert_eq!(alone.settled().len(), 15);
    assert!(!alone.with_others(vec![WithOther::new(son)]).unwrap().open().is_empty());
}

#[test]
fn who_else_may_be_declined() {
    let mut mother = Answers::new(person(MOTHER));
    mother.lives_with_or_helps = fact(1);
    for (why, open) in [
        (None, true),
        (Some(WhyNotKnown::NotAsked), true),
        (Some(WhyNotKnown::Declined), false),
        (Some(WhyNotKnown::AskedNotKnown), false),
    ] {
        mother.who_else = why;
        assert_eq!(mother.open().contains(&MutualQuestion::WhoElse), open);
        let text = serde_json::to_string(&mother).unwrap();
        assert_eq!(serde_json::from_str::<Answers>(&text).unwrap(), mother);
    }
    assert!(
        serde_json::from_str::<Answers>(
            r#"{"person": "00000000-0000-0000-0000-000000000001", "who_else": null}"#
        )
        .is_err()
    );
}

/// Answers as they were written before age and learning disability were asked: everything is read as it was, and what
/// is new is open.
#[test]
fn answers_written_before_mean_what_they_meant() {
    let written = r#"{
        "person": "00000000-0000-0000-0000-000000000001", "lives_with_or_helps": {"known": true},
        "manages_alone": {"cooking": {"known": false}, "money": {"known": true}},
        "others": [{
            "other": "00000000-0000-0000-0000-000000000002", "lives_together": {"known": true},
            "help": {"cooking": {"gets": {"known": true}}, "money": {"gives": {"not_known": "declined"}}},
            "able_now": {"known": "yes"}, "willing_later": {"known": false, "on": "2026-03-02"}
        }],
        "sees_self_as_carer": {"known": false}, "somebody_would_come": {"known": false},
        "worries": {"split_up": {"known": true}}, "turned_help_down": {"not_known": "declined"},
        "wish_later": {"known": "together_here"}, "brothers_or_sisters": {"known": true},
        "family": [{
            "person": "00000000-0000-0000-0000-000000000007", "relation": "brother_or_sister",
            "asked": {"known": false}
        }],
        "in_confidence": ["money.gives@00000000-0000-0000-0000-000000000002", "worry.split_up"]
    }"#;
    let answers: Answers = serde_json::from_str(written).unwrap();
    let again: serde_json::Value = serde_json::to_value(&answers).unwrap();
    assert_eq!(again, serde_json::from_str::<serde_json::Value>(written).unwrap(), "nothing new is written");
    let open = answers.open();
    assert!(open.contains(&MutualQuestion::Age) && open.contains(&MutualQuestion::LearningDisability));
    assert!(!open.contains(&MutualQuestion::WishLater));
    assert_eq!(answers.openly().worries.get(Worry::SplitUp), Fact::not_known(WhyNotKnown::AskedNotKnown));
    let codes = codes(&found(std::slice::from_ref(&answers)));
    assert!(codes.contains("sibling-not-asked") && codes.contains("sign-nobody-comes"));
    assert!(!codes.contains("sign-nobody-notices"));
}

/// Goes through a whole interview in the order given, and counts what is asked.
fn interview(answer: &mut dyn FnMut(MutualQuestion) -> Fact<bool>) -> (usize, Answers) {
    let mut answers = Answers::new(person(MOTHER));
    let mut asked = 0;
    while let Some(question) = answers.open().first().copied() {
        asked += 1;
        assert!(asked <= 100, "it never ends");
        for part in question.parts() {
            if answers.standing(part) == QuestionStanding::Open {
                set(&mut answers, part, answer(part));
            }
        }
        assert_eq!(answers.standing(question), QuestionStanding::Answered, "{question}");
    }
    (asked, answers)
}

#[test]
fn at_most_25_questions_are_asked_of_somebody_who_manages_alone_and_names_one_other() {
    use MutualQuestion as Q;
    let manages_and_names = |question: MutualQuestion| match question {
        Q::ManagesAlone(_) | Q::LivesWithOrHelps | Q::WhoElse => Some(fact(1)),
        _ => None,
    };
    let (most, _) = interview(&mut |question| manages_and_names(question).unwrap_or(fact(1)));
    assert_eq!(most, 25, "whoever gives everything");
    let (least, _) = interview(&mut |question| manages_and_names(question).unwrap_or(fact(0)));
    assert_eq!(least, 21, "whoever gives nothing is not asked whether they go on");
    let mut random = Seeded(7);
    for _ in 0..300 {
        let mut answer = |question| {
            manages_and_names(question).unwrap_or_else(|| match random.below(4) {
                3 => declined(),
                digit => fact(digit),
            })
        };
        assert!(interview(&mut answer).0 <= 25);
    }
    // Where they cannot do anything alone, what they get is asked too: four more.
    let (all, answers) = interview(&mut |question| match question {
        Q::ManagesAlone(_) => fact(0),
        _ => fact(1),
    });
    assert_eq!(all, 29);
    assert!(answers.settled().is_empty());
    // And whoever has nobody is asked one.
    assert_eq!(interview(&mut |_| fact(0)).0, 1);
    // From a file in which that much is known already, less is left.
    let mut known = Answers::new(person(MOTHER)).with_others(vec![WithOther::new(person(SON))]).unwrap();
    known.manages_alone = Topic::ALL.iter().map(|topic| (*topic, fact(1))).collect();
    assert_eq!(known.open().len(), 20);
}

/// How many other open questions the least helpful answer settles, by trying every answer: of a question that
/// asks several things, every way to say yes or no to each.
fn settled_by_the_least_helpful(answers: &Answers, question: MutualQuestion) -> usize {
    if question == MutualQuestion::WhoElse {
        return 0; // a name opens questions and settles none
    }
    let open: Vec<MutualQuestion> = answers.open();
    let parts: Vec<MutualQuestion> = (question.parts().into_iter())
        .filter(|part| answers.standing(*part) == QuestionStanding::Open)
        .collect();
    (0..1_u32 << parts.len())
        .map(|ways| {
            let mut after = answers.clone();
            for (place, part) in parts.iter().enumerate() {
                set(&mut after, *part, Fact::known(ways >> place & 1 == 1));
            }
            let still = |other: &&MutualQuestion| after.standing(**other) != QuestionStanding::Open;
            open.iter().filter(|other| **other != question).filter(still).count()
        })
        .min()
        .unwrap()
}

#[test]
fn the_order_is_that_of_the_least_helpful_answer_and_then_the_tables() {
    let mut random = Seeded(11);
    let (mut moved, mut compared) = (0, 0);
    for round in 0..400 {
        let others = (1..=1 + random.below(2)).map(|n| WithOther::new(person(u128::from(n) + 1))).collect();
        let mut answers = Answers::new(person(MOTHER)).with_others(others).unwrap();
        // All but a few are answered. In half of the rounds the first question was left out, and nothing is given
        // but what one question asks, so that its answer may settle much whatever it is.
        let few = 2 + random.below(6);
        let last = random.below(4);
        for question in answers.owed() {
            let left_out = match question {
                MutualQuestion::Gives(..) => place_in_table(question).2 == 1 + last as usize,
                MutualQuestion::LivesWithOrHelps
                | MutualQuestion::AbleNow(_)
                | MutualQuestion::WillingLater(_) => true,
                _ => false,
            };
            let digit = if round % 2 == 0 { 0 } else { random.below(3) };
            if !(round % 2 == 0 && left_out) && random.below(40) >= few {
                set(&mut answers, question, fact(digit));
            }
        }
        let mut table: Vec<MutualQuestion> = answers.open();
        let order = table.clone();
        table.sort_by_key(|question| place_in_table(*question));
        let mut expected = table.clone();
        expected.sort_by_key(|question| std::cmp::Reverse(settled_by_the_least_helpful(&answers, *question)));
        assert_eq!(order, expected);
        compared += 1;
        moved += u32::from(table != order);
    }
    assert!(moved > 40, "{moved} of {compared} orders were other than the table's");
}

/// Where a question stands in the table, told apart by its name.
fn place_in_table(question: MutualQuestion) -> (usize, Option<mutual_care::base::PersonId>, usize) {
    use MutualQuestion as Q;
    let group_of =
        |topic: Topic| TopicGroup::ALL.iter().position(|group| group.topics().contains(&topic)).unwrap();
    let nth = |group: TopicGroup| TopicGroup::ALL.iter().position(|one| *one == group).unwrap();
    let (section, place) = match question {
        Q::LivesWithOrHelps => (0, 0),
        Q::WhoElse => (0, 1),
        Q::ManagesWhich(group) => (1, nth(group)),
        Q::ManagesAlone(topic) => (1, group_of(topic)),
        Q::LivesTogether(_) => (2, 0),
        Q::GivesWhich(group, _) => (2, 1 + nth(group)),
        Q::Gives(topic, _) => (2, 1 + group_of(topic)),
        Q::GetsWhich(group, _) => (2, 11 + nth(group)),
        Q::Gets(topic, _) => (2, 11 + group_of(topic)),
        Q::AbleNow(_) => (2, 21),
        Q::WillingNow(_) => (2, 22),
        Q::AbleLater(_) => (2, 23),
        Q::WillingLater(_) => (2, 24),
        Q::SeesSelfAsCarer => (3, 0),
        Q::SomebodyWouldNotice => (3, 1),
        Q::SomebodyWouldCome => (3, 2),
        Q::WorriesWhich | Q::Worry(_) => (3, 3),
        Q::TurnedHelpDown => (3, 4),
        Q::RecentChange => (3, 5),
        Q::WishLater => (3, 6),
        Q::BrothersOrSisters => (3, 7),
        Q::Age => (3, 8),
        Q::LearningDisability => (3, 9),
    };
    (section, question.other(), place)
}

#[test]
fn every_kind_of_help_stands_in_one_group() {
    let all: Vec<Topic> = TopicGroup::ALL.iter().flat_map(|group| group.topics().iter().copied()).collect();
    let each: BTreeSet<Topic> = all.iter().copied().collect();
    assert_eq!((all.len(), each.len()), (Topic::ALL.len(), Topic::ALL.len()));
    for group in TopicGroup::ALL {
        assert!(group.topics().len() > 1);
        let asked = MutualQuestion::ManagesWhich(*group);
        assert!(asked.code().starts_with(group.code()));
    }
}

/// Where nobody was asked anything, nothing is settled and no sign is no comfort.
#[test]
fn where_nobody_was_asked_nothing_is_settled() {
    assert!(!found(&[]).is_settled());
    assert!(!found(&[Answers::new(person(MOTHER))]).is_settled());
}
