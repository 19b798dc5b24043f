//! A record of a key plan, written as a room writes one. What was in force goes on while the next version is agreed to.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mutual_care::agreement::{
    Agreement, Approval, Assent, InForce, LastReview, ProofGiven, SaidOfPart, Terms, Tried,
};
use mutual_care::base::{
    Actor, AnyId, Findings, PersonId, RecordRef, Role, Said, SourceId, Stamp, Term, kinds, wire,
};
use mutual_care::machine::{Accept, Asked, Case, Misfit, Opens, TakenOver, TakesOver, machine};
use serde::{Deserialize, Serialize};

use crate::key::KeyPlan;

machine! {
    /// Who keeps the spare keys of a house.
    pub Keys(KeysEvent) of kinds::Source, keeps KeysCase, asked with Policy;
    /// It was drawn up.
    begins Drafted with DrawnUp = "drawn_up", "drawn up";
    taken over at Drafted, Agreed, Approved, Kept knowing AsKnown;

    states {
        /// It was drawn up or changed.
        Drafted = "drafted", "drafted";
        /// Somebody has it.
        Shared = "shared", "shared";
        /// Everybody was asked.
        Agreed = "agreed", "agreed to";
        /// Somebody else took it on.
        Approved = "approved", "approved";
        /// It is what counts.
        Kept = "kept", "kept";
        /// It counts no longer.
        Ended = "ended", "ended", final;
    }

    events {
        /// Somebody got it.
        SharedWith = "shared_with", "shared";
        /// Everybody was asked.
        AgreedTo = "agreed_to", "agreed to";
        /// It was tried again.
        TriedAgain = "tried_again", "tried again";
        /// Somebody else took it on.
        ApprovedBy = "approved_by", "approved";
        /// It is what counts.
        TookEffect = "took_effect", "took effect";
        /// It was looked at again.
        LookedAt = "looked_at", "looked at";
        /// Words were put right.
        WordsPutRight = "words_put_right", "words put right";
        /// It says something else.
        Changed = "changed", "changed";
        /// Somebody agrees no longer.
        PersonWithdrew = "person_withdrew", "somebody withdrew";
        /// It counts no longer.
        Over = "over", "over";
    }

    from Drafted:                         SharedWith => Shared;
    from Shared, Agreed, Approved, Kept:  SharedWith stay;
    from Shared:                          AgreedTo => Agreed, or TakenElsewhere;
    from Agreed, Approved, Kept:          TriedAgain stay;
    from Agreed:                          ApprovedBy => Approved, or TakenElsewhere;
    from Approved:                        TookEffect => Kept, or Irregularly;
    from Kept:                            LookedAt stay;
    from Drafted, Shared, Agreed, Approved, Kept: WordsPutRight stay;
    from Drafted, Shared, Agreed, Approved, Kept: Changed => Drafted;
    from Agreed, Approved, Kept:          PersonWithdrew => Shared;
    from Drafted, Shared, Agreed, Approved, Kept: Over => Ended;
}

/// What this service has decided for itself.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    pub share_within: Option<Term>,
    pub review_within: Option<Term>,
    /// What each role may approve in a year, in pence.
    pub limits_pence: BTreeMap<Role, u64>,
}

impl Policy {
    const fn terms(&self) -> Terms<'_> {
        let (share_within, review_within) = (self.share_within, self.review_within);
        Terms { share_within, review_within, review_notice_weeks: 8, accepts_risk: None }
    }
}

/// All that is known, and the version before while the next one is not in force.
#[derive(Debug, Clone, PartialEq)]
pub struct KeysCase {
    agreement: Agreement<KeyPlan>,
    before: Option<Box<Agreement<KeyPlan>>>,
}

impl KeysCase {
    pub const fn agreement(&self) -> &Agreement<KeyPlan> {
        &self.agreement
    }

    /// The version that counts: this one, or the one before until this one does.
    pub fn counts(&self) -> Option<&Agreement<KeyPlan>> {
        let this = self.agreement.in_force().is_some();
        if this { Some(&self.agreement) } else { self.before.as_deref() }
    }
}

impl Case for KeysCase {
    type Machine = Keys;
}

/// An event of these fields, beside its day.
macro_rules! event {
    ($($name:ident { $($(#[$serde:meta])? $field:ident: $of:ty),* })+) => {$(
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            #[serde(with = "wire::date")]
            pub on: NaiveDate,
            $($(#[$serde])? pub $field: $of,)*
        }
    )+};
}
event! {
    DrawnUp { plan: Box<KeyPlan>, people: Vec<PersonId> }
    SharedWith { #[serde(default)] people: Vec<PersonId>, #[serde(default)] keepers: Vec<SourceId> }
    AgreedTo {
        #[serde(default)] says: Vec<Said>, #[serde(default)] of_keys: Vec<SaidOfPart>,
        #[serde(default)] tried: Vec<Tried>, #[serde(default)] proofs: Vec<ProofGiven>
    }
    TriedAgain { proof: ProofGiven }
    ApprovedBy { by: Actor, role: Role, yearly_pence: u64 }
    TookEffect { with_lease: Option<RecordRef> }
    LookedAt { #[serde(default, with = "wire::date_option")] next_by: Option<NaiveDate> }
    WordsPutRight { plan: Box<KeyPlan> }
    Changed { plan: Box<KeyPlan>, people: Vec<PersonId> }
    PersonWithdrew { person: PersonId }
    Over { replaced: bool, goes_on_in: Option<SourceId> }
}

/// What another system knows of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AsKnown {
    pub plan: Box<KeyPlan>,
    pub people: Vec<PersonId>,
    #[serde(default)]
    pub agreed: Option<AgreedTo>,
    #[serde(default)]
    pub kept: Option<TookEffect>,
}

impl From<&AgreedTo> for Assent {
    fn from(event: &AgreedTo) -> Self {
        Self {
            of_parts: event.of_keys.clone(),
            tried: event.tried.clone(),
            proofs: event.proofs.clone(),
            ..Self::new(event.on, event.says.clone())
        }
    }
}

impl From<&ApprovedBy> for Approval {
    fn from(event: &ApprovedBy) -> Self {
        Self { on: event.on, by: event.by, yearly_pence: Some(event.yearly_pence) }
    }
}

impl From<&TookEffect> for InForce {
    fn from(event: &TookEffect) -> Self {
        Self { on: event.on, with: event.with_lease }
    }
}

impl From<&LookedAt> for LastReview {
    fn from(event: &LookedAt) -> Self {
        Self { on: event.on, next_by: event.next_by }
    }
}

impl Opens<DrawnUp> for KeysCase {
    fn findings(event: &DrawnUp, asked: &Asked<'_, Policy>) -> Findings {
        Agreement::drawing_up(&*event.plan, &asked.policy().terms())
    }
    fn id_inside(event: &DrawnUp) -> Option<AnyId> {
        Some(event.plan.id.any())
    }
    fn open(event: &DrawnUp, stamp: &Stamp) -> Result<Self, Misfit> {
        let (plan, people) = (event.plan.clone(), event.people.clone());
        Ok(Self { agreement: Agreement::drawn_up(event.on, plan, people, stamp.by())?, before: None })
    }
}

impl TakesOver for KeysCase {
    fn id_inside(taken: &TakenOver<Keys>) -> Option<AnyId> {
        Some(taken.as_known.plan.id.any())
    }
    fn findings(taken: &TakenOver<Keys>, asked: &Asked<'_, Policy>) -> Findings {
        let (known, stamp) = (&taken.as_known, asked.stamp());
        let Ok(case) = Self::take_over(taken, stamp) else { return Findings::none() };
        let mut findings =
            if taken.status == Status::Drafted { Findings::none() } else { case.agreement.lacks() };
        findings.extend(known.agreed.iter().flat_map(|agreed| case.findings(agreed, asked)));
        findings.extend(known.kept.iter().flat_map(|kept| case.findings(kept, asked)));
        findings
    }
    fn take_over(taken: &TakenOver<Keys>, stamp: &Stamp) -> Result<Self, Misfit> {
        let known = &taken.as_known;
        let agreement = Agreement::as_known(known.plan.clone(), known.people.clone())?;
        let mut case = Self { agreement, before: None };
        if let Some(agreed) = &known.agreed {
            case.fits(agreed)?;
            case.apply(agreed, stamp);
        }
        if let Some(kept) = &known.kept {
            case.fits(kept)?;
            case.apply(kept, stamp);
        }
        Misfit::unless(
            known.kept.is_some() == (taken.status == Status::Kept),
            "expected `kept` for a plan that is kept, and for no other",
            &[known.plan.id.any()],
        )?;
        Ok(case)
    }
}

impl Accept<SharedWith> for KeysCase {
    fn fits(&self, event: &SharedWith) -> Result<(), Misfit> {
        self.agreement.sharing_fits(event.on, &event.people, &event.keepers)
    }
    fn apply(&mut self, event: &SharedWith, _: &Stamp) {
        self.agreement.share(event.on, &event.people, &event.keepers);
    }
}

impl Accept<AgreedTo> for KeysCase {
    fn fits(&self, event: &AgreedTo) -> Result<(), Misfit> {
        self.agreement.agreeing_fits(&event.into())
    }
    fn findings(&self, event: &AgreedTo, asked: &Asked<'_, Policy>) -> Findings {
        self.agreement.agreeing(&event.into(), &asked.policy().terms(), asked.stamp())
    }
    fn apply(&mut self, event: &AgreedTo, _: &Stamp) {
        self.agreement.agree(event.into());
    }
}

impl Accept<TriedAgain> for KeysCase {
    fn fits(&self, event: &TriedAgain) -> Result<(), Misfit> {
        self.agreement.proving_fits(event.on, &event.proof)
    }
    fn findings(&self, event: &TriedAgain, _: &Asked<'_, Policy>) -> Findings {
        self.agreement.proving(&event.proof)
    }
    fn apply(&mut self, event: &TriedAgain, _: &Stamp) {
        self.agreement.prove(event.proof.clone());
    }
}

impl Accept<ApprovedBy> for KeysCase {
    fn fits(&self, event: &ApprovedBy) -> Result<(), Misfit> {
        self.agreement.approving_fits(&event.into())
    }
    fn findings(&self, event: &ApprovedBy, asked: &Asked<'_, Policy>) -> Findings {
        let limit = asked.policy().limits_pence.get(&event.role).copied();
        self.agreement.approving(&event.into(), limit)
    }
    fn apply(&mut self, event: &ApprovedBy, _: &Stamp) {
        self.agreement.approve(event.into());
    }
}

impl Accept<TookEffect> for KeysCase {
    fn fits(&self, event: &TookEffect) -> Result<(), Misfit> {
        self.agreement.not_before(event.on)
    }
    /// It may lie ahead.
    fn happened(_: &TookEffect) -> Option<NaiveDate> {
        None
    }
    fn findings(&self, event: &TookEffect, asked: &Asked<'_, Policy>) -> Findings {
        self.agreement.coming_into_force(&event.into(), &asked.policy().terms())
    }
    fn apply(&mut self, event: &TookEffect, _: &Stamp) {
        self.agreement.come_into_force(event.into());
        self.before = None;
    }
}

impl Accept<LookedAt> for KeysCase {
    fn fits(&self, event: &LookedAt) -> Result<(), Misfit> {
        self.agreement.reviewing_fits(&event.into())
    }
    fn findings(&self, event: &LookedAt, asked: &Asked<'_, Policy>) -> Findings {
        self.agreement.reviewing(&event.into(), &asked.policy().terms())
    }
    fn apply(&mut self, event: &LookedAt, _: &Stamp) {
        self.agreement.review(event.into());
    }
}

impl Accept<WordsPutRight> for KeysCase {
    fn fits(&self, event: &WordsPutRight) -> Result<(), Misfit> {
        self.agreement.putting_right_fits(event.on, &event.plan)
    }
    fn apply(&mut self, event: &WordsPutRight, _: &Stamp) {
        self.agreement.put_right(event.plan.clone());
    }
}

impl Accept<Changed> for KeysCase {
    fn fits(&self, event: &Changed) -> Result<(), Misfit> {
        self.agreement.changing_fits(event.on, &event.plan, &event.people)
    }
    fn findings(&self, event: &Changed, asked: &Asked<'_, Policy>) -> Findings {
        Agreement::drawing_up(&*event.plan, &asked.policy().terms())
    }
    fn apply(&mut self, event: &Changed, stamp: &Stamp) {
        let (plan, people) = (event.plan.clone(), event.people.clone());
        let before = self.agreement.change(event.on, plan, people, stamp.by());
        if before.in_force().is_some() {
            self.before = Some(Box::new(before));
        }
    }
}

impl Accept<PersonWithdrew> for KeysCase {
    fn fits(&self, event: &PersonWithdrew) -> Result<(), Misfit> {
        self.agreement.withdrawing_fits(event.on, event.person)
    }
    fn apply(&mut self, _: &PersonWithdrew, _: &Stamp) {
        self.agreement.withdraw();
    }
}

impl Accept<Over> for KeysCase {
    fn fits(&self, event: &Over) -> Result<(), Misfit> {
        self.agreement.ending_fits(event.on, event.replaced, event.goes_on_in.map(Into::into))
    }
    fn apply(&mut self, event: &Over, _: &Stamp) {
        self.agreement.end(event.on, event.goes_on_in.map(Into::into));
        self.before = None;
    }
}
