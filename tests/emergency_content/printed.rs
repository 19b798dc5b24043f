//! What is printed: the page for the fridge door, word for word, and the card.

use mutual_care::base::{Labels, NeedId, SourceId, Told};
use mutual_care::emergency::{
    CardNumber, MayComeIn, PersonPage, PlanParts, Short, door_page, emergency_card,
};

use crate::family::{DAUGHTER, MOTHER, SON, TABLETS, id, parts, plan, said, snapshot, source, words};

struct Names;

impl Labels for Names {
    fn source(&self, id: SourceId) -> Option<&str> {
        (id == source(DAUGHTER)).then_some("Cleo")
    }

    fn need(&self, id: NeedId) -> Option<&str> {
        (id == crate::family::need_id(TABLETS)).then_some("Tablets,\nhanded to him")
    }
}

fn page(of: u128, change: impl FnOnce(&mut PlanParts)) -> String {
    let mut parts = parts();
    change(&mut parts);
    door_page(&plan(parts), id(of), &snapshot(), &Names).unwrap()
}

/// The same without where lines end.
fn unwrapped(page: &str) -> String {
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_page_of_the_son_word_for_word() {
    assert_eq!(
        page(SON, |_| {}),
        "\
BEN
If I need help and nobody is with me: this page is for
  you.

RING, IN THIS ORDER
  In danger of life: 999.
  1. Emergency response service
    01632 960 932

ALLERGIES
  Penicillin. DANGER TO LIFE. Throat swells

MY MEDICINES
  The white tablets
    How much: two, with water
    When: daily 18:00-20:00
    Kept: kitchen, top shelf
    Given by: Ada

WHAT I NEED SOMEBODY FOR
  Tablets, handed to him: Mon 18:00-20:00

HOW I TELL YOU, AND HOW TO TELL ME
  Say who you are

HOW I MOVE
  Nobody has asked yet. Ask.

WHAT UPSETS ME
  Nobody has asked yet. Ask.

WHAT CALMS ME
  Nobody has asked yet. Ask.

WHAT MY DAY IS LIKE
  Nobody has asked yet. Ask.

WHAT I LIKE
  Nobody has asked yet. Ask.

WHAT I DO NOT LIKE
  Nobody has asked yet. Ask.

MY HEALTH
  Nobody has asked yet. Ask.

MY TREATMENT
  Nobody has asked yet. Ask.

WHAT I WANT
  I want to stay together with the others here.
  I want to stay in my own home.
  Whoever this plan sends may come in.
  To sleep in my own bed

WHO KNOWS ME
  GP: Mill Lane surgery
    01632 960 931
  Social worker: not known
  Pharmacy: not known

WHO DECIDES
  Nobody has a power to decide for me.
  I have refused no treatment in advance.

THE HOUSE
  Heating: Nobody has asked yet. Ask.
  Fuse box: Nobody has asked yet. Ask.
  Pet: Tib, a cat.

THIS PLAN
  Number 00000000-0000-0000-0000-00000000005a, of
    2026-02-23.
  Out of date after 2026-08-31.
  All of it is kept: On the fridge
"
    );
}

#[test]
fn what_is_not_known_is_never_shown_as_none() {
    let blank = |parts: &mut PlanParts| parts.people[1] = PersonPage::of(id(SON));
    let blank = page(SON, blank);
    assert!(blank.contains("ALLERGIES\n  Nobody has asked yet. Ask.\n"));
    assert!(blank.contains("MY MEDICINES\n  Nobody has asked yet. Ask.\n"));
    assert!(unwrapped(&blank).contains("Whether anybody may decide for me is not known. Ask me."));
    assert!(!blank.contains("None.") && !blank.contains("I take none."));
    let known = page(SON, |parts| {
        parts.people[1].allergies = Told::Known(Short::none());
        parts.people[1].medicines = Told::Known(Short::none());
    });
    assert!(known.contains("ALLERGIES\n  None.\n") && known.contains("MY MEDICINES\n  I take none.\n"));
}

#[test]
fn whom_somebody_does_not_want_is_not_on_their_list() {
    let not = |parts: &mut PlanParts| {
        parts.people[1].wishes.not_to_be_called = Told::Known(Short::new(vec![source(5)]).unwrap());
        parts.people[1].wishes.may_come_in =
            Told::Known(MayComeIn::Only(Short::new(vec![source(DAUGHTER)]).unwrap()));
    };
    let told = page(SON, not);
    assert!(!told.contains("1. Emergency response service"));
    assert!(told.contains("Nobody is down to come yet."));
    assert!(told.contains("DO NOT CALL for me: Emergency response service"));
    assert!(told.contains("These may come in: Cleo"));
    assert!(page(MOTHER, not).contains("1. Emergency response service\n    01632 960 932\n"));
    let not_agreed = page(SON, |parts| parts.responders[0].agreed = Told::default());
    assert!(unwrapped(&not_agreed).contains("(has not said yes)"));
}

#[test]
fn no_line_is_wider_than_large_print_allows_and_keys_are_not_on_it() {
    let long = "A very long word: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft. \
        And then a good many more words, with a tab\tand\nlines\u{7}, until it is long enough to be wrapped twice.";
    let told = page(MOTHER, |parts| {
        let mine = &mut parts.people[0];
        (mine.called, mine.moving, mine.what_upsets) = (words(long), said(long), said(long));
        parts.responders[0].name = words(long);
        parts.house.keys = said("the key is under the third flower pot");
    });
    assert!(told.lines().all(|line| line.chars().count() <= 56), "{told}");
    assert!(unwrapped(&told).contains("until it is long") && !told.contains('\t') && !told.contains('\u{7}'));
    assert!(!told.contains("flower pot"));
    // Nothing is lost by wrapping, and what cannot be printed is shown by its number.
    let letters = |text: &str| text.split_whitespace().collect::<String>();
    assert!(letters(&told).contains(&letters(&long.replace('\u{7}', r"\u{7}"))));
}

#[test]
fn there_is_no_page_of_somebody_who_has_none() {
    assert_eq!(door_page(&plan(parts()), id(DAUGHTER), &snapshot(), &Names), None);
}

#[test]
fn the_card_word_for_word() {
    assert_eq!(
        emergency_card(parts().id, &CardNumber::new("01632 960 999").unwrap()),
        "\
EMERGENCY
If I am ill, hurt or cannot speak: somebody at home may
  need help now.
Ring 01632 960 999
Say: an emergency plan, number
00000000-0000-0000-0000-00000000005a
They know who to send.
"
    );
}
