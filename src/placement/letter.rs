//! The letter with which a home says that it is interested, what it can offer, and what it must know.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write as _;

use chrono::NaiveDate;
use serde::Serialize;

use super::names::{Names, child, home};
use super::words::topic_words;
use super::{
    Answer, AuthorityStep, Explained, Information, Mitigation, Offer, Party, Policy, Provided, ProvidedOf,
    Topic, missing_information,
};
use crate::base::{ChildId, HomeId};

/// An expression of interest, as data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// The home that writes.
    pub home: HomeId,
    /// The children it would take.
    pub children: Vec<ChildId>,
    /// The planned date.
    pub on: NaiveDate,
    /// What it offers.
    pub offer: Option<Offer>,
    /// What it would put in place.
    pub mitigations: Vec<Mitigation>,
    /// What the authority would have to do first.
    pub steps: Vec<AuthorityStep>,
    /// What it asks about the children, most decisive first.
    pub questions: Vec<(ChildId, Topic)>,
    /// What the authority has not provided yet, of which child.
    pub missing: Vec<(ChildId, Information)>,
}

/// The letter of a home that was explained, with what it offers and what it has been given already.
///
/// What is missing is worked out for each child it would take, by their age on the planned date. What is dated after that
/// day was not given.
///
/// ```
/// use mutual_care::base::FactSource;
/// use mutual_care::placement::{
///     Child, Few, Home, Homes, Information, Matching, Party, Policy, Provided, ProvidedAs, ProvidedOf, explain, letter,
/// };
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// # let on = chrono::NaiveDate::from_ymd_opt(2026, 4, 13).unwrap();
/// let party = Party::one(Child::new(id(1).parse()?));
/// let homes = Homes::compile(vec![Home::new(id(2).parse()?)])?;
/// let explained = &explain(&party, &homes, id(2).parse()?, on, &Matching::default())[0];
/// let (what, how, source) = (Information::History, ProvidedAs::Known, FactSource::Record);
/// let parts = Few::new(vec![Provided { what, how, on, source }])?;
/// let provided = Few::new(vec![ProvidedOf { child: id(1).parse()?, parts }])?;
/// let letter = letter(explained, &party, on, None, &provided, &Policy::default());
/// assert_eq!(letter.missing.len(), 15);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn letter(
    explained: &Explained,
    party: &Party,
    on: NaiveDate,
    offer: Option<Offer>,
    provided: &[ProvidedOf],
    policy: &Policy,
) -> Letter {
    let missing = explained.verdict.children.iter().flat_map(|child| {
        let of = provided.iter().filter(|provided| provided.child == *child);
        let parts: Vec<Provided> =
            of.flat_map(|provided| &provided.parts).filter(|part| part.on <= on).copied().collect();
        // It does not apply only if it does not at the highest age that it may be.
        let ages = party.child(*child).and_then(|child| child.date_of_birth.told().known()?.ages_on(on));
        missing_information(&parts, ages.map(|(_, most)| most), policy).into_iter().map(|what| (*child, what))
    });
    let with = explained.reasons.iter().filter(|reason| reason.answer == Answer::HoldsWith);
    let mut mitigations: Vec<Mitigation> =
        with.flat_map(|reason| reason.mitigations.iter().copied()).collect();
    mitigations.sort_unstable();
    mitigations.dedup();
    let mut steps: Vec<AuthorityStep> = explained.reasons.iter().filter_map(|reason| reason.step).collect();
    steps.sort_unstable();
    steps.dedup();
    Letter {
        home: explained.verdict.home,
        children: explained.verdict.children.clone(),
        on,
        offer,
        mitigations,
        steps,
        questions: explained.open_here.clone(),
        missing: missing.collect(),
    }
}

impl Letter {
    /// The letter in words. Children are named by reference only.
    pub fn to_markdown(&self, names: &dyn Names) -> String {
        /// The letter goes by post and mail: it names no child.
        struct NoChild<'a>(&'a dyn Names);
        impl Names for NoChild<'_> {
            fn child(&self, _: ChildId) -> Option<&str> {
                None
            }
            fn home(&self, id: HomeId) -> Option<&str> {
                self.0.home(id)
            }
        }
        let names = NoChild(names);
        let who: Vec<String> = self.children.iter().map(|id| child(&names, *id)).collect();
        let mut out = format!("# Expression of interest\n\nFrom {}", home(&names, self.home));
        let _ = writeln!(out, ", about {}, for a move on {}.\n", who.join(" and "), self.on);
        out.push_str("Having read the referral, we would like to go on.\n\n");
        if let Some(offer) = &self.offer {
            let (pounds, pence) = offer.weekly_pounds();
            let _ =
                writeln!(out, "## What we can offer\n\n- from {}: £{pounds}.{pence:02} a week", offer.from);
            for (watch, ratio) in offer.staffing.iter() {
                let _ = writeln!(out, "- staff {}: {ratio}", watch.words());
            }
            for support in &offer.support {
                let _ = writeln!(out, "- {}, {} times a week", support.what.words(), support.times_per_week);
            }
            for skill in &offer.skills {
                let _ = writeln!(out, "- staff on every shift with this skill: {}", skill.words());
            }
            out.push('\n');
        }
        if !self.mitigations.is_empty() {
            out.push_str("## What we would put in place\n\n");
            for mitigation in &self.mitigations {
                let _ = writeln!(out, "- {}", mitigation.words());
            }
            out.push('\n');
        }
        if !self.steps.is_empty() {
            out.push_str("## What would have to happen first on your side\n\n");
            for step in &self.steps {
                let _ = writeln!(out, "- {}", step.words());
            }
            out.push('\n');
        }
        out.push_str("## What we have to know, most decisive first\n\n");
        for (at, (about, topic)) in (1..).zip(&self.questions) {
            let _ = writeln!(out, "{at}. {}: {}", child(&names, *about), topic_words(*topic));
        }
        if self.questions.is_empty() {
            out.push_str("Nothing that our matching asks is open.\n");
        }
        if !self.missing.is_empty() {
            out.push_str("\n## What we have not been given\n\n");
            for (about, what) in &self.missing {
                // With one child there is nobody else it could be about.
                let of = if self.children.len() == 1 {
                    String::new()
                } else {
                    format!("{}: ", child(&names, *about))
                };
                let _ = writeln!(out, "- {of}{}", what.words());
            }
            out.push_str("\nWhere something is not known, please say so, with the date and who was asked.\n");
        }
        out
    }
}
