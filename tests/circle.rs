//! Who knows whom, and what was said in confidence.

use mutual_care::base::{Finding, Id, PersonId};
use mutual_care::circle::{Confided, Knows, Services, ServicesError, Team, TeamKind};
use uuid::Uuid;

fn id<K>(number: u128) -> Id<K> {
    Id::new(Uuid::from_u128(number))
}

fn team(number: u128) -> Team {
    Team { id: id(number), kind: TeamKind::Adults }
}

fn knows(team: u128, person: u128) -> Knows {
    Knows { team: id(team), person: id(person), plan: None }
}

#[test]
fn teams_and_whom_they_know_must_fit() {
    let new = |teams: &[Team], known: &[Knows]| Services::new(teams.to_vec(), known.to_vec());
    assert!(new(&[team(1), team(2)], &[knows(1, 10), knows(2, 10), knows(1, 11)]).is_ok());
    assert_eq!(new(&[team(1), team(1)], &[]), Err(ServicesError::TeamTwice(id(1))));
    assert_eq!(new(&[team(1)], &[knows(2, 10)]), Err(ServicesError::UnknownTeam(id(2))));
    assert_eq!(new(&[team(1)], &[knows(1, 10), knows(1, 10)]), Err(ServicesError::KnowsTwice(id(1))));
}

/// Every way in which three teams can know two people, against the definition.
#[test]
fn what_is_found_between_two_people() {
    let (one, other): (PersonId, PersonId) = (id(10), id(11));
    for case in 0_u32..64 {
        let of = |place: u32, person: u128| {
            (case >> place & 1 == 1).then(|| knows(u128::from(place % 3) + 1, person))
        };
        let known: Vec<Knows> =
            (0..3).filter_map(|p| of(p, 10)).chain((3..6).filter_map(|p| of(p, 11))).collect();
        let services = Services::new(vec![team(1), team(2), team(3)], known).unwrap();
        let (of_one, of_other) = (case & 7, case >> 3);
        let found = services.between(one, other);
        let apart = of_one != 0 && of_other != 0 && of_one & of_other == 0;
        assert_eq!(found.with_code("two-teams-no-shared-plan").count(), usize::from(apart), "{case:06b}");
        let only = (of_one ^ of_other).count_ones() as usize;
        assert_eq!(found.with_code("knows-one-only").count(), only, "{case:06b}");
        let codes = |found: &mutual_care::base::Findings| found.iter().map(Finding::code).collect::<Vec<_>>();
        assert_eq!(codes(&found), codes(&services.between(other, one)), "either way round");
    }
}

#[test]
fn what_was_said_in_confidence_is_said_once() {
    let read =
        |text: &str| serde_json::from_str::<Confided<PersonId>>(text).map_err(|error| error.to_string());
    let confided: Confided<PersonId> = [id(2), id(1)].into_iter().collect();
    let text = serde_json::to_string(&confided).unwrap();
    assert_eq!(read(&text), Ok(confided));
    let one = "\"6f2c1a3e-0000-4000-8000-000000000001\"";
    let twice = read(&format!("[{one},{one}]")).unwrap_err();
    assert!(twice.starts_with("expected each thing said in confidence once"), "{twice}");
}
