//! What assessments find: every rule of this room, its sentences and what it rests on.

use crate::base::{Amount, Basis, Finding, Rule, Surety, rules};

const CARE_ACT: &str = "Care Act 2014";
const ASSESSMENT: &str = "Care and Support (Assessment) Regulations 2014";
const CRITERIA: &str = "Care and Support (Eligibility Criteria) Regulations 2015";
const ADVOCACY: &str = "Care and Support (Independent Advocacy Support) (No. 2) Regulations 2014";
const DIRECT_PAYMENTS: &str = "Care and Support (Direct Payments) Regulations 2014";
const MUTUAL: Basis =
    Basis::practice("questions for mutual caring, after FPLD and NICE NG96", Surety::Computed);

rules! {
    /// Every rule of this room, in order.
    room Assessment;

    /// Needs meet the criteria.
    ELIGIBLE = "eligible", Notes, Anyone,
        "The needs meet the eligibility criteria.",
        "Your needs are of the kind that the council looks at for help.",
        Basis::act(CARE_ACT, "s.13", Surety::Read).since(2015, 4, 1);
    /// Needs do not meet the criteria.
    NOT_ELIGIBLE = "not-eligible", Notes, Anyone,
        "The needs do not meet the eligibility criteria; written reasons and advice are owed.",
        "Your needs are not of the kind that the council must help with. You will get the reasons in writing.",
        Basis::act(CARE_ACT, "s.13", Surety::Read).since(2015, 4, 1);
    /// Whether needs meet the criteria depends on questions that are open.
    ELIGIBILITY_OPEN = "eligibility-open", Warns, Anyone,
        "Whether the needs meet the criteria depends on questions that are still open.",
        "We cannot say yet. There are still some questions to ask you.",
        Basis::act(CARE_ACT, "s.13", Surety::Read).since(2015, 4, 1);
    /// Whether a carer's care is necessary has not been asked.
    NECESSARY_CARE_NOT_ASKED = "necessary-care-not-asked", Warns, Anyone,
        "Whether the care is necessary has not been asked; it cannot be inferred from what the carer does.",
        "We still have to ask you whether the help you give is really needed.",
        Basis::regulation(CRITERIA, "reg 3(1)(a)", Surety::Read).since(2015, 4, 1);
    /// That an outcome cannot be achieved is assumed to follow from what the criteria name.
    CAUSE_ASSUMED = "cause-assumed", Notes, Anyone,
        "{words}: that this follows from the impairment, illness or caring was not asked and is assumed.",
        "We took it that your health, or the care you give, is why {words} is hard.",
        Basis::regulation(CRITERIA, "reg 2(1)(b), reg 3(1)(b)", Surety::Read).since(2015, 4, 1);
    /// A need that somebody meets now stays an eligible need.
    MET_BY_CARER_STAYS = "met-by-carer-stays", Notes, Anyone,
        "{words}: somebody is said to meet this now. It stays an eligible need. How far it is met, and whether by a \
         carer who is able and willing now, has to be recorded.",
        "Someone helps you with this now: {words}. It still counts as your need.",
        Basis::act(CARE_ACT, "s.18(7)", Surety::Secondary).since(2015, 4, 1);
    /// No period was chosen over which needs were looked at.
    PERIOD_NOT_CHOSEN = "period-not-chosen", Warns, Anyone,
        "No period was chosen over which the needs were looked at; needs that come and go may be missed.",
        "Tell us about good days and bad days, not only how things are today.",
        Basis::regulation(ASSESSMENT, "reg 3", Surety::Read).since(2015, 4, 1);
    /// The judgement on wellbeing has no reasons.
    JUDGEMENT_WITHOUT_REASONS = "judgement-without-reasons", Warns, Anyone,
        "The judgement on wellbeing stands without reasons.",
        "The assessor still has to write down why your life is, or is not, affected.",
        Basis::practice("a judgement is recorded with its reasons", Surety::Unverified);
    /// A significant impact was found, and no area is said to be affected.
    JUDGEMENT_WITHOUT_AREA = "judgement-without-area", Warns, Anyone,
        "A significant impact on wellbeing was found, and none of the nine areas is recorded as affected.",
        "The assessor still has to write down which parts of your life are affected.",
        Basis::act(CARE_ACT, "s.1(2)", Surety::Read).since(2015, 4, 1);

    /// Carers who are able and willing meet all of a need.
    MET_BY_CARERS = "met-by-carers", Notes, Anyone,
        "{words}: met wholly by a carer who is able and willing now. It stays an eligible need; there is no duty to \
         meet it until that ends.",
        "Someone in your life does all of this for you now: {words}. If that stops, tell us.",
        Basis::act(CARE_ACT, "s.18(7)", Surety::Secondary).since(2015, 4, 1);
    /// Carers meet a part of a need.
    MET_IN_PART = "met-in-part", Notes, Anyone,
        "{words}: met in part by a carer who is able and willing now. The duty is for what is left.",
        "Someone does a part of this for you now: {words}. What is left counts.",
        Basis::act(CARE_ACT, "s.18(7)", Surety::Secondary).since(2015, 4, 1);
    /// A carer is recorded, and does not meet the need.
    NOT_MET_BY_CARERS = "not-met-by-carers", Notes, Anyone,
        "{words}: no carer who is able and willing now meets any of it. All of it is left to be met.",
        "Nobody in your life can do this for you now: {words}. All of it counts.",
        Basis::act(CARE_ACT, "s.18(7)", Surety::Secondary).since(2015, 4, 1);
    /// No carer is recorded for the need.
    NO_CARER_RECORDED = "no-carer-recorded", Notes, Anyone,
        "{words}: no carer is recorded for it. All of it counts as left to be met.",
        "We know of nobody who does this for you now: {words}.",
        Basis::act(CARE_ACT, "s.18(7)", Surety::Secondary).since(2015, 4, 1);
    /// A carer is recorded, and it is not known how far the need is met.
    CARERS_HELP_OPEN = "carers-help-open", Warns, Anyone,
        "{words}: how far a carer meets it, and whether the carer is able and willing now, is not known. Ask the carer.",
        "We still have to ask who can do this for you now: {words}.",
        Basis::act(CARE_ACT, "s.18(7)", Surety::Secondary).since(2015, 4, 1);

    /// The authority must meet the needs.
    DUTY_TO_MEET = "duty-to-meet", Notes, Anyone,
        "The authority must meet the eligible needs that carers leave.",
        "The council must see to it that these needs are met.",
        Basis::act(CARE_ACT, "ss.18, 20", Surety::Read).since(2015, 4, 1);
    /// The authority may meet the needs, and need not.
    POWER_TO_MEET = "power-to-meet", Notes, Anyone,
        "The authority may meet the needs; it is under no duty to.",
        "The council may help with these needs. It does not have to.",
        Basis::act(CARE_ACT, "ss.19, 20", Surety::Unverified).since(2015, 4, 1);
    /// Neither duty nor power.
    NEITHER_DUTY_NOR_POWER = "neither-duty-nor-power", Notes, Anyone,
        "The authority is under no duty to meet the needs and has no power to.",
        "Your home is in another council's area. That council is the one to ask. We help you reach it.",
        Basis::act(CARE_ACT, "ss.18 to 20", Surety::Unverified).since(2015, 4, 1);
    /// Whether there is a duty or a power depends on questions that are open.
    MEETING_OPEN = "duty-or-power-open", Warns, Anyone,
        "Whether the authority must or may meet the needs depends on questions that are still open.",
        "We cannot say yet whether the council must help. There are still questions to ask.",
        Basis::act(CARE_ACT, "ss.18 to 20", Surety::Read).since(2015, 4, 1);

    /// The adult does not agree to care that would meet a carer's needs.
    ONLY_BY_SUPPORT_TO_CARER = "only-by-support-to-carer", Notes, Professionals,
        "The adult does not agree to care that would meet the carer's needs. They can be met by support to the carer.",
        "We look for another way to support you.",
        Basis::act(CARE_ACT, "s.20(1), (8)", Surety::Secondary).since(2015, 4, 1);

    /// An independent advocate must be arranged.
    ADVOCATE_DUE = "advocate-due", Warns, Anyone,
        "An independent advocate must be arranged before this step is concluded.",
        "You have a right to someone independent who helps you understand and say what you want.",
        Basis::act(CARE_ACT, "s.67", Surety::Read).since(2015, 4, 1);
    /// No independent advocate has to be arranged.
    ADVOCATE_NOT_DUE = "advocate-not-due", Notes, Anyone,
        "No independent advocate has to be arranged.",
        "The council does not have to find you an advocate. You may still ask for one.",
        Basis::act(CARE_ACT, "s.67", Surety::Read).since(2015, 4, 1);
    /// Whether an advocate is due depends on questions that are open.
    ADVOCACY_OPEN = "advocacy-open", Warns, Anyone,
        "Whether an advocate is due depends on questions that are still open.",
        "We still have to find out whether you need someone independent at your side.",
        Basis::act(CARE_ACT, "s.67", Surety::Read).since(2015, 4, 1);
    /// The other half of a mutual caring pair stands as candidate, and nobody asked about a conflict.
    CONFLICT_NOT_ASKED = "conflict-not-asked", Warns, Professionals,
        "The candidate and the person rely on each other; whether their interests conflict has not been asked.",
        "We still have to ask who is the right one to speak up for you.",
        Basis::practice("somebody relied on may have interests of their own", Surety::Unverified);

    /// A refusal ends the duty to assess.
    REFUSAL_ENDS_DUTY = "refusal-ends-duty", Notes, Anyone,
        "The refusal ends the duty to assess. A later request, or changed needs, revives it.",
        "You said no to an assessment. You can ask for one again at any time.",
        Basis::act(CARE_ACT, "s.11", Surety::Read).since(2015, 4, 1);
    /// A refusal does not end the duty to assess.
    REFUSAL_DOES_NOT_END_DUTY = "refusal-does-not-end-duty", Bars, Professionals,
        "The refusal does not end the duty: abuse or neglect, or a lack of capacity, keeps it alive.",
        "We still want to make sure that you are all right.",
        Basis::act(CARE_ACT, "s.11(2)", Surety::Read).since(2015, 4, 1);
    /// Whether a refusal ends the duty depends on questions that are open.
    REFUSAL_OPEN = "refusal-open", Bars, Professionals,
        "Whether the refusal ends the duty is not known yet: abuse, capacity or best interests are open.",
        "We want to talk with you once more before we stop.",
        Basis::act(CARE_ACT, "s.11(2)", Surety::Read).since(2015, 4, 1);
    /// A carer refused, and there is a risk of abuse or neglect.
    RISK_BEHIND_REFUSAL = "risk-behind-refusal", Warns, Professionals,
        "The carer's refusal ends the duty to assess; the risk of abuse or neglect calls for safeguarding.",
        "We want to make sure that everyone at home is all right.",
        Basis::act(CARE_ACT, "s.42", Surety::Unverified).since(2015, 4, 1);

    /// A risk, or a lack of capacity, that was known is said to be gone, and nobody says why.
    RISK_UNDONE_WITHOUT_REASON = "risk-undone-without-reason", Bars, Professionals,
        "Abuse or neglect, a risk of it, or a lack of capacity was recorded before. That it is so no more needs a reason.",
        "We want to make sure that you are all right.",
        Basis::practice("what is known of a risk is not undone by a tick", Surety::Unverified);
    /// An assessment ended by death, moving or as a duplicate, and a risk of abuse or neglect is known.
    SAFEGUARDING_AFTER_ENDING = "safeguarding-after-ending", Warns, Professionals,
        "The assessment ends, and abuse or neglect, or a risk of it, is known: whoever is safeguarding lead is told now.",
        "We want to make sure that everyone at home is all right.",
        Basis::act(CARE_ACT, "s.42", Surety::Unverified).since(2015, 4, 1);
    /// An assessment ended by death, moving or as a duplicate, and nobody asked about abuse or neglect.
    ABUSE_NOT_ASKED_AT_END = "abuse-not-asked-at-end", Warns, Professionals,
        "The assessment ends, and whether there was abuse or neglect, or a risk of it, is not known. Ask before it is closed.",
        "We want to make sure that everyone at home is all right.",
        Basis::act(CARE_ACT, "s.42", Surety::Unverified).since(2015, 4, 1);

    /// Somebody concerned is not known to agree that assessments are combined.
    NOT_AGREED_TO_COMBINE = "not-agreed-to-combine", Bars, Anyone,
        "The person is not known to agree that the assessments are combined.",
        "We look at you both together only if each of you says yes to that.",
        Basis::act(CARE_ACT, "s.12(5) to (7)", Surety::Secondary).since(2015, 4, 1);
    /// Somebody else agreed in a person's place.
    AGREED_IN_ANOTHERS_PLACE = "agreed-in-anothers-place", Notes, Professionals,
        "Somebody else agreed to combining in the person's place; that this is enough was not verified.",
        "Someone else said yes for you. You can tell us what you think of that.",
        Basis::act(CARE_ACT, "s.12(5) to (7)", Surety::Unverified).since(2015, 4, 1);
    /// Whoever agreed in a person's place is assessed together with them.
    DECIDES_FOR_ONE_THEY_RELY_ON = "decides-for-one-they-rely-on", Warns, Professionals,
        "Whoever decided in the person's place is the other person of the arrangement.",
        "The one who said yes for you is also helped by you. We want to hear you yourself.",
        Basis::practice("somebody relied on may have interests of their own", Surety::Unverified);

    /// One of the records that were combined stands on its own again.
    COMBINED_ONE_LEFT = "combined-one-left", Warns, Anyone,
        "One of the combined assessments has stopped or stands on its own again. The other still names it.",
        "We looked at you both together. One of you is now looked at alone, so we talk about that.",
        Basis::act(CARE_ACT, "s.12(5) to (7)", Surety::Secondary).since(2015, 4, 1);
    /// One record says that it is combined with another, which has never said so.
    COMBINED_ONE_SIDED = "combined-one-sided", Warns, Anyone,
        "One record says that the assessments are combined. The record that it names does not.",
        "We check with each of you whether we look at you both together.",
        Basis::act(CARE_ACT, "s.12(5) to (7)", Surety::Secondary).since(2015, 4, 1);
    /// Records that are combined name different others.
    COMBINED_LISTS_DIFFER = "combined-lists-differ", Warns, Anyone,
        "Two combined records do not name the same assessments and people.",
        "We check with each of you who is looked at together.",
        Basis::act(CARE_ACT, "s.12(5) to (7)", Surety::Secondary).since(2015, 4, 1);
    /// A record that is named as combined was not looked at.
    COMBINED_RECORD_MISSING = "combined-record-missing", Notes, Anyone,
        "A record that is named as combined is not among those looked at here.",
        "There is more to look at before we can say that you are looked at together.",
        Basis::practice("combining is one fact about several records", Surety::Unverified);
    /// What a person says to combining differs from one record to another.
    SAYS_DIFFER = "says-differ", Warns, Anyone,
        "What the person says to combining differs between the records. What was said last counts.",
        "Tell us once more whether we may look at you both together.",
        Basis::act(CARE_ACT, "s.12(5) to (7)", Surety::Secondary).since(2015, 4, 1);
    /// One record of a person knows of a risk, and another says that there is none.
    RISK_DIFFERS = "risk-differs-between-records", Warns, Professionals,
        "One record of this person knows of abuse or neglect, or a risk of it. Another says that there is none.",
        "We want to make sure that you are all right.",
        Basis::practice("what one record knows, the other has to hear", Surety::Unverified);
    /// The person's answers stand in another of their records.
    ANSWERED_IN_ANOTHER_RECORD = "answered-in-another-record", Notes, Anyone,
        "The person answered the questions about caring for each other in another record. The answers count here too.",
        "You have answered these questions before. You need not answer them again.",
        Basis::practice("an answer given once counts in every record of that person", Surety::Unverified);
    /// A duplicate names a record that does not go on.
    DUPLICATE_GOES_ON_NOWHERE = "duplicate-goes-on-nowhere", Warns, Anyone,
        "The assessment was ended as a duplicate, and the record that it names does not go on with it.",
        "We check that your assessment goes on.",
        Basis::act(CARE_ACT, "ss.9(1), 10(1)", Surety::Computed).since(2015, 4, 1);

    /// A carer is no adult.
    YOUNG_CARER = "young-carer", Bars, Anyone,
        "The carer is under 18: a young carer's needs assessment may be owed (Care Act s.63 before 18).",
        "You are under the age for this. A different team looks at what young carers need.",
        Basis::act("Children Act 1989", "s.17ZA", Surety::Unverified);
    /// Somebody with needs is no adult.
    NOT_AN_ADULT = "not-an-adult", Bars, Anyone,
        "The person is under 18: before they are 18, a child's needs assessment may be owed instead.",
        "You are under the age for this. A different team looks at what you need.",
        Basis::act(CARE_ACT, "s.58", Surety::Unverified);
    /// Nobody asked whether the person is an adult.
    ADULT_NOT_KNOWN = "adult-not-known", Warns, Anyone,
        "Whether the person is an adult is not known.",
        "We still have to ask you how old you are.",
        Basis::act(CARE_ACT, "ss.9, 10", Surety::Read).since(2015, 4, 1);
    /// The person whom a carer cares for is no adult.
    CARED_FOR_NOT_AN_ADULT = "cared-for-not-an-adult", Bars, Anyone,
        "The person cared for is under 18: this assessment is for carers of adults. A parent carer's assessment, or that \
         of a child's carer before the child is 18, may be owed.",
        "You care for someone who is not yet grown up. A different team looks at what you need for that.",
        Basis::act(CARE_ACT, "s.10(3)", Surety::Read).since(2015, 4, 1);
    /// Nobody asked whether the person cared for is an adult.
    CARED_FOR_ADULT_NOT_KNOWN = "cared-for-adult-not-known", Warns, Anyone,
        "Whether the person cared for is an adult is not known.",
        "We still have to ask how old the person you care for is.",
        Basis::act(CARE_ACT, "s.10(3)", Surety::Read).since(2015, 4, 1);
    /// Nobody asked whether the care is given under a contract or as voluntary work.
    CONTRACT_NOT_KNOWN = "contract-not-known", Warns, Anyone,
        "Whether the care is given under a contract or as voluntary work is not known.",
        "We still have to ask whether you are paid for the care you give.",
        Basis::act(CARE_ACT, "s.10(9), (10)", Surety::Read).since(2015, 4, 1);
    /// Care under a contract or as voluntary work makes nobody a carer.
    CARES_BY_CONTRACT = "cares-by-contract", Warns, Anyone,
        "Care under a contract or as voluntary work makes nobody a carer, unless the authority treats it so.",
        "You are paid for this, or do it as a volunteer. This help may not be for you.",
        Basis::act(CARE_ACT, "s.10(9), (10)", Surety::Read).since(2015, 4, 1);
    /// Supported self-assessment was not offered.
    SELF_ASSESSMENT_NOT_OFFERED = "self-assessment-not-offered", Bars, Anyone,
        "Supported self-assessment is not known to have been offered.",
        "You can also do this assessment yourself, with help. We have to offer you that.",
        Basis::regulation(ASSESSMENT, "reg 2", Surety::Read).since(2015, 4, 1);
    /// Supported self-assessment is not known to be what the person wishes.
    SELF_ASSESSMENT_NOT_WISHED = "self-assessment-not-wished", Bars, Anyone,
        "A supported self-assessment is arranged, and the person is not known to wish it.",
        "You do this yourself only if you want to.",
        Basis::regulation(ASSESSMENT, "reg 2", Surety::Read).since(2015, 4, 1);
    /// Supported self-assessment asks for capacity.
    SELF_ASSESSMENT_CAPACITY = "self-assessment-capacity", Bars, Professionals,
        "A supported self-assessment is arranged, and the person is not known to have capacity to take part.",
        "We want to do this together with you.",
        Basis::regulation(ASSESSMENT, "reg 2", Surety::Read).since(2015, 4, 1);
    /// A self-assessment is wished, within capacity, and another way is arranged.
    SELF_ASSESSMENT_OWED = "self-assessment-owed", Bars, Anyone,
        "The person wishes a supported self-assessment and can take part in it: it is owed. Another way is arranged.",
        "You want to do this yourself, with help. You have a right to that.",
        Basis::regulation(ASSESSMENT, "reg 2(3)", Surety::Read).since(2015, 4, 1);
    /// A self-assessment is wished, and nobody knows whether the person has capacity to take part in it.
    SELF_ASSESSMENT_CAPACITY_OPEN = "self-assessment-capacity-open", Bars, Professionals,
        "The person wishes a supported self-assessment. Whether they have capacity to take part is asked before another \
         way is arranged.",
        "We talk with you about doing this yourself.",
        Basis::regulation(ASSESSMENT, "reg 2(3)", Surety::Read).since(2015, 4, 1);
    /// Nobody asked whether the person wishes a supported self-assessment.
    SELF_ASSESSMENT_WISH_NOT_ASKED = "self-assessment-wish-not-asked", Bars, Anyone,
        "Whether the person wishes a supported self-assessment has not been asked.",
        "Would you like to do this assessment yourself, with help? We have to ask you.",
        Basis::regulation(ASSESSMENT, "reg 2(2)", Surety::Read).since(2015, 4, 1);
    /// The request is withdrawn, and it is not what the duty rests on.
    WITHDRAWING_ENDS_NOTHING = "withdrawing-ends-nothing", Bars, Anyone,
        "The duty began with an appearance of need, or with a change, and not with the request that is withdrawn.",
        "We think you may need help, so we still want to look at it with you.",
        Basis::act(CARE_ACT, "ss.9(1), 10(1)", Surety::Read).since(2015, 4, 1);
    /// Touch was lost with somebody who is at risk.
    ENDING_DESPITE_RISK = "ending-despite-risk", Bars, Professionals,
        "Touch is lost with somebody who experiences abuse or neglect, or is at risk of it: a matter of safeguarding.",
        "We want to make sure that you are all right.",
        Basis::act(CARE_ACT, "s.11(2)", Surety::Computed).since(2015, 4, 1);
    /// The person moved: the next authority is to be told.
    NEXT_AUTHORITY_IS_TOLD = "next-authority-is-told", Notes, Anyone,
        "The authority of the new area is to be told, so that care goes on.",
        "We tell the council where you are going what help you have.",
        Basis::act(CARE_ACT, "ss.37, 38", Surety::Unverified).since(2015, 4, 1);
    /// The determination is not what the recorded facts say.
    NOT_AS_THE_FACTS_SAY = "not-as-the-facts-say", Bars, Anyone,
        "The determination is not what the criteria say of the recorded facts.",
        "What was decided does not go with what you told us. It must be looked at again.",
        Basis::act(CARE_ACT, "s.13", Surety::Read).since(2015, 4, 1);
    /// The assessment did not look at something that it has to.
    CONTENT_MISSING = "content-missing", Bars, Anyone,
        "The assessment has not looked at this: {words}.",
        "We still have to talk about this: {words}.",
        Basis::act(CARE_ACT, "ss.9(4), (5), 10(5) to (7)", Surety::Read).since(2015, 4, 1);
    /// The person said no earlier, and the assessment went on.
    SAID_NO_BEFORE = "said-no-before", Warns, Professionals,
        "The person said no to this assessment earlier, and nothing records that they changed their mind.",
        "You said no before. Tell us if that is still so.",
        Basis::act(CARE_ACT, "s.11", Surety::Read).since(2015, 4, 1);
    /// An advocate who is not independent.
    ADVOCATE_NOT_INDEPENDENT = "advocate-not-independent", Bars, Anyone,
        "The advocate is not independent: works for the authority, cares for one of the two for pay, lives with them or \
         has interests that conflict.",
        "Your advocate must be someone from outside.",
        Basis::regulation(ADVOCACY, "reg 2", Surety::Read).since(2015, 4, 1);
    /// Nobody knows whether an advocate is independent.
    ADVOCATE_INDEPENDENCE_OPEN = "advocate-independence-open", Bars, Anyone,
        "Whether the advocate works for the authority, or cares for one of the two for pay, is not known. Ask first.",
        "We check first that your advocate is someone from outside.",
        Basis::regulation(ADVOCACY, "reg 2", Surety::Read).since(2015, 4, 1);
    /// An advocate is recorded as offered without a duty, and one is due.
    OFFERED_WITHOUT_DUTY = "advocate-is-due", Bars, Anyone,
        "An advocate is due for {words}. It cannot be recorded as offered without a duty.",
        "You have a right to someone independent for this: {words}.",
        Basis::act(CARE_ACT, "s.67", Surety::Read).since(2015, 4, 1);
    /// A substantial difficulty that was found is found no more, and nobody says why.
    DIFFICULTY_UNDONE = "difficulty-undone-without-reason", Bars, Anyone,
        "Substantial difficulty in {words} was found before. That it is so no more needs a reason.",
        "We found before that this is hard for you: {words}. We ask you again before we say otherwise.",
        Basis::practice("what was found of a difficulty is not undone by a tick", Surety::Unverified);
    /// A date that cannot be.
    DATE_OUT_OF_ORDER = "date-out-of-order", Bars, Anyone,
        "This is dated {on}, and {what} on {earliest}. Expected {earliest} or later.",
        "A date cannot be right. We check it with you.",
        Basis::practice("dates of a record run in an order that can be", Surety::Unverified);
    /// The written record did not go to the person.
    NOT_SHARED_WITH_THE_PERSON = "not-shared-with-the-person", Bars, Anyone,
        "The written record did not go to the person.",
        "You have to get this in writing yourself.",
        Basis::act(CARE_ACT, "s.12(3), (4)", Surety::Unverified).since(2015, 4, 1);
    /// Reasons are owed with every determination.
    REASONS_OWED = "reasons-owed", Bars, Anyone,
        "The written record of the determination goes to the person with its reasons.",
        "You must get the reasons in writing too.",
        Basis::act(CARE_ACT, "s.13(2)", Surety::Read).since(2015, 4, 1);
    /// Reasons and advice are owed where needs do not meet the criteria.
    REASONS_AND_ADVICE_OWED = "reasons-and-advice-owed", Bars, Anyone,
        "The needs do not meet the criteria: written reasons, and advice on what can be done, go with the record.",
        "If the council does not have to help, you must get the reasons and advice in writing.",
        Basis::act(CARE_ACT, "s.13(2), (5)", Surety::Read).since(2015, 4, 1);

    /// An adult may have needs, and no record assesses them.
    NEEDS_ASSESSMENT_OWED = "needs-assessment-owed", Warns, Anyone,
        "This adult may have needs for care and support. An assessment is owed, and none of the records is about it.",
        "You may need help. The council has to find out with you what you need.",
        Basis::act(CARE_ACT, "s.9(1)", Surety::Read).since(2015, 4, 1);
    /// An adult cares for another adult, and no record assesses them as a carer.
    CARERS_ASSESSMENT_OWED = "carers-assessment-owed", Warns, Anyone,
        "This adult cares for another adult and may need support. A carer's assessment is owed, and none of the records is about it.",
        "You look after someone. The council has to find out with you what would support you.",
        Basis::act(CARE_ACT, "s.10(1), (3)", Surety::Read).since(2015, 4, 1);
    /// Somebody under 18 cares for another person.
    YOUNG_CARERS_ASSESSMENT_OWED = "young-carers-assessment-owed", Warns, Anyone,
        "This young person under 18 cares for somebody. A young carer's assessment is owed, by the children's service.",
        "You look after someone. A team for young carers has to find out what would help you.",
        Basis::act("Children Act 1989", "s.17ZA", Surety::Read).since(2015, 4, 1);
    /// A parent cares for a disabled child.
    PARENT_CARERS_ASSESSMENT_OWED = "parent-carers-assessment-owed", Warns, Anyone,
        "This adult cares for a disabled child of theirs. A parent carer's assessment is owed, by the children's service.",
        "You look after a disabled child. The council has to find out what would help you.",
        Basis::act("Children Act 1989", "ss.17ZD to 17ZF", Surety::Secondary).since(2015, 4, 1);
    /// Whether an assessment is owed depends on questions that are open.
    WHICH_ASSESSMENT_OPEN = "which-assessment-open", Warns, Anyone,
        "Whether {words} is owed cannot be said yet. It depends on questions that nobody has answered.",
        "We cannot say yet whether this is for you: {words}. We still have to ask.",
        Basis::act(CARE_ACT, "ss.9, 10", Surety::Read).since(2015, 4, 1);
    /// An assessment was determined before what it would rest on now was told or began.
    DETERMINED_BEFORE = "determined-before", Warns, Anyone,
        "An assessment was determined on {on}. What it would rest on now was told or began later: have needs changed?",
        "We looked at this with you before. Tell us what has changed since.",
        Basis::act(CARE_ACT, "s.27", Surety::Read).since(2015, 4, 1);
    /// Somebody under 18 may have needs.
    NEEDS_OF_A_CHILD = "needs-of-a-child", Notes, Anyone,
        "This person is under 18: the children's service looks at their needs. An assessment for after 18 may be owed.",
        "A team for young people looks at what you need, and at what changes when you grow up.",
        Basis::act(CARE_ACT, "s.58", Surety::Unverified).since(2015, 4, 1);
    /// An assessment is owed.
    ASSESSMENT_OWED = "assessment-owed", Notes, Anyone,
        "The assessment has been owed since {from}.",
        "We have owed you an assessment since {from}.",
        Basis::act(CARE_ACT, "ss.9(1), 10(1)", Surety::Read).since(2015, 4, 1);
    /// Urgent needs were met: the assessment is still owed.
    REST_OWED_AFTER_URGENT = "rest-owed-after-urgent", Notes, Anyone,
        "Urgent needs have been met since {from}; the assessment is owed all the same.",
        "You got help at once. We still look at everything with you by {by}.",
        Basis::act(CARE_ACT, "s.19(3)", Surety::Read).since(2015, 4, 1);
    /// Somebody went, and it is not known whether that ended the duty to assess.
    END_TO_BE_CHECKED = "end-to-be-checked", Notes, Professionals,
        "Whether the duty to assess ended on {from} has to be found out: abuse, capacity or best interests are not known.",
        "We want to talk with you once more before we stop.",
        Basis::act(CARE_ACT, "s.11(2)", Surety::Read).since(2015, 4, 1);
    /// A need that a carer met is owed again.
    NEED_OWED_AGAIN = "need-owed-again", Notes, Anyone,
        "{words}: less of it has been met by a carer since {from} than before. What is left has been owed since then.",
        "Less help from family or friends since {from}: {words}. The council must see to what is left.",
        Basis::act(CARE_ACT, "s.18(1), (7)", Surety::Secondary).since(2015, 4, 1);
    /// An advocate is owed.
    ADVOCATE_OWED = "advocate-owed", Notes, Anyone,
        "An independent advocate for {words} has been owed since {from}.",
        "We find someone independent to help you say what you want: {words}.",
        Basis::act(CARE_ACT, "s.67", Surety::Read).since(2015, 4, 1);
    /// The result is owed in writing.
    RESULT_OWED = "result-owed", Notes, Anyone,
        "The determination has been owed in writing since {from}: with its reasons, and with advice where the answer is no.",
        "You get the result in writing, with the reasons.",
        Basis::act(CARE_ACT, "s.13(2), (5)", Surety::Read).since(2015, 4, 1);
    /// The questions that find mutual caring are owed, and some were never asked.
    QUESTIONS_OPEN = "mutual-questions-open", Bars, Anyone,
        "Questions about people caring for each other that were never asked: {count}.",
        "We still want to ask how you help each other at home. Questions left: {count}.",
        Basis::guidance("NICE NG96", "1.1.4", Surety::Read);
    /// Both give to each other.
    SIGN_BOTH_GIVE = "sign-both-give", Notes, Anyone,
        "Each of the two gives help to the other.",
        "You help each other. We want to see both sides of that.",
        MUTUAL;
    /// Each depends on the other, one of them only in part.
    SIGN_DEPENDS_IN_PART = "sign-depends-in-part", Notes, Anyone,
        "Each of the two needs the other. For one of them, help that matters most is short already, and would be shorter without the other.",
        "You need each other. One of you gets too little help already.",
        MUTUAL;
    /// Somebody of a great age gives care to somebody they live with.
    SIGN_OLDER_CARER = "sign-older-carer", Notes, Anyone,
        "A carer of {years} or older lives with the person they care for.",
        "You look after someone at an age at which you may need a hand yourself.",
        MUTUAL;
    /// Somebody with a learning disability gives care.
    SIGN_GIVES_WITH_LEARNING_DISABILITY = "sign-gives-with-learning-disability", Notes, Anyone,
        "A person with a learning disability gives care at home.",
        "You do a lot at home to look after someone. That counts.",
        MUTUAL;
    /// Gives care and does not see themselves as a carer.
    SIGN_NOT_SEEN_AS_CARER = "sign-not-seen-as-carer", Notes, Anyone,
        "The person gives care and does not see themselves as a carer.",
        "You may not call yourself a carer. You can still get help as one.",
        Basis::guidance("NICE NG96", "1.1.4", Surety::Read);
    /// Is afraid that asking for help will part them.
    SIGN_FEAR_OF_PARTING = "sign-fear-of-parting", Notes, PersonAlone,
        "The person is afraid that asking for help will lead to the two being parted.",
        "You worry about being split up. Tell us what matters to you both.",
        MUTUAL;
    /// Has turned help down.
    SIGN_TURNED_HELP_DOWN = "sign-turned-help-down", Notes, PersonAlone,
        "The person has turned down help that was offered.",
        "You have said no to help before. You can change your mind.",
        MUTUAL;
    /// Somebody was ill or died not long ago.
    SIGN_RECENT_CHANGE = "sign-recent-change", Notes, Anyone,
        "There was an illness or a bereavement in the household not long ago.",
        "Things have changed at home not long ago. That can make it harder.",
        MUTUAL;
    /// Nobody outside the home would notice.
    SIGN_NOBODY_NOTICES = "sign-nobody-notices", Notes, Anyone,
        "If something happened to everyone at home, nobody else would notice the same day.",
        "You said that nobody else would notice the same day. We can plan for that together.",
        MUTUAL;
    /// Nobody outside the home would come.
    SIGN_NOBODY_COMES = "sign-nobody-comes", Notes, Anyone,
        "If something happened to everyone at home, nobody else would come.",
        "You said that nobody else would come. We can plan for that together.",
        MUTUAL;
    /// Afraid of being parted, has turned help down, and nobody would come.
    SIGN_AFRAID_AND_ALONE = "sign-afraid-and-alone", Notes, PersonAlone,
        "The person is afraid of being parted, has turned help down, and says that nobody else would come.",
        "You worry about being split up, and nobody else would come. Tell us what matters to you.",
        MUTUAL;
    /// Would rather say nothing about help.
    SIGN_DECLINES_EVERYTHING = "sign-declines-everything", Notes, PersonAlone,
        "The person declined at least one question about help, and answered none about helping each other.",
        "You would rather not talk about help at home. You can tell us later, if you want to.",
        MUTUAL;
    /// Teams that do not know of each other.
    SIGN_TWO_TEAMS = "sign-two-teams", Notes, Anyone,
        "Different teams know the two, and no plan is shared between them.",
        "Each of you has a different team. They should plan together with both of you.",
        MUTUAL;
    /// Each of two people gives help that counts.
    RECIPROCAL_CARE = "reciprocal-care", Notes, Anyone,
        "Reciprocal care: each of the two has help from the other that counts.",
        "Each of you needs help, and each of you gives it.",
        Basis::definition("interdependence");
    /// Without either, the other's critical needs would not be met.
    MUTUAL_DEPENDENCE = "mutual-dependence", Warns, Anyone,
        "Mutual dependence: if either is lost, a critical need of the other is not met.",
        "You both rely on each other for things you cannot do without.",
        Basis::definition("interdependence");
    /// A brother or sister whom nobody has asked.
    SIBLING_NOT_ASKED = "sibling-not-asked", Warns, Anyone,
        "A brother or sister is known, and nobody is known to have asked them what they could do.",
        "We do not know that anyone has talked with your brother or sister.",
        Basis::practice("research and recommendations on mutual caring (FPLD)", Surety::Read);
    /// There is family elsewhere, and nobody has said who.
    FAMILY_NOT_NAMED = "family-not-named", Warns, Anyone,
        "There is family elsewhere, and nobody has said who. Whether anybody has asked them is not known.",
        "You said that you have family elsewhere. Who are they, and may we ask them?",
        Basis::practice("research and recommendations on mutual caring (FPLD)", Surety::Read);
    /// An adult at home who was named, and was not asked about it.
    NAMED_NOT_ASKED = "named-not-asked", Warns, Anyone,
        "This person lives with, or may live with, somebody who named them. Questions still to ask them: {count}.",
        "Somebody at home told us about you. We want to ask you too. Questions left: {count}.",
        Basis::guidance("NICE NG96", "1.1.4", Surety::Read);
    /// Whether two people at home help each other is not known.
    HELP_NOT_KNOWN = "help-not-known", Warns, Anyone,
        "Whether these two help each other is not known. Kinds of help of which nobody has said: {count}.",
        "We do not know yet whether you help each other at home.",
        MUTUAL;
    /// Two people do not say the same about the same help.
    ACCOUNTS_DIFFER = "accounts-differ", Warns, Professionals,
        "{words}: one says that this help is given and the other says that it is not. It counts as not confirmed.",
        "We want to ask once more who helps with this: {words}.",
        MUTUAL;
    /// Help is given with something that the other manages alone.
    HELP_WITHOUT_NEED = "help-without-need", Notes, Anyone,
        "{words}: help is given though the person manages alone. A habit, and no need.",
        "Someone does this for you, though you can do it yourself: {words}.",
        MUTUAL;
    /// A need is taken from what is given, since nobody asked whether the person manages alone.
    NEED_ASSUMED = "need-assumed", Notes, Anyone,
        "{words}: a need is assumed because help is given. Whether the person manages alone is not known.",
        "We took it that you need help with this: {words}. Is that right?",
        MUTUAL;
    /// When and how much comes from the template, not from the assessor.
    TEMPLATE_ASSUMED = "template-assumed", Notes, Anyone,
        "{words}: times, minutes and how long it can wait come from the template and were not looked at.",
        "We guessed when and how long you need this: {words}. Tell us what is right.",
        MUTUAL;

    /// Two people want the same for later.
    WISHES_AGREE = "wishes-agree", Notes, Anyone,
        "Both want the same for later.",
        "You both want the same for later.",
        Basis::practice("one plan for two people, in both their words", Surety::Unverified);
    /// Two people want different things for later.
    WISHES_CLASH = "wishes-clash", Warns, Anyone,
        "What the two want for later does not go together as it stands.",
        "You want different things for later. Both of your wishes count.",
        Basis::practice("one plan for two people, in both their words", Surety::Unverified);
    /// A need rests on one other person's willingness.
    RESTS_ON_WILLINGNESS = "rests-on-willingness", Notes, Anyone,
        "{words}: met only as long as the other is able and willing; willing later: {later}.",
        "Only one person helps you with this: {words}.",
        Basis::act(CARE_ACT, "s.10(5)", Surety::Read).since(2015, 4, 1);

    /// The first review of a plan.
    FIRST_REVIEW_DUE = "first-plan-review", Notes, Anyone,
        "The first review of the plan is due 6 to 8 weeks after {starts} ({which}); counted the other way, after {other}.",
        "We look with you at how the plan works, between {from} and {by}.",
        Basis::guidance("Care and Support Statutory Guidance", "reviews", Surety::Secondary);
    /// The next review of a plan.
    YEARLY_REVIEW_DUE = "yearly-plan-review", Notes, Anyone,
        "The next review of the plan is due within 12 months of the last.",
        "We look at your plan with you again by {by}.",
        Basis::guidance("Care and Support Statutory Guidance", "reviews", Surety::Secondary);
    /// The first review of direct payments.
    DIRECT_PAYMENT_FIRST_REVIEW = "direct-payment-first-review", Notes, Anyone,
        "Direct payments are to be reviewed within 6 months of the first payment; a suspension does not stop this.",
        "We look with you at how your payments work, by {by}.",
        Basis::regulation(DIRECT_PAYMENTS, "reg 7(1)(a)", Surety::Read).since(2015, 4, 1);
    /// The next review of direct payments.
    DIRECT_PAYMENT_YEARLY_REVIEW = "direct-payment-yearly-review", Notes, Anyone,
        "Direct payments are to be reviewed within 12 months of the last review; a suspension does not stop this.",
        "We look with you at how your payments work again, by {by}.",
        Basis::regulation(DIRECT_PAYMENTS, "reg 7(1)(a)", Surety::Read).since(2015, 4, 1);
}

/// A finding that names one thing of a list: its code for machines, its words for the sentences.
pub(super) fn worded(rule: &'static Rule, code: &'static str, words: &'static str) -> Finding {
    Finding::new(rule).with("code", Amount::Code(code)).with("words", Amount::Code(words))
}
