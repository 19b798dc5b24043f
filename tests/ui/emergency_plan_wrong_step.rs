use mutual_care::base::Stamp;
use mutual_care::emergency::record::{BecameActive, Drafted, Policy};
use mutual_care::machine::{Record, Setting};

fn wrong(plan: Record<Drafted>, event: BecameActive, stamp: Stamp, setting: Setting<'_, Policy>) {
    let _ = plan.accept(event, stamp, &setting);
}

fn main() {}
