//! What a plan lacks, for a household's week.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::concerned::lives_with_person;
use super::counted_on::{age_of, counted_on, of_age};
use super::periods::{not_on_this_day, periods};
use super::rules as rule;
use super::ways::Ways;
use super::{
    Agreed, Alarm, ContactKind, CopyWith, PersonPage, Plan, Responder, ResponderKind, Trigger, Way,
    names_what_is_gone,
};
use crate::base::{
    Amount, AnyId, Code, CyclePattern, Finding, Findings, MINUTES_PER_DAY, PersonId, Rule, SourceId, Told,
    WeekMinute, WeekPattern, WeekSpan,
};
use crate::need::{Age, Outcome, Reckoning, Snapshot, SourceKind};

/// What a plan lacks: what was not asked, what is missing, and what does not fit somebody's wishes. Nothing of it
/// bars. Holds ids and codes only.
///
/// What the plan names and the week does not have is found, and does not count for anything else: a plan with one way of
/// raising the alarm, by a device that is gone, has none. So it is with what is for other days than that of the week; and
/// where something in the plan ends later, what it lacks from then on is found with the day. Whether the plan would hold is the question of the proof.
///
/// ```
/// use mutual_care::base::PersonId;
/// use mutual_care::emergency::{Plan, PlanParts, completeness};
/// use mutual_care::need::{Snapshot, SnapshotParts, Source};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// let mother: PersonId = id(1).parse()?;
/// let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
/// let sources = vec![Source::member(mother)];
/// let snapshot = Snapshot::new(SnapshotParts { on, sources, needs: vec![], arrangements: vec![] })?;
/// let plan = Plan::new(PlanParts::new(id(2).parse()?, id(3).parse()?, on))?;
/// let lacks = completeness(&plan, &snapshot);
/// assert_eq!(lacks.with_code("person-without-page").count(), 1);
/// assert!(!lacks.bars(), "an emergency does not wait for a complete plan");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn completeness(plan: &Plan, snapshot: &Snapshot) -> Findings {
    let mut found = Vec::new();
    found.extend(gone(plan, snapshot));
    found.extend(not_on_this_day(plan, snapshot.on()).map(|one| one.found(snapshot.on())));
    let ways = Ways::new(snapshot, Reckoning::AsTold);
    let (whole, plan) = (plan, &plan.as_it_counts(snapshot));
    let look = Look { plan, whole, snapshot, ways: &ways };
    look.counted_on(&mut found);
    let lacks = look.lacks();
    found.extend(lacks_from(&look, &lacks));
    found.extend(lacks);
    look.alarms(&mut found);
    look.responders(&mut found);
    look.the_plan(&mut found);
    for member in snapshot.members() {
        match plan.page_of(member) {
            Some(page) => look.page(page, &mut found),
            None => found.push(Finding::new(&rule::PERSON_WITHOUT_PAGE).about(member)),
        }
    }
    found.into_iter().collect()
}

/// The minutes in which somebody being asleep is what is to be expected: 22:00 to 07:00, a choice of this crate.
pub(super) fn nights() -> WeekPattern {
    const FROM: u16 = 22 * 60;
    const MINUTES: u16 = 9 * 60;
    let nights = (0..7).filter_map(|day| {
        let start = WeekMinute::new(day * MINUTES_PER_DAY + FROM).ok()?;
        WeekSpan::new(start, MINUTES).ok()
    });
    WeekPattern::from_spans(nights)
}

/// What a plan may lack from a day on, in words that come after "lacks".
const LACKED_LATER: &[(&Rule, &str)] = &[
    (&rule::NOBODY_RESPONDS, "anybody who is called"),
    (&rule::ONE_DIRECTION, "anybody who is called if this person is lost"),
    (&rule::CRITICAL_NEED_NOT_COVERED, "anybody who covers this critical need, or takes the person in"),
    (&rule::NO_ALARM, "any way in which anyone finds out"),
    (&rule::NOBODY_AT_NIGHT, "more of what raises the alarm at once if this person is lost at night"),
    (&rule::NOBODY_HOLDS_A_KEY, "anybody who would come from outside and holds a key"),
];

/// What the plan lacks from later days on, on which something in it ends, and does not lack before, in the week as it is.
fn lacks_from(look: &Look<'_>, now: &[Finding]) -> Vec<Finding> {
    let how_much = |lack: &Finding| lack.amounts().iter().find(|(name, _)| *name == "minutes").copied();
    let key = |lack: &Finding| (lack.code(), lack.concerns().to_vec());
    let mut known: BTreeMap<_, _> = now.iter().map(|lack| (key(lack), how_much(lack))).collect();
    let ends = periods(look.whole).filter_map(|one| one.period.until());
    let ends: BTreeSet<NaiveDate> = ends.filter(|until| look.snapshot.on() < *until).collect();
    let mut found = Vec::new();
    for from in ends {
        let plan = &look.whole.as_it_counts_on(from, look.snapshot);
        for lack in (Look { plan, ..*look }).lacks() {
            let Some((_, lacks)) = LACKED_LATER.iter().find(|(rule, _)| rule.code == lack.code()) else {
                continue;
            };
            let (key, much) = (key(&lack), how_much(&lack));
            if known.get(&key).is_none_or(|before| *before < much) {
                let finding = Finding::new(&rule::LACKS_FROM).about_all(lack.concerns().iter().copied());
                found.push(finding.with("from", Amount::Date(from)).with("lacks", Amount::Code(lacks)));
                known.insert(key, much);
            }
        }
    }
    found
}

/// What the plan names and the week does not have.
fn gone(plan: &Plan, snapshot: &Snapshot) -> Vec<Finding> {
    let found = plan.problems_in(snapshot);
    let named = found.iter().filter(|problem| names_what_is_gone(problem)).filter_map(|problem| {
        let mut about = problem.about();
        let (by, what) = (about.next()?, about.next()?);
        Some((what, by))
    });
    let named: BTreeSet<(AnyId, AnyId)> = named.collect();
    let on = Amount::Date(snapshot.on());
    let finding = |(what, by)| Finding::new(&rule::NAMES_WHAT_IS_GONE).about(what).about(by).with("on", on);
    named.into_iter().map(finding).collect()
}

/// The minutes in which an alarm is raised at once when a member is lost at home.
fn raises(ways: &Ways<'_>, alarm: &Alarm, lost: PersonId) -> CyclePattern {
    let source = SourceId::from(lost);
    let works = alarm.way.is_known_to_work()
        && alarm.for_loss.is_for([source])
        && alarm.way.raised_by() != Some(source)
        && match alarm.way {
            Way::OwnTelephone { person, .. } => person == lost,
            // Nobody finds the card of who is at home.
            Way::Card { .. } => false,
            _ => true,
        };
    let all = if works { ways.of(alarm) } else { Vec::new() };
    let theirs = all.iter().filter(|works| works.is_for(core::iter::once(source)));
    theirs.fold(CyclePattern::default(), |all, works| all.union(&works.when))
}

#[derive(Clone, Copy)]
struct Look<'a> {
    /// As it counts on a day.
    plan: &'a Plan,
    /// As it was written.
    whole: &'a Plan,
    snapshot: &'a Snapshot,
    ways: &'a Ways<'a>,
}

impl Look<'_> {
    /// Whether a member gives help that somebody else here needs.
    fn gives(&self, member: PersonId) -> bool {
        let given = self.snapshot.arrangements().iter().filter(|it| it.by == SourceId::from(member));
        given.into_iter().any(|it| it.counts(self.snapshot.on()))
    }

    fn is_member(&self, source: SourceId) -> bool {
        self.snapshot.source(source).is_some_and(|it| it.kind == SourceKind::Member)
    }

    /// The children who are counted on, and those of whom nobody knows whether they are.
    fn counted_on(&self, found: &mut Vec<Finding>) {
        let on = Amount::Date(self.snapshot.on());
        for person in counted_on(self.plan, self.snapshot) {
            let age = age_of(self.plan, self.snapshot, person);
            let rule = match age {
                Some(Age::Under18 | Age::PerhapsUnder18) => &rule::UNDER_18_COUNTED_ON,
                Some(Age::Adult) => continue,
                None => &rule::AGE_NOT_KNOWN,
            };
            found.push(of_age(Finding::new(rule).about(person).with("on", on), age));
        }
    }

    /// Who and what is missing for the plan to work at all.
    fn lacks(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        self.directions(&mut found);
        self.finding_out(&mut found);
        self.keys(&mut found);
        found
    }

    /// A finding about the plan that has none of something: it says so if it has some for other days.
    fn has_none(&self, rule: &'static Rule, for_other_days: usize) -> Finding {
        let finding = Finding::new(rule).about(self.plan.id());
        match i64::try_from(for_other_days) {
            Ok(0) => finding,
            some => finding.with("other_days", Amount::Count(some.unwrap_or(i64::MAX))),
        }
    }

    fn directions(&self, found: &mut Vec<Finding>) {
        let responders = self.plan.responders();
        if responders.is_empty() {
            found.push(self.has_none(&rule::NOBODY_RESPONDS, self.whole.responders().len()));
        }
        for member in self.snapshot.members().filter(|member| self.gives(*member)) {
            let lost = SourceId::from(member);
            // Lost, a responder does not answer: whoever is lost cannot be the one who is called.
            let is_called =
                |it: &Responder| it.source != lost && it.for_loss.is_for([lost]) && it.can_be_reached();
            if !responders.iter().any(is_called) {
                found.push(Finding::new(&rule::ONE_DIRECTION).about(member));
            }
        }
        for need in self.snapshot.needs().iter().filter(|need| need.is_critical()) {
            // Nobody covers a need of their own, and who can never be reached covers none.
            let covers = |it: &&Responder| {
                let listed = it.covers.contains(&need.id()) || it.takes_in.contains(&need.person());
                listed && it.can_be_reached() && it.source != need.person().into()
            };
            let said_no = |it: &Responder| it.agreed == Told::Known(Agreed::No);
            if !responders.iter().filter(covers).any(|it| !said_no(it)) {
                let finding = Finding::new(&rule::CRITICAL_NEED_NOT_COVERED).about(need.id());
                found.push(finding.about(need.person()));
            }
        }
    }

    /// How anyone finds out, and whether at night.
    fn finding_out(&self, found: &mut Vec<Finding>) {
        if self.plan.alarms().is_empty() {
            // Others may be missing because what they are by is gone.
            let on = self.snapshot.on();
            let other_days = self.whole.alarms().iter().filter(|alarm| !alarm.period.contains(on)).count();
            found.push(self.has_none(&rule::NO_ALARM, other_days));
        }
        let nights = CyclePattern::from(nights());
        for member in self.snapshot.members().filter(|member| self.gives(*member)) {
            let raised = self.plan.alarms().iter().map(|alarm| raises(self.ways, alarm, member));
            let raised = raised.fold(CyclePattern::default(), |all, pattern| all.union(&pattern));
            let silent = nights.difference(&raised);
            if !silent.is_never() {
                let silent = silent.minutes_a_week().max(1);
                let finding = Finding::new(&rule::NOBODY_AT_NIGHT).about(member);
                found.push(finding.with("minutes", Amount::Minutes(silent.into())));
            }
        }
    }

    fn alarms(&self, found: &mut Vec<Finding>) {
        for alarm in self.plan.alarms() {
            if let Way::Member { person, able } | Way::OwnTelephone { person, able } = &alarm.way
                && able.is_open()
            {
                found.push(Finding::new(&rule::ABLE_NOT_ASKED).about(alarm.id).about(*person));
            }
            if let Way::Card { person, found_after_min: None } = &alarm.way {
                found.push(Finding::new(&rule::CARD_NOT_SAID).about(alarm.id).about(*person));
            }
        }
        for alarm in self.plan.alarms() {
            let Some((by, beyond)) = self.ways.beyond_help(alarm) else { continue };
            // A minute in one of several weeks is less than one a week, and found all the same.
            if !beyond.is_never() {
                let beyond = beyond.minutes_a_week().max(1);
                let finding = Finding::new(&rule::NOTICES_BEYOND_HELP).about(alarm.id).about(by);
                found.push(finding.with("minutes", Amount::Minutes(beyond.into())));
            }
        }
    }

    fn outsiders(&self) -> impl Iterator<Item = &Responder> {
        self.plan.responders().iter().filter(|it| !self.is_member(it.source))
    }

    fn responders(&self, found: &mut Vec<Finding>) {
        for responder in self.plan.responders() {
            match responder.agreed {
                Told::Known(Agreed::On(_)) => {}
                agreed if agreed.is_open() => {
                    found.push(Finding::new(&rule::RESPONDER_NOT_ASKED).about(responder.id));
                }
                _ => found.push(Finding::new(&rule::RESPONDER_NOT_AGREED).about(responder.id)),
            }
        }
        for responder in self.plan.responders().iter().filter(|it| !it.can_be_reached()) {
            found.push(Finding::new(&rule::NEVER_REACHABLE).about(responder.id));
        }
        for responder in self.outsiders().filter(|it| it.holds_copy != Told::Known(true)) {
            found.push(Finding::new(&rule::RESPONDER_WITHOUT_COPY).about(responder.id));
        }
    }

    fn keys(&self, found: &mut Vec<Finding>) {
        // A key helps only with somebody who comes to the house.
        let comes = |it: &&Responder| {
            let said_no = it.agreed == Told::Known(Agreed::No);
            !said_no && it.can_be_reached() && it.kind != ResponderKind::EmergencyBed
        };
        let key = self.outsiders().filter(comes).any(|it| it.holds_key == Told::Known(true));
        let without = self.plan.house().way_in_without_key == Told::Known(true);
        if self.outsiders().next().is_some() && !key && !without {
            found.push(Finding::new(&rule::NOBODY_HOLDS_A_KEY).about(self.plan.id()));
        }
    }

    fn the_plan(&self, found: &mut Vec<Finding>) {
        let plan = self.plan;
        let mut about = |rule| found.push(Finding::new(rule).about(plan.id()));
        if plan.review_by().is_none() {
            about(&rule::REVIEW_DATE_MISSING);
        }
        if !matches!(&plan.copies().kept, Told::Known(kept) if !kept.is_empty()) {
            about(&rule::WHERE_KEPT_NOT_KNOWN);
        }
        if plan.house().pets.is_open() {
            about(&rule::PETS_NOT_ASKED);
        }
        if plan.triggers().get(Trigger::HomeUnusable).does() {
            about(&rule::NOT_COVERED_BY_PROOF);
        }
        if !matches!(&plan.house().if_unusable, Told::Known(place) if !place.is_empty()) {
            about(&rule::NOWHERE_TO_GO);
        }
    }

    fn page(&self, page: &PersonPage, found: &mut Vec<Finding>) {
        self.wishes(page, found);
        self.medicines(page, found);
        self.sharing(page, found);
        let mut about = |rule| found.push(Finding::new(rule).about(page.person));
        if page.allergies.as_ref().known().is_none() {
            about(&rule::ALLERGIES_NOT_KNOWN);
        }
        let gp = page.contacts.get(ContactKind::Gp);
        if gp.known().is_none_or(|gp| gp.is_empty()) {
            about(&rule::GP_MISSING);
        }
        if page.communication.is_open() || page.formats.is_open() {
            about(&rule::COMMUNICATION_NOT_ASKED);
        }
        match &page.powers {
            Told::Known(powers) if powers.iter().any(|it| it.can_be_used() != Told::Known(true)) => {
                about(&rule::POWER_NOT_REGISTERED);
            }
            powers if powers.is_open() => about(&rule::POWERS_NOT_ASKED),
            _ => {}
        }
        match &page.advance_decisions {
            Told::Known(decisions) if decisions.iter().any(|it| it.form_is_met() != Told::Known(true)) => {
                about(&rule::FORM_NOT_KNOWN_TO_BE_MET);
            }
            decisions if decisions.is_open() => about(&rule::ADVANCE_DECISIONS_NOT_ASKED),
            _ => {}
        }
    }

    fn wishes(&self, page: &PersonPage, found: &mut Vec<Finding>) {
        let (person, wishes) = (page.person, &page.wishes);
        let of_theirs = |responder: &Responder| {
            let theirs = |need| self.snapshot.need(need).is_some_and(|need| need.person() == person);
            responder.takes_in.contains(&person) || responder.covers.iter().any(|need| theirs(*need))
        };
        for responder in self.plan.responders() {
            let mut about = |rule| found.push(Finding::new(rule).about(responder.id).about(person));
            if wishes.rules_out(responder.source) && of_theirs(responder) {
                about(&rule::RESPONDER_NOT_WANTED);
            }
            let lives_there = lives_with_person(self.snapshot, responder.source, person);
            let comes_in = responder.kind != ResponderKind::EmergencyBed && !lives_there;
            if comes_in && wishes.shuts_out(responder.source) {
                about(&rule::RESPONDER_NOT_LET_IN);
            }
            let with_them = || {
                self.snapshot.members().filter(|it| lives_with_person(self.snapshot, (*it).into(), person))
            };
            let taken = with_them().filter(|it| responder.takes_in.contains(it)).count();
            let apart = taken > 0 && taken < with_them().count();
            if wishes.stay_together == Told::Known(true) && apart {
                about(&rule::TAKEN_APART);
            }
        }
        let mut about = |rule| found.push(Finding::new(rule).about(person));
        if wishes.stay_together.is_open() {
            about(&rule::TOGETHER_NOT_ASKED);
        }
        if wishes.not_to_be_called.is_open() {
            about(&rule::NOT_TO_BE_CALLED_NOT_ASKED);
        }
        if wishes.may_come_in.is_open() {
            about(&rule::MAY_COME_IN_NOT_ASKED);
        }
    }

    fn medicines(&self, page: &PersonPage, found: &mut Vec<Finding>) {
        let needs = self.snapshot.needs().iter();
        let needs = || needs.clone().filter(|need| need.person() == page.person);
        let helped = needs().any(|need| need.outcome() == Outcome::Medicines);
        let mut about = |rule| found.push(Finding::new(rule).about(page.person));
        match &page.medicines {
            Told::Known(none) if none.is_empty() && helped => about(&rule::NO_MEDICINES_THOUGH_NEEDED),
            Told::Known(medicines) => {
                let lacking = medicines.iter().filter(|it| !it.is_complete()).count();
                if lacking > 0 {
                    let many = Amount::Count(i64::try_from(lacking).unwrap_or(i64::MAX));
                    let finding = Finding::new(&rule::MEDICINES_NOT_COMPLETE).about(page.person);
                    found.push(finding.with("medicines", many));
                }
            }
            Told::NotKnown(_) if helped => about(&rule::MEDICINES_NOT_RECORDED),
            open if open.is_open() => about(&rule::MEDICINES_NOT_ASKED),
            Told::NotKnown(_) => {}
        }
    }

    fn sharing(&self, page: &PersonPage, found: &mut Vec<Finding>) {
        let may = &page.may_be_shown_to;
        match may.get(CopyWith::Responders) {
            Told::Known(true) => {}
            Told::Known(false) => found.push(Finding::new(&rule::SHOWN_TO_NOBODY).about(page.person)),
            Told::NotKnown(_) => found.push(Finding::new(&rule::CONSENT_NOT_KNOWN).about(page.person)),
        }
        // Members of the household are not "those who are called" in the sense of being shown anything.
        let held = |with| match with {
            CopyWith::Responders => (self.plan.responders().iter())
                .any(|it| !self.is_member(it.source) && it.holds_copy == Told::Known(true)),
            _ => false,
        };
        for with in CopyWith::ALL {
            let there = self.plan.copies().with.get(*with) == Told::Known(true) || held(*with);
            if there && may.get(*with) == Told::Known(false) {
                let finding = Finding::new(&rule::SHARED_AGAINST_NO).about(page.person);
                found.push(finding.with("with", Amount::Code(with.words())));
            }
        }
    }
}
