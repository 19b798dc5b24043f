//! What is printed for the fridge door: one page for each person.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::paper::{line, not_known, one_line, said};
use super::{ContactKind, GivenBy, MayComeIn, Medicine, PersonPage, Plan, Responder, TakenWhen};
use crate::base::{Code, Labels, PersonId, PrivateText, SourceId, Told, capital};
use crate::need::{Snapshot, Window};

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
    let mut door = Door { plan, snapshot, labels, out: String::new() };
    door.write(page);
    Some(door.out)
}

struct Door<'a> {
    plan: &'a Plan,
    snapshot: &'a Snapshot,
    labels: &'a dyn Labels,
    out: String,
}

impl Door<'_> {
    fn write(&mut self, page: &PersonPage) {
        let name = self.name(page.person);
        line(&mut self.out, 0, &name.to_uppercase());
        line(&mut self.out, 0, "If I need help and nobody is with me: this page is for you.");
        self.ring_first(page);
        self.allergies(page);
        self.medicines(page);
        self.needs(page.person);
        self.told("HOW I TELL YOU, AND HOW TO TELL ME", &page.communication);
        self.formats(page);
        self.told("HOW I MOVE", &page.moving);
        self.told("WHAT UPSETS ME", &page.what_upsets);
        self.told("WHAT CALMS ME", &page.what_calms);
        self.told("WHAT MY DAY IS LIKE", &page.routine);
        self.told("WHAT I LIKE", &page.likes);
        self.told("WHAT I DO NOT LIKE", &page.dislikes);
        self.told("MY HEALTH", &page.conditions);
        self.told("MY TREATMENT", &page.treatment);
        self.wishes(page);
        self.contacts(page);
        self.decisions(page);
        self.house();
        self.heading("THIS PLAN");
        self.line(&format!("Number {}, of {}.", self.plan.id(), self.plan.drawn_up_on()));
        if let Some(review) = self.plan.review_by() {
            self.line(&format!("Out of date after {review}."));
        }
        let kept = self.plan.copies().kept.clone();
        self.line(&format!("All of it is kept: {}", said(&kept)));
    }

    fn ring_first(&mut self, page: &PersonPage) {
        self.heading("RING, IN THIS ORDER");
        self.line("In danger of life: 999.");
        let called: Vec<(String, String)> = (self.plan.responders().iter())
            .filter(|responder| !page.wishes.rules_out(responder.source))
            .map(|responder| self.responder(responder))
            .collect();
        if called.is_empty() {
            self.line("Nobody is down to come yet.");
        }
        for (nth, (name, number)) in (1..).zip(called) {
            self.line(&format!("{nth}. {name}"));
            // On a line of its own: a number that is broken is dialled wrong.
            line(&mut self.out, 2, &number);
        }
        if let Told::Known(nobody) = &page.wishes.not_to_be_called
            && !nobody.is_empty()
        {
            let names: Vec<String> = nobody.iter().map(|id| self.source(*id)).collect();
            self.line(&format!("DO NOT CALL for me: {}", names.join(", ")));
        }
    }

    /// What a responder is called, and the number.
    fn responder(&self, responder: &Responder) -> (String, String) {
        let name = if responder.name.is_empty() {
            self.labels.source(responder.source).map_or_else(|| capital(responder.kind.words()), one_line)
        } else {
            one_line(responder.name.reveal())
        };
        let agreed = if responder.has_agreed() { "" } else { " (has not said yes)" };
        let number = one_line(responder.contact.reveal());
        let number = if number.is_empty() { String::from("No number is written down.") } else { number };
        (format!("{name}{agreed}"), number)
    }

    fn allergies(&mut self, page: &PersonPage) {
        self.heading("ALLERGIES");
        match &page.allergies {
            Told::NotKnown(why) => self.line(not_known(*why)),
            Told::Known(none) if none.is_empty() => self.line("None."),
            Told::Known(allergies) => {
                for allergy in allergies {
                    let danger = match allergy.danger_to_life {
                        Told::Known(true) => " DANGER TO LIFE.",
                        Told::Known(false) => "",
                        Told::NotKnown(_) => " Not known whether it is a danger to life.",
                    };
                    let note = one_line(allergy.note.reveal());
                    let note = if note.is_empty() { note } else { format!(" {note}") };
                    self.line(&format!("{}.{danger}{note}", one_line(allergy.to.reveal())));
                }
            }
        }
    }

    fn medicines(&mut self, page: &PersonPage) {
        self.heading("MY MEDICINES");
        match &page.medicines {
            Told::NotKnown(why) => self.line(not_known(*why)),
            Told::Known(none) if none.is_empty() => self.line("I take none."),
            Told::Known(medicines) => {
                for medicine in medicines {
                    self.medicine(medicine);
                }
            }
        }
    }

    fn medicine(&mut self, medicine: &Medicine) {
        self.line(&one_line(medicine.name.reveal()));
        let when = match &medicine.when {
            Told::Known(TakenWhen::At(pattern)) => format!("{pattern}"),
            Told::Known(TakenWhen::AsNeeded) => String::from("when it is needed"),
            Told::NotKnown(why) => String::from(not_known(*why)),
        };
        let by = match medicine.given_by {
            Told::Known(GivenBy::Themself) => String::from("I take it myself"),
            Told::Known(GivenBy::By(source)) => self.source(source),
            Told::NotKnown(why) => String::from(not_known(why)),
        };
        for (what, text) in [
            ("How much", said(&medicine.dose)),
            ("When", when),
            ("Kept", said(&medicine.kept)),
            ("Given by", by),
        ] {
            line(&mut self.out, 2, &format!("{what}: {text}"));
        }
        let note = one_line(medicine.note.reveal());
        if !note.is_empty() {
            line(&mut self.out, 2, &note);
        }
    }

    fn needs(&mut self, person: PersonId) {
        self.heading("WHAT I NEED SOMEBODY FOR");
        let needs: Vec<String> = (self.snapshot.needs().iter())
            .filter(|need| {
                need.person() == person && need.consequence() != crate::need::Consequence::Moderate
            })
            .map(|need| {
                let about = self.labels.need(need.id()).map(one_line).filter(|about| !about.is_empty());
                let what = about.unwrap_or_else(|| String::from(need.outcome().words()));
                let two =
                    if need.helpers() > 1 { format!(" ({} people)", need.helpers()) } else { String::new() };
                format!("{what}{two}: {}", when(need.windows()))
            })
            .collect();
        if needs.is_empty() {
            self.line("Nothing that cannot wait.");
        }
        for need in needs {
            self.line(&need);
        }
    }

    fn formats(&mut self, page: &PersonPage) {
        if let Told::Known(formats) = &page.formats
            && !formats.is_empty()
        {
            let words: Vec<&str> = formats.iter().map(|format| format.words()).collect();
            self.line(&format!("Best for me: {}", words.join(", ")));
        }
    }

    fn wishes(&mut self, page: &PersonPage) {
        self.heading("WHAT I WANT");
        let wishes = &page.wishes;
        self.line(match wishes.stay_together {
            Told::Known(true) => "I want to stay together with the others here.",
            Told::Known(false) => "I do not mind being apart from the others here.",
            Told::NotKnown(_) => "Whether I want to stay together with the others is not known. Ask me.",
        });
        self.line(match wishes.stay_at_home {
            Told::Known(true) => "I want to stay in my own home.",
            Told::Known(false) => "I do not mind being somewhere else.",
            Told::NotKnown(_) => "Whether I want to stay in my own home is not known. Ask me.",
        });
        let come_in = match &wishes.may_come_in {
            Told::Known(MayComeIn::WhoeverIsSent) => String::from("Whoever this plan sends may come in."),
            Told::Known(MayComeIn::Only(these)) if these.is_empty() => {
                String::from("I do not want anybody to come in. Talk with me first.")
            }
            Told::Known(MayComeIn::Only(these)) => {
                let names: Vec<String> = these.iter().map(|id| self.source(*id)).collect();
                format!("These may come in: {}", names.join(", "))
            }
            Told::NotKnown(_) => String::from("Who may come in is not known. Ask me."),
        };
        self.line(&come_in);
        if let Told::Known(matters) = &wishes.what_matters {
            self.line(&one_line(matters.reveal()));
        }
    }

    fn contacts(&mut self, page: &PersonPage) {
        self.heading("WHO KNOWS ME");
        for kind in ContactKind::ALL {
            match page.contacts.get(*kind) {
                Told::NotKnown(_) => self.line(&format!("{}: not known", kind.words())),
                Told::Known(none) if none.is_empty() => self.line(&format!("{}: none", kind.words())),
                Told::Known(these) => {
                    for contact in &these {
                        let name = one_line(contact.name.reveal());
                        let number = one_line(contact.telephone.reveal());
                        self.line(&format!("{}: {name}", kind.words()));
                        if !number.is_empty() {
                            line(&mut self.out, 2, &number);
                        }
                    }
                }
            }
        }
    }

    fn decisions(&mut self, page: &PersonPage) {
        self.heading("WHO DECIDES");
        match &page.powers {
            Told::NotKnown(_) => self.line("Whether anybody may decide for me is not known. Ask me."),
            Told::Known(none) if none.is_empty() => {
                self.line("Nobody has a power to decide for me.");
            }
            Told::Known(powers) => {
                for power in powers {
                    let who =
                        [&power.held_by, &power.telephone].map(|text| one_line(text.reveal())).join(" ");
                    let usable = match power.can_be_used() {
                        Told::Known(true) => "",
                        Told::Known(false) => " Not registered: it cannot be used yet.",
                        Told::NotKnown(_) => " Not known whether it is registered.",
                    };
                    self.line(&format!("{}: {}.{usable}", capital(power.power.words()), who.trim()));
                }
            }
        }
        match &page.advance_decisions {
            Told::NotKnown(_) => self.line("Whether I refused a treatment in advance is not known."),
            Told::Known(none) if none.is_empty() => self.line("I have refused no treatment in advance."),
            Told::Known(decisions) => {
                for decision in decisions {
                    self.line("I have decided in advance about treatment. Tell ambulance and hospital.");
                    self.line(&format!("The paper is kept: {}", said(&decision.kept)));
                }
            }
        }
    }

    fn house(&mut self) {
        let house = self.plan.house();
        self.heading("THE HOUSE");
        self.line(&format!("Heating: {}", said(&house.heating)));
        self.line(&format!("Fuse box: {}", said(&house.fuse_box)));
        match &house.pets {
            Told::NotKnown(_) => self.line("Pets: not known"),
            Told::Known(none) if none.is_empty() => self.line("Pets: none"),
            Told::Known(pets) => {
                for pet in pets {
                    let note = one_line(pet.note.reveal());
                    let text = format!("Pet: {}. {note}", one_line(pet.name.reveal()));
                    self.line(text.trim_end());
                }
            }
        }
    }

    fn told(&mut self, heading: &str, told: &Told<PrivateText>) {
        self.heading(heading);
        self.line(&said(told));
    }

    fn name(&self, person: PersonId) -> String {
        self.source(person.into())
    }

    /// As they like to be called, else as the household or the plan calls them, else the id.
    fn source(&self, id: SourceId) -> String {
        let called = self.plan.page_of(PersonId::new(id.uuid())).map(|page| page.called.reveal());
        let responder =
            || self.plan.responders().iter().find(|it| it.source == id).map(|it| it.name.reveal());
        let named = |name: Option<&str>| name.map(one_line).filter(|name| !name.is_empty());
        let name = named(called).or_else(|| named(self.labels.source(id))).or_else(|| named(responder()));
        name.unwrap_or_else(|| format!("{id}"))
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
    if windows.is_empty() {
        return String::from("when is not known");
    }
    let spans = crate::base::WeekPattern::from_spans(windows.iter().map(|window| window.span()));
    format!("{spans}")
}
