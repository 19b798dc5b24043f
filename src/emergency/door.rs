//! What is printed for the fridge door: one page for each person.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::paper::{line, not_known, one_line, said};
use super::story::Names;
use super::{
    AdvanceDecision, Allergy, ContactKind, GivenBy, MayComeIn, Medicine, PersonPage, Pet, Plan, PowerHeld,
    Responder, Short, TakenWhen, sentences as tell,
};
use crate::base::{Code, Labels, PersonId, PrivateText, SourceId, Told, WeekPattern, WhyNotKnown, capital};
use crate::need::{Consequence, Snapshot, Window};

/// One person's page for the fridge door: plain lines of at most 56 characters, with all that a stranger needs at
/// night. What was not asked says so. None if the plan has no page for this person.
///
/// It is full of private words, for paper and screens and never for a log. Keys and the way in do not stand on it:
/// whoever reads a page on a door is inside already, and may be anybody.
///
/// ```
/// use mutual_care::base::{Labels, NeedId, PersonId, PrivateText, SourceId};
/// use mutual_care::emergency::{PersonPage, Plan, PlanParts, door_page};
/// use mutual_care::need::{Snapshot, SnapshotParts, Source};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// # struct Nobody;
/// # impl Labels for Nobody {
/// #     fn source(&self, _: SourceId) -> Option<&str> { None }
/// #     fn need(&self, _: NeedId) -> Option<&str> { None }
/// # }
/// let mother: PersonId = id(1).parse()?;
/// let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
/// let sources = vec![Source::member(mother)];
/// let snapshot = Snapshot::new(SnapshotParts { on, sources, needs: vec![], arrangements: vec![] })?;
/// let mut parts = PlanParts::new(id(2).parse()?, id(3).parse()?, on);
/// parts.people.push(PersonPage { called: PrivateText::new("Ada")?, ..PersonPage::of(mother) });
/// let page = door_page(&Plan::new(parts)?, mother, &snapshot, &Nobody).ok_or("a page")?;
/// assert!(page.starts_with("ADA\n"));
/// assert!(page.contains("ALLERGIES\n  Nobody has asked yet. Ask.\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn door_page(plan: &Plan, person: PersonId, snapshot: &Snapshot, labels: &dyn Labels) -> Option<String> {
    let page = plan.page_of(person)?;
    let mut door = Door { plan, snapshot, names: Names { plan, labels }, out: String::new() };
    door.write(page);
    Some(door.out)
}

struct Door<'a> {
    plan: &'a Plan,
    snapshot: &'a Snapshot,
    names: Names<'a>,
    out: String,
}

impl Door<'_> {
    fn write(&mut self, page: &PersonPage) {
        let name = self.source(page.person.into()).to_uppercase();
        line(&mut self.out, 0, &name);
        line(&mut self.out, 0, tell::THIS_PAGE_IS_FOR_YOU);
        self.heading(tell::RING_IN_THIS_ORDER);
        self.ring_first(page);
        self.heading(tell::ALLERGIES);
        self.each(&page.allergies, not_known, tell::NO_ALLERGIES, Self::allergy);
        self.heading(tell::MY_MEDICINES);
        self.each(&page.medicines, not_known, tell::I_TAKE_NONE, Self::medicine);
        self.heading(tell::WHAT_I_NEED_SOMEBODY_FOR);
        self.needs(page.person);
        self.told(tell::HOW_TO_TELL_ME, &page.communication);
        self.formats(page);
        self.told(tell::HOW_I_MOVE, &page.moving);
        self.told(tell::WHAT_UPSETS_ME, &page.what_upsets);
        self.told(tell::WHAT_CALMS_ME, &page.what_calms);
        self.told(tell::WHAT_MY_DAY_IS_LIKE, &page.routine);
        self.told(tell::WHAT_I_LIKE, &page.likes);
        self.told(tell::WHAT_I_DO_NOT_LIKE, &page.dislikes);
        self.told(tell::MY_HEALTH, &page.conditions);
        self.told(tell::MY_TREATMENT, &page.treatment);
        self.heading(tell::WHAT_I_WANT);
        self.wishes(page);
        self.heading(tell::WHO_KNOWS_ME);
        self.contacts(page);
        self.heading(tell::WHO_DECIDES);
        self.each(&page.powers, |_| tell::POWERS_NOT_KNOWN, tell::NO_POWERS, Self::power);
        let decisions = &page.advance_decisions;
        self.each(decisions, |_| tell::REFUSALS_NOT_KNOWN, tell::NO_REFUSALS, Self::refusal);
        self.heading(tell::THE_HOUSE);
        let house = self.plan.house();
        self.line(&tell::heating(&said(&house.heating)));
        self.line(&tell::fuse_box(&said(&house.fuse_box)));
        self.each(&house.pets, |_| tell::PETS_NOT_KNOWN, tell::NO_PETS, Self::pet);
        self.heading(tell::THIS_PLAN);
        self.line(&tell::number_of(&self.plan.id(), &self.plan.drawn_up_on().to_string()));
        if let Some(review) = self.plan.review_by() {
            self.line(&tell::out_of_date(&review.to_string()));
        }
        self.line(&tell::kept_at(&said(&self.plan.copies().kept)));
    }

    fn ring_first(&mut self, page: &PersonPage) {
        self.line(tell::IN_DANGER_OF_LIFE);
        let responders = self.plan.responders().iter();
        let called: Vec<&Responder> =
            responders.filter(|responder| !page.wishes.rules_out(responder.source)).collect();
        if called.is_empty() {
            self.line(tell::NOBODY_DOWN_TO_COME);
        }
        for (nth, responder) in (1_usize..).zip(called) {
            let agreed = if responder.has_agreed() { "" } else { tell::HAS_NOT_SAID_YES };
            self.line(&tell::ring_nth(&nth, &self.responder(responder), &agreed));
            // On a line of its own: a number that is broken is dialled wrong.
            let number = one_line(responder.contact.reveal());
            line(&mut self.out, 2, if number.is_empty() { tell::NO_NUMBER } else { &number });
        }
        if let Told::Known(nobody) = &page.wishes.not_to_be_called
            && !nobody.is_empty()
        {
            self.line(&tell::do_not_call(&self.sources(nobody)));
        }
    }

    fn responder(&self, responder: &Responder) -> String {
        if responder.name.is_empty() {
            let named = self.names.labels.source(responder.source);
            named.map_or_else(|| capital(responder.kind.words()), one_line)
        } else {
            one_line(responder.name.reveal())
        }
    }

    fn allergy(&mut self, allergy: &Allergy) {
        let danger = match allergy.danger_to_life {
            Told::Known(true) => tell::DANGER_TO_LIFE,
            Told::Known(false) => "",
            Told::NotKnown(_) => tell::DANGER_NOT_KNOWN,
        };
        let (to, note) = (one_line(allergy.to.reveal()), one_line(allergy.note.reveal()));
        self.line(tell::allergy(&to, &danger, &note).trim_end());
    }

    fn medicine(&mut self, medicine: &Medicine) {
        self.line(&one_line(medicine.name.reveal()));
        let when = match &medicine.when {
            Told::Known(TakenWhen::At(pattern)) => pattern.to_string(),
            Told::Known(TakenWhen::AsNeeded) => String::from(tell::WHEN_IT_IS_NEEDED),
            Told::NotKnown(why) => String::from(not_known(*why)),
        };
        let by = match medicine.given_by {
            Told::Known(GivenBy::Themself) => String::from(tell::I_TAKE_IT_MYSELF),
            Told::Known(GivenBy::By(source)) => self.source(source),
            Told::NotKnown(why) => String::from(not_known(why)),
        };
        for text in [
            tell::how_much(&said(&medicine.dose)),
            tell::when(&when),
            tell::kept(&said(&medicine.kept)),
            tell::given_by(&by),
            one_line(medicine.note.reveal()),
        ] {
            if !text.is_empty() {
                line(&mut self.out, 2, &text);
            }
        }
    }

    fn needs(&mut self, person: PersonId) {
        let snapshot = self.snapshot;
        let mut needs = (snapshot.needs().iter())
            .filter(|need| need.person() == person && need.consequence() != Consequence::Moderate)
            .peekable();
        if needs.peek().is_none() {
            self.line(tell::NOTHING_THAT_CANNOT_WAIT);
        }
        for need in needs {
            let about = self.names.need(need.id()).map(one_line).filter(|about| !about.is_empty());
            let what = about.unwrap_or_else(|| String::from(need.outcome().words()));
            let when = when(need.windows());
            self.line(&match need.helpers() {
                0 | 1 => tell::need_at(&what, &when),
                several => tell::need_of_several_at(&what, &several, &when),
            });
        }
    }

    fn formats(&mut self, page: &PersonPage) {
        if let Told::Known(formats) = &page.formats
            && !formats.is_empty()
        {
            let words: Vec<&str> = formats.iter().map(|format| format.words()).collect();
            self.line(&tell::best_for_me(&words.join(", ")));
        }
    }

    fn wishes(&mut self, page: &PersonPage) {
        let wishes = &page.wishes;
        self.line(match wishes.stay_together {
            Told::Known(true) => tell::STAY_TOGETHER,
            Told::Known(false) => tell::MAY_BE_APART,
            Told::NotKnown(_) => tell::TOGETHER_NOT_KNOWN,
        });
        self.line(match wishes.stay_at_home {
            Told::Known(true) => tell::STAY_AT_HOME,
            Told::Known(false) => tell::MAY_BE_ELSEWHERE,
            Told::NotKnown(_) => tell::AT_HOME_NOT_KNOWN,
        });
        match &wishes.may_come_in {
            Told::Known(MayComeIn::WhoeverIsSent) => self.line(tell::WHOEVER_IS_SENT),
            Told::Known(MayComeIn::Only(these)) if these.is_empty() => self.line(tell::NOBODY_MAY_COME_IN),
            Told::Known(MayComeIn::Only(these)) => self.line(&tell::these_may_come_in(&self.sources(these))),
            Told::NotKnown(_) => self.line(tell::COMING_IN_NOT_KNOWN),
        }
        if let Told::Known(matters) = &wishes.what_matters {
            self.line(&one_line(matters.reveal()));
        }
    }

    fn contacts(&mut self, page: &PersonPage) {
        for kind in ContactKind::ALL {
            match page.contacts.get(*kind) {
                Told::NotKnown(_) => self.line(&tell::contact(&kind.words(), &tell::CONTACT_NOT_KNOWN)),
                Told::Known(none) if none.is_empty() => {
                    self.line(&tell::contact(&kind.words(), &tell::NO_CONTACT));
                }
                Told::Known(these) => {
                    for contact in &these {
                        self.line(&tell::contact(&kind.words(), &one_line(contact.name.reveal())));
                        let number = one_line(contact.telephone.reveal());
                        if !number.is_empty() {
                            line(&mut self.out, 2, &number);
                        }
                    }
                }
            }
        }
    }

    fn power(&mut self, power: &PowerHeld) {
        let who = [&power.held_by, &power.telephone].map(|text| one_line(text.reveal())).join(" ");
        let usable = match power.can_be_used() {
            Told::Known(true) => "",
            Told::Known(false) => tell::NOT_REGISTERED,
            Told::NotKnown(_) => tell::REGISTERED_NOT_KNOWN,
        };
        self.line(&tell::power(&capital(power.power.words()), &who.trim(), &usable));
    }

    fn refusal(&mut self, decision: &AdvanceDecision) {
        self.line(tell::I_HAVE_DECIDED);
        self.line(&tell::paper_is_kept(&said(&decision.kept)));
    }

    fn pet(&mut self, pet: &Pet) {
        let (name, note) = (one_line(pet.name.reveal()), one_line(pet.note.reveal()));
        self.line(tell::pet(&name, &note).trim_end());
    }

    /// What was told of a list, one by one; or that nobody knows, or that there is none.
    fn each<T>(
        &mut self,
        told: &Told<Short<T>>,
        not_known: fn(WhyNotKnown) -> &'static str,
        none: &str,
        each: fn(&mut Self, &T),
    ) {
        match told {
            Told::NotKnown(why) => self.line(not_known(*why)),
            Told::Known(list) if list.is_empty() => self.line(none),
            Told::Known(list) => list.iter().for_each(|one| each(self, one)),
        }
    }

    fn told(&mut self, heading: &str, told: &Told<PrivateText>) {
        self.heading(heading);
        self.line(&said(told));
    }

    /// As they like to be called, else as the household or the plan calls them, else the id.
    fn source(&self, id: SourceId) -> String {
        self.names.source(id).map_or_else(|| id.to_string(), one_line)
    }

    fn sources<'s>(&self, ids: impl IntoIterator<Item = &'s SourceId>) -> String {
        ids.into_iter().map(|id| self.source(*id)).collect::<Vec<_>>().join(", ")
    }

    fn heading(&mut self, text: &str) {
        self.out.push('\n');
        line(&mut self.out, 0, text);
    }

    fn line(&mut self, text: &str) {
        line(&mut self.out, 1, text);
    }
}

fn when(windows: &[Window]) -> String {
    match windows {
        [] => String::from(tell::WHEN_IS_NOT_KNOWN),
        some => WeekPattern::from_spans(some.iter().map(|window| window.span())).to_string(),
    }
}
