//! A repair in words.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{Change, Mended, Repair, RepairOption, SetsTried, Strongest, Then};
use crate::base::{Labels, Page, Reader, SourceId, date_in_words, time_in_words};
use crate::emergency::paper::one_line;
use crate::emergency::story::words::{Names, Teller, at_in_words};
use crate::emergency::{Answer, Counterexample, Plan, StoryAt, Tells, Way};
use crate::need::Snapshot;
use crate::support::Words;

impl Repair {
    /// What would make the plan hold, line by line: options that were given to [`repair`](super::repair()) for this
    /// plan and week. Names as in [`Story::in_words`](crate::emergency::Story::in_words), and personal data as there.
    pub fn in_words(
        &self,
        reader: Reader,
        options: &[RepairOption],
        plan: &Plan,
        snapshot: &Snapshot,
        labels: &dyn Labels,
    ) -> String {
        let names = Names { plan, labels };
        let teller = Teller { reader, plan, snapshot, words: Words::new(snapshot, &names), brought: options };
        let teller = RepairTeller { teller, options };
        let mut page = Page::default();
        page.heading("What would make it hold");
        for (depth, line) in teller.lines(self) {
            page.line(depth, &line);
        }
        page.into_text()
    }
}

struct RepairTeller<'a> {
    teller: Teller<'a>,
    options: &'a [RepairOption],
}

impl RepairTeller<'_> {
    fn lines(&self, repair: &Repair) -> Vec<(usize, String)> {
        let mut lines = Vec::new();
        let number = repair.smallest.first().map(|set| set.options.len());
        let is_one = repair.smallest.len() == 1;
        let intro = match (number, is_one) {
            (None, _) if matches!(repair.tried, SetsTried::All { .. }) => {
                String::from("None of it is enough, alone or together.")
            }
            (None, _) => String::from("Nothing that was tried is enough."),
            (Some(0), _) => String::from("Nothing is needed: it holds as it is."),
            (Some(1), true) => String::from("One thing alone is enough:"),
            (Some(1), false) => String::from("Any one of these is enough:"),
            (Some(size), true) => format!("{size} things together are enough, and nothing less is:"),
            (Some(size), false) => {
                format!(
                    "Any one of these is enough: each is {size} things together, and nothing less would do."
                )
            }
        };
        lines.push((1, intro));
        for (nth, set) in (1..).zip(repair.smallest.iter().filter(|set| !set.options.is_empty())) {
            self.mended(nth, set, &mut lines);
        }
        if repair.more > 0 {
            lines.push((1, format!("… and {} more sets of as many.", repair.more)));
        }
        if let Some(strongest) = &repair.strongest {
            self.strongest(strongest, &mut lines);
        }
        if let SetsTried::NotAllTried { sets, complete_up_to } = repair.tried {
            let all = match complete_up_to {
                0 => String::from("not even each of them alone"),
                1 => String::from("each of them alone, and not all that there is of two"),
                most => format!("all of at most {most} of them, and not all that there is of more"),
            };
            let sets = if sets == 1 { String::from("1 set") } else { format!("{sets} sets") };
            lines.push((1, format!("Not everything was tried: {sets}, {all}.")));
        }
        lines
    }

    /// One set: its options each with what happens without it, then how narrowly the plan holds.
    fn mended(&self, nth: usize, set: &Mended, lines: &mut Vec<(usize, String)>) {
        let cost = cost(set.cost_pence);
        if let [option] = set.options.as_slice() {
            lines.push((1, format!("{nth}. {}{cost}.", self.named(*option))));
        } else {
            lines.push((1, format!("{nth}. Together{cost}:")));
            for without in &set.without {
                let then = match &without.then {
                    Then::Fails(told) => self.fails(told),
                    Then::NotYet(not_yet) if not_yet.needs.is_empty() && not_yet.nobody_there.is_empty() => {
                        String::from("nothing can be said: nobody knows when something critical is needed")
                    }
                    Then::NotYet(_) => String::from("there is harm even with everybody there"),
                    Then::DoesNotFit => String::from("the rest cannot be done"),
                };
                lines.push((2, format!("{}. Without it, {then}.", self.named(without.option))));
            }
        }
        if let Answer::Proof(proof) = &set.proven.answer
            && let Some(margin) = &proof.margin
        {
            let closes = StoryAt::new(margin.scenario.start, margin.at);
            lines.push((2, self.teller.narrowest(margin.minutes, &margin.scenario, margin.need, closes)));
        }
        self.rests_on(set, lines);
    }

    /// On what somebody should look before a set is chosen: children, wishes, and how long it lasts.
    fn rests_on(&self, set: &Mended, lines: &mut Vec<(usize, String)>) {
        let rests = set.proven.rests_on();
        let young = rests.under_18.iter().map(|person| Tells::Under18 { person: *person });
        let wishes = rests.against_wishes.iter().map(|wish| Tells::AgainstWish { wish: *wish });
        lines.extend(young.chain(wishes).map(|tells| (2, self.teller.rests_on(&tells))));
        if let Some(last) = rests.first_end().and_then(|ends| ends.pred_opt()) {
            let last = date_in_words(last);
            lines
                .push((2, format!("So it is up to and including {last}: then help ends that it counts on.")));
        }
    }

    fn strongest(&self, strongest: &Strongest, lines: &mut Vec<(usize, String)>) {
        if strongest.options.is_empty() {
            lines.push((1, String::from("Nothing makes it stronger than it is.")));
        } else {
            let named: Vec<String> = strongest.options.iter().map(|option| self.named(*option)).collect();
            lines.push((
                1,
                format!("This comes nearest: {}{}.", named.join("; and "), cost(strongest.cost_pence)),
            ));
        }
        if let Some(told) = strongest.proven.counterexample() {
            let then = if strongest.options.is_empty() { "As it is" } else { "With that" };
            lines.push((2, format!("{then}, {}.", self.fails(told))));
        }
    }

    fn fails(&self, told: &Counterexample) -> String {
        let harm = at_in_words(StoryAt::new(told.scenario.start, told.harm_at));
        let (scenario, need) = (self.teller.scenario(&told.scenario), self.teller.need(told.need));
        format!("{scenario}, harm comes at {harm} ({need})")
    }

    fn named(&self, place: usize) -> String {
        match self.options.get(place) {
            Some(option) if option.label.is_empty() => self.change(&option.change),
            Some(option) => one_line(option.label.reveal()),
            None => format!("Option {}", place + 1),
        }
    }

    fn change(&self, change: &Change) -> String {
        let who = change.responder().map(|id| self.teller.responder(id)).unwrap_or_default();
        match change {
            Change::Agrees { on, .. } => format!("{who} agrees to come, on {}", date_in_words(*on)),
            Change::AnswersWithin { minutes, .. } => {
                format!("{who} answers within {}", time_in_words(*minutes))
            }
            Change::ArrivesWithin { minutes, .. } => {
                format!("{who} is there within {} of answering", time_in_words(*minutes))
            }
            Change::ReachableAlso { when, .. } => format!("{who} can be reached at these times too: {when}"),
            Change::StaysFor { minutes: Some(minutes), .. } => {
                format!("{who} stays for {}", time_in_words(*minutes))
            }
            Change::StaysFor { minutes: None, .. } => format!("{who} stays for as long as it takes"),
            Change::AlsoCovers { need, .. } => format!("{who} sees to this too: {}", self.teller.need(*need)),
            Change::AlsoTakesIn { person, .. } => {
                format!("{who} takes in {}", self.teller.source((*person).into()))
            }
            Change::NewAlarm(alarm) => self.alarm(&alarm.way, &alarm.when.to_string()),
            Change::NewResponder { responder, .. } => {
                format!("{} comes too", self.teller.responder(responder.id))
            }
            Change::NewArrangement { arrangement, .. } => format!(
                "{} comes on {} too, for {}",
                self.teller.source(arrangement.by),
                arrangement.when,
                self.teller.need(arrangement.need)
            ),
        }
    }

    fn alarm(&self, way: &Way, when: &str) -> String {
        let source = |id: SourceId| self.teller.source(id);
        let who = match way {
            Way::Member { person, .. } => format!("{} raises the alarm", source((*person).into())),
            Way::OwnTelephone { person, .. } => {
                format!("{} can telephone when taken ill", source((*person).into()))
            }
            Way::NextVisit { by: Some(by) } => format!("{} raises the alarm at the next visit", source(*by)),
            Way::NextVisit { by: None } => String::from("whoever visits next raises the alarm"),
            Way::MissedVisit { noticed_by, .. } => format!("{} notices who is missing", source(*noticed_by)),
            Way::Device { device: Some(device) } => format!("{} raises the alarm", source(*device)),
            Way::Device { device: None } => String::from("a device raises the alarm"),
        };
        format!("{who} ({when})")
    }
}

/// ", for £12.50", or nothing where it is not known.
fn cost(pence: Option<u64>) -> String {
    pence.map_or_else(String::new, |pence| format!(", for £{}.{:02}", pence / 100, pence % 100))
}
