use mutual_care::placement::referral::ReferralCase;

fn forged(case: ReferralCase) -> ReferralCase {
    ReferralCase { closed: None, ..case }
}

fn main() {}
