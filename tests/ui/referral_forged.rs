use mutual_care::placement::referral::{Accepted, ReferralCase};

fn forged(case: Box<ReferralCase>) -> Accepted {
    Accepted { case }
}

fn main() {}
