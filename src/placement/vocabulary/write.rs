//! From a child to the standard.

use alloc::vec::Vec;

use super::terms::{
    AdditionalSupport, CareSuitability, CommunicationNeeds, CommunicationRequirement, CulturalNeeds,
    LivingCompanions, PetsAnswer, PlacementAvailability, PlacementRecommendation, PlacementRequirements,
    RiskPresence, Risks, StandardRecord,
};
use super::{NotCarried, Unnamed, loss};
use crate::base::{Code, Fact, Told};
use crate::placement::{
    Child, Communication, Companions, CourtOrder, Facts, OwnRisk, OwnView, Pets, RiskToOthers, Suitability,
    Support,
};

/// A child as written in the standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChildWritten {
    /// The record, without an agreed placement.
    pub record: StandardRecord,
    /// What it does not say of this child.
    pub losses: Vec<&'static NotCarried>,
}

/// The record of a child, with what is kept beside the child.
///
/// ```
/// use mutual_care::base::{Fact, PrivateText};
/// use mutual_care::placement::vocabulary::{RiskPresence, Unnamed, write_child};
/// use mutual_care::placement::{Child, Facts, OwnRisk};
/// let mut child = Child::new("6f2c1a3e-0000-4000-8000-000000000001".parse()?);
/// child.own_risks = Facts::default().with(OwnRisk::SelfHarm, Fact::known(true));
/// let written = write_child(&child, &Unnamed::number(7));
/// assert_eq!(written.record.risks.risk_self_harm, RiskPresence::RiskPresent);
/// // Whether the child goes missing is not known, and the standard has no way to say so.
/// assert_eq!(written.record.risks.risk_missing, RiskPresence::NoKnownRisk);
/// assert!(written.losses.iter().any(|loss| loss.code == "not-known-written-as-no-known-risk"));
/// # Ok::<(), mutual_care::base::IdError>(())
/// ```
pub fn write_child(child: &Child, unnamed: &Unnamed) -> ChildWritten {
    let mut writer = Writer { losses: Vec::new() };
    let (needs, which) = communication(child, unnamed);
    let record = StandardRecord {
        placement_availability: PlacementAvailability {
            child_id: unnamed.child_number,
            needed_by: unnamed.needed_by,
            sibling_count: unnamed.sibling_count,
            preferred_location: child.preferred_location.clone(),
        },
        placement_requirements: PlacementRequirements {
            communication_needs: needs,
            specific_communication_requirements: which,
            home_adaptation: writer.adaptation(child, unnamed),
            cultural_needs: writer.culture(child, unnamed),
            living_companions: writer.companions(child),
            pets: match child.pets.told() {
                Told::Known(Pets::Must) => PetsAnswer::Must,
                Told::Known(Pets::Can) => PetsAnswer::Can,
                Told::Known(Pets::Cannot) => PetsAnswer::No,
                Told::NotKnown(_) => PetsAnswer::NotKnown,
            },
            additional_support: writer.support(&child.support),
            deprivation_of_liberty: child.orders.told(CourtOrder::DeprivationOfLiberty).known(),
        },
        placement_recommendation: PlacementRecommendation {
            foster_care_suitability: suitability(child.care_types.foster),
            residential_care_suitability: suitability(child.care_types.residential),
            supported_accommodation_suitability: suitability(child.care_types.supported_accommodation),
        },
        risks: writer.risks(child, unnamed),
        actual_placement: None,
        quality_assurance: None,
    };
    writer.not_expressed(child);
    writer.losses.sort_by_key(|lost| super::LOSSES.iter().position(|known| known == *lost));
    ChildWritten { record, losses: writer.losses }
}

impl Unnamed {
    /// Nothing but the authority's number of the child.
    pub fn number(child_number: u64) -> Self {
        Self {
            child_number,
            needed_by: None,
            sibling_count: None,
            adaptation: false,
            culture: None,
            communication: None,
            risk_to_others_other: crate::base::PrivateText::default(),
        }
    }
}

struct Writer {
    losses: Vec<&'static NotCarried>,
}

/// Whether some code is a yes, or else all are a no, or else it is not known.
fn some<K: Code + Ord>(facts: &Facts<K>) -> Option<bool> {
    let told: Vec<Option<bool>> = K::ALL.iter().map(|code| facts.told(*code).known()).collect();
    if told.contains(&Some(true)) {
        Some(true)
    } else if told.contains(&None) {
        None
    } else {
        Some(false)
    }
}

impl Writer {
    fn lose(&mut self, code: &str) {
        if let Some(loss) = loss(code).filter(|loss| !self.losses.contains(loss)) {
            self.losses.push(loss);
        }
    }

    fn adaptation(&mut self, child: &Child, unnamed: &Unnamed) -> bool {
        match some(&child.adaptations) {
            Some(true) => {
                self.lose("adaptations-not-listed");
                true
            }
            None if !unnamed.adaptation => {
                self.lose("adaptation-not-known-written-as-no");
                false
            }
            None => true,
            Some(false) => false,
        }
    }

    fn culture(&mut self, child: &Child, unnamed: &Unnamed) -> CulturalNeeds {
        match some(&child.culture) {
            Some(true) => {
                self.lose("culture-not-listed");
                CulturalNeeds::Required
            }
            Some(false) => CulturalNeeds::NotRequired,
            None => unnamed.culture.unwrap_or(CulturalNeeds::NotKnown),
        }
    }

    fn companions(&mut self, child: &Child) -> LivingCompanions {
        match child.companions.told() {
            Told::Known(Companions::Solo) => LivingCompanions::Solo,
            Told::Known(Companions::WithOthers) => LivingCompanions::WithOthers,
            Told::Known(Companions::OlderOnly) => LivingCompanions::OlderOnly,
            Told::Known(Companions::YoungerOnly) => LivingCompanions::YoungerOnly,
            Told::Known(Companions::NoPreference) => LivingCompanions::NoPreference,
            Told::NotKnown(_) => {
                self.lose("companions-not-known-written-as-no-preference");
                LivingCompanions::NoPreference
            }
        }
    }

    fn support(&mut self, support: &Facts<Support>) -> Option<AdditionalSupport> {
        let named: Vec<Support> =
            Support::ALL.iter().copied().filter(|one| support.told(*one) == Told::Known(true)).collect();
        if named.len() > 1 {
            self.lose("several-supports");
        }
        match named.first() {
            Some(Support::AdditionalSupervision) => Some(AdditionalSupport::Supervision),
            Some(Support::TherapeuticSupport) => Some(AdditionalSupport::Therapeutic),
            Some(Support::RespiteWorker) => Some(AdditionalSupport::RespiteWorker),
            Some(Support::SchoolTransport) => Some(AdditionalSupport::TaxisToSchool),
            Some(Support::Other) => Some(AdditionalSupport::Other),
            None if some(support) == Some(false) => Some(AdditionalSupport::NotApplicable),
            None => None,
        }
    }

    fn risks(&mut self, child: &Child, unnamed: &Unnamed) -> Risks {
        let mut presence = |told: Told<bool>| match told {
            Told::Known(true) => RiskPresence::RiskPresent,
            Told::Known(false) => RiskPresence::NoKnownRisk,
            Told::NotKnown(_) => {
                self.lose("not-known-written-as-no-known-risk");
                RiskPresence::NoKnownRisk
            }
        };
        let mut own = |risk| presence(child.own_risks.told(risk));
        let (self_harm, sexual, criminal) =
            (own(OwnRisk::SelfHarm), own(OwnRisk::SexualExploitation), own(OwnRisk::CriminalExploitation));
        let (drugs, eating, missing) =
            (own(OwnRisk::DrugsAndAlcohol), own(OwnRisk::EatingDisorder), own(OwnRisk::GoingMissing));
        let mut others = |risk| presence(child.risks_to_others.told(risk));
        Risks {
            risk_self_harm: self_harm,
            risk_sexual_exploitation: sexual,
            risk_criminal_exploitation: criminal,
            risk_drug_alcohol: drugs,
            risk_eating_disorder: eating,
            risk_missing: missing,
            risk_other: child.other_risks.clone(),
            risk_to_others_physical: others(RiskToOthers::PhysicalHarm),
            risk_to_others_sexual: others(RiskToOthers::SexualHarm),
            risk_to_others_fire: others(RiskToOthers::FireSetting),
            risk_to_others_animals: others(RiskToOthers::HarmToAnimals),
            risk_to_others_criminal: others(RiskToOthers::ExploitingOthers),
            risk_to_others_other: unnamed.risk_to_others_other.clone(),
        }
    }

    /// What is there of this child and has no term at all.
    fn not_expressed(&mut self, child: &Child) {
        let there = [
            (
                child.risks_to_others.told(RiskToOthers::SupplyingSubstances) == Told::Known(true),
                "supplying-substances-not-expressed",
            ),
            (
                !child.date_of_birth.is_blank() || !child.sex.is_blank() || !child.gender.is_blank(),
                "age-and-sex-not-expressed",
            ),
            (!child.needs.is_blank(), "needs-not-expressed"),
            (!child.vulnerable_to.is_blank(), "vulnerability-not-expressed"),
            (
                !child.staffing.is_blank() || !child.skills.is_blank() || !child.health_care.is_blank(),
                "staffing-not-expressed",
            ),
            (
                child.orders.told(CourtOrder::SecureAccommodation) == Told::Known(true),
                "secure-order-not-expressed",
            ),
            (!child.relations.is_blank(), "relations-not-expressed"),
            (
                !child.authority.is_blank()
                    || !child.unsafe_areas.is_blank()
                    || !child.wished_areas.is_blank()
                    || !child.community_areas.is_blank(),
                "areas-not-expressed",
            ),
            (!child.key_stage_4.is_blank() || !child.school_at.is_blank(), "education-not-expressed"),
            (
                child.own_view != OwnView::NotAsked
                    || !child.home_views.is_empty()
                    || !child.wished_company.is_blank(),
                "views-not-expressed",
            ),
            (!child.languages.is_blank() || !child.activities.is_blank(), "likings-not-expressed"),
        ];
        self.lose("sources-not-expressed");
        for (_, code) in there.into_iter().filter(|(there, _)| *there) {
            self.lose(code);
        }
    }
}

fn communication(child: &Child, unnamed: &Unnamed) -> (CommunicationNeeds, Vec<CommunicationRequirement>) {
    if let Some(kept) = &unnamed.communication {
        return kept.clone();
    }
    let which = |way: &Communication| match way {
        Communication::Esol => CommunicationRequirement::Esol,
        Communication::Bsl => CommunicationRequirement::Bsl,
        Communication::Makaton => CommunicationRequirement::Makaton,
        Communication::Other => CommunicationRequirement::Other,
    };
    let named = Communication::ALL.iter().filter(|way| child.communication.told(**way) == Told::Known(true));
    let none = || alloc::vec![CommunicationRequirement::None];
    match some(&child.communication) {
        Some(true) => (CommunicationNeeds::Yes, named.map(which).collect()),
        Some(false) => (CommunicationNeeds::No, none()),
        None => (CommunicationNeeds::NotSpecified, none()),
    }
}

const fn suitability(held: Fact<Suitability>) -> CareSuitability {
    match held.told() {
        Told::Known(Suitability::Preferred) => CareSuitability::Preferred,
        Told::Known(Suitability::Suitable) => CareSuitability::Suitable,
        Told::Known(Suitability::Unsuitable) => CareSuitability::Unsuitable,
        Told::NotKnown(_) => CareSuitability::NotSpecified,
    }
}
