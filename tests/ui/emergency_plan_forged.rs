use mutual_care::emergency::record::{Active, PlanCase};

fn forged(case: Box<PlanCase>) -> Active {
    Active { case }
}

fn main() {}
