//! The pages in words. The reader of [`report`] is a professional who has two minutes, that of [`joint`] are the two
//! people whom it is about.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use mutual_care::assessment::{
    AdvocacyQuestion, AssessedAs, AssessmentKind, AssessmentOwed, CandidateTest, HoursGiven, InRecord,
    MetByCarers, MustMeet, MutualCaring,
};
use mutual_care::base::{
    AnyId, Deadline, Duty, Finding, NeedId, PersonId, Question, Standing, Told, Verdict, Weight,
    date_in_words,
};
use mutual_care::household::{Chronicle, EvidenceFrom, HouseholdEvent};
use mutual_care::machine::Machine;

use crate::input::Input;
use crate::{Criteria, One, Report};

const WIDTH: usize = 100;

/// For the two assessors.
pub fn report(input: &Input, report: &Report, codes: bool) -> String {
    let mut page = Page { input, report, codes, text: String::new() };
    let on = date_in_words(input.on);
    page.heading(&format!("{}, BOTH WHOLE, on {on}: for their assessors", page.people().to_uppercase()));
    page.line(1, &input.note);
    page.in_short();
    page.shown();
    page.still_to_ask();
    page.owed();
    let people: BTreeSet<PersonId> =
        report.assessments.iter().map(|one| one.record.case().person()).collect();
    for person in people {
        page.person(person);
    }
    page.due();
    page.text
}

/// For both people: from what each of them said openly.
pub fn joint(input: &Input, report: &Report) -> String {
    let mut page = Page { input, report, codes: false, text: String::new() };
    let people = page.people();
    page.heading(&format!("FOR {}, on {}", people.to_uppercase(), date_in_words(input.on)));
    page.line(1, "This is what each of you told us and said that the other may know.");
    page.joint();
    page.text
}

struct Page<'a> {
    input: &'a Input,
    report: &'a Report,
    codes: bool,
    text: String,
}

impl Page<'_> {
    fn heading(&mut self, heading: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        writeln!(self.text, "{heading}").expect("a text takes all");
    }

    /// A line, broken at words, its continuation set in further.
    fn line(&mut self, depth: usize, line: &str) {
        let indent = "  ".repeat(depth);
        let mut row = indent.clone();
        let mut fresh = true;
        for word in line.split_whitespace() {
            if !fresh && row.chars().count() + 1 + word.chars().count() > WIDTH {
                self.text.push_str(&row);
                self.text.push('\n');
                row = format!("{indent}  ");
                fresh = true;
            }
            if !fresh {
                row.push(' ');
            }
            row.push_str(word);
            fresh = false;
        }
        self.text.push_str(&row);
        self.text.push('\n');
    }

    fn name(&self, id: impl Into<AnyId>) -> String {
        self.input.name(id.into())
    }

    fn names<I: Into<AnyId>>(&self, ids: impl IntoIterator<Item = I>) -> String {
        and(&ids.into_iter().map(|id| self.name(id)).collect::<Vec<_>>())
    }

    fn people(&self) -> String {
        let pair = self.report.found.pairs.iter().max_by_key(|pair| pair.outcome);
        pair.map_or_else(|| String::from("these people"), |pair| self.names([pair.one, pair.other]))
    }

    fn in_short(&mut self) {
        self.heading("IN SHORT");
        let found = &self.report.found;
        let people = self.people();
        let outcome = match found.outcome {
            MutualCaring::MutualDependence => {
                format!(
                    "{people} depend on each other: without either, a critical need of the other is not met."
                )
            }
            MutualCaring::ReciprocalCare => {
                format!("{people} each need help, and each give it to the other.")
            }
            MutualCaring::Sign => String::from("There are signs that people care for each other here."),
            MutualCaring::NoSign if found.is_settled() => String::from("There is no sign of mutual caring."),
            MutualCaring::NoSign => {
                String::from("There is no sign of mutual caring so far. Somebody still has to be asked.")
            }
        };
        self.line(1, &outcome);
        let open: usize = found.open.iter().map(|(_, open)| open.len()).sum();
        let ready = self.report.assessments.iter().filter(|one| !one.before_determined.bars()).count();
        let all = self.report.assessments.len();
        self.line(
            1,
            &format!(
                "{} still to ask. {ready} of {all} assessments can be determined now.",
                counted(open, "question")
            ),
        );
        let late = self.report.due.iter().filter_map(|duty| match duty.standing(self.input.on) {
            Standing::Late { days } => Some(days),
            _ => None,
        });
        match (late.clone().count(), late.max()) {
            (0, _) | (_, None) => self.line(1, "Nothing is late."),
            (count, Some(most)) => {
                let said = format!(
                    "{} overdue, by up to {}: see the end.",
                    counted(count, "duty"),
                    counted(most, "day")
                );
                self.line(1, &said);
            }
        }
        let events = self.household_events();
        self.line(
            1,
            &format!(
                "The record of the household can take over {} of what they said.",
                counted(events, "entry")
            ),
        );
    }

    /// How many events a household's record would be told, if nothing is in it yet.
    fn household_events(&self) -> usize {
        let Some(first) = self.report.assessments.first() else { return 0 };
        let from = EvidenceFrom::Record(first.record.record_ref());
        let events: Vec<HouseholdEvent> =
            self.report.joint_view.household_events(&self.report.found, from, &Chronicle::default());
        events.len()
    }

    fn shown(&mut self) {
        let found = &self.report.found;
        self.heading("WHAT THE ANSWERS SHOW");
        for pair in &found.pairs {
            for hours in pair.hours {
                let line = self.hours(hours);
                self.line(1, &line);
            }
            if !pair.rests_on_assumed.is_empty() {
                let needs: Vec<String> = pair.rests_on_assumed.iter().map(|need| self.need(*need)).collect();
                let needs = needs.join("; ");
                self.line(
                    1,
                    &format!(
                        "Nobody has looked yet when, how much, or how long these can wait. The numbers come from a \
                         table: {needs}."
                    ),
                );
            }
        }
        let shown: Vec<Finding> = (found.findings.iter())
            .filter(|finding| finding.weight() != Weight::Bars && finding.code() != "mutual-dependence")
            .cloned()
            .collect();
        self.findings(1, &shown);
    }

    /// Findings that say the same stand in one line, after all whom they are about.
    fn findings(&mut self, depth: usize, findings: &[Finding]) {
        let mut said: Vec<(String, Vec<String>)> = Vec::new();
        for finding in findings {
            let mut words = in_words(&finding.for_professional());
            if self.codes {
                write!(words, " [{}]", finding.code()).expect("a text takes all");
            }
            let who = self.names(finding.concerns().iter().copied());
            match said.iter_mut().find(|(same, _)| *same == words) {
                Some((_, all)) => all.push(who),
                None => said.push((words, vec![who])),
            }
        }
        for (words, who) in said {
            let who: Vec<String> = who.into_iter().filter(|who| !who.is_empty()).collect();
            self.line(depth, &format!("{}: {words}", who.join("; ")));
        }
    }

    fn hours(&self, hours: HoursGiven) -> String {
        let (by, to) = (self.name(hours.by), self.name(hours.to));
        let (doing, all) = (hours.doing.words(), hours.all.words());
        if hours.doing == hours.all {
            return format!("{by} does things for {to}: {doing} a week.");
        }
        format!("{by} does things for {to}: {doing} a week; {all} with being there.")
    }

    fn need(&self, id: NeedId) -> String {
        let proposed = self.report.proposal.needs.iter().find(|proposed| proposed.need.id() == id);
        let whose = proposed.map_or_else(|| id.to_string(), |proposed| self.name(proposed.need.person()));
        format!("{} for {whose}", self.topic(id))
    }

    fn topic(&self, id: NeedId) -> String {
        let proposed = self.report.proposal.needs.iter().find(|proposed| proposed.need.id() == id);
        proposed.map_or_else(|| id.to_string(), |proposed| proposed.topic.words().to_string())
    }

    fn still_to_ask(&mut self) {
        self.heading("STILL TO ASK, in this order");
        let open = &self.report.found.open;
        if open.is_empty() {
            self.line(1, "Nobody was asked anything about caring for each other yet.");
        } else if open.iter().all(|(_, questions)| questions.is_empty()) {
            self.line(1, "Nothing: everybody at home was asked every question about caring for each other.");
        }
        for (person, questions) in open {
            for question in questions {
                let about =
                    question.other().map_or(String::new(), |other| format!(" (about {})", self.name(other)));
                let line = format!("{}: \"{}\"{about}", self.name(*person), question.words());
                self.line(1, &line);
            }
        }
    }

    fn owed(&mut self) {
        self.heading("WHO IS OWED WHICH ASSESSMENT");
        let all: Vec<&AssessmentOwed> = self.report.owed.assessments().iter().collect();
        let (in_a_record, nowhere): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|one| one.record() != InRecord::Nowhere);
        if !in_a_record.is_empty() {
            let these: Vec<String> = in_a_record.iter().map(|one| self.assessment(one)).collect();
            self.line(1, &format!("In a record: {}.", these.join("; ")));
        }
        let mut said = false;
        for one in nowhere {
            let what = self.assessment(one);
            match one.verdict() {
                Verdict::No => continue,
                Verdict::Yes => {
                    self.line(1, &format!("Owed, and in no record: {what} ({}).", one.basis()));
                }
                Verdict::NotKnown => {
                    self.line(1, &format!("Cannot be said yet: {what}. To ask:"));
                    for question in one.open() {
                        let (person, other) = question.about();
                        let about = self.names([Some(person), other].into_iter().flatten());
                        self.line(2, &format!("{} (about {about})", question.words()));
                    }
                }
            }
            said = true;
        }
        if !said {
            self.line(1, "By what they said, no other is owed.");
        }
    }

    fn assessment(&self, one: &AssessmentOwed) -> String {
        let who = self.name(one.person());
        match (one.kind(), one.cares_for()) {
            (AssessmentKind::Adult, _) | (_, None) => format!("{who} as an adult with needs"),
            (AssessmentKind::Carer, Some(to)) => format!("{who} as a carer of {}", self.name(to)),
            (AssessmentKind::YoungCarer, Some(to)) => format!("{who} as a young carer of {}", self.name(to)),
            (AssessmentKind::ParentCarer, Some(to)) => {
                format!("{who} as a parent carer of {}", self.name(to))
            }
        }
    }

    fn person(&mut self, person: PersonId) {
        let name = self.name(person);
        self.heading(&name.to_uppercase());
        let ones: Vec<&One> =
            self.report.assessments.iter().filter(|one| one.record.case().person() == person).collect();
        for one in &ones {
            self.role(one);
        }
        if let Some(one) = ones.first() {
            self.advocacy(one);
        }
    }

    fn role(&mut self, one: &One) {
        let case = one.record.case();
        let role = match (case.assessed_as(), case.cares_for()) {
            (AssessedAs::Carer, Some(other)) => format!("As a carer of {}", self.name(other)),
            _ => String::from("As an adult with needs"),
        };
        let eligible = match one.eligible.verdict() {
            Verdict::Yes => "the needs meet the criteria",
            Verdict::No => "the needs do not meet the criteria",
            Verdict::NotKnown => "it cannot be said yet whether the needs meet the criteria",
        };
        let must = match one.meeting.as_ref().map(mutual_care::assessment::Meeting::must_meet) {
            Some(MustMeet::Duty) if case.assessed_as() == AssessedAs::Adult => {
                " The council must meet those that carers leave."
            }
            Some(MustMeet::Duty) => " The council must meet them.",
            None if one.eligible.verdict() == Verdict::Yes => {
                " Nobody has recorded residence and means, so it cannot be said yet whether the council must meet them."
            }
            Some(MustMeet::Power) => " The council may meet them, and does not have to.",
            Some(MustMeet::Neither) => " The council is under no duty to meet them, and has no power to.",
            Some(MustMeet::NotKnown) | None => "",
        };
        self.line(1, &format!("{role}: {eligible}.{must}"));
        let (unable, deciding) = match &one.eligible {
            Criteria::NothingKnown => (Vec::new(), Vec::new()),
            Criteria::Adult(answer) => (unable(answer.outcomes()), asked(answer.judgement().deciding())),
            Criteria::Carer(answer) => (unable(answer.outcomes()), asked(answer.judgement().deciding())),
        };
        if !unable.is_empty() {
            self.line(2, &format!("Unable to achieve: {}.", unable.join("; ")));
        }
        if case.assessed_as() == AssessedAs::Adult && one.eligible.verdict() == Verdict::Yes {
            let not_known: Vec<String> = (case.outcomes_owed(one.eligible.verdict(), self.input.on).iter())
                .filter(|owed| owed.met == MetByCarers::NotKnown)
                .map(|owed| owed.outcome.words().to_string())
                .collect();
            if !not_known.is_empty() {
                let which = not_known.join("; ");
                self.line(2, &format!("How far a carer meets these is not known. Ask the carer: {which}."));
            }
        }
        self.ask("To ask, for the criteria", &deciding);
        if let Some(meeting) =
            one.meeting.as_ref().filter(|meeting| meeting.must_meet() == MustMeet::NotKnown)
        {
            self.ask("To ask, for whether the council must meet them", &asked(meeting.deciding()));
        }
        let bars: Vec<Finding> = one
            .before_determined
            .iter()
            .filter(|finding| finding.weight() == Weight::Bars)
            .cloned()
            .collect();
        if bars.is_empty() {
            self.line(2, "It can be determined now.");
            return;
        }
        self.line(2, "Before it can be determined:");
        for finding in bars {
            let code = if self.codes { format!(" [{}]", finding.code()) } else { String::new() };
            self.line(3, &format!("{}{code}", in_words(&finding.for_professional())));
        }
    }

    fn ask(&mut self, what: &str, questions: &[String]) {
        if !questions.is_empty() {
            self.line(2, &format!("{what}: {}.", questions.join("; ")));
        }
    }

    /// Whether an advocate is due, and on what that rests: the difficulties, and each candidate.
    fn advocacy(&mut self, one: &One) {
        let kept = one.advocacy.judgement().why().answers();
        let difficulties: Vec<String> = (kept.iter())
            .filter_map(|(question, told)| match (question, told) {
                (AdvocacyQuestion::Difficulty(difficulty), Told::Known(true)) => {
                    Some(difficulty.words().into())
                }
                _ => None,
            })
            .collect();
        let said = match one.advocacy.due() {
            Verdict::Yes => format!(
                "An independent advocate is due: there is substantial difficulty in {}.",
                and(&difficulties)
            ),
            Verdict::No if one.advocacy.judgement().why().step("substantial-difficulty").is_some() => {
                String::from(
                    "No independent advocate is due: there is no substantial difficulty in being involved.",
                )
            }
            Verdict::No => String::from("No independent advocate is due: somebody appropriate is there."),
            Verdict::NotKnown => format!(
                "Whether an independent advocate is due cannot be said yet. To ask: {}.",
                asked(one.advocacy.judgement().deciding()).join("; ")
            ),
        };
        self.line(1, &said);
        for (place, (who, verdict)) in one.advocacy.candidates().iter().enumerate() {
            let against: Vec<String> = (kept.iter())
                .filter_map(|(question, told)| match question {
                    AdvocacyQuestion::Candidate(of, test) if usize::from(*of) == place => {
                        speaks_against(*test, *told)
                    }
                    _ => None,
                })
                .collect();
            if *verdict == Verdict::No && !against.is_empty() {
                self.line(
                    2,
                    &format!("{} cannot be the appropriate person: {}.", self.name(*who), and(&against)),
                );
            }
        }
    }

    fn due(&mut self) {
        self.heading(&format!(
            "DUE on {}, owed by the council unless said otherwise",
            date_in_words(self.input.on)
        ));
        for duty in &self.report.due {
            let line = self.duty(duty);
            self.line(1, &line);
        }
    }

    fn duty(&self, duty: &Duty) -> String {
        let by = match duty.deadline() {
            Deadline::By(day) => format!("By {}", date_in_words(day)),
            Deadline::NoDay => String::from("Without a day of its own"),
            Deadline::NotKnown => String::from("By a day that the calendar does not reach"),
        };
        let late = match duty.standing(self.input.on) {
            Standing::Late { days } => format!(", overdue by {}", counted(days, "day")),
            _ => String::new(),
        };
        let record = duty.concerns().first().copied();
        let one = self.report.assessments.iter().find(|one| record == Some(one.id.any()));
        let whose = one.map_or(String::new(), |one| {
            let case = one.record.case();
            format!("{}, {}. ", self.name(case.person()), case.assessed_as().words())
        });
        let said = in_words(&duty.finding(self.input.on).for_professional());
        let owed_by = match duty.owed_by() {
            mutual_care::base::Ower::Authority => String::new(),
            other => format!(" Owed by {}.", other.words()),
        };
        format!("{by}{late}: {whose}{said}{owed_by}")
    }

    fn joint(&mut self) {
        let view = &self.report.joint_view;
        self.heading("WHAT YOU WANT FOR LATER");
        for (person, wish) in &view.wishes {
            let wish = match wish {
                Told::Known(wish) => format!("wants, for later: {}", wish.words()),
                Told::NotKnown(_) => String::from("has not said"),
            };
            let line = format!("{} {wish}.", self.name(*person));
            self.line(1, &line);
        }
        self.for_people(&["wishes-agree", "wishes-clash"]);
        self.heading("WHO HELPS WHOM");
        let mut rests_on: Vec<(_, Vec<String>)> = Vec::new();
        for rests in &view.rests_on {
            let later = match rests.willing_later {
                Told::Known(true) => "wants to go on",
                Told::Known(false) => "does not want to go on",
                Told::NotKnown(_) => "has not said about going on",
            };
            let key = (rests.person, rests.on, later);
            let topic = self.topic(rests.need);
            match rests_on.last_mut().filter(|(last, _)| *last == key) {
                Some((_, topics)) => topics.push(topic),
                None => rests_on.push((key, vec![topic])),
            }
        }
        for ((person, on, later), topics) in rests_on {
            let (person, on) = (self.name(person), self.name(on));
            self.line(1, &format!("Only {on} helps {person} with: {}.", topics.join("; ")));
            self.line(1, &format!("{on} {later}."));
        }
        self.heading("WHO KNOWS YOU");
        self.for_people(&["two-teams-no-shared-plan", "knows-one-only"]);
    }

    fn for_people(&mut self, codes: &[&str]) {
        for finding in
            self.report.joint_view.findings.iter().filter(|finding| codes.contains(&finding.code()))
        {
            let about = self.names(finding.concerns().iter().copied());
            let line = format!("{about}: {}", in_words(&finding.for_person()));
            self.line(1, &line);
        }
    }
}

/// What a test of a candidate that was not passed says of them.
fn speaks_against(test: CandidateTest, told: Told<bool>) -> Option<String> {
    let says = match (test, told) {
        (CandidateTest::Suitable, Told::Known(false)) => "is not suitable",
        (CandidateTest::Willing, Told::Known(false)) => "does not want to",
        (CandidateTest::Able, Told::Known(false)) => "is not able or available",
        (CandidateTest::Consented, Told::Known(false)) => "the person does not consent",
        (CandidateTest::Paid, Told::Known(true)) => "is paid to care",
        (CandidateTest::Conflicted, Told::Known(true)) => "has interests of their own that conflict",
        _ => return None,
    };
    Some(says.into())
}

fn unable(outcomes: &[(mutual_care::need::Outcome, Verdict)]) -> Vec<String> {
    let unable = outcomes.iter().filter(|(_, verdict)| *verdict == Verdict::Yes);
    unable.map(|(outcome, _)| outcome.words().to_string()).collect()
}

fn asked<Q: Question>(questions: &[Q]) -> Vec<String> {
    questions.iter().map(|question| question.words()).collect()
}

/// `Nora, Owen and Gail`.
fn and(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// `1 question`, `2 duties`.
fn counted(count: impl TryInto<usize>, of: &str) -> String {
    match (count.try_into().unwrap_or(usize::MAX), of.strip_suffix('y')) {
        (1, _) => format!("1 {of}"),
        (count, Some(stem)) if !of.ends_with("ay") => format!("{count} {stem}ies"),
        (count, _) => format!("{count} {of}s"),
    }
}

/// The same sentence with its days as people write them.
fn in_words(sentence: &str) -> String {
    let date = |word: &str| {
        let day = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        let said = day.parse().map(date_in_words).ok()?;
        Some(said + &word[day.len()..])
    };
    let words = sentence.split(' ').map(|word| date(word).unwrap_or_else(|| word.to_string()));
    words.collect::<Vec<_>>().join(" ")
}
