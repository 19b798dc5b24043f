use chrono::NaiveDate;
use mutual_care::base::PersonId;
use mutual_care::emergency::record::{Called, ClockTime};

fn mixed_up(on: NaiveDate, at: ClockTime, person: PersonId) -> Called {
    Called { on, at, responder: person }
}

fn main() {}
