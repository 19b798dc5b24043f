use mutual_care::base::Stamp;
use mutual_care::machine::{Irregularly, Record, Setting};
use mutual_care::placement::referral::{DeclinedByHome, Planning, Policy};

fn wrong(referral: Record<Planning>, event: Irregularly<DeclinedByHome>, stamp: Stamp, setting: Setting<'_, Policy>) {
    let _ = referral.accept(event, stamp, &setting);
}

fn main() {}
