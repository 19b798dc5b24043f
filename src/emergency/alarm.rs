//! How anyone finds out: the ways in which the alarm is raised.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::{AlarmId, Period, PersonId, PrivateText, SourceId, Told, WeekPattern, limits, wire};

/// Which losses something is for: any, or those in which at least one of these sources is lost.
///
/// On the wire a list of ids; left out for any. An empty list would be for no loss at all, and is refused.
///
/// ```
/// use mutual_care::base::SourceId;
/// use mutual_care::emergency::ForLoss;
/// let mother: SourceId = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
/// assert!(ForLoss::any().is_for([mother]));
/// assert!(ForLoss::of([mother]).is_for([mother]));
/// assert!(!ForLoss::of([mother]).is_for([]));
/// # Ok::<(), mutual_care::base::IdError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct ForLoss(Option<BTreeSet<SourceId>>);

impl ForLoss {
    /// For whatever is lost.
    pub const fn any() -> Self {
        Self(None)
    }

    /// For losses of at least one of these.
    pub fn of(sources: impl IntoIterator<Item = SourceId>) -> Self {
        Self(Some(sources.into_iter().collect()))
    }

    /// The sources it is for; `None` for any.
    pub const fn sources(&self) -> Option<&BTreeSet<SourceId>> {
        self.0.as_ref()
    }

    /// Whether it is for whatever is lost.
    pub const fn is_any(&self) -> bool {
        self.0.is_none()
    }

    /// Whether it is for the loss of these.
    pub fn is_for(&self, lost: impl IntoIterator<Item = SourceId>) -> bool {
        self.0.as_ref().is_none_or(|sources| lost.into_iter().any(|source| sources.contains(&source)))
    }
}

impl Serialize for ForLoss {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            None => serializer.serialize_none(),
            Some(sources) => sources.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for ForLoss {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let sources: Vec<SourceId> = wire::list(deserializer, limits::SOURCES, "sources")?;
        if sources.is_empty() {
            return Err(serde::de::Error::custom(
                "expected at least one source; leave the list out for any loss",
            ));
        }
        Ok(Self::of(sources))
    }
}

/// One way in which the alarm is raised.
///
/// It works at the first minute of its pattern at or after the loss, if it is for this loss; from there it takes
/// its minutes. The earliest way wins, and whatever is lost, there is one alarm. Who is lost raises none, except
/// by their own telephoning, and by the card that they carry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alarm {
    /// What it is called in a proof and in the story of an emergency.
    pub id: AlarmId,
    /// Who or what raises it.
    pub way: Way,
    /// The losses it works for.
    #[serde(default, skip_serializing_if = "ForLoss::is_any")]
    pub for_loss: ForLoss,
    /// When it works: somebody is there, awake and able to raise it. Of [`Way::NextVisit`] the visits themselves
    /// say when, and this narrows them down.
    #[serde(default = "WeekPattern::always", skip_serializing_if = "is_always")]
    pub when: WeekPattern,
    /// How long it takes until the alarm is raised, in minutes.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub takes_min: u32,
    /// The days on which it is a way at all: a neighbour who is there until the summer.
    #[serde(default, skip_serializing_if = "is_unbounded")]
    pub period: Period,
}

impl Alarm {
    /// Whether it is said for which losses it is, and when it works.
    pub(super) fn says_losses_and_times(&self) -> bool {
        !self.for_loss.is_any() && self.says_times()
    }

    /// Whether it is said when it works. All the week is what stands there if nobody has said anything.
    pub(super) fn says_times(&self) -> bool {
        !is_always(&self.when)
    }

    /// Minutes from the first minute at which it works until the alarm is raised: until whoever carries a card is found,
    /// and what it takes.
    pub(super) const fn raised_after_min(&self) -> u32 {
        match self.way {
            Way::Card { found_after_min: Some(found), .. } => found + self.takes_min,
            _ => self.takes_min,
        }
    }
}

/// Who or what raises the alarm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Way {
    /// A member of the household who is not lost. Not everyone can raise an alarm: it works only where that is
    /// known.
    Member {
        /// Who.
        person: PersonId,
        /// Whether this person can.
        #[serde(default, skip_serializing_if = "Told::is_open")]
        able: Told<bool>,
    },
    /// Whoever is lost telephones: unable to give and still at home, not away. Works only where it is known that
    /// this person could.
    OwnTelephone {
        /// Who: somebody who lives in the household, or helps in it and lives elsewhere.
        person: PersonId,
        /// Whether this person could.
        #[serde(default, skip_serializing_if = "Told::is_open")]
        able: Told<bool>,
    },
    /// Somebody is taken ill or hurt out of doors, and whoever is with them rings the number on the card that they
    /// carry: they are away, and not unable at home.
    Card {
        /// Who carries it: somebody who lives in the household, or helps in it and lives elsewhere.
        person: PersonId,
        /// Minutes until somebody is with them and has rung. Not said, nobody knows, and the card does not count.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
        found_after_min: Option<u32>,
    },
    /// The next visit or call by somebody from outside, a person or a provider who is not lost: the first minute
    /// at or after the loss at which an arrangement of theirs that counts is present, for anybody in the house.
    NextVisit {
        /// By whom; by anybody from outside if not said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<SourceId>,
    },
    /// Somebody is missed at a place where they were expected: the pattern says when it would be noticed. From help
    /// given or got it can be noticed only on the days on which there is such help.
    MissedVisit {
        /// Who would notice: anybody, a school, a neighbour, a club. Of one who is no source in the household's week
        /// the losses ([`Alarm::for_loss`]) and the times ([`Alarm::when`], less than the whole week) have to be said;
        /// neither is filled in.
        noticed_by: SourceId,
        /// From what they would. Not said, it is from help where any arrangement of theirs, ended ones included, is
        /// recorded for somebody who lives here; else from something else.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
        from: Option<NoticesFrom>,
    },
    /// A device: a pendant, a sensor, a line that calls.
    Device {
        /// Which, if it is among the sources of the household. A lost device raises none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        device: Option<SourceId>,
    },
}

/// From what somebody would notice that something is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticesFrom {
    /// From help that they give to the people concerned, or get from who is lost.
    Help,
    /// From something else, in words: the club on Tuesdays, the light in the window.
    SomethingElse(PrivateText),
}

impl Way {
    /// The source that raises it, if it is one: lost, it raises none.
    pub fn raised_by(&self) -> Option<SourceId> {
        match self {
            Self::Member { person, .. } => Some((*person).into()),
            Self::OwnTelephone { .. } | Self::Card { .. } => None,
            Self::NextVisit { by } => *by,
            Self::MissedVisit { noticed_by, .. } => Some(*noticed_by),
            Self::Device { device } => *device,
        }
    }

    /// Whose own telephone or card it is. Lost, they are lost in two ways: unable, at home, where the telephone is and
    /// the card does nothing; and away, where it is the other way round.
    ///
    /// ```
    /// use mutual_care::base::{PersonId, Told};
    /// use mutual_care::emergency::Way;
    /// let son: PersonId = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
    /// let card = Way::Card { person: son, found_after_min: Some(60) };
    /// assert_eq!((card.carried_by(), card.raised_by()), (Some(son), None));
    /// assert_eq!(Way::Member { person: son, able: Told::Known(true) }.carried_by(), None);
    /// # Ok::<(), mutual_care::base::IdError>(())
    /// ```
    pub const fn carried_by(&self) -> Option<PersonId> {
        match self {
            Self::OwnTelephone { person, .. } | Self::Card { person, .. } => Some(*person),
            Self::Member { .. } | Self::NextVisit { .. } | Self::MissedVisit { .. } | Self::Device { .. } => {
                None
            }
        }
    }

    /// Whether it is known that it works at all: somebody who raises it is known to be able to, and of a card it is said
    /// after how many minutes somebody is found.
    pub fn is_known_to_work(&self) -> bool {
        match self {
            Self::Member { able, .. } | Self::OwnTelephone { able, .. } => *able == Told::Known(true),
            Self::Card { found_after_min, .. } => found_after_min.is_some(),
            Self::NextVisit { .. } | Self::MissedVisit { .. } | Self::Device { .. } => true,
        }
    }
}

fn is_always(pattern: &WeekPattern) -> bool {
    *pattern == WeekPattern::always()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
pub(super) fn is_unbounded(period: &Period) -> bool {
    *period == Period::ALWAYS
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
pub(super) const fn is_zero(minutes: &u32) -> bool {
    *minutes == 0
}
