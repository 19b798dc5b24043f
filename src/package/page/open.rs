//! What is still to be done, by whom and by when, and whom to ring.

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use super::reader::PageReader;
use super::{AgreedStep, WhomToRing, sentences as tell};
use crate::base::{Audience, Finding, NeedId, Page, PersonId, Weight, date_in_words, kinds, one_line};
use crate::need::Need;
use crate::package::{PackageContext, package_findings};

/// What is agreed that somebody does, what is still open, and when all of it is looked at again.
pub(super) fn write_steps(
    page: &mut Page,
    reader: &PageReader<'_>,
    context: &PackageContext<'_>,
    steps: &[AgreedStep],
) {
    page.heading(tell::WHO_DOES_WHAT);
    let mut steps: Vec<&AgreedStep> = steps.iter().collect();
    steps.sort_by_key(|step| step.by);
    for step in steps {
        let (who, what) = (one_line(step.who.reveal()), one_line(step.what.reveal()));
        page.line(1, &tell::by_then(&date_in_words(step.by), &who, &what.trim_end_matches('.')));
    }
    let mut told: BTreeSet<String> = BTreeSet::new();
    let findings = package_findings(reader.package, context);
    for finding in findings.visible_to(Audience::Anyone) {
        let text = open(reader, context, finding).filter(|text| told.insert(text.clone()));
        if let Some(text) = text {
            page.line(1, &text);
        }
    }
    if told.is_empty() {
        page.line(1, tell::NOTHING_OPEN);
    }
    page.line(
        1,
        &match reader.package.review_by() {
            None => String::from(tell::NO_REVIEW),
            Some(by) if by < context.on => tell::review_passed(&date_in_words(by)),
            Some(by) => tell::review_by(&date_in_words(by)),
        },
    );
}

/// What a finding says to whom the page is for; none if it is no business of theirs, or nothing to be done.
fn open(reader: &PageReader<'_>, context: &PackageContext<'_>, finding: &Finding) -> Option<String> {
    let bars = match finding.weight() {
        Weight::Bars => true,
        Weight::Warns => false,
        Weight::Notes => return None,
    };
    let ids = finding.concerns();
    let line = ids.iter().find_map(|id| id.typed()).and_then(|line| reader.package.line(line));
    let need: Option<NeedId> = ids.iter().find_map(|id| id.typed::<kinds::Need>());
    let mut text = finding.for_person();
    match (line, need) {
        (Some(line), _) if reader.gets(line) => text = tell::it_is_about(&text, &reader.title(line)),
        (Some(_), _) => return None,
        (None, Some(need)) => {
            let owner = owner(reader, context, need);
            if reader.person.is_some_and(|person| owner != Some(person)) {
                return None;
            }
            let about = reader.labels.need(need).map(one_line).filter(|about| !about.is_empty());
            if let Some(about) = about {
                text = tell::it_is_about(&text, &about.trim_end_matches('.'));
            }
        }
        (None, None) => {}
    }
    Some(if bars { tell::still_open(&text) } else { text })
}

fn owner(reader: &PageReader<'_>, context: &PackageContext<'_>, need: NeedId) -> Option<PersonId> {
    let known = reader.needs.iter().find(|one| one.id() == need).map(Need::person);
    known.or_else(|| Some(context.household?.need(need)?.need.person()))
}

/// Whom to ring: by name and number, or places to write them in.
pub(super) fn write_ring(page: &mut Page, ring: Option<&WhomToRing>) {
    page.heading(tell::WHOM_TO_RING);
    page.line(1, tell::RING_IF);
    let (name, number) = ring
        .map_or_else(Default::default, |ring| (one_line(ring.name.reveal()), one_line(ring.number.reveal())));
    page.line(1, if name.is_empty() { tell::NAME_TO_WRITE } else { &name });
    // On a line of its own: a number that is broken is dialled wrong.
    page.line(1, if number.is_empty() { tell::NUMBER_TO_WRITE } else { &number });
    page.line(1, tell::IN_DANGER);
}
