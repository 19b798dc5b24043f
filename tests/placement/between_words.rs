//! What is said of two children: who could be harmed by whom, in what way, on which known facts; and what was looked at
//! where nothing speaks against it.

use mutual_care::base::{Fact, PrivateText, Told};
use mutual_care::placement::{
    Answer, Authority, Child, Companions, Compatibility, DateOfBirth, Facts, Few, HomeView, Homes, Kind,
    Matching, NamesOf, OwnRisk, Party, RiskToOthers, Vulnerability, assess, shortlist, shortlist_words,
    words_for_child,
};

use super::generate::date;
use super::made::{child, child_id, home, home_id, judge, on, policy, resident};

fn document(one: Child, there: Child) -> (Compatibility, String) {
    let mut home = home(vec![resident(2)]);
    home.residents.clone_from(&Fact::known(
        Few::new(vec![mutual_care::placement::Resident { child: there, ..resident(2) }]).unwrap(),
    ));
    let (party, homes) = (Party::one(one), Homes::compile(vec![home]).unwrap());
    let both = assess(&party, &homes, home_id(), on(), &Matching::new(policy())).unwrap().remove(0);
    let words = both.0.to_markdown(&NamesOf::new(&party, &homes));
    (both.0, words)
}

fn called(number: u32, name: &str) -> Child {
    Child { called: PrivateText::new(name).unwrap(), ..child(number) }
}

fn hurts(mut child: Child) -> Child {
    child.risks_to_others =
        Facts::all_others(Fact::known(false)).with(RiskToOthers::PhysicalHarm, Fact::known(true));
    child
}

fn easily_hurt(mut child: Child) -> Child {
    let yes = Fact::known(true);
    child.vulnerable_to = Facts::all_others(Fact::known(false)).with(Vulnerability::PhysicalHarm, yes);
    child
}

/// K could hurt R, and R could hurt K: two sentences, not one.
#[test]
fn a_sentence_says_who_could_hurt_whom() {
    let (there_and_back, one) = document(hurts(called(1, "Kit")), easily_hurt(child(2)));
    assert!(one.contains("Kit could hurt child 000002: Kit is known to hurt others, and child 000002 is known to be easily hurt"), "{one}");
    let way = there_and_back.pairs[0].concerns[0].ways[0];
    assert_eq!((way.by, way.to), (Some(child_id(1)), Some(child_id(2))));
    let (_, other) = document(easily_hurt(called(1, "Kit")), hurts(child(2)));
    assert!(other.contains("Child 000002 could hurt Kit"), "{other}");
    assert!(!other.contains("Kit could hurt") && !one.contains("000002 could hurt"));
    let (both, words) = document(hurts(easily_hurt(called(1, "Kit"))), hurts(easily_hurt(child(2))));
    assert_eq!(both.pairs[0].concerns[0].ways.len(), 2);
    assert!(words.contains("Kit could hurt child 000002") && words.contains("child 000002 could hurt Kit"));
}

/// Both hurt others, and nobody is marked as easily hurt.
#[test]
fn nothing_against_it_says_what_was_looked_at_and_what_is_known() {
    let (document, words) = document(hurts(called(1, "Kit")), hurts(child(2)));
    assert!(document.pairs[0].concerns.is_empty());
    assert_eq!(document.pairs[0].known.len(), 2);
    assert!(!words.contains("nothing is known that speaks against it"));
    assert!(
        words.contains("nothing that was looked at speaks against it; looked at, both ways: exploitation")
    );
    assert!(
        words.contains(
            "known all the same: Kit is known to hurt others; child 000002 is recorded as not easily hurt"
        ),
        "{words}"
    );
    assert!(words.contains(
        "known all the same: child 000002 is known to hurt others; Kit is recorded as not easily hurt"
    ));
    let (calm, words) = self::document(called(1, "Kit"), child(2));
    assert!(calm.pairs[0].known.is_empty() && !words.contains("known all the same"), "{words}");
}

#[test]
fn a_known_risk_beside_an_unknown_vulnerability_is_open() {
    let mut unknown = child(2);
    unknown.vulnerable_to = Facts::default();
    let (document, words) = document(hurts(called(1, "Kit")), unknown);
    assert_eq!(document.pairs[0].concerns[0].answer, Answer::NotKnown);
    assert_eq!(document.kind, Kind::CannotSayYet);
    assert!(
        words
            .contains("Kit is known to hurt others, and it is not known whether child 000002 is easily hurt"),
        "{words}"
    );
    let mut unknown = called(1, "Kit");
    unknown.risks_to_others = Facts::default();
    let (document, words) = self::document(unknown, easily_hurt(child(2)));
    assert_eq!(document.pairs[0].concerns[0].answer, Answer::NotKnown);
    assert!(
        words.contains(
            "Child 000002 is known to be easily hurt, and it is not known whether Kit hurts others"
        ),
        "{words}"
    );
}

/// Every rule about two children that has a direction, in each direction that stands; each of the two words.
#[test]
fn each_way_of_harm_has_its_direction() {
    type Set = fn(&mut Child);
    fn both<K: mutual_care::base::Code + Ord>(facts: &mut Facts<K>, code: K) {
        *facts = std::mem::take(facts).with(code, Fact::known(true));
    }
    let harms: [(&str, Set, Set, &str); 8] = [
        (
            "no-exploitation-between",
            |c| both(&mut c.risks_to_others, RiskToOthers::ExploitingOthers),
            |c| both(&mut c.own_risks, OwnRisk::CriminalExploitation),
            "could exploit",
        ),
        (
            "no-sexual-harm-between",
            |c| both(&mut c.risks_to_others, RiskToOthers::SexualHarm),
            |c| both(&mut c.vulnerable_to, Vulnerability::SexualHarm),
            "sexually",
        ),
        (
            "no-violence-between",
            |c| both(&mut c.risks_to_others, RiskToOthers::PhysicalHarm),
            |c| both(&mut c.vulnerable_to, Vulnerability::PhysicalHarm),
            "could hurt",
        ),
        (
            "no-fire-between",
            |c| both(&mut c.risks_to_others, RiskToOthers::FireSetting),
            |c| both(&mut c.vulnerable_to, Vulnerability::Fire),
            "could set a fire",
        ),
        (
            "no-substances-between",
            |c| both(&mut c.risks_to_others, RiskToOthers::SupplyingSubstances),
            |c| both(&mut c.own_risks, OwnRisk::DrugsAndAlcohol),
            "could supply",
        ),
        (
            "no-going-missing-together",
            |c| both(&mut c.own_risks, OwnRisk::GoingMissing),
            |c| both(&mut c.own_risks, OwnRisk::GoingMissing),
            "could go missing together",
        ),
        ("solo-respected", |c| c.companions = Fact::known(Companions::Solo), |_| (), "to live alone"),
        (
            "ages-alongside-respected",
            |c| c.companions = Fact::known(Companions::OlderOnly),
            |c| c.date_of_birth = Fact::known(DateOfBirth::new(date(2012, 1, 1))),
            "to live with older children only",
        ),
    ];
    for (rule, does, suffers, words) in harms {
        let (mut one, mut two) = (child(1), child(2));
        does(&mut one);
        suffers(&mut two);
        let reason = |document: &Compatibility| {
            let concerns = &document.pairs[0].concerns;
            concerns
                .iter()
                .find(|reason| reason.rule.code == rule)
                .cloned()
                .unwrap_or_else(|| panic!("{rule}"))
        };
        let (there, text) = document(one.clone(), two.clone());
        let way = reason(&there).ways[0];
        assert_eq!((way.by, way.to), (Some(child_id(1)), Some(child_id(2))), "{rule}");
        assert_eq!((way.risk, way.exposed), (Told::Known(true), Told::Known(true)), "{rule}");
        assert!(text.contains(words), "{rule}: {text}");
        if rule != "no-going-missing-together" {
            (one.id, two.id) = (child_id(2), child_id(1));
            one.home_views = Few::none();
            two.home_views = Few::new(vec![HomeView { home: home_id(), wants: true }]).unwrap();
            let (back, _) = document(two, one);
            let way = reason(&back).ways[0];
            assert_eq!((way.by, way.to), (Some(child_id(2)), Some(child_id(1))), "{rule}, the other way");
        }
    }
}

/// 101 km away, approval open: not second under "Suitable".
#[test]
fn what_waits_for_the_authority_stands_under_a_heading_of_its_own() {
    let mut one = called(1, "Kit");
    let far = "E99000009".parse().unwrap();
    one.authority = Fact::known(Authority { area: "E99000001".parse().unwrap(), adjoining: Few::none() });
    let near = home(vec![]);
    let mut away = home(vec![]);
    away.id = super::generate::id(0xb000_0000, 2);
    away.area = Fact::known(far);
    one.home_views =
        Few::new(vec![HomeView { home: near.id, wants: true }, HomeView { home: away.id, wants: true }])
            .unwrap();
    let waiting = judge(&one, &away);
    assert_eq!(waiting.verdict.kind, Kind::SuitableOnceApproved);
    assert_eq!(waiting.verdict.decided_by.unwrap().code, "out-of-area-approved");
    let child_words = words_for_child(&waiting);
    assert!(child_words.contains("Your council has to agree first"), "{child_words}");
    let party = Party::one(one);
    let homes = Homes::compile(vec![near, away]).unwrap();
    let list = shortlist(&party, &homes, on(), &Matching::new(policy()).explaining(2));
    let text = shortlist_words(&list, &NamesOf::new(&party, &homes));
    let suitable = text.find("## Suitable\n").unwrap();
    let once = text.find("## Suitable once the authority has approved\n").unwrap();
    assert!(suitable < once, "{text}");
    assert!(
        Kind::SuitableWith < Kind::SuitableOnceApproved && Kind::SuitableOnceApproved < Kind::CannotSayYet
    );
}

/// Names and words are printed, and steer nothing.
#[test]
fn names_steer_nothing() {
    let nasty = "**Kit**\u{1b}[2J\u{202e}\n# Heading";
    let (_, words) = document(hurts(called(1, nasty)), easily_hurt(child(2)));
    assert!(
        !words.contains('\u{1b}') && !words.contains('\u{202e}') && !words.contains("\n# Heading"),
        "{words}"
    );
    assert!(words.contains(r"\*\*Kit\*\*"), "{words}");
}

/// Brothers and sisters who move in together are looked at as well, whoever of them is named first.
#[test]
fn children_who_move_in_together_are_looked_at_too() {
    for turned in [false, true] {
        let (one, two) = (hurts(called(1, "Kit")), easily_hurt(called(2, "Robin")));
        let children = if turned { vec![two, one] } else { vec![one, two] };
        let party = Party::siblings(children, mutual_care::placement::Plan::TogetherRequired).unwrap();
        let homes = Homes::compile(vec![home(vec![])]).unwrap();
        let all = assess(&party, &homes, home_id(), on(), &Matching::new(policy())).unwrap();
        let (document, _) = all.into_iter().find(|(one, _)| one.assessed.children.len() == 2).unwrap();
        assert_eq!(document.pairs.len(), 1);
        assert_eq!(document.pairs[0].concerns[0].rule.code, "no-violence-between");
        let words = document.to_markdown(&NamesOf::new(&party, &homes));
        assert!(words.contains("Kit could hurt Robin") && !words.contains("Robin could hurt Kit"), "{words}");
        assert!(!words.contains("the years between them"), "{words}");
        let receipt = document.receipt().unwrap();
        let codes: Vec<&str> = receipt.headline().codes.iter().map(mutual_care::base::Word::as_str).collect();
        let said = |code: &str| codes.iter().any(|one| one.starts_with(code));
        let (with, no) = (said("not-taken-on"), said("resident-no"));
        assert!(with || no, "{codes:?}");
    }
}

/// Nobody knows who lives there: that is no comfort. Where somebody knows, nothing of the kind is said.
#[test]
fn residents_who_are_not_known_are_no_comfort() {
    for known in [true, false] {
        let mut place = home(vec![]);
        if !known {
            place.residents = Fact::default();
        }
        let (party, homes) = (Party::one(called(1, "Kit")), Homes::compile(vec![place]).unwrap());
        let (one, two) = assess(&party, &homes, home_id(), on(), &Matching::new(policy())).unwrap().remove(0);
        let (one, two) =
            (one.to_markdown(&NamesOf::new(&party, &homes)), two.to_markdown(&NamesOf::new(&party, &homes)));
        assert_eq!(one.contains("It is not known who lives there on that date."), !known, "{one}");
        assert_eq!(one.contains("No other child lives there on that date."), known, "{one}");
        assert_eq!(two.contains("at least 1 children"), !known, "{two}");
        assert_eq!(two.contains(" or more needed"), !known, "{two}");
    }
}

/// Risks in words are pointed at, on both pages, and only where there are any.
#[test]
fn risks_in_words_are_to_be_read() {
    let read = "Risks are recorded in words, which no rule reads: read them.";
    for some in [true, false] {
        let mut there = child(2);
        if some {
            there.other_risks = PrivateText::new("Bites when cornered.").unwrap();
        }
        let (document, words) = document(called(1, "Kit"), there.clone());
        assert_eq!(words.contains(&format!("Child 000002: {read}")), some, "{words}");
        assert!(!words.contains("Bites"), "the words themselves stay where they are");
        assert_eq!(document.risks_in_words.is_empty(), !some);
        let there = mutual_care::placement::Resident { child: there, ..resident(2) };
        let (party, homes) = (Party::one(called(1, "Kit")), Homes::compile(vec![home(vec![there])]).unwrap());
        let list = shortlist(&party, &homes, on(), &Matching::new(policy()).explaining(1));
        assert_eq!(shortlist_words(&list, &NamesOf::new(&party, &homes)).contains(read), some);
    }
}
