//! Who provides a suggested line, and at what price.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use super::lines::Draft;
use super::{ListedPrice, SuggestQuestion};
use crate::base::{Fraction, Period, SourceId};
use crate::need::{Snapshot, SourceKind};
use crate::package::{CostQuestion, Line, LineKind, Package, PackageParts, Unit, When};
use crate::support::night_minutes;

/// Chooses for lines: of those who may provide one, whose typical week costs least.
pub(super) struct Prices<'a> {
    package: &'a Package,
    week: &'a Snapshot,
    question: &'a SuggestQuestion<'a>,
}

impl<'a> Prices<'a> {
    pub(super) const fn of(
        package: &'a Package,
        week: &'a Snapshot,
        question: &'a SuggestQuestion<'a>,
    ) -> Self {
        Self { package, week, question }
    }

    /// The line as it is provided and priced; as it is where the list has nobody for it.
    ///
    /// Whoever is there for one of its needs at the same hours comes last: of one source the greatest number of hands
    /// counts, so two visits at once by the same one are no more help than one.
    pub(super) fn line(&self, draft: &Draft) -> Line {
        let there = self.there_already(&draft.line);
        let offers = self.question.prices.prices().iter().filter_map(|listed| {
            let kind = draft.kinds.iter().position(|kind| *kind == listed.what)?;
            let line = self.offered(draft, listed)?;
            let week = self.typical_week(&line)?;
            Some(((there.contains(&listed.by), week, kind, listed.by), line))
        });
        let best = offers.min_by(|(one, _), (other, _)| one.cmp(other));
        best.map_or_else(|| draft.line.clone(), |(_, line)| line)
    }

    /// The line by one who asks this price, if they may provide it and their price is for such hours.
    fn offered(&self, draft: &Draft, listed: &ListedPrice) -> Option<Line> {
        let (by, on) = (listed.by, self.week.on());
        let lives_here = self.week.source(by).is_some_and(|source| source.kind == SourceKind::Member);
        let is_theirs = draft.line.people.iter().any(|person| SourceId::from(*person) == by);
        if by == self.question.lost || lives_here || is_theirs {
            return None;
        }
        let visits = draft.line.when.as_ref().and_then(When::visits).map_or(&[][..], |visits| visits.spans());
        let longest = visits.iter().map(|span| span.minutes()).max();
        if listed.minutes_most.is_some_and(|most| longest > Some(most)) {
            return None;
        }
        let mut line = draft.line.clone();
        (line.what, line.by, line.prices) = (listed.what, Some(by), listed.prices.clone());
        line.price_on(on)?;
        let fits = |unit: Unit| {
            unit.goes_with(line.when.as_ref())
                && match unit {
                    Unit::Night => are_nights(&line),
                    Unit::Session => matches!(line.what, LineKind::Activity | LineKind::DayService),
                    Unit::Journey | Unit::OneOff => false,
                    _ => true,
                }
        };
        line.prices.iter().all(|price| fits(price.per)).then_some(line)
    }

    /// What it costs in a typical week. None if it cannot be said.
    fn typical_week(&self, line: &Line) -> Option<Fraction> {
        let package = alone(self.package, alloc::vec![line.clone()]).ok()?;
        let question =
            CostQuestion::new(Period::ALWAYS, self.question.calendar).with_needs(self.week.needs());
        Some(package.typical_week(self.week.on(), &question).ok()?.exact)
    }

    /// Who is there for one of the line's needs in a minute of its visits.
    fn there_already(&self, line: &Line) -> BTreeSet<SourceId> {
        let spans = line.when.as_ref().and_then(When::visits).map_or(&[][..], |visits| visits.spans());
        let overlaps = |pattern: &crate::base::WeekPattern| {
            pattern.spans().iter().any(|there| spans.iter().any(|span| span.overlaps(*there)))
        };
        let helps = self.week.arrangements().iter();
        let helps = helps.filter(|help| help.counts(self.week.on()) && line.needs.contains(&help.need));
        helps.filter(|help| overlaps(&help.when)).map(|help| help.by).collect()
    }
}

/// A package of these lines and no others.
pub(super) fn alone(package: &Package, lines: Vec<Line>) -> Result<Package, crate::base::Problems> {
    let mut people: BTreeSet<_> = package.people().iter().copied().collect();
    people.extend(lines.iter().flat_map(|line| line.people.iter().copied()));
    let people = people.into_iter().collect();
    let parts = PackageParts::new(package.id(), package.household(), people, package.drawn_up_on());
    Package::new(PackageParts { lines, ..parts })
}

/// Whether each of a line's visits has a minute of the night.
fn are_nights(line: &Line) -> bool {
    let visits = line.when.as_ref().and_then(When::visits);
    visits.is_some_and(|visits| {
        visits.spans().iter().all(|span| {
            let start = u32::from(span.start().get());
            night_minutes(start, start + u32::from(span.minutes())) > 0
        })
    })
}
