//! What every room stands on: ids, time, facts, findings, private text, fingerprints and limits.
//!
//! Nothing here knows of a household or a home. A thing is built here when its first user needs it, and only
//! if more than one room will.

mod basis;
mod by_code;
mod calendar;
mod canonical;
mod clock_change;
mod codes;
mod cycle;
mod cycle_pattern;
mod cycle_text;
mod duty;
mod every;
mod fact;
mod finding;
mod fingerprint;
#[cfg(feature = "money")]
mod fraction;
mod id;
#[cfg(feature = "json")]
pub mod json;
pub mod limits;
mod money;
mod part_date;
mod period;
mod private_date;
mod private_text;
mod problem;
mod receipt;
mod redacted;
mod say;
#[cfg(feature = "money")]
mod split;
pub(crate) mod stamp;
mod text;
mod tree;
mod week;
mod week_text;
mod week_wire;
#[cfg(feature = "money")]
mod whole;
pub mod wire;
mod word;

pub use basis::{Basis, BasisKind, Surety};
pub use by_code::ByCode;
pub use calendar::{BANK_HOLIDAYS_BASIS, England, Holidays, HolidaysError, WorkingDays, working_day_after};
pub(crate) use canonical::NOT_FINGERPRINTED;
pub use canonical::{CanonicalError, canonical_json};
pub use clock_change::{
    CLOCK_CHANGE_BASIS, ClockChange, clock_change_on, clocks_change_between, is_in_summer_time,
};
pub use codes::{Code, UnknownCode};
#[doc(hidden)]
pub use codes::{codes, read_code};
pub use cycle::{CycleError, CycleMinute, CycleWeeks};
pub(crate) use cycle::{cycle_minutes, lcm};
pub use cycle_pattern::CyclePattern;
pub use duty::{Deadline, Duty, Ower, Owes, Standing, Term, due};
pub use every::{Every, EveryError};
pub use fact::{Fact, FactError, FactSource, Told, WhyNotKnown};
pub(crate) use finding::rules;
pub use finding::{Amount, Audience, Finding, Findings, Room, Rule, Weight};
pub use fingerprint::{Fingerprint, FingerprintError};
#[cfg(feature = "money")]
pub(crate) use fraction::lowest_terms_steps;
#[cfg(feature = "money")]
pub use fraction::{Fraction, FractionError};
pub use id::{AlarmId, AssessmentId, EmergencyPlanId, ReferralId, ResponderId, TeamId};
pub use id::{AnyId, Id, IdError, IdKind, Kind, RecordRef, kinds};
pub use id::{
    ArrangementId, BudgetId, ChildId, HomeId, HouseholdId, LedgerEntryId, NeedId, PackageId, PackageLineId,
    PersonId, SourceId, WorkerId,
};
pub use money::{Money, MoneyError};
pub use part_date::PartDate;
pub(crate) use part_date::part_date_in_text;
pub use period::{Period, PeriodError};
pub(crate) use private_date::JUDGED_DATE;
pub use private_date::{PrivateDate, PrivateDateError};
pub use private_text::{PrivateText, TextError};
pub use problem::{Handed, Problem, ProblemKind, Problems};
pub(crate) use problem::{Named, Path};
pub use receipt::{Headline, Receipt, ReceiptError};
pub use redacted::{REMOVED, Redacted};
pub use say::{BestInterests, Power, Said, Say};
#[cfg(feature = "money")]
pub(crate) use split::Shares;
#[cfg(feature = "money")]
pub use split::split;
pub use stamp::{Actor, Role, Stamp, StampError};
pub use text::{Labels, Reader, date_in_words, markdown_line, one_line};
pub(crate) use text::{
    Page, capital, hours, in_weeks_from, listed, minute_after_in_words, minute_in_words, minutes_in_words,
    sentence, time_in_words,
};
pub use tree::{Judgement, Node, Question, Reason, Tree, TreeError, TreeStep, Verdict, Why};
pub use week::{MINUTES_PER_DAY, MINUTES_PER_WEEK, WeekError, WeekMinute, WeekPattern, WeekSpan};
pub use week_text::{WeekTextError, parse_spans};
pub(crate) use week_wire::{ListedSpans, StoredSpans, WeekSpans};
#[cfg(feature = "money")]
pub(crate) use whole::Whole;
pub use word::{Word, WordError};
