//! Which referrals of brothers and sisters there are.

use core::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::base::{ChildId, HomeId, Id, kinds};
use crate::placement::{Few, FewError, FewItem, InParts};

/// The referral of a brother or a sister, to this home or to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiblingReferral {
    /// The brother or sister.
    pub child: ChildId,
    /// The home.
    pub home: HomeId,
    /// Their referral.
    pub referral: Id<kinds::Referral>,
}

impl FewItem for SiblingReferral {
    const WHAT: &'static str = "referrals of brothers and sisters";

    fn order(&self, other: &Self) -> Ordering {
        self.referral.cmp(&other.referral)
    }
}

impl FewItem for Id<kinds::Referral> {
    const WHAT: &'static str = "referrals";

    fn order(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }
}

impl SiblingReferral {
    /// What the referral of one child is to know of the others, where they are placed in parts in this way: of each other
    /// child the home of that child's part, and the referral. A child without a referral yet is left out.
    ///
    /// # Errors
    ///
    /// [`FewError`] if two children are said to have one referral.
    ///
    /// ```
    /// use mutual_care::placement::referral::SiblingReferral;
    /// use mutual_care::placement::{InParts, Kind, PartPlaced};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let (sister, brother) = (id(1).parse()?, id(2).parse()?);
    /// let part = |child, home: &str, place| {
    ///     let home = home.parse()?;
    ///     Ok::<_, Box<dyn std::error::Error>>(PartPlaced { children: vec![child], by_number: 0, home, kind: Kind::Suitable, place })
    /// };
    /// let parts = vec![part(sister, &id(11), 1)?, part(brother, &id(12), 2)?];
    /// let way = InParts { kind: Kind::Suitable, parts, keeps: vec![] };
    /// let his = id(22).parse()?;
    /// let known = SiblingReferral::in_parts(&way, sister, |child| (child == brother).then_some(his))?;
    /// assert_eq!((known.len(), known[0].child, known[0].referral), (1, brother, his));
    /// assert_eq!(known[0].home, id(12).parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn in_parts(
        way: &InParts,
        child: ChildId,
        referral: impl Fn(ChildId) -> Option<Id<kinds::Referral>>,
    ) -> Result<Few<Self>, FewError> {
        let each = way.parts.iter().flat_map(|part| part.children.iter().map(|child| (*child, part.home)));
        let others = each.filter(|(other, _)| *other != child);
        let known = others.filter_map(|(child, home)| Some(Self { child, home, referral: referral(child)? }));
        Few::new(known.collect())
    }
}
