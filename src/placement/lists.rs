//! The code lists of placement: what a child may need, what a home may offer, in words both can use.
//!
//! Each value of a list about a child has its counterpart in a home: a need in the statement of purpose, a skill
//! in the staff on every shift, a health task somebody there is trained for.

use crate::base::codes;

codes! {
    /// A need that a home's statement of purpose either covers or does not.
    pub enum CareNeed: "a need for care" {
        /// Learning disability.
        LearningDisability = "learning_disability", "learning disability";
        /// Autism.
        Autism = "autism", "autism";
        /// Physical disability.
        PhysicalDisability = "physical_disability", "physical disability";
        /// Hearing, sight or both.
        SensoryImpairment = "sensory_impairment", "sensory impairment";
        /// Mental health.
        MentalHealth = "mental_health", "mental health";
        /// Emotional, social and behavioural difficulties.
        EmotionalAndBehavioural = "emotional_and_behavioural", "emotional and behavioural needs";
        /// Harmful sexual behaviour.
        HarmfulSexualBehaviour = "harmful_sexual_behaviour", "harmful sexual behaviour";
        /// Drugs or alcohol.
        SubstanceUse = "substance_use", "drug and alcohol use";
        /// Offending.
        Offending = "offending", "offending";
        /// Being or having been exploited.
        Exploitation = "exploitation", "exploitation";
        /// Complex health needs.
        ComplexHealth = "complex_health", "complex health needs";
        /// What follows from abuse, neglect or loss.
        Trauma = "trauma", "trauma";
    }
}

codes! {
    /// A skill that a child needs in the staff, on every shift.
    pub enum Skill: "a skill of the staff" {
        /// Trauma-informed care.
        TraumaInformedCare = "trauma_informed_care", "trauma-informed care";
        /// De-escalation.
        DeEscalation = "de_escalation", "de-escalation";
        /// Positive behaviour support.
        PositiveBehaviourSupport = "positive_behaviour_support", "positive behaviour support";
        /// Autism practice.
        AutismPractice = "autism_practice", "autism practice";
        /// Therapeutic parenting.
        TherapeuticParenting = "therapeutic_parenting", "therapeutic parenting";
        /// Work with children who are exploited.
        ExploitationPractice = "exploitation_practice", "work with children who are exploited";
        /// Work with children who harm themselves.
        SelfHarmPractice = "self_harm_practice", "work with children who harm themselves";
        /// Holding a child safely.
        PhysicalIntervention = "physical_intervention", "safe holding";
    }
}

codes! {
    /// A task of health care that somebody in the home must be trained for.
    pub enum HealthTask: "a task of health care" {
        /// Rescue medication, for epilepsy or severe allergy.
        RescueMedication = "rescue_medication", "rescue medication";
        /// Diabetes care.
        DiabetesCare = "diabetes_care", "diabetes care";
        /// Feeding by tube.
        TubeFeeding = "tube_feeding", "tube feeding";
        /// Catheter or stoma care.
        CatheterCare = "catheter_care", "catheter or stoma care";
        /// Moving and handling.
        MovingAndHandling = "moving_and_handling", "moving and handling";
        /// Medicines kept under control.
        ControlledMedication = "controlled_medication", "controlled medication";
    }
}

codes! {
    /// Something about the building that a child needs.
    pub enum Adaptation: "an adaptation" {
        /// No steps.
        StepFree = "step_free", "step-free access";
        /// A bedroom on the ground floor.
        GroundFloorBedroom = "ground_floor_bedroom", "a ground-floor bedroom";
        /// A hoist.
        Hoist = "hoist", "a hoist";
        /// An accessible bathroom.
        AccessibleBathroom = "accessible_bathroom", "an accessible bathroom";
        /// A quiet or sensory space.
        SensorySpace = "sensory_space", "a sensory space";
        /// Alarms and bells that can be seen or felt.
        AlertingDevices = "alerting_devices", "alerting devices";
    }
}

codes! {
    /// A risk to the child. The first six of the Placements Data Standard, in its order of meaning.
    pub enum OwnRisk: "a risk to the child" {
        /// Self-harm.
        SelfHarm = "self_harm", "self-harm";
        /// Sexual exploitation.
        SexualExploitation = "sexual_exploitation", "sexual exploitation";
        /// Criminal exploitation.
        CriminalExploitation = "criminal_exploitation", "criminal exploitation";
        /// Drug and alcohol use.
        DrugsAndAlcohol = "drugs_and_alcohol", "drug and alcohol use";
        /// An eating disorder.
        EatingDisorder = "eating_disorder", "an eating disorder";
        /// Going missing.
        GoingMissing = "going_missing", "going missing";
    }
}

codes! {
    /// A risk that a child may be to others.
    pub enum RiskToOthers: "a risk to others" {
        /// Physical harm.
        PhysicalHarm = "physical_harm", "physical harm to others";
        /// Sexual harm.
        SexualHarm = "sexual_harm", "sexual harm to others";
        /// Fire-setting.
        FireSetting = "fire_setting", "fire-setting";
        /// Harm to animals.
        HarmToAnimals = "harm_to_animals", "harm to animals";
        /// Drawing others into exploitation.
        ExploitingOthers = "exploiting_others", "drawing others into exploitation";
        /// Bringing drugs or alcohol to others.
        SupplyingSubstances = "supplying_substances", "bringing drugs or alcohol to others";
    }
}

codes! {
    /// What a child is more easily harmed by than others of the same age. Exploitation, substances and going
    /// missing are read from the risks to the child.
    pub enum Vulnerability: "a vulnerability" {
        /// Would be hurt by another's violence.
        PhysicalHarm = "physical_harm", "being hurt by others";
        /// Would be hurt by another's sexual behaviour.
        SexualHarm = "sexual_harm", "sexual harm by others";
        /// Would not get out of a fire alone.
        Fire = "fire", "not getting out of a fire";
    }
}

codes! {
    /// An order of a court that a home must be able to carry out.
    pub enum CourtOrder: "an order of a court" {
        /// Deprivation of liberty.
        DeprivationOfLiberty = "deprivation_of_liberty", "deprivation of liberty";
        /// Secure accommodation.
        SecureAccommodation = "secure_accommodation", "secure accommodation";
    }
}

codes! {
    /// What a child's culture or faith asks of a home.
    pub enum CultureNeed: "a need of culture or faith" {
        /// A place of worship within reach.
        PlaceOfWorship = "place_of_worship", "a place of worship";
        /// Food.
        Diet = "diet", "food";
        /// Care of hair and skin.
        HairAndSkinCare = "hair_and_skin_care", "hair and skin care";
        /// Prayer, fasting and feasts.
        Observance = "observance", "prayer, fasting and feasts";
        /// Traditions of the family.
        Traditions = "traditions", "traditions of the family";
    }
}

codes! {
    /// A way of communicating that a child needs. Those of the Placements Data Standard.
    pub enum Communication: "a way of communicating" {
        /// English for speakers of other languages.
        Esol = "esol", "English for speakers of other languages";
        /// British Sign Language.
        Bsl = "bsl", "British Sign Language";
        /// Makaton.
        Makaton = "makaton", "Makaton";
        /// Another.
        Other = "other", "another way of communicating";
    }
}

codes! {
    /// Something a child loves to do.
    pub enum Activity: "an activity" {
        /// Football, netball and the like.
        TeamSport = "team_sport", "team sport";
        /// Swimming.
        Swimming = "swimming", "swimming";
        /// Martial arts.
        MartialArts = "martial_arts", "martial arts";
        /// Dance.
        Dance = "dance", "dance";
        /// Music.
        Music = "music", "music";
        /// Art and making.
        Art = "art", "art and making";
        /// Drama.
        Drama = "drama", "drama";
        /// Cooking.
        Cooking = "cooking", "cooking";
        /// Animals.
        Animals = "animals", "animals";
        /// The outdoors.
        Outdoors = "outdoors", "the outdoors";
    }
}

codes! {
    /// Support beside the daily care. That of the Placements Data Standard.
    pub enum Support: "additional support" {
        /// Additional supervision.
        AdditionalSupervision = "additional_supervision", "additional supervision";
        /// Therapeutic support.
        TherapeuticSupport = "therapeutic_support", "therapeutic support";
        /// A worker for respite.
        RespiteWorker = "respite_worker", "a worker for respite";
        /// Transport to school.
        SchoolTransport = "school_transport", "transport to school";
        /// Other.
        Other = "other", "other support";
    }
}

codes! {
    /// What a child may be allergic to, and what is kept in a home or cannot be kept out of it.
    pub enum Allergen: "something to be allergic to" {
        /// Dogs.
        Dogs = "dogs", "dogs";
        /// Cats.
        Cats = "cats", "cats";
        /// Horses, birds, rabbits and other animals.
        OtherAnimals = "other_animals", "other animals";
        /// Peanuts and tree nuts.
        Nuts = "nuts", "nuts";
        /// Milk.
        Milk = "milk", "milk";
        /// Eggs.
        Eggs = "eggs", "eggs";
        /// Fish and shellfish.
        Seafood = "seafood", "fish and shellfish";
        /// Wheat and other grain with gluten.
        Gluten = "gluten", "gluten";
        /// Other foods.
        OtherFoods = "other_foods", "other foods";
        /// Anything else: latex, stings, a medicine.
        Other = "other", "anything else";
    }
}

impl Allergen {
    /// Whether it comes with an animal, so that it is not in a home in which no animal lives.
    pub const fn is_animal(self) -> bool {
        matches!(self, Self::Dogs | Self::Cats | Self::OtherAnimals)
    }
}

codes! {
    /// With whom a child can be cared for. That of the Placements Data Standard.
    pub enum Companions: "with whom a child can live" {
        /// Alone.
        Solo = "solo", "alone";
        /// Better with other children.
        WithOthers = "with_others", "with other children";
        /// Only with older children.
        OlderOnly = "older_only", "only with older children";
        /// Only with younger children.
        YoungerOnly = "younger_only", "only with younger children";
        /// No preference.
        NoPreference = "no_preference", "no preference";
    }
}

codes! {
    /// Whether a child can live with animals. That of the Placements Data Standard.
    pub enum Pets: "whether a child can live with animals" {
        /// There must be animals.
        Must = "must", "must live with animals";
        /// There can be animals.
        Can = "can", "can live with animals";
        /// There cannot be animals.
        Cannot = "cannot", "cannot live with animals";
    }
}

codes! {
    /// The sex that stands in a child's records, for the registration of a home.
    pub enum RegisteredSex: "a registered sex" {
        /// Female.
        Female = "female", "female";
        /// Male.
        Male = "male", "male";
        /// Not clear: whether a home may take the child is then a question to the regulator.
        Unclear = "unclear", "unclear";
    }
}

codes! {
    /// Who a child says they are. For wishes and rooms, never for the registration.
    pub enum Gender: "a gender" {
        /// A girl.
        Girl = "girl", "a girl";
        /// A boy.
        Boy = "boy", "a boy";
        /// Neither, or both.
        NonBinary = "non_binary", "non-binary";
        /// Said in other words.
        Other = "other", "another gender";
    }
}

codes! {
    /// For children of which sex a home is registered.
    pub enum HomeSex: "for which sex a home is registered" {
        /// Any.
        Any = "any", "any";
        /// Female.
        Female = "female", "female";
        /// Male.
        Male = "male", "male";
    }
}

codes! {
    /// With whom a child wishes to live.
    pub enum WishedCompany: "wished company" {
        /// No matter whom.
        Any = "any", "no matter whom";
        /// Only children of the same gender.
        OwnGender = "own_gender", "only children of the same gender";
    }
}

codes! {
    /// What one child is to another.
    pub enum RelationKind: "what one child is to another" {
        /// Brother or sister, half and step included.
        Sibling = "sibling", "brother or sister";
        /// Friend.
        Friend = "friend", "friend";
        /// There is a known history of harm between them.
        HarmBetween = "harm_between", "harm between them is known";
        /// An order or a decision says that they must not live together.
        KeepApart = "keep_apart", "they must not live together";
    }
}

codes! {
    /// How suitable a type of care is held to be. That of the Placements Data Standard.
    pub enum Suitability: "a suitability" {
        /// Preferred.
        Preferred = "preferred", "preferred";
        /// Suitable, not preferred.
        Suitable = "suitable", "suitable but not preferred";
        /// Unsuitable.
        Unsuitable = "unsuitable", "unsuitable";
    }
}

codes! {
    /// What can meet a rule of safety that would otherwise be a no.
    pub enum Mitigation: "a mitigation" {
        /// More staff by day and evening.
        ExtraStaff = "extra_staff", "extra staff";
        /// Staff awake at night.
        WakingNightStaff = "waking_night_staff", "staff awake at night";
        /// The two are never alone together.
        NeverAloneTogether = "never_alone_together", "never alone together";
        /// Separate parts of the home.
        SeparateArea = "separate_area", "separate parts of the home";
        /// A part of the home for this child alone.
        OwnAnnexe = "own_annexe", "a part of the home for one child alone";
        /// Alarms on doors.
        DoorAlarms = "door_alarms", "alarms on doors";
        /// A safety plan made with the child.
        SafetyPlan = "safety_plan", "a safety plan made with the child";
        /// Precautions against fire beyond the usual.
        FirePrecautions = "fire_precautions", "extra precautions against fire";
        /// What could harm is locked away.
        LockedStorage = "locked_storage", "locked storage";
        /// An agreed way of acting when a child goes missing.
        MissingProtocol = "missing_protocol", "an agreed way of acting when a child is missing";
        /// Somebody comes along on journeys.
        EscortedJourneys = "escorted_journeys", "escorted journeys";
        /// Staff are trained before the move.
        TrainingBeforeMove = "training_before_move", "training before the move";
        /// A specialist comes in.
        SpecialistCover = "specialist_cover", "a specialist who comes in";
        /// The building is adapted before the move.
        AdaptingBeforeMove = "adapting_before_move", "adapting the building before the move";
        /// Rooms are checked and made safe.
        EnvironmentCheck = "environment_check", "rooms checked and made safe";
        /// A plan for meals.
        MealsPlan = "meals_plan", "a plan for meals";
        /// Never alone with animals.
        AnimalsSupervised = "animals_supervised", "never alone with animals";
    }
}

codes! {
    /// A step that the placing authority must take before a placement can proceed.
    pub enum AuthorityStep: "a step of the authority" {
        /// The nominated officer approves a change of school in key stage 4; reviewing officer and designated
        /// teacher are consulted.
        KeyStage4Approval = "key_stage_4_approval", "the nominated officer approves the change of education";
        /// The nominated officer approves a placement out of the authority's area.
        OutOfAreaApproval = "out_of_area_approval", "the nominated officer approves the placement out of area";
        /// The director approves a placement at a distance; the area's authority is consulted and has the care
        /// plan.
        DistantPlacementApproval = "distant_placement_approval",
            "the director approves the distant placement, and the area's authority is consulted";
    }
}

codes! {
    /// A time of day for which a home has staff. Staff awake and staff asleep at night are counted apart.
    pub enum Watch: "a time of day" {
        /// Day.
        Day = "day", "by day";
        /// Evening.
        Evening = "evening", "in the evening";
        /// Night, awake.
        NightWaking = "night_waking", "at night, awake";
        /// Night, asleep in the home.
        NightSleeping = "night_sleeping", "at night, asleep in the home";
    }
}
