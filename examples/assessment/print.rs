//! The report in words, for a professional who reads it in two minutes.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use mutual_care::assessment::{AssessedAs, HoursGiven, JointView, MustMeet};
use mutual_care::base::{
    AnyId, Deadline, Duty, Finding, NeedId, PersonId, Question, Standing, Told, Verdict, Weight,
};
use mutual_care::support::date_in_words;

use crate::input::Input;
use crate::{Criteria, One, Report};

const WIDTH: usize = 100;

pub fn report(input: &Input, report: &Report) -> String {
    let mut page = Page { input, report, text: String::new() };
    page.heading(&format!("BOTH PEOPLE, WHOLE, on {}", date_in_words(input.on)));
    page.line(1, &input.note);
    page.shown();
    page.still_to_ask();
    let people: BTreeSet<PersonId> =
        report.assessments.iter().map(|one| one.record.case().person()).collect();
    for person in people {
        page.person(person);
    }
    page.due();
    page.joint_view(&report.joint_view);
    page.text
}

struct Page<'a> {
    input: &'a Input,
    report: &'a Report,
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

    fn shown(&mut self) {
        let found = &self.report.found;
        self.heading(&format!("WHAT THE ANSWERS SHOW: {}", found.outcome.words()));
        for pair in &found.pairs {
            for hours in pair.hours {
                let line = self.hours(hours);
                self.line(1, &line);
            }
            if !pair.rests_on_assumed.is_empty() {
                let needs: Vec<String> = pair.rests_on_assumed.iter().map(|need| self.need(*need)).collect();
                self.line(
                    1,
                    &format!(
                        "Of these it was not looked at when, how much, or how long it can wait, and \
                    the table of templates stands in: {}.",
                        needs.join("; ")
                    ),
                );
            }
        }
        let shown = found.findings.iter().filter(|finding| finding.weight() != Weight::Bars);
        for finding in shown {
            let line = self.finding(finding);
            self.line(1, &line);
        }
    }

    fn hours(&self, hours: HoursGiven) -> String {
        let (by, to) = (self.name(hours.by), self.name(hours.to));
        let (doing, all) = (hours.doing.words(), hours.all.words());
        format!("{by} for {to}: {doing} a week of things done; {all} with being there.")
    }

    fn finding(&self, finding: &Finding) -> String {
        let about: Vec<String> = finding.concerns().iter().map(|id| self.input.name(*id)).collect();
        format!("{}: {} [{}]", about.join(", "), finding.for_professional(), finding.code())
    }

    fn need(&self, id: NeedId) -> String {
        let proposed = self.report.proposal.needs.iter().find(|proposed| proposed.need.id() == id);
        let whose = proposed.map_or_else(|| id.to_string(), |proposed| self.name(proposed.need.person()));
        format!("{whose}: {}", self.topic(id))
    }

    fn topic(&self, id: NeedId) -> String {
        let proposed = self.report.proposal.needs.iter().find(|proposed| proposed.need.id() == id);
        proposed.map_or_else(|| id.to_string(), |proposed| proposed.topic.words().to_string())
    }

    fn still_to_ask(&mut self) {
        self.heading("STILL TO ASK");
        let open = &self.report.found.open;
        if open.iter().all(|(_, questions)| questions.is_empty()) {
            self.line(1, "Nothing: every question about caring for each other was asked.");
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
        self.line(1, &format!("{role}: {eligible}."));
        let (unable, deciding) = match &one.eligible {
            Criteria::NothingKnown => (Vec::new(), Vec::new()),
            Criteria::Adult(answer) => (unable(answer.outcomes()), asked(answer.judgement().deciding())),
            Criteria::Carer(answer) => (unable(answer.outcomes()), asked(answer.judgement().deciding())),
        };
        if !unable.is_empty() {
            self.line(2, &format!("Unable to achieve: {}.", unable.join("; ")));
        }
        if !deciding.is_empty() {
            self.line(2, "What decides it:");
            for question in deciding {
                self.line(3, &question);
            }
        }
        if let Some(meeting) = &one.meeting {
            let answer = match meeting.must_meet() {
                MustMeet::Duty => "The council must meet them.",
                MustMeet::Power => "The council may meet them, and need not.",
                MustMeet::Neither => "The council neither must nor may meet them.",
                MustMeet::NotKnown => "Whether the council must meet them cannot be said yet. It depends on:",
            };
            self.line(2, answer);
            for question in asked(meeting.deciding()) {
                self.line(3, &question);
            }
        }
        let bars: Vec<&Finding> =
            one.before_determined.iter().filter(|finding| finding.weight() == Weight::Bars).collect();
        if bars.is_empty() {
            self.line(2, "It can be determined now.");
        } else {
            self.line(2, "Before it can be determined:");
            for finding in bars {
                self.line(3, &format!("{} [{}]", finding.for_professional(), finding.code()));
            }
        }
    }

    fn advocacy(&mut self, one: &One) {
        let answer = match one.advocacy.due() {
            Verdict::Yes => "is due, because:",
            Verdict::No => "is not due, because:",
            Verdict::NotKnown => "may be due; what is known:",
        };
        self.line(1, &format!("An independent advocate {answer}"));
        for line in one.advocacy.judgement().why().to_string().lines() {
            let depth = line.len() - line.trim_start().len();
            let named = (one.advocacy.candidates().iter().enumerate()).fold(
                line.trim_start().to_string(),
                |line, (place, (who, _))| {
                    line.replace(&format!("candidate {} ", place + 1), &format!("{} ", self.name(*who)))
                },
            );
            self.line(2 + depth / 2, &named);
        }
    }

    fn due(&mut self) {
        self.heading(&format!("DUE on {}", date_in_words(self.input.on)));
        for duty in &self.report.due {
            let line = self.duty(duty);
            self.line(1, &line);
        }
    }

    fn duty(&self, duty: &Duty) -> String {
        let by = match duty.deadline() {
            Deadline::By(day) => format!("by {}", date_in_words(day)),
            Deadline::NoDay => String::from("no day is fixed"),
            Deadline::NotKnown => String::from("by a day that the calendar does not reach"),
        };
        let late = match duty.standing(self.input.on) {
            Standing::Late { days } => format!(" (late by {days} days)"),
            _ => String::new(),
        };
        let record = duty.concerns().first().copied();
        let one = self.report.assessments.iter().find(|one| record == Some(one.id.any()));
        let whose = one.map_or(String::new(), |one| {
            let case = one.record.case();
            format!("{}, {}: ", self.name(case.person()), case.assessed_as().words())
        });
        let said = duty.finding(self.input.on).for_professional();
        format!("{by}{late}: {whose}{said} Owed by {}.", duty.owed_by().words())
    }

    fn joint_view(&mut self, view: &JointView) {
        self.heading("THE JOINT VIEW (from what each said openly; for both of them)");
        for (person, wish) in &view.wishes {
            let wish = match wish {
                Told::Known(wish) => wish.words(),
                Told::NotKnown(_) => "not known",
            };
            let line = format!("{} wants, for later: {wish}.", self.name(*person));
            self.line(1, &line);
        }
        let mut rests_on: Vec<(_, Vec<String>)> = Vec::new();
        for rests in &view.rests_on {
            let later = match rests.willing_later {
                Told::Known(true) => "willing to go on",
                Told::Known(false) => "not willing to go on",
                Told::NotKnown(_) => "whether willing to go on is not known",
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
            self.line(1, &format!("{person} rests on {on} alone ({later}) for: {}.", topics.join("; ")));
        }
        let own = ["rests-on-willingness"];
        for finding in view.findings.iter().filter(|finding| !own.contains(&finding.code())) {
            let about: Vec<String> = finding.concerns().iter().map(|id| self.input.name(*id)).collect();
            let line = format!("{}: {}", about.join(", "), finding.for_person());
            self.line(1, &line);
        }
    }
}

fn unable(outcomes: &[(mutual_care::need::Outcome, Verdict)]) -> Vec<String> {
    let unable = outcomes.iter().filter(|(_, verdict)| *verdict == Verdict::Yes);
    unable.map(|(outcome, _)| outcome.words().to_string()).collect()
}

fn asked<Q: Question>(questions: &[Q]) -> Vec<String> {
    questions.iter().map(|question| question.words()).collect()
}
