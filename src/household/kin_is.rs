//! The words for what one person is to another: family by birth, marriage, adoption and care, friends and neighbours.

use crate::base::codes;

codes! {
    /// What one person is to another: `mother` in "Ada is the mother of Ben".
    ///
    /// Two people may be several things to each other at once: an uncle may be a stepfather.
    pub enum KinIs: "what one person is to another" {
        /// Mother of, by birth unless a word with `adoptive`, `step` or `foster` says otherwise in its place.
        Mother = "mother", "mother";
        /// Father of, as for a mother.
        Father = "father", "father";
        /// Parent of, as for a mother.
        Parent = "parent", "parent";
        /// Son of.
        Son = "son", "son";
        /// Daughter of.
        Daughter = "daughter", "daughter";
        /// Son or daughter of, of whatever age.
        Child = "child", "son or daughter";
        /// Brother of.
        Brother = "brother", "brother";
        /// Sister of.
        Sister = "sister", "sister";
        /// Brother or sister of.
        Sibling = "sibling", "brother or sister";
        /// Brother by one parent of.
        HalfBrother = "half_brother", "half-brother";
        /// Sister by one parent of.
        HalfSister = "half_sister", "half-sister";
        /// Brother or sister by one parent of.
        HalfSibling = "half_sibling", "half-brother or half-sister";
        /// Mother by marriage or partnership to a parent of.
        StepMother = "step_mother", "stepmother";
        /// Father by marriage or partnership to a parent of.
        StepFather = "step_father", "stepfather";
        /// Parent by marriage or partnership to a parent of.
        StepParent = "step_parent", "stepparent";
        /// Son of a wife, husband or partner, and so of.
        StepSon = "step_son", "stepson";
        /// Daughter of a wife, husband or partner, and so of.
        StepDaughter = "step_daughter", "stepdaughter";
        /// Son or daughter of a wife, husband or partner, and so of.
        StepChild = "step_child", "stepson or stepdaughter";
        /// Brother as a child of a parent's wife, husband or partner, of.
        StepBrother = "step_brother", "stepbrother";
        /// Sister as a child of a parent's wife, husband or partner, of.
        StepSister = "step_sister", "stepsister";
        /// Brother or sister as a child of a parent's wife, husband or partner, of.
        StepSibling = "step_sibling", "stepbrother or stepsister";
        /// Mother by adoption of.
        AdoptiveMother = "adoptive_mother", "adoptive mother";
        /// Father by adoption of.
        AdoptiveFather = "adoptive_father", "adoptive father";
        /// Parent by adoption of.
        AdoptiveParent = "adoptive_parent", "adoptive parent";
        /// Son by adoption of.
        AdoptiveSon = "adoptive_son", "adopted son";
        /// Daughter by adoption of.
        AdoptiveDaughter = "adoptive_daughter", "adopted daughter";
        /// Son or daughter by adoption of.
        AdoptiveChild = "adoptive_child", "adopted son or adopted daughter";
        /// Brother by adoption of.
        AdoptiveBrother = "adoptive_brother", "adoptive brother";
        /// Sister by adoption of.
        AdoptiveSister = "adoptive_sister", "adoptive sister";
        /// Brother or sister by adoption of.
        AdoptiveSibling = "adoptive_sibling", "adoptive brother or adoptive sister";
        /// Foster mother of.
        FosterMother = "foster_mother", "foster mother";
        /// Foster father of.
        FosterFather = "foster_father", "foster father";
        /// Foster parent of.
        FosterParent = "foster_parent", "foster parent";
        /// Foster son of.
        FosterSon = "foster_son", "foster son";
        /// Foster daughter of.
        FosterDaughter = "foster_daughter", "foster daughter";
        /// Foster son or daughter of.
        FosterChild = "foster_child", "foster son or foster daughter";
        /// Foster brother of.
        FosterBrother = "foster_brother", "foster brother";
        /// Foster sister of.
        FosterSister = "foster_sister", "foster sister";
        /// Foster brother or sister of.
        FosterSibling = "foster_sibling", "foster brother or foster sister";
        /// Mother-in-law of.
        MotherInLaw = "mother_in_law", "mother-in-law";
        /// Father-in-law of.
        FatherInLaw = "father_in_law", "father-in-law";
        /// Parent-in-law of.
        ParentInLaw = "parent_in_law", "parent-in-law";
        /// Son-in-law of.
        SonInLaw = "son_in_law", "son-in-law";
        /// Daughter-in-law of.
        DaughterInLaw = "daughter_in_law", "daughter-in-law";
        /// Son-in-law or daughter-in-law of.
        ChildInLaw = "child_in_law", "son-in-law or daughter-in-law";
        /// Brother-in-law of.
        BrotherInLaw = "brother_in_law", "brother-in-law";
        /// Sister-in-law of.
        SisterInLaw = "sister_in_law", "sister-in-law";
        /// Brother-in-law or sister-in-law of.
        SiblingInLaw = "sibling_in_law", "brother-in-law or sister-in-law";
        /// Wife of.
        Wife = "wife", "wife";
        /// Husband of.
        Husband = "husband", "husband";
        /// Partner of, married or not.
        Partner = "partner", "partner";
        /// Grandmother of.
        Grandmother = "grandmother", "grandmother";
        /// Grandfather of.
        Grandfather = "grandfather", "grandfather";
        /// Grandparent of.
        Grandparent = "grandparent", "grandparent";
        /// Grandson of.
        Grandson = "grandson", "grandson";
        /// Granddaughter of.
        Granddaughter = "granddaughter", "granddaughter";
        /// Grandchild of.
        Grandchild = "grandchild", "grandchild";
        /// Great-grandmother of.
        GreatGrandmother = "great_grandmother", "great-grandmother";
        /// Great-grandfather of.
        GreatGrandfather = "great_grandfather", "great-grandfather";
        /// Great-grandparent of.
        GreatGrandparent = "great_grandparent", "great-grandparent";
        /// Great-grandson of.
        GreatGrandson = "great_grandson", "great-grandson";
        /// Great-granddaughter of.
        GreatGranddaughter = "great_granddaughter", "great-granddaughter";
        /// Great-grandchild of.
        GreatGrandchild = "great_grandchild", "great-grandchild";
        /// Aunt of.
        Aunt = "aunt", "aunt";
        /// Uncle of.
        Uncle = "uncle", "uncle";
        /// Aunt or uncle of.
        AuntOrUncle = "aunt_or_uncle", "aunt or uncle";
        /// Niece of.
        Niece = "niece", "niece";
        /// Nephew of.
        Nephew = "nephew", "nephew";
        /// Niece or nephew of.
        NieceOrNephew = "niece_or_nephew", "niece or nephew";
        /// Cousin of.
        Cousin = "cousin", "cousin";
        /// Guardian of, by law or by agreement; whoever is of the family too has a word for that besides.
        Guardian = "guardian", "guardian";
        /// In the care of a guardian, seen from that one.
        Ward = "ward", "ward";
        /// Friend of.
        Friend = "friend", "friend";
        /// Neighbour of.
        Neighbour = "neighbour", "neighbour";
        /// Something else, or not to be said.
        Other = "other", "somebody close";
    }
}

impl KinIs {
    /// What the other one is in return, as far as that can be known: the inverse of mother is son or daughter.
    ///
    /// ```
    /// use mutual_care::household::KinIs;
    /// assert_eq!(KinIs::Mother.inverse(), KinIs::Child);
    /// assert_eq!(KinIs::Nephew.inverse(), KinIs::AuntOrUncle);
    /// assert_eq!(KinIs::Neighbour.inverse(), KinIs::Neighbour);
    /// assert_eq!(KinIs::StepMother.inverse(), KinIs::StepChild);
    /// ```
    pub const fn inverse(self) -> Self {
        match self {
            Self::Mother | Self::Father | Self::Parent => Self::Child,
            Self::Son | Self::Daughter | Self::Child => Self::Parent,
            Self::Brother | Self::Sister | Self::Sibling => Self::Sibling,
            Self::HalfBrother | Self::HalfSister | Self::HalfSibling => Self::HalfSibling,
            Self::StepMother | Self::StepFather | Self::StepParent => Self::StepChild,
            Self::StepSon | Self::StepDaughter | Self::StepChild => Self::StepParent,
            Self::StepBrother | Self::StepSister | Self::StepSibling => Self::StepSibling,
            Self::AdoptiveMother | Self::AdoptiveFather | Self::AdoptiveParent => Self::AdoptiveChild,
            Self::AdoptiveSon | Self::AdoptiveDaughter | Self::AdoptiveChild => Self::AdoptiveParent,
            Self::AdoptiveBrother | Self::AdoptiveSister | Self::AdoptiveSibling => Self::AdoptiveSibling,
            Self::FosterMother | Self::FosterFather | Self::FosterParent => Self::FosterChild,
            Self::FosterSon | Self::FosterDaughter | Self::FosterChild => Self::FosterParent,
            Self::FosterBrother | Self::FosterSister | Self::FosterSibling => Self::FosterSibling,
            Self::MotherInLaw | Self::FatherInLaw | Self::ParentInLaw => Self::ChildInLaw,
            Self::SonInLaw | Self::DaughterInLaw | Self::ChildInLaw => Self::ParentInLaw,
            Self::BrotherInLaw | Self::SisterInLaw | Self::SiblingInLaw => Self::SiblingInLaw,
            Self::Wife | Self::Husband | Self::Partner => Self::Partner,
            Self::Grandmother | Self::Grandfather | Self::Grandparent => Self::Grandchild,
            Self::Grandson | Self::Granddaughter | Self::Grandchild => Self::Grandparent,
            Self::GreatGrandmother | Self::GreatGrandfather | Self::GreatGrandparent => Self::GreatGrandchild,
            Self::GreatGrandson | Self::GreatGranddaughter | Self::GreatGrandchild => Self::GreatGrandparent,
            Self::Aunt | Self::Uncle | Self::AuntOrUncle => Self::NieceOrNephew,
            Self::Niece | Self::Nephew | Self::NieceOrNephew => Self::AuntOrUncle,
            Self::Cousin => Self::Cousin,
            Self::Guardian => Self::Ward,
            Self::Ward => Self::Guardian,
            Self::Friend => Self::Friend,
            Self::Neighbour => Self::Neighbour,
            Self::Other => Self::Other,
        }
    }

    /// The same without saying whether man or woman: parent for mother.
    ///
    /// ```
    /// use mutual_care::household::KinIs;
    /// assert_eq!(KinIs::Mother.general(), KinIs::Parent);
    /// assert_eq!(KinIs::HalfSister.general(), KinIs::HalfSibling);
    /// ```
    pub const fn general(self) -> Self {
        self.inverse().inverse()
    }

    /// Whether it is of the family: by birth, by marriage or partnership, by adoption, or by fostering. A guardian, a
    /// friend or a neighbour may be of the family too, which then is a word of its own.
    pub const fn is_family(self) -> bool {
        !matches!(self, Self::Guardian | Self::Ward | Self::Friend | Self::Neighbour | Self::Other)
    }

    /// Whether it is a brother or sister: in full, half, by adoption, or as a child of a parent's partner. Not by
    /// fostering, and not in law.
    pub(super) const fn is_sibling(self) -> bool {
        matches!(
            self.general(),
            Self::Sibling | Self::HalfSibling | Self::AdoptiveSibling | Self::StepSibling
        )
    }

    /// Whether it is a parent whose children are brothers and sisters: by birth, by adoption, or as a parent's partner.
    pub(super) const fn is_parent_of_siblings(self) -> bool {
        matches!(self.general(), Self::Parent | Self::AdoptiveParent | Self::StepParent)
    }

    /// Whether whoever is this descends from the other by birth. A word that says nothing else is taken as by birth.
    pub(super) const fn descends_by_birth(self) -> bool {
        matches!(self.general(), Self::Child | Self::Grandchild | Self::GreatGrandchild)
    }
}
