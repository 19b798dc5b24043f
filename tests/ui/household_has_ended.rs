use mutual_care::base::Stamp;
use mutual_care::household::{Ended, MovedIn, Policy};
use mutual_care::machine::{Record, Setting};

fn wrong(household: Record<Ended>, event: MovedIn, stamp: Stamp, setting: Setting<'_, Policy>) {
    let _ = household.accept(event, stamp, &setting);
}

fn main() {}
