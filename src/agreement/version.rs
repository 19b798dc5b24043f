//! A document and all that was done about the version there is now: drawn up, shared, changed, put right, over.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::document::{Document, Terms};
use super::kept::{Approval, Assent, InForce, LastReview, Over, ProofGiven};
use crate::base::{Actor, AnyId, CanonicalError, Finding, Findings, Fingerprint, PersonId, limits};
use crate::machine::Misfit;

/// A document that people agree to, and what was done about the version of it that there is now.
///
/// A record keeps one in its case. For each step there are up to three methods: what it expects (`…_fits`), what speaks
/// against it (`sharing`, `agreeing`, …), and what is so from then on (`share`, `agree`, …). The last is total for
/// whatever fits, so that a journal replays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement<D: Document> {
    pub(super) document: Box<D>,
    pub(super) people: Vec<PersonId>,
    pub(super) version: u32,
    pub(super) since: NaiveDate,
    pub(super) author: Option<Actor>,
    pub(super) people_have_it: BTreeMap<PersonId, NaiveDate>,
    pub(super) holders_have_it: BTreeMap<D::Holder, NaiveDate>,
    pub(super) assent: Option<Assent>,
    pub(super) proofs: Vec<ProofGiven>,
    pub(super) approval: Option<Approval>,
    pub(super) in_force: Option<InForce>,
    pub(super) reviewed: Option<LastReview>,
    pub(super) over: Option<Over>,
}

impl<D: Document> Agreement<D> {
    /// The first version, drawn up by somebody for everybody it is about.
    ///
    /// # Errors
    ///
    /// [`Misfit`]: not everybody it is about, each once; a day before the document's own.
    pub fn drawn_up(
        on: NaiveDate,
        document: Box<D>,
        people: Vec<PersonId>,
        author: Actor,
    ) -> Result<Self, Misfit> {
        let in_time = on >= document.drawn_up_on();
        Misfit::all([
            people_fit(&*document, &people),
            Misfit::unless(in_time, D::RULES.words.not_before_drawn_up, &[document.id()]),
        ])?;
        Ok(Self::version(1, on, document, people, Some(author)))
    }

    /// The version that is taken over from another system, of which nobody knows who drew it up. What is known of it
    /// is then shared, agreed to and so on as though it happened here.
    ///
    /// # Errors
    ///
    /// [`Misfit`]: not everybody it is about, each once.
    pub fn as_known(document: Box<D>, people: Vec<PersonId>) -> Result<Self, Misfit> {
        people_fit(&*document, &people)?;
        let since = document.drawn_up_on();
        Ok(Self::version(1, since, document, people, None))
    }

    const fn version(
        version: u32,
        since: NaiveDate,
        document: Box<D>,
        people: Vec<PersonId>,
        author: Option<Actor>,
    ) -> Self {
        Self {
            document,
            people,
            version,
            since,
            author,
            people_have_it: BTreeMap::new(),
            holders_have_it: BTreeMap::new(),
            assent: None,
            proofs: Vec::new(),
            approval: None,
            in_force: None,
            reviewed: None,
            over: None,
        }
    }

    /// The document as it is now.
    pub const fn document(&self) -> &D {
        &self.document
    }

    /// Everyone it is about.
    pub fn people(&self) -> &[PersonId] {
        &self.people
    }

    /// Which version it is: 1 as it was drawn up, one more with each change.
    pub const fn number(&self) -> u32 {
        self.version
    }

    /// Since when there has been this version.
    pub const fn since(&self) -> NaiveDate {
        self.since
    }

    /// Who drew this version up, if that is known.
    pub const fn author(&self) -> Option<Actor> {
        self.author
    }

    /// The fingerprint of this version.
    ///
    /// # Errors
    ///
    /// As [`Document::fingerprint`].
    pub fn fingerprint(&self) -> Result<Fingerprint, CanonicalError> {
        self.document.fingerprint()
    }

    /// The people it is about who have this version, each since when.
    pub const fn people_who_have_it(&self) -> &BTreeMap<PersonId, NaiveDate> {
        &self.people_have_it
    }

    /// Who else has this version, each since when.
    pub const fn holders_who_have_it(&self) -> &BTreeMap<D::Holder, NaiveDate> {
        &self.holders_have_it
    }

    /// What everybody said to this version, while it is agreed to.
    pub const fn assent(&self) -> Option<&Assent> {
        self.assent.as_ref()
    }

    /// The last proof of this version, of each kind.
    pub fn proofs(&self) -> &[ProofGiven] {
        &self.proofs
    }

    /// The last proof of this version, of a document that needs one kind only.
    pub fn proof(&self) -> Option<&ProofGiven> {
        self.proofs.first()
    }

    /// Who approved this version, and when.
    pub const fn approval(&self) -> Option<&Approval> {
        self.approval.as_ref()
    }

    /// Since when this version counts.
    pub const fn in_force(&self) -> Option<&InForce> {
        self.in_force.as_ref()
    }

    /// The last review of this version.
    pub const fn reviewed(&self) -> Option<&LastReview> {
        self.reviewed.as_ref()
    }

    /// Since when no version counts any more.
    pub const fn over(&self) -> Option<&Over> {
        self.over.as_ref()
    }

    /// Nothing happens to a version before there is one.
    ///
    /// # Errors
    ///
    /// [`Misfit`]: an earlier day.
    pub fn not_before(&self, on: NaiveDate) -> Result<(), Misfit> {
        Misfit::unless(
            on >= self.since,
            "expected `on` no earlier than the day of this version",
            &self.about(),
        )
    }

    /// With whom it can be shared.
    ///
    /// # Errors
    ///
    /// [`Misfit`]: nobody; somebody who is neither of those it is about nor of those who should have it.
    pub fn sharing_fits(
        &self,
        on: NaiveDate,
        people: &[PersonId],
        holders: &[D::Holder],
    ) -> Result<(), Misfit> {
        let words = &D::RULES.words;
        let (strangers, known) =
            (people.iter().find(|id| !self.people.contains(id)), self.document.holders());
        let one =
            |holder: &D::Holder| Misfit::unless(known.contains(holder), words.holder, &[(*holder).into()]);
        Misfit::all([
            self.not_before(on),
            Misfit::unless(
                !people.is_empty() || !holders.is_empty(),
                "expected somebody with whom it was shared",
                &self.about(),
            ),
            strangers
                .map_or(Ok(()), |stranger| Err(Misfit::new(words.somebody_or_holder, &[stranger.any()]))),
            Misfit::all(holders.iter().map(one)),
        ])
    }

    /// Somebody has this version; the first time counts.
    pub fn share(&mut self, on: NaiveDate, people: &[PersonId], holders: &[D::Holder]) {
        for person in people {
            self.people_have_it.entry(*person).or_insert(on);
        }
        for holder in holders {
            self.holders_have_it.entry(*holder).or_insert(on);
        }
    }

    /// Whether another version can take the place of this one.
    ///
    /// # Errors
    ///
    /// [`Misfit`]: another document; the same as before; not everybody it is about, each once.
    pub fn changing_fits(&self, on: NaiveDate, document: &D, people: &[PersonId]) -> Result<(), Misfit> {
        let same = self.is_same(document) && people == self.people;
        Misfit::all([
            self.another_version_fits(on, document, people),
            Misfit::unless(!same, D::RULES.words.says_something_else, &self.about()),
        ])
    }

    /// The same where what makes it another version may stand beside the document: the day from which it holds.
    ///
    /// # Errors
    ///
    /// [`Misfit`]: another document; not everybody it is about, each once.
    pub fn another_version_fits(
        &self,
        on: NaiveDate,
        document: &D,
        people: &[PersonId],
    ) -> Result<(), Misfit> {
        Misfit::all([self.not_before(on), self.is_of_it(document), people_fit(document, people)])
    }

    /// What is missing for a document that is drawn up or changed to be shared and reviewed in time.
    pub fn drawing_up(document: &D, terms: &Terms<'_>) -> Findings {
        let mut findings = undated(document.id(), document.review_by(), terms, D::RULES);
        if terms.share_within.is_none() {
            findings.push(D::RULES.not_set("share_within"));
        }
        findings.into_iter().collect()
    }

    /// Another version: what was said of the one before is not said of this one. Gives back the one before, for a
    /// record in which that one counts until this one does.
    pub fn change(&mut self, on: NaiveDate, document: Box<D>, people: Vec<PersonId>, author: Actor) -> Self {
        let next = Self::version(self.version.saturating_add(1), on, document, people, Some(author));
        core::mem::replace(self, next)
    }

    /// Whether this is the same version but for its words.
    ///
    /// # Errors
    ///
    /// [`Misfit`]: another document, or one that says something else.
    pub fn putting_right_fits(&self, on: NaiveDate, document: &D) -> Result<(), Misfit> {
        Misfit::all([
            self.not_before(on),
            self.is_of_it(document),
            Misfit::unless(self.is_same(document), D::RULES.words.same_but_for_words, &self.about()),
        ])
    }

    /// Words that were put right: who has it and who agreed to it stays.
    pub fn put_right(&mut self, document: Box<D>) {
        self.document = document;
    }

    /// Whether it can end, replaced by another or not.
    ///
    /// # Errors
    ///
    /// [`Misfit`]: replaced by nothing, or by itself; not replaced, and another goes on.
    pub fn ending_fits(
        &self,
        on: NaiveDate,
        is_replaced: bool,
        goes_on_in: Option<AnyId>,
    ) -> Result<(), Misfit> {
        let words = &D::RULES.words;
        Misfit::all([
            self.not_before(on),
            Misfit::unless(is_replaced == goes_on_in.is_some(), words.replaced, &self.about()),
            Misfit::unless(goes_on_in != Some(self.document.id()), words.another_one, &self.about()),
        ])
    }

    /// No version counts from now on.
    pub const fn end(&mut self, on: NaiveDate, goes_on_in: Option<AnyId>) {
        self.over = Some(Over { on, goes_on_in });
    }

    /// Who should have this version and has it not.
    pub(super) fn not_got(&self) -> impl Iterator<Item = Finding> + '_ {
        let without = self.people.iter().filter(|person| !self.people_have_it.contains_key(person));
        let people = without.map(|person| Finding::new(D::RULES.has_not_got_it).about(*person));
        let holders = D::RULES.holder_has_not_got_it.into_iter().flat_map(|rule| {
            let without = self.document.holders().into_iter();
            let without = without.filter(|holder| !self.holders_have_it.contains_key(holder));
            without.map(move |holder| Finding::new(rule).about(holder))
        });
        people.chain(holders)
    }

    pub(super) fn about(&self) -> [AnyId; 1] {
        [self.document.id()]
    }

    fn is_of_it(&self, document: &D) -> Result<(), Misfit> {
        let same = document.is_version_of(&self.document);
        Misfit::unless(same, D::RULES.words.same_document, &self.about())
    }

    /// What cannot be written down is the same as nothing else, so that it is neither changed nor put right by accident.
    fn is_same(&self, document: &D) -> bool {
        document.fingerprint().ok() == self.fingerprint().ok()
    }
}

/// Everybody each once, at least one, no more than there may be; and everybody whom the document speaks of.
fn people_fit<D: Document>(document: &D, people: &[PersonId]) -> Result<(), Misfit> {
    let each: BTreeSet<_> = people.iter().collect();
    let fits = !people.is_empty() && each.len() == people.len() && people.len() <= limits::PEOPLE;
    Misfit::all([Misfit::unless(fits, D::RULES.words.everyone, &[document.id()]), document.is_about(people)])
}

/// What is to be said where nobody says by when it is reviewed.
pub(super) fn undated(
    of: AnyId,
    by: Option<NaiveDate>,
    terms: &Terms<'_>,
    rules: &super::document::Rules,
) -> Vec<Finding> {
    if by.is_some() || terms.review_within.is_some() {
        return Vec::new();
    }
    alloc::vec![rules.not_set("review_within"), Finding::new(rules.no_review_date).about(of)]
}
