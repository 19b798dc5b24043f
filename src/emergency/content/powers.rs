//! Powers of attorney, and decisions made in advance. Whether one is valid is for lawyers and courts; recorded is
//! what is known of what it needs.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ShortItem;
use crate::base::{Power, PrivateText, Told, WhyNotKnown, wire};

/// A power by which somebody decides for the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PowerHeld {
    /// Which.
    pub power: Power,
    /// Who holds it. May be empty.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub held_by: PrivateText,
    /// The number to ring. May be empty.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub telephone: PrivateText,
    /// Whether it is registered, for a power that has to be ([`Power::is_registered`]).
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub registered: Told<bool>,
}

impl PowerHeld {
    /// Whether it can be used as far as is known: registered, or of a kind that needs no registering.
    pub fn can_be_used(&self) -> Told<bool> {
        if self.power.is_registered() { self.registered } else { Told::Known(true) }
    }
}

impl ShortItem for PowerHeld {
    const WHAT: &'static str = "powers";
}

/// A decision that somebody made in advance to refuse a treatment.
///
/// What a refusal of treatment that keeps somebody alive is understood to need (Mental Capacity Act 2005 ss.24–26;
/// not verified for this crate): in writing, signed, witnessed, and saying that it stands even if life is at risk.
/// Other refusals need no form.
///
/// ```
/// use mutual_care::base::{PrivateText, Told};
/// use mutual_care::emergency::AdvanceDecision;
/// let mut refusal = AdvanceDecision::refusing(PrivateText::new("…")?);
/// assert!(refusal.form_is_met().is_open(), "nobody has asked whether it is about staying alive");
/// refusal.about_staying_alive = Told::Known(true);
/// refusal.witnessed = Told::Known(false);
/// assert_eq!(refusal.form_is_met(), Told::Known(false));
/// refusal.about_staying_alive = Told::Known(false);
/// assert_eq!(refusal.form_is_met(), Told::Known(true));
/// # Ok::<(), mutual_care::base::TextError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdvanceDecision {
    /// Which treatment, in the person's own words.
    pub refuses: PrivateText,
    /// When it was made.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    pub made_on: Option<NaiveDate>,
    /// Whether it is about treatment that keeps the person alive.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub about_staying_alive: Told<bool>,
    /// Whether it is in writing.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub in_writing: Told<bool>,
    /// Whether it is signed.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub signed: Told<bool>,
    /// Whether the signing was witnessed.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub witnessed: Told<bool>,
    /// Whether it says that it stands even if life is at risk.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub says_even_at_risk_of_life: Told<bool>,
    /// Where the paper is kept.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub kept: Told<PrivateText>,
}

impl AdvanceDecision {
    /// A decision of which nothing is known but what it refuses.
    pub const fn refusing(refuses: PrivateText) -> Self {
        const OPEN: Told<bool> = Told::NotKnown(WhyNotKnown::NotAsked);
        Self {
            refuses,
            made_on: None,
            about_staying_alive: OPEN,
            in_writing: OPEN,
            signed: OPEN,
            witnessed: OPEN,
            says_even_at_risk_of_life: OPEN,
            kept: Told::NotKnown(WhyNotKnown::NotAsked),
        }
    }

    /// Whether the form that it needs is met, as far as is known. Says nothing about anything else that makes such
    /// a decision valid: capacity when it was made, and whether it applies now.
    pub fn form_is_met(&self) -> Told<bool> {
        let form = [self.in_writing, self.signed, self.witnessed, self.says_even_at_risk_of_life];
        let met = if form.contains(&Told::Known(false)) {
            Told::Known(false)
        } else {
            form.into_iter().find(|one| *one != Told::Known(true)).unwrap_or(Told::Known(true))
        };
        match (self.about_staying_alive, met) {
            (Told::Known(false), _) | (_, Told::Known(true)) => Told::Known(true),
            (Told::Known(true), _) => met,
            (Told::NotKnown(why), _) => Told::NotKnown(why),
        }
    }
}

impl ShortItem for AdvanceDecision {
    const WHAT: &'static str = "decisions made in advance";
}
