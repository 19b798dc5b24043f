//! What a record keeps of a proof.

use alloc::vec::Vec;

use super::prove::EDITION;
use super::{ProofAnswer, ProofQuestion, Proven};
use crate::base::{CanonicalError, Fingerprint, Headline, Receipt, ReceiptError, Word};
use crate::support::HORIZON_72_HOURS;

/// The kind of report.
pub(in crate::emergency) const KIND: &str = "emergency.proof";
/// The edition of the engine that proves. The first did not know of needs without hours or without anybody there, of
/// wishes, ages and days of noticing, nor of what has ended. The second told one strength only, that of the week as told.
pub(in crate::emergency) const ENGINE: u32 = 3;
/// A code of the headline: less than 72 hours were looked at.
pub(in crate::emergency) const UNDER_72_HOURS: &str = "under-72-hours";
/// A code of the headline: some sources were asked about as lost as planned.
pub(in crate::emergency) const SOME_AS_PLANNED: &str = "some-lost-as-planned";
/// A code of the headline: it is about a planned absence, and about no other days.
pub(in crate::emergency) const PLANNED_ABSENCE: &str = "planned-absence";
/// A code of the headline: nobody has said when a critical need is needed; so the answer is not yet.
pub(in crate::emergency) const CRITICAL_HOURS_NOT_KNOWN: &str = "critical-hours-not-known";
/// A code of the headline: nobody is ever there for a critical need; so the answer is not yet.
pub(in crate::emergency) const NOBODY_THERE: &str = "nobody-there-for-critical";
/// A code of the headline: a need or an arrangement has no times, and no answer is about it.
pub(in crate::emergency) const HOURS_NOT_KNOWN: &str = "some-hours-not-known";
/// A code of the headline: nobody notices some loss in time, from some minute of the week.
pub(in crate::emergency) const SOME_UNNOTICED: &str = "some-unnoticed";
/// A code of the headline: some help that counts ends soon.
pub(in crate::emergency) const ENDS_SOON: &str = "ends-soon";
/// A code of the headline: somebody would be called whom a person does not want called or let in.
pub(in crate::emergency) const AGAINST_WISHES: &str = "against-wishes";
/// A code of the headline: somebody under 18 is counted on.
pub(in crate::emergency) const UNDER_18: &str = "under-18-counted-on";
/// A code of the headline: of everybody under 18 who is counted on it is only perhaps so.
pub(in crate::emergency) const PERHAPS_UNDER_18: &str = "only-perhaps-under-18";
/// A code of the headline: somebody is counted on whose age is not known.
pub(in crate::emergency) const AGE_NOT_KNOWN: &str = "age-not-known";
/// A code of the headline: somebody who would notice is said to on days without the help from which they would.
pub(in crate::emergency) const NOTICES_BEYOND: &str = "notices-beyond-help";
/// A code of the headline: a responder who agreed can never be reached.
pub(in crate::emergency) const NEVER_REACHABLE: &str = "responder-never-reachable";
/// A code of the headline: it is only assumed on what somebody leans.
pub(in crate::emergency) const ASSUMED: &str = "reliance-assumed";
/// A code of the headline: nobody knows whether somebody who is counted on is able and willing.
pub(in crate::emergency) const NOT_CONFIRMED: &str = "not-confirmed";
/// A code of the headline: the strength is another with what is not confirmed, or given on some days only, left out.
pub(in crate::emergency) const OTHER_IF_CONFIRMED: &str = "other-strength-if-confirmed";
/// A code of the headline: somebody who is counted on is able on some days only.
pub(in crate::emergency) const ON_SOME_DAYS: &str = "on-some-days";
/// A code of the headline: nobody has said whether somebody who is counted on has a skill, or is awake.
pub(in crate::emergency) const SKILL_OR_AWAKE: &str = "skill-or-awake-not-known";
/// A code of the headline: a responder is one person, and down for more than one.
pub(in crate::emergency) const OVER_COMMITTED: &str = "over-committed";
/// A code of the headline: somebody who is counted on is asked for more than fits into the time, or in more places at once
/// than can be, or help for somebody is arranged in two places at once.
pub(in crate::emergency) const TOO_MUCH_AT_ONCE: &str = "too-much-at-once";
/// A code of the headline: somebody who is counted on gets no rest.
pub(in crate::emergency) const NO_REST: &str = "no-rest";

impl Proven {
    /// The receipt of this proof, of kind `emergency.proof`: what was asked, which plan and which week were read, and
    /// in the headline the strength as its level, and the least margin if it holds at the level asked. Where a need that
    /// somebody would cover asks for adults, who of them is one was read too.
    ///
    /// The headline's codes say in which way it is an answer (`holds`, `fails` at the level asked, or `not-yet`), and
    /// what whoever relies on it would want to know, whatever the answer is:
    ///
    /// | code | what it says |
    /// |---|---|
    /// | `under-72-hours`, `some-lost-as-planned` | less was asked than is usual |
    /// | `planned-absence` | it is about the days of an absence, and about no others |
    /// | `critical-hours-not-known`, `nobody-there-for-critical` | of an answer that is not yet: why |
    /// | `some-hours-not-known` | a need or an arrangement has no times, and no answer is about it |
    /// | `some-unnoticed` | nobody notices some loss in time |
    /// | `other-strength-if-confirmed` | the strength is another with what is not confirmed left out |
    /// | `ends-soon`, `against-wishes`, `under-18-counted-on`, `only-perhaps-under-18`, `age-not-known`, `notices-beyond-help`, `responder-never-reachable`, `reliance-assumed`, `not-confirmed`, `on-some-days`, `skill-or-awake-not-known`, `over-committed`, `too-much-at-once`, `no-rest` | what it [rests on](super::RestsOn) |
    ///
    /// ```
    /// # use mutual_care::base::PersonId;
    /// # use mutual_care::need::{Snapshot, SnapshotParts, Source};
    /// use mutual_care::emergency::{Plan, PlanParts, ProofQuestion, prove};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// # let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
    /// # let sources = vec![Source::member(id(1).parse::<PersonId>()?)];
    /// # let week = Snapshot::new(SnapshotParts { on, sources, needs: vec![], arrangements: vec![] })?;
    /// let plan = Plan::new(PlanParts::new(id(2).parse()?, id(3).parse()?, on))?;
    /// let receipt = prove(&week, &plan, &ProofQuestion::default())?.receipt()?;
    /// assert!(receipt.is_about(&plan.fingerprint()?) && receipt.is_about(&week.fingerprint()?));
    /// assert_eq!(receipt.headline().level, Some(3), "where nobody needs anything nothing can fail");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ReceiptError`], which no proof gives: it read two things.
    pub fn receipt(&self) -> Result<Receipt, ReceiptError> {
        let (code, margin_min) = match &self.answer {
            ProofAnswer::Proof(proof) => ("holds", proof.margin.as_ref().map(|margin| margin.minutes)),
            ProofAnswer::Counterexample(_) => ("fails", None),
            ProofAnswer::NotYet(_) => ("not-yet", None),
        };
        let mut codes: Vec<Word> = alloc::vec![Word::of(code)];
        if self.horizon_min < HORIZON_72_HOURS {
            codes.push(Word::of(UNDER_72_HOURS));
        }
        if !self.asked_nothing_as_planned().unwrap_or(false) {
            codes.push(Word::of(SOME_AS_PLANNED));
        }
        if self.absence.is_some() {
            codes.push(Word::of(PLANNED_ABSENCE));
        }
        let (rests, not_known) = (self.rests_on(), &self.hours_not_known);
        let (critical, nobody) = match &self.answer {
            ProofAnswer::NotYet(not_yet) => {
                (!not_yet.hours_not_known.is_empty(), !not_yet.nobody_there.is_empty())
            }
            ProofAnswer::Proof(_) | ProofAnswer::Counterexample(_) => (false, false),
        };
        let assumed = !rests.assumed.is_empty() || !rests.assumed_responders.is_empty();
        let so = [
            (CRITICAL_HOURS_NOT_KNOWN, critical),
            (NOBODY_THERE, nobody),
            (HOURS_NOT_KNOWN, !not_known.is_empty()),
            (SOME_UNNOTICED, !self.unnoticed().is_empty()),
            (ENDS_SOON, rests.first_end().is_some()),
            (AGAINST_WISHES, !rests.against_wishes.is_empty()),
            (UNDER_18, !rests.under_18.is_empty()),
            (PERHAPS_UNDER_18, !rests.under_18.is_empty() && rests.under_18 == rests.perhaps_under_18),
            (AGE_NOT_KNOWN, !rests.age_not_known.is_empty()),
            (NOTICES_BEYOND, !rests.notices_beyond.is_empty()),
            (NEVER_REACHABLE, !rests.never_reachable.is_empty()),
            (ASSUMED, assumed),
            (NOT_CONFIRMED, !rests.not_confirmed.is_empty()),
            (OTHER_IF_CONFIRMED, self.only_confirmed.is_some()),
            (ON_SOME_DAYS, !rests.on_some_days.is_empty()),
            (SKILL_OR_AWAKE, !(rests.skills_not_known.is_empty() && rests.awake_not_known.is_empty())),
            (OVER_COMMITTED, !rests.over_committed.is_empty()),
            (TOO_MUCH_AT_ONCE, rests.asks_too_much_at_once()),
            (NO_REST, !rests.no_rest.is_empty()),
        ];
        codes.extend(so.into_iter().filter(|(_, is)| *is).map(|(code, _)| Word::of(code)));
        let headline = Headline { codes, level: Some(u32::from(self.strength())), margin_min };
        let read = [self.plan, self.snapshot].into_iter().chain(self.adults).chain(self.week_of_the_date);
        Receipt::of_report(KIND, ENGINE, self.question, headline, read.collect())
    }

    /// Whether the question was the one of this level and horizon in which nothing is lost as planned.
    fn asked_nothing_as_planned(&self) -> Result<bool, CanonicalError> {
        let (level, horizon_min) = (self.asked, self.horizon_min);
        let (absence, awake_most_min) = (self.absence.clone(), self.awake_most_min);
        let question =
            ProofQuestion { level, horizon_min, absence, awake_most_min, ..ProofQuestion::default() };
        Ok(Fingerprint::of("proof_question", EDITION, &question)? == self.question)
    }
}
