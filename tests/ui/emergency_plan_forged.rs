use mutual_care::emergency::record::PlanCase;

fn forged(case: PlanCase) -> PlanCase {
    PlanCase { ended: None, ..case }
}

fn main() {}
