//! The Placements Data Standard, in and out.

use mutual_care::base::{Code, Fact, PrivateText, Told, WhyNotKnown};
use mutual_care::placement::vocabulary::{
    AdditionalSupport, CareSuitability, CommunicationNeeds, CommunicationRequirement, CulturalNeeds,
    Direction, LOSSES, LivingCompanions, NeededBy, NoKnownRisk, PetsAnswer, PlacementAvailability,
    PlacementRecommendation, PlacementRequirements, RiskPresence, Risks, StandardRecord, TERMS, Unnamed,
    read_child, write_child,
};
use mutual_care::placement::{Child, CourtOrder, Facts, OwnRisk, RiskToOthers, Support};

use super::generate::{Dice, id, world};
use super::made::child;

/// A record in which every term has some value.
fn record(dice: &mut Dice) -> StandardRecord {
    let words = |words: &str| PrivateText::new(words).unwrap();
    let mut presence = || dice.pick(RiskPresence::ALL);
    let risks = Risks {
        risk_self_harm: presence(),
        risk_sexual_exploitation: presence(),
        risk_criminal_exploitation: presence(),
        risk_drug_alcohol: presence(),
        risk_eating_disorder: presence(),
        risk_missing: presence(),
        risk_other: words("something else"),
        risk_to_others_physical: presence(),
        risk_to_others_sexual: presence(),
        risk_to_others_fire: presence(),
        risk_to_others_animals: presence(),
        risk_to_others_criminal: presence(),
        risk_to_others_other: words("something else again"),
    };
    StandardRecord {
        placement_availability: PlacementAvailability {
            child_id: u64::from(dice.below(9_999)),
            needed_by: dice.percent(80).then(|| dice.pick(NeededBy::ALL)),
            sibling_count: dice.percent(50).then_some(2),
            preferred_location: words("near the sea"),
        },
        placement_requirements: PlacementRequirements {
            communication_needs: dice.pick(CommunicationNeeds::ALL),
            specific_communication_requirements: {
                let mut some = dice.some(CommunicationRequirement::ALL, 40);
                if some.is_empty() {
                    some.push(CommunicationRequirement::None);
                }
                some
            },
            home_adaptation: dice.percent(50),
            cultural_needs: dice.pick(CulturalNeeds::ALL),
            living_companions: dice.pick(LivingCompanions::ALL),
            pets: dice.pick(PetsAnswer::ALL),
            additional_support: dice.percent(80).then(|| dice.pick(AdditionalSupport::ALL)),
            deprivation_of_liberty: dice.percent(60).then(|| dice.percent(50)),
        },
        placement_recommendation: PlacementRecommendation {
            foster_care_suitability: dice.pick(CareSuitability::ALL),
            residential_care_suitability: dice.pick(CareSuitability::ALL),
            supported_accommodation_suitability: dice.pick(CareSuitability::ALL),
        },
        risks,
        actual_placement: None,
        quality_assurance: None,
    }
}

#[test]
fn a_record_read_and_written_again_is_the_same_record() {
    for seed in 0..3_000 {
        let record = record(&mut Dice::new(seed, 3));
        for reading in NoKnownRisk::ALL {
            let read = read_child(&record, id(0xa000_0000, 1), *reading);
            let written = write_child(&read.child, &read.unnamed);
            assert_eq!(written.record, record, "seed {seed}");
            assert!(read.losses.iter().all(|loss| loss.direction == Direction::ComingIn));
            assert!(written.losses.iter().all(|loss| loss.direction == Direction::GoingOut));
        }
        let text = serde_json::to_string(&record).unwrap();
        assert_eq!(serde_json::from_str::<StandardRecord>(&text).unwrap(), record);
    }
}

#[test]
fn no_known_risk_is_read_as_the_caller_says_and_never_silently_as_no() {
    let mut record = record(&mut Dice::new(1, 3));
    record.risks.risk_self_harm = RiskPresence::NoKnownRisk;
    record.risks.risk_missing = RiskPresence::RiskPresent;
    let read = |how| read_child(&record, id(0xa000_0000, 1), how).child.own_risks;
    let not_known = Told::NotKnown(WhyNotKnown::AskedNotKnown);
    assert_eq!(read(NoKnownRisk::NotKnown).told(OwnRisk::SelfHarm), not_known);
    assert_eq!(read(NoKnownRisk::No).told(OwnRisk::SelfHarm), Told::Known(false));
    for how in NoKnownRisk::ALL {
        assert_eq!(read(*how).told(OwnRisk::GoingMissing), Told::Known(true));
    }
}

#[test]
fn what_the_standard_can_say_of_a_child_comes_back() {
    for seed in 0..300 {
        let world = world(seed, 1);
        for child in world.party.children() {
            let written = write_child(child, &Unnamed::number(1));
            let again = read_child(&written.record, child.id, NoKnownRisk::No).child;
            for risk in OwnRisk::ALL {
                let told = child.own_risks.told(*risk);
                if told.known().is_some() {
                    assert_eq!(again.own_risks.told(*risk), told);
                }
            }
            for risk in RiskToOthers::ALL.iter().filter(|risk| **risk != RiskToOthers::SupplyingSubstances) {
                let told = child.risks_to_others.told(*risk);
                if told.known().is_some() {
                    assert_eq!(again.risks_to_others.told(*risk), told);
                }
            }
            if child.companions.told().known().is_some() {
                assert_eq!(again.companions.told(), child.companions.told());
            }
            assert_eq!(again.pets.told().known(), child.pets.told().known());
            assert_eq!(
                again.care_types.residential.told().known(),
                child.care_types.residential.told().known()
            );
            let order = CourtOrder::DeprivationOfLiberty;
            assert_eq!(again.orders.told(order).known(), child.orders.told(order).known());
        }
    }
}

#[test]
fn every_loss_happens_to_somebody() {
    let mut seen = std::collections::BTreeSet::new();
    for seed in 0..200 {
        let record = record(&mut Dice::new(seed, 3));
        seen.extend(
            read_child(&record, id(0xa000_0000, 1), NoKnownRisk::NotKnown).losses.iter().map(|l| l.code),
        );
    }
    let mut whole = child(1);
    whole.support = Facts::only([Support::TherapeuticSupport, Support::Other]);
    whole.risks_to_others = Facts::only([RiskToOthers::SupplyingSubstances]);
    whole.orders = Facts::only([CourtOrder::SecureAccommodation]);
    whole.adaptations = Facts::all_others(Fact::known(true));
    whole.culture = Facts::all_others(Fact::known(true));
    seen.extend(write_child(&whole, &Unnamed::number(1)).losses.iter().map(|loss| loss.code));
    let nobody = Child::new(id(0xa000_0000, 1));
    let of_nobody = write_child(&nobody, &Unnamed::number(1)).losses;
    assert!(of_nobody.iter().all(|loss| loss.code != "needs-not-expressed"), "nothing was there to lose");
    seen.extend(of_nobody.iter().map(|loss| loss.code));
    seen.insert("pence-not-expressed"); // Of an agreed placement: its own example.
    for loss in LOSSES {
        assert!(seen.contains(loss.code), "{} never happens", loss.code);
    }
}

#[test]
fn every_term_has_its_place() {
    let count = |entity: &str| TERMS.iter().filter(|term| term.entity == entity).count();
    let entities = [
        ("PlacementAvailability", 4),
        ("PlacementRequirements", 8),
        ("PlacementRecommendation", 3),
        ("Risks", 13),
        ("ActualPlacement", 7),
        ("QualityAssurance", 6),
    ];
    for (entity, fields) in entities {
        assert_eq!(count(entity), fields, "{entity}");
    }
    // The names on the wire are the standard's own.
    let text = serde_json::to_value(record(&mut Dice::new(2, 3))).unwrap();
    for term in TERMS.iter().filter(|term| !["ActualPlacement", "QualityAssurance"].contains(&term.entity)) {
        let optional = ["neededBy", "siblingCount", "additionalSupport", "deprivationOfLiberty"];
        let there = text[term.entity].get(term.field).is_some();
        assert!(there || optional.contains(&term.field), "{}.{}", term.entity, term.field);
    }
    let options: usize = NeededBy::ALL.len()
        + CommunicationNeeds::ALL.len()
        + CommunicationRequirement::ALL.len()
        + CulturalNeeds::ALL.len()
        + LivingCompanions::ALL.len()
        + PetsAnswer::ALL.len()
        + AdditionalSupport::ALL.len()
        + CareSuitability::ALL.len()
        + RiskPresence::ALL.len();
    assert_eq!(options, 3 + 3 + 5 + 4 + 5 + 4 + 6 + 4 + 2);
}
