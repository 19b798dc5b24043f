//! One person's page: all that somebody who does not know them needs in order to step in.

use serde::{Deserialize, Serialize};

use super::{AdvanceDecision, Allergy, CopyWith, Medicine, PowerHeld, Short, ShortItem, Wishes};
use crate::base::{ByCode, PersonId, PrivateText, Told, codes};

/// What whoever steps in needs to know about one person of the household. Everybody has one: each may at once be
/// the one in need and the one who helps.
///
/// ```
/// use mutual_care::base::{PersonId, Told};
/// use mutual_care::emergency::PersonPage;
/// let mother: PersonId = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
/// let page = PersonPage::of(mother);
/// assert!(page.wishes.stay_together.is_open() && page.allergies.is_open(), "nobody has asked her anything");
/// # Ok::<(), mutual_care::base::IdError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonPage {
    /// Whose.
    pub person: PersonId,
    /// What they like to be called. May be empty.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub called: PrivateText,
    /// What they want if it comes to it.
    #[serde(default, skip_serializing_if = "Wishes::is_blank")]
    pub wishes: Wishes,
    /// What they must not be given, or come near. Known and empty: there is nothing.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub allergies: Told<Short<Allergy>>,
    /// What they take. Known and empty: they take none.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub medicines: Told<Short<Medicine>>,
    /// Conditions, as far as whoever steps in has to know.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub conditions: Told<PrivateText>,
    /// Treatment that goes on, and appointments.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub treatment: Told<PrivateText>,
    /// The day as it usually runs.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub routine: Told<PrivateText>,
    /// How they move, and are helped to move.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub moving: Told<PrivateText>,
    /// How they tell, and how to tell them.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub communication: Told<PrivateText>,
    /// The forms in which they can take in what is written or said. Known and empty: any will do.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub formats: Told<Short<Format>>,
    /// What they like.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub likes: Told<PrivateText>,
    /// What they do not like.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub dislikes: Told<PrivateText>,
    /// What upsets them.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub what_upsets: Told<PrivateText>,
    /// What calms them.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub what_calms: Told<PrivateText>,
    /// Their GP, social worker and pharmacy: two people of one household may have different ones. Known and empty:
    /// they have none.
    #[serde(default, skip_serializing_if = "ByCode::is_blank")]
    pub contacts: ByCode<ContactKind, Told<Short<Contact>>>,
    /// Powers by which somebody decides for them. Known and empty: there are none.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub powers: Told<Short<PowerHeld>>,
    /// Treatment they decided in advance to refuse. Known and empty: none.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub advance_decisions: Told<Short<AdvanceDecision>>,
    /// Whether they agree that this page is shown to these.
    #[serde(default, skip_serializing_if = "ByCode::is_blank")]
    pub may_be_shown_to: ByCode<CopyWith, Told<bool>>,
}

impl PersonPage {
    /// A page on which nothing stands yet.
    pub fn of(person: PersonId) -> Self {
        Self {
            person,
            called: PrivateText::empty(),
            wishes: Wishes::default(),
            allergies: Told::default(),
            medicines: Told::default(),
            conditions: Told::default(),
            treatment: Told::default(),
            routine: Told::default(),
            moving: Told::default(),
            communication: Told::default(),
            formats: Told::default(),
            likes: Told::default(),
            dislikes: Told::default(),
            what_upsets: Told::default(),
            what_calms: Told::default(),
            contacts: ByCode::default(),
            powers: Told::default(),
            advance_decisions: Told::default(),
            may_be_shown_to: ByCode::default(),
        }
    }
}

codes! {
    /// A form in which somebody can take in what is written or said.
    pub enum Format: "an accessible format" {
        /// Short sentences with pictures.
        EasyRead = "easy_read", "easy read";
        /// Large print.
        LargePrint = "large_print", "large print";
        /// Braille.
        Braille = "braille", "braille";
        /// Spoken, or read aloud.
        Spoken = "spoken", "spoken or read aloud";
        /// Pictures, symbols or objects.
        Pictures = "pictures", "pictures, symbols or objects";
        /// Signs that go with speech, such as Makaton.
        KeySigns = "key_signs", "signs with speech";
        /// British Sign Language.
        Bsl = "bsl", "British Sign Language";
        /// Another language than English: `communication` says which.
        OtherLanguage = "other_language", "another language";
    }
}

impl ShortItem for Format {
    const WHAT: &'static str = "formats";
}

codes! {
    /// Somebody professional who knows the person.
    pub enum ContactKind: "a kind of contact" {
        /// General practitioner.
        Gp = "gp", "GP";
        /// Social worker, of whichever team.
        SocialWorker = "social_worker", "Social worker";
        /// Pharmacy.
        Pharmacy = "pharmacy", "Pharmacy";
    }
}

/// Somebody who can be rung.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Who.
    pub name: PrivateText,
    /// The number. May be empty.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub telephone: PrivateText,
}

impl ShortItem for Contact {
    const WHAT: &'static str = "contacts";
}
