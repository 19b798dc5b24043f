//! What speaks against what happens to a care package, and what a service decides for itself.

use alloc::collections::BTreeMap;

use crate::agreement::Terms;
use crate::base::{Amount, Basis, Finding, Money, Role, Rule, Surety, Term, rules};

use crate::package::rules::POLICY_NOT_SET;

const OF_A_VERSION: Basis = Basis::definition("what is looked at is this very version of the package");
const INVOLVED: Basis = Basis::act("Care Act 2014", "s.25(3), (4)", Surety::Read).since(2015, 4, 1);
const ADVOCACY: Basis = Basis::act("Care Act 2014", "s.67", Surety::Read).since(2015, 4, 1);
const SAME_WEEK: Basis = Basis::definition("interdependence, plan and package speak of the same week");
const MUTUAL: Basis = Basis::definition(
    "two who depend on each other have an emergency plan, or something arranged until they do",
);
const ASKED: Basis = Basis::act("Care Act 2014", "s.10(5)", Surety::Read).since(2015, 4, 1);
const LEANING: Basis = Basis::practice("whoever relies on one person alone knows it", Surety::Unverified);
const APPROVAL: Basis = Basis::policy("what somebody may approve in a year");
const PAST: Basis = Basis::definition("a correction changes what was owed, never what was posted");
const ONLY_APPROVED: Basis = Basis::definition("help begins once it is approved, or urgently");
const URGENT: Basis = Basis::act("Care Act 2014", "s.19(3), (4)", Surety::Read).since(2015, 4, 1);
const STEPS: Basis = Basis::act("Care Act 2014", "s.25(5)", Surety::Read).since(2015, 4, 1);
const REVIEW: Basis = Basis::act("Care Act 2014", "s.27", Surety::Read).since(2015, 4, 1);
const ENDS: Basis = Basis::definition("the end of a package is an event, and its lines end by their dates");

rules! {
    /// Every rule of the record, in the order in which findings of one weight stand.
    room Package;

    /// What was looked at is not known to be this version.
    LOOKED_AT_ANOTHER_VERSION = "looked-at-another-version", Bars, Anyone,
        "What is handed over was looked at for another version of the package, or nobody has said for which. Look at this one.",
        "We check once more whether this help is right.",
        OF_A_VERSION;
    /// Somebody was not involved.
    NOT_INVOLVED = "not-involved", Bars, Anyone,
        "Was not involved in preparing the plan: {as}. Involve them before anybody agrees to it.",
        "You should have been asked while this was planned. We ask you now.",
        INVOLVED;
    /// Whether somebody was involved is not known.
    INVOLVEMENT_NOT_KNOWN = "involvement-not-known", Bars, Anyone,
        "It is not known whether they were involved in preparing the plan: {as}. Ask, and record it.",
        "We still have to write down how you had your say.",
        INVOLVED;
    /// An advocate is due, and none is there.
    ADVOCATE_DUE_AND_NONE = "advocate-due-and-none", Bars, Anyone,
        "An independent advocate is due, and none is known to be arranged. Arrange one before anybody is asked to agree.",
        "Somebody independent should help you have your say. We find somebody with you.",
        ADVOCACY;
    /// Whether an advocate is due is not known.
    ADVOCACY_NOT_KNOWN = "advocacy-not-known", Bars, Anyone,
        "Nobody has said whether an independent advocate is due. Find out before anybody is asked to agree.",
        "We still have to ask whether you would like help to have your say.",
        ADVOCACY;
    /// Nobody has looked at the week of the package.
    WEEK_NOT_LOOKED_AT = "package-week-not-looked-at", Bars, Anyone,
        "Nobody has looked at the household's week with this package in it, so it cannot be told who depends on whom. Look at it.",
        "We still have to see how your days will be with this help.",
        SAME_WEEK;
    /// Two depend on each other, and nothing is arranged for the day one of them is lost.
    MUTUAL_WITHOUT_PLAN = "mutual-dependence-without-plan", Bars, Anyone,
        "These two depend on each other{part| in part|}, and no emergency plan is known to be agreed. Agree one on this package, or record what is arranged until there is one.",
        "You count on each other. We plan with you what happens if one of you cannot help.",
        MUTUAL;
    /// What is arranged until there is a plan is arranged for too long.
    INTERIM_TOO_LONG = "interim-too-long", Bars, Anyone,
        "What is arranged until there is an emergency plan lasts until {until}. It may last {days} days at most: agree the plan sooner.",
        "We make your emergency plan sooner than was written down.",
        Basis::policy("days that something may be arranged until there is an emergency plan");
    /// What was arranged until there is a plan is over.
    INTERIM_OVER = "interim-over", Bars, Anyone,
        "What was arranged until there is an emergency plan ended on {until}, and no plan is known to be agreed. Agree one now.",
        "Your emergency plan is not ready yet. We make it with you now.",
        MUTUAL;
    /// It was approved on another estimate.
    ESTIMATE_DIFFERS = "estimate-differs", Bars, Professionals,
        "Approved on an estimate of {told}. As planned its first 365 days, from {from}, cost {estimate}: ask for approval of that.",
        "Somebody else has to look at this.",
        APPROVAL;
    /// Nobody said on which estimate it was approved.
    ESTIMATE_NOT_TOLD = "estimate-not-told", Bars, Professionals,
        "Nobody has said what whoever approves it was told it costs. As planned its first 365 days, from {from}, cost {estimate}.",
        "Somebody else has to look at this.",
        APPROVAL;
    /// A change reaches into the past, and nobody says why.
    REACHES_INTO_THE_PAST = "reaches-into-the-past", Bars, Anyone,
        "Begins on {from}, which is before it is decided, or not after the last day that was posted or charged. It can only be a correction: say why, or choose a later day.",
        "The new help cannot start on a day that has passed.",
        PAST;
    /// Up to which day anything was posted is not known.
    POSTED_NOT_KNOWN = "posted-not-known", Bars, Anyone,
        "Nobody has said up to which day anything was posted or charged, so it cannot be told whether this change reaches into the past. Ask whoever keeps the ledger.",
        "We check what has been paid already.",
        PAST;
    /// It began before it was approved.
    BEGAN_BEFORE_APPROVAL = "began-before-approval", Bars, Anyone,
        "Began on {on}, and was approved on {approved}. Help that cannot wait is started urgently.",
        "Your help started before we had said yes to it. We put that right.",
        ONLY_APPROVED;
    /// Somebody agrees no longer.
    AGREES_NO_LONGER = "agrees-no-longer", Bars, Anyone,
        "Has agreed no longer since {since}. Change the package, or record what was tried to come to an agreement.",
        "You said that this help is not right for you any more. Tell us what would be.",
        STEPS;

    /// Somebody is counted on who was never asked.
    COUNTED_ON_NEVER_ASKED = "counted-on-never-asked", Warns, Anyone,
        "Is counted on for this help, and nobody is known to have asked whether they are able and willing. Ask them.",
        "Somebody is down to help you whom we have not asked yet.",
        ASKED;
    /// A single point of failure that nobody acknowledged.
    SINGLE_POINT_NOT_ACKNOWLEDGED = "single-point-not-acknowledged", Warns, Anyone,
        "If this one is lost, a critical need is no longer met, and nobody has acknowledged that. Find somebody else, or record who knows of it.",
        "A lot hangs on one person. We think with you about who else could help.",
        LEANING;
    /// A ring that nobody acknowledged.
    RING_NOT_ACKNOWLEDGED = "ring-not-acknowledged", Warns, Anyone,
        "Some needs are met only because these people hold each other up, and nobody has acknowledged that. Find help from outside, or record who knows of it.",
        "You hold each other up. We think with you about what happens if one of you cannot.",
        LEANING;
    /// The balance has tipped since it was last looked at.
    PACKAGE_BALANCE_TIPPED = "package-balance-tipped", Warns, Anyone,
        "The first of the two now gives more than they get; when this was last looked at it was the other way round. See whether package and budgets still fit.",
        "Who helps whom has changed at home. We look at your help with you again.",
        REVIEW;
    /// Nobody looked at the week when it was agreed to or reviewed.
    BALANCE_NOT_COMPARED = "balance-not-compared", Warns, Anyone,
        "Nobody looked at the week when the package was last agreed to or reviewed, so it cannot be told whether the balance between people has tipped since.",
        "We look at who helps whom at home.",
        REVIEW;
    /// The week that was looked at is one before the version begins.
    WEEK_BEFORE_IT_BEGINS = "week-before-package-begins", Warns, Anyone,
        "The week was looked at as on {as_at}, and this version begins on {from}. Lines that begin later are not in that week: look at a later one.",
        "We look once more at how your days will be with this help.",
        SAME_WEEK;
    /// Hours in the week that was looked at are not known.
    WEEK_HAS_OPEN_HOURS = "week-has-open-hours", Warns, Anyone,
        "For {count} needs or arrangements in the week that was looked at nobody knows the hours. What was found does not speak of them: ask.",
        "We do not know yet when some of your help is needed or comes.",
        SAME_WEEK;
    /// Something is arranged until there is an emergency plan.
    INTERIM_UNTIL_PLAN = "interim-until-plan", Warns, Anyone,
        "These two depend on each other, and there is no emergency plan yet. Something is arranged up to and including {until}: agree the plan by then.",
        "We have arranged something until your emergency plan is ready.",
        MUTUAL;
    /// The emergency plan was agreed on another version of the package.
    EMERGENCY_PLAN_ON_ANOTHER_VERSION = "emergency-plan-on-another-version", Warns, Anyone,
        "The emergency plan was agreed on another version of the package, or nobody has said on which. See whether it still holds.",
        "Your help has changed since we made your emergency plan. We look at it again.",
        MUTUAL;
    /// A correction of the past.
    CORRECTS_THE_PAST = "corrects-the-past", Warns, Anyone,
        "Changes what was owed from {from} on, and nothing that was posted. The difference is to be reconciled.",
        "Something that was already paid has changed. We work out what that means for you.",
        PAST;
    /// Lines go on after the package's end.
    LINES_STILL_RUN = "lines-still-run", Warns, Anyone,
        "The package ends on {on}, and {count} of its lines do not end by then. Say when they end, and tell the providers.",
        "We tell those who help you when it stops.",
        ENDS;
    /// What an urgent start owes is not done.
    URGENT_START_STILL_OWES = "urgent-start-still-owes", Warns, Anyone,
        "Was started urgently, and {what} is still owed. It is owed after the end of the package, too.",
        "We still owe you something from when your help started quickly.",
        URGENT;
    /// The package ends, and a difference is not reconciled.
    DIFFERENCE_NOT_RECONCILED = "difference-not-reconciled", Warns, Anyone,
        "The difference that a correction from {from} on made is not reconciled. It is still owed after the end of the package.",
        "We still have to work out some of what was paid.",
        PAST;

    /// It began on another day than was agreed to.
    BEGAN_ON_ANOTHER_DAY = "began-on-another-day", Notes, Anyone,
        "Was to begin on {planned}, and began on {on}.",
        "Your help started on another day than we had said.",
        ONLY_APPROVED;
    /// Help began before it was agreed to and approved.
    BEGAN_URGENTLY = "began-urgently", Notes, Anyone,
        "Began before it was agreed to and approved: {why}. Assessment, agreement and approval are owed.",
        "Your help started quickly. We talk with you about it now.",
        URGENT;
    /// A change is proposed that begins before the day on which it is.
    PROPOSED_FOR_THE_PAST = "proposed-for-the-past", Notes, Anyone,
        "Begins on {from}, before the day on which it is proposed. It can only be approved as a correction, with the reason for it.",
        "We look at whether something in the past has to be put right.",
        PAST;
    /// The assessment is owed.
    URGENT_ASSESSMENT_OWED = "assessment-owed-after-urgent-start", Notes, Anyone,
        "Help was started urgently. The needs are to be assessed.",
        "We find out with you what help you need.",
        URGENT;
    /// The agreement is owed.
    URGENT_AGREEMENT_OWED = "agreement-owed-after-urgent-start", Notes, Anyone,
        "Help was started urgently. Everybody it is about is to be asked whether they agree to it.",
        "We ask you whether this help is right for you.",
        URGENT;
    /// The approval is owed.
    URGENT_APPROVAL_OWED = "approval-owed-after-urgent-start", Notes, Anyone,
        "Help was started urgently. Somebody who has no part in it is to approve it.",
        "Somebody at the council still has to say yes to your help.",
        URGENT;
    /// A review that somebody asked for is owed.
    REVIEW_ASKED_FOR_OWED = "review-asked-for-owed", Notes, Anyone,
        "Somebody has asked for a review. It is owed if the request is reasonable.",
        "You asked us to look at your help again. We do.",
        REVIEW;
    /// An emergency plan is owed.
    EMERGENCY_PLAN_OWED = "emergency-plan-owed", Notes, Anyone,
        "An emergency plan is to be agreed before what is arranged in its place ends.",
        "We make your emergency plan with you.",
        MUTUAL;
    /// A difference is to be reconciled.
    RECONCILING_OWED = "reconciling-owed", Notes, Anyone,
        "What was owed has changed from {from} on. The difference to what was posted is to be reconciled.",
        "We work out whether somebody has paid too much or too little.",
        PAST;
}

/// Numbers and choices that neither law nor guidance fixes. Where one is none nothing is asked on its account, and
/// `policy-not-set` is found; but a role without a limit may approve nothing.
///
/// | value | default | what it is for |
/// |---|---|---|
/// | `limits` | none | up to what somebody may approve in a role, on the estimate of the first 365 days |
/// | `share_within` | none | how soon a version is to be shared with everybody it is about |
/// | `review_first_within` | none | when a version is to be reviewed for the first time; none: as later |
/// | `review_within` | none | when a package is to be reviewed that names no date of its own |
/// | `review_notice_weeks` | 8 | how many weeks before its last day a review is listed as due |
/// | `review_asked_within` | none | how soon a review that somebody asked for is to be held |
/// | `assess_within`, `agree_within`, `approve_within` | none | how soon after an urgent start each of them is owed |
/// | `interim_days_most` | 28 | how long something may be arranged in place of an emergency plan |
/// | `reconcile_within` | none | how soon the difference of a correction is to be reconciled |
///
/// ```
/// use mutual_care::base::{Money, Role, Term};
/// use mutual_care::package::record::Policy;
/// let mut policy = Policy { review_first_within: Some(Term::Weeks(8)), ..Policy::default() };
/// policy.limits.insert(Role::TeamManager, Money::new(2_600_000)?);
/// assert_eq!((policy.interim_days_most, policy.limits.get(&Role::SocialWorker)), (28, None));
/// # Ok::<(), mutual_care::base::MoneyError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// What somebody may approve in a role. A role that is not there may approve nothing: no limit is not without limit.
    pub limits: BTreeMap<Role, Money>,
    /// Within what time of being drawn up or changed a version is to be shared with everybody it is about.
    pub share_within: Option<Term>,
    /// Within what time of coming into force a version is to be reviewed for the first time.
    pub review_first_within: Option<Term>,
    /// Within what time of the last review a package is to be reviewed; of coming into force, where nothing is said for the
    /// first time.
    pub review_within: Option<Term>,
    /// How many weeks before its last day a review is due at the earliest.
    pub review_notice_weeks: u16,
    /// Within what time of the request a review that somebody asked for is to be held.
    pub review_asked_within: Option<Term>,
    /// Within what time of an urgent start the needs are to be assessed.
    pub assess_within: Option<Term>,
    /// Within what time of an urgent start everybody is to be asked whether they agree.
    pub agree_within: Option<Term>,
    /// Within what time of an urgent start it is to be approved.
    pub approve_within: Option<Term>,
    /// How many days after agreeing something may be arranged in place of an emergency plan, its last day included.
    pub interim_days_most: u16,
    /// Within what time of its approval the difference that a correction makes is to be reconciled.
    pub reconcile_within: Option<Term>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            limits: BTreeMap::new(),
            share_within: None,
            review_first_within: None,
            review_within: None,
            review_notice_weeks: 8,
            review_asked_within: None,
            assess_within: None,
            agree_within: None,
            approve_within: None,
            interim_days_most: 28,
            reconcile_within: None,
        }
    }
}

impl Policy {
    /// The values that agreements ask for, of a version that was reviewed before or never.
    pub(super) const fn terms(&self, was_reviewed: bool) -> Terms<'_> {
        let review_within = match self.review_first_within {
            Some(first) if !was_reviewed => Some(first),
            _ => self.review_within,
        };
        Terms {
            share_within: self.share_within,
            review_within,
            review_notice_weeks: self.review_notice_weeks,
            accepts_risk: None,
        }
    }
}

/// The finding that the policy does not set a value.
pub(super) fn not_set(policy: &'static str) -> Finding {
    Finding::new(&POLICY_NOT_SET).with("policy", Amount::Code(policy))
}

/// What an urgent start owes, each with its value of the policy.
pub(super) const URGENT_OWED: [(&Rule, &str); 3] = [
    (&URGENT_ASSESSMENT_OWED, "assess_within"),
    (&URGENT_AGREEMENT_OWED, "agree_within"),
    (&URGENT_APPROVAL_OWED, "approve_within"),
];
