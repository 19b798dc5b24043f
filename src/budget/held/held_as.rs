//! In which way money is held, and by whom.

use serde::{Deserialize, Serialize};

use crate::base::{SourceId, codes};
use crate::budget::Holding;

/// In which way the money of a budget, or of one of its lines, is held.
///
/// ```
/// use mutual_care::budget::Holding;
/// use mutual_care::budget::held::{HeldAs, Recipient};
/// let nominee = "6f2c1a3e-0000-4000-8000-000000000003".parse()?;
/// let held = HeldAs::DirectPayment { to: Recipient::Nominee(nominee) };
/// assert_eq!(held.holding(), Holding::DirectPayment);
/// assert_eq!(
///     serde_json::to_string(&held)?,
///     r#"{"direct_payment":{"to":{"nominee":"6f2c1a3e-0000-4000-8000-000000000003"}}}"#
/// );
/// assert_eq!(serde_json::to_string(&HeldAs::Managed)?, r#""managed""#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[serde(
    expecting = "how money is held: `managed`, or an object with `direct_payment` or with `service_fund`"
)]
pub enum HeldAs {
    /// The authority holds it, and pays for care itself.
    #[default]
    Managed,
    /// It is paid to somebody, who pays for care.
    DirectPayment {
        /// To whom.
        to: Recipient,
    },
    /// A provider holds it for the person.
    ServiceFund {
        /// Which provider.
        with: SourceId,
    },
}

impl HeldAs {
    /// The way alone, as the ledger keeps it.
    pub const fn holding(self) -> Holding {
        match self {
            Self::Managed => Holding::Managed,
            Self::DirectPayment { .. } => Holding::DirectPayment,
            Self::ServiceFund { .. } => Holding::ServiceFund,
        }
    }

    /// Who receives a direct payment; none if it is held in another way.
    pub const fn recipient(self) -> Option<Recipient> {
        match self {
            Self::DirectPayment { to } => Some(to),
            Self::Managed | Self::ServiceFund { .. } => None,
        }
    }
}

/// Who receives a direct payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[serde(
    expecting = "who receives it: `the_person`, or an object with the id of a `nominee` or of somebody `authorised`"
)]
pub enum Recipient {
    /// The person whose budget it is.
    ThePerson,
    /// Somebody whom the person, with capacity to request it, nominates: a person or an organisation.
    Nominee(SourceId),
    /// Somebody who is authorised to receive it for a person without that capacity.
    Authorised(SourceId),
}

impl Recipient {
    /// Who it is, unless it is the person.
    pub const fn somebody_else(self) -> Option<SourceId> {
        match self {
            Self::ThePerson => None,
            Self::Nominee(id) | Self::Authorised(id) => Some(id),
        }
    }
}

codes! {
    /// Whether a direct payment is paid with or without what the person contributes.
    #[derive(Default)]
    pub enum Paid: "how a direct payment is paid" {
        /// Less the contribution, down to nothing; what is left of it is charged.
        #[default]
        Net = "net", "net of the contribution";
        /// In full; the contribution is charged.
        Gross = "gross", "gross of the contribution";
    }
}
