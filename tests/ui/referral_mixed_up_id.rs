use chrono::NaiveDate;
use mutual_care::base::{HomeId, PrivateText, WorkerId};
use mutual_care::placement::WorkersView;
use mutual_care::placement::referral::LiaisonHeld;

fn mixed_up(on: NaiveDate, home: HomeId, social_worker: WorkerId, view: WorkersView) -> LiaisonHeld {
    LiaisonHeld { on, resident: home, social_worker, view, words: PrivateText::empty(), information: None }
}

fn main() {}
