use mutual_care::base::Stamp;
use mutual_care::machine::{Record, Setting};
use mutual_care::placement::referral::{AcceptedByManager, Policy, Submitted};

fn wrong(referral: Record<Submitted>, event: AcceptedByManager, stamp: Stamp, setting: Setting<'_, Policy>) {
    let _ = referral.accept(event, stamp, &setting);
}

fn main() {}
