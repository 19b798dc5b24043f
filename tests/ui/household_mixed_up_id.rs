use chrono::NaiveDate;
use mutual_care::base::NeedId;
use mutual_care::household::PersonDied;

fn mixed_up(on: NaiveDate, need: NeedId) -> PersonDied {
    PersonDied { on, person: need }
}

fn main() {}
