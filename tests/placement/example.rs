//! The example's document: three verdicts were written down before the code gave them.

use mutual_care::placement::{Enquiry, Homes, Matching, shortlist};

const EXAMPLE: &str = include_str!("../../examples/data/referral-and-homes.json");
const EXPECTED: &str = include_str!("expected.json");

#[test]
fn three_verdicts_are_as_written_down_before() {
    let enquiry: Enquiry = serde_json::from_str(EXAMPLE).unwrap();
    let expected: serde_json::Value = serde_json::from_str(EXPECTED).unwrap();
    let homes = Homes::compile(enquiry.homes.clone()).unwrap();
    let list = shortlist(&enquiry.party, &homes, enquiry.on, &Matching::new(enquiry.policy));
    for verdict in &list.verdicts {
        println!(
            "{} {} {} {:?} {:?}",
            verdict.place,
            verdict.home,
            verdict.kind,
            verdict.decided_by.map(|r| r.code),
            verdict.parts
        );
    }
    for ask in &list.asks {
        println!("{} {} {}", ask.topic, ask.homes, ask.rule.code);
    }
    let expected = expected["homes"].as_array().unwrap();
    assert_eq!(expected.len(), 3);
    for entry in expected {
        let verdict = list.verdict(entry["home"].as_str().unwrap().parse().unwrap()).unwrap();
        assert_eq!(verdict.kind.to_string(), entry["kind"].as_str().unwrap(), "{}", verdict.home);
        let decided_by = verdict.decided_by.map(|rule| rule.code);
        assert_eq!(decided_by, entry["decided_by"].as_str(), "{}", verdict.home);
    }
}
