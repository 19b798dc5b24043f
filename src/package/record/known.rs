//! How a record begins: drawn up, or live already and taken over from elsewhere.

use super::{AsKnown, CarePackage, CarePackageCase, PackageDrawnUp, Policy, Status};
use crate::agreement::Agreement;
use crate::base::{AnyId, Findings, Stamp};
use crate::machine::{Accept, Asked, Misfit, Opens, TakenOver, TakesOver};

impl Opens<PackageDrawnUp> for CarePackageCase {
    fn findings(event: &PackageDrawnUp, asked: &Asked<'_, Policy>) -> Findings {
        Agreement::drawing_up(&*event.package, &asked.policy().terms(false))
    }

    fn id_inside(event: &PackageDrawnUp) -> Option<AnyId> {
        Some(event.package.id().any())
    }

    fn open(event: &PackageDrawnUp, stamp: &Stamp) -> Result<Self, Misfit> {
        let (package, people) = (event.package.clone(), event.people.clone());
        let agreement = Agreement::drawn_up(event.on, package, people, stamp.by())?;
        Ok(Self::new(agreement, event.begins_on, Status::Drafted))
    }
}

/// Live packages come in as they are known; what would have been found at each step is kept.
impl TakesOver for CarePackageCase {
    fn id_inside(taken: &TakenOver<CarePackage>) -> Option<AnyId> {
        Some(taken.as_known.package.id().any())
    }

    fn findings(taken: &TakenOver<CarePackage>, asked: &Asked<'_, Policy>) -> Findings {
        let mut findings = Findings::none();
        // What does not fit is refused before anybody asks what speaks against it.
        let Ok(mut case) = as_drawn_up(&taken.as_known) else { return findings };
        let known = &taken.as_known;
        macro_rules! then {
            ($step:ident) => {
                if let Some(event) = &known.$step {
                    findings.extend(case.findings(event, asked));
                    case.apply(event, asked.stamp());
                }
            };
        }
        then!(proposed);
        if known.agreed.is_none() && is_agreed(taken.status) {
            findings.extend(case.agreement.lacks());
        }
        then!(agreed);
        then!(approved);
        then!(began);
        then!(began_urgently);
        then!(review_began);
        findings
    }

    fn take_over(taken: &TakenOver<CarePackage>, stamp: &Stamp) -> Result<Self, Misfit> {
        let (known, status) = (&taken.as_known, taken.status);
        let mut case = as_drawn_up(known)?;
        let ids = case.ids();
        let runs = matches!(status, Status::Running | Status::UnderReview);
        Misfit::all([
            Misfit::unless(
                known.agreed.is_none() || is_agreed(status),
                "expected `agreed` only for a package that is agreed to, approved or running",
                &ids,
            ),
            Misfit::unless(
                known.approved.is_none() || runs || status == Status::Approved,
                "expected `approved` only for a package that is approved or running",
                &ids,
            ),
            Misfit::unless(
                known.began.is_some() == runs,
                "expected `began` for a package that runs, and for no other",
                &ids,
            ),
            Misfit::unless(
                known.began_urgently.is_some() == (status == Status::StartedUrgently),
                "expected `began_urgently` for a package that was started urgently, and for no other",
                &ids,
            ),
            Misfit::unless(
                known.review_began.is_some() == (status == Status::UnderReview),
                "expected `review_began` for a package that is under review, and for no other",
                &ids,
            ),
        ])?;
        macro_rules! then {
            ($($step:ident)+) => {$(
                if let Some(event) = &known.$step {
                    case.fits(event)?;
                    case.apply(event, stamp);
                }
            )+};
        }
        then!(proposed agreed approved began began_urgently review_began);
        case.status = status;
        Ok(case)
    }
}

/// The package as it is known, before anything that was done about it.
fn as_drawn_up(known: &AsKnown) -> Result<CarePackageCase, Misfit> {
    let agreement = Agreement::as_known(known.package.clone(), known.people.clone())?;
    Ok(CarePackageCase::new(agreement, known.begins_on, Status::Drafted))
}

const fn is_agreed(status: Status) -> bool {
    matches!(status, Status::Agreed | Status::Approved | Status::Running | Status::UnderReview)
}
