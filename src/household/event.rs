//! What can happen to a household.
//!
//! Each event carries its own date `on`: **the day from which it is so**, for whatever holds over time; the day on
//! which it was decided, asked or found out, for the rest. It may lie before the dates of entries that were there
//! already: what was learnt late counts from its own day.

use alloc::boxed::Box;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::reading::present;
use super::{
    HouseholdInput, HouseholdPart, Kin, KinIs, Person, Reply, Service, SignsEvidence, StatedArrangement,
    StatedNeed, Whereabouts,
};
use crate::base::{ArrangementId, FactSource, HouseholdId, NeedId, PersonId, RecordRef, limits, wire};
use crate::need::Address;

macro_rules! events {
    ($(
        $(#[$doc:meta])*
        $event:ident { $(#[$on_doc:meta])* on, $($(#[$field_doc:meta])* $(($serde:meta))? $field:ident: $type:ty,)* }
    )+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $event {
            $(#[$on_doc])*
            #[serde(with = "wire::date")]
            pub on: NaiveDate,
            $($(#[$field_doc])* $(#[$serde])? pub $field: $type,)*
        }
    )+};
}

events! {
    /// The record was opened, with the household as it was handed over.
    Opened {
        /// The day as at which it was written down: that of the household.
        on,
        /// The household.
        (serde(deserialize_with = "kept"))
        household: Box<HouseholdInput>,
        /// The records from which the household came, if it came of a split or of people moving apart.
        (serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "records"))
        came_from: Vec<RecordRef>,
    }

    /// Somebody came to be known: born, moved in from elsewhere, or somebody outside who helps.
    PersonCame {
        /// The day from which they live here; for somebody outside, the day on which they came to be known.
        on,
        /// Who. A period of living here begins on `on`, whether it says so or not.
        person: Person,
    }
    /// Somebody who was known already began to live here.
    MovedIn {
        /// The day from which they live here.
        on,
        /// Who.
        person: PersonId,
    }
    /// Somebody stopped living here, and is a person from outside: what they need does not count here any more. Whoever
    /// still belongs here, and lives at another address, has [`Moved`].
    MovedOut {
        /// The first day on which they do not live here.
        on,
        /// Who.
        person: PersonId,
    }
    /// Somebody lives at another address from a day on, and still belongs here: what they need stays, and whether the new
    /// place meets it is asked. Between them and those with whom they lived before, able and willing are not known until
    /// they are answered again; a *no* stays a no.
    Moved {
        /// The first day on which they live there.
        on,
        /// Who.
        person: PersonId,
        /// Where they live from then on: in the household's home, at an address with a label, or somewhere else.
        to: Address,
    }
    /// It is planned that somebody begins or stops living here, or it is not planned any more. From the planned day on
    /// every week takes it as so; that it happened is recorded with [`MovedIn`], [`MovedOut`] or another event of a
    /// move, which takes the plan's place.
    MovePlanned {
        /// The day on which it was planned.
        on,
        /// Who.
        person: PersonId,
        /// Where they are to be: [`Whereabouts::Here`] or [`Whereabouts::Elsewhere`].
        to: Whereabouts,
        /// The first day on which they are to be there, later than `on`. It takes the place of a day that was planned
        /// before. Without it, this move is not planned any more.
        (serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "day"))
        from: Option<NaiveDate>,
    }
    /// Somebody from outside is out of touch, and gives nothing any more.
    LostTouch {
        /// The day from which it is so.
        on,
        /// Who.
        person: PersonId,
    }
    /// Somebody who was out of touch is in touch again, from outside.
    InTouchAgain {
        /// The day from which it is so.
        on,
        /// Who.
        person: PersonId,
    }
    /// Somebody died. From that day on they are no member, need nothing and give nothing.
    PersonDied {
        /// The day of death.
        on,
        /// Who.
        person: PersonId,
    }
    /// Two who were kept as two people are one. All that was recorded of the one is of the other, on every day: needs,
    /// help, kin and answers. Help of the one for the other ends on the day, and what they were to each other goes;
    /// both are named, and the need stays.
    FoundToBeOne {
        /// The day on which it was found out.
        on,
        /// The id that is kept.
        person: PersonId,
        /// The id that is given up.
        duplicate: PersonId,
    }

    /// Somebody said who is what to whom. Kin is kept as known, without days: a mother has been one always.
    KinStated {
        /// The day on which it was said.
        on,
        /// Who is what to whom.
        kin: Kin,
    }
    /// What two people are to each other was not right, or is not so any more. Whatever was stated of the two, from
    /// either side, is replaced.
    KinCorrected {
        /// The day on which it was found out.
        on,
        /// Who is.
        person: PersonId,
        /// What they are; without it, nothing to each other.
        (serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present"))
        is: Option<KinIs>,
        /// Of whom.
        of: PersonId,
    }
    /// A provider or a device came to be known.
    ServiceCame {
        /// The day on which it did.
        on,
        /// Which.
        service: Service,
    }

    /// Somebody needs something, from a day on.
    NeedRecorded {
        /// The day from which it is needed.
        on,
        /// What, when, how much. Its period begins on `on`, whether it says so or not.
        need: StatedNeed,
    }
    /// What somebody needs is another thing from a day on; or it is needed again.
    NeedChanged {
        /// The day from which it is so.
        on,
        /// The same need as it is from then on. Without windows, these stay as they were. If its period ends, it lies
        /// over what would hold without it, and on that day that holds again.
        need: StatedNeed,
    }
    /// Something is not needed any more: whatever was recorded of it before, of this day or a later one, does not hold.
    NeedEnded {
        /// The first day on which it is not.
        on,
        /// Which need.
        need: NeedId,
        /// The first day on which it is needed again as it would have been without this, if it is not needed for a
        /// time only. Then nothing of it is taken away but these days.
        (serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "day"))
        until: Option<NaiveDate>,
    }

    /// Somebody or something helps, from a day on.
    ArrangementRecorded {
        /// The day from which it holds.
        on,
        /// Who does what for whom. Its period begins on `on`, whether it says so or not.
        arrangement: StatedArrangement,
    }
    /// The help is another from a day on; or it is there again.
    ArrangementChanged {
        /// The day from which it is so.
        on,
        /// The same arrangement as it is from then on. What it does not say of able, willing and reliance stays as
        /// it was. If its period ends, all that it says lies over what would hold without it, and on that day that
        /// holds again.
        arrangement: StatedArrangement,
    }
    /// The help is not there any more: whatever was recorded of it before, of this day or a later one, does not hold.
    ArrangementEnded {
        /// The first day on which it is not.
        on,
        /// Which arrangement.
        arrangement: ArrangementId,
        /// The first day on which it is there again as it would have been without this, if it is gone for a time only.
        /// Then nothing of it is taken away but these days.
        (serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "day"))
        until: Option<NaiveDate>,
    }
    /// Somebody was asked, and answered.
    Answered {
        /// The day on which they were, and from which the answers hold.
        on,
        /// Who was asked.
        person: PersonId,
        /// From whom the answers come.
        source: FactSource,
        /// What they answered.
        (serde(deserialize_with = "replies"))
        replies: Vec<Reply>,
    }

    /// Somebody looked for signs of mutual caring.
    SignsLookedFor {
        /// The day on which they did.
        on,
        /// What it came to, and from where that is known.
        evidence: SignsEvidence,
    }
    /// It was decided to watch for signs of mutual caring up to a day.
    SignsWatched {
        /// The day on which it was decided.
        on,
        /// The day on which to look again.
        (serde(with = "wire::date"))
        until: NaiveDate,
    }

    /// Some of those who live here moved apart and are a household of their own; the others live on here.
    MovedApart {
        /// The first day of the new household.
        on,
        /// Who, what goes on all the same, and the id of the new household.
        part: HouseholdPart,
    }
    /// A household joined this one: its people live here from now on.
    JoinedBy {
        /// The first day of living together.
        on,
        /// The record that ended with it.
        from: RecordRef,
        /// What it brought: what that record yields for this household.
        (serde(deserialize_with = "kept"))
        brought: Box<HouseholdInput>,
    }
    /// The whole household joined another one. This record ends.
    Merged {
        /// The first day of living there.
        on,
        /// The household they joined.
        into: HouseholdId,
    }
    /// The household split up: everybody belongs to one of the parts. This record ends.
    Split {
        /// The first day of the new households.
        on,
        /// The parts: two or more.
        (serde(deserialize_with = "parts"))
        parts: Vec<HouseholdPart>,
    }
    /// Nobody lives here any more: the last one has moved out or died. This record ends.
    AllLeft {
        /// The first day on which nobody lives here.
        on,
    }
}

impl Opened {
    /// The opening with a household, on the day as at which it was written down.
    pub fn new(household: HouseholdInput) -> Self {
        Self { on: household.as_at(), household: Box::new(household), came_from: Vec::new() }
    }

    /// The same, for a household that came of these records: of a split, or of people moving apart.
    #[must_use]
    pub fn came_from(self, records: impl IntoIterator<Item = RecordRef>) -> Self {
        Self { came_from: records.into_iter().collect(), ..self }
    }
}

fn kept<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Box<HouseholdInput>, D::Error> {
    HouseholdInput::kept(deserializer).map(Box::new)
}

fn day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    wire::date::deserialize(deserializer).map(Some)
}

fn records<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<RecordRef>, D::Error> {
    wire::list(deserializer, limits::PEOPLE, "records")
}

fn replies<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Reply>, D::Error> {
    wire::list(deserializer, limits::REPLIES, "replies")
}

fn parts<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<HouseholdPart>, D::Error> {
    wire::list(deserializer, limits::PEOPLE, "parts")
}
