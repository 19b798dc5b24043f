//! What is learnt of the child and of the home, and what somebody worries about.

use super::guards::{dated, day_of, days_of};
use super::{
    ChildAsked, ChildDescribed, ChildHeardAgain, ChildSays, HomeFoundUnchanged, HomeLookedAt,
    InformationProvided, Policy, ReferralCase, StepTaken, WorryAnswered, WorryOf, WorryRaised, rules,
};
use crate::base::{Findings, Stamp, Told, Weight};
use crate::machine::{Accept, Asked, Misfit};
use crate::placement::{Information, OwnView, ProvidedAs};

impl Accept<InformationProvided> for ReferralCase {
    fn fits(&self, event: &InformationProvided) -> Result<(), Misfit> {
        let may = |what| matches!(what, Information::Offending | Information::SexualHealth);
        let mut not_applicable =
            event.provided.iter().filter(|provided| provided.how == ProvidedAs::NotApplicable);
        Misfit::all([
            dated(&self.ids(), event.provided.iter().map(|provided| provided.on)),
            Misfit::unless(!event.provided.is_empty(), "expected a part that was provided", &self.ids()),
            Misfit::unless(
                not_applicable.all(|provided| may(provided.what)),
                "expected `not_applicable` for offending and sexual health alone",
                &self.ids(),
            ),
        ])
    }

    fn findings(&self, event: &InformationProvided, _: &Asked<'_, Policy>) -> Findings {
        let later = event
            .provided
            .iter()
            .filter_map(|part| self.recorded_before(event.on, part.what.words(), Some(part.on)));
        self.learning().into_iter().chain(later).collect()
    }

    fn apply(&mut self, event: &InformationProvided, _: &Stamp) {
        for provided in &event.provided {
            self.provided.insert(provided.what, *provided);
        }
        self.learn(event.on, false);
        self.undecide();
    }
}

impl Accept<ChildDescribed> for ReferralCase {
    fn fits(&self, event: &ChildDescribed) -> Result<(), Misfit> {
        Misfit::all([
            dated(&self.ids(), days_of(&event.child)),
            Misfit::unless(
                event.child.id == self.child.id,
                "expected the child of this referral",
                &self.ids(),
            ),
        ])
    }

    /// As the case is after it: what is described may say that the child was asked.
    fn findings(&self, event: &ChildDescribed, _: &Asked<'_, Policy>) -> Findings {
        let said = if event.child.own_view.is_open() { self.learning() } else { self.undone() };
        let later = self.recorded_before(event.on, "what the child said", day_of(&event.child.own_view));
        // What is described as it was would undo a decision for nothing.
        let mut after = self.clone();
        after.describe(event);
        let same = self.can_be_undone() && after.child == self.child;
        let same = same.then(|| self.about(&rules::NOTHING_NEW));
        said.into_iter().chain(later).chain(same).collect()
    }

    fn apply(&mut self, event: &ChildDescribed, _: &Stamp) {
        self.describe(event);
    }
}

impl Accept<ChildAsked> for ReferralCase {
    fn fits(&self, event: &ChildAsked) -> Result<(), Misfit> {
        let says = Misfit::unless(
            event.says != Some(ChildSays::NotAsked),
            "expected what the child says to the move, or nothing",
            &self.ids(),
        );
        Misfit::all([self.view_fits(&event.view), says])
    }

    /// Once it is decided, only a child who wants something else takes it back.
    fn findings(&self, event: &ChildAsked, _: &Asked<'_, Policy>) -> Findings {
        let against = event.says == Some(ChildSays::WantsSomethingElse);
        let needless = (self.can_be_undone() && !against).then(|| self.about(&rules::NOT_SAID_AGAINST));
        let later = self.recorded_before(event.on, "what the child said", day_of(&event.view));
        self.undone().into_iter().chain(needless).chain(later).collect()
    }

    fn apply(&mut self, event: &ChildAsked, _: &Stamp) {
        let same = event.says == Some(ChildSays::Agrees);
        self.hear(event.on, &event.view, same);
        self.undecide();
    }
}

impl Accept<ChildHeardAgain> for ReferralCase {
    fn fits(&self, event: &ChildHeardAgain) -> Result<(), Misfit> {
        let says = Misfit::unless(
            event.says != ChildSays::NotAsked,
            "expected what the child says to the move",
            &self.ids(),
        );
        Misfit::all([self.view_fits(&event.view), says])
    }

    fn findings(&self, event: &ChildHeardAgain, _: &Asked<'_, Policy>) -> Findings {
        let against = event.says == ChildSays::WantsSomethingElse;
        let against = against.then(|| self.about(&rules::SAID_AGAINST));
        let later = self.recorded_before(event.on, "what the child said", day_of(&event.view));
        against.into_iter().chain(later).collect()
    }

    fn apply(&mut self, event: &ChildHeardAgain, _: &Stamp) {
        self.hear(event.on, &event.view, true);
    }
}

impl Accept<HomeLookedAt> for ReferralCase {
    fn fits(&self, event: &HomeLookedAt) -> Result<(), Misfit> {
        self.seen_fits(&event.seen)
    }

    fn findings(&self, event: &HomeLookedAt, _: &Asked<'_, Policy>) -> Findings {
        let unknown = matches!(event.seen.residents, Told::NotKnown(_));
        let unknown = unknown.then(|| self.about(&rules::RESIDENTS_NOT_KNOWN).weighing(Weight::Warns));
        // A look that finds the same would undo a decision for nothing.
        let same = self.can_be_undone() && self.seen.as_ref() == Some(&event.seen);
        let same = same.then(|| self.about(&rules::HOME_IS_AS_SEEN));
        self.learning().into_iter().chain(unknown).chain(same).collect()
    }

    fn apply(&mut self, event: &HomeLookedAt, _: &Stamp) {
        self.see(&event.seen, Some(event.on));
        self.undecide();
        self.looked_again.push(event.on);
    }
}

impl Accept<HomeFoundUnchanged> for ReferralCase {
    fn fits(&self, event: &HomeFoundUnchanged) -> Result<(), Misfit> {
        let same = self.seen.as_ref() == Some(&event.seen);
        Misfit::all([
            self.seen_fits(&event.seen),
            Misfit::unless(
                same,
                "expected the home as it was seen before: what is otherwise is looked at",
                &self.ids(),
            ),
        ])
    }

    fn findings(&self, _: &HomeFoundUnchanged, _: &Asked<'_, Policy>) -> Findings {
        self.every_step()
    }

    fn apply(&mut self, event: &HomeFoundUnchanged, _: &Stamp) {
        self.see(&event.seen, Some(event.on));
        self.looked_again.push(event.on);
    }
}

impl Accept<WorryRaised> for ReferralCase {
    fn fits(&self, event: &WorryRaised) -> Result<(), Misfit> {
        Misfit::all([
            Misfit::unless(
                !event.words.is_empty(),
                "expected the worry, as it was said or shown",
                &self.ids(),
            ),
            Misfit::unless(
                (event.of == WorryOf::Resident) == event.resident.is_some(),
                "expected `resident` for the worry of a child who lives there, and for no other",
                &self.ids(),
            ),
        ])
    }

    fn findings(&self, _: &WorryRaised, _: &Asked<'_, Policy>) -> Findings {
        self.learning()
    }

    fn apply(&mut self, event: &WorryRaised, _: &Stamp) {
        self.worry(event);
    }
}

impl Accept<WorryAnswered> for ReferralCase {
    fn fits(&self, event: &WorryAnswered) -> Result<(), Misfit> {
        let worry = self.worries.iter().find(|worry| worry.number == event.worry);
        Misfit::all([
            Misfit::unless(worry.is_some(), "expected a worry of this referral", &self.ids()),
            Misfit::unless(
                worry.is_none_or(|worry| event.on >= worry.raised.on),
                "expected `on` no earlier than the worry",
                &self.ids(),
            ),
            Misfit::unless(!event.words.is_empty(), "expected what was done or said, in words", &self.ids()),
        ])
    }

    fn findings(&self, _: &WorryAnswered, _: &Asked<'_, Policy>) -> Findings {
        self.every_step()
    }

    fn apply(&mut self, event: &WorryAnswered, _: &Stamp) {
        if let Some(worry) = self.worries.iter_mut().find(|worry| worry.number == event.worry) {
            // What is entered late and dated earlier says nothing of what came after it.
            if worry.answered.as_ref().is_none_or(|kept| kept.on <= event.on) {
                worry.answered = Some(event.clone());
            }
        }
    }
}

impl Accept<StepTaken> for ReferralCase {
    fn findings(&self, _: &StepTaken, _: &Asked<'_, Policy>) -> Findings {
        self.every_step()
    }

    fn apply(&mut self, event: &StepTaken, _: &Stamp) {
        self.steps.insert(event.step, event.clone());
    }
}

impl ReferralCase {
    /// What the child said stays as it was recorded: nobody describes it away. A description that says the same is a
    /// revision of its own, and nothing that was judged is undone by it.
    fn describe(&mut self, event: &ChildDescribed) {
        let before = self.child.fingerprint().ok();
        // No fingerprint holds these words, and whoever judges reads them.
        let risks = self.child.other_risks.clone();
        let own_view = core::mem::replace(&mut self.child.own_view, OwnView::NotAsked);
        self.child.clone_from(&event.child);
        if !own_view.is_open() {
            self.child.own_view = own_view;
        }
        let same =
            before.is_some() && before == self.child.fingerprint().ok() && risks == self.child.other_risks;
        self.learn(event.on, same);
        self.undecide();
    }
}
