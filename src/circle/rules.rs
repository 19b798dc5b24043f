//! What the circle's questions find.

use crate::base::{Basis, Surety, rules};

rules! {
    /// Every rule of this room, in order.
    room Circle;
    /// Two teams each know one of two people, nobody knows both, and no plan is shared.
    TWO_TEAMS_NO_SHARED_PLAN = "two-teams-no-shared-plan", Warns, Anyone,
        "Different teams know the two people, none knows both, and no plan is shared between them.",
        "Each of you has a different team. They do not yet work together on one plan.",
        Basis::practice("research and recommendations on mutual caring (FPLD)", Surety::Read);
    /// A team knows one of two people who live together, and not the other.
    KNOWS_ONE_ONLY = "knows-one-only", Notes, Anyone,
        "A team knows one of the two people and not the other.",
        "A team that helps one of you does not know the other yet.",
        Basis::practice("research and recommendations on mutual caring (FPLD)", Surety::Read);
}
