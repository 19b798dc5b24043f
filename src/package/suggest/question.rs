//! Which loss is to be mended, and by which prices.

use super::price_list::PriceList;
use crate::base::{SourceId, WorkingDays};
use crate::package::{Payer, SharedBy};

/// Whose loss lines are to mend, at which prices, and how what two people share is shared.
///
/// ```
/// use mutual_care::base::England;
/// use mutual_care::package::{PriceList, SharedBy, SuggestQuestion};
/// let prices = PriceList::default();
/// let lost = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
/// let question = SuggestQuestion::new(lost, &prices, &England).shared(SharedBy::Hours);
/// assert_eq!(question.split, Some(SharedBy::Hours));
/// # Ok::<(), mutual_care::base::IdError>(())
/// ```
#[derive(Clone)]
pub struct SuggestQuestion<'a> {
    /// Who or what would be lost.
    pub lost: SourceId,
    /// What those who may be asked cost.
    pub prices: &'a PriceList,
    /// Which days are holidays.
    pub calendar: &'a dyn WorkingDays,
    /// Who would pay.
    pub payer: Payer,
    /// How two people share a line that helps both. None: no line is for two people, since how they share it is theirs to
    /// say.
    pub split: Option<SharedBy>,
}

impl<'a> SuggestQuestion<'a> {
    /// What would mend the loss of this source at these prices, paid out of personal budgets and shared by nobody.
    pub const fn new(lost: SourceId, prices: &'a PriceList, calendar: &'a dyn WorkingDays) -> Self {
        Self { lost, prices, calendar, payer: Payer::PersonalBudget, split: None }
    }

    /// The same, with lines that help two people where the same help can do both, shared like this.
    #[must_use]
    pub fn shared(self, split: SharedBy) -> Self {
        Self { split: Some(split), ..self }
    }

    /// The same, paid by somebody else.
    #[must_use]
    pub fn paid_by(self, payer: Payer) -> Self {
        Self { payer, ..self }
    }
}

impl core::fmt::Debug for SuggestQuestion<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("SuggestQuestion")
            .field("lost", &self.lost)
            .field("payer", &self.payer)
            .finish_non_exhaustive()
    }
}
