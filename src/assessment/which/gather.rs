//! What a household's record, and people's own answers, say of who may be owed which assessment.

use alloc::collections::BTreeSet;

use chrono::NaiveDate;

use super::WhichFacts;
use crate::assessment::{Answers, WithOther};
use crate::base::{Fact, FactSource, PersonId, Told};
use crate::household::{Chronicle, KnownArrangement};
use crate::need::Ability;

impl WhichFacts {
    /// What the record of a household says on a day: of everybody who lives there, and of everybody else who helps
    /// them.
    ///
    /// Somebody of whom a need is recorded appears to have needs. Of somebody of whom none is recorded it is not
    /// known: nobody may have looked. Help that is recorded is care that is provided; where the giver is known not
    /// to be able or willing, only if it is known to be done all the same. What a record does not know (whether it
    /// is done for pay, whether the carer may need support) is left to ask.
    pub fn of_household(known: &Chronicle, on: NaiveDate) -> Self {
        let mut facts = Self::default();
        let lives = |id: PersonId| known.person(id).is_some_and(|person| person.lives_on(on));
        let here: BTreeSet<PersonId> = known.living_here(on).collect();
        for person in &here {
            facts.learn_of(*person, |_| ());
        }
        for (_, need) in known.needs().filter(|(_, need)| need.holds(on) && lives(need.person())) {
            let since = need.stretch(on).and_then(crate::base::Period::from);
            let needs = dated(Fact::known(true), since).told_by(FactSource::Record);
            facts.learn_of(need.person(), |one| better(&mut one.may_have_needs, needs));
        }
        for (_, help) in known.arrangements().filter(|(_, help)| help.holds(on)) {
            let by = PersonId::new(help.by().uuid());
            let Some(to) = known.need(help.need()).filter(|need| need.holds(on)) else { continue };
            let gives = known.person(by).is_some_and(|person| person.in_touch(on));
            if gives && lives(to.person()) {
                facts.learn_of(by, |_| ());
                let provides = provides(help, on);
                facts.learn_of_care(by, to.person(), |care| better(&mut care.provides_or_intends, provides));
            }
        }
        for one in &mut facts.people {
            one.born = known.person(one.person).and_then(crate::household::KnownPerson::born);
        }
        facts
    }

    /// The same with what people answered about caring for each other, on the day on which they did: their age,
    /// what they do not manage alone, whom they help, and that they are, or will be, less than able or willing to.
    ///
    /// What only one of two people tells of counts. Nothing is taken back: an answer makes known what was not, and
    /// "yes" of what was "no". Confidence is the caller's: for a page that both may see, hand over
    /// [`Answers::openly`].
    #[must_use]
    pub fn told_by(mut self, answers: &[Answers], on: NaiveDate) -> Self {
        let yes = || Fact::known(true).told_on(on).told_by(FactSource::ThePerson);
        for own in answers {
            let needs = own.manages_alone.said().any(|(_, fact)| *fact.told() == Told::Known(false));
            self.learn_of(own.person, |one| {
                let age = own.age_years;
                let told_on = age.on().unwrap_or(on);
                if !one.born.is_some_and(crate::base::PartDate::is_whole)
                    && matches!(age.told(), Told::Known(_))
                {
                    one.age_years = age.told_on(told_on);
                }
                if needs {
                    better(&mut one.may_have_needs, yes());
                }
            });
            for help in own.other_help() {
                if let Some(helper) = help.by.as_person() {
                    self.learn_of(helper, |_| ());
                    self.learn_of_care(helper, own.person, |care| {
                        better(&mut care.provides_or_intends, yes());
                    });
                }
            }
            for with in own.others() {
                self.learn_of(with.other, |_| ());
                let (gives, gets) = (passes(with, |help| help.gives), passes(with, |help| help.gets));
                // Where it is not known, the question stands all the same: whoever may be a carer is not left out.
                self.learn_of_care(own.person, with.other, |care| {
                    if let Some(gives) = gives {
                        let gives = Fact::known(gives).told_on(on).told_by(FactSource::ThePerson);
                        better(&mut care.provides_or_intends, gives);
                    }
                    if less_than_able_or_willing(with) {
                        better(&mut care.may_need_support, yes());
                    }
                });
                if gets != Some(false) {
                    self.learn_of_care(with.other, own.person, |care| {
                        if gets == Some(true) {
                            better(&mut care.provides_or_intends, yes());
                        }
                    });
                }
            }
        }
        self
    }
}

/// Whether help that is recorded is provided.
fn provides(help: &KnownArrangement, on: NaiveDate) -> Fact<bool> {
    let unable = matches!(help.able_now(on).told(), Told::Known(Ability::No));
    let unwilling = *help.willing_now(on).told() == Told::Known(false);
    if unable || unwilling {
        return help.done_now(on);
    }
    let since = help.stretch(on).and_then(crate::base::Period::from);
    dated(Fact::known(true), since).told_by(FactSource::Record)
}

/// Whether any help passes: yes if any does, no if it is known of all that none does.
fn passes(with: &WithOther, which: impl Fn(&crate::assessment::HelpBothWays) -> Fact<bool>) -> Option<bool> {
    let told = |known| move |fact: Fact<bool>| *fact.told() == Told::Known(known);
    if with.help.said().any(|(_, help)| told(true)(which(help))) {
        return Some(true);
    }
    with.help.iter().all(|(_, help)| told(false)(which(&help))).then_some(false)
}

fn less_than_able_or_willing(with: &WithOther) -> bool {
    let less =
        |fact: &Fact<Ability>| matches!(fact.told(), Told::Known(Ability::No | Ability::WithSupport { .. }));
    let not = |fact: &Fact<bool>| *fact.told() == Told::Known(false);
    less(&with.able_now) || less(&with.able_later) || not(&with.willing_now) || not(&with.willing_later)
}

fn dated(fact: Fact<bool>, since: Option<NaiveDate>) -> Fact<bool> {
    since.map_or(fact, |since| fact.told_on(since))
}

/// Keeps the better of two accounts: yes before no, what is known before what is not, and of equals the one that
/// was there, or that is dated earlier.
fn better(known: &mut Fact<bool>, told: Fact<bool>) {
    let rank = |fact: &Fact<bool>| match fact.told() {
        Told::Known(true) => 3,
        Told::Known(false) => 2,
        Told::NotKnown(_) if !fact.told().is_open() => 1,
        Told::NotKnown(_) => 0,
    };
    let earlier =
        rank(&told) == rank(known) && told.on().is_some_and(|on| known.on().is_none_or(|known| on < known));
    if rank(&told) > rank(known) || earlier && rank(known) == 3 {
        *known = told;
    }
}
