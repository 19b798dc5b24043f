//! From the standard to a child.

use alloc::vec::Vec;

use super::terms::{
    AdditionalSupport, CareSuitability, CommunicationNeeds, CommunicationRequirement, CulturalNeeds,
    LivingCompanions, PetsAnswer, RiskPresence, Risks, StandardRecord,
};
use super::{NeededBy, NotCarried, loss};
use crate::base::{ChildId, Code, Fact, PrivateText, WhyNotKnown, codes};
use crate::placement::{
    CareTypes, Child, Communication, Companions, CourtOrder, Facts, OwnRisk, Pets, RiskToOthers, Suitability,
    Support,
};

codes! {
    /// How *No known risk* is read. It is the embedder's decision, since the standard does not say.
    pub enum NoKnownRisk: "how no known risk is read" {
        /// Somebody was asked, and it is not known. What is not known is never silently a no.
        NotKnown = "not_known", "not known";
        /// There is no such risk.
        No = "no", "no";
    }
}

/// What the standard says without naming it, kept so that it can be written again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unnamed {
    /// The authority's number of the child.
    pub child_number: u64,
    /// When the placement is needed.
    pub needed_by: Option<NeededBy>,
    /// How many brothers and sisters to place with.
    pub sibling_count: Option<u8>,
    /// The home must be adapted; how, it does not say.
    pub adaptation: bool,
    /// Cultural needs, as it says.
    pub culture: Option<CulturalNeeds>,
    /// Requirements of communication, where they contradict or name nothing.
    pub communication: Option<(CommunicationNeeds, Vec<CommunicationRequirement>)>,
    /// Other risks to others or property, in words.
    pub risk_to_others_other: PrivateText,
}

/// A child as read from the standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChildRead {
    /// The child.
    pub child: Child,
    /// What has no place in a child.
    pub unnamed: Unnamed,
    /// What the record left unclear.
    pub losses: Vec<&'static NotCarried>,
}

/// The child that a record speaks of, under this id.
///
/// ```
/// use mutual_care::base::{Told, WhyNotKnown};
/// use mutual_care::placement::OwnRisk;
/// use mutual_care::placement::vocabulary::{NoKnownRisk, StandardRecord, read_child};
/// # let record: StandardRecord = serde_json::from_str(r#"{
/// #   "PlacementAvailability": {"childId": 7},
/// #   "PlacementRequirements": {"communicationNeeds": "N", "specificCommunicationRequirements": ["None"],
/// #     "homeAdaptation": false, "culturalNeeds": "Not Known", "livingCompanions": "No preference", "pets": "Yes - can"},
/// #   "PlacementRecommendation": {"fosterCareSuitability": "Unsuitable",
/// #     "residentialCareSuitability": "Preferred", "supportedAccommodationSuitability": "Not specified"},
/// #   "Risks": {"riskSelfHarm": "No known risk", "riskSexualExploitation": "No known risk",
/// #     "riskCriminalExploitation": "No known risk", "riskDrugAlcohol": "No known risk",
/// #     "riskEatingDisorder": "No known risk", "riskMissing": "Risk Present",
/// #     "riskToOthersPhysical": "No known risk", "riskToOthersSexual": "No known risk",
/// #     "riskToOthersFire": "No known risk", "riskToOthersAnimals": "No known risk",
/// #     "riskToOthersCriminal": "No known risk"}
/// # }"#)?;
/// # let id = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
/// // "riskMissing": "Risk Present", "riskSelfHarm": "No known risk"
/// let read = read_child(&record, id, NoKnownRisk::NotKnown);
/// assert_eq!(read.child.own_risks.told(OwnRisk::GoingMissing), Told::Known(true));
/// let self_harm = read.child.own_risks.told(OwnRisk::SelfHarm);
/// assert_eq!(self_harm, Told::NotKnown(WhyNotKnown::AskedNotKnown));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read_child(record: &StandardRecord, id: ChildId, no_known_risk: NoKnownRisk) -> ChildRead {
    let mut reader = Reader { losses: Vec::new() };
    let (availability, requirements) = (&record.placement_availability, &record.placement_requirements);
    let mut child = Child::new(id);
    child.preferred_location = availability.preferred_location.clone();
    let (communication, communication_kept) = reader
        .communication(requirements.communication_needs, &requirements.specific_communication_requirements);
    child.communication = communication;
    child.adaptations = if requirements.home_adaptation {
        reader.lose("adaptation-not-named");
        Facts::all_others(Fact::not_known(WhyNotKnown::AskedNotKnown))
    } else {
        Facts::all_others(Fact::known(false))
    };
    child.culture = match requirements.cultural_needs {
        CulturalNeeds::NotRequired => Facts::all_others(Fact::known(false)),
        CulturalNeeds::NotKnown => Facts::all_others(Fact::not_known(WhyNotKnown::AskedNotKnown)),
        CulturalNeeds::Required | CulturalNeeds::Other => {
            reader.lose("culture-not-named");
            Facts::all_others(Fact::not_known(WhyNotKnown::AskedNotKnown))
        }
    };
    child.companions = Fact::known(match requirements.living_companions {
        LivingCompanions::Solo => Companions::Solo,
        LivingCompanions::WithOthers => Companions::WithOthers,
        LivingCompanions::OlderOnly => Companions::OlderOnly,
        LivingCompanions::YoungerOnly => Companions::YoungerOnly,
        LivingCompanions::NoPreference => Companions::NoPreference,
    });
    child.pets = match requirements.pets {
        PetsAnswer::Must => Fact::known(Pets::Must),
        PetsAnswer::Can => Fact::known(Pets::Can),
        PetsAnswer::No => Fact::known(Pets::Cannot),
        PetsAnswer::NotKnown => Fact::not_known(WhyNotKnown::AskedNotKnown),
    };
    child.support = reader.support(requirements.additional_support);
    if let Some(ordered) = requirements.deprivation_of_liberty {
        child.orders = Facts::default().with(CourtOrder::DeprivationOfLiberty, Fact::known(ordered));
    }
    let recommendation = record.placement_recommendation;
    child.care_types = CareTypes {
        foster: reader.suitability(recommendation.foster_care_suitability),
        residential: reader.suitability(recommendation.residential_care_suitability),
        supported_accommodation: reader.suitability(recommendation.supported_accommodation_suitability),
    };
    reader.risks(&record.risks, no_known_risk, &mut child);
    let unnamed = Unnamed {
        child_number: availability.child_id,
        needed_by: availability.needed_by,
        sibling_count: availability.sibling_count,
        adaptation: requirements.home_adaptation,
        culture: match requirements.cultural_needs {
            needs @ (CulturalNeeds::Required | CulturalNeeds::Other) => Some(needs),
            _ => None,
        },
        communication: communication_kept,
        risk_to_others_other: record.risks.risk_to_others_other.clone(),
    };
    ChildRead { child, unnamed, losses: reader.losses }
}

type CommunicationKept = Option<(CommunicationNeeds, Vec<CommunicationRequirement>)>;

struct Reader {
    losses: Vec<&'static NotCarried>,
}

impl Reader {
    fn lose(&mut self, code: &str) {
        if let Some(loss) = loss(code).filter(|loss| !self.losses.contains(loss)) {
            self.losses.push(loss);
        }
    }

    fn communication(
        &mut self,
        needs: CommunicationNeeds,
        which: &[CommunicationRequirement],
    ) -> (Facts<Communication>, CommunicationKept) {
        let named: Vec<Communication> = which.iter().filter_map(|which| way(*which)).collect();
        let none = which.contains(&CommunicationRequirement::None);
        let not_known = || Facts::all_others(Fact::not_known(WhyNotKnown::AskedNotKnown));
        let kept = Some((needs, which.to_vec()));
        match (needs, named.is_empty()) {
            (CommunicationNeeds::Yes, false) if !none => (Facts::only(named), None),
            (CommunicationNeeds::No, true) => {
                let plain = which == [CommunicationRequirement::None];
                (Facts::all_others(Fact::known(false)), if plain { None } else { kept })
            }
            (CommunicationNeeds::NotSpecified, true) => {
                let plain = which == [CommunicationRequirement::None];
                (Facts::default(), if plain { None } else { kept })
            }
            (CommunicationNeeds::Yes, true) => {
                self.lose("communication-not-named");
                (not_known(), kept)
            }
            _ => {
                self.lose("communication-contradicts");
                let facts =
                    named.into_iter().fold(not_known(), |facts, way| facts.with(way, Fact::known(true)));
                (facts, kept)
            }
        }
    }

    fn support(&mut self, support: Option<AdditionalSupport>) -> Facts<Support> {
        let support = match support {
            None => return Facts::default(),
            Some(AdditionalSupport::NotApplicable) => return Facts::all_others(Fact::known(false)),
            Some(AdditionalSupport::Supervision) => Support::AdditionalSupervision,
            Some(AdditionalSupport::Therapeutic) => Support::TherapeuticSupport,
            Some(AdditionalSupport::RespiteWorker) => Support::RespiteWorker,
            Some(AdditionalSupport::TaxisToSchool) => Support::SchoolTransport,
            Some(AdditionalSupport::Other) => Support::Other,
        };
        self.lose("one-support-only");
        Facts::default().with(support, Fact::known(true))
    }

    fn suitability(&mut self, said: CareSuitability) -> Fact<Suitability> {
        Fact::known(match said {
            CareSuitability::Preferred => Suitability::Preferred,
            CareSuitability::Suitable => Suitability::Suitable,
            CareSuitability::Unsuitable => Suitability::Unsuitable,
            CareSuitability::NotSpecified => {
                self.lose("not-specified");
                return Fact::default();
            }
        })
    }

    fn risks(&mut self, risks: &Risks, no_known_risk: NoKnownRisk, child: &mut Child) {
        let mut read = |presence: RiskPresence| match (presence, no_known_risk) {
            (RiskPresence::RiskPresent, _) => Fact::known(true),
            (RiskPresence::NoKnownRisk, how) => {
                self.lose("no-known-risk-is-two-things");
                match how {
                    NoKnownRisk::No => Fact::known(false),
                    NoKnownRisk::NotKnown => Fact::not_known(WhyNotKnown::AskedNotKnown),
                }
            }
        };
        for risk in OwnRisk::ALL {
            let facts = core::mem::take(&mut child.own_risks);
            child.own_risks = facts.with(*risk, read(own(risks, *risk)));
        }
        for risk in RiskToOthers::ALL {
            if let Some(presence) = to_others(risks, *risk) {
                let facts = core::mem::take(&mut child.risks_to_others);
                child.risks_to_others = facts.with(*risk, read(presence));
            }
        }
        child.other_risks = risks.risk_other.clone();
    }
}

fn way(which: CommunicationRequirement) -> Option<Communication> {
    match which {
        CommunicationRequirement::Esol => Some(Communication::Esol),
        CommunicationRequirement::Bsl => Some(Communication::Bsl),
        CommunicationRequirement::Makaton => Some(Communication::Makaton),
        CommunicationRequirement::Other => Some(Communication::Other),
        CommunicationRequirement::None => None,
    }
}

const fn own(risks: &Risks, risk: OwnRisk) -> RiskPresence {
    match risk {
        OwnRisk::SelfHarm => risks.risk_self_harm,
        OwnRisk::SexualExploitation => risks.risk_sexual_exploitation,
        OwnRisk::CriminalExploitation => risks.risk_criminal_exploitation,
        OwnRisk::DrugsAndAlcohol => risks.risk_drug_alcohol,
        OwnRisk::EatingDisorder => risks.risk_eating_disorder,
        OwnRisk::GoingMissing => risks.risk_missing,
    }
}

const fn to_others(risks: &Risks, risk: RiskToOthers) -> Option<RiskPresence> {
    match risk {
        RiskToOthers::PhysicalHarm => Some(risks.risk_to_others_physical),
        RiskToOthers::SexualHarm => Some(risks.risk_to_others_sexual),
        RiskToOthers::FireSetting => Some(risks.risk_to_others_fire),
        RiskToOthers::HarmToAnimals => Some(risks.risk_to_others_animals),
        RiskToOthers::ExploitingOthers => Some(risks.risk_to_others_criminal),
        RiskToOthers::SupplyingSubstances => None,
    }
}
