//! The facts that both criteria are judged by.

use serde::{Deserialize, Serialize};

use crate::base::{ByCode, Code, Fact, Period, PrivateText, Told, Verdict, codes};

codes! {
    /// The nine areas of wellbeing (Care Act s.1(2)).
    pub enum WellbeingArea: "an area of wellbeing" {
        /// Personal dignity, being treated with respect.
        Dignity = "dignity", "dignity";
        /// Physical and mental health, and emotional wellbeing.
        Health = "health", "health and feeling well";
        /// Protection from abuse and neglect.
        Protection = "protection", "being safe from abuse and neglect";
        /// Control over day-to-day life.
        Control = "control", "control over daily life";
        /// Work, education, training or recreation.
        WorkAndLearning = "work_and_learning", "work, learning and free time";
        /// Social and economic wellbeing.
        SocialAndEconomic = "social_and_economic", "company and money";
        /// Domestic, family and personal relationships.
        Relationships = "relationships", "family and friends";
        /// Suitability of living accommodation.
        Accommodation = "accommodation", "a suitable home";
        /// Contribution to society.
        Contribution = "contribution", "giving something to others";
    }
}

/// The impact on wellbeing: nine areas, and one judgement over all of them with its reasons. The areas do not
/// add up to the judgement by any rule; "significant" has its everyday meaning.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Wellbeing {
    /// Per area, whether it is affected, or likely to be.
    #[serde(skip_serializing_if = "ByCode::is_blank")]
    pub areas: ByCode<WellbeingArea, Fact<bool>>,
    /// Whether there is, or is likely to be, a significant impact on wellbeing as a consequence.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub significant_impact: Fact<bool>,
    /// The assessor's reasons.
    #[serde(skip_serializing_if = "PrivateText::is_empty")]
    pub reasons: PrivateText,
}

/// The time over which needs that come and go were looked at, and why that long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookedOver {
    /// From when until when.
    pub period: Period,
    /// Why this stretch shows how things are.
    pub why: PrivateText,
}

/// What is known of one outcome. `L` is the list of limbs that the criteria know: any of them that holds makes
/// the person unable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(bound(serialize = "L: Code + Ord + Serialize", deserialize = "L: Code + Ord + Deserialize<'de>"))]
pub struct OutcomeFacts<L> {
    /// Per limb, whether it holds.
    #[serde(default = "no_limbs", skip_serializing_if = "ByCode::is_blank")]
    pub limbs: ByCode<L, Fact<bool>>,
    /// Whether that is because of what the criteria name: the impairment or illness, or the caring. Not asked
    /// is taken as yes, and reported as assumed.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub because_of: Fact<bool>,
    /// Whether somebody meets the need now. It changes no verdict: the need stays.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub met_by_carer: Fact<bool>,
}

fn no_limbs<L>() -> ByCode<L, Fact<bool>> {
    ByCode::default()
}

impl<L> Default for OutcomeFacts<L> {
    fn default() -> Self {
        Self { limbs: ByCode::default(), because_of: Fact::default(), met_by_carer: Fact::default() }
    }
}

impl<L: Code + Ord> OutcomeFacts<L> {
    /// The facts of somebody who manages: no limb holds.
    pub fn manages() -> Self {
        let limbs = L::ALL.iter().map(|limb| (*limb, Fact::known(false))).collect();
        Self { limbs, ..Self::default() }
    }

    /// The facts of somebody who is unable by this limb; the others are not asked.
    pub fn unable_by(limb: L) -> Self {
        Self { limbs: ByCode::default().with(limb, Fact::known(true)), ..Self::default() }
    }

    /// Whether the cause is as the criteria ask. Not asked: assumed.
    pub(super) fn told_because_of(&self) -> Told<bool> {
        if self.because_of.told().is_open() { Told::Known(true) } else { *self.because_of.told() }
    }

    /// Whether the cause is assumed where that matters: some limb holds.
    pub(in crate::assessment) fn rests_on_assumed_cause(&self) -> bool {
        let holds = self.limbs.said().any(|(_, fact)| *fact.told() == Told::Known(true));
        holds && self.because_of.told().is_open()
    }

    /// Whether the person is unable to achieve the outcome because of what the criteria name.
    pub(in crate::assessment) fn unable(&self) -> Verdict {
        let by_limb = Verdict::any(self.limbs.iter().map(|(_, fact)| fact.told().into()));
        Verdict::all([by_limb, (&self.told_because_of()).into()])
    }
}
