//! What is found beside the rules of matching.

use crate::base::{Basis, Surety, rules};

rules! {
    /// Findings about the question itself, and about what lies ahead.
    room Placement;

    /// Nobody has asked the child.
    OWN_VIEW_NOT_ASKED = "own-view-not-asked", Bars, Anyone,
        "nobody has recorded asking the child about the move; without that it cannot be decided",
        "nobody has asked you yet what you want, and they should",
        Basis::regulation("SI 2015/541 Children's Homes (England) Regulations", "reg 7", Surety::Read);
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
    /// The child will be too old for the home before long.
    LEAVES_RANGE_SOON = "leaves-range-soon", Warns, PersonAlone,
        "within the months that the policy names the child will be older than the home is registered for",
        "before long you will be older than this home is for; ask what comes then",
        Basis::practice("a move that lasts", Surety::Unverified);
}
