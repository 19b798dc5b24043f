//! Twenty years of one family in one record.
//!
//! ```text
//! cargo run --release --example changing_household
//! ```
//!
//! Everybody in it is made up. A dozen things happen; one was written down wrongly and is corrected, one is learnt
//! years late, one is refused with all its reasons, and one is sent twice. Then the same record is asked for the
//! review in short on three dates, and for one of them as it was known then.

use std::error::Error;

use chrono::NaiveDate;
use mutual_care::base::json;
use mutual_care::base::{
    AnyId, Fact, FactSource, Finding, Findings, Id, Labels, PrivateText, RecordRef, Role, Stamp, Told,
    WorkerId, WorkingDays, date_in_words, kinds,
};
use mutual_care::household::{
    Answered, ArrangementRecorded, Chronicle, EvidenceFrom, Household, HouseholdEvent, HouseholdInput,
    HouseholdPart, MutualCaring, NeedEnded, NeedRecorded, Opened, PersonDied, Policy, Reply, Service,
    ServiceCame, ServiceKind, SignsEvidence, SignsLookedFor, Split, StatedArrangement, StatedNeed, Topic,
};
use mutual_care::machine::{Act, Answer, Correction, Events as _, Key, Machine, Refused, Setting, Step};
use mutual_care::need::Ability;
use mutual_care::support::{ReviewQuestion, Words, review};
use uuid::Uuid;

type Outcome<T> = Result<T, Box<dyn Error>>;

const ROSE: u8 = 0x01;
const HARRY: u8 = 0x02;
const SIMON: u8 = 0x03;
const JULIE: u8 = 0x04;
const MEALS_AT_HOME: u8 = 0x51;
const HIS_SUPPER: u8 = 0x02;
const HIS_LETTERS: u8 = 0x03;
const HER_MEALS: u8 = 0x05;
const HER_BATH: u8 = 0x06;

fn id<K>(list: u16, number: u8) -> Id<K> {
    let tail = u128::from(list) | u128::from(number);
    Id::new(Uuid::from_u128(0xb000_0000_0000_4000_8000_0000_0000_0000 | tail))
}

fn day(text: &str) -> Outcome<NaiveDate> {
    text.parse().map_err(|_| format!("expected a date: {text}").into())
}

fn words(text: &str) -> Outcome<PrivateText> {
    Ok(PrivateText::new(text)?)
}

fn main() -> Outcome<()> {
    let mut told = Telling::open("2005-03-07", include_str!("data/three-at-home.json"))?;

    heading("TWENTY YEARS, AS THEY WERE RECORDED");
    told.happens(
        "2009-06-15",
        "Harry has had a stroke; he needs help with the bath. Rose does it.",
        NeedRecorded { on: day("2009-06-08")?, need: bath()? },
    )?;
    told.happens(
        "2009-06-15",
        "",
        ArrangementRecorded { on: day("2009-06-08")?, arrangement: rose_bathes()? },
    )?;
    told.happens(
        "2011-11-10",
        "Harry died on 2 October.",
        PersonDied { on: day("2011-10-02")?, person: id(0, HARRY) },
    )?;
    let death = told.record.revision();
    told.happens(
        "2011-12-05",
        "Rose has taken over the letters.",
        ArrangementRecorded { on: day("2011-11-14")?, arrangement: rose_writes()? },
    )?;

    heading("A MISTAKE IS CORRECTED");
    told.corrects(
        "2012-01-09",
        "It was 2 November: the certificate says so.",
        Correction::new(
            death,
            PersonDied { on: day("2011-11-02")?, person: id(0, HARRY) },
            words("Misheard on the telephone; the certificate says 2 November.")?,
        ),
    )?;

    heading("ROSE'S SIGHT FAILS");
    told.happens(
        "2016-05-23",
        "The cooker has become dangerous for Rose: she needs her meals cooked.",
        NeedRecorded { on: day("2016-05-02")?, need: rose_eats()? },
    )?;
    told.happens(
        "2016-05-23",
        "Simon has learnt to cook, and cooks for both; his own supper is no need any more.",
        ArrangementRecorded { on: day("2016-05-16")?, arrangement: simon_cooks()? },
    )?;
    told.happens(
        "2016-05-23",
        "",
        NeedEnded { on: day("2016-05-16")?, need: id(0x100, HIS_SUPPER), until: None },
    )?;
    told.happens(
        "2018-09-24",
        "A worker asks both what they do for each other: each depends on the other.",
        SignsLookedFor { on: day("2018-09-20")?, evidence: looked() },
    )?;
    let before_it_was_known = told.record.revision();
    told.happens(
        "2018-09-24",
        "Simon is asked too, for the first time. He does not see himself as a carer, and is afraid of being parted.",
        Answered {
            on: day("2018-09-20")?,
            person: id(0, SIMON),
            source: FactSource::ThePerson,
            replies: vec![
                Reply::AbleNow { arrangement: id(0x200, 0x08), told: Told::Known(Ability::Yes) },
                Reply::WillingNow { arrangement: id(0x200, 0x08), told: Told::Known(true) },
                Reply::Themself { topic: Topic::SeesSelfAsCarer, told: Told::Known(false) },
                Reply::Themself { topic: Topic::AfraidOfBeingParted, told: Told::Known(true) },
            ],
        },
    )?;

    lately(&mut told)?;
    looking_back(&told, before_it_was_known)
}

/// The years in which services know the family better, and less than they think.
fn lately(told: &mut Telling) -> Outcome<()> {
    heading("A FACT LEARNT YEARS LATE");
    told.happens(
        "2021-03-15",
        "Nobody had said: Simon has helped Rose in and out of the bath since April 2017.",
        NeedRecorded { on: day("2017-04-03")?, need: her_bath()? },
    )?;
    told.happens(
        "2021-03-15",
        "",
        ArrangementRecorded { on: day("2017-04-03")?, arrangement: simon_bathes()? },
    )?;

    heading("MEALS FROM OUTSIDE; THE LINE DROPS, AND IT IS SENT AGAIN");
    let provider = Service {
        id: id(0, MEALS_AT_HOME),
        name: words("Meals at home")?,
        kind: ServiceKind::Provider,
        places: None,
    };
    told.happens(
        "2022-10-03",
        "A provider comes at midday.",
        ServiceCame { on: day("2022-10-03")?, service: provider },
    )?;
    let key: Key = "b0000000-0000-4000-8000-0000000000aa".parse()?;
    let meals = ArrangementRecorded { on: day("2022-10-03")?, arrangement: provider_cooks()? };
    told.sends("2022-10-03", "It brings Rose her dinner.", meals.clone(), Some(key))?;
    told.sends("2022-10-04", "The same once more, under the same key.", meals, Some(key))?;

    heading("A STEP THAT IS REFUSED");
    let gone = |household, people: &[u8]| HouseholdPart {
        household: id(0, household),
        people: people.iter().map(|person| id(0, *person)).collect(),
        goes_on: Vec::new(),
    };
    told.happens(
        "2024-09-02",
        "A form comes in: the household splits up, Simon on his own, Harry and Julie together.",
        Split { on: day("2024-09-02")?, parts: vec![gone(0x11, &[SIMON]), gone(0x12, &[HARRY, JULIE])] },
    )?;
    told.happens(
        "2025-02-10",
        "Instead, somebody asks Julie, after twenty years. She would help.",
        Answered {
            on: day("2025-02-08")?,
            person: id(0, JULIE),
            source: FactSource::ThePerson,
            replies: vec![Reply::Themself { topic: Topic::WouldHelp, told: Told::Known(true) }],
        },
    )
}

/// One record, asked for several days, and for one of them as it was known then.
fn looking_back(told: &Telling, before_it_was_known: u64) -> Outcome<()> {
    heading("THE REVIEW IN SHORT, FROM ONE RECORD");
    say(
        2,
        "Three days as known now; then one of them again as known in 2018, before anybody had said who helps Rose \
         with the bath.",
    );
    for on in ["2008-01-07", "2018-01-08", "2025-03-03"] {
        Telling::review(&told.record, day(on)?, "as known now")?;
    }
    let then = told.record.at_revision(before_it_was_known)?;
    Telling::review(&then, day("2018-01-08")?, "as known in September 2018")?;

    let on = day("2025-03-03")?;
    heading(&format!("WHAT IS TO BE LOOKED AT ON {}", date_in_words(on).to_uppercase()));
    for finding in &told.record.to_look_at(on, &told.policy) {
        say(2, &told.names(finding));
    }
    println!("\n{} entries; the record is a JSON file of {} bytes.", told.record.revision(), told.size()?);
    Ok(())
}

/// A record, and the voice that tells what becomes of it.
struct Telling {
    record: Household,
    policy: Policy,
}

/// The example has no rule that asks for working days.
struct EveryDay;

impl WorkingDays for EveryDay {
    fn is_working_day(&self, _: NaiveDate) -> Option<bool> {
        Some(true)
    }
}

/// Recorded at nine in the morning, by one worker.
fn stamp(on: &str) -> Outcome<Stamp> {
    let at = day(on)?.and_hms_opt(9, 0, 0).ok_or("a time")?.and_utc();
    let worker: WorkerId = id(0, 0xf1);
    Ok(Stamp::new(at, worker, Role::SocialWorker)?)
}

impl Telling {
    fn open(on: &str, file: &str) -> Outcome<Self> {
        let household = json::read::<HouseholdInput>(file.as_bytes())?;
        let policy = Policy::default();
        println!("{}: the record of Rose, Harry and Simon opens, from a file.", date_in_words(day(on)?));
        say(
            2,
            "What the rules find comes with each step. What bars is refused, what warns wants looking at, what \
            notes is good to know.",
        );
        let setting = Setting::new(&policy, &EveryDay);
        let opened = Household::open(household.id(), Opened::new(household), stamp(on)?, &setting)?;
        let told = Self { record: opened.record.into_any(), policy };
        opened.findings.iter().for_each(|finding| say(4, &told.names(finding)));
        Ok(told)
    }

    fn happens(&mut self, recorded: &str, what: &str, event: impl Into<HouseholdEvent>) -> Outcome<()> {
        self.sends(recorded, what, event, None)
    }

    /// Offers what happened, and says what came of it.
    fn sends(
        &mut self,
        recorded: &str,
        what: &str,
        event: impl Into<HouseholdEvent>,
        key: Option<Key>,
    ) -> Outcome<()> {
        let event: HouseholdEvent = event.into();
        if !what.is_empty() {
            say(2, &format!("{}: {what}", date_in_words(day(recorded)?)));
        }
        let act: Act =
            key.map_or(stamp(recorded)?.into(), |key| stamp(recorded).map(|it| it.with_key(key)).unwrap());
        let (verb, on) = (event.verb().words(), date_in_words(event.on()));
        let setting = Setting::new(&self.policy, &EveryDay);
        let findings = match self.record.clone().offer(Step::Regularly(event), act, &setting) {
            Ok(Answer::Accepted(accepted)) => {
                say(4, &format!("entry {}, counting from {on}: {verb}", accepted.seq));
                self.record = accepted.record;
                accepted.findings
            }
            Ok(Answer::AlreadyAccepted { seq, .. }) => {
                say(4, &format!("already there as entry {seq}; nothing has changed"));
                return Ok(());
            }
            Err(refused) => {
                say(4, &format!("refused; the record stays at {} entries", self.record.revision()));
                Self::reasons(&refused)
            }
        };
        for finding in &findings {
            say(6, &self.names(finding));
        }
        Ok(())
    }

    fn reasons(refused: &Refused<Household>) -> Findings {
        let findings = refused.why().findings().cloned();
        findings.unwrap_or_else(|| {
            say(6, &refused.to_string());
            Findings::none()
        })
    }

    fn corrects(&mut self, recorded: &str, what: &str, correction: Correction<Household>) -> Outcome<()> {
        say(2, &format!("{}: {what}", date_in_words(day(recorded)?)));
        let seq = correction.seq;
        let setting = Setting::new(&self.policy, &EveryDay);
        let corrected = self.record.clone().correct(correction, stamp(recorded)?, &setting)?;
        say(4, &format!("entry {}: corrects entry {seq}; both stay in the journal", corrected.seq));
        self.record = corrected.record;
        for on in ["2011-10-20", "2011-11-02"] {
            let on = day(on)?;
            let was = living_here(&self.record.at_revision(corrected.seq - 1)?, on);
            let (is, on) = (living_here(&self.record, on), date_in_words(on));
            say(6, &format!("living here on {on}: as known before, {was}; as known now, {is}"));
        }
        for later in &corrected.later {
            say(6, &format!("entry {} looks different now:", later.seq));
            later.findings.iter().for_each(|finding| say(8, &self.names(finding)));
        }
        Ok(())
    }

    /// The first lines of the review of a day.
    fn review(record: &Household, on: NaiveDate, known: &str) -> Outcome<()> {
        let snapshot = record.as_at(on)?;
        let history = record.history(day("2005-03-07")?, on)?;
        let report = review(&snapshot, Some(&history), ReviewQuestion::default())?;
        let text = Words::new(&snapshot, record.chronicle()).review(&report);
        let mut parts = text.split("\n\n");
        let who = parts.next().unwrap_or_default();
        let short = parts.find(|part| part.starts_with("IN SHORT")).unwrap_or_default();
        println!("\n{who}, {known}");
        short.lines().skip(1).for_each(|line| println!("{line}"));
        Ok(())
    }

    /// A finding, with whom and what it is about by name.
    fn names(&self, finding: &Finding) -> String {
        let about = about(self.record.chronicle(), finding.concerns());
        let about = if about.is_empty() { String::new() } else { format!("{}: ", about.join("; ")) };
        format!("{}: {about}{}", finding.weight(), finding.for_professional())
    }

    fn size(&self) -> Outcome<usize> {
        Ok(serde_json::to_string(&self.record)?.len())
    }
}

fn living_here(record: &Household, on: NaiveDate) -> String {
    let known = record.chronicle();
    let names: Vec<_> = known.members(on).filter_map(|id| Labels::person(known, id)).collect();
    names.join(" and ")
}

/// Whom and what ids speak of, by name: each person once, with the help of theirs that is spoken of.
fn about(known: &Chronicle, ids: &[AnyId]) -> Vec<String> {
    let mut said: Vec<(String, Vec<String>)> = Vec::new();
    for id in ids {
        let Some((who, helps)) = name(known, *id) else { continue };
        match said.iter_mut().find(|(name, _)| *name == who) {
            Some((_, with)) => with.extend(helps),
            None => said.push((who, helps.into_iter().collect())),
        }
    }
    let with = |(who, helps): (String, Vec<String>)| {
        if helps.is_empty() { who } else { format!("{who} (helps {})", helps.join(", ")) }
    };
    said.into_iter().map(with).collect()
}

/// Who, or whose need; and for help, with what they help whom.
fn name(known: &Chronicle, id: AnyId) -> Option<(String, Option<String>)> {
    let need = |id, between| {
        let whose = Labels::person(known, known.need(id)?.person())?;
        Some(format!("{whose}{between} \"{}\"", Labels::need(known, id)?))
    };
    if let Some(person) = id.typed::<kinds::Person>() {
        return Some((Labels::person(known, person)?.into(), None));
    }
    if let Some(id) = id.typed::<kinds::Need>() {
        return Some((need(id, "'s")?, None));
    }
    let arrangement = known.arrangement(id.typed::<kinds::Arrangement>()?)?;
    Some((Labels::source(known, arrangement.by())?.into(), need(arrangement.need(), " with")))
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
            line = " ".repeat(indent + 2);
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

/// A need in JSON, as in a file.
fn need(json: &str) -> Outcome<StatedNeed> {
    Ok(serde_json::from_str(json)?)
}

fn bath() -> Outcome<StatedNeed> {
    need(
        r#"{ "id": "b0000000-0000-4000-8000-000000000107", "person": "b0000000-0000-4000-8000-000000000002",
             "outcome": "personal_hygiene", "consequence": "serious", "about": "In and out of the bath",
             "windows": [ { "when": "Wed,Sat 19:00-20:30", "minutes": 30 } ], "tolerance_minutes": 2880 }"#,
    )
}

fn rose_eats() -> Outcome<StatedNeed> {
    need(
        r#"{ "id": "b0000000-0000-4000-8000-000000000105", "person": "b0000000-0000-4000-8000-000000000001",
             "outcome": "nutrition", "consequence": "critical", "about": "Safe hot meals",
             "windows": [ { "when": "daily 12:00-13:30", "minutes": 30 }, { "when": "daily 17:00-19:00", "minutes": 40 } ],
             "tolerance_minutes": 300 }"#,
    )
}

fn her_bath() -> Outcome<StatedNeed> {
    need(
        r#"{ "id": "b0000000-0000-4000-8000-000000000106", "person": "b0000000-0000-4000-8000-000000000001",
             "outcome": "personal_hygiene", "consequence": "serious", "about": "In and out of the bath",
             "windows": [ { "when": "Mon,Wed,Sat 19:00-20:30", "minutes": 30 } ], "tolerance_minutes": 2880 }"#,
    )
}

/// Help by somebody who was asked and is able and willing; the answer holds from the day on which it begins.
fn able_and_willing(number: u8, by: u8, need: u8, when: &str, about: &str) -> Outcome<StatedArrangement> {
    Ok(StatedArrangement {
        able_now: Fact::known(Ability::Yes).told_by(FactSource::ThePerson),
        willing_now: Fact::known(true).told_by(FactSource::ThePerson),
        ..told_of(number, by, need, when, about)?
    })
}

/// Help that somebody told of; nobody has asked the giver.
fn told_of(number: u8, by: u8, need: u8, when: &str, about: &str) -> Outcome<StatedArrangement> {
    let arrangement = StatedArrangement::new(id(0x200, number), id(0, by), id(0x100, need), when.parse()?);
    Ok(StatedArrangement { about: words(about)?, ..arrangement })
}

fn rose_bathes() -> Outcome<StatedArrangement> {
    able_and_willing(0x06, ROSE, 0x07, "Wed,Sat 19:15-20:00", "Rose helps him in and out")
}
fn rose_writes() -> Outcome<StatedArrangement> {
    able_and_willing(0x07, ROSE, HIS_LETTERS, "Mon 10:00-11:30", "Rose keeps the folder now")
}
fn simon_cooks() -> Outcome<StatedArrangement> {
    told_of(0x08, SIMON, HER_MEALS, "daily 12:15-13:00, 17:15-18:15", "Simon cooks for both")
}
fn simon_bathes() -> Outcome<StatedArrangement> {
    able_and_willing(0x09, SIMON, HER_BATH, "Mon,Wed,Sat 19:15-20:00", "Simon helps her in and out")
}
fn provider_cooks() -> Outcome<StatedArrangement> {
    able_and_willing(0x0a, MEALS_AT_HOME, HER_MEALS, "daily 12:15-13:00", "They bring her dinner")
}

fn looked() -> SignsEvidence {
    let assessment = RecordRef { id: Id::<kinds::Household>::new(Uuid::from_u128(0xa5)).any(), revision: 9 };
    SignsEvidence {
        outcome: MutualCaring::MutualDependence,
        between: vec![id(0, ROSE), id(0, SIMON)],
        from: EvidenceFrom::Record(assessment),
        codes: vec!["mutual-dependence".parse().expect("a code")],
    }
}
