//! What speaks against what happens to an emergency plan, and what a service decides for itself.

use alloc::collections::BTreeSet;

use crate::agreement::Terms;
use crate::base::{Amount, Basis, CLOCK_CHANGE_BASIS, Finding, Role, Surety, Term, rules};

const OF_A_VERSION: Basis =
    Basis::definition("a plan is agreed to by everybody it is about, in this very version");
const PROVEN: Basis = Basis::definition("a plan holds if it is proven, or somebody accepts that it is not");
const ACTIVE: Basis = Basis::definition("an active plan is what is put into action");
const OVER: Basis = Basis::definition("an emergency is over when everybody has what they need");
const UP_TO_DATE: Basis =
    Basis::practice("a plan for emergencies is looked at again when something changes", Surety::Unverified);
const LOOK_BACK: Basis =
    Basis::practice("those concerned look back at an emergency together", Surety::Unverified);
const SHARED: Basis = Basis::practice("whoever is in a plan has a copy of it", Surety::Unverified);
const NO_CLOCK: Basis = Basis::definition("what happens after a loss, minute by minute");
const WISHES: Basis = Basis::practice("people say who is called and who comes in", Surety::Unverified);
const YOUNG: Basis = Basis::act("Children Act 1989", "s.17ZA", Surety::Read).since(2015, 4, 1);
const IN_ANOTHERS_PLACE: Basis = Basis::act("Mental Capacity Act 2005", "ss.4, 9, 16", Surety::Unverified);

rules! {
    /// Every rule of the record, in the order in which findings of one weight stand.
    room Emergency;

    /// An emergency, and the plan is not active.
    NOT_ACTIVE_YET = "plan-not-active-yet", Bars, Anyone,
        "The plan is {status}, not active. Put into action all the same, it happens irregularly: say why, and who accepts it.",
        "Your plan was not finished yet. We use it as it is.",
        ACTIVE;
    /// Somebody the plan is about does not agree.
    DOES_NOT_AGREE = "does-not-agree", Bars, Anyone,
        "Does not agree to this version of the plan. Ask what they want instead, and change the plan.",
        "You said that this plan is not right for you. Tell us what would be.",
        OF_A_VERSION;
    /// Nobody knows whether somebody the plan is about agrees.
    AGREEMENT_NOT_KNOWN = "agreement-not-known", Bars, Anyone,
        "Not known to agree to this version of the plan. Ask them, or whoever may decide for them.",
        "We still have to ask you whether this plan is right for you.",
        OF_A_VERSION;
    /// Somebody the plan is about never got it.
    PERSON_HAS_NOT_GOT_IT = "person-has-not-got-plan", Bars, Anyone,
        "Has not got this version of the plan. Share it before they are asked to agree.",
        "You should have your plan in your hands before you say yes to it.",
        OF_A_VERSION;
    /// Neither a proof nor anybody who accepts the risk.
    NOT_PROVEN = "not-proven", Bars, Anyone,
        "No proof of this version, and nobody accepts that there is none. Prove it, or say why not and who accepts it.",
        "We have not checked yet that your plan works.",
        PROVEN;
    /// The proof is of another version.
    PROOF_OF_ANOTHER_VERSION = "proof-of-another-version", Bars, Anyone,
        "The proof is of another version of the plan. Prove this one.",
        "Your plan has changed since we checked that it works.",
        PROVEN;
    /// The plan does not hold when any one source is lost.
    PROOF_FAILS = "proof-fails", Bars, Anyone,
        "The plan does not hold when one source is lost. Mend it, or say why it is agreed to all the same and who accepts it.",
        "If one person cannot help, your plan does not work yet.",
        PROVEN;
    /// Of a critical need nobody knows the hours.
    CRITICAL_HOURS_NOT_KNOWN = "critical-hours-not-known", Bars, Anyone,
        "Nobody has said when a critical need has to be met, so it cannot be told whether the plan holds. Ask for the hours. If nobody knows them, say why it is agreed to all the same and who accepts the risk.",
        "We do not know yet when you need some of your help. Please tell us.",
        PROVEN;
    /// For a critical need nobody is there in any of its hours.
    NOBODY_THERE = "nobody-there-for-critical", Bars, Anyone,
        "In none of the hours of a critical need is anybody there, even while nobody is lost. Find somebody first, or say why it is agreed to all the same and who accepts the risk.",
        "For some of your help nobody comes yet. We look for somebody with you.",
        PROVEN;
    /// The risk is accepted in a role that the policy does not name.
    NOT_IN_THIS_ROLE = "not-in-this-role", Bars, Professionals,
        "The policy does not let this role record that the risk of a plan without proof is accepted.",
        "Somebody else has to decide this.",
        Basis::policy("roles that accept the risk of a plan without proof");
    /// The plan counts on a package that is not active.
    PACKAGE_NOT_ACTIVE = "package-not-active", Bars, Anyone,
        "Agreed to on a care package that was proposed. The plan becomes active with that package, not before.",
        "Your plan starts when your new help starts.",
        ACTIVE;
    /// Nobody said that everybody is well.
    NOT_ALL_WELL = "not-all-well", Bars, Anyone,
        "Not known that everybody the plan is about is well and has what they need. Look, or say why it ends all the same.",
        "We want to make sure that you are all right before we go.",
        OVER;

    /// Somebody decides for somebody else whom the plan is about, and it is about both.
    DECIDES_FOR_THE_OTHER = "decides-for-the-other", Warns, Professionals,
        "Decided by somebody whom the plan is about as well; their interests may differ.",
        "Somebody who is in this plan too decided for you. We want to be sure it is right for you.",
        IN_ANOTHERS_PLACE;
    /// A responder has not got the plan.
    RESPONDER_HAS_NOT_GOT_IT = "responder-has-not-got-plan", Warns, Anyone,
        "Is to be called, and has not got this version of the plan.",
        "Somebody who would come does not have your plan yet.",
        SHARED;
    /// Agreed to without a proof.
    RISK_ACCEPTED = "risk-accepted", Warns, Anyone,
        "Agreed to without a proof that it holds; somebody accepts the risk.",
        "We have not shown that your plan always works. You know who decided to go on, and why.",
        PROVEN;
    /// The proof is only said to be one.
    PROOF_ONLY_CLAIMED = "proof-only-claimed", Warns, Professionals,
        "The receipt of the proof was read from somewhere, not made here. Run the proof again to be sure.",
        "We check once more that your plan works.",
        PROVEN;
    /// The proof was asked less than is usual.
    PROOF_ASKED_LESS = "proof-asked-less", Warns, Anyone,
        "The proof looks at less than 72 hours, or takes some losses as planned. See what it does not cover, or prove the plan without that.",
        "We have checked that your plan works, but not for everything that could happen.",
        PROVEN;
    /// The proof was made by an engine that looked at less.
    PROOF_BY_EARLIER_EDITION = "proof-by-earlier-edition", Warns, Anyone,
        "The proof was made by edition {edition} of the engine, which did not look at hours that nobody knows, at ages, wishes and days of noticing, nor at what ends. Prove the plan again.",
        "We check your plan again, more closely than before.",
        PROVEN;
    /// The proof leaves out what has no hours.
    HOURS_NOT_KNOWN = "some-hours-not-known", Warns, Anyone,
        "For some needs or some help nobody has said at what hours. The proof is not about them: ask.",
        "We do not know yet when some of your help is needed or comes.",
        PROVEN;
    /// Some losses go unnoticed.
    SOME_UNNOTICED = "some-losses-unnoticed", Warns, Anyone,
        "At some hours of the week nobody would notice in time that somebody or something is lost. The proof says who and when: find somebody who would.",
        "At some times nobody would notice quickly that something is wrong. We look for a way.",
        PROVEN;
    /// The proof rests on help that ends.
    RESTS_ON_WHAT_ENDS = "rests-on-what-ends", Warns, Anyone,
        "Some of the help on which the proof rests ends soon. The proof says what and when: prove the plan again before that day.",
        "Some of your help ends soon. We look at your plan again before that.",
        UP_TO_DATE;
    /// The proof rests on somebody under 18.
    RESTS_ON_UNDER_18 = "rests-on-under-18", Warns, Anyone,
        "The proof counts on somebody {part|who may be under 18: only the month or the year of birth is known|under 18}. Ask whether that is right for a child, and who else could do it.",
        "This plan counts on somebody who is not grown up yet, or may not be. We look for somebody else with you.",
        YOUNG;
    /// The proof rests on help that nobody has confirmed.
    RESTS_ON_NOT_CONFIRMED = "rests-on-not-confirmed", Warns, Anyone,
        "The proof counts on help of which it is not known whether whoever gives it is able and willing. Ask them.",
        "We still have to ask some of those who help you whether they can go on.",
        UP_TO_DATE;
    /// The plan is of another strength with what is not confirmed left out.
    OTHER_STRENGTH_IF_CONFIRMED = "other-strength-if-confirmed", Warns, Anyone,
        "The plan was proven with all help as it was told. Without what is not confirmed, or given on some days only, its strength is another: the proof says which.",
        "Your plan counts on help that is not certain yet. We ask, and look at your plan again.",
        PROVEN;
    /// The proof rests on help that is given on some days only.
    RESTS_ON_SOME_DAYS = "rests-on-some-days", Warns, Anyone,
        "The proof counts on help whose giver is able on some days only. Ask who helps on the others.",
        "Somebody in your plan helps on their good days. We ask who helps on the others.",
        UP_TO_DATE;
    /// The proof rests on a skill, or on somebody being awake, that nobody has said.
    RESTS_ON_SKILL_OR_AWAKE = "rests-on-skill-or-awake-not-known", Warns, Anyone,
        "The proof counts on somebody having a skill, or being awake, of whom nobody has said it. Ask them.",
        "We still have to ask some of those who help you whether they know how, and are awake.",
        UP_TO_DATE;
    /// The proof rests on a person who is to be in two places.
    RESTS_ON_OVER_COMMITTED = "rests-on-over-committed", Warns, Anyone,
        "A responder on whom the proof rests is one person, and is down to help more than one. Ask whether they can do both at once.",
        "Somebody who would come may be needed in two places. We ask them.",
        PROVEN;
    /// The proof rests on more at once than can be.
    RESTS_ON_TOO_MUCH_AT_ONCE = "rests-on-too-much-at-once", Warns, Anyone,
        "The proof counts on more at once than can be: more than fits into somebody's time, or somebody in more places than they can be in. The proof says who: ask who else could help, or when else.",
        "Some of the help in your plan may not be possible at the same time. We look at that with you.",
        PROVEN;
    /// The proof rests on somebody who gets no rest.
    RESTS_ON_NO_REST = "rests-on-no-rest", Warns, Anyone,
        "The proof counts on somebody who would get no rest while they help. The proof says who: ask who could take turns.",
        "Somebody who helps may get no rest. We ask who could take turns.",
        PROVEN;
    /// Somebody would notice on more days than there is help.
    RESTS_ON_NOTICING = "rests-on-noticing-beyond-help", Warns, Anyone,
        "Somebody is said to notice on days on which they neither give nor get help. Those days do not count in the proof: ask from what they would notice then.",
        "On some days we need somebody else who would notice that something is wrong.",
        PROVEN;
    /// Another revision of the package.
    PACKAGE_IS_ANOTHER_REVISION = "package-another-revision", Warns, Anyone,
        "The package that became active is another revision than the one agreed on. See whether the plan still holds.",
        "Your help is not quite as it was planned. We look at your plan again.",
        ACTIVE;
    /// The week is another one than the one proven.
    WEEK_CHANGED = "week-changed", Warns, Anyone,
        "The household's week is not the one for which the plan was proven ({as_at}). Prove it again.",
        "Things at home have changed since we made your plan. We look at it again.",
        UP_TO_DATE;
    /// Never proven, so that nothing tells whether the week has changed.
    WEEK_NOT_COMPARED = "week-not-compared", Warns, Anyone,
        "Never proven in this version, so it cannot be told whether the household's week has changed.",
        "We cannot tell yet whether your plan still fits.",
        UP_TO_DATE;
    /// A responder comes no longer.
    RESPONDER_WITHDREW = "responder-withdrew", Warns, Anyone,
        "Comes no longer ({why}). Find somebody else, and change the plan.",
        "Somebody in your plan cannot come any more. We look for somebody else with you.",
        UP_TO_DATE;
    /// An arrangement has ended.
    ARRANGEMENT_ENDED = "arrangement-ended", Warns, Anyone,
        "Ended on {until}, and the plan was made while it was there.",
        "Some of your help has ended since we made your plan.",
        UP_TO_DATE;
    /// Help that a package paid for has ended.
    PACKAGE_LINE_ENDED = "package-line-ended", Warns, Anyone,
        "Help from the care package ended on {until}, and the plan was made while it was there.",
        "Some of your help from the council has ended since we made your plan.",
        UP_TO_DATE;
    /// The review date has passed.
    REVIEW_DATE_PASSED = "review-date-passed", Warns, Anyone,
        "The plan was to be reviewed by {by}.",
        "It is time that we look at your plan with you again.",
        UP_TO_DATE;
    /// The plan ended, and nobody looked back at an emergency.
    NOBODY_LOOKED_BACK = "nobody-looked-back", Warns, Anyone,
        "Nobody has looked back at {count} of its emergencies. What was learnt belongs in whatever takes its place.",
        "We have not yet talked about what happened. We still can.",
        LOOK_BACK;
    /// Something was wrong, and nothing changes.
    WRONG_AND_NOTHING_CHANGES = "wrong-and-nothing-changes", Warns, Anyone,
        "The plan got something wrong, and nothing is said to change.",
        "Something went wrong and we have not said yet what we do about it.",
        LOOK_BACK;
    /// Something lost is not in the week.
    LOST_NOT_IN_WEEK = "lost-not-in-week", Warns, Anyone,
        "Lost, and not in the household's week that was given, so it changes nothing in what is worked out. See what it gave.",
        "Somebody who is missing is not in our notes. Tell us what they do.",
        NO_CLOCK;
    /// A need that somebody sees to is not in the week.
    NEED_NOT_IN_WEEK = "need-not-in-week", Warns, Anyone,
        "To be seen to, and not in the household's week that was given, so nothing is worked out for it.",
        "Something you need is not in our notes.",
        NO_CLOCK;
    /// A plan in which somebody would be called whom a person does not want.
    AGREED_AGAINST_WISHES = "agreed-against-wishes", Warns, Anyone,
        "Would be called by this plan, and this person does not want them called, or in the house. Take them off, or talk with the person.",
        "Somebody is down to come whom you do not want. Tell us who should come instead.",
        WISHES;
    /// Somebody is to be called whom a person does not want.
    AGAINST_WISHES = "called-against-wishes", Warns, Anyone,
        "On the list for this loss, and this person does not want them called, or in the house. Ask before you call.",
        "Somebody is down to come whom you do not want. We ask you first, if we can.",
        WISHES;
    /// A time in the hour that comes twice is earlier by the clock than what was entered before it.
    HOUR_COMES_TWICE = "hour-comes-twice", Warns, Anyone,
        "On {on} the hour from 01:00 comes twice. The clock was behind what was entered before, so this counts as the second time. If it was the first, correct it.",
        "The clocks went back. We make sure that the times we wrote down are right.",
        CLOCK_CHANGE_BASIS;
    /// Nobody on the list is for this loss.
    NOBODY_TO_CALL = "nobody-to-call", Warns, Anyone,
        "The plan has nobody to call for this loss. Go to the service's own arrangements.",
        "Your plan does not say who comes now. We find somebody.",
        NO_CLOCK;

    /// Agreed in somebody's place.
    SAID_IN_ANOTHERS_PLACE = "said-in-anothers-place", Notes, Anyone,
        "Somebody else decided this in the person's place.",
        "Somebody decided this for you.",
        IN_ANOTHERS_PLACE;
    /// The proof rests on somebody whose age nobody knows.
    RESTS_ON_AGE_NOT_KNOWN = "rests-on-age-not-known", Notes, Anyone,
        "The proof counts on somebody of whom it is not known whether they are 18 or older. Ask.",
        "We still have to ask how old some of those are who help you.",
        YOUNG;
    /// The proof rests on what is only assumed.
    RESTS_ON_ASSUMED = "rests-on-assumed", Notes, Anyone,
        "On what some of those lean who help, or would come, is only assumed. Ask what they need themselves to be able to help.",
        "We have guessed what some of those need who help you. We ask them.",
        PROVEN;
    /// The policy has no value.
    POLICY_NOT_SET = "policy-not-set", Notes, Professionals,
        "The policy has no value for {policy}, so nothing is asked on its account.",
        "",
        Basis::definition("values of the policy");
    /// No date for the next review.
    NO_REVIEW_DATE = "no-review-date", Notes, Anyone,
        "Neither the plan nor the policy says by when it is to be reviewed.",
        "We have not said when we look at your plan again.",
        UP_TO_DATE;
    /// The clocks change while an emergency is on.
    CLOCKS_CHANGE = "clocks-change", Notes, Anyone,
        "On {on} the clocks {how}. Harm is told for the minute in which it would come, as the clock shows it then. Of a time that comes twice, harm counts from the first and lateness from the second.",
        "The clocks change. The times here allow for that.",
        CLOCK_CHANGE_BASIS;
    /// The plan is to be shared.
    SHARING_OWED = "plan-sharing-owed", Notes, Anyone,
        "The plan is to be shared with everybody it is about.",
        "You get your plan to read, or to have read to you.",
        SHARED;
    /// The plan is to be reviewed.
    REVIEW_OWED = "plan-review-owed", Notes, Anyone,
        "The emergency plan is to be reviewed with those it is about.",
        "We look at your plan with you again.",
        UP_TO_DATE;
    /// An emergency is to be looked back at.
    LOOKING_BACK_OWED = "looking-back-owed", Notes, Anyone,
        "Those concerned are to look back at emergency {number}: what the plan got wrong, and what changes.",
        "We talk with you about what happened, and what should go better.",
        LOOK_BACK;
}

/// Numbers and choices that neither law nor guidance fixes. None by default: where one is none nothing is asked on
/// its account, and `policy-not-set` is found.
///
/// | value | default | what it is for |
/// |---|---|---|
/// | `review_within` | none | when a plan is to be reviewed that names no date of its own |
/// | `review_notice_weeks` | 8 | how many weeks before its last day a review is listed as due |
/// | `share_within` | none | how soon a version is to be shared with everybody it is about |
/// | `look_back_within` | none | how soon those concerned look back at an emergency |
/// | `accepts_risk` | none | who may record that the risk of a plan without proof is accepted; none: anybody |
/// | `use_before_active` | no | whether a plan that is not active yet is put into action regularly |
///
/// ```
/// use mutual_care::base::Term;
/// use mutual_care::emergency::record::Policy;
/// let policy = Policy { review_within: Some(Term::Months(12)), ..Policy::default() };
/// assert!(policy.look_back_within.is_none() && !policy.use_before_active);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Within what time of becoming active, or of the last review, a plan is to be reviewed.
    pub review_within: Option<Term>,
    /// How many weeks before its last day a review is due at the earliest, so that what has a year's time is not
    /// listed as due for a year.
    pub review_notice_weeks: u16,
    /// Within what time of being drawn up or changed a plan is to be shared with everybody it is about.
    pub share_within: Option<Term>,
    /// Within what time of standing down those concerned are to look back at an emergency.
    pub look_back_within: Option<Term>,
    /// The roles in which somebody may record that the risk of a plan without proof is accepted.
    pub accepts_risk: Option<BTreeSet<Role>>,
    /// Whether this service puts plans that are not active yet into action like those that are: what stands against
    /// them then warns. Without it such an activation is irregular, with a reason and who accepts it.
    pub use_before_active: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            review_within: None,
            review_notice_weeks: 8,
            share_within: None,
            look_back_within: None,
            accepts_risk: None,
            use_before_active: false,
        }
    }
}

impl Policy {
    pub(super) const fn terms(&self) -> Terms<'_> {
        Terms {
            share_within: self.share_within,
            review_within: self.review_within,
            review_notice_weeks: self.review_notice_weeks,
            accepts_risk: self.accepts_risk.as_ref(),
        }
    }
}

/// The finding that the policy does not set a value.
pub(super) fn not_set(policy: &'static str) -> Finding {
    Finding::new(&POLICY_NOT_SET).with("policy", Amount::Code(policy))
}
