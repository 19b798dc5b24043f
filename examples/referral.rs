//! One referral from its first day to the day of the move, and an emergency admission with what it owes.
//!
//! ```text
//! cargo run --release --example referral
//! ```
//!
//! The child, the homes and everybody in them are made up: they are those of `examples/data/referral-and-homes.json`.
//! A decision is asked for too early and is refused with all its reasons; the child worries, and it goes back.

use std::error::Error;

use chrono::NaiveDate;
use mutual_care::base::{
    Amount, ChildId, Code, Deadline, England, FactSource, Finding, Findings, HomeId, Owes, PrivateText, Role,
    Stamp, Standing, Term, Told, Weight, WorkerId,
};
use mutual_care::machine::{Machine, Refusal, Setting, Step};
use mutual_care::placement::referral::{
    AcceptedByManager, AdmissionApproval, AdmittedInEmergency, Afterwards, AfterwardsDone, ChildAsked,
    ChildHeardAgain, ChildMovedIn, ChildSays, CompatibilityAssessed, ConditionMet, Day, DiscussedWithTeam,
    HomeFoundUnchanged, HomeLookedAt, HomeSeen, ImpactAssessed, InformationProvided, InterestExpressed,
    LiaisonHeld, MovingInAgreed, PlanningMeetingHeld, Policy, Referral, ReferralEvent, SubmittedToHome,
    Transition, TransitionPlan, TransitionPlanned, VisitHeld, VisitKind, WorryAnswered, WorryOf,
    WorryOutcome, WorryRaised,
};
use mutual_care::placement::{
    Added, Child, Enquiry, Few, Home, Homes, Information, Matching, Measure, Mitigation, Offer, OwnView,
    Party, Provided, ProvidedAs, WorkersView, assess, matching_receipts,
};
use uuid::Uuid;

type Outcome<T> = Result<T, Box<dyn Error>>;

const BEECH_LODGE: u128 = 0xb000_0002_0000_4000_8000_0000_0000_0000;
const ALDER_HOUSE: u128 = 0xb000_0001_0000_4000_8000_0000_0000_0000;
/// Two children who live in Beech Lodge.
const FIRST: u128 = 0xc000_0000_0000_4000_8000_0000_0000_0101;
const SECOND: u128 = 0xc000_0000_0000_4000_8000_0000_0000_0105;

fn worker(number: u128) -> WorkerId {
    WorkerId::new(Uuid::from_u128(0xd000_0000_0000_4000_8000_0000_0000_0000 + number))
}

const SOCIAL_WORKER: u128 = 1;
const MANAGER: u128 = 0x21;
const INDIVIDUAL: u128 = 0x22;

fn day(text: &str) -> Outcome<NaiveDate> {
    text.parse().map_err(|_| format!("expected a date: {text}").into())
}

fn words(text: &str) -> Outcome<PrivateText> {
    Ok(PrivateText::new(text)?)
}

fn main() -> Outcome<()> {
    let enquiry: Enquiry = serde_json::from_str(include_str!("data/referral-and-homes.json"))?;
    planned(&enquiry)?;
    tonight(&enquiry)
}

fn accepted(on: &str, reasons: &str) -> Outcome<AcceptedByManager> {
    let (by, reasons) = (worker(MANAGER), words(reasons)?);
    Ok(AcceptedByManager { on: day(on)?, by, reasons, despite_worries: None })
}

fn agreed(on: &str, moves_in_on: NaiveDate) -> Outcome<MovingInAgreed> {
    let (child_says, authority) = (ChildSays::Agrees, worker(SOCIAL_WORKER));
    let words = words("After the holidays, then.")?;
    Ok(MovingInAgreed { on: day(on)?, moves_in_on, child_says, words, authority })
}

/// What the service has decided for itself.
fn policy(enquiry: &Enquiry) -> Policy {
    Policy {
        matching: enquiry.policy,
        answer_within: Some(Term::WorkingDays(3)),
        information_within: Some(Term::WorkingDays(5)),
        worry_within: Some(Term::Days(7)),
        lapses_after: Some(Term::Days(28)),
        ..Policy::default()
    }
}

/// From the first day to the move, as it was planned.
fn planned(enquiry: &Enquiry) -> Outcome<()> {
    let moves_on = enquiry.on;
    let home = enquiry.homes.iter().find(|home| home.id == HomeId::new(Uuid::from_u128(BEECH_LODGE)));
    let home = home.ok_or("Beech Lodge")?;
    // Nobody had asked her when she was referred.
    let mut child = enquiry.party.children()[0].clone();
    let what_she_says = std::mem::take(&mut child.own_view);

    heading("A REFERRAL, STEP BY STEP");
    let mut told = Telling::open(enquiry, "2026-03-09", child, home.id, moves_on)?;
    told.happens(
        "2026-03-10",
        "The registered manager and the team talk about it.",
        DiscussedWithTeam {
            on: day("2026-03-10")?,
            manager: worker(MANAGER),
            team_heard: Told::Known(true),
            words: words("We know what she needs, and we have a room.")?,
        },
    )?;
    let offer = Box::new(enquiry.offer.clone().ok_or("an offer")?);
    told.happens(
        "2026-03-12",
        "The home is interested, and says what it can offer.",
        InterestExpressed { on: day("2026-03-12")?, offer: offer.clone() },
    )?;

    heading("A DECISION TOO EARLY");
    told.happens("2026-03-13", "The manager wants to say yes.", accepted("2026-03-13", "A bed is free.")?)?;

    heading("WHAT A DECISION NEEDS GATHERS, IN ANY ORDER");
    told.happens("2026-03-18", "The authority sends what it owes.", information(day("2026-03-18")?)?)?;
    told.happens(
        "2026-03-20",
        "Robin is asked, and says what she wants.",
        ChildAsked { on: day("2026-03-20")?, view: what_she_says, says: None },
    )?;
    gathers(&mut told, home, moves_on, offer)
}

/// Steps 4 to 8, and what comes in between.
fn gathers(told: &mut Telling<'_>, home: &Home, moves_on: NaiveDate, offer: Box<Offer>) -> Outcome<()> {
    told.happens(
        "2026-03-23",
        "Who lives there on the day, and who are their social workers?",
        HomeLookedAt {
            on: day("2026-03-23")?,
            seen: HomeSeen::of(home, told.record.case().child().id, moves_on)?,
        },
    )?;
    told.happens(
        "2026-03-24",
        "The planning meeting with her social worker.",
        meeting(day("2026-03-24")?, offer.clone()),
    )?;
    told.asks_workers("2026-03-25", WorkersView::AgreesIf)?;
    told.happens("2026-03-27", "How Robin gets to know the home.", transition()?)?;
    told.assesses("2026-03-30", home, moves_on, Vec::new())?;
    told.is_missing("2026-03-30")?;
    let measure = Measure {
        rule: "no-violence-between".parse()?,
        other: Some(ChildId::new(Uuid::from_u128(FIRST))),
        mitigation: Mitigation::NeverAloneTogether,
        who: worker(MANAGER),
        by: day("2026-04-10")?,
    };
    told.assesses("2026-03-31", home, moves_on, vec![measure.clone()])?;
    told.is_missing("2026-03-31")?;
    told.happens(
        "2026-03-31",
        "What the worker of the first child asked for is arranged.",
        ConditionMet {
            on: day("2026-03-31")?,
            resident: ChildId::new(Uuid::from_u128(FIRST)),
            by: worker(MANAGER),
            words: words("The rota has somebody with them whenever both are at home.")?,
        },
    )?;
    told.visits("2026-04-01", VisitKind::StaffMetChild)?;
    told.happens(
        "2026-04-01",
        "The registered manager accepts her.",
        accepted("2026-04-01", "She would be near her school, and we can keep both safe.")?,
    )?;
    told.happens(
        "2026-04-02",
        "The day is agreed with Robin and the authority.",
        agreed("2026-04-02", moves_on)?,
    )?;

    told.happens(
        "2026-04-03",
        "\"I can't wait!\", she says, and the decision stands.",
        ChildHeardAgain {
            on: day("2026-04-03")?,
            view: OwnView::Said {
                by: worker(SOCIAL_WORKER),
                on: day("2026-04-03")?,
                words: words("I can't wait!")?,
            },
            says: ChildSays::Agrees,
        },
    )?;
    told.visits("2026-04-07", VisitKind::ChildVisited)?;
    worries(told, home, moves_on, measure, offer)
}

fn meeting(on: NaiveDate, offer: Box<Offer>) -> PlanningMeetingHeld {
    let social_worker = worker(SOCIAL_WORKER);
    PlanningMeetingHeld { on, social_worker, offer, information: None, less_because: None }
}

/// What a worry undoes, and how it is taken up again.
fn worries(
    told: &mut Telling<'_>,
    home: &Home,
    moves_on: NaiveDate,
    measure: Measure,
    offer: Box<Offer>,
) -> Outcome<()> {
    heading("ROBIN WORRIES, AND IT GOES BACK");
    told.happens(
        "2026-04-07",
        "After a visit she says that somebody shouted at her.",
        WorryRaised {
            on: day("2026-04-07")?,
            of: WorryOf::Child,
            resident: None,
            words: words("He shouted at me on the stairs. I don't know if I want to live there.")?,
        },
    )?;
    told.is_missing("2026-04-07")?;
    told.happens(
        "2026-04-08",
        "Her key worker to be talks with both of them. She says it is settled.",
        WorryAnswered {
            on: day("2026-04-08")?,
            worry: 1,
            by: worker(MANAGER),
            outcome: WorryOutcome::Settled,
            words: words("They talked. She gets the room at the other end of the house.")?,
        },
    )?;
    told.happens(
        "2026-04-08",
        "The package is agreed again, with what she worried about.",
        meeting(day("2026-04-08")?, offer),
    )?;
    told.asks_workers("2026-04-08", WorkersView::Agrees)?;
    told.assesses("2026-04-09", home, moves_on, vec![measure])?;
    told.happens("2026-04-09", "Accepted anew.", accepted("2026-04-09", "As before; her worry was heard.")?)?;
    told.happens("2026-04-10", "The same day is agreed.", agreed("2026-04-10", moves_on)?)?;
    told.visits("2026-04-11", VisitKind::ChildVisited)?;
    told.happens("2026-04-13", "Robin comes with her boxes.", ChildMovedIn { on: moves_on })?;
    told.happens(
        "2026-04-13",
        "Who lives there this morning? The same children, and nothing else has changed.",
        HomeFoundUnchanged {
            on: moves_on,
            seen: HomeSeen::of(home, told.record.case().child().id, moves_on)?,
        },
    )?;
    told.happens("2026-04-13", "Robin moves in.", ChildMovedIn { on: moves_on })?;
    told.is_owed("2026-04-13")?;
    println!("\n  {} entries in the journal.", told.record.revision());
    Ok(())
}

/// The same child, had there been no time: on the eve of Good Friday.
fn tonight(enquiry: &Enquiry) -> Outcome<()> {
    let on = day("2026-04-02")?;
    let child = enquiry.party.children()[0].clone();
    let party = enquiry.party.clone().as_emergency();

    heading("HAD IT BEEN AN EMERGENCY");
    let alder = HomeId::new(Uuid::from_u128(ALDER_HOUSE));
    let closed = enquiry.homes.iter().find(|home| home.id == alder).ok_or("Alder House")?;
    let mut told = Telling::open(enquiry, "2026-04-02", child.clone(), alder, on)?;
    let one = Some(AdmissionApproval { by: worker(MANAGER), role: Role::ManagerOnCall });
    told.happens(
        "2026-04-02",
        "At nine in the evening. The home's statement of purpose has no emergencies, and one person is asked.",
        admitted(&party, &child, closed, on, one, None)?,
    )?;
    let mut open = closed.clone();
    open.emergencies = mutual_care::base::Fact::known(true);
    let two = Some(AdmissionApproval { by: worker(INDIVIDUAL), role: Role::ResponsibleIndividual });
    told.happens(
        "2026-04-02",
        "Had it emergencies, and did two people approve:",
        admitted(&party, &child, &open, on, one, two)?,
    )?;
    told.is_owed("2026-04-02")?;
    told.happens(
        "2026-04-03",
        "The council of the area is told.",
        AfterwardsDone { on: day("2026-04-03")?, what: Afterwards::HostAuthorityNotified },
    )?;
    told.happens(
        "2026-04-10",
        "The placement plan is made and signed.",
        AfterwardsDone { on: day("2026-04-10")?, what: Afterwards::PlacementPlan },
    )?;
    told.is_owed("2026-04-14")
}

fn admitted(
    party: &Party,
    child: &Child,
    home: &Home,
    on: NaiveDate,
    manager: Option<AdmissionApproval>,
    individual: Option<AdmissionApproval>,
) -> Outcome<AdmittedInEmergency> {
    let homes = Homes::compile(vec![home.clone()])?;
    let judged = matching_receipts(party, &homes, home.id, on, &Matching::default())?;
    let (assessed, receipt) = judged.into_iter().next().ok_or("a verdict")?;
    let seen = HomeSeen::of(home, child.id, on)?;
    Ok(AdmittedInEmergency { on, manager, individual, seen, assessed, receipt, kept_safe_by: None })
}

/// Every part of the information: known, but for her health before she was four.
fn information(on: NaiveDate) -> Outcome<InformationProvided> {
    let part = |what: &Information| {
        let known = *what != Information::Health;
        let how = if known { ProvidedAs::Known } else { ProvidedAs::AskedNotKnown };
        Provided { what: *what, how, on, source: FactSource::Record }
    };
    Ok(InformationProvided { on, provided: Few::new(Information::ALL.iter().map(part).collect())? })
}

fn transition() -> Outcome<TransitionPlanned> {
    let plan = TransitionPlan {
        staff_meet_child_on: vec![Day(day("2026-04-01")?)],
        child_visits_on: vec![Day(day("2026-04-07")?), Day(day("2026-04-11")?)],
        information_given_on: Some(day("2026-04-01")?),
        welcome_pack_given_on: Some(day("2026-04-07")?),
    };
    Ok(TransitionPlanned { on: day("2026-03-27")?, transition: Transition::Plan(plan) })
}

/// A record, told line by line.
struct Telling<'a> {
    enquiry: &'a Enquiry,
    policy: Policy,
    record: Referral,
}

impl<'a> Telling<'a> {
    fn open(
        enquiry: &'a Enquiry,
        on: &str,
        child: Child,
        home: HomeId,
        wanted_on: NaiveDate,
    ) -> Outcome<Self> {
        let policy = policy(enquiry);
        let submitted = SubmittedToHome {
            on: day(on)?,
            child: Box::new(child),
            home,
            wanted_on,
            by: worker(SOCIAL_WORKER),
            reopens: None,
            siblings: Few::none(),
        };
        let id = Uuid::from_u128(0xe000_0000_0000_4000_8000_0000_0000_0001);
        let setting = Setting::new(&policy, &England);
        let opened = Referral::open(mutual_care::base::Id::new(id), submitted, stamp(on)?, &setting)
            .map_err(|no| no.to_string())?;
        say(2, &format!("{on}  Robin's social worker sends the referral."));
        let record = opened.record.into_any();
        let told = Self { enquiry, policy, record };
        told.found(&opened.findings);
        Ok(told)
    }

    /// Something happens, or is refused with every reason.
    fn happens(&mut self, on: &str, what: &str, event: impl Into<ReferralEvent>) -> Outcome<()> {
        say(2, &format!("{on}  {what}"));
        let before = self.record.status();
        let setting = Setting::new(&self.policy, &England);
        let step = Step::Regularly(event.into());
        match self.record.clone().offer(step, stamp(on)?, &setting) {
            Ok(answer) => {
                if let mutual_care::machine::Answer::Accepted(accepted) = &answer {
                    self.found(&accepted.findings);
                }
                self.record = answer.into_record();
                let now = self.record.status();
                if now != before {
                    say(14, &format!("→ {}", now.words()));
                }
            }
            Err(refused) => {
                say(14, "Refused:");
                match refused.why() {
                    Refusal::Barred(findings) => self.reasons(findings),
                    why => say(16, &why.to_string()),
                }
            }
        }
        Ok(())
    }

    /// The social workers of both children who live there are asked; the first says this.
    fn asks_workers(&mut self, on: &str, first: WorkersView) -> Outcome<()> {
        for (resident, view) in [(FIRST, first), (SECOND, WorkersView::Agrees)] {
            let resident = ChildId::new(Uuid::from_u128(resident));
            let seen = self.record.case().seen().and_then(|seen| seen.resident(resident)).copied();
            let social_worker = seen.and_then(|seen| seen.social_worker).ok_or("a social worker")?;
            let text = if view == WorkersView::AgreesIf { "If they are never alone together." } else { "" };
            let (on_day, words) = (day(on)?, words(text)?);
            let held = LiaisonHeld { on: on_day, resident, social_worker, view, words, information: None };
            self.happens(on, "The social worker of a child who lives there is asked.", held)?;
        }
        Ok(())
    }

    fn visits(&mut self, on: &str, kind: VisitKind) -> Outcome<()> {
        let visit = VisitHeld { on: day(on)?, kind, words: PrivateText::empty() };
        self.happens(on, &format!("A visit: {}.", kind.words()), visit)
    }

    /// Both assessments are made, by the engine, with what people take on.
    fn assesses(&mut self, on: &str, home: &Home, planned: NaiveDate, measures: Vec<Measure>) -> Outcome<()> {
        let case = self.record.case();
        let party =
            Party::one(case.child().clone()).with_judgements(self.enquiry.party.judgements().to_vec())?;
        let homes = Homes::compile(vec![home.clone()])?;
        let how = Matching::new(self.enquiry.policy);
        let both = assess(&party, &homes, home.id, planned, &how)?.into_iter().next().ok_or("a verdict")?;
        let added = Added { measures, ..Added::default() };
        let (compatibility, impact) = (both.0.with(added.clone()), both.1.with(added));
        let (information, by, date) = (case.information(), worker(MANAGER), day(on)?);
        let verdict = format!("Compatibility and impact are assessed: {}.", compatibility.kind.words());
        let receipt = compatibility.receipt()?;
        let assessed = compatibility.assessed.clone();
        self.happens(on, &verdict, CompatibilityAssessed { on: date, by, information, assessed, receipt })?;
        let (assessed, receipt) = (impact.assessed.clone(), impact.receipt()?);
        let good = words("Near her school, her family and her dance class.")?;
        let setting = Setting::new(&self.policy, &England);
        let event = ImpactAssessed { on: date, by, information, assessed, receipt, good };
        let step = Step::Regularly(ReferralEvent::from(event));
        let answer = self.record.clone().offer(step, stamp(on)?, &setting).map_err(|no| no.to_string())?;
        self.record = answer.into_record();
        Ok(())
    }

    fn is_missing(&self, on: &str) -> Outcome<()> {
        let missing = self.record.missing_for_decision(day(on)?, &self.policy);
        if missing.bars() {
            say(14, "Missing for a decision:");
            self.reasons(&missing);
        } else {
            say(14, "Nothing is missing for a decision.");
        }
        Ok(())
    }

    fn is_owed(&self, on: &str) -> Outcome<()> {
        say(14, &format!("Owed, on {on}:"));
        let on = day(on)?;
        let duties = self.record.duties(on, &self.policy, &England);
        for duty in duties.into_iter().filter(|duty| duty.standing(on) != Standing::Done) {
            let until = match duty.deadline() {
                Deadline::By(by) => format!("by {by}"),
                Deadline::NotKnown => String::from("by a day that the calendar does not reach"),
                Deadline::NoDay => String::from("without delay"),
            };
            let stands = match duty.standing(on) {
                Standing::Done => String::from("done"),
                Standing::DoneLate { days } => format!("done {days} days late"),
                Standing::Late { days: 1 } => String::from("LATE by a day"),
                Standing::Late { days } => format!("LATE by {days} days"),
                Standing::Due | Standing::NotYet => String::from("open"),
            };
            let sentence = duty.finding(on).for_professional();
            say(
                16,
                &format!(
                    "- {} ({}, {until}): {stands}",
                    sentence.trim_end_matches('.'),
                    duty.owed_by().words()
                ),
            );
        }
        Ok(())
    }

    /// What went with something that was accepted.
    fn found(&self, findings: &Findings) {
        for finding in findings.iter().filter(|finding| finding.weight() == Weight::Warns) {
            say(14, &format!("but: {}", self.sentence(finding)));
        }
    }

    /// Every reason; the parts of the information in one.
    fn reasons(&self, findings: &Findings) {
        let parts: Vec<&str> = findings.with_code("information-missing").filter_map(part_in_words).collect();
        if !parts.is_empty() {
            say(16, &format!("- the authority has not provided: {}", parts.join("; ")));
        }
        let barring = findings.iter().filter(|finding| finding.weight() == Weight::Bars);
        for finding in barring.filter(|finding| finding.code() != "information-missing") {
            say(16, &format!("- {}", self.sentence(finding)));
        }
    }

    /// The sentence for a professional, and which other child it is about.
    fn sentence(&self, finding: &Finding) -> String {
        let own = self.record.case().child().id.any();
        let of_child =
            |id: &&mutual_care::base::AnyId| id.kind() == mutual_care::base::IdKind::Child && **id != own;
        let other = finding.concerns().iter().find(of_child);
        let about = other.map_or_else(String::new, |id| {
            let text = id.uuid().to_string();
            format!(" [child {}]", &text[text.len() - 6..])
        });
        finding.for_professional() + &about
    }
}

/// What a part of the information is called.
fn part_in_words(finding: &Finding) -> Option<&'static str> {
    let code = finding.amounts().iter().find_map(|(name, amount)| match amount {
        Amount::Code(code) if *name == "what" => Some(*code),
        _ => None,
    });
    code.and_then(|code| Information::from_code(code).ok()).map(Information::words)
}

fn stamp(on: &str) -> Outcome<Stamp> {
    let at = day(on)?.and_hms_opt(9, 30, 0).ok_or("a time")?.and_utc();
    Ok(Stamp::new(at, worker(MANAGER), Role::RegisteredManager)?)
}

fn heading(text: &str) {
    println!("\n{text}");
}

/// One line, indented, wrapped at 110 characters.
fn say(indent: usize, text: &str) {
    let mut line = " ".repeat(indent);
    let mut empty = true;
    for word in text.split(' ') {
        if !empty && line.chars().count() + 1 + word.chars().count() > 110 {
            println!("{line}");
            line = " ".repeat(indent.max(14) + 2);
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    println!("{line}");
}
