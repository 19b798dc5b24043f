//! What speaks against what happens to a referral, and what a service decides for itself.

use crate::base::{Amount, Basis, Finding, Rule, Surety, Term, rules};
use crate::placement::notes;

const HOMES_REGULATIONS: &str = "SI 2015/541 Children's Homes (England) Regulations";
const CARE_PLANNING: &str = "SI 2010/959 Care Planning, Placement and Case Review (England) Regulations";
const VIEWS: Basis = Basis::regulation(HOMES_REGULATIONS, "reg 7", Surety::Read);
const PURPOSE: Basis = Basis::regulation(HOMES_REGULATIONS, "reg 16, sch 1", Surety::Read);
const IMPACT: Basis = Basis::practice("impact risk assessment", Surety::Read);
const STEPS: Basis = Basis::practice("the steps from a referral to a decision", Surety::Read);
const EMERGENCY: Basis = Basis::practice("emergency admission approved by two people", Surety::Read);
const TRANSITION: Basis = Basis::practice("transition visits before a child moves in", Surety::Read);
const NEED: Basis = Basis::practice("a package of care for this child", Surety::Unverified);
const LOOK: Basis = Basis::policy("looking at the home again before a move");
const JUDGED: Basis = Basis::definition("a decision rests on what was judged, as it is now");

rules! {
    /// Every rule of the record, in the order in which findings of one weight stand.
    room Placement;

    /// The day planned for the move has passed.
    PLANNED_DATE_PASSED = "planned-date-passed", Bars, Anyone,
        "The planned date, {planned}, has passed. Look at the home for another one.",
        "The day that was planned is over. We find another one with you.",
        JUDGED;
    /// Nobody held the planning meeting.
    PLANNING_MEETING_MISSING = "planning-meeting-missing", Bars, Anyone,
        "No planning meeting with the social worker: the package for this child is not agreed.",
        "We have not yet planned with your social worker what you would get here.",
        STEPS;
    /// The offer starts after the move.
    OFFER_STARTS_LATER = "offer-starts-later", Bars, Anyone,
        "What is offered starts on {from}, after the planned date, {planned}.",
        "What you need here would start only after you move in.",
        STEPS;
    /// The facts are other ones than when the package was agreed.
    PACKAGE_STALE = "package-agreed-before-change", Bars, Anyone,
        "The package was agreed on {agreed}. Agree it again: on that day this was otherwise, or not known yet: {what}.",
        "Something has changed since we planned what you get here. We plan it again.",
        JUDGED;
    /// The agreed package has fewer staff than the child needs.
    PACKAGE_LESS_STAFF = "package-less-staff", Bars, Anyone,
        "{watch}: the child needs staff of {needed} to {needed_for}; the agreed package has {offered} to {offered_for}. Agree what is needed, or say why it is less.",
        "You need more grown-ups for you than are planned.",
        NEED;
    /// The agreed package lacks support that the child needs.
    PACKAGE_LESS_SUPPORT = "package-less-support", Bars, Anyone,
        "The child needs this support, and the agreed package does not have it: {what}. Agree it, or say why not.",
        "You need some help that is not planned yet.",
        NEED;
    /// The agreed package lacks a skill of the staff that the child needs.
    PACKAGE_LESS_SKILL = "package-less-skill", Bars, Anyone,
        "The child needs staff with this skill on every shift, and the agreed package does not name it: {what}. Agree it, or say why not.",
        "The grown-ups here still have to learn something that you need.",
        NEED;
    /// Nobody knows who will live there.
    RESIDENTS_NOT_KNOWN = "residents-not-known", Bars, Anyone,
        "Not known who lives there on the planned date. Look at the home for that date.",
        "We do not know yet who would live here with you.",
        IMPACT;
    /// A social worker was asked about other facts than are known now.
    LIAISON_STALE = "liaison-before-change", Bars, Professionals,
        "The social worker of a child who lives there was asked on {asked}. Ask again: on that day this was otherwise, or not known yet: {what}.",
        "Something has changed, so somebody has to be asked again.",
        IMPACT;
    /// A social worker agreed if something is done, and it is not done.
    CONDITION_NOT_MET = "liaison-condition-not-met", Bars, Professionals,
        "The social worker of a child who lives there agreed on {asked} if something is done. Record that it is done, or ask again.",
        "Something still has to be done first.",
        IMPACT;
    /// The place was given to another referral.
    PLACE_GIVEN = "place-given-to-another-referral", Bars, Professionals,
        "Places there are given to children of other referrals, and it is not known that one is left besides. One place is not given twice: look at the home again, with how many are free.",
        "",
        PURPOSE;
    /// A brother's or sister's referral to this home is named, and nobody has said whether they were given a place.
    SIBLINGS_PLACE_NOT_SAID = "siblings-place-not-said", Bars, Professionals,
        "A brother or sister is referred to this home too, and the last look at the home does not say whether they were given a place. Look again, and name the place that they were given, or that they were given none.",
        "",
        PURPOSE;
    /// A referral does not name that of a brother or sister.
    SIBLINGS_REFERRAL_UNKNOWN = "siblings-referral-unknown", Warns, Professionals,
        "This referral does not name the one of a brother or sister who is looked for with this child. Name it, so that their homes are decided on together.",
        "",
        STEPS;
    /// No transition plan, and no reason why not.
    TRANSITION_MISSING = "transition-missing", Bars, Anyone,
        "No transition plan, and no reason why there is none.",
        "We have not yet planned with you how you get to know this home.",
        TRANSITION;
    /// A visit is planned, or said to have been held, after the move.
    VISIT_AFTER_MOVE = "visit-after-move", Bars, Anyone,
        "A visit before the move is dated {visit}; the planned date of the move is {planned}.",
        "A visit is planned for a day after you have moved in. We find a better day.",
        TRANSITION;
    /// No compatibility assessment.
    COMPATIBILITY_MISSING = "compatibility-missing", Bars, Professionals,
        "No compatibility assessment of the child and each child who lives there.",
        "We have not yet thought enough about who lives here.",
        Basis::regulation(HOMES_REGULATIONS, "reg 12(2)(a)(iv)", Surety::Read);
    /// No impact assessment.
    IMPACT_MISSING = "impact-missing", Bars, Professionals,
        "No assessment of what the move would do to the group, the staff, the place and the neighbourhood.",
        "We have not yet thought enough about what changes when you move in.",
        IMPACT;
    /// The information is another revision than the one judged.
    JUDGED_BEFORE_INFORMATION = "judged-before-information", Bars, Professionals,
        "An assessment judged revision {judged} of the information; it is at {now}. It is to be made again.",
        "We know more now than when we thought about it. We think again.",
        JUDGED;
    /// An assessment is dated before what it says it judged.
    JUDGED_BEFORE_KNOWN = "judged-before-known", Bars, Professionals,
        "An assessment is dated {judged}, before {what} was known, on {known}. Make it again, or correct its date.",
        "The dates of what we wrote down do not fit. We look at it again.",
        JUDGED;
    /// Something that a decision rests on is dated later.
    DATED_AFTER_DECISION = "dated-after-decision", Bars, Professionals,
        "Dated {dated}, after {on}: {what}. A decision rests on what was there on its day.",
        "The dates of what we wrote down do not fit. We look at it again.",
        JUDGED;
    /// Something is dated before what it follows on.
    DATED_BEFORE = "dated-before-what-it-follows", Bars, Professionals,
        "This is dated {on}; it cannot be earlier than this, of {dated}: {what}.",
        "The dates of what we wrote down do not fit. We look at it again.",
        JUDGED;
    /// Somebody has worried since.
    JUDGED_BEFORE_WORRY = "judged-before-worry", Bars, Professionals,
        "Somebody has worried since an assessment was made. It is to be made again.",
        "Somebody is worried. We think again.",
        JUDGED;
    /// The verdict is no.
    VERDICT_NOT_SUITABLE = "verdict-not-suitable", Bars, Professionals,
        "The verdict of matching is \"not suitable\".",
        "This home is not right for you.",
        JUDGED;
    /// The verdict is open.
    VERDICT_OPEN = "verdict-open", Bars, Professionals,
        "The verdict of matching is \"cannot say yet\": a rule of law or safety is not known.",
        "We do not know enough yet to say whether this home is right for you.",
        JUDGED;
    /// A receipt says nothing that this release understands.
    VERDICT_NOT_UNDERSTOOD = "verdict-not-understood", Bars, Professionals,
        "The receipt of matching has no verdict that this release knows. Ask again.",
        "",
        JUDGED;
    /// A rule of the home's own is not met, or not known.
    OWN_RULE_NOT_MET = "own-rule-not-met", Bars, Professionals,
        "A rule of safety of the home's own: {answer}.",
        "Something is not safe yet.",
        Basis::policy("rules of the home's own");
    /// The authority has not taken a step that the law asks for.
    AUTHORITY_STEP_OPEN = "authority-step-open", Bars, Anyone,
        "Before the move, in the authority: {step}.",
        "The council has to agree to something first.",
        Basis::regulation(CARE_PLANNING, "regs 10, 11", Surety::Read);
    /// Nobody has looked at a worry.
    WORRY_OPEN = "worry-open", Bars, Anyone,
        "Worry {number} ({whose}): nobody has looked at it.",
        "Somebody is worried, and we have not talked about it yet.",
        STEPS;
    /// A child does not say that their worry is settled.
    CHILDS_WORRY_NOT_SETTLED = "childs-worry-not-settled", Bars, Professionals,
        "Worry {number} ({whose}) was answered, and the child does not say that it is settled. Say why it goes on all the same, or go on talking.",
        "You are still worried. That counts.",
        VIEWS;
    /// Something is still owed after an emergency admission.
    STILL_OWED = "still-owed-after-emergency", Bars, Anyone,
        "Still owed after the emergency admission: {what}.",
        "Some things still have to be done since you came so suddenly.",
        EMERGENCY;
    /// Nobody has looked at the home since the emergency admission.
    NOT_LOOKED_AT_SINCE_ADMISSION = "home-not-looked-at-since-admission", Bars, Anyone,
        "Nobody has looked at the home since the emergency admission. Look at who lives there and what has changed.",
        "We still have to look again at who lives here with you.",
        EMERGENCY;
    /// Somebody else than the registered manager decides.
    NOT_BY_MANAGER = "not-by-registered-manager", Bars, Professionals,
        "The registered manager decides; this is recorded in another role.",
        "The manager of the home has to decide this.",
        STEPS;

    /// The date is another one than the one judged.
    DATE_NOT_AS_JUDGED = "date-not-as-judged", Bars, Anyone,
        "The date agreed is not the planned date, {planned}. Look at the home for that day first: others may live there.",
        "For that day we have to look again who lives here.",
        JUDGED;
    /// Nobody asked the child about the date.
    DATE_NOT_ASKED = "moving-in-date-not-asked", Bars, Anyone,
        "The child was not asked about the day of the move.",
        "We have not asked you yet when you want to move in.",
        VIEWS;
    /// The child wants another date.
    DATE_NOT_WANTED = "moving-in-date-not-wanted", Bars, Anyone,
        "The child does not agree to the day of the move. Ask what they want; a worry takes it back to planning.",
        "You want it another way. We talk with you about it.",
        VIEWS;
    /// The child moved in on another day than was agreed.
    MOVED_IN_ON_ANOTHER_DAY = "moved-in-on-another-day", Bars, Anyone,
        "Moved in on another day than the one agreed, {agreed}.",
        "You moved in on another day than we had said.",
        JUDGED;

    /// Nobody looked at the home again before the move.
    NOT_LOOKED_AT_AGAIN = "home-not-looked-at-again", Bars, Anyone,
        "Nobody looked at the home again after the decision, on the day of the move, {moves}, or within {days} days before it. Look who lives there now.",
        "Before you move in we look once more at who lives here.",
        LOOK;
    /// A transition is planned, and no visit was held.
    NO_VISIT_HELD = "no-visit-held", Bars, Anyone,
        "There is a transition plan, and no visit is recorded as held. Record the visits that were held, or plan the transition again.",
        "You should get to know this home before you move in.",
        TRANSITION;
    /// A look would undo a decision and found nothing new.
    HOME_IS_AS_SEEN = "home-is-as-seen", Bars, Professionals,
        "The home is as it was seen before. Record it as found unchanged: then the decision stands.",
        "",
        JUDGED;
    /// A description would undo a decision and says nothing new.
    NOTHING_NEW = "child-described-as-before", Bars, Professionals,
        "The child is described as before. There is nothing to record, and the decision stands.",
        "",
        JUDGED;
    /// What the child says would undo a decision, and nobody says that the child wants something else.
    NOT_SAID_AGAINST = "child-not-said-to-want-something-else", Bars, Professionals,
        "This would take the decision back. If the child wants something else, say so; if not, record that the child was heard again: then the decision stands.",
        "",
        VIEWS;
    /// The child wants something else, and that would leave the decision as it is.
    SAID_AGAINST = "child-wants-something-else", Bars, Anyone,
        "The child wants something else, so the decision cannot stand as it is. Record that the child was asked: that takes it back.",
        "You want it another way. We talk with you about it.",
        VIEWS;
    /// There is no admission to tell of.
    NOT_MOVED_IN_YET = "not-moved-in-yet", Bars, Professionals,
        "The council of the area is told of an admission; the child has not moved in.",
        "",
        Basis::regulation(HOMES_REGULATIONS, "reg 41", Surety::Read);

    /// The statement of purpose has no emergency admissions.
    EMERGENCIES_NOT_IN_PURPOSE = "emergencies-not-in-purpose", Bars, Anyone,
        "The statement of purpose has no emergency admissions.",
        "This home may not take a child at such short notice.",
        PURPOSE;
    /// Not known whether it has.
    EMERGENCIES_NOT_KNOWN = "emergencies-not-known", Bars, Anyone,
        "Not known whether the statement of purpose has emergency admissions. Look it up.",
        "We have to look up whether this home may take a child at such short notice.",
        PURPOSE;
    /// Neither the registered manager nor the manager on call approved.
    NO_APPROVAL_BY_MANAGER = "no-approval-by-manager", Bars, Professionals,
        "Not approved by the registered manager or the manager on call.",
        "The manager has to agree first.",
        EMERGENCY;
    /// The responsible individual did not approve.
    NO_APPROVAL_BY_INDIVIDUAL = "no-approval-by-responsible-individual", Bars, Professionals,
        "Not approved by the responsible individual.",
        "Somebody else has to agree as well.",
        EMERGENCY;
    /// One person holds both roles.
    ONE_PERSON_APPROVED = "one-person-approved", Bars, Professionals,
        "One person approved in both roles. Two are needed.",
        "Two people have to agree, not one.",
        EMERGENCY;

    /// It lapses only later.
    LAPSES_LATER = "lapses-later", Bars, Anyone,
        "Something happened on {last}; the referral lapses after {until}, not before.",
        "It is not too late yet.",
        Basis::policy("when a referral lapses");
    /// Nobody knows when it lapses.
    LAPSE_DAY_NOT_KNOWN = "lapse-day-not-known", Bars, Professionals,
        "No day is known on which the referral lapses: the policy has none, or the calendar does not reach it.",
        "",
        Basis::policy("when a referral lapses");

    /// A child's worry is not settled, and it goes on.
    DESPITE_WORRY = "goes-on-despite-worry", Warns, Anyone,
        "Accepted although worry {number} ({whose}) is not settled; the reasons are in the record. Tell the child why.",
        "You are still worried. You are told why it goes on, and you can say it again at any time.",
        VIEWS;
    /// A decision is undone.
    DECISION_UNDONE = "decision-undone", Warns, Anyone,
        "The decision to accept is undone: it was taken before this. It is to be taken anew, on assessments that know it.",
        "We said yes, and now we think again.",
        JUDGED;
    /// An objection was answered.
    OBJECTION_ANSWERED = "objection-answered", Warns, Professionals,
        "The social worker of a child who lives there objects. The registered manager has answered; the reasons are in the record.",
        "Somebody is not sure about it, and the manager has said why it goes on.",
        IMPACT;
    /// A social worker agrees on a condition that is not said.
    CONDITION_NOT_SAID = "liaison-condition-not-said", Warns, Professionals,
        "The social worker agrees if something is done, and the record does not say what.",
        "",
        IMPACT;
    /// The package could not be compared with a need that is not known.
    PACKAGE_NOT_COMPARED = "package-not-compared", Warns, Professionals,
        "The agreed package cannot be compared with the need; not known: {what}.",
        "",
        NEED;
    /// A planned visit is not recorded as held.
    VISIT_NOT_HELD = "visit-not-held", Warns, Anyone,
        "The visit planned for {visit} is not recorded as held.",
        "One of your visits did not take place, or nobody wrote it down.",
        TRANSITION;
    /// The team was not heard.
    TEAM_NOT_HEARD = "team-not-heard", Warns, Professionals,
        "Not known that the staff team was heard.",
        "",
        STEPS;
    /// The child gets no information about the home.
    CHILD_NOT_INFORMED = "child-not-informed", Warns, Anyone,
        "The plan does not say when the child gets information about the home, and a welcome pack.",
        "You should get something to read about this home, and a welcome pack.",
        TRANSITION;
    /// Another social worker was asked.
    ANOTHER_SOCIAL_WORKER = "liaison-with-another-worker", Warns, Professionals,
        "Another social worker was asked than the one known for this child, or none is known.",
        "",
        IMPACT;
    /// The assessment is only said to be one.
    JUDGED_ONLY_CLAIMED = "judged-only-claimed", Warns, Professionals,
        "The receipt of matching was read from somewhere, not made here. Ask again to be sure.",
        "",
        JUDGED;
    /// Nobody lives with a declined referral, but this child does.
    LIVES_THERE_ALREADY = "lives-there-already", Warns, Anyone,
        "The child lives there since the emergency. This ends the referral, not the placement: ask the authority for a review.",
        "You live here. You are not sent away by this; there will be a meeting about it.",
        Basis::regulation(HOMES_REGULATIONS, "reg 14(2)(e)", Surety::Read);
    /// A child who has left cannot be accepted as living there.
    HAS_LEFT_ALREADY = "has-left-already", Bars, Anyone,
        "The child left on {left}. A child who has left is not accepted as living there: close the referral.",
        "You have moved out, so nothing is decided about your living here.",
        EMERGENCY;
    /// Safety with a resident is not known, and somebody says how everybody is kept safe.
    KEPT_SAFE_MEANWHILE = "kept-safe-meanwhile", Warns, Professionals,
        "Something between the child and a resident is not known. The record says how everybody is kept safe until it is.",
        "Grown-ups look after everybody until we know each other better.",
        EMERGENCY;

    /// The home is to answer.
    ANSWER_OWED = "referral-answer-owed", Notes, Anyone,
        "The referral is to be answered: interest expressed, or declined with reasons.",
        "The home has to say whether it could be right for you.",
        STEPS;
    /// The child is to be asked.
    CHILD_TO_BE_ASKED = "child-to-be-asked", Notes, Anyone,
        "The child is to be asked about the move.",
        "Somebody asks you what you want.",
        VIEWS;
    /// The authority is to provide the information.
    INFORMATION_OWED = "information-owed", Notes, Anyone,
        "Every part of the information is to be provided, or said to be not known.",
        "Your council has to tell the home what it needs to know.",
        STEPS;
    /// A worry is to be answered.
    WORRY_OWED = "worry-answer-owed", Notes, Anyone,
        "Worry {number} is to be looked at with whoever has it.",
        "We talk with whoever is worried.",
        STEPS;
    /// An objection is to be answered.
    OBJECTION_OWED = "objection-answer-owed", Notes, Professionals,
        "The registered manager is to answer the objection of a social worker, with reasons.",
        "",
        IMPACT;
    /// A condition is to be met.
    CONDITION_OWED = "condition-owed", Notes, Professionals,
        "What the social worker of a child who lives there asked for is to be done, and recorded.",
        "",
        IMPACT;
    /// The placement plan, after an emergency.
    PLACEMENT_PLAN_OWED = "placement-plan-owed", Notes, Anyone,
        "The placement plan is to be made and agreed within 5 working days of the placement.",
        "There has to be a plan for you by {by}.",
        Basis::regulation(CARE_PLANNING, "reg 9", Surety::Read);
    /// The authority's notifications, after an emergency.
    NOTIFICATIONS_OWED = "notifications-owed", Notes, Professionals,
        "Whoever is to be notified of the placement is to be notified in writing within 5 working days.",
        "The people who have to know where you live are told.",
        Basis::regulation(CARE_PLANNING, "reg 13", Surety::Read);
    /// The home's notification of the authority of the area.
    HOST_AUTHORITY_OWED = "host-authority-owed", Notes, Professionals,
        "The authority of the area is to be told of the admission without delay, unless it places the child.",
        "The council here is told that you live here.",
        Basis::regulation(HOMES_REGULATIONS, "reg 41", Surety::Read);
    /// The planning meeting, after an emergency.
    MEETING_OWED = "planning-meeting-owed", Notes, Anyone,
        "The planning meeting with the social worker is to be held: the child moved in without it, or on a package that no longer holds.",
        "We plan with your social worker what you get here.",
        EMERGENCY;
    /// Liaison, after an emergency.
    LIAISON_OWED = "liaison-owed", Notes, Professionals,
        "The social worker of each child who lives there is to be asked: the child moved in without that.",
        "",
        EMERGENCY;
    /// The assessments, after an emergency.
    ASSESSMENTS_OWED = "assessments-owed", Notes, Professionals,
        "Compatibility and impact are to be assessed: the child moved in without that.",
        "We think with everybody about how it goes.",
        EMERGENCY;
    /// Another look at the home, after a move without it.
    LOOK_OWED = "look-again-owed", Notes, Anyone,
        "The home is to be looked at again: who lives there, and what is otherwise than was judged.",
        "We look once more at who lives here with you.",
        EMERGENCY;
}

/// Numbers that neither law nor guidance fixes. Where one is none nothing is asked on its account, and
/// `policy-not-set` is found where it would have counted.
///
/// | value | default | what it is for |
/// |---|---|---|
/// | `matching` | its own | how matching is asked; from it, the age from which sexual health is spoken of |
/// | `answer_within` | none | how soon the home answers a referral |
/// | `information_within` | none | how soon the authority provides the information |
/// | `worry_within` | none | how soon a worry is looked at |
/// | `rest_within` | 5 working days | by when meeting, liaison, assessments and another look at the home follow an emergency admission, or a move without them |
/// | `look_again_within_days` | 7 | how many days before the move the home is looked at again at the earliest; without a value moving in is barred |
/// | `lapses_after` | none | after how long without anything happening a referral lapses; none: it does not |
///
/// ```
/// use mutual_care::base::Term;
/// use mutual_care::placement::referral::Policy;
/// let policy = Policy { lapses_after: Some(Term::Days(28)), ..Policy::default() };
/// assert_eq!(policy.rest_within, Some(Term::WorkingDays(5)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// The policy of matching.
    pub matching: crate::placement::Policy,
    /// Within what time of being submitted a referral is to be answered.
    pub answer_within: Option<Term>,
    /// Within what time of the expression of interest the information is to be provided.
    pub information_within: Option<Term>,
    /// Within what time of being raised a worry is to be looked at.
    pub worry_within: Option<Term>,
    /// Within what time of an emergency admission the rest is to follow that no law sets a day for.
    pub rest_within: Option<Term>,
    /// On how many days before the move, the day itself aside, a look at the home counts as looking again.
    pub look_again_within_days: Option<u16>,
    /// After what time since the last thing that happened a referral lapses.
    pub lapses_after: Option<Term>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            matching: crate::placement::Policy::default(),
            answer_within: None,
            information_within: None,
            worry_within: None,
            rest_within: Some(Term::WorkingDays(5)),
            look_again_within_days: Some(7),
            lapses_after: None,
        }
    }
}

/// The finding that a value of the policy is none, and so a rule is not asked.
pub(super) fn not_set(policy: &'static str, rule: &'static Rule) -> Finding {
    let finding = Finding::new(&notes::POLICY_NOT_SET).with("policy", Amount::Code(policy));
    finding.with("rule", Amount::Code(rule.code))
}
