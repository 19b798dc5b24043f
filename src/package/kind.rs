//! What a line provides.

use crate::base::codes;

codes! {
    /// What a line of a care package provides.
    pub enum LineKind: "what a line provides" {
        /// Somebody who comes to the home.
        HomeCare = "home_care", "home care";
        /// A place to go to by day.
        DayService = "day_service", "day service";
        /// An assistant whom the person chooses, employed or not.
        PersonalAssistant = "personal_assistant", "personal assistant";
        /// A stay elsewhere, so that those at home have a break.
        Respite = "respite", "respite";
        /// Living with a family that shares its home.
        SharedLives = "shared_lives", "shared lives";
        /// Support where the person has a tenancy of their own.
        SupportedLiving = "supported_living", "supported living";
        /// Living in a care home.
        CareHome = "care_home", "care home";
        /// Help to get going again, for some weeks.
        Reablement = "reablement", "reablement";
        /// Care between hospital and home.
        IntermediateCare = "intermediate_care", "intermediate care";
        /// Aids and other things.
        Equipment = "equipment", "equipment";
        /// A change to the home.
        HomeAdaptation = "adaptation", "adaptation of the home";
        /// Alarms and sensors.
        Telecare = "telecare", "telecare";
        /// Care in place of a carer who has a break.
        ReplacementCare = "replacement_care", "replacement care";
        /// Somebody who speaks for the person.
        Advocate = "advocacy", "advocacy";
        /// People who meet and support each other.
        SupportGroup = "support_group", "support group";
        /// Training for a carer, such as cooking.
        CarerTraining = "carer_training", "training for a carer";
        /// Advice about benefits.
        BenefitsAdvice = "benefits_advice", "benefits advice";
        /// Meals that are brought.
        Meals = "meals", "meals";
        /// Laundry, cleaning, shopping.
        HouseholdHelp = "household_help", "help in the house";
        /// Journeys.
        Transport = "transport", "transport";
        /// What people do, learn and enjoy.
        Activity = "activity", "an activity";
        /// What the authority asks for arranging care.
        ArrangementFee = "arrangement_fee", "arrangement fee";
        /// Holiday pay of somebody employed.
        HolidayPay = "holiday_pay", "holiday pay";
        /// An employer's national insurance.
        EmployersNationalInsurance = "employers_national_insurance", "employer's national insurance";
        /// An employer's share of a pension.
        EmployersPension = "employers_pension", "employer's pension";
        /// Insurance that an employer must have.
        EmployersInsurance = "employers_insurance", "employer's liability insurance";
        /// A payroll service.
        Payroll = "payroll", "payroll";
        /// Pay for a time of notice.
        NoticePay = "notice_pay", "pay for a time of notice";
        /// Pay when a job ends.
        RedundancyPay = "redundancy", "redundancy pay";
        /// Advertising and finding somebody.
        Recruitment = "recruitment", "recruitment";
        /// Something else; its words say what.
        Other = "other", "something else";
    }
}

impl LineKind {
    /// Whether it is a cost of employing somebody, and not itself any care.
    ///
    /// ```
    /// use mutual_care::package::LineKind;
    /// assert!(LineKind::HolidayPay.is_cost_of_employing());
    /// assert!(!LineKind::PersonalAssistant.is_cost_of_employing());
    /// ```
    pub const fn is_cost_of_employing(self) -> bool {
        matches!(
            self,
            Self::HolidayPay
                | Self::EmployersNationalInsurance
                | Self::EmployersPension
                | Self::EmployersInsurance
                | Self::Payroll
                | Self::NoticePay
                | Self::RedundancyPay
                | Self::Recruitment
        )
    }

    /// Whether nobody provides it to the person in a way that a provider has to be named: what employing costs, and what
    /// the authority asks for arranging.
    pub(super) const fn needs_no_provider(self) -> bool {
        self.is_cost_of_employing() || matches!(self, Self::ArrangementFee)
    }

    /// Whether it is equipment or a change to the home.
    pub(super) const fn is_equipment(self) -> bool {
        matches!(self, Self::Equipment | Self::HomeAdaptation | Self::Telecare)
    }
}
