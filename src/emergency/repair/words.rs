//! A repair in words.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Change, Mended, Repair, RepairOption, SetsTried, Strongest, Then};
use crate::base::{Labels, Page, Reader, SourceId, date_in_words, one_line, time_in_words};
use crate::emergency::story::{Brought, Names, Teller, young};
use crate::emergency::{Alarm, Counterexample, Plan, ProofAnswer, StoryAt, Tells, Way, sentences as tell};
use crate::need::Snapshot;

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
        let brought: Vec<Brought> = options.iter().filter_map(brought).collect();
        let teller = RepairTeller { teller: Teller::new(reader, snapshot, &names, &brought), options };
        let mut page = Page::default();
        page.heading(tell::WHAT_WOULD_MAKE_IT_HOLD);
        teller.tell(self, &mut page);
        page.into_text()
    }
}

struct RepairTeller<'a> {
    teller: Teller<'a>,
    options: &'a [RepairOption],
}

impl RepairTeller<'_> {
    fn tell(&self, repair: &Repair, page: &mut Page) {
        let size = repair.smallest.first().map(|set| set.options.len());
        let tried_all = matches!(repair.tried, SetsTried::All { .. });
        page.line(
            1,
            &match (size, repair.smallest.len()) {
                (None, _) if tried_all => String::from(tell::NONE_ENOUGH),
                (None, _) => String::from(tell::NOTHING_TRIED_ENOUGH),
                (Some(0), _) => String::from(tell::NOTHING_NEEDED),
                (Some(1), 1) => String::from(tell::ONE_THING_ENOUGH),
                (Some(1), _) => String::from(tell::ANY_ONE_ENOUGH),
                (Some(size), 1) => tell::these_together(&size),
                (Some(size), _) => tell::any_together(&size),
            },
        );
        for (nth, set) in (1..).zip(repair.smallest.iter().filter(|set| !set.options.is_empty())) {
            self.mended(nth, set, page);
        }
        if repair.more > 0 {
            page.line(1, &tell::more_sets(&repair.more));
        }
        if let Some(strongest) = &repair.strongest {
            self.strongest(strongest, page);
        }
        let on = date_in_words(self.teller.snapshot.on());
        for option in &repair.not_on_this_day {
            page.line(1, &tell::not_tried(&self.named(*option), &on));
        }
        if let SetsTried::NotAllTried { sets, complete_up_to } = repair.tried {
            let all = match complete_up_to {
                0 => String::from(tell::NOT_EVEN_ALONE),
                1 => String::from(tell::EACH_ALONE),
                most => tell::all_of_at_most(&most),
            };
            page.line(1, &tell::not_all_tried(sets, &all));
        }
    }

    /// One set: its options each with what happens without it, then how narrowly the plan holds.
    fn mended(&self, nth: usize, set: &Mended, page: &mut Page) {
        let cost = cost(set.cost_pence);
        if let [option] = set.options.as_slice() {
            page.line(1, &tell::one_option(&nth, &self.named(*option), &cost));
        } else {
            page.line(1, &tell::options_together(&nth, &cost));
            for without in &set.without {
                let then = match &without.then {
                    Then::Fails(told) => self.fails(told),
                    Then::NotYet(not_yet) if not_yet.needs.is_empty() && not_yet.nobody_there.is_empty() => {
                        String::from(tell::HOURS_NOT_KNOWN)
                    }
                    Then::NotYet(_) => String::from(tell::HARM_WITH_EVERYBODY_THERE),
                    Then::DoesNotFit => String::from(tell::REST_CANNOT_BE_DONE),
                };
                page.line(2, &tell::without_it(&self.named(without.option), &then));
            }
        }
        if let ProofAnswer::Proof(proof) = &set.proven.answer
            && let Some(margin) = &proof.margin
        {
            let narrowest = Tells::Narrowest {
                minutes: margin.minutes,
                scenario: margin.scenario.clone(),
                need: margin.need,
                closes: StoryAt::new(margin.scenario.start, margin.at, self.teller.snapshot.weeks())
                    .from_day(margin.scenario.day, self.teller.snapshot.weeks()),
            };
            page.line(2, &self.teller.sentence(None, &narrowest));
        }
        self.rests_on(set, page);
    }

    /// On what somebody should look before a set is chosen: children, wishes, and how long it lasts.
    fn rests_on(&self, set: &Mended, page: &mut Page) {
        let rests = set.proven.rests_on();
        let wishes = rests.against_wishes.iter().map(|wish| Tells::AgainstWish { wish: *wish });
        for tells in young(rests).chain(wishes) {
            page.line(2, &self.teller.sentence(None, &tells));
        }
        if let Some(last) = rests.first_end().and_then(|ends| ends.pred_opt()) {
            page.line(2, &tell::so_until(&date_in_words(last)));
        }
    }

    fn strongest(&self, strongest: &Strongest, page: &mut Page) {
        let is_as_it_is = strongest.options.is_empty();
        if is_as_it_is {
            page.line(1, tell::NOTHING_MAKES_IT_STRONGER);
        } else {
            let named: Vec<String> = strongest.options.iter().map(|option| self.named(*option)).collect();
            page.line(1, &tell::comes_nearest(&named.join("; and "), &cost(strongest.cost_pence)));
        }
        if let Some(told) = strongest.proven.counterexample() {
            let then = if is_as_it_is { tell::as_it_is } else { tell::with_that };
            page.line(2, &then(&self.fails(told)));
        }
    }

    fn fails(&self, told: &Counterexample) -> String {
        let at = StoryAt::new(told.scenario.start, told.harm_at, self.teller.snapshot.weeks())
            .from_day(told.scenario.day, self.teller.snapshot.weeks());
        let at = at.in_words(self.teller.snapshot);
        tell::harm_comes(&self.teller.scenario(&told.scenario), &at, &self.teller.need(told.need))
    }

    fn named(&self, place: usize) -> String {
        match self.options.get(place) {
            Some(option) if option.label.is_empty() => self.change(&option.change),
            Some(option) => one_line(option.label.reveal()),
            None => tell::option(&(place + 1)),
        }
    }

    fn change(&self, change: &Change) -> String {
        let who = change.responder().map(|id| self.teller.responder(id)).unwrap_or_default();
        match change {
            Change::Agrees { on, .. } => tell::agrees(&who, &date_in_words(*on)),
            Change::AnswersWithin { minutes, .. } => tell::answers_within(&who, &time_in_words(*minutes)),
            Change::ArrivesWithin { minutes, .. } => tell::arrives_within(&who, &time_in_words(*minutes)),
            Change::ReachableAlso { when, .. } => tell::reachable_also(&who, when),
            Change::StaysFor { minutes: Some(some), .. } => tell::stays_for(&who, &time_in_words(*some)),
            Change::StaysFor { minutes: None, .. } => tell::stays(&who),
            Change::AlsoCovers { need, .. } => tell::also_covers(&who, &self.teller.need(*need)),
            Change::AlsoTakesIn { person, .. } => {
                tell::also_takes_in(&who, &self.teller.source((*person).into()))
            }
            Change::NewAlarm(alarm) => self.alarm(alarm),
            Change::NewResponder { responder, .. } => tell::comes_too(&self.teller.responder(responder.id)),
            Change::NewArrangement { arrangement, .. } => {
                let (by, need) = (self.teller.source(arrangement.by), self.teller.need(arrangement.need));
                tell::also_comes_on(&by, &arrangement.when, &need)
            }
        }
    }

    fn alarm(&self, alarm: &Alarm) -> String {
        let source = |id: SourceId| self.teller.source(id);
        let when = &alarm.when;
        match &alarm.way {
            Way::Member { person, .. } => tell::raises_the_alarm(&source((*person).into()), when),
            Way::OwnTelephone { person, .. } => tell::can_telephone(&source((*person).into()), when),
            Way::Card { person, .. } => tell::carries_a_card(&source((*person).into()), when),
            Way::NextVisit { by: Some(by) } => tell::raises_at_next_visit(&source(*by), when),
            Way::NextVisit { by: None } => tell::raises_the_alarm(&tell::WHOEVER_VISITS_NEXT, when),
            Way::MissedVisit { noticed_by, .. } => tell::notices_who_is_missing(&source(*noticed_by), when),
            Way::Device { device: Some(device) } => tell::raises_the_alarm(&source(*device), when),
            Way::Device { device: None } => tell::raises_the_alarm(&tell::SOME_DEVICE, when),
        }
    }
}

/// Whom or what an option brings: called by their own name, else as the option is.
fn brought(option: &RepairOption) -> Option<Brought> {
    let (source, responder, own) = match &option.change {
        Change::NewResponder { responder, .. } => (responder.source, Some(responder.id), &responder.name),
        Change::NewArrangement { by: Some(by), .. } => (by.id, None, &option.label),
        _ => return None,
    };
    let names = [own, &option.label].map(|name| one_line(name.reveal()));
    let name = names.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    Some(Brought { source, responder, name })
}

/// ", for £12.50", or nothing where it is not known.
fn cost(pence: Option<u64>) -> String {
    pence.map_or_else(String::new, |pence| tell::cost(&(pence / 100), &format!("{:02}", pence % 100)))
}
