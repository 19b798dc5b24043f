//! What speaks against how a budget is held and against who is paid from it, as rules: code, weight, sentences, basis.

use crate::base::{Basis, Rule, Surety, rules};

const S31: Basis = Basis::act("Care Act 2014", "s.31", Surety::Read).since(2015, 4, 1);
const S32: Basis = Basis::act("Care Act 2014", "s.32", Surety::Read).since(2015, 4, 1);
const S31_OR_32: Basis = Basis::act("Care Act 2014", "ss.31, 32", Surety::Read).since(2015, 4, 1);
const S33: Basis = Basis::act("Care Act 2014", "s.33", Surety::Read).since(2015, 4, 1);
const RELATIVES: Basis = Basis::regulation("SI 2014/2871", "reg.3", Surety::Secondary).since(2015, 4, 1);
const LOOKED_AT_AGAIN: Basis =
    Basis::definition("what was found necessary says why, and when it is looked at again");
const THEMSELF: Basis =
    Basis::practice("nobody is paid from their own budget for their own help", Surety::Unverified);
const CARE_OF_THE_ADULT: Basis =
    Basis::act("Care Act 2014", "s.20(1)(c), (4)", Surety::Read).since(2015, 4, 1);
const ABOVE_THE_LIMIT: Basis = Basis::act("Care Act 2014", "s.20(5)", Surety::Unverified);
const CARE_HOMES: Basis = Basis::regulation("SI 2014/2871", "reg.6", Surety::Unverified);

rules! {
    /// Every rule about holding a budget, in the order in which findings of one weight stand.
    room Budget;

    /// A condition of a direct payment that is being made is not met any more.
    MUST_STOP = "direct-payment-must-stop", Bars, Anyone,
        "This direct payment must stop: {why}. The duty to meet the needs goes on. Hold the money in another way from that day on.",
        "Your direct payment has to stop. Your help goes on. We talk with you about how it is paid for.",
        S33;

    /// Nobody requested a direct payment.
    NOT_REQUESTED = "direct-payment-not-requested", Bars, Anyone,
        "Nobody who may has requested this direct payment. Ask, or hold the money in another way.",
        "You have not asked for a direct payment. Tell us if you want one.",
        S31_OR_32;
    /// It is not known whether somebody requested it.
    REQUEST_NOT_KNOWN = "direct-payment-request-not-known", Bars, Anyone,
        "It is not known whether this direct payment was requested. Ask whoever may request it.",
        "We still have to ask whether you want a direct payment.",
        S31_OR_32;
    /// The person lacks capacity to request it.
    LACKS_CAPACITY = "lacks-capacity-to-request", Bars, Professionals,
        "Lacks capacity to request direct payments. Only somebody who is authorised under section 32 may receive them.",
        "Somebody else may have to decide about a direct payment for you.",
        S31;
    /// The person has that capacity, and somebody authorised is to receive it.
    HAS_CAPACITY = "has-capacity-to-request", Bars, Professionals,
        "Has capacity to request direct payments, so that section 32 is not for them. Pay them, or somebody whom they nominate.",
        "You can decide yourself who gets your direct payment.",
        S32;
    /// It is not known whether the person has that capacity.
    CAPACITY_NOT_KNOWN = "capacity-to-request-not-known", Bars, Professionals,
        "It is not known whether the person has capacity to request direct payments. Find out before anything is paid.",
        "We still have to talk with you about a direct payment.",
        S31_OR_32;
    /// A nominee does not agree to receive it.
    NOMINEE_DOES_NOT_AGREE = "nominee-does-not-agree", Bars, Anyone,
        "The person who was nominated does not agree to receive the direct payments. Ask the person to nominate somebody else.",
        "Whoever you chose does not want to get the money for you. Tell us who else could.",
        S31;
    /// Nobody knows whether a nominee agrees.
    NOMINEE_NOT_ASKED = "nominee-not-asked", Bars, Anyone,
        "It is not known whether the person who was nominated agrees to receive the direct payments. Ask them.",
        "We still have to ask whoever you chose to get the money for you.",
        S31;
    /// Somebody is not authorised to receive it.
    NOT_AUTHORISED = "recipient-not-authorised", Bars, Professionals,
        "Is not authorised to receive direct payments for this person: may not decide about their care, and is not found suitable in a way that counts. Where somebody may decide, that one has to agree with the authority that the recipient is suitable.",
        "We have to find out who may get the money for your care.",
        S32;
    /// It is not known whether somebody is authorised.
    AUTHORISATION_NOT_KNOWN = "recipient-not-known-authorised", Bars, Professionals,
        "It is not known by what the recipient is authorised: they may decide about the person's care, somebody who may agrees that they are suitable, or nobody may and the authority finds them suitable. Ask.",
        "We have to find out who may get the money for your care.",
        S32;
    /// Somebody who may decide does not support the request.
    NOT_SUPPORTED = "request-not-supported", Bars, Professionals,
        "Somebody who may decide about the person's care does not support the request for direct payments. Ask what they want instead.",
        "Not everybody who decides for you agrees about the money for your care.",
        S32;
    /// It is not known whether somebody who may decide supports it.
    SUPPORT_NOT_KNOWN = "request-not-known-supported", Bars, Professionals,
        "It is not known whether whoever may decide about the person's care supports the request for direct payments. Ask them.",
        "We still have to ask somebody who decides for you.",
        S32;
    /// An authorised person will not act in the adult's best interests.
    NOT_IN_BEST_INTERESTS = "recipient-not-in-best-interests", Bars, Professionals,
        "The authority is not satisfied that the recipient will act in the person's best interests when arranging their care. Hold the money in another way.",
        "We look for another way to pay for your care.",
        S32;
    /// It is not known whether they will.
    BEST_INTERESTS_NOT_KNOWN = "recipient-best-interests-not-known", Bars, Professionals,
        "Nobody has recorded whether the recipient will act in the person's best interests when arranging their care. Decide, and record it.",
        "We make sure that whoever gets the money acts for you.",
        S32;
    /// Regulations forbid it.
    PROHIBITED = "direct-payment-prohibited", Bars, Anyone,
        "Regulations forbid the authority to meet these needs by a direct payment. Hold the money in another way.",
        "The council may not pay you the money for this. It pays for your help itself.",
        S31_OR_32;
    /// It is not known whether they do.
    PROHIBITED_NOT_KNOWN = "direct-payment-not-known-allowed", Bars, Anyone,
        "Nobody has recorded whether regulations forbid the authority to meet these needs by a direct payment. Look, and record it.",
        "We still have to check whether the council may pay you the money.",
        S31_OR_32;
    /// The authority has decided against it where it may.
    DECIDED_NOT_TO = "direct-payment-decided-against", Bars, Anyone,
        "The authority has decided not to meet these needs by a direct payment, where regulations let it. Hold the money in another way.",
        "The council has decided to pay for your help itself.",
        S31_OR_32;
    /// It is not known whether it has.
    DECIDED_NOT_KNOWN = "direct-payment-decision-not-known", Bars, Anyone,
        "Nobody has recorded whether the authority decides against a direct payment where regulations let it. Decide, and record it.",
        "The council still has to decide whether it pays you the money.",
        S31_OR_32;
    /// The recipient cannot manage it.
    CANNOT_MANAGE = "recipient-cannot-manage", Bars, Anyone,
        "The authority is not satisfied that the recipient can manage direct payments, even with help. Look for more help, or hold the money in another way.",
        "A direct payment would be too much to manage. We look for another way.",
        S31_OR_32;
    /// It is not known whether they can.
    MANAGING_NOT_KNOWN = "recipient-managing-not-known", Bars, Anyone,
        "It is not known whether the recipient can manage direct payments, alone or with help that they will be able to get. Ask, and see which help there is.",
        "We still have to ask what help you would need with a direct payment.",
        S31_OR_32;
    /// It is no appropriate way to meet the needs.
    NOT_APPROPRIATE = "direct-payment-not-appropriate", Bars, Anyone,
        "The authority is not satisfied that a direct payment is an appropriate way to meet these needs. Hold the money in another way.",
        "A direct payment is not the right way to pay for this help.",
        S31_OR_32;
    /// It is not known whether it is.
    APPROPRIATE_NOT_KNOWN = "direct-payment-not-known-appropriate", Bars, Anyone,
        "Nobody has recorded whether a direct payment is an appropriate way to meet these needs. Decide, and record it.",
        "We still have to look at whether a direct payment is right for you.",
        S31_OR_32;

    /// Somebody close would be paid.
    PAYS_CLOSE_FAMILY = "direct-payment-pays-close-family", Bars, Anyone,
        "From {from} on a direct payment pays somebody close to the person for {for}: {is}. That is not allowed unless the authority finds it necessary. Decide whether it is and record why, pay somebody else, or hold the money in another way.",
        "Somebody close to you is to be paid. The council has to decide whether that is needed.",
        RELATIVES;
    /// Somebody would be paid of whom it is not known whether they are close.
    PERHAPS_PAYS_CLOSE_FAMILY = "direct-payment-perhaps-pays-close-family", Bars, Anyone,
        "From {from} on a direct payment pays a person for {for}, and it is not known {what}. Somebody close may not be paid unless the authority finds it necessary. Ask.",
        "Somebody you know is to be paid. We have to ask who they are to you.",
        RELATIVES;
    /// Paying somebody close was found not to be necessary.
    FOUND_NOT_NECESSARY = "paying-close-family-not-necessary", Bars, Anyone,
        "From {from} on a direct payment pays somebody close to the person for {for}: {is}. The authority has found that it is not necessary. Pay somebody else, or hold the money in another way.",
        "The council has decided that somebody else has to be paid for this.",
        RELATIVES;
    /// Who decided that it is necessary is not of the authority.
    NECESSITY_NOT_BY_AUTHORITY = "necessity-not-by-authority", Bars, Anyone,
        "That paying somebody close for {for} is necessary was decided on {on} by somebody who is not a worker of the authority. Only the authority decides it.",
        "Somebody at the council has to decide whether this person can be paid.",
        RELATIVES;
    /// Why it is necessary is not recorded.
    NECESSITY_WITHOUT_REASON = "necessity-without-reason", Bars, Anyone,
        "That paying somebody close for {for} is necessary was decided on {on}, and nobody has recorded why. Record the reason.",
        "We still have to write down why this person can be paid.",
        LOOKED_AT_AGAIN;
    /// Who provides a line is neither among the people nor among the services.
    PAYEE_NOT_KNOWN = "payee-not-known", Bars, Anyone,
        "A direct payment pays for this line, and it is not known whether whoever provides it is a person or a service. Somebody close may not be paid unless the authority finds it necessary. Ask.",
        "We have to ask who is to be paid for some of your help.",
        RELATIVES;
    /// Direct payments buy too long a stay in care homes.
    BEYOND_FOUR_WEEKS = "care-home-beyond-four-weeks", Bars, Anyone,
        "Direct payments would buy {days} days in care homes that fall together in twelve months, and 28 are taken as the most. From {from} on pay for the stay in another way, or leave at least four weeks between stays.",
        "A direct payment is only for short stays in a care home. We pay for the rest in another way.",
        CARE_HOMES;
    /// They would if a line is a stay in a care home.
    PERHAPS_BEYOND_FOUR_WEEKS = "care-home-perhaps-beyond-four-weeks", Bars, Anyone,
        "It is not known whether, and when, this line is a stay in a care home. If it is one on all its days, direct payments would buy {days} days that fall together in twelve months, and 28 are taken as the most. Ask where it is.",
        "We have to ask where you stay when you are away.",
        CARE_HOMES;

    /// An adult does not agree to care for them that meets a carer's need.
    ADULT_DOES_NOT_AGREE = "adult-does-not-agree", Bars, Anyone,
        "This line is for an adult and meets a carer's need, and the adult does not agree to it. Meet that need in another way.",
        "You said no to help for you that would give somebody a break. We look for another way.",
        CARE_OF_THE_ADULT;
    /// Nobody knows whether they agree.
    ADULT_NOT_ASKED = "adult-not-asked", Bars, Anyone,
        "This line is for an adult and meets a carer's need, and it is not known whether the adult agrees to it. Ask them.",
        "Some help for you also gives somebody a break. We still have to ask you.",
        CARE_OF_THE_ADULT;
    /// An adult above the financial limit did not ask for it.
    ADULT_DID_NOT_ASK_FOR_IT = "adult-did-not-ask-for-it", Bars, Anyone,
        "This line is for an adult above the financial limit and meets a carer's need, and the adult has not asked for it. It is taken that they have to ask for it themself.",
        "You have to ask for this help yourself, because of the money you have.",
        ABOVE_THE_LIMIT;
    /// It is not known whether they have to ask for it, or whether they did.
    ADULT_LIMIT_NOT_KNOWN = "adult-limit-not-known", Bars, Anyone,
        "This line is for an adult and meets a carer's need, and it is not known {what}. It is taken that an adult above the financial limit has to ask for it themself. Find out.",
        "We still have to ask you about this help, and about your money.",
        ABOVE_THE_LIMIT;

    /// A condition on which it is paid was broken.
    BREACHED = "direct-payment-breached", Warns, Anyone,
        "What this direct payment is for was not kept to. The authority may stop it, or ask for money back. Ask first what happened.",
        "Some of your direct payment was used for something else. Tell us what happened.",
        S33;
    /// The decision that it is necessary was to be looked at again.
    NECESSITY_REVIEW_OVERDUE = "necessity-review-overdue", Warns, Anyone,
        "That paying somebody close for {for} is necessary was decided on {on}, and was to be looked at again by {by}. Look whether it still is.",
        "It is time to look again at who is paid for your help.",
        LOOKED_AT_AGAIN;
    /// Nobody said when it is looked at again.
    NECESSITY_WITHOUT_REVIEW = "necessity-without-review", Warns, Anyone,
        "That paying somebody close for {for} is necessary was decided on {on}, and nobody has said when it is looked at again. Set a date.",
        "We have not said when we look again at who is paid.",
        LOOKED_AT_AGAIN;
    /// Somebody is paid from their own budget.
    PAYS_THEMSELF = "pays-themself", Warns, Anyone,
        "A direct payment from this person's budget pays the same person. See whether that is meant.",
        "You would pay yourself from your own budget. Let us look at that together.",
        THEMSELF;

    /// Somebody close is paid since that was found necessary.
    PAID_AS_NECESSARY = "close-family-paid-as-necessary", Notes, Anyone,
        "The authority found on {on} that paying this person for {for} is necessary.",
        "The council has decided that this person can be paid.",
        RELATIVES;
    /// Nobody has asked whether it is used for what it is paid for.
    BREACH_NOT_KNOWN = "breach-not-known", Notes, Anyone,
        "Nobody has recorded whether what this direct payment is for was kept to. Ask at the next review.",
        "We ask you from time to time how you use your direct payment.",
        S33;
}

/// Why a direct payment must stop, where the reason is for professionals only.
pub(super) const A_CONDITION: &str = "a condition on which it is paid is not met any more";

/// Why a direct payment must stop, in words: what is not met any more.
pub(super) fn why(fails: &'static Rule) -> &'static str {
    let reasons = [
        (&NOT_REQUESTED, "it is not requested any more"),
        (&NOMINEE_DOES_NOT_AGREE, "the person who was nominated does not agree to receive it"),
        (&PROHIBITED, "regulations forbid it"),
        (&DECIDED_NOT_TO, "the authority has decided against it"),
        (&CANNOT_MANAGE, "the recipient cannot manage it, even with help"),
        (&NOT_APPROPRIATE, "it is not an appropriate way to meet the needs"),
    ];
    reasons.iter().find(|(rule, _)| *rule == fails).map_or(A_CONDITION, |(_, why)| why)
}
