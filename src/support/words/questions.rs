//! What to ask and what to look at, in words.

use alloc::string::String;
use alloc::vec::Vec;

use super::{MOST_LINES, Words, sentences as tell, who_have};
use crate::base::{AnyId, ArrangementId, Page, hours, listed};
use crate::need::DoneThough;
use crate::support::{Review, Spot};

impl Words<'_> {
    pub(super) fn questions(&self, review: &Review, page: &mut Page) {
        let mut lines: Vec<String> = Vec::new();
        let confirm = review.not_confirmed.iter().filter(|help| self.is_told(help));
        lines.extend(confirm.map(|help| tell::able_and_willing(&self.arrangement(*help))));
        let some_days = review.on_some_days.iter().filter(|help| self.is_told(help));
        lines.extend(some_days.map(|help| tell::able_on_some_days(&self.arrangement(*help))));
        let skills = review.skills_not_known.iter().filter(|open| self.is_told(&open.arrangement));
        lines.extend(
            skills.map(|open| {
                tell::is_it_known(&self.arrangement(open.arrangement), &who_have(&open.skill, 1))
            }),
        );
        let awake = review.awake_not_known.iter().filter(|help| self.is_told(help));
        lines.extend(awake.map(|help| tell::is_it_awake(&self.arrangement(*help))));
        lines.extend(self.on_none_of_its_days(review));
        let unconfirmed = review.stands_only_unconfirmed.iter();
        lines.extend(unconfirmed.map(|need| tell::stands_if_it_holds(&self.weighed(*need))));
        let unwilling = review.unwilling.iter().filter(|help| self.is_told(&help.arrangement));
        for help in unwilling.filter(|help| help.done.is_assumed) {
            let though = match help.done.though {
                DoneThough::NotWilling => tell::WILLING,
                DoneThough::NotAble => tell::ABLE,
            };
            let taken = if help.done.is_done { tell::IT_IS } else { tell::IT_IS_NOT };
            lines.push(tell::is_it_done(&self.arrangement(help.arrangement), &though, &taken));
        }
        let assumed = review.findings.with_code("assumed");
        let is_told = |id: &ArrangementId| self.is_told(id);
        match assumed
            .filter(|one| one.concerns().iter().find_map(|id| id.typed()).is_none_or(|id| is_told(&id)))
            .count()
        {
            0 => {}
            assumed => lines.push(tell::assumed(assumed)),
        }
        lines.extend(review.under_18.iter().map(|child| {
            let said =
                if review.perhaps_under_18.contains(child) { tell::perhaps_under_18 } else { tell::under_18 };
            said(&self.person(*child))
        }));
        let unknown = self.people(&review.age_not_known);
        if !unknown.is_empty() {
            lines.push(tell::age_not_known(unknown.len(), &listed(&unknown)));
        }
        self.at_once(review, &mut lines);
        page.heading(tell::WHAT_TO_ASK);
        for text in &lines {
            page.line(1, text);
        }
    }

    /// What alternates, at times that lie on none of its days.
    fn on_none_of_its_days(&self, review: &Review) -> Vec<String> {
        let of =
            |code| review.findings.with_code(code).filter_map(|finding| finding.concerns().first().copied());
        let help = of("comes-on-none-of-its-days").filter_map(AnyId::typed);
        let help =
            help.filter(|help| self.is_told(help)).map(|help| tell::never_comes(&self.arrangement(help)));
        let needs = of("needed-on-none-of-its-days").filter_map(AnyId::typed);
        help.chain(needs.map(|need| tell::never_arises(&self.weighed(need)))).collect()
    }

    /// Who is there for several people at once: exactly with whom, and when.
    fn at_once(&self, review: &Review, lines: &mut Vec<String>) {
        for of_person in review.over_committed.chunk_by(|one, other| one.person == other.person) {
            for one in of_person.iter().take(MOST_LINES) {
                let (who, people) = (self.person(one.person), listed(&self.people(&one.for_people)));
                lines.push(tell::at_once(
                    &who,
                    &people,
                    &self.snapshot.times_in_short(&one.when),
                    &hours(one.when.minutes_a_week().into()),
                ));
            }
            if let [.., last] = of_person
                && of_person.len() > MOST_LINES
            {
                lines.push(tell::at_once_more(of_person.len() - MOST_LINES, &self.person(last.person)));
            }
        }
        for one in review.twice_at_once.iter().take(MOST_LINES) {
            let time = hours(one.missing_min);
            lines.push(tell::twice_at_once(&self.source(one.by), &self.needs(&one.needs), &time));
        }
        for line in review.more_places.iter().take(MOST_LINES) {
            let say = if line.is_a_question() { tell::places_not_known } else { tell::more_places };
            let time = hours(line.when.minutes_a_week().into());
            lines.push(say(
                &self.source(line.by),
                &self.spots(&line.spots),
                &self.snapshot.times_in_short(&line.when),
                &time,
            ));
        }
        for line in review.in_two_places.iter().take(MOST_LINES) {
            let (who, time) = (self.person(line.person), hours(line.when.minutes_a_week().into()));
            lines.push(tell::in_two_places(
                &who,
                &self.spots(&line.spots),
                &self.snapshot.times_in_short(&line.when),
                &time,
            ));
        }
        for one in &review.no_rest {
            let who = self.person(one.person);
            if one.awake_too_long {
                lines.push(tell::no_rest(&who, &hours(one.awake_min), &self.minute(one.from)));
            }
            if one.every_night {
                lines.push(tell::no_night_off(&who, &hours(one.least_of_a_night_min)));
            }
        }
    }

    fn spots(&self, spots: &[Spot]) -> String {
        let said = |spot: &Spot| match spot {
            Spot::Home => String::from(tell::AT_HOME),
            Spot::At(label) => tell::at_label(&label.as_str()),
            Spot::HomeOf(person) => tell::at_home_of(&self.person(*person)),
            Spot::OutWith(person) => tell::out_with(&self.person(*person)),
            Spot::Outing(outing) => tell::on_outing(&outing.as_str()),
        };
        listed(&spots.iter().map(said).collect::<Vec<_>>())
    }
}
