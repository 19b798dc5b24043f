//! Which questions are owed to a person, which are open, and what may be shown of the answers.

use alloc::vec::Vec;

use super::{Answers, HelpBothWays, MutualQuestion, Topic, WithOther, Worry};
use crate::base::{Code, Fact, PersonId, PrivateText, Told, WhyNotKnown};
use crate::circle::Confided;

impl Answers {
    /// The questions that are owed to this person: the first one, and unless it was answered with "no", all the
    /// others that make sense with what is known. In the order in which to ask. Naming somebody contradicts
    /// the "no".
    pub fn owed(&self) -> Vec<MutualQuestion> {
        let mut owed = alloc::vec![MutualQuestion::LivesWithOrHelps];
        if *self.lives_with_or_helps.told() == Told::Known(false) && self.others.is_empty() {
            return owed;
        }
        owed.push(MutualQuestion::WhoElse);
        owed.extend(Topic::ALL.iter().copied().map(MutualQuestion::ManagesAlone));
        for with in &self.others {
            owed.push(MutualQuestion::LivesTogether(with.other));
            for topic in Topic::ALL {
                owed.push(MutualQuestion::Gives(*topic, with.other));
                owed.push(MutualQuestion::Gets(*topic, with.other));
            }
            if !with.gives_nothing() {
                owed.extend([
                    MutualQuestion::AbleNow(with.other),
                    MutualQuestion::WillingNow(with.other),
                    MutualQuestion::AbleLater(with.other),
                    MutualQuestion::WillingLater(with.other),
                ]);
            }
        }
        owed.extend([
            MutualQuestion::SeesSelfAsCarer,
            MutualQuestion::SomebodyWouldNotice,
            MutualQuestion::SomebodyWouldCome,
        ]);
        owed.extend(Worry::ALL.iter().copied().map(MutualQuestion::Worry));
        owed.extend([
            MutualQuestion::TurnedHelpDown,
            MutualQuestion::RecentChange,
            MutualQuestion::WishLater,
            MutualQuestion::BrothersOrSisters,
        ]);
        owed
    }

    /// Those owed questions that nobody has asked.
    pub fn open(&self) -> Vec<MutualQuestion> {
        self.owed().into_iter().filter(|question| self.is_open(*question)).collect()
    }

    /// Whether a question was never asked. "Would rather not say" is an answer.
    pub fn is_open(&self, question: MutualQuestion) -> bool {
        use MutualQuestion as Q;
        let of = |other: PersonId, open: fn(&WithOther) -> bool| self.with(other).is_none_or(open);
        let help = |topic: Topic, other: PersonId| self.with(other).map(|with| with.help.get(topic));
        match question {
            Q::LivesWithOrHelps => self.lives_with_or_helps.told().is_open(),
            Q::WhoElse => self.others.is_empty(),
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
            Q::BrothersOrSisters => self.brothers_or_sisters.told().is_open(),
        }
    }

    /// What others may be shown: as if everything said in confidence had been asked and were not known, and
    /// without the person's own words. Whether something was said in confidence cannot be seen from it.
    #[must_use]
    pub fn openly(&self) -> Self {
        use MutualQuestion as Q;
        let mut open = self.clone();
        open.own_words = PrivateText::default();
        for question in self.in_confidence.iter() {
            let other = question.other();
            let with = other.and_then(|other| open.others.iter_mut().find(|with| with.other == other));
            match (*question, with) {
                (Q::Gives(topic, _), Some(with)) => {
                    let help =
                        HelpBothWays { gives: hidden(), gives_when: Vec::new(), ..with.help.get(topic) };
                    with.help.set(topic, help);
                }
                (Q::Gets(topic, _), Some(with)) => {
                    with.help.set(topic, HelpBothWays { gets: hidden(), ..with.help.get(topic) });
                }
                (Q::LivesTogether(_), Some(with)) => with.lives_together = hidden(),
                (Q::AbleNow(_), Some(with)) => with.able_now = hidden(),
                (Q::WillingNow(_), Some(with)) => with.willing_now = hidden(),
                (Q::AbleLater(_), Some(with)) => with.able_later = hidden(),
                (Q::WillingLater(_), Some(with)) => with.willing_later = hidden(),
                (Q::LivesWithOrHelps, _) => open.lives_with_or_helps = hidden(),
                (Q::ManagesAlone(topic), _) => open.manages_alone.set(topic, hidden()),
                (Q::SeesSelfAsCarer, _) => open.sees_self_as_carer = hidden(),
                (Q::SomebodyWouldNotice, _) => open.somebody_would_notice = hidden(),
                (Q::SomebodyWouldCome, _) => open.somebody_would_come = hidden(),
                (Q::Worry(worry), _) => open.worries.set(worry, hidden()),
                (Q::TurnedHelpDown, _) => open.turned_help_down = hidden(),
                (Q::RecentChange, _) => open.recent_change = hidden(),
                (Q::WishLater, _) => open.wish_later = hidden(),
                (Q::BrothersOrSisters, _) => {
                    open.brothers_or_sisters = hidden();
                    open.family = Vec::new();
                }
                // Who else there is cannot be hidden from those very people.
                (Q::WhoElse, _) | (_, None) => {}
            }
        }
        open.in_confidence = Confided::default();
        open
    }
}

fn hidden<T>() -> Fact<T> {
    Fact::not_known(WhyNotKnown::AskedNotKnown)
}
