//! What speaks against what happens to a personal budget, and what a service decides for itself.

use crate::agreement::Terms;
use crate::base::{Amount, Basis, Finding, Surety, Term, rules};

const STATEMENT: Basis = Basis::act("Care Act 2014", "s.26(1)", Surety::Read).since(2015, 4, 1);
const THIS_VERSION: Basis =
    Basis::definition("a budget is agreed to with plan and package of this very version");
const APPROVAL: Basis = Basis::policy("whether a budget is approved by somebody who has no part in it");
const BACK: Basis = Basis::definition("a change reaches into the past only as a correction");
const GOES_ON: Basis = Basis::definition("suspending stops payments, never the duty");
const FINAL: Basis = Basis::definition("a budget is closed when every account of it is nought");
const DEATH: Basis = Basis::definition("nothing is charged for the day of a death and later ones");
const PAYMENTS_REVIEW: Basis =
    Basis::regulation("SI 2014/2871", "reg.7(1)(a)", Surety::Read).since(2015, 4, 1);

rules! {
    /// Every rule of the record, in the order in which findings of one weight stand.
    room Budget;

    /// No statement was given.
    STATEMENT_NOT_GIVEN = "statement-not-given", Bars, Anyone,
        "There is no statement of this version of the budget. Work it out, and say what it came to.",
        "We still have to work out what your help costs and who pays.",
        STATEMENT;
    /// The statement is of another version.
    STATEMENT_OF_ANOTHER_VERSION = "statement-of-another-version", Bars, Anyone,
        "The statement is of another version of the budget. Work it out for this one.",
        "Your budget has changed since we worked it out. We work it out again.",
        THIS_VERSION;
    /// The budget does not say on which version of the package it was worked out.
    PACKAGE_VERSION_NOT_SAID = "package-version-not-said", Bars, Anyone,
        "The budget does not say on which version of the care package it was worked out. Say which.",
        "We check that your budget and your help go together.",
        THIS_VERSION;
    /// The statement is of another version of the package.
    STATEMENT_OF_ANOTHER_PACKAGE = "statement-of-another-package", Bars, Anyone,
        "The statement was worked out on another version of the care package than the one that the budget names. Work it out again.",
        "Your help has changed since we worked out your budget. We work it out again.",
        THIS_VERSION;
    /// Something bars agreeing to the version that was stated.
    STATEMENT_DOES_NOT_HOLD = "statement-does-not-hold", Bars, Anyone,
        "Things that bar agreeing were found in this version when its statement was worked out: {count}. Put them right first.",
        "Something in your budget is not right yet. We put it right with you.",
        STATEMENT;
    /// The policy asks for approval, and nobody has approved this version.
    NOT_APPROVED = "budget-not-approved", Bars, Anyone,
        "Nobody has approved this version of the budget, and this service asks that somebody does.",
        "Somebody at the council still has to say yes to your budget.",
        APPROVAL;
    /// Whoever approves it drew it up.
    APPROVED_BY_ITS_AUTHOR = "budget-approved-by-author", Bars, Professionals,
        "Approved by whoever drew this version of the budget up. Somebody else has to.",
        "Somebody else has to look at this.",
        APPROVAL;
    /// Whoever approves it is one of those who are asked.
    APPROVED_BY_SOMEBODY_ASKED = "budget-approved-by-somebody-asked", Bars, Professionals,
        "Approved by somebody who is asked to agree to the budget. Somebody else has to.",
        "Somebody else has to look at this.",
        APPROVAL;
    /// It would begin after the person died.
    BEGINS_AFTER_DEATH = "budget-begins-after-death", Bars, Anyone,
        "The person died on {died}, on or before the budget's first day.",
        "This budget does not begin any more.",
        DEATH;
    /// A change reaches back, without a reason.
    REACHES_BACK_WITHOUT_REASON = "change-reaches-back", Bars, Anyone,
        "The change is to count from {from}, which has passed or is posted already. That is a correction: say why, and since when the person has been told.",
        "Your budget would change for days that have passed. We have to say why.",
        BACK;
    /// Up to which day anything was posted is not known.
    POSTED_NOT_KNOWN = "change-posted-not-known", Bars, Anyone,
        "Nobody has said up to which day anything was posted or charged, so it cannot be told whether this change from {from} on reaches back. Ask whoever keeps the ledger.",
        "We check what has been paid already.",
        BACK;
    /// What had been paid ahead is not reconciled.
    PAID_AHEAD_NOT_RECONCILED = "paid-ahead-not-reconciled", Bars, Anyone,
        "Payments were suspended from {from} on, and what had been paid ahead is not reconciled. Do that first.",
        "Some money was paid to you early. We still have to settle that with you.",
        GOES_ON;
    /// No final account.
    NO_FINAL_ACCOUNT = "no-final-account", Bars, Anyone,
        "There is no final account of the budget. Draw it up before the budget is closed.",
        "We still have to add up everything for the last time.",
        FINAL;
    /// The final account is of a day before that up to which it was reconciled.
    FINAL_ACCOUNT_TOO_EARLY = "final-account-too-early", Bars, Anyone,
        "The final account is of a day before {up_to}, up to which the budget was reconciled. Draw it up again.",
        "We still have to add up everything for the last time.",
        FINAL;
    /// Something is open in the final account.
    FINAL_ACCOUNT_OPEN = "final-account-open", Bars, Anyone,
        "Kinds of things that are still open in the final account: {count}. Settle them before the budget is closed.",
        "Something is still to be paid or to go back.",
        FINAL;

    /// Up to which day payments had been made is not known.
    PAID_AHEAD_NOT_KNOWN = "paid-ahead-not-known", Warns, Anyone,
        "Payments stop from {from} on, and nobody has said up to which day they had been made. Ask whoever keeps the ledger: what had been paid ahead is to be reconciled.",
        "We check whether some money was paid to you early.",
        GOES_ON;
    /// A change corrects what was owed.
    CORRECTS_THE_PAST = "change-corrects-the-past", Warns, Anyone,
        "The change corrects what was owed from {from} on, and the person has been told since {told}. What was posted stays; reconcile the difference.",
        "Your budget was changed for days that have passed. We settle the difference with you.",
        BACK;
    /// Who drew it up is not known.
    ITS_AUTHOR_NOT_KNOWN = "budget-author-not-known", Warns, Professionals,
        "It is not known who drew this version of the budget up, so it cannot be told whether somebody else approved it.",
        "We check who wrote this.",
        APPROVAL;

    /// While payments are suspended lines run on.
    LINES_RUN_ON = "lines-run-on", Notes, Anyone,
        "From {from} on the lines of this budget run on, and the authority holds the money and pays for them.",
        "Your help goes on. The council pays for it until your payments start again.",
        GOES_ON;
    /// What had been paid ahead is to be reconciled.
    PAID_AHEAD_OWED = "paid-ahead-owed", Notes, Anyone,
        "Whatever had been paid ahead for days from {from} on is to be reconciled.",
        "Some money was paid to you early. We settle that with you.",
        GOES_ON;
    /// Charging ends with a death.
    CHARGING_ENDS = "charging-ends", Notes, Anyone,
        "Nothing is charged for {died} and later days. Lines run on until their notice is over.",
        "Nothing more is to be paid from that day on.",
        DEATH;
    /// Direct payments are to be reviewed.
    PAYMENTS_REVIEW_OWED = "direct-payments-review-owed", Notes, Anyone,
        "The making and use of direct payments is to be reviewed: within six months at first, then every twelve months at least.",
        "We look with you at how your direct payment works.",
        PAYMENTS_REVIEW;
    /// The last reckoning is owed after a death.
    LAST_RECKONING_OWED = "last-reckoning-owed", Notes, Anyone,
        "The person died. What was owed and what was paid are to be set against each other for the last time.",
        "Everything is added up for the last time.",
        FINAL;
}

/// Numbers and choices that a service may set for its budgets.
///
/// | value | default | what it is for |
/// |---|---|---|
/// | `first_review_within` | 8 weeks | when a budget is reviewed for the first time, as guidance says |
/// | `review_within` | 12 months | when it is reviewed from then on, as guidance says |
/// | `review_notice_weeks` | 8 | how many weeks before its last day a review is listed as due |
/// | `share_within` | none | how soon a version is to be shared with everybody who is asked |
/// | `reconcile_within` | none | how soon what had been paid ahead, and a budget after a death, are reconciled |
/// | `asks_approval` | no | whether a version is approved by somebody who has no part in it |
///
/// ```
/// use mutual_care::base::Term;
/// use mutual_care::budget::record::Policy;
/// let policy = Policy { asks_approval: true, ..Policy::default() };
/// assert_eq!((policy.first_review_within, policy.reconcile_within), (Some(Term::Weeks(8)), None));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// Within what time of beginning a budget is reviewed for the first time.
    pub first_review_within: Option<Term>,
    /// Within what time of the last review it is reviewed again.
    pub review_within: Option<Term>,
    /// How many weeks before its last day a review is due at the earliest.
    pub review_notice_weeks: u16,
    /// Within what time of being proposed a version is to be shared with everybody who is asked.
    pub share_within: Option<Term>,
    /// Within what time what had been paid ahead of a suspension, and a budget after a death, are reconciled.
    pub reconcile_within: Option<Term>,
    /// Whether this service asks that somebody who has no part in it approves a version before it counts.
    pub asks_approval: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            first_review_within: Some(Term::Weeks(8)),
            review_within: Some(Term::Months(12)),
            review_notice_weeks: 8,
            share_within: None,
            reconcile_within: None,
            asks_approval: false,
        }
    }
}

impl Policy {
    /// What agreements ask for, before the first review or after it.
    pub(super) const fn terms(&self, is_first: bool) -> Terms<'_> {
        Terms {
            share_within: self.share_within,
            review_within: if is_first { self.first_review_within } else { self.review_within },
            review_notice_weeks: self.review_notice_weeks,
            accepts_risk: None,
        }
    }
}

/// The finding that the policy does not set a value.
pub(super) fn not_set(policy: &'static str) -> Finding {
    Finding::new(&crate::budget::rules::POLICY_NOT_SET).with("policy", Amount::Code(policy))
}
