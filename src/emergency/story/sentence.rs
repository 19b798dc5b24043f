//! One sentence for each thing that a story tells: which of the table, and with what.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use chrono::{Datelike as _, NaiveDate};

use super::line::{Found, LeftOutBecause, StoryAt, StoryLine, Tells, day_in_words, time_of_day};
use super::teller::Teller;
use crate::base::sentence::Slot;
use crate::base::{
    AnyId, ArrangementId, NeedId, PersonId, Reader, ResponderId, SourceId, Told, WhyNotKnown, capital,
    date_in_words, kinds, listed, time_in_words,
};
use crate::emergency::clock::Moment;
use crate::emergency::{
    Absence, AgainstWish, Agreed, CallOutcome, Lost, NotOnThisDay, OpenAtEnd, RestsOnAlarms, Scenario, Way,
    WishAgainst, WithoutThem, sentences as tell,
};
use crate::need::{Snapshot, SourceKind};
use crate::support::{people_who_have, who_have};

impl Teller<'_> {
    /// A line of a story, with its minute in front if it has one.
    pub(in crate::emergency) fn line(&self, line: &StoryLine) -> String {
        let said = self.sentence(line.at, &line.tells);
        line.at.map_or_else(|| said.clone(), |at| tell::at(&at.in_words(self.snapshot), &said))
    }

    /// What one line tells that happens then, if it happens at a minute.
    #[expect(clippy::too_many_lines, reason = "one arm for each thing that a story can tell")]
    pub(in crate::emergency) fn sentence(&self, at: Option<StoryAt>, tells: &Tells) -> String {
        let reader = self.reader;
        let (named, who) = (|id: &NeedId| self.need(*id), |id: &ResponderId| self.responder(*id));
        let (help, time) =
            (|id: &ArrangementId| self.words.arrangement(*id), |minutes: &u32| time_in_words(*minutes));
        match tells {
            Tells::Holds { strength, horizon_min, ends } => self.holds(*strength, *horizon_min, *ends),
            Tells::Away { absence } => self.away(absence),
            Tells::HoldsMeanwhile { strength, horizon_min } => tell::holds_meanwhile(
                reader,
                &self.survives(*strength),
                &time(horizon_min),
                &self.strength(*strength),
            ),
            Tells::DoesNotHoldMeanwhile { strength, horizon_min } => tell::does_not_hold_meanwhile(
                reader,
                &self.fails_if(strength.saturating_add(1)),
                &time(horizon_min),
                &self.strength(*strength),
            ),
            Tells::FailsConfirmedMeanwhile { horizon_min } => tell::fails_confirmed_meanwhile(
                reader,
                &self.fails_if(1),
                &time(horizon_min),
                &self.strength(0),
            ),
            Tells::NothingConfirmedMeanwhile { needs } => {
                tell::nothing_confirmed_meanwhile(reader, &self.needs(needs.iter().copied()))
            }
            Tells::NothingToProveMeanwhile => String::from(tell::nothing_to_prove_meanwhile(reader)),
            Tells::HarmMeanwhile { need, at } => {
                tell::harm_meanwhile(&named(need), &at.in_words(self.snapshot))
            }
            Tells::NothingOpensMeanwhile => String::from(tell::NOTHING_OPENS_MEANWHILE),
            Tells::UnnoticedMeanwhile { lost, when } => {
                let happens = self.lost_with(lost, tell::something_happens);
                tell::unnoticed_meanwhile(&capital(&happens), &self.snapshot.times_in_full(when))
            }
            Tells::DoesNotHold { strength, horizon_min } => {
                let loss = self.fails_if(strength.saturating_add(1));
                tell::does_not_hold(reader, &loss, &time(horizon_min), &self.strength(*strength))
            }
            Tells::OnlyConfirmed { strength, horizon_min } => self.only_confirmed(*strength, *horizon_min),
            Tells::NothingConfirmedToProve { needs } => {
                tell::nothing_confirmed_to_prove(reader, &self.needs(needs.iter().copied()))
            }
            Tells::LeftOut { because, arrangements } => {
                let left_out = match because {
                    LeftOutBecause::NotConfirmed => tell::left_out_not_confirmed,
                    LeftOutBecause::SomeDays => tell::left_out_some_days,
                    LeftOutBecause::SkillNotSaid => tell::left_out_skill,
                    LeftOutBecause::AwakeNotSaid => tell::left_out_awake,
                };
                left_out(&arrangements.iter().map(help).collect::<Vec<_>>().join("; "))
            }
            Tells::ComeWithoutSkill { responders } => {
                tell::come_without_skill(&listed(&responders.iter().map(who).collect::<Vec<_>>()))
            }
            Tells::HarmThen { scenario, at, need } => tell::harm_then(&capital(&tell::harm_comes(
                &self.scenario(scenario),
                &at.in_words(self.snapshot),
                &named(need),
            ))),
            Tells::NothingToProveYet => String::from(tell::nothing_to_prove(reader)),
            Tells::HoursFirst => String::from(tell::hours_first(reader)),
            Tells::NobodyThere { need } => tell::nobody_ever(&named(need)),
            Tells::HoursNotKnown { need } => tell::ask_when_needed(&named(need)),
            Tells::TimesNotKnown { arrangement } => {
                let said = self.snapshot.arrangement(*arrangement).is_some_and(|help| !help.when.is_never());
                let ask = if said { tell::ask_which_days } else { tell::ask_when_help_comes };
                ask(&help(arrangement))
            }
            Tells::HarmWithNothingLost { need, least_min } => {
                tell::harm_with_nothing_lost(&named(need), &time(least_min))
            }
            Tells::Fails { level } => {
                let loss = self.fails_if(level.number());
                match reader {
                    Reader::Family => tell::what_can_happen(&loss),
                    Reader::Professional => tell::level_fails(&level.number(), &loss),
                }
            }
            Tells::Lost { lost, as_planned } => self.lost(*lost, *as_planned),
            Tells::Noticed { found, by } => self.noticed(at, *found, *by),
            Tells::NobodyNotices { horizon_min } => tell::nobody_notices(&time(horizon_min)),
            Tells::Called { responder, outcome, from, until, as_planned } => {
                let is_called = if *as_planned || at.is_none() { "" } else { tell::IS_CALLED_AND };
                self.called(
                    *responder,
                    *outcome,
                    is_called,
                    *as_planned,
                    &came_of_it(*from, *until, self.snapshot),
                )
            }
            Tells::Opened { need, waits_min } => {
                tell::opened(&self.who_is_missing(*need), &named(need), &time(waits_min))
            }
            Tells::Harm { need, waited_min } => {
                let came = self.who_came(*need);
                let wait = match waited_min {
                    0 => String::from(tell::COULD_NOT_WAIT),
                    minutes => tell::could_wait(&time(minutes)),
                };
                tell::harm(&wait, &came, &named(need))
            }
            Tells::Stopped { what } => self.stopped(*what),
            Tells::AlsoHarmed { needs, horizon_min } => {
                tell::also_harmed(&time(horizon_min), &self.needs(needs.iter().copied()))
            }
            Tells::MoreHands { hands, need, by } => {
                tell::more_hands(usize::from(*hands), &by.in_words(self.snapshot), &named(need))
            }
            Tells::WithSkills { skills } => tell::with_skills(&people_who_have(skills)),
            Tells::OnlySomebodyThere => String::from(tell::ONLY_SOMEBODY_THERE),
            Tells::CameTooEarly { instead } => tell::came_too_early(reader, &instead.in_words(self.snapshot)),
            Tells::Narrowest { minutes, scenario, need, closes } => {
                let spare = match minutes {
                    0 => String::from(tell::IN_THE_LAST_MINUTE),
                    some => tell::before_harm(&time(some)),
                };
                tell::narrowest(
                    &self.scenario(scenario),
                    &closes.in_words(self.snapshot),
                    &spare,
                    &named(need),
                )
            }
            Tells::NothingOpens => String::from(tell::NOTHING_OPENS),
            Tells::OpenAtEnd { open, horizon_min } => self.open_at_end(*open, *horizon_min),
            Tells::Agreed { responder, on } => tell::agreed(&who(responder), &date_in_words(*on)),
            Tells::NotAsked { responder } => tell::not_asked(&who(responder)),
            Tells::NotAgreed { responder } => tell::not_agreed(&who(responder)),
            Tells::NeverReachable { responder } => tell::never_reachable(&who(responder)),
            Tells::AgainstWish { wish } => self.against_wish(wish),
            Tells::Under18 { person } => tell::under_18(&self.source((*person).into())),
            Tells::PerhapsUnder18 { person } => tell::perhaps_under_18(&self.source((*person).into())),
            Tells::TwiceAtOnce { by } => tell::twice_at_once(&self.source(*by)),
            Tells::MorePlaces { by } => tell::more_places(&self.source(*by)),
            Tells::NoRest { responder, most_min } => tell::no_rest(&who(responder), &time(most_min)),
            Tells::InTwoPlaces { person } => tell::in_two_places(&self.source((*person).into())),
            Tells::AgeNotKnown { people } => self.age_not_known(people),
            Tells::NoticesBeyond { beyond } => {
                tell::notices_beyond(&self.source(beyond.by), &time_in_words(beyond.minutes.into()))
            }
            Tells::RestsOnAlarms { rests, from_outside } => self.rests_on_alarms(rests, *from_outside),
            Tells::Assumed { arrangement } => tell::assumed(&help(arrangement)),
            Tells::AssumedResponder { responder } => tell::assumed_responder(&who(responder)),
            Tells::NotConfirmed { arrangement } => tell::not_confirmed(&help(arrangement)),
            Tells::OnSomeDays { arrangement } => tell::on_some_days(&help(arrangement)),
            Tells::SkillNotKnown { open } => {
                tell::skill_not_known(&who_have(&open.skill, 1), &help(&open.arrangement))
            }
            Tells::AwakeNotKnown { arrangement } => tell::awake_not_known(&help(arrangement)),
            Tells::OverCommitted { responder } => tell::over_committed(&who(responder)),
            Tells::EndsWithin { arrangement, until } => {
                tell::ends_within(&date_in_words(*until), &help(arrangement))
            }
            Tells::PlanEndsWithin { what, until } => {
                let (first, responder) = (date_in_words(*until), what.typed::<kinds::Responder>());
                responder.map_or_else(
                    || tell::alarm_ends_within(&first),
                    |responder| tell::responder_ends_within(&first, &who(&responder)),
                )
            }
            Tells::NotOnThisDay { part, on } => self.not_on_this_day(part, *on),
            Tells::Unnoticed { lost, when } => {
                // What matters is who may lie there, and not what they give.
                let happens = self.lost_with(lost, tell::something_happens);
                tell::unnoticed(&capital(&happens), &self.snapshot.times_in_full(when))
            }
            Tells::Read { plan, snapshot } => tell::read(plan, snapshot),
        }
    }

    /// Of a week that ends soon "whenever in the week" alone would be a promise that nobody can keep.
    fn holds(&self, strength: u8, horizon_min: u32, ends: Option<NaiveDate>) -> String {
        let last = ends.and_then(|ends| ends.pred_opt());
        let lasting = last.map_or_else(String::new, |last| tell::lasting(&date_in_words(last)));
        let (loss, over) = (self.survives(strength), time_in_words(horizon_min));
        tell::holds(self.reader, &lasting, &loss, &over, &self.strength(strength))
    }

    /// What holds with what is not confirmed left out.
    fn only_confirmed(&self, strength: u8, horizon_min: u32) -> String {
        let (over, said) = (time_in_words(horizon_min), self.strength(strength));
        match strength {
            0 => tell::fails_confirmed(self.reader, &self.fails_if(1), &over, &said),
            some => tell::holds_confirmed(self.reader, &self.survives(some), &over, &said),
        }
    }

    const fn survives(&self, strength: u8) -> &'static str {
        match strength {
            0 | 1 => tell::any_one(self.reader),
            2 => tell::any_one_and_no_answer(self.reader),
            _ => tell::any_two(self.reader),
        }
    }

    const fn fails_if(&self, level: u8) -> &'static str {
        match level {
            0 | 1 => tell::one(self.reader),
            2 => tell::one_and_no_answer(self.reader),
            _ => tell::two(self.reader),
        }
    }

    fn strength(&self, strength: u8) -> String {
        match self.reader {
            Reader::Family => String::new(),
            Reader::Professional => tell::strength(&strength),
        }
    }

    /// Who is away: on which days, or from which time until which.
    fn away(&self, absence: &Absence) -> String {
        let names: Vec<String> = absence.who.iter().map(|who| self.source(*who)).collect();
        let (count, names, back) = (names.len(), listed(&names), absence.until.on);
        let is_whole = |moment: Moment| moment.at.minute_of_day() == 0;
        match back.pred_opt().filter(|_| is_whole(absence.from) && is_whole(absence.until)) {
            Some(last) if last == absence.from.on => tell::away_a_day(count, &day_in_words(last), &names),
            Some(last) => {
                let (first, same_year) = (absence.from.on, absence.from.on.year() == last.year());
                let from =
                    if same_year { format!("{}", first.format("%A %-d %B")) } else { day_in_words(first) };
                tell::away_days(count, &from, &day_in_words(last), &names)
            }
            None => {
                let at = |moment: Moment| tell::on_day(&format!("{}", moment.at), &day_in_words(moment.on));
                tell::away_times(count, &at(absence.from), &at(absence.until), &names)
            }
        }
    }

    fn lost(&self, lost: Lost, as_planned: bool) -> String {
        let said = match (self.kind(lost.source), as_planned, lost.away) {
            (Some(SourceKind::Member), false, false) => tell::taken_ill,
            (Some(SourceKind::Member), false, true) => tell::suddenly_away,
            (Some(SourceKind::Member), true, false) => tell::planned_no_help,
            (Some(SourceKind::Member | SourceKind::Person), true, true) => tell::planned_away,
            (Some(SourceKind::Person), false, true) => tell::suddenly_away_from_helping,
            (Some(SourceKind::Device), false, _) => tell::stops_working,
            (Some(SourceKind::Device), true, _) => tell::planned_out_of_use,
            (_, false, _) => tell::no_help_any_more,
            (_, true, _) => tell::planned_no_help_from,
        };
        said(&self.source(lost.source))
    }

    /// What is lost, as something that may be so, by how it is lost: "Ada and Ben cannot help, and the pendant does not
    /// work". Of a member who is at home it is said as the caller has it.
    fn lost_with(&self, lost: &[Lost], at_home: fn(&dyn Slot) -> String) -> String {
        let how = |lost: &Lost| match self.kind(lost.source) {
            Some(SourceKind::Member) if lost.away => 1,
            Some(SourceKind::Member) => 0,
            Some(SourceKind::Device) => 4,
            Some(SourceKind::Person) if lost.away => 3,
            _ => 2,
        };
        let mut said: Vec<String> = Vec::new();
        for nth in 0..5 {
            let those = lost.iter().filter(|one| how(one) == nth);
            let names: Vec<String> = those.map(|one| self.source(one.source)).collect();
            let (count, names) = (names.len(), names.join(" and "));
            said.extend((count > 0).then(|| match nth {
                0 => at_home(&names),
                1 => tell::are_away(count, &names),
                2 => tell::no_help_from(&names),
                3 => tell::are_away_from_helping(count, &names),
                _ => tell::does_not_work(count, &names),
            }));
        }
        said.join(", and ")
    }

    pub(in crate::emergency) fn scenario(&self, scenario: &Scenario) -> String {
        let silent = scenario.silent.map(|silent| tell::and_no_answer(&self.responder(silent)));
        let lost = self.lost_with(&scenario.lost, tell::cannot_help);
        if let Some(day) = scenario.day {
            let at = tell::on_day(&time_of_day(scenario.start), &day_in_words(day));
            return tell::scenario_on_day(&at, &lost, &silent.unwrap_or_default());
        }
        tell::scenario(&self.snapshot.minute_in_full(scenario.start), &lost, &silent.unwrap_or_default())
    }

    fn noticed(&self, at: Option<StoryAt>, found: Option<Found>, by: Option<SourceId>) -> String {
        let who = match (found, by) {
            (_, Some(by)) => self.source(by),
            (Some(Found::Device), None) => String::from(tell::A_DEVICE),
            (_, None) => String::from(tell::SOMEBODY),
        };
        let what = found.map_or(tell::RAISES_THE_ALARM, Found::words);
        match at.map(|at| at.after_min) {
            None | Some(0) => tell::noticed_at_once(&who, &what),
            Some(after) => tell::noticed_after(&who, &what, &time_in_words(after)),
        }
    }

    fn called(
        &self,
        id: ResponderId,
        outcome: CallOutcome,
        is_called: &str,
        as_planned: bool,
        came: &str,
    ) -> String {
        let name = self.responder(id);
        match outcome {
            CallOutcome::Comes { .. } => tell::comes(&name, &is_called, &came),
            CallOutcome::DoesNotAnswer if as_planned => tell::does_not_come(&name),
            CallOutcome::DoesNotAnswer => tell::no_answer(&name, &is_called),
            CallOutcome::IsLost => tell::cannot_come(&name, &is_called),
            CallOutcome::HasNotAgreed => tell::not_counted_on(&name, &is_called, &self.why_not(id)),
            CallOutcome::CannotBeReached => tell::cannot_be_reached(&name),
            CallOutcome::NotOnThatDay => tell::not_on_that_day(&name),
        }
    }

    fn why_not(&self, id: ResponderId) -> &'static str {
        let responder = self.plan.responders().iter().find(|it| it.id == id);
        match responder.map(|it| &it.agreed) {
            Some(Told::NotKnown(WhyNotKnown::NotAsked)) => tell::NOBODY_HAS_ASKED,
            Some(Told::NotKnown(WhyNotKnown::AskedNotKnown)) => tell::ANSWER_NOT_KNOWN,
            Some(Told::NotKnown(WhyNotKnown::Declined)) => tell::NO_ANSWER_WHEN_ASKED,
            Some(Told::Known(Agreed::On(_) | Agreed::No)) | None => tell::NOT_AGREED,
        }
    }

    /// Who is there without the skill that it takes, or asleep, is somebody.
    pub(in crate::emergency) fn who_is_missing(&self, need: NeedId) -> &'static str {
        match (self.takes_skills(need), self.has_sleepers(need), self.takes_several(need)) {
            (true, _, _) => tell::NOT_ENOUGH_SKILLED_ARE,
            (false, true, true) => tell::NOT_ENOUGH_AWAKE_ARE,
            (false, true, false) => tell::NOBODY_AWAKE_IS,
            (false, false, true) => tell::NOT_ENOUGH_ARE,
            (false, false, false) => tell::NOBODY_IS,
        }
    }

    fn who_came(&self, need: NeedId) -> &'static str {
        match (self.takes_skills(need), self.takes_several(need)) {
            (true, _) => tell::TOO_FEW_SKILLED,
            (false, true) => tell::TOO_FEW,
            (false, false) => tell::NOBODY,
        }
    }

    fn stopped(&self, what: AnyId) -> String {
        if let Some(responder) = what.typed::<kinds::Responder>() {
            return tell::responder_stops(&self.responder(responder));
        }
        match what.typed::<kinds::Arrangement>().and_then(|id| self.snapshot.arrangement(id)) {
            Some(help) => tell::giver_stops(&self.source(help.by), &self.need(help.need)),
            None => tell::something_stops(&what),
        }
    }

    fn open_at_end(&self, open: OpenAtEnd, horizon_min: u32) -> String {
        let left = match open.harm_after_min {
            0 => String::from(tell::THE_NEXT_MINUTE),
            some => tell::later(&time_in_words(some)),
        };
        tell::open_at_end(&time_in_words(horizon_min), &self.need(open.need), &left)
    }

    fn against_wish(&self, wish: &AgainstWish) -> String {
        let said = match wish.wish {
            WishAgainst::Called => tell::called_against_wish,
            WishAgainst::LetIn => tell::let_in_against_wish,
        };
        said(&self.responder(wish.responder), &self.source(wish.person.into()))
    }

    fn not_on_this_day(&self, part: &NotOnThisDay, on: NaiveDate) -> String {
        let (begins, last) = (part.begins_after(on), part.period.last_day().unwrap_or(on));
        if let Some(responder) = part.what.typed::<kinds::Responder>() {
            let who = self.responder(responder);
            return match begins {
                Some(first) => tell::responder_begins_later(&who, &date_in_words(first)),
                None => tell::responder_has_ended(&who, &date_in_words(last)),
            };
        }
        let alarm = self.plan.alarms().iter().find(|alarm| alarm.id.any() == part.what);
        let by = alarm.and_then(|alarm| alarm.way.carried_by().map(SourceId::from).or(alarm.way.raised_by()));
        let by = by.map_or_else(String::new, |by| tell::alarm_by(&self.source(by)));
        match begins {
            Some(first) => tell::alarm_begins_later(&by, &date_in_words(first)),
            None => tell::alarm_has_ended(&by, &date_in_words(last)),
        }
    }

    fn rests_on_alarms(&self, rests: &RestsOnAlarms, from_outside: bool) -> String {
        let (mut ways, mut who): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        for alarm in self.plan.alarms().iter().filter(|alarm| rests.alarms.contains(&alarm.id)) {
            let (way, by) = match alarm.way {
                Way::Card { person, .. } => (tell::card_of(&self.source(person.into())), None),
                Way::MissedVisit { noticed_by, .. } => {
                    let name = self.source(noticed_by);
                    (tell::noticing(&name), Some(name))
                }
                ref way => {
                    let of = way.carried_by().map(SourceId::from).or_else(|| way.raised_by());
                    (tell::telephone_of(&of.map_or_else(String::new, |of| self.source(of))), None)
                }
            };
            if !ways.contains(&way) {
                ways.push(way);
                who.extend(by);
            }
        }
        let (ways, loss) = (ways.join(" and "), self.lost_with(&rests.lost, tell::something_happens));
        let said = match rests.then {
            WithoutThem::NobodyNotices => tell::nobody_notices_without(&ways, &loss),
            WithoutThem::Harm => tell::harm_without(self.reader, &ways, &loss),
        };
        let never_lost =
            if from_outside { tell::never_lost(who.len(), &who.join(" and ")) } else { String::new() };
        format!("{said}{never_lost}")
    }

    fn age_not_known(&self, people: &[PersonId]) -> String {
        let names: Vec<String> = people.iter().map(|person| self.source((*person).into())).collect();
        tell::age_not_known(names.len(), &names.join(", "))
    }
}

/// What comes of a call to who comes.
fn came_of_it(from: Option<StoryAt>, until: Option<StoryAt>, snapshot: &Snapshot) -> String {
    match (from, until) {
        (None, _) => String::from(tell::TOO_LATE),
        (Some(from), None) => tell::there_from(&from.in_words(snapshot)),
        (Some(from), Some(until)) => {
            tell::there_from_until(&from.in_words(snapshot), &until.in_words(snapshot))
        }
    }
}
