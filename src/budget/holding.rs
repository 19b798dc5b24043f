//! Who holds the money of a budget.

use crate::base::codes;

codes! {
    /// Who holds the money of a budget. One budget may be held in several of these ways, line by line.
    pub enum Holding: "how money is held" {
        /// The authority holds it, and pays for care itself.
        Managed = "managed", "managed by the authority";
        /// The person, a nominee or an authorised person holds it.
        DirectPayment = "direct_payment", "direct payment";
        /// A provider holds it for the person.
        ServiceFund = "service_fund", "individual service fund";
    }
}
