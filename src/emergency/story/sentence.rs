//! One sentence for each thing that a story tells.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::line::{Found, StoryAt, StoryLine, Tells};
use super::words::{Teller, at_in_words};
use crate::base::{
    AnyId, NeedId, ResponderId, SourceId, Told, WhyNotKnown, capital, kinds, minutes_in_words, time_in_words,
};
use crate::emergency::{Agreed, CallOutcome, Lost};
use crate::need::SourceKind;

pub(in crate::emergency) fn of(teller: &Teller<'_>, line: &StoryLine) -> String {
    match &line.tells {
        Tells::Holds { .. }
        | Tells::DoesNotHold { .. }
        | Tells::NothingToProveYet
        | Tells::HoursFirst
        | Tells::Fails { .. } => teller.in_short(&line.tells),
        Tells::NobodyThere { need } => {
            format!("{}. Nobody is ever there for it when it is needed.", teller.need(*need))
        }
        Tells::HoursNotKnown { need } => format!(
            "Ask when this is needed; nobody has said, so nothing here is about it: {}.",
            teller.need(*need)
        ),
        Tells::TimesNotKnown { arrangement } => format!(
            "Ask when this help comes; nobody has said, so it is not counted: {}.",
            teller.words.arrangement(*arrangement)
        ),
        Tells::HarmWithNothingLost { need, least_min } => {
            format!("{}. Harm after {} at the soonest.", teller.need(*need), time_in_words(*least_min))
        }
        Tells::Lost { lost, as_planned } => teller.lost(*lost, *as_planned),
        Tells::Noticed { found, by } => teller.noticed(line.at, *found, *by),
        Tells::NobodyNotices { horizon_min } => {
            format!("Nobody notices in these {}, and nobody is called.", time_in_words(*horizon_min))
        }
        Tells::Called { responder, outcome, from, until, as_planned } => {
            let came = came_of_it(*from, *until);
            teller.called(line.at, *responder, *outcome, &came, *as_planned)
        }
        Tells::Opened { need, waits_min } => {
            let (who, need) = (teller.who_is_missing(*need), teller.need(*need));
            format!("{who} there for {need}. It can wait {}.", time_in_words(*waits_min))
        }
        Tells::Harm { need, waited_min } => teller.harm(*need, *waited_min),
        Tells::Stopped { what } => teller.stopped(*what),
        Tells::AlsoHarmed { needs, horizon_min } => {
            let needs: Vec<String> = needs.iter().map(|need| teller.need(*need)).collect();
            format!(
                "Later in these {} harm comes here too: {}.",
                time_in_words(*horizon_min),
                needs.join("; ")
            )
        }
        Tells::MoreHands { hands, need, by } => {
            let more = if *hands == 1 { "One more person".into() } else { format!("{hands} more people") };
            format!(
                "{more} there by {} at the latest would have kept this from harm: {}.",
                at_in_words(*by),
                teller.need(*need)
            )
        }
        Tells::OnlySomebodyThere => String::from(
            "Nobody who has to be called can be in time: harm comes in the very minute. Only a second person \
             who is there beforehand could help.",
        ),
        Tells::CameTooEarly { instead } => format!(
            "Who came had come too early, and had left again. Had the alarm been raised only at {}, {} would have \
             come to harm. So somebody has to stay longer, or somebody else has to follow.",
            at_in_words(*instead),
            teller.nothing_critical()
        ),
        Tells::Narrowest { minutes, scenario, need, closes } => {
            teller.narrowest(*minutes, scenario, *need, *closes)
        }
        Tells::NothingOpens => {
            String::from("Nothing that cannot wait is ever left waiting, whoever is lost and whenever.")
        }
        Tells::OpenAtEnd { open, horizon_min } => teller.open_at_end(*open, *horizon_min),
        Tells::Unnoticed { lost, when } => {
            capital(&format!("{}: {}.", teller.happens_to(lost), minutes_in_words(when)))
        }
        Tells::Read { plan, snapshot } => format!("Plan {plan}; week {snapshot}."),
        rests => teller.rests_on(rests),
    }
}

/// What comes of a call to who comes.
fn came_of_it(from: Option<StoryAt>, until: Option<StoryAt>) -> String {
    match (from, until) {
        (None, _) => String::from("would come only after the time looked at here"),
        (Some(from), None) => format!("is there from {}", at_in_words(from)),
        (Some(from), Some(until)) => {
            format!("is there from {} until {}", at_in_words(from), at_in_words(until))
        }
    }
}

impl Teller<'_> {
    pub(in crate::emergency) fn kind(&self, source: SourceId) -> Option<SourceKind> {
        self.snapshot.source(source).map(|source| source.kind)
    }

    fn lost(&self, lost: Lost, as_planned: bool) -> String {
        let name = self.source(lost.source);
        match (self.kind(lost.source), as_planned, lost.away) {
            (Some(SourceKind::Member), false, false) => {
                format!("{name} is taken ill or hurt, and cannot help any more.")
            }
            (Some(SourceKind::Member), false, true) => format!("{name} is suddenly away."),
            (Some(SourceKind::Member), true, false) => {
                format!("As planned, {name} gives no help from now on.")
            }
            (Some(SourceKind::Member), true, true) => format!("As planned, {name} is away from now on."),
            (Some(SourceKind::Device), false, _) => format!("{name} stops working."),
            (Some(SourceKind::Device), true, _) => format!("As planned, {name} is out of use from now on."),
            (_, false, _) => format!("No help comes from {name} any more."),
            (_, true, _) => format!("As planned, no help comes from {name} from now on."),
        }
    }

    fn noticed(&self, at: Option<StoryAt>, found: Option<Found>, by: Option<SourceId>) -> String {
        let who = match (found, by) {
            (_, Some(by)) => self.source(by),
            (Some(Found::Device), None) => String::from("A device"),
            (_, None) => String::from("Somebody"),
        };
        let what = found.map_or("raises the alarm", Found::words);
        match at.map(|at| at.after_min) {
            None | Some(0) => format!("{who} {what}, in that very minute."),
            Some(after) => format!("{who} {what}, {} after it happened.", time_in_words(after)),
        }
    }

    fn called(
        &self,
        at: Option<StoryAt>,
        responder: ResponderId,
        outcome: CallOutcome,
        came: &str,
        as_planned: bool,
    ) -> String {
        let name = self.responder(responder);
        let is_called = if as_planned || at.is_none() { "" } else { " is called and" };
        match outcome {
            CallOutcome::Comes { .. } => format!("{name}{is_called} {came}."),
            CallOutcome::DoesNotAnswer if as_planned => {
                format!("{name} does not come, though it was agreed.")
            }
            CallOutcome::DoesNotAnswer => format!("{name}{is_called} does not answer."),
            CallOutcome::IsLost => {
                format!("{name}{is_called} cannot come: there is no help from {name} now.")
            }
            CallOutcome::HasNotAgreed => {
                format!("{name}{is_called} is not counted on: {}.", self.why_not(responder))
            }
            CallOutcome::CannotBeReached => format!("{name} cannot be reached at any hour."),
        }
    }

    fn why_not(&self, id: ResponderId) -> &'static str {
        let responder = self.plan.responders().iter().find(|it| it.id == id);
        match responder.map(|it| &it.agreed) {
            Some(Told::NotKnown(WhyNotKnown::NotAsked)) => "nobody has asked yet",
            Some(Told::NotKnown(WhyNotKnown::AskedNotKnown)) => "the answer is not known",
            Some(Told::NotKnown(WhyNotKnown::Declined)) => "there was no answer when asked",
            Some(Told::Known(Agreed::On(_) | Agreed::No)) | None => "it is not agreed",
        }
    }

    fn helpers(&self, need: NeedId) -> u8 {
        self.snapshot.need(need).map_or(1, crate::need::Need::helpers)
    }

    fn who_is_missing(&self, need: NeedId) -> &'static str {
        if self.helpers(need) > 1 { "Not enough people are" } else { "Nobody is" }
    }

    fn harm(&self, need: NeedId, waited_min: u32) -> String {
        let who = if self.helpers(need) > 1 { "too few people" } else { "nobody" };
        let wait = if waited_min == 0 {
            String::from("could not wait")
        } else {
            format!("could wait {} and no longer", time_in_words(waited_min))
        };
        format!("HARM. It {wait}, and {who} came for {}.", self.need(need))
    }

    fn stopped(&self, what: AnyId) -> String {
        if let Some(responder) = what.typed::<kinds::Responder>() {
            let name = self.responder(responder);
            return format!("{name} cannot help any longer: that leaned on what came to harm.");
        }
        match what.typed::<kinds::Arrangement>().and_then(|id| self.snapshot.arrangement(id)) {
            Some(arrangement) => format!(
                "{} cannot help any longer with this, for it leaned on what came to harm: {}.",
                self.source(arrangement.by),
                self.need(arrangement.need)
            ),
            None => format!("{what} stops, for it leaned on what came to harm."),
        }
    }
}
