//! What may be shown of a person's answers.

use alloc::vec::Vec;

use super::{Answers, HelpBothWays, MutualQuestion};
use crate::base::{Fact, PrivateText, WhyNotKnown};
use crate::circle::Confided;

impl Answers {
    /// What others may be shown: as if everything said in confidence had been asked and were not known, and
    /// without the person's own words. Whether something was said in confidence cannot be seen from it.
    #[must_use]
    pub fn openly(&self) -> Self {
        use MutualQuestion as Q;
        let mut open = self.clone();
        open.own_words = PrivateText::default();
        for question in self.in_confidence.iter().flat_map(|question| question.parts()) {
            let other = question.other();
            let with = other.and_then(|other| open.others.iter_mut().find(|with| with.other == other));
            match (question, with) {
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
                (Q::Age, _) => open.age_years = hidden(),
                (Q::LearningDisability, _) => open.learning_disability = hidden(),
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
                // Who else there is cannot be hidden from those very people; what asks several things is in its parts.
                (
                    Q::WhoElse | Q::ManagesWhich(_) | Q::GivesWhich(..) | Q::GetsWhich(..) | Q::WorriesWhich,
                    _,
                )
                | (_, None) => {}
            }
        }
        open.in_confidence = Confided::default();
        open
    }
}

fn hidden<T>() -> Fact<T> {
    Fact::not_known(WhyNotKnown::AskedNotKnown)
}
