//! Which kinds of help may meet a need for which somebody has to come.

use crate::need::Outcome;
use crate::package::LineKind;
use crate::package::LineKind::{Advocate, HomeCare, HouseholdHelp, PersonalAssistant, ReplacementCare};

/// The kinds that may meet a need about this, the first that comes to mind first.
///
/// Only those who come: what a loss leaves short is minutes and hands where the person is. A day centre or a stay elsewhere
/// takes the person away from home, which changes the week and not one window of it; meals and things bring no hands.
pub(super) const fn may_meet(outcome: Outcome) -> &'static [LineKind] {
    match outcome {
        Outcome::Nutrition
        | Outcome::PersonalHygiene
        | Outcome::Toilet
        | Outcome::Clothing
        | Outcome::HomeSafety
        | Outcome::Medicines
        | Outcome::HealthCare
        | Outcome::MovingSafely
        | Outcome::SafeByDay
        | Outcome::SafeAtNight => &[HomeCare, PersonalAssistant],
        Outcome::HabitableHome => &[HouseholdHelp, HomeCare, PersonalAssistant],
        Outcome::Company | Outcome::MoneyAndLetters => &[PersonalAssistant, HomeCare],
        Outcome::Relationships | Outcome::WorkAndLearning | Outcome::Community => &[PersonalAssistant],
        Outcome::Decisions => &[Advocate, PersonalAssistant],
        Outcome::CaringForChild => &[PersonalAssistant, ReplacementCare],
        Outcome::CaringForOthers | Outcome::Recreation => &[ReplacementCare],
    }
}
