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
mod duty;
mod fact;
mod finding;
mod fingerprint;
mod id;
mod in_words;
#[cfg(feature = "json")]
pub mod json;
mod labels;
pub mod limits;
mod page;
mod period;
mod printed;
mod private_date;
mod problem;
mod receipt;
mod redacted;
mod say;
pub(crate) mod sentence;
pub(crate) mod stamp;
mod text;
mod tree;
mod week;
mod week_text;
mod week_wire;
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
pub use duty::{Deadline, Duty, Ower, Owes, Standing, Term, due};
pub use fact::{Fact, FactError, FactSource, Told, WhyNotKnown};
pub(crate) use finding::rules;
pub use finding::{Amount, Audience, Finding, Findings, Room, Rule, Weight};
pub use fingerprint::{Fingerprint, FingerprintError};
pub use id::{AlarmId, AssessmentId, EmergencyPlanId, ReferralId, ResponderId, TeamId};
pub use id::{AnyId, Id, IdError, IdKind, Kind, RecordRef, kinds};
pub use id::{
    ArrangementId, ChildId, HomeId, HouseholdId, NeedId, PackageLineId, PersonId, SourceId, WorkerId,
};
pub use in_words::date_in_words;
pub(crate) use in_words::{
    capital, hours, listed, minute_after_in_words, minute_in_words, minutes_in_words, time_in_words,
};
pub use labels::Labels;
pub(crate) use page::Page;
pub use period::{Period, PeriodError};
pub use printed::{markdown_line, one_line};
pub(crate) use private_date::JUDGED_DATE;
pub use private_date::{PrivateDate, PrivateDateError};
pub use problem::{Handed, Problem, ProblemKind, Problems};
pub(crate) use problem::{Named, Path};
pub use receipt::{Headline, Receipt, ReceiptError};
pub use redacted::{REMOVED, Redacted};
pub use say::{BestInterests, Power, Said, Say};
pub use sentence::Reader;
pub use stamp::{Actor, Role, Stamp, StampError};
pub use text::{PrivateText, TextError};
pub use tree::{Judgement, Node, Question, Reason, Tree, TreeError, TreeStep, Verdict, Why};
pub use week::{MINUTES_PER_DAY, MINUTES_PER_WEEK, WeekError, WeekMinute, WeekPattern, WeekSpan};
pub use week_text::{WeekTextError, parse_spans};
pub(crate) use week_wire::{StoredSpans, WeekSpans};
pub use word::{Word, WordError};
