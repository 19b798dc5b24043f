//! Words for people: shortlists, assessments and letters as Markdown.
//!
//! Nothing is decided here.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write as _;

use super::names::{Names, any, child, home, said};
use super::words_between::{known_all_the_same, nothing_against, way_in_words};
use super::{
    Added, Answer, Ask, Compatibility, Explained, FamilyKm, Impact, Kind, RuleReason, Shortlist, Topic,
    WorkersView,
};
use crate::base::{Audience, ChildId, PrivateText, Told, capital, markdown_line};

/// What a topic is about, in plain words.
///
/// ```
/// use mutual_care::placement::{Topic, topic_words};
/// let topic = Topic { fact: "risks_to_others", of: Some("fire_setting") };
/// assert_eq!(topic_words(topic), "risks to others: fire setting");
/// ```
pub fn topic_words(topic: Topic) -> String {
    let plain = |code: &str| code.replace('_', " ");
    if topic.of.is_none() {
        let known = SINGLE.iter().find(|(fact, _)| *fact == topic.fact);
        return known.map_or_else(|| plain(topic.fact), |(_, words)| String::from(*words));
    }
    match (topic.fact, topic.of) {
        ("allergies", Some(of)) => format!("an allergy: {}", plain(of)),
        ("life_threatening_allergies", Some(of)) => format!("a life-threatening allergy: {}", plain(of)),
        ("kept", Some(of)) => format!("kept there: {}", plain(of)),
        ("staffing", Some(of)) => format!("the staff that the child needs: {}", plain(of)),
        ("more_staff", Some(of)) => format!("how many more staff there can be: {}", plain(of)),
        ("can_provide", Some(of)) => format!("can the home provide {}?", plain(of)),
        ("enough", Some(of)) => format!("is this enough: {}?", plain(of)),
        (fact, Some(of)) => format!("{}: {}", plain(fact), plain(of)),
        (fact, None) => plain(fact),
    }
}

/// What stands beside a child whose risks are also recorded in words.
const RISKS_IN_WORDS: &str = "Risks are recorded in words, which no rule reads: read them.";

/// What facts that are no list are called.
const SINGLE: &[(&str, &str)] = &[
    ("sex", "the sex as registered"),
    ("authority", "the responsible authority and the areas that adjoin it"),
    ("companions", "with whom the child can live"),
    ("shares_room", "whether the child may share a bedroom with a brother or sister"),
    ("room_with", "with whom by name the child may share a bedroom"),
    ("nights", "on which nights the child stays"),
    ("leaving", "whether the child has left by then, and when"),
    ("relations", "what is known between this child and others: family, friends, harm, orders"),
    ("unsafe_areas", "areas in which the child is not safe"),
    ("key_stage_4", "whether the child is in key stage 4 and would change school"),
    ("staffing", "the staff that the child needs by day, evening and night"),
    ("home_views", "what the child says of this home"),
    ("wished_areas", "where the child wishes to live"),
    ("wished_company", "with whom the child wishes to live"),
    ("family_at", "where the family lives"),
    ("school_at", "where the school is"),
    ("languages", "languages"),
    ("pets", "whether the child can live with animals"),
    ("community_areas", "the communities the child belongs to"),
    ("care_types", "whether residential care is held to be suitable"),
    ("registration", "the registration"),
    ("restrictions", "notices that restrict accommodation"),
    ("places", "the number of children it is registered for"),
    ("ages", "the ages it is registered for"),
    ("emergencies", "whether the statement of purpose has emergency admissions"),
    ("area", "the area it lies in"),
    ("grid", "where it is"),
    ("bedrooms_free", "bedrooms that are free"),
    ("residents", "who lives there, and since when"),
    ("animals", "whether animals live there"),
];

/// One reason in a sentence.
fn reason(names: &dyn Names, reason: &RuleReason) -> String {
    let ways: Vec<String> =
        reason.ways.iter().filter_map(|way| way_in_words(reason.rule, way, names)).collect();
    if !ways.is_empty() {
        return ways_in_words(reason, &ways.join("; "));
    }
    let sentence = reason.rule.professional.replace("{answer}: ", "");
    let mut line = format!("{}: {}", reason.answer.words(), sentence);
    if let (Some(one), Some(other)) = (reason.child, reason.other) {
        let _ = write!(line, " ({} and {})", child(names, one), child(names, other));
    }
    let listed = reason.because.iter().filter(|topic| topic.of.is_some());
    let because: Vec<String> = listed.map(|topic| topic_words(*topic)).collect();
    if !because.is_empty() && reason.other.is_none() {
        let _ = write!(line, " — {}", because.join(", "));
    }
    let with: Vec<&str> = reason.mitigations.iter().map(|mitigation| mitigation.words()).collect();
    if !with.is_empty() {
        let _ = write!(line, " — {}", with.join(", "));
    }
    if let Some(step) = reason.step {
        let _ = write!(line, " — when {}", step.words());
    }
    line
}

/// A concern between two children: what could happen, to whom and why; and what becomes of it.
fn ways_in_words(reason: &RuleReason, ways: &str) -> String {
    let with: Vec<&str> = reason.mitigations.iter().map(|mitigation| mitigation.words()).collect();
    let ways = capital(ways);
    match reason.answer {
        Answer::No => format!("{ways}. Nothing that the home has meets this"),
        Answer::HoldsWith => format!("{ways}. Met by: {}", with.join(", ")),
        Answer::NotKnown => format!("{ways}. To be settled before a decision"),
        Answer::Holds | Answer::ProceedsWhen | Answer::NotAsked => ways,
    }
}

fn question(names: &dyn Names, ask: &Ask) -> String {
    let mut line = format!("{}: {}", any(names, ask.about), topic_words(ask.topic));
    if let Some(other) = ask.other {
        let _ = write!(line, " (with {})", any(names, other));
    }
    line
}

fn distance(km: FamilyKm) -> String {
    match km {
        FamilyKm::Known(km) => format!("{km} km from the family"),
        FamilyKm::NotKnown => String::from("distance from the family not known"),
    }
}

/// A shortlist for professionals.
pub fn shortlist_words(list: &Shortlist, names: &dyn Names) -> String {
    let mut out = format!("# Shortlist for {}\n\n", list.on);
    for finding in &list.findings {
        let _ = writeln!(out, "- {}: {}", finding.weight().words(), finding.for_professional());
    }
    if !list.findings.is_empty() {
        out.push('\n');
    }
    let mut kind: Option<Kind> = None;
    for verdict in &list.verdicts {
        if kind != Some(verdict.kind) {
            kind = Some(verdict.kind);
            let _ = writeln!(out, "## {}\n", capital(verdict.kind.words()));
        }
        let who = together(names, &verdict.children, verdict.by_number);
        let _ = write!(out, "{}. **{}** for {who}", verdict.place, home(names, verdict.home));
        let _ = writeln!(out, "; {}", distance(verdict.parts.family_km));
        let same = |explained: &&Explained| {
            let (one, two) = (&explained.verdict, verdict);
            (one.home, &one.children, one.by_number) == (two.home, &two.children, two.by_number)
        };
        match list.explained.iter().find(same) {
            Some(explained) => explained_words(&mut out, explained, names),
            None => {
                if let Some(rule) = verdict.decided_by {
                    let _ = writeln!(out, "   - decided by {}", rule.code);
                }
            }
        }
        out.push('\n');
    }
    in_parts_words(&mut out, list, names);
    out.push_str("## What to ask the authority, most decisive first\n\n");
    for (at, ask) in (1..).zip(&list.asks) {
        let homes = match ask.homes {
            0 => String::from("decides no home"),
            1 => String::from("decides one home"),
            more => format!("decides {more} homes"),
        };
        let _ = writeln!(out, "{at}. {} ({homes}; {})", question(names, ask), ask.rule.code);
    }
    if list.asks.is_empty() {
        out.push_str("Nothing is open.\n");
    }
    out
}

/// These children, and how many are with them who are known only by number.
fn together(names: &dyn Names, children: &[ChildId], by_number: u8) -> String {
    let mut who: Vec<String> = children.iter().map(|id| child(names, *id)).collect();
    match by_number {
        0 => {}
        1 => who.push(String::from("one brother or sister known only by number")),
        more => who.push(format!("{more} brothers and sisters known only by number")),
    }
    who.join(" and ")
}

/// Brothers and sisters in parts, each part in a home of its own, and who stays with whom.
fn in_parts_words(out: &mut String, list: &Shortlist, names: &dyn Names) {
    if list.in_parts.is_empty() {
        return;
    }
    out.push_str("## In parts, if not all can be together\n\n");
    for (at, way) in (1..).zip(&list.in_parts) {
        let _ = writeln!(out, "{at}. {}", capital(way.kind.words()));
        for part in &way.parts {
            let who = together(names, &part.children, part.by_number);
            let _ = writeln!(out, "   - {who}: {} ({})", home(names, part.home), part.kind.words());
        }
        let kept: Vec<String> = way
            .keeps
            .iter()
            .map(|bond| {
                let other = bond
                    .other
                    .map_or_else(|| String::from("one known only by number"), |id| child(names, id));
                format!("{} with {other}", child(names, bond.one))
            })
            .collect();
        let kept = if kept.is_empty() { String::from("nobody") } else { kept.join(", ") };
        let _ = writeln!(out, "   - stay together: {kept}");
    }
    out.push('\n');
}

fn explained_words(out: &mut String, explained: &Explained, names: &dyn Names) {
    for reason_here in &explained.reasons {
        let quiet = reason_here.answer == Answer::NotKnown
            && !matches!(reason_here.kind, super::RuleKind::Law | super::RuleKind::Safety);
        if !quiet {
            let _ = writeln!(out, "   - {} ({})", reason(names, reason_here), reason_here.kind.words());
        }
    }
    for id in &explained.risks_in_words {
        let _ = writeln!(out, "   - {}: {RISKS_IN_WORDS}", child(names, *id));
    }
    for leaves in &explained.leaves_range {
        let who = child(names, leaves.child);
        let earliest = if leaves.at_the_earliest { " at the earliest" } else { "" };
        let _ =
            writeln!(out, "   - from {}{earliest} {who} is older than the home is registered for", leaves.on);
    }
    for closed in &explained.closed_places {
        let (who, places) = (child(names, closed.child), closed.places);
        let _ = writeln!(out, "   - {who} must live alone, so that {places} other places stay empty");
    }
    for id in &explained.eighteen_or_over {
        let is = if explained.perhaps_eighteen.contains(id) { "may be" } else { "is" };
        let _ = writeln!(out, "   - {} {is} 18 or over on that day", child(names, *id));
    }
    for ask in explained.asks.iter().filter(|ask| ask.homes > 0) {
        let _ = writeln!(out, "   - to ask {}: {}", ask.of.words(), question(names, ask));
    }
}

/// What one home means for the child, in words for the child: nothing that is for professionals only, and not how
/// much of it there is.
pub fn words_for_child(explained: &Explained) -> String {
    let mut out = String::from(match explained.verdict.kind {
        Kind::Suitable | Kind::SuitableWith => "This home could be right for you.\n",
        Kind::SuitableOnceApproved => {
            "This home could be right for you. Your council has to agree first. Ask your social worker about it.\n"
        }
        Kind::CannotSayYet => "We cannot say yet whether this home is right for you.\n",
        Kind::NotSuitable => {
            "This home is not right for you at the moment. Your social worker will tell you why.\n"
        }
    });
    for reason in &explained.reasons {
        let says = reason.rule.person.replace("{answer}: ", "");
        if reason.rule.audience != Audience::Professionals && !says.is_empty() {
            let answer = match reason.answer {
                Answer::No => "not so",
                Answer::NotKnown => "we do not know yet",
                _ => "so, once something is arranged",
            };
            let _ = writeln!(out, "- {says}: {answer}");
        }
    }
    out
}

impl Compatibility {
    /// The document as Markdown, for professionals.
    pub fn to_markdown(&self, names: &dyn Names) -> String {
        let mut out = format!("# Compatibility assessment: {}\n\n", home(names, self.assessed.home));
        let _ = writeln!(out, "For a move on {}. {}.\n", self.assessed.on, capital(self.kind.words()));
        if !self.residents_known {
            out.push_str(
                "It is not known who lives there on that date. Nothing between the child and them was looked at.\n\n",
            );
        } else if self.assessed.residents.is_empty() {
            out.push_str("No other child lives there on that date.\n\n");
        }
        for id in &self.risks_in_words {
            let _ = writeln!(out, "{}: {RISKS_IN_WORDS}\n", capital(&child(names, *id)));
        }
        for pair in &self.pairs {
            let _ = writeln!(out, "## {} and {}\n", child(names, pair.child), child(names, pair.other));
            for strength in &pair.strengths {
                let which =
                    strength.activity.map_or_else(String::new, |which| format!(": {}", which.words()));
                let _ = writeln!(out, "- for it: {}{which}", strength.kind.words());
            }
            for concern in &pair.concerns {
                let _ = writeln!(out, "- {}", reason(names, concern));
            }
            if pair.concerns.is_empty() {
                let _ = writeln!(out, "- {}", nothing_against(pair));
            }
            for line in known_all_the_same(pair, names) {
                let _ = writeln!(out, "- {line}");
            }
            out.push('\n');
        }
        added_words(&mut out, &self.added, names);
        open_words(&mut out, &self.open());
        out
    }
}

impl Impact {
    /// The document as Markdown, for professionals.
    pub fn to_markdown(&self, names: &dyn Names) -> String {
        let mut out = format!("# Impact assessment: {}\n\n", home(names, self.assessed.home));
        let _ = writeln!(out, "For a move on {}. {}.\n", self.assessed.on, capital(self.kind.words()));
        let _ = writeln!(out, "## After the move\n");
        let places = match self.places {
            Told::Known(places) => format!("registered for {places}"),
            Told::NotKnown(_) => String::from("registered for a number that is not known"),
        };
        let least = if self.residents_known { "" } else { "at least " };
        let night = self.most_on_a_night.map_or_else(String::new, |most| {
            let or_more = if self.residents_known { "" } else { ", or more" };
            format!(", {most} on the night with the most{or_more}")
        });
        let _ = writeln!(out, "- {least}{} children live there{night}; {places}", self.children_after);
        for closed in &self.closed_places {
            let (who, places) = (child(names, closed.child), closed.places);
            let _ = writeln!(out, "- {who} must live alone, so that {places} other places stay empty");
        }
        for need in &self.staff {
            let has = match need.roster {
                Told::Known(has) => format!("{has}"),
                Told::NotKnown(_) => String::from("not known how many"),
            };
            let whole = need.not_known.is_empty() && self.residents_known;
            let more = if whole { "" } else { " or more" };
            let _ =
                writeln!(out, "- staff {}: {}{more} needed, {has} there", need.watch.words(), need.needed);
        }
        let _ = writeln!(out, "\n## The good it brings\n");
        for rule in &self.good {
            let _ = writeln!(out, "- {}", rule.professional.replace("{answer}: ", ""));
        }
        for words in &self.added.good {
            let _ = writeln!(out, "- {}", markdown_line(words.reveal()));
        }
        let _ = writeln!(out, "\n## Concerns\n");
        for concern in &self.concerns {
            let _ = writeln!(out, "- {}", reason(names, concern));
        }
        if self.concerns.is_empty() {
            out.push_str("- none is known\n");
        }
        out.push('\n');
        added_words(&mut out, &self.added, names);
        open_words(&mut out, &self.open());
        out
    }
}

fn added_words(out: &mut String, added: &Added, names: &dyn Names) {
    if !added.strengths.is_empty() {
        out.push_str("## Strengths\n\n");
        for words in &added.strengths {
            let _ = writeln!(out, "- {}", markdown_line(words.reveal()));
        }
        out.push('\n');
    }
    if !added.measures.is_empty() {
        out.push_str("## What is done, by whom and by when\n\n");
        for measure in &added.measures {
            let with = measure.other.map_or_else(String::new, |other| format!(" ({})", child(names, other)));
            let who = measure.who.any();
            let _ = writeln!(
                out,
                "- {}{with}: {who}, by {} [{}]",
                measure.mitigation.words(),
                measure.by,
                measure.rule
            );
        }
        out.push('\n');
    }
    if !added.liaison.is_empty() {
        out.push_str("## What the social workers of the children there say\n\n");
        for liaison in &added.liaison {
            let (who, view) = (child(names, liaison.resident), liaison.view.words());
            let words = |text: &PrivateText| {
                said(text).map_or_else(String::new, |words| format!(": {}", markdown_line(words)))
            };
            let _ = writeln!(out, "- for {who}, {}: {view}{}", liaison.on, words(&liaison.words));
            if let Some(settled) = &liaison.settled {
                let what = if liaison.view == WorkersView::Objects { "answered" } else { "done" };
                let _ = writeln!(out, "  - {what} on {}{}", settled.on, words(&settled.words));
            }
        }
        out.push('\n');
    }
    if let Some(decision) = &added.decision {
        let outcome = if decision.accepted { "The child can come." } else { "The child cannot come." };
        let _ = writeln!(out, "## Decision\n\n{outcome} {}\n", markdown_line(decision.reasons.reveal()));
        let _ = writeln!(out, "Decided by {} on {}.\n", decision.by.any(), decision.on);
    }
}

fn open_words(out: &mut String, findings: &crate::base::Findings) {
    if !findings.is_empty() {
        out.push_str("## Still to do\n\n");
        for finding in findings {
            let _ = writeln!(out, "- {}: {}", finding.weight().words(), finding.for_professional());
        }
    }
}
