//! The letter asks for what was not provided, and the file says what was: there and back through JSON.

use mutual_care::base::{Code, FactSource};
use mutual_care::placement::{
    Child, DateOfBirth, Enquiry, Few, Homes, Information, Letter, Matching, Party, Plan, Provided,
    ProvidedAs, ProvidedOf, explain, letter,
};

use super::generate::date;
use super::made::{child, child_id, home, home_id, on, policy};

const EXAMPLE: &str = include_str!("../../examples/data/referral-and-homes.json");

fn part(what: Information, how: ProvidedAs, on: chrono::NaiveDate) -> Provided {
    Provided { what, how, on, source: FactSource::Record }
}

fn of(number: u32, parts: Vec<Provided>) -> ProvidedOf {
    ProvidedOf { child: child_id(number), parts: Few::new(parts).unwrap() }
}

fn written(party: &Party, provided: &[ProvidedOf]) -> Letter {
    let homes = Homes::compile(vec![home(vec![])]).unwrap();
    let explained = explain(party, &homes, home_id(), on(), &Matching::new(policy())).remove(0);
    letter(&explained, party, on(), None, provided, &policy())
}

fn all_but(left_out: &[Information]) -> Vec<Provided> {
    let parts = Information::ALL.iter().filter(|what| !left_out.contains(what));
    parts.map(|what| part(*what, ProvidedAs::Known, on())).collect()
}

#[test]
fn a_letter_asks_for_what_is_missing_and_for_nothing_else() {
    let party = Party::one(child(1));
    assert_eq!(written(&party, &[]).missing.len(), 16);
    let health = all_but(&[Information::Health]);
    assert_eq!(written(&party, &[of(1, health.clone())]).missing, [(child_id(1), Information::Health)]);
    assert!(written(&party, &[of(1, all_but(&[]))]).missing.is_empty());
    // Asked and not known is provided; of another child, or dated after the move, it is not.
    let asked =
        |on| [health.clone(), vec![part(Information::Health, ProvidedAs::AskedNotKnown, on)]].concat();
    assert!(written(&party, &[of(1, asked(on()))]).missing.is_empty());
    let later = on().succ_opt().unwrap();
    assert_eq!(written(&party, &[of(1, asked(later))]).missing.len(), 1);
    assert_eq!(written(&party, &[of(2, all_but(&[]))]).missing.len(), 16);
    let text = written(&party, &[of(1, health)]).to_markdown(&Nobody);
    assert!(text.contains("## What we have not been given\n\n- health\n"), "{text}");
}

struct Nobody;
impl mutual_care::placement::Names for Nobody {
    fn child(&self, _: mutual_care::base::ChildId) -> Option<&str> {
        None
    }
    fn home(&self, _: mutual_care::base::HomeId) -> Option<&str> {
        None
    }
}

/// A brother of nine and a sister of fourteen: what does not apply to the one is asked of the other.
#[test]
fn of_brothers_and_sisters_it_is_asked_of_each() {
    let nine = DateOfBirth::new(date(2016, 10, 1));
    let brother = Child { date_of_birth: mutual_care::base::Fact::known(nine), ..child(2) };
    let party = Party::siblings(vec![child(1), brother], Plan::TogetherRequired).unwrap();
    let without = |number| {
        let mut parts = all_but(&[Information::Offending]);
        parts.push(part(Information::Offending, ProvidedAs::NotApplicable, on()));
        of(number, parts)
    };
    let letter = written(&party, &[without(1), without(2)]);
    assert_eq!(letter.missing, [(child_id(1), Information::Offending)]);
    let text = letter.to_markdown(&Nobody);
    assert!(text.contains("- child 000001: offending"), "{text}");
}

#[test]
fn the_file_keeps_what_was_provided() {
    let enquiry: Enquiry = serde_json::from_str(EXAMPLE).unwrap();
    assert_eq!(enquiry.provided[0].parts.len(), 15, "all but her health");
    let child = enquiry.party.children()[0].id;
    let history = Few::new(vec![part(Information::History, ProvidedAs::Known, on())]).unwrap();
    let mut parts = enquiry.into_parts();
    parts.provided = Few::new(vec![ProvidedOf { child, parts: history }]).unwrap();
    let enquiry = Enquiry::new(parts).unwrap();
    let text = serde_json::to_string(&enquiry).unwrap();
    let again: Enquiry = serde_json::from_str(&text).unwrap();
    assert_eq!(again, enquiry);
    let homes = Homes::compile(again.homes.clone()).unwrap();
    let offered = again.offer.as_ref().unwrap().home;
    let explained = explain(&again.party, &homes, offered, again.on, &Matching::new(again.policy)).remove(0);
    let letter = letter(&explained, &again.party, again.on, None, &again.provided, &again.policy);
    assert_eq!(letter.missing.len(), 15, "all but the history");
    // Of a child who is not looking, or of a part that always applies: refused, saying what would be right.
    let wrong = |from: &str, to: &str| {
        let text = text.replace(from, to);
        serde_json::from_str::<Enquiry>(&text).unwrap_err().to_string()
    };
    let stranger = wrong(
        &format!("\"provided\":[{{\"child\":\"{}\"", child.uuid()),
        "\"provided\":[{\"child\":\"c0000000-0000-4000-8000-000000000777\"",
    );
    assert!(stranger.contains("expected `provided` to speak of the children of the party"), "{stranger}");
    let never =
        wrong("\"what\":\"history\",\"how\":\"known\"", "\"what\":\"history\",\"how\":\"not_applicable\"");
    assert!(never.contains("for offending and sexual health alone"), "{never}");
}
