//! Which questions are owed to a person, which an earlier answer settles, and which to ask next.

use alloc::vec::Vec;
use core::cmp::Reverse;

use super::answers::OtherHelp;
use super::{Answers, HelpBothWays, MutualQuestion, Topic, TopicGroup, WithOther};
use crate::base::{Code, Fact, PersonId, Told, WhyNotKnown};
use crate::need::SourceKind;

/// How one question stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuestionStanding {
    /// Nobody has asked it, and no answer settles it.
    Open,
    /// It was asked. "I do not know" and "I would rather not say" are answers.
    Answered,
    /// Nobody has asked it, and nobody has to: what was answered to these settles it. It is open again as soon as
    /// one of those answers is another.
    SettledBy(Vec<MutualQuestion>),
}

impl Answers {
    /// Everything that is owed to this person, thing by thing, in the order of the table, asked or not: the first
    /// question, and whatever no other answer settles. [`Answers::settled`] lists the rest.
    pub fn owed(&self) -> Vec<MutualQuestion> {
        let first = MutualQuestion::LivesWithOrHelps;
        let owed = |question: &MutualQuestion| *question == first || self.settled_by(*question).is_empty();
        self.things().into_iter().filter(owed).collect()
    }

    /// The questions to ask, as they are put: kinds of help that are asked about together, and worries, are one
    /// question as long as two or more of them are open. None is left when the person has been asked everything.
    ///
    /// First comes the question of which the least helpful answer settles the most other open ones; among equals
    /// the order of the table holds, in which the first one asks whether there is anybody. "I do not know" and "I
    /// would rather not say" settle nothing and are not counted as answers here.
    ///
    /// ```
    /// use mutual_care::assessment::{Answers, MutualQuestion};
    /// use mutual_care::base::Fact;
    /// # let person = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
    /// let mut answers = Answers::new(person);
    /// assert_eq!(answers.open()[0], MutualQuestion::LivesWithOrHelps);
    /// answers.lives_with_or_helps = Fact::known(false); // lives alone, and no help either way
    /// assert!(answers.open().is_empty());
    /// # Ok::<(), mutual_care::base::IdError>(())
    /// ```
    pub fn open(&self) -> Vec<MutualQuestion> {
        let mut open = self.as_put(|standing| *standing == QuestionStanding::Open);
        open.sort_by_key(|question| Reverse(self.settles_at_least(*question)));
        open
    }

    /// The questions that nobody has to ask, as they would be put, each with the questions whose answers settle it.
    pub fn settled(&self) -> Vec<(MutualQuestion, Vec<MutualQuestion>)> {
        let settled = |question: MutualQuestion| match self.standing(question) {
            QuestionStanding::SettledBy(by) => Some((question, by)),
            QuestionStanding::Open | QuestionStanding::Answered => None,
        };
        let put = self.as_put(|standing| matches!(standing, QuestionStanding::SettledBy(_)));
        put.into_iter().filter_map(settled).collect()
    }

    /// How a question stands. One that asks several things is open as long as one of them is.
    ///
    /// ```
    /// use mutual_care::assessment::{Answers, MutualQuestion, QuestionStanding, Topic, WithOther};
    /// use mutual_care::base::Fact;
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let (mother, son) = (id(1).parse()?, id(2).parse()?);
    /// let mut answers = Answers::new(mother).with_others(vec![WithOther::new(son)])?;
    /// let he_cooks = MutualQuestion::Gets(Topic::Cooking, son);
    /// assert_eq!(answers.standing(he_cooks), QuestionStanding::Open);
    /// answers.manages_alone.set(Topic::Cooking, Fact::known(true));
    /// let by = vec![MutualQuestion::ManagesAlone(Topic::Cooking)];
    /// assert_eq!(answers.standing(he_cooks), QuestionStanding::SettledBy(by));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn standing(&self, question: MutualQuestion) -> QuestionStanding {
        let parts = question.parts();
        if parts == [question] {
            return self.standing_of_one(question);
        }
        let (mut answered, mut settled) = (false, Vec::new());
        for part in parts {
            match self.standing_of_one(part) {
                QuestionStanding::Open => return QuestionStanding::Open,
                QuestionStanding::Answered => answered = true,
                QuestionStanding::SettledBy(by) => settled.extend(by),
            }
        }
        if answered || settled.is_empty() {
            return QuestionStanding::Answered;
        }
        settled.sort_unstable();
        settled.dedup();
        QuestionStanding::SettledBy(settled)
    }

    /// Whether a question was never asked, whether or not another answer settles it. "Would rather not say" is an
    /// answer.
    pub fn is_open(&self, question: MutualQuestion) -> bool {
        use MutualQuestion as Q;
        let of = |other: PersonId, open: fn(&WithOther) -> bool| self.with(other).is_none_or(open);
        let help = |topic: Topic, other: PersonId| self.with(other).map(|with| with.help.get(topic));
        match question {
            Q::LivesWithOrHelps => self.lives_with_or_helps.told().is_open(),
            Q::WhoElse => {
                self.others.is_empty() && self.who_else.is_none_or(|why| why == WhyNotKnown::NotAsked)
            }
            Q::ManagesAlone(topic) => self.manages_alone.get(topic).told().is_open(),
            Q::Gives(topic, other) => help(topic, other).is_none_or(|help| help.gives.told().is_open()),
            Q::Gets(topic, other) => help(topic, other).is_none_or(|help| help.gets.told().is_open()),
            Q::LivesTogether(other) => of(other, |with| with.lives_together.told().is_open()),
            Q::AbleNow(other) => of(other, |with| with.able_now.told().is_open()),
            Q::WillingNow(other) => of(other, |with| with.willing_now.told().is_open()),
            Q::AbleLater(other) => of(other, |with| with.able_later.told().is_open()),
            Q::WillingLater(other) => of(other, |with| with.willing_later.told().is_open()),
            Q::SeesSelfAsCarer => self.sees_self_as_carer.told().is_open(),
            Q::SomebodyWouldNotice => self.somebody_would_notice.told().is_open(),
            Q::SomebodyWouldCome => self.somebody_would_come.told().is_open(),
            Q::Worry(worry) => self.worries.get(worry).told().is_open(),
            Q::TurnedHelpDown => self.turned_help_down.told().is_open(),
            Q::RecentChange => self.recent_change.told().is_open(),
            Q::WishLater => self.wish_later.told().is_open(),
            Q::BrothersOrSisters => self.brothers_or_sisters.told().is_open() && self.family.is_empty(),
            Q::Age => self.age_years.told().is_open(),
            Q::LearningDisability => self.learning_disability.told().is_open(),
            Q::ManagesWhich(_) | Q::GivesWhich(..) | Q::GetsWhich(..) | Q::WorriesWhich => {
                question.parts().into_iter().any(|part| self.is_open(part))
            }
        }
    }

    /// Whether anything is known of one of the questions about help, and why not.
    pub(super) fn told_at_all(&self, question: MutualQuestion) -> Told<()> {
        use MutualQuestion as Q;
        fn at_all<T>(fact: &Fact<T>) -> Told<()> {
            match fact.told() {
                Told::Known(_) => Told::Known(()),
                Told::NotKnown(why) => Told::NotKnown(*why),
            }
        }
        let with = question.other().and_then(|other| self.with(other));
        match (question, with) {
            (Q::ManagesAlone(topic), _) => at_all(&self.manages_alone.get(topic)),
            (Q::Gives(topic, _), Some(with)) => at_all(&with.help.get(topic).gives),
            (Q::Gets(topic, _), Some(with)) => at_all(&with.help.get(topic).gets),
            (Q::AbleNow(_), Some(with)) => at_all(&with.able_now),
            (Q::WillingNow(_), Some(with)) => at_all(&with.willing_now),
            (Q::AbleLater(_), Some(with)) => at_all(&with.able_later),
            (Q::WillingLater(_), Some(with)) => at_all(&with.willing_later),
            _ => Told::default(),
        }
    }

    fn standing_of_one(&self, question: MutualQuestion) -> QuestionStanding {
        if !self.is_open(question) {
            return QuestionStanding::Answered;
        }
        let by = self.settled_by(question);
        if by.is_empty() { QuestionStanding::Open } else { QuestionStanding::SettledBy(by) }
    }

    /// The questions whose answers settle this one. None if nothing does.
    fn settled_by(&self, question: MutualQuestion) -> Vec<MutualQuestion> {
        use MutualQuestion as Q;
        if self.nobody_there() {
            return match question {
                Q::LivesWithOrHelps => Vec::new(),
                _ => alloc::vec![Q::LivesWithOrHelps],
            };
        }
        match question {
            // Whoever lives with somebody, or gives or gets help, has said so already.
            Q::LivesWithOrHelps => self.others.iter().find_map(says_so).into_iter().collect(),
            // Nobody has to be asked who helps with what they do alone.
            Q::Gets(topic, _) if *self.manages_alone.get(topic).told() == Told::Known(true) => {
                alloc::vec![Q::ManagesAlone(topic)]
            }
            // Nobody has to be asked whether they go on giving what they do not give.
            Q::AbleNow(other) | Q::WillingNow(other) | Q::AbleLater(other) | Q::WillingLater(other)
                if self.with(other).is_some_and(WithOther::gives_nothing) =>
            {
                TopicGroup::ALL.iter().map(|group| Q::GivesWhich(*group, other)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether it is said that there is no other adult. Naming somebody contradicts it.
    pub(super) fn nobody_there(&self) -> bool {
        // So does help by somebody, told elsewhere among the answers.
        let is_person = |help: &OtherHelp| matches!(help.by.kind, SourceKind::Member | SourceKind::Person);
        *self.lives_with_or_helps.told() == Told::Known(false)
            && self.others.is_empty()
            && !self.other_help().iter().any(is_person)
    }

    /// The table: every single thing that there is to ask, in order.
    pub(super) fn things(&self) -> Vec<MutualQuestion> {
        self.table().into_iter().flat_map(MutualQuestion::parts).collect()
    }

    /// Every question that there is, as it is put.
    fn table(&self) -> Vec<MutualQuestion> {
        use MutualQuestion as Q;
        let mut table = alloc::vec![Q::LivesWithOrHelps, Q::WhoElse];
        table.extend(TopicGroup::ALL.iter().copied().map(Q::ManagesWhich));
        for other in self.others.iter().map(|with| with.other) {
            table.push(Q::LivesTogether(other));
            table.extend(TopicGroup::ALL.iter().map(|group| Q::GivesWhich(*group, other)));
            table.extend(TopicGroup::ALL.iter().map(|group| Q::GetsWhich(*group, other)));
            table.extend([
                Q::AbleNow(other),
                Q::WillingNow(other),
                Q::AbleLater(other),
                Q::WillingLater(other),
            ]);
        }
        table.extend([
            Q::SeesSelfAsCarer,
            Q::SomebodyWouldNotice,
            Q::SomebodyWouldCome,
            Q::WorriesWhich,
            Q::TurnedHelpDown,
            Q::RecentChange,
            Q::WishLater,
            Q::BrothersOrSisters,
            Q::Age,
            Q::LearningDisability,
        ]);
        table
    }

    /// The questions of which something stands like this: what is left of several things is put as one question as
    /// long as it is two or more.
    fn as_put(&self, stands: impl Fn(&QuestionStanding) -> bool) -> Vec<MutualQuestion> {
        let put = |question: MutualQuestion| {
            let mut left = question.parts();
            left.retain(|part| stands(&self.standing_of_one(*part)));
            match left.as_slice() {
                [] => None,
                [single] => Some(*single),
                _ => Some(question),
            }
        };
        self.table().into_iter().filter_map(put).collect()
    }

    /// How many other open questions its least helpful answer settles.
    ///
    /// Almost every question may be answered with what settles nothing: that there is somebody, that a thing is
    /// not managed alone, that the two live apart. The exception is the last of what somebody may give to another:
    /// if nothing else is given, "no" settles whether they are able and willing, and "yes" settles the first
    /// question, as long as that one is open.
    fn settles_at_least(&self, question: MutualQuestion) -> usize {
        use MutualQuestion as Q;
        let (Q::Gives(_, other) | Q::GivesWhich(_, other)) = question else { return 0 };
        let Some(with) = self.with(other) else { return 0 };
        let asked = question.parts();
        let given_besides = |(topic, help): (Topic, HelpBothWays)| {
            !asked.contains(&Q::Gives(topic, other)) && *help.gives.told() != Told::Known(false)
        };
        if with.help.iter().any(given_besides) {
            return 0;
        }
        let goes_on = [Q::AbleNow(other), Q::WillingNow(other), Q::AbleLater(other), Q::WillingLater(other)];
        let if_no = goes_on.into_iter().filter(|one| self.standing(*one) == QuestionStanding::Open).count();
        if_no.min(usize::from(self.standing(Q::LivesWithOrHelps) == QuestionStanding::Open))
    }
}

/// The answer about another adult that says that there is one to live with, to help, or to be helped by.
fn says_so(with: &WithOther) -> Option<MutualQuestion> {
    use MutualQuestion as Q;
    let yes = |fact: &Fact<bool>| *fact.told() == Told::Known(true);
    if yes(&with.lives_together) {
        return Some(Q::LivesTogether(with.other));
    }
    with.help.said().find_map(|(topic, help)| match (yes(&help.gives), yes(&help.gets)) {
        (true, _) => Some(Q::Gives(topic, with.other)),
        (_, true) => Some(Q::Gets(topic, with.other)),
        _ => None,
    })
}
