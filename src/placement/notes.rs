//! What is found beside the rules of matching.

use crate::base::{Basis, Surety, rules};

const HOMES_REGULATIONS: &str = "SI 2015/541 Children's Homes (England) Regulations";
const IMPACT: Basis = Basis::practice("impact risk assessment", Surety::Read);

rules! {
    /// Findings about the question itself, about assessments, and about what lies ahead.
    room Placement;

    /// Nobody has asked the child.
    OWN_VIEW_NOT_ASKED = "own-view-not-asked", Bars, Anyone,
        "nobody has recorded asking the child about the move; without that it cannot be decided",
        "nobody has asked you yet what you want, and they should",
        Basis::regulation(HOMES_REGULATIONS, "reg 7", Surety::Read);
    /// A part of the information is missing.
    INFORMATION_MISSING = "information-missing", Warns, Anyone,
        "the authority has not provided {what}, and has not said that it was asked and is not known",
        "the home does not yet know enough about you to decide",
        Basis::practice("information for an expression of interest", Surety::Unverified);
    /// A policy value is none, so its rule is not asked.
    POLICY_NOT_SET = "policy-not-set", Notes, Professionals,
        "the policy has no value for {policy}, so the rule {rule} is not asked",
        "",
        Basis::definition("values of the policy");
    /// A judgement or a step speaks of a home, child or rule that is not in the question.
    SPEAKS_OF_NOTHING = "speaks-of-nothing", Warns, Professionals,
        "{count} judgements or steps speak of a home, child or rule that is not in the question",
        "",
        Basis::definition("judgements of mitigations");
    /// A judgement or a step is not of what is now.
    DOES_NOT_COUNT = "judgement-does-not-count", Warns, Professionals,
        "{count} judgements or steps do not count: dated after the planned date, made of other facts than are known now, or too long ago",
        "",
        Basis::definition("judgements of mitigations");
    /// The child will be too old for the home before long.
    LEAVES_RANGE_SOON = "leaves-range-soon", Warns, PersonAlone,
        "within the months that the policy names the child {part|may|will} be older than the home is registered for",
        "before long you {part|may|will} be older than this home is for; ask what comes then",
        Basis::practice("a move that lasts", Surety::Unverified);

    /// Somebody of 18 or over would live there.
    EIGHTEEN_OR_OVER = "eighteen-or-over", Warns, PersonAlone,
        "whoever this is about {part|may be|is} 18 or over on the planned date; a children's home is for children, so ask what comes instead",
        "you {part|may|will} be 18 or over then; ask who helps you to find a home",
        Basis::act("Care Standards Act 2000", "s.1", Surety::Unverified);
    /// Brothers and sisters are known only by number.
    KNOWN_BY_NUMBER = "known-by-number", Warns, Professionals,
        "{count} brothers or sisters are wished along and known only by number: whatever is asked about them is open; ask who they are",
        "",
        Basis::definition("brothers and sisters known by number");
    /// Parts of brothers and sisters were not tried.
    PARTS_NOT_TRIED = "parts-not-tried", Warns, Professionals,
        "brothers and sisters who wish to be together were tried all together and each alone, and in no other parts: the policy says so, or there are too many homes for one question",
        "",
        Basis::definition("brothers and sisters in parts");
    /// A child who must live alone closes the other places.
    PLACES_CLOSED = "places-closed", Notes, Professionals,
        "a child who must live alone would live there, so that the other places, {places}, stay empty as long",
        "",
        Basis::practice("a child who must live alone", Surety::Unverified);

    /// Somebody lives there, or would move in, whom the assessment did not see.
    ASSESSED_WITHOUT_RESIDENT = "assessed-without-resident", Bars, Professionals,
        "the assessment did not see a child who would live there; it is to be made again",
        "somebody else is moving in too, so people have to think again",
        IMPACT;
    /// A fact has changed since.
    ASSESSED_BEFORE_FACT_CHANGED = "assessed-before-fact-changed", Bars, Professionals,
        "a fact has changed since the assessment; it is to be made again",
        "something has changed, so people have to think again",
        IMPACT;
    /// The planned date is another one.
    ASSESSED_FOR_ANOTHER_DATE = "assessed-for-another-date", Warns, Professionals,
        "the assessment was made for another date",
        "the day of the move has changed, so people have to look again",
        IMPACT;
    /// Somebody whom the assessment saw will not be there.
    ASSESSED_WITH_RESIDENT_GONE = "assessed-with-resident-gone", Warns, Professionals,
        "the assessment saw a child who will not live there",
        "somebody has moved out, so people have to look again",
        IMPACT;
    /// A mitigation that nobody has taken on.
    CONCERN_WITHOUT_MEASURE = "concern-without-measure", Bars, Professionals,
        "a concern is met by a mitigation, and nobody has taken it on",
        "something still has to be arranged",
        IMPACT;
    /// A mitigation only after the move.
    MEASURE_AFTER_MOVE = "measure-after-move", Bars, Professionals,
        "a concern is met by a mitigation that is due only after the move",
        "something has to be arranged before you move",
        IMPACT;
    /// A social worker was not asked.
    LIAISON_MISSING = "liaison-missing", Bars, Professionals,
        "the social worker of a child who lives there has not been asked",
        "somebody still has to be asked",
        IMPACT;
    /// A social worker agrees if something is done, and it is not done.
    LIAISON_CONDITION_OPEN = "liaison-condition-open", Bars, Professionals,
        "the social worker of a child who lives there agrees if something is done, and it is not recorded as done",
        "something still has to be done first",
        IMPACT;
    /// A social worker objects.
    LIAISON_OBJECTS = "liaison-objects", Bars, Professionals,
        "the social worker of a child who lives there objects, and the registered manager has not answered with reasons",
        "somebody is not sure about it",
        IMPACT;
}
