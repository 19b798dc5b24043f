//! Medicines and allergies: what a stranger has to get right.

use serde::{Deserialize, Serialize};

use super::ShortItem;
use crate::base::{PrivateText, SourceId, Told, WeekPattern};

/// One medicine that somebody takes.
///
/// ```
/// use mutual_care::base::{PrivateText, Told};
/// use mutual_care::emergency::{GivenBy, Medicine, TakenWhen};
/// let mut tablets = Medicine::named(PrivateText::new("The white tablets")?);
/// assert!(!tablets.is_complete());
/// tablets.dose = Told::Known(PrivateText::new("two, with water")?);
/// tablets.when = Told::Known(TakenWhen::At("daily 08:00-09:00, 20:00-21:00".parse()?));
/// tablets.kept = Told::Known(PrivateText::new("kitchen, top shelf")?);
/// tablets.given_by = Told::Known(GivenBy::Themself);
/// assert!(tablets.is_complete());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Medicine {
    /// What it is called.
    pub name: PrivateText,
    /// How much is taken at a time.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub dose: Told<PrivateText>,
    /// When it is taken.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub when: Told<TakenWhen>,
    /// Where it is kept.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub kept: Told<PrivateText>,
    /// Who gives it.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub given_by: Told<GivenBy>,
    /// What else there is to it: with food, how many in a day at most. May be empty.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub note: PrivateText,
}

impl Medicine {
    /// A medicine of which nothing is known but its name.
    pub const fn named(name: PrivateText) -> Self {
        const OPEN: crate::base::WhyNotKnown = crate::base::WhyNotKnown::NotAsked;
        Self {
            name,
            dose: Told::NotKnown(OPEN),
            when: Told::NotKnown(OPEN),
            kept: Told::NotKnown(OPEN),
            given_by: Told::NotKnown(OPEN),
            note: PrivateText::empty(),
        }
    }

    /// Whether all is known that whoever steps in needs: dose, times, where it is kept, who gives it.
    pub fn is_complete(&self) -> bool {
        let said = |told: &Told<PrivateText>| matches!(told, Told::Known(text) if !text.is_empty());
        let times = match &self.when {
            Told::Known(TakenWhen::At(pattern)) => !pattern.is_never(),
            // When it may be taken, and how often, stands in words only.
            Told::Known(TakenWhen::AsNeeded) => !self.note.is_empty(),
            Told::NotKnown(_) => false,
        };
        let given = matches!(self.given_by, Told::Known(_));
        !self.name.is_empty() && said(&self.dose) && times && said(&self.kept) && given
    }
}

impl ShortItem for Medicine {
    const WHAT: &'static str = "medicines";
}

/// When a medicine is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TakenWhen {
    /// Once in each of these stretches of the week.
    At(WeekPattern),
    /// When it is needed; the note says when that is, and how often at most.
    AsNeeded,
}

/// Who gives a medicine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GivenBy {
    /// The person takes it themself.
    Themself,
    /// This person or service gives it.
    By(SourceId),
}

/// Something that somebody must not be given, or come near.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allergy {
    /// What to.
    pub to: PrivateText,
    /// Whether it is a danger to life.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub danger_to_life: Told<bool>,
    /// What happens, and what to do. May be empty.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub note: PrivateText,
}

impl ShortItem for Allergy {
    const WHAT: &'static str = "allergies";
}
