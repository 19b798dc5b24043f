//! The promises of every machine, for assessments.

use chrono::{Days, NaiveDate};
use mutual_care::assessment::{
    AdultFacts, AdultOutcome, AdvocacyFacts, AdvocacyLookedAt, AdvocateArranged, ArrangementsMade, AsKnown,
    AssessedAs, Assessment, AssessmentEnded, AssessmentEvent, Began, CarersHelp, CarersHelpRecorded,
    CarriedOut, Combined, CombinedWith, Considered, ContentItem, ContentRecorded, CriteriaFacts,
    DeterminationMade, Difficulty, EndedBecause, FactsRecorded, HowFar, Involvement, MeansRecorded,
    MeetingFacts, Opened, OwedBecause, Policy, QuestionsAnswered, RefusalAccepted, RefusalFacts,
    RequestWithdrawn, Revived, SaidNo, SharedInWriting, Split, Status, UrgentNeedsMet, Verb,
};
use mutual_care::base::{Code, Fact, Id, PrivateText, Said, Say, Told, WorkerId, kinds};
use mutual_care::machine::{Machine, Setting, Step, TakenOver};
use mutual_care::need::Outcome;

use crate::kit::{EveryDay, Proof, RowOf, next_stamp, opened, prove, stamp_as};
use crate::mutual::{MOTHER, SON, all_asked};
use crate::{id, person};

pub(crate) struct Assessments;

pub(crate) fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap() + Days::new(number)
}

pub(crate) fn worker() -> WorkerId {
    id(900)
}

pub(crate) fn words(text: &str) -> PrivateText {
    PrivateText::new(text).unwrap()
}

pub(crate) fn opening(assessed_as: AssessedAs) -> Opened {
    Opened {
        on: day(0),
        person: person(MOTHER),
        assessed_as,
        because: OwedBecause::Request,
        cares_for: (assessed_as == AssessedAs::Carer).then(|| person(SON)),
        is_adult: Fact::known(true),
        paid_or_voluntary: Fact::known(false),
        cared_for_is_adult: if assessed_as == AssessedAs::Carer {
            Fact::known(true)
        } else {
            Fact::default()
        },
    }
}

/// Nothing is known that keeps the duty alive after a no.
pub(crate) fn no_risk() -> RefusalFacts {
    RefusalFacts {
        abuse_or_risk: Fact::known(false),
        has_capacity: Fact::known(true),
        ..RefusalFacts::default()
    }
}

/// An advocate from outside.
pub(crate) fn advocate(on: u64) -> AdvocateArranged {
    AdvocateArranged {
        on: day(on),
        advocate: id::<kinds::Worker>(901).into(),
        without_duty: false,
        involved_in: None,
        works_for_authority: Fact::known(false),
        cares_for_pay: Fact::known(false),
    }
}

/// The son cooks for his mother, able and willing.
pub(crate) fn he_cooks(on: u64) -> CarersHelpRecorded {
    let mut help = CarersHelp::new(AdultOutcome::Nutrition, person(SON));
    help.meets = Fact::known(HowFar::Wholly);
    help.able_now = Fact::known(true);
    help.willing_now = Fact::known(true);
    CarersHelpRecorded { on: day(on), help: vec![help] }
}

pub(crate) fn arrangements() -> ArrangementsMade {
    ArrangementsMade {
        on: day(1),
        assessor: worker().into(),
        carried_out: CarriedOut::FaceToFace,
        self_assessment_offered: Told::Known(true),
        self_assessment_wished: Told::Known(false),
        has_capacity: Told::default(),
    }
}

/// Nobody is in difficulty, so no advocate is due.
pub(crate) fn no_difficulty() -> AdvocacyLookedAt {
    let difficulties = Difficulty::ALL.iter().map(|difficulty| (*difficulty, Fact::known(false)));
    let facts = AdvocacyFacts { difficulties: difficulties.collect(), ..AdvocacyFacts::default() };
    AdvocacyLookedAt {
        on: day(1),
        involved_in: Involvement::Assessment,
        facts: Box::new(facts),
        why_changed: PrivateText::default(),
    }
}

pub(crate) fn not_impaired() -> FactsRecorded {
    let facts = AdultFacts { impairment_or_illness: Fact::known(false), ..AdultFacts::default() };
    FactsRecorded { on: day(3), facts: CriteriaFacts::Adult(Box::new(facts)) }
}

pub(crate) fn answered() -> QuestionsAnswered {
    QuestionsAnswered { on: day(3), answers: Box::new(all_asked(MOTHER, SON)) }
}

/// All that an adult's assessment looks at.
pub(crate) fn looked_at() -> ContentRecorded {
    let mut content: mutual_care::base::ByCode<_, _> = [
        ContentItem::Impact,
        ContentItem::OutcomesWished,
        ContentItem::CouldContribute,
        ContentItem::PersonInvolved,
        ContentItem::CarersInvolved,
    ]
    .into_iter()
    .map(|item| (item, Considered::Yes))
    .collect();
    content.set(ContentItem::OthersInvolved, Considered::NotApplicable);
    ContentRecorded { on: day(3), content }
}

pub(crate) fn together(son_says: Say) -> Combined {
    Combined {
        on: day(2),
        with: vec![CombinedWith { assessment: id(77), person: person(SON) }],
        says: vec![
            Said { person: person(MOTHER), say: Say::Agrees },
            Said { person: person(SON), say: son_says },
        ],
    }
}

/// A record after these events, all of them accepted.
pub(crate) fn after(opening: Opened, events: impl IntoIterator<Item = AssessmentEvent>) -> Assessment {
    let policy = Policy::default();
    let setting = Setting::new(&policy, &EveryDay);
    let role = mutual_care::base::Role::SocialWorker;
    let opened = Assessment::open(Assessments::id(), opening, stamp_as(1, role), &setting);
    let mut record = opened.unwrap().record.into_any();
    for event in events {
        let stamp = next_stamp::<Assessments>(&record, Verb::Opened);
        record = record.offer(Step::Regularly(event), stamp, &setting).unwrap().into_record();
    }
    record
}

pub(crate) fn under_way() -> Vec<AssessmentEvent> {
    vec![arrangements().into(), Began { on: day(2) }.into()]
}

/// All that a determination needs.
pub(crate) fn ready() -> Vec<AssessmentEvent> {
    let mut events = under_way();
    events.extend([answered().into(), no_difficulty().into(), not_impaired().into(), looked_at().into()]);
    events
}

impl Proof for Assessments {
    type M = Assessment;

    fn id() -> Id<kinds::Assessment> {
        id(500)
    }

    fn policy() -> Policy {
        Policy::default()
    }

    fn opening() -> Opened {
        opening(AssessedAs::Adult)
    }

    fn taken_over(status: Status) -> Option<TakenOver<Assessment>> {
        let as_known = AsKnown {
            person: person(MOTHER),
            assessed_as: AssessedAs::Carer,
            requested_on: day(0),
            cares_for: Some(person(SON)),
            refused_on: (status == Status::Refused).then(|| day(1)),
            refusal: RefusalFacts::default(),
            determined: (status == Status::Determined).then(|| determination(1)),
        };
        Some(TakenOver { status, on: day(5), from_system: words("the old card index"), as_known })
    }

    fn witness(before: &Assessment, row: &RowOf<Assessment>) -> Option<AssessmentEvent> {
        event(before, row.event, 0)
    }

    fn other_witness(before: &Assessment, row: &RowOf<Assessment>) -> Option<AssessmentEvent> {
        event(before, row.event, 1)
    }

    fn prepared(row: &RowOf<Assessment>) -> Option<Assessment> {
        let mut events = match row.from {
            Status::Requested => Vec::new(),
            Status::Arranged => vec![arrangements().into()],
            _ => under_way(),
        };
        match row.event {
            Verb::DeterminationMade => events = ready(),
            Verb::Split => events.push(together(Say::Agrees).into()),
            _ => return None,
        }
        Some(after(opened_as(), events))
    }
}

fn opened_as() -> Opened {
    // The very opening of the proof, so that what is reached through the table is reached here too.
    assert_eq!(opened::<Assessments>().case().person(), person(MOTHER));
    Assessments::opening()
}

fn determination(on: u64) -> DeterminationMade {
    DeterminationMade { on: day(on), meets_criteria: false, departs_from_guidance: None }
}

/// An event for each verb; with `later`, another one.
fn event(_: &Assessment, verb: Verb, later: u64) -> Option<AssessmentEvent> {
    let on = day(6 + later);
    Some(match verb {
        Verb::Opened => return None,
        Verb::ArrangementsMade => ArrangementsMade { on, ..arrangements() }.into(),
        Verb::Began => Began { on }.into(),
        Verb::QuestionsAnswered => QuestionsAnswered { on, ..answered() }.into(),
        Verb::AdvocacyLookedAt => AdvocacyLookedAt { on, ..no_difficulty() }.into(),
        Verb::AdvocateArranged => AdvocateArranged { on, ..advocate(0) }.into(),
        Verb::SaidNo => SaidNo { on, facts: no_risk() }.into(),
        Verb::RefusalAccepted => RefusalAccepted { on, facts: no_risk() }.into(),
        Verb::RequestWithdrawn => {
            RequestWithdrawn { on, reason: words("She would rather wait."), facts: no_risk() }.into()
        }
        Verb::Revived => Revived { on, because: OwedBecause::Changed }.into(),
        Verb::UrgentNeedsMet => UrgentNeedsMet {
            on,
            outcomes: vec![Outcome::Nutrition],
            how: words("Meals are brought."),
            rest_due_by: day(20),
        }
        .into(),
        Verb::Combined => Combined { on, ..together(Say::Agrees) }.into(),
        Verb::Split => Split { on, withdrawn_by: Some(person(SON)) }.into(),
        Verb::FactsRecorded => FactsRecorded { on, ..not_impaired() }.into(),
        Verb::ContentRecorded => ContentRecorded { on, ..looked_at() }.into(),
        Verb::MeansRecorded => {
            let facts = MeetingFacts::Adult(mutual_care::assessment::AdultMeeting::default());
            MeansRecorded { on, facts }.into()
        }
        Verb::CarersHelpRecorded => he_cooks(6 + later).into(),
        Verb::DeterminationMade => determination(6 + later).into(),
        Verb::SharedInWriting => SharedInWriting {
            on: day(8 + later),
            to: vec![person(MOTHER)],
            with_reasons_and_advice: true,
            with_reasons: false,
        }
        .into(),
        Verb::AssessmentEnded => AssessmentEnded {
            on: day(9 + later),
            because: EndedBecause::Moved,
            goes_on_in: None,
            facts: no_risk(),
        }
        .into(),
    })
}

prove!(Assessments);

/// All that happens to an assessment is a fact; of what a carer will do, notice may be given.
#[test]
fn nothing_happened_before_its_day() {
    crate::kit::nothing_happened_before_its_day::<Assessments>(&[Verb::CarersHelpRecorded]);
}
