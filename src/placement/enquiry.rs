//! The JSON contract: everything that one question to the shortlist needs, in one document.

use alloc::vec::Vec;
use core::ops::Deref;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::{Few, Home, Information, Offer, Party, Policy, Provided, ProvidedAs, ProvidedOf};
use crate::base::{Handed, Path, PrivateText, Problem, ProblemKind, Problems, limits, wire};

/// Who is looking, on which date, among which homes, under which policy; and what a home would offer.
///
/// On the wire `{"v1": {…}}`; `docs/placement-input.md` describes every field.
///
/// ```
/// use mutual_care::placement::Enquiry;
/// let text = r#"{"v1": {"on": "2026-04-13", "homes": [], "party": {"plan": "one", "children": [
///     {"id": "6f2c1a3e-0000-4000-8000-000000000001", "own_risks": {"going_missing": {"known": true}}}
/// ]}}}"#;
/// let enquiry: Enquiry = serde_json::from_str(text)?;
/// assert_eq!(enquiry.party.children().len(), 1);
/// assert_eq!(serde_json::from_str::<Enquiry>(&serde_json::to_string(&enquiry)?)?, enquiry);
///
/// let newer = serde_json::from_str::<Enquiry>(r#"{"v2": {}}"#).unwrap_err();
/// assert!(newer.to_string().starts_with("written by a newer version (`v2`)"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "EnquiryParts", into = "EnquiryParts")]
pub struct Enquiry {
    parts: EnquiryParts,
}

/// What an enquiry is made from: the file's own form, whether it fits together or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename = "Enquiry", deny_unknown_fields)]
pub struct EnquiryParts {
    /// What the document is, for people.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub note: PrivateText,
    /// The planned date of the move.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Who is looking for a home.
    pub party: Party,
    /// The homes.
    #[serde(deserialize_with = "homes")]
    pub homes: Vec<Home>,
    /// The policy; the default if none is given.
    #[serde(default, skip_serializing_if = "is_default")]
    pub policy: Policy,
    /// What one of the homes would offer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<Offer>,
    /// What the authority has provided of each child, so that a letter asks for what is missing and for nothing else.
    #[serde(default, skip_serializing_if = "nothing")]
    pub provided: Few<ProvidedOf>,
}

wire::v1!(EnquiryParts, "an enquiry");

fn nothing(provided: &Few<ProvidedOf>) -> bool {
    provided.is_empty()
}

fn homes<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Home>, D::Error> {
    wire::list(d, limits::HOMES, "homes")
}

fn is_default(policy: &Policy) -> bool {
    *policy == Policy::default()
}

const NOT_OF_PARTY: ProblemKind =
    ProblemKind::new("not-of-party", "expected `provided` to speak of the children of the party");
const NOT_AMONG_HOMES: ProblemKind =
    ProblemKind::new("not-among-homes", "expected the `home` of `offer` to be one of `homes`");
const ALWAYS_APPLIES: ProblemKind =
    ProblemKind::new("always-applies", "expected `not_applicable` for offending and sexual health alone");

impl Enquiry {
    /// Puts an enquiry together.
    ///
    /// # Errors
    ///
    /// [`Problems`]: everything that does not fit, each with its place and what would be right.
    pub fn new(parts: EnquiryParts) -> Result<Self, Problems> {
        let EnquiryParts { party, homes, offer, provided, .. } = &parts;
        let of_party = provided.iter().all(|provided| party.child(provided.child).is_some());
        let among_homes = offer.as_ref().is_none_or(|offer| homes.iter().any(|home| home.id == offer.home));
        let may_not_apply = [Information::Offending, Information::SexualHealth];
        let fits =
            |part: &Provided| part.how != ProvidedAs::NotApplicable || may_not_apply.contains(&part.what);
        let applies = provided.iter().flat_map(|provided| &provided.parts).all(fits);
        // What was provided is kept in an order of its own, so that its places in the file are not known.
        let told = [
            (of_party, "provided", &NOT_OF_PARTY),
            (among_homes, "offer.home", &NOT_AMONG_HOMES),
            (applies, "provided", &ALWAYS_APPLIES),
        ];
        let wrong = told.into_iter().filter(|(fits, ..)| !fits);
        Problems::none_or(wrong.map(|(_, field, kind)| Problem::at(&Path::WHOLE.field(field), kind)))?;
        Ok(Self { parts })
    }

    /// The parts, to make another enquiry from.
    pub fn into_parts(self) -> EnquiryParts {
        self.parts
    }
}

impl Deref for Enquiry {
    type Target = EnquiryParts;

    fn deref(&self) -> &EnquiryParts {
        &self.parts
    }
}

impl TryFrom<EnquiryParts> for Enquiry {
    type Error = Problems;

    fn try_from(parts: EnquiryParts) -> Result<Self, Problems> {
        Self::new(parts)
    }
}

impl Handed for Enquiry {
    type Parts = EnquiryParts;
}

impl From<Enquiry> for EnquiryParts {
    fn from(enquiry: Enquiry) -> Self {
        enquiry.parts
    }
}
