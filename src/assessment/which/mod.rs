//! Which assessments are owed to the people of a household: as an adult with needs, as a carer, as a young carer, as
//! a parent carer.
//!
//! One person may be owed several, and in a household in which people look after each other each of them usually is.
//! What is not known makes a question, never a "no".

mod facts;
mod gather;
mod law;

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::Serialize;

use super::owes::ToAssess;
use super::{AssessedAs, Assessment, rules};
use crate::base::{
    Amount, AssessmentId, Basis, Code, Finding, Findings, Judgement, PartDate, PersonId, PrivateDate, Term,
    Told, Tree, Verdict, WorkingDays,
};
use crate::machine::Machine;
pub use facts::{CareFacts, PersonFacts, WhichFacts, WhichFactsError};
use law::tree;
pub use law::{AssessmentKind, WhichQuestion};

/// How far a record has got with an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum InRecord {
    /// None of the records handed over is about it.
    Nowhere,
    /// It was asked for, is arranged or under way.
    InHand {
        /// In which record.
        assessment: AssessmentId,
    },
    /// It was determined.
    Determined {
        /// In which record.
        assessment: AssessmentId,
        /// When.
        on: NaiveDate,
    },
    /// Somebody said no, or cannot be found, and it is not known whether that ended the duty: see its own duties.
    ToCheck {
        /// In which record.
        assessment: AssessmentId,
    },
    /// The person refused, or the request was withdrawn, and the duty ended with that: it is owed again when they
    /// ask, or when things change.
    Stopped {
        /// In which record.
        assessment: AssessmentId,
    },
}

/// One assessment that may be owed to one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AssessmentOwed {
    kind: AssessmentKind,
    person: PersonId,
    #[serde(skip_serializing_if = "Option::is_none")]
    cares_for: Option<PersonId>,
    judgement: Judgement<WhichQuestion>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<PrivateDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<PrivateDate>,
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    from_at_the_earliest: bool,
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    until_at_the_earliest: bool,
    /// The last day that `from` may be.
    #[serde(skip)]
    from_at_the_latest: Option<PrivateDate>,
    record: InRecord,
    basis: Basis,
}

impl AssessmentOwed {
    /// Of which kind.
    pub const fn kind(&self) -> AssessmentKind {
        self.kind
    }

    /// To whom.
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// For whom a carer cares.
    pub const fn cares_for(&self) -> Option<PersonId> {
        self.cares_for
    }

    /// Whether the law asks for it: yes, no, or it depends on questions that are open.
    pub const fn verdict(&self) -> Verdict {
        self.judgement.verdict()
    }

    /// The same with what decided it.
    pub const fn judgement(&self) -> &Judgement<WhichQuestion> {
        &self.judgement
    }

    /// The questions that decide it; none once it is settled.
    pub fn open(&self) -> &[WhichQuestion] {
        self.judgement.deciding()
    }

    /// Since when it is owed: the latest of the days on which what it rests on was told or began, and of coming of
    /// age; none if none of these is known. Where it is not owed yet, the day from which it will be by age alone.
    pub const fn from(&self) -> Option<PrivateDate> {
        self.from
    }

    /// Whether [`from`](Self::from) is the earliest that it may be: of somebody only the month or the year of birth is
    /// known.
    pub const fn is_from_at_the_earliest(&self) -> bool {
        self.from_at_the_earliest
    }

    /// The same of [`until`](Self::until).
    pub const fn is_until_at_the_earliest(&self) -> bool {
        self.until_at_the_earliest
    }

    /// By when it is to be determined, under a standard of the council's own that counts from [`from`](Self::from).
    /// None where that day is not known, or the calendar does not reach so far. An assessment that is in a record has
    /// its deadline there.
    pub fn due_by(&self, within: Term, calendar: &dyn WorkingDays) -> Option<PrivateDate> {
        let last = within.after(self.from.filter(|_| self.is_outstanding())?.reveal(), calendar)?;
        PrivateDate::new(last).ok()
    }

    /// The first day on which it is not owed any more because somebody comes of age, if that day is known.
    pub const fn until(&self) -> Option<PrivateDate> {
        self.until
    }

    /// How far a record has got with it.
    pub const fn record(&self) -> InRecord {
        self.record
    }

    /// What it rests on.
    pub const fn basis(&self) -> Basis {
        self.basis
    }

    /// Whether it was determined before what it rests on was told or began: then somebody looks whether needs have
    /// changed.
    fn is_determined_before(&self) -> bool {
        match (self.record, self.from_at_the_latest) {
            (InRecord::Determined { on, .. }, Some(from)) => {
                self.verdict() == Verdict::Yes && on < from.reveal()
            }
            _ => false,
        }
    }

    /// Whether it is owed and still to be done. Determined it is not, nor where a no of the person's has ended the
    /// duty; where it is not known whether it has, it is.
    pub const fn is_outstanding(&self) -> bool {
        matches!(self.verdict(), Verdict::Yes)
            && matches!(self.record, InRecord::Nowhere | InRecord::InHand { .. } | InRecord::ToCheck { .. })
    }
}

/// Which assessments are owed to the people of a household on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AssessmentsOwed {
    on: NaiveDate,
    assessments: Vec<AssessmentOwed>,
    findings: Findings,
}

impl AssessmentsOwed {
    /// The day it is about.
    pub const fn on(&self) -> NaiveDate {
        self.on
    }

    /// Every assessment that is owed, or may be, or is not: in order of person, kind, and for whom they care.
    pub fn assessments(&self) -> &[AssessmentOwed] {
        &self.assessments
    }

    /// Those that are owed and still to be done.
    pub fn outstanding(&self) -> impl Iterator<Item = &AssessmentOwed> {
        self.assessments.iter().filter(|owed| owed.is_outstanding())
    }

    /// Those of which it cannot be said yet.
    pub fn undecided(&self) -> impl Iterator<Item = &AssessmentOwed> {
        self.assessments.iter().filter(|owed| owed.verdict() == Verdict::NotKnown)
    }

    /// What is owed and in no record, what cannot be said yet, and what was determined before it appeared.
    pub const fn findings(&self) -> &Findings {
        &self.findings
    }
}

/// Which assessments are owed to the people of a household on a day, and how far the records handed over have got
/// with them.
///
/// Everybody among the people is looked at as an adult with needs; everybody who cares for somebody as a carer, as a
/// young carer and as a parent carer, by age.
///
/// ```
/// use mutual_care::assessment::{AssessmentKind, CareFacts, PersonFacts, WhichFacts, WhichQuestion, assessments_owed};
/// use mutual_care::base::{Fact, Verdict};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// let (mother, daughter) = (id(1).parse()?, id(2).parse()?);
/// let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
/// let mut carer = PersonFacts::new(daughter);
/// carer.age_years = Fact::known(15).told_on(on);
/// let mut care = CareFacts::new(daughter, mother);
/// care.provides_or_intends = Fact::known(true);
/// care.paid_or_voluntary = Fact::known(false);
/// care.asked_for_it = Fact::known(true);
/// let owed = assessments_owed(&WhichFacts::new(vec![PersonFacts::new(mother), carer], vec![care])?, &[], on);
/// let outstanding: Vec<AssessmentKind> = owed.outstanding().map(|one| one.kind()).collect();
/// assert_eq!(outstanding, [AssessmentKind::YoungCarer]);
/// // Nobody has looked whether the mother has needs: that is a question, and no "no".
/// let mothers = &owed.assessments()[0];
/// assert_eq!((mothers.kind(), mothers.verdict()), (AssessmentKind::Adult, Verdict::NotKnown));
/// assert_eq!(mothers.open(), [WhichQuestion::IsAdult(mother), WhichQuestion::MayHaveNeeds(mother)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn assessments_owed(facts: &WhichFacts, records: &[&Assessment], on: NaiveDate) -> AssessmentsOwed {
    let mut about: Vec<(PersonId, AssessmentKind, Option<PersonId>)> =
        facts.people().iter().map(|one| (one.person, AssessmentKind::Adult, None)).collect();
    for care in facts.care() {
        for kind in [AssessmentKind::Carer, AssessmentKind::YoungCarer, AssessmentKind::ParentCarer] {
            about.push((care.by, kind, Some(care.to)));
        }
    }
    about.sort_unstable();
    let assessments: Vec<AssessmentOwed> =
        about.into_iter().map(|(person, kind, to)| owed(facts, records, on, kind, person, to)).collect();
    let mut findings = Findings::none();
    for one in &assessments {
        let about = |rule| Finding::new(rule).about(one.person).about_all(one.cares_for);
        match one.verdict() {
            Verdict::Yes if one.record == InRecord::Nowhere => findings.push(about(one.kind.owed())),
            Verdict::NotKnown if one.record == InRecord::Nowhere => findings.push(
                rules::worded(&rules::WHICH_ASSESSMENT_OPEN, one.kind.code(), one.kind.words())
                    .about(one.person)
                    .about_all(one.cares_for),
            ),
            Verdict::Yes | Verdict::No | Verdict::NotKnown => {}
        }
        if let (true, InRecord::Determined { on, .. }) = (one.is_determined_before(), one.record) {
            findings.push(about(&rules::DETERMINED_BEFORE).with("on", Amount::Date(on)));
        }
    }
    let child_with_needs = |one: &&PersonFacts| {
        *one.may_have_needs.told() == Told::Known(true) && one.is_adult(on) == Told::Known(false)
    };
    let children = facts.people().iter().filter(child_with_needs);
    findings.extend(children.map(|one| Finding::new(&rules::NEEDS_OF_A_CHILD).about(one.person)));
    AssessmentsOwed { on, assessments, findings }
}

fn owed(
    facts: &WhichFacts,
    records: &[&Assessment],
    on: NaiveDate,
    kind: AssessmentKind,
    person: PersonId,
    to: Option<PersonId>,
) -> AssessmentOwed {
    let tree = tree(kind, person, to);
    let judgement = tree.judge(|question| told(facts, question, on));
    let people = [Some(person), to];
    let as_if_born = |day| stretch(facts, day, &tree, &judgement, on, people);
    let (from, until) = as_if_born(PartDate::first);
    let (from_at_the_latest, last_until) = as_if_born(PartDate::last);
    AssessmentOwed {
        kind,
        person,
        cares_for: to,
        judgement,
        from,
        until,
        from_at_the_earliest: from != from_at_the_latest,
        until_at_the_earliest: until != last_until,
        from_at_the_latest,
        record: in_record(records, kind, person, to),
        basis: kind.basis(),
    }
}

fn told(facts: &WhichFacts, question: WhichQuestion, on: NaiveDate) -> Told<bool> {
    match fact(facts, question) {
        Some(fact) => *fact.told(),
        None => facts.person(question.about().0).is_adult(on),
    }
}

/// The fact that answers a question; none for an age, which depends on the day.
fn fact(facts: &WhichFacts, question: WhichQuestion) -> Option<crate::base::Fact<bool>> {
    use WhichQuestion as Q;
    let care = |by, to| {
        let known = facts.care().iter().find(|one| (one.by, one.to) == (by, to));
        known.copied().unwrap_or_else(|| CareFacts::new(by, to))
    };
    Some(match question {
        Q::IsAdult(_) => return None,
        Q::MayHaveNeeds(person) => facts.person(person).may_have_needs,
        Q::Disabled(person) => facts.person(person).disabled,
        Q::Cares(by, to) => care(by, to).provides_or_intends,
        Q::PaidOrVoluntary(by, to) => care(by, to).paid_or_voluntary,
        Q::MayNeedSupport(by, to) => care(by, to).may_need_support,
        Q::AskedForIt(by, to) => care(by, to).asked_for_it,
        Q::ParentalResponsibility(by, to) => care(by, to).parental_responsibility,
    })
}

/// From when, and until when, as far as dates are known, as if everybody were born on a certain one of the days that it
/// may be.
fn stretch(
    facts: &WhichFacts,
    born: fn(PartDate) -> NaiveDate,
    tree: &Tree<WhichQuestion>,
    judgement: &Judgement<WhichQuestion>,
    on: NaiveDate,
    people: [Option<PersonId>; 2],
) -> (Option<PrivateDate>, Option<PrivateDate>) {
    let known = |person: PersonId| facts.person(person).as_if_born(born);
    let mut of_age: Vec<NaiveDate> =
        people.into_iter().flatten().filter_map(|person| known(person).comes_of_age()).collect();
    of_age.sort_unstable();
    let verdict_on = |day: NaiveDate| {
        let told = |question: WhichQuestion| match fact(facts, question) {
            Some(fact) => *fact.told(),
            None => known(question.about().0).is_adult(day),
        };
        tree.judge(told).verdict()
    };
    let later = |verdict: fn(Verdict) -> bool| {
        let first = of_age.iter().copied().find(|day| *day > on && verdict(verdict_on(*day)));
        first.and_then(|day| PrivateDate::new(day).ok())
    };
    if judgement.verdict() != Verdict::Yes {
        return (later(|verdict| verdict == Verdict::Yes), None);
    }
    let told_on = judgement.why().answers().into_iter().filter_map(|(question, told)| {
        match fact(facts, question) {
            Some(fact) => fact.on(),
            // Since coming of age, if it rests on that.
            None if told == Told::Known(true) => known(question.about().0).comes_of_age(),
            None => None,
        }
    });
    let from = told_on.filter(|day| *day <= on).max();
    (from.and_then(|day| PrivateDate::new(day).ok()), later(|verdict| verdict != Verdict::Yes))
}

/// How far the records have got. One in hand counts before one that is to be checked, that before the latest
/// determined, and that before one that was stopped. A record that ended (a duplicate, somebody who moved or died)
/// says nothing.
fn in_record(
    records: &[&Assessment],
    kind: AssessmentKind,
    person: PersonId,
    to: Option<PersonId>,
) -> InRecord {
    let role = match kind {
        AssessmentKind::Adult => AssessedAs::Adult,
        AssessmentKind::Carer => AssessedAs::Carer,
        // These are records of a children's service.
        AssessmentKind::YoungCarer | AssessmentKind::ParentCarer => return InRecord::Nowhere,
    };
    let of_this = |record: &&&Assessment| {
        let case = record.case();
        case.person() == person && case.assessed_as() == role && case.cares_for() == to
    };
    // What has become of the duty is judged by the law and not by the state of the record.
    let got = |record: &&Assessment| {
        let assessment = record.id();
        match (record.to_assess(), record.determined()) {
            (ToAssess::Stands, Some(made)) => {
                Some((1, Some(made.on), InRecord::Determined { assessment, on: made.on }))
            }
            (ToAssess::Stands, None) => Some((3, None, InRecord::InHand { assessment })),
            (ToAssess::ToCheck(_), _) => Some((2, None, InRecord::ToCheck { assessment })),
            (ToAssess::Ended, _) if matches!(record, Assessment::Ended(_)) => None,
            (ToAssess::Ended, _) => Some((0, None, InRecord::Stopped { assessment })),
        }
    };
    let furthest = records.iter().filter(of_this).filter_map(got).max_by_key(|(rank, on, _)| (*rank, *on));
    furthest.map_or(InRecord::Nowhere, |(_, _, record)| record)
}
