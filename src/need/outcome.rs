//! What a need is about, and how bad it is if it is not met.

use crate::base::codes;

codes! {
    /// What a need is about: the outcomes of the Care Act for adults (SI 2015/313 reg 2) and for carers (reg 3),
    /// and the things about safety and health that every household has to see to.
    pub enum Outcome: "an outcome" {
        /// Managing and maintaining nutrition.
        Nutrition = "nutrition", "eating and drinking";
        /// Maintaining personal hygiene.
        PersonalHygiene = "personal_hygiene", "washing and personal care";
        /// Managing toilet needs.
        Toilet = "toilet", "using the toilet";
        /// Being appropriately clothed.
        Clothing = "clothing", "dressing";
        /// Being able to make use of the home safely.
        HomeSafety = "home_safety", "getting about at home safely";
        /// Maintaining a habitable home.
        HabitableHome = "habitable_home", "keeping the home going";
        /// Developing and maintaining family or other personal relationships.
        Relationships = "relationships", "family and friends";
        /// Work, training, education or volunteering.
        WorkAndLearning = "work_and_learning", "work and learning";
        /// Facilities or services in the community.
        Community = "community", "getting out";
        /// Caring responsibilities for a child.
        CaringForChild = "caring_for_child", "caring for a child";
        /// A carer's outcome: providing care to other persons.
        CaringForOthers = "caring_for_others", "caring for others";
        /// A carer's outcome: recreational activities.
        Recreation = "recreation", "time for oneself";
        /// Health: medicines taken, and taken right.
        Medicines = "medicines", "medicines";
        /// Health: treatment, appointments, noticing illness.
        HealthCare = "health_care", "health and appointments";
        /// Safety: moving and being moved without harm.
        MovingSafely = "moving_safely", "moving safely";
        /// Safety: somebody there by day.
        SafeByDay = "safe_by_day", "somebody there by day";
        /// Safety: somebody there at night.
        SafeAtNight = "safe_at_night", "somebody there at night";
        /// Safety: money, letters and forms.
        MoneyAndLetters = "money_and_letters", "money and letters";
        /// Safety: being helped to understand and to decide.
        Decisions = "decisions", "understanding and deciding";
        /// Wellbeing: company and comfort.
        Company = "company", "company";
    }
}

codes! {
    /// How bad it is if a need is not met.
    pub enum Consequence: "a consequence" {
        /// Danger to life or health, or to somebody else.
        Critical = "critical", "critical";
        /// Real harm to health, safety or dignity, though no danger at once.
        Serious = "serious", "serious";
        /// A worse life, which can be made up for.
        Moderate = "moderate", "moderate";
    }
}
