//! What a room says of its document, and the rules it hands over.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use core::fmt;

use chrono::NaiveDate;

use super::kept::ProofGiven;
use super::words::StepWords;
use crate::base::{
    Actor, Amount, AnyId, CanonicalError, Finding, Fingerprint, Headline, Ower, PersonId, Role, Rule, Term,
    Told,
};
use crate::machine::Misfit;

/// A document that people agree to, as one of its versions stands.
pub trait Document: Clone + fmt::Debug + PartialEq + Eq {
    /// What names those who have it beside the people it is about: responders, providers. [`AnyId`] if there is nobody.
    type Holder: Copy + Ord + fmt::Debug + Into<AnyId>;

    /// The findings of its room, and the words in which something does not fit.
    const RULES: &'static Rules;

    /// Which document: the same in every version.
    fn id(&self) -> AnyId;

    /// The fingerprint of the version. Private text is no part of it, so that words put right leave it as it is.
    ///
    /// # Errors
    ///
    /// As [`Fingerprint::of`].
    fn fingerprint(&self) -> Result<Fingerprint, CanonicalError>;

    /// When it was drawn up.
    fn drawn_up_on(&self) -> NaiveDate;

    /// By when it is to be reviewed, if it says so itself.
    fn review_by(&self) -> Option<NaiveDate>;

    /// Who should have it beside the people it is about.
    fn holders(&self) -> Vec<Self::Holder> {
        Vec::new()
    }

    /// Whether both are versions of one document: the id alone, unless there is more that no version may change.
    fn is_version_of(&self, other: &Self) -> bool {
        self.id() == other.id()
    }

    /// Whether those it is said to be about are all whom it speaks of.
    ///
    /// # Errors
    ///
    /// [`Misfit`]: whom it speaks of beside them.
    fn is_about(&self, people: &[PersonId]) -> Result<(), Misfit> {
        let _ = people;
        Ok(())
    }

    /// Its parts, if everybody is asked about each: the lines of one person, the answer to one situation. None: it is
    /// agreed to as a whole, which changes something for everybody.
    fn parts(&self) -> Vec<Part> {
        Vec::new()
    }

    /// What a proof of it rests on that should be told with it, beside that it is of this version and holds.
    fn rests_on(&self, proof: &ProofGiven) -> Vec<Finding> {
        let _ = proof;
        Vec::new()
    }

    /// Whether somebody provides what it arranges, or acts for a provider. Not known unless the room says.
    fn is_provided_by(&self, who: Actor) -> Told<bool> {
        let _ = who;
        Told::default()
    }
}

/// A part of a document, and for whom it changes something: place, help, money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which part, as [what is said of it](super::SaidOfPart) names it.
    pub id: AnyId,
    /// For whom it changes something. What anybody else says to it bars nothing.
    pub changes_for: Vec<PersonId>,
}

/// The rules of a room about its document. Each room has its own sentences for them; what is left out is not asked.
#[derive(Debug)]
pub struct Rules {
    /// In which words something does not fit: `words!("plan", "a responder")`.
    pub words: StepWords,
    /// Who owes that it is shared and reviewed.
    pub owed_by: Ower,

    /// Somebody does not agree to what changes something for them.
    pub does_not_agree: &'static Rule,
    /// Nobody knows whether somebody agrees: not asked, or a power that is not known to cover this.
    pub not_known: &'static Rule,
    /// Somebody decided in the person's place.
    pub in_anothers_place: &'static Rule,
    /// Whoever decided in the person's place is in the arrangement too.
    pub decides_for_the_other: &'static Rule,
    /// Somebody disagrees with a part that changes something for others only. None: it bars like any disagreement.
    pub only_for_others: Option<&'static Rule>,
    /// What was tried to come to an agreement is recorded: the disagreement warns, and this is found beside it. None:
    /// it bars whatever was tried.
    pub tried_to_agree: Option<&'static Rule>,

    /// Somebody it is about has not got this version.
    pub has_not_got_it: &'static Rule,
    /// Somebody else who should have it has not got it. None: nobody else has to.
    pub holder_has_not_got_it: Option<&'static Rule>,
    /// It is to be shared with everybody it is about.
    pub sharing_owed: &'static Rule,

    /// Neither the document nor the policy says by when it is reviewed.
    pub no_review_date: &'static Rule,
    /// The day by which it was to be reviewed has passed.
    pub review_date_passed: &'static Rule,
    /// It is to be reviewed.
    pub review_owed: &'static Rule,
    /// A value of the policy is not set.
    pub policy_not_set: &'static Rule,

    /// If it is agreed to on proofs.
    pub proof: Option<ProofRules>,
    /// If somebody else has to approve it.
    pub approval: Option<ApprovalRules>,
    /// If it may be agreed to on another record that is only proposed.
    pub together: Option<TogetherRules>,
}

/// The rules about what a version is proven on.
#[derive(Debug)]
pub struct ProofRules {
    /// Which receipts it needs.
    pub needed: &'static [ProofNeeded],
    /// What is expected where there is the receipt of something else, in words that begin with "expected".
    pub receipt: &'static str,
    /// There is no proof of a kind that is needed.
    pub not_proven: &'static Rule,
    /// The proof is of another version.
    pub of_another_version: &'static Rule,
    /// The proof says that the version does not hold.
    pub fails: &'static Rule,
    /// The receipt was read from somewhere.
    pub only_claimed: &'static Rule,
    /// Somebody accepts that it is not proven.
    pub risk_accepted: &'static Rule,
    /// The policy does not let this role record that.
    pub not_in_this_role: &'static Rule,
    /// What the proof read is not as it was.
    pub read_has_changed: &'static Rule,
    /// Never proven, so that nothing tells whether it has.
    pub never_compared: &'static Rule,
}

/// A kind of receipt that a version needs.
#[derive(Debug)]
pub struct ProofNeeded {
    /// The kind of the report.
    pub kind: &'static str,
    /// Whether what it says is enough.
    pub holds: fn(&Headline) -> bool,
}

/// The rules about who approves a version.
#[derive(Debug)]
pub struct ApprovalRules {
    /// It comes into force, and nobody has approved it.
    pub not_approved: &'static Rule,
    /// Whoever approves it drew this version up.
    pub is_author: &'static Rule,
    /// Who drew this version up is not known.
    pub author_not_known: &'static Rule,
    /// Whoever approves it is one of the people it is for.
    pub is_for_them: &'static Rule,
    /// Whoever approves it provides what it arranges.
    pub is_provider: &'static Rule,
    /// Whether they do is not known.
    pub provider_not_known: &'static Rule,
    /// If it is approved within a limit.
    pub limit: Option<LimitRules>,
}

/// The rules about the limit within which somebody approves.
#[derive(Debug)]
pub struct LimitRules {
    /// It costs more in a year than they may approve.
    pub above: &'static Rule,
    /// The policy sets no limit for them. Nobody has said that they may approve any cost, so it should bar.
    pub not_set: &'static Rule,
    /// What it costs in a year is not known.
    pub cost_not_known: &'static Rule,
}

/// The rules about a record on which a version was agreed to while it was only proposed.
#[derive(Debug)]
pub struct TogetherRules {
    /// The version comes into force, and that record does not.
    pub not_in_force: &'static Rule,
    /// That record came into force as another revision.
    pub another_revision: &'static Rule,
}

/// The values of a room's policy that agreements ask for, under the names they have in every room's.
#[derive(Debug, Clone, Copy, Default)]
pub struct Terms<'a> {
    /// Within what time of being drawn up or changed it is shared with everybody it is about.
    pub share_within: Option<Term>,
    /// Within what time of coming into force, or of the last review, it is reviewed.
    pub review_within: Option<Term>,
    /// How many weeks before its last day a review is listed as due.
    pub review_notice_weeks: u16,
    /// The roles in which somebody may record that a risk is accepted; none: any, and that is told.
    pub accepts_risk: Option<&'a BTreeSet<Role>>,
}

impl Rules {
    /// The finding that a value of the policy is not set.
    pub fn not_set(&self, policy: &'static str) -> Finding {
        Finding::new(self.policy_not_set).with("policy", Amount::Code(policy))
    }
}
