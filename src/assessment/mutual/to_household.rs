//! What answers come to for the record of the household: the events that it accepts, and the evidence that moves its
//! signs of mutual caring.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::accounts::Accounts;
use super::{Answers, Found, MutualCaring, Proposal, WishLater, Worry};
use crate::assessment::rules;
use crate::base::{Audience, Fact, FactSource, Finding, NeedId, PersonId, SourceId, Told, Word, limits};
use crate::household::{
    self, Answered, ArrangementChanged, ArrangementRecorded, Chronicle, EvidenceFrom, HouseholdEvent,
    MovedIn, NeedChanged, NeedRecorded, Person, PersonCame, Reply, Service, ServiceCame, ServiceKind,
    SignsEvidence, StatedArrangement, StatedNeed, Topic,
};
use crate::need::{Ability, Arrangement, Need, Reliance, Snapshot, SourceKind};

impl From<MutualCaring> for household::MutualCaring {
    fn from(outcome: MutualCaring) -> Self {
        match outcome {
            MutualCaring::NoSign => Self::NoSign,
            MutualCaring::Sign => Self::Sign,
            MutualCaring::ReciprocalCare => Self::ReciprocalCare,
            MutualCaring::MutualDependence => Self::MutualDependence,
        }
    }
}

impl Found {
    /// The evidence that moves a household's signs of mutual caring.
    ///
    /// None where nothing was found and that is not the end of it: somebody was not asked, or it is not known whether
    /// people at home help each other. A household of which that was recorded would be looked at no more. The codes
    /// are those of what anybody may read; a fear that somebody told stays with them.
    pub fn evidence(&self, from: EvidenceFrom) -> Option<SignsEvidence> {
        let none_to_be_sure = self.outcome == MutualCaring::NoSign && !self.nothing_is_left_to_know();
        (!none_to_be_sure).then(|| self.evidence_of(self.outcome, from))
    }

    /// The evidence of an outcome, with the two or more between whom it was found here.
    pub(in crate::assessment) fn evidence_of(
        &self,
        outcome: MutualCaring,
        from: EvidenceFrom,
    ) -> SignsEvidence {
        let two = self.pairs.iter().filter(|pair| outcome != MutualCaring::NoSign && pair.outcome == outcome);
        let between: BTreeSet<PersonId> = two.flat_map(|pair| [pair.one, pair.other]).collect();
        let found = self.findings.visible_to(Audience::Anyone).map(Finding::code);
        let holding_up = [rules::RECIPROCAL_CARE.code, rules::MUTUAL_DEPENDENCE.code];
        let moves = |code: &&'static str| code.starts_with("sign-") || holding_up.contains(code);
        let codes: BTreeSet<&'static str> = found.filter(moves).collect();
        SignsEvidence {
            outcome: outcome.into(),
            between: between.into_iter().collect(),
            from,
            codes: codes.into_iter().map(Word::of).collect(),
        }
    }

    /// Whether everybody was asked, and it is known of people at home whether they help each other.
    pub(in crate::assessment) fn nothing_is_left_to_know(&self) -> bool {
        let unknown = self.findings.with_code(rules::HELP_NOT_KNOWN.code).next().is_some();
        self.is_settled() && !unknown
    }
}

/// The events that tell a household's record what was said, in an order in which it accepts them: who came to be known,
/// what is needed, who helps, what people answered. What the record knows already is left out.
///
/// At home is whoever lives with somebody who lives there by the record, or, where nobody does yet, with the first of
/// those who answered. Needs of people elsewhere belong to another household's record, with the help for them.
pub(in crate::assessment) fn household_events(
    answers: &[Answers],
    proposal: &Proposal,
    known: &Chronicle,
    on: NaiveDate,
) -> Vec<HouseholdEvent> {
    let at_home = at_home(answers, known, on);
    // All its weeks: what is off in this one is recorded all the same.
    let week = known.snapshot(on).or_else(|_| known.as_at(on)).ok();
    let needs: Vec<_> = (proposal.needs.iter())
        .map(|proposed| &proposed.need)
        .filter(|need| at_home.contains(&need.person()))
        .collect();
    let for_these: BTreeSet<NeedId> = needs.iter().map(|need| need.id()).collect();
    let help: Vec<&Arrangement> =
        proposal.arrangements.iter().filter(|help| for_these.contains(&help.need)).collect();

    let mut events = sources(proposal, &at_home, &help, known, on);
    for need in needs {
        match known.need(need.id()) {
            None => events.push(NeedRecorded { on, need: need.clone().into() }.into()),
            Some(it) => {
                let there = it.at(on);
                let need = there.as_ref().map_or_else(|| need.clone(), |there| besides(need, there));
                if there.as_ref() != Some(&need) {
                    events.push(NeedChanged { on, need: StatedNeed::from(need) }.into());
                }
            }
        }
    }
    for help in &help {
        let relies_on = match &help.relies_on {
            Reliance::NotSaid | Reliance::Assumed(_) => None,
            Reliance::Stated(needs) => {
                Some(needs.iter().copied().filter(|need| for_these.contains(need)).collect())
            }
        };
        let mut arrangement = StatedArrangement {
            hands: help.hands,
            relies_on,
            ..StatedArrangement::new(help.id, help.by, help.need, help.when.clone())
        };
        // Nobody was asked about these here, so what is recorded stays.
        if let Some(there) = week.as_ref().and_then(|week| week.arrangement(help.id)) {
            arrangement.every = there.every;
            arrangement.at = there.at.clone();
            arrangement.awake = there.awake;
            arrangement.skills.extend(there.skills.iter().filter(|one| one.hands <= help.hands).cloned());
            let days = known.arrangement(help.id).and_then(|known| known.some_days(on));
            arrangement.some_days = days.cloned().unwrap_or_default();
        }
        match known.arrangement(help.id) {
            None => events.push(ArrangementRecorded { on, arrangement }.into()),
            Some(_) if !is_so(week.as_ref(), &arrangement) => {
                events.push(ArrangementChanged { on, arrangement }.into());
            }
            Some(_) => {}
        }
    }
    let whose: BTreeMap<NeedId, PersonId> =
        proposal.needs.iter().map(|proposed| (proposed.need.id(), proposed.need.person())).collect();
    for own in answers {
        events.extend(Telling { own, whose: &whose, known, on }.events(&help));
    }
    events
}

/// A need with what is recorded of it and nobody was asked about here: in which weeks it is there, whether it asks for
/// somebody awake, and which skills.
fn besides(need: &Need, there: &Need) -> Need {
    let skills = there.skills().iter().filter(|one| one.helpers <= need.helpers()).cloned().collect();
    let told = need.clone().with_awake(there.asks_awake()).with_skills(skills);
    told.and_then(|told| told.with_every(there.every())).unwrap_or_else(|_| need.clone())
}

/// Who lives at home, for all that was said and is recorded.
fn at_home(answers: &[Answers], known: &Chronicle, on: NaiveDate) -> BTreeSet<PersonId> {
    let accounts = Accounts(answers);
    let mut home: BTreeSet<PersonId> = known.living_here(on).collect();
    if home.is_empty() {
        home.extend(answers.iter().map(|one| one.person).min());
    }
    let mut others: Vec<PersonId> =
        accounts.people().into_iter().filter(|person| !home.contains(person)).collect();
    loop {
        let with_them = |person: &PersonId| home.iter().any(|one| accounts.live_together(*one, *person));
        let joining: Vec<PersonId> = others.iter().copied().filter(with_them).collect();
        if joining.is_empty() {
            return home;
        }
        others.retain(|person| !joining.contains(person));
        home.extend(joining);
    }
}

/// People and services that the record does not know, and people who live at home and do not by the record.
fn sources(
    proposal: &Proposal,
    at_home: &BTreeSet<PersonId>,
    help: &[&Arrangement],
    known: &Chronicle,
    on: NaiveDate,
) -> Vec<HouseholdEvent> {
    let mut events: Vec<HouseholdEvent> = Vec::new();
    for source in &proposal.sources {
        let person = PersonId::new(source.id.uuid());
        let is_person = matches!(source.kind, SourceKind::Member | SourceKind::Person);
        if is_person {
            let here = at_home.contains(&person);
            match known.person(person) {
                None => {
                    let person = if here { Person::here(person) } else { Person::elsewhere(person) };
                    events.push(PersonCame { on, person }.into());
                }
                Some(it) if here && it.lives_on(on) && !it.is_here(on) => {
                    events.push(MovedIn { on, person }.into());
                }
                Some(_) => {}
            }
        } else if help.iter().any(|help| help.by == source.id || supports(help, source.id))
            && !known.services().any(|service| service.id == source.id)
        {
            let kind = match source.kind {
                SourceKind::Device => ServiceKind::Device,
                _ => ServiceKind::Provider,
            };
            let service = Service::new(source.id, kind);
            events.push(ServiceCame { on, service }.into());
        }
    }
    events
}

/// Whether a source is named as supporting the giver, now or later.
fn supports(help: &Arrangement, source: SourceId) -> bool {
    [help.able_now, help.able_later].contains(&Told::Known(Ability::WithSupport { by: Some(source) }))
}

/// Whether the record says the same of this help: when, with how many hands, leaning on what.
fn is_so(week: Option<&Snapshot>, stated: &StatedArrangement) -> bool {
    let there = week.and_then(|week| week.arrangement(stated.id));
    there.is_some_and(|it| {
        let leans = match (&stated.relies_on, &it.relies_on) {
            (None, _) => true,
            (Some(said), Reliance::Stated(known)) => {
                said.iter().collect::<BTreeSet<_>>() == known.iter().collect::<BTreeSet<_>>()
            }
            (Some(_), Reliance::NotSaid | Reliance::Assumed(_)) => false,
        };
        it.when == stated.when && it.hands == stated.hands && leans
    })
}

/// One person telling the record what they answered.
struct Telling<'a> {
    own: &'a Answers,
    whose: &'a BTreeMap<NeedId, PersonId>,
    known: &'a Chronicle,
    on: NaiveDate,
}

/// The replies of one day, from one source.
type Replies = BTreeMap<(NaiveDate, FactSource), Vec<Reply>>;

impl Telling<'_> {
    /// What they answered, by the day on which they did and who told it.
    fn events(&self, help: &[&Arrangement]) -> Vec<HouseholdEvent> {
        let mut replies = Replies::new();
        for help in help.iter().filter(|help| help.by == SourceId::from(self.own.person)) {
            let Some(with) = self.whose.get(&help.need).and_then(|to| self.own.with(*to)) else { continue };
            let arrangement = help.id;
            // What is told of the help is weighed already: where one denies it, able now is not known.
            let told = help.able_now;
            self.say(&mut replies, &with.able_now, Reply::AbleNow { arrangement, told });
            let told = help.willing_now;
            self.say(&mut replies, &with.willing_now, Reply::WillingNow { arrangement, told });
            let told = help.able_later;
            self.say(&mut replies, &with.able_later, Reply::AbleLater { arrangement, told });
            let told = help.willing_later;
            self.say(&mut replies, &with.willing_later, Reply::WillingLater { arrangement, told });
        }
        for (topic, fact) in [
            (Topic::SeesSelfAsCarer, self.own.sees_self_as_carer),
            (Topic::AfraidOfBeingParted, self.own.worries.get(Worry::SplitUp)),
            (Topic::WantsToGoOnTogether, together_later(self.own.wish_later)),
        ] {
            self.say(&mut replies, &fact, Reply::Themself { topic, told: *fact.told() });
        }
        let mut events = Vec::new();
        for ((on, source), replies) in replies {
            for some in replies.chunks(limits::REPLIES) {
                let person = self.own.person;
                events.push(Answered { on, person, source, replies: some.to_vec() }.into());
            }
        }
        events
    }

    /// Adds a reply, unless it says nothing or is recorded already; with day and source of what was answered.
    fn say<T>(&self, replies: &mut Replies, answered: &Fact<T>, reply: Reply) {
        let on = answered.on().unwrap_or(self.on);
        let source = answered.source().unwrap_or(FactSource::ThePerson);
        if !reply.is_open() && !self.is_recorded(on, source, &reply) {
            replies.entry((on, source)).or_default().push(reply);
        }
    }

    fn is_recorded(&self, on: NaiveDate, source: FactSource, reply: &Reply) -> bool {
        fn same<T: PartialEq>(known: &Fact<T>, told: &Told<T>, on: NaiveDate, source: FactSource) -> bool {
            known.told() == told && known.on() == Some(on) && known.source() == Some(source)
        }
        let given = reply.arrangement().and_then(|id| self.known.arrangement(id));
        match (reply, given) {
            (Reply::AbleNow { told, .. }, Some(it)) => same(&it.able_now(on), told, on, source),
            (Reply::WillingNow { told, .. }, Some(it)) => same(&it.willing_now(on), told, on, source),
            (Reply::AbleLater { told, .. }, Some(it)) => same(&it.able_later(on), told, on, source),
            (Reply::WillingLater { told, .. }, Some(it)) => same(&it.willing_later(on), told, on, source),
            (Reply::Themself { topic, told }, _) => {
                let person = self.known.person(self.own.person);
                let said = person.and_then(|person| person.said(*topic)).and_then(|said| said.at(on));
                said.is_some_and(|known| same(known, told, on, source))
            }
            _ => false,
        }
    }
}

/// Whether somebody wants to go on living together, by where and with whom they want to live.
fn together_later(wish: Fact<WishLater>) -> Fact<bool> {
    let fact = match wish.told() {
        Told::Known(wish) => {
            Fact::known(matches!(wish, WishLater::TogetherHere | WishLater::TogetherElsewhere))
        }
        Told::NotKnown(why) => Fact::not_known(*why),
    };
    let fact = wish.on().map_or(fact, |on| fact.told_on(on));
    wish.source().map_or(fact, |source| fact.told_by(source))
}
