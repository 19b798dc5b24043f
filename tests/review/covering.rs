//! Who covers a minute: awake or asleep, with a skill or without, on good days only.

use mutual_care::base::{Finding, SourceId, Told, WhyNotKnown, Word};
use mutual_care::need::{
    Ability, Age, Arrangement, Availability, Need, SkillNeeded, SkilledHands, Snapshot, TimedHelp, Window,
};
use mutual_care::support::{EventKind, Loss, Support, Words};

use crate::reference::family::{Family, at, comes, need, source};
use crate::{codes, numbers, printed, reviewed};

/// The last need, changed.
fn last(mut family: Family, change: impl FnOnce(Need) -> Need) -> Family {
    let last = family.parts.needs.pop().unwrap();
    family.parts.needs.push(change(last));
    family
}

fn asks_awake(family: Family) -> Family {
    last(family, |need| need.with_awake(true))
}

/// The last need asks for so many helpers with a skill.
fn asks_for(family: Family, skills: &[(&'static str, u8)]) -> Family {
    let skills =
        skills.iter().map(|(skill, helpers)| SkillNeeded { skill: Word::of(skill), helpers: *helpers });
    last(family, |need| need.with_skills(skills.collect()).unwrap())
}

/// So many of the hands of the last arrangement have a skill.
fn with(skill: &'static str, hands: u8) -> impl FnOnce(&mut Arrangement) {
    move |help| help.skills.push(SkilledHands { skill: Word::of(skill), hands })
}

fn asleep(help: &mut Arrangement) {
    help.awake = Told::Known(false);
}

fn awake(help: &mut Arrangement) {
    help.awake = Told::Known(true);
}

fn on_some_days(help: &mut Arrangement) {
    help.able_now = Told::Known(Ability::OnSomeDays { by: None });
}

/// Whether the need 21 stands, as told and with only what is confirmed.
fn stands(family: &Family) -> (bool, bool) {
    let snapshot = family.snapshot();
    let support = Support::of(&snapshot);
    let is_in = |needs: Vec<_>| needs.contains(&need(21));
    let nothing = Loss::nothing();
    (is_in(support.stands(&nothing).unwrap()), is_in(support.stands_confirmed(&nothing).unwrap()))
}

/// What comes to the need 21 after a loss.
fn events(snapshot: &Snapshot, lost: u128, start: &str, help: &[TimedHelp]) -> Vec<(u32, EventKind)> {
    let support = Support::of(snapshot);
    let timeline = support.timeline(Loss::of(source(lost)), at(start), 48 * 60, help).unwrap();
    let of_need = timeline.events.iter().filter(|event| event.id == need(21).any());
    of_need.map(|event| (event.at, event.kind)).collect()
}

#[test]
fn being_there_asks_for_somebody_awake_only_where_the_need_says_so() {
    let night = |asks: bool, change: fn(&mut Arrangement)| {
        let family = Family::of([1, 2]).need(21, 1, "daily 22:00-07:00", 0);
        let family = if asks { asks_awake(family) } else { family };
        family.helps(31, 2, 21, "daily 22:00-07:00").but(change)
    };
    let not_known: fn(&mut Arrangement) = |_| {};
    for asks in [false, true] {
        assert_eq!(stands(&night(asks, awake)), (true, true));
    }
    assert_eq!(stands(&night(false, asleep)), (true, true));
    assert_eq!(stands(&night(false, not_known)), (true, true));
    assert_eq!(stands(&night(true, asleep)), (false, false));
    assert_eq!(stands(&night(true, not_known)), (true, false), "what nobody has said counts as told");
}

#[test]
fn what_is_done_is_done_awake_and_nobody_has_to_say_so() {
    let supper = |change: fn(&mut Arrangement)| {
        Family::of([1, 2])
            .doing(21, 1, "daily 18:00-19:00", 0, 30)
            .helps(31, 2, 21, "daily 18:00-19:00")
            .but(change)
    };
    assert_eq!(stands(&supper(asleep)), (false, false));
    assert_eq!(stands(&supper(|_| {})), (true, true));
    // The one window is to be done and the other is not: not known is awake for the first and asleep for the second.
    let both = |change: fn(&mut Arrangement)| {
        let both = last(Family::of([1, 2]).need(21, 1, "Mon 22:00-24:00", 0), |need| {
            let supper = Window::doing("Mon 18:00-19:00".parse().unwrap(), 30).unwrap();
            let windows = [supper].into_iter().chain(need.windows().to_vec());
            need.clone().with_windows(windows.collect()).unwrap().with_awake(true)
        });
        both.helps(31, 2, 21, "Mon 18:00-24:00").but(change)
    };
    assert_eq!(stands(&both(|_| {})), (true, false));
    assert_eq!(stands(&both(awake)), (true, true));
    let snapshot = both(|_| {}).snapshot();
    let support = Support::of(&snapshot);
    assert_eq!(support.stands_only_unconfirmed(), [need(21)]);
    assert_eq!(support.not_confirmed(), [], "able and willing is another question");
}

/// Supper is to be cooked between six and seven, and somebody is to be there at night, asleep or not.
fn supper_and_night(tolerance: u32) -> Family {
    last(Family::of([1, 2, 3]).need(21, 1, "Mon 22:00-Tue 07:00", tolerance), |night| {
        let supper = Window::doing("Mon 18:00-19:00".parse().unwrap(), 30).unwrap();
        let up = Window::doing("Tue 07:00-08:00".parse().unwrap(), 59).unwrap();
        night.clone().with_windows(vec![night.windows()[0], supper, up]).unwrap()
    })
}

#[test]
fn who_sleeps_closes_no_supper_that_was_not_cooked() {
    let family = |change: fn(&mut Arrangement)| {
        let family =
            supper_and_night(300).helps(31, 2, 21, "Mon 18:00-19:00").helps(32, 3, 21, "Mon 20:00-Tue 08:00");
        family.but(change).snapshot()
    };
    // Nobody cooks: open from 18:30. The sleeper is there from 20:00, and the night is covered; harm at 23:30.
    let came_to = events(&family(asleep), 2, "Mon 18:00", &[]);
    assert_eq!(came_to[..2], [(30, EventKind::Opened), (330, EventKind::Breached)]);
    let came_to = events(&family(awake), 2, "Mon 18:00", &[]);
    assert_eq!(came_to, [(30, EventKind::Opened), (120, EventKind::Closed)]);
}

#[test]
fn who_sleeps_closes_a_night_and_not_what_is_to_be_done_then() {
    // Open from 22:00, since nobody is there for the night. Who comes at 07:30 and sleeps closes that, and by then too
    // little is left of getting up: it opens in that very minute, with a new clock.
    let snapshot = supper_and_night(900)
        .helps(31, 2, 21, "Mon 22:00-Tue 07:00")
        .helps(32, 3, 21, "Tue 07:30-08:00")
        .but(asleep)
        .snapshot();
    let come_to = events(&snapshot, 2, "Mon 22:00", &[]);
    assert_eq!(
        come_to[..3],
        [(0, EventKind::Opened), (570, EventKind::Closed), (570, EventKind::Opened)],
        "{come_to:?}"
    );
    // There from seven: a minute of getting up may go by before it opens.
    let snapshot = supper_and_night(900)
        .helps(31, 2, 21, "Mon 22:00-Tue 07:00")
        .helps(32, 3, 21, "Tue 07:00-08:00")
        .but(asleep)
        .snapshot();
    let come_to = events(&snapshot, 2, "Mon 22:00", &[]);
    assert_eq!(come_to[..3], [(0, EventKind::Opened), (540, EventKind::Closed), (541, EventKind::Opened)]);
}

#[test]
fn who_comes_is_awake() {
    let snapshot = asks_awake(Family::of([1, 2]).need(21, 1, "daily 22:00-07:00", 60))
        .helps(31, 2, 21, "daily 22:00-07:00")
        .snapshot();
    let help = comes(41, 51, &[21], 60, None);
    assert_eq!(events(&snapshot, 2, "Mon 22:00", &[help]), [(0, EventKind::Opened), (60, EventKind::Closed)]);
    let late = comes(41, 51, &[21], 61, None);
    let came_to = events(&snapshot, 2, "Mon 22:00", &[late]);
    assert_eq!(came_to, [(0, EventKind::Opened), (60, EventKind::Breached), (61, EventKind::Closed)]);
}

/// Two are needed at the hoist, one of whom may work it.
fn hoist() -> Family {
    asks_for(
        Family::of([1, 2, 3]).provider(11).need(21, 1, "Mon 08:00-09:00", 0).takes_two(),
        &[("hoist", 1)],
    )
}

#[test]
fn some_of_the_helpers_must_have_the_skill() {
    let two = |first: Option<u8>, second: Option<u8>| {
        let say = |hands: Option<u8>| {
            move |help: &mut Arrangement| hands.into_iter().for_each(|hands| with("hoist", hands)(help))
        };
        let family = hoist().helps(31, 2, 21, "Mon 08:00-09:00").but(say(first));
        stands(&family.helps(32, 3, 21, "Mon 08:00-09:00").but(say(second)))
    };
    assert_eq!(two(Some(1), Some(0)), (true, true));
    assert_eq!(two(Some(0), Some(0)), (false, false));
    assert_eq!(two(None, Some(0)), (true, false), "not known: all as told, none confirmed");
    assert_eq!(two(None, None), (true, false));
    assert_eq!(two(Some(1), None), (true, true), "what is not known decides nothing here");
    // Hands enough are still asked for.
    let alone = hoist().helps(31, 2, 21, "Mon 08:00-09:00").but(with("hoist", 1));
    assert_eq!(stands(&alone), (false, false));
    let another = alone.helps(32, 3, 21, "Mon 08:00-09:00").but(with("sign-language", 1));
    assert_eq!(
        stands(&another),
        (true, true),
        "another skill says nothing of this one, and one has it already"
    );
}

#[test]
fn each_number_is_reckoned_by_itself_with_each_sources_greatest() {
    // One source by two arrangements: two hands without the skill, one hand with it.
    let of_one = hoist().helps(31, 11, 21, "Mon 08:00-09:00").but(|help| {
        help.hands = 2;
        with("hoist", 0)(help);
    });
    assert_eq!(stands(&of_one), (false, false));
    let both = of_one.helps(32, 11, 21, "Mon 08:00-09:00").but(with("hoist", 1));
    assert_eq!(stands(&both), (true, true));
    // Two with the skill are two hands of two, and one of each of two skills may be one hand.
    let two =
        asks_for(Family::of([1, 2, 3]).need(21, 1, "Mon 08:00-09:00", 0), &[("hoist", 1), ("signs", 1)]);
    let able = two.helps(31, 2, 21, "Mon 08:00-09:00").but(with("hoist", 1));
    assert_eq!(stands(&able.clone().but(with("signs", 1))), (true, true));
    assert_eq!(stands(&able.clone().but(with("signs", 0))), (false, false));
    let shared = able.but(with("signs", 0)).helps(32, 3, 21, "Mon 08:00-09:00").but(with("signs", 1));
    assert_eq!(stands(&shared.but(with("hoist", 0))), (true, true));
}

#[test]
fn who_is_an_adult_is_what_the_date_of_birth_says() {
    let sitter = |by: u128, age: Option<Age>, said: Option<u8>| {
        let family = Family::of([1, 2]).provider(11);
        let family = asks_for(family.need(21, 1, "Mon 08:00-09:00", 0), &[("adult", 1)]);
        let mut family = family.helps(31, by, 21, "Mon 08:00-09:00");
        for who in family.parts.sources.iter_mut().filter(|who| who.id == source(by)) {
            who.age = age;
        }
        stands(&family.but(|help| said.into_iter().for_each(|hands| with("adult", hands)(help))))
    };
    for said in [None, Some(0), Some(1)] {
        assert_eq!(sitter(2, Some(Age::Adult), said), (true, true));
        assert_eq!(sitter(2, Some(Age::Under18), said), (false, false));
    }
    // Of a part of a date that leaves both open it is not known, whatever is said.
    for said in [None, Some(0), Some(1)] {
        assert_eq!(sitter(2, Some(Age::PerhapsUnder18), said), (true, false));
    }
    for by in [2, 11] {
        assert_eq!(sitter(by, None, Some(1)), (true, true));
        assert_eq!(sitter(by, None, Some(0)), (false, false));
        assert_eq!(sitter(by, None, None), (true, false));
    }
}

#[test]
fn what_would_mend_it_says_how_many_must_have_which_skill() {
    let family = hoist()
        .helps(31, 2, 21, "Mon 08:00-09:00")
        .but(with("hoist", 1))
        .helps(32, 3, 21, "Mon 08:00-09:00")
        .but(with("hoist", 0));
    let missing = |family: &Family, lost: u128| {
        let snapshot = family.snapshot();
        let mend = Support::of(&snapshot).mend(source(lost)).unwrap();
        let stretches = mend.needs.iter().flat_map(|need| &need.windows).flat_map(|window| &window.lost);
        let told = stretches.map(|stretch| {
            let skills = stretch.skills.iter().map(|skill| (skill.skill.to_string(), skill.helpers));
            (stretch.when.to_string(), stretch.hands_missing, skills.collect::<Vec<_>>())
        });
        told.collect::<Vec<_>>()
    };
    let when = "Mon 08:00-09:00".to_owned();
    let skilled = vec![("hoist".to_owned(), 1)];
    assert_eq!(missing(&family, 2), [(when.clone(), 1, skilled.clone())]);
    assert_eq!(missing(&family, 3), [(when.clone(), 1, vec![])]);
    // Two without the skill are left: hands are not missing, one with the skill is.
    let two_left = family.helps(33, 11, 21, "Mon 08:00-09:00").but(with("hoist", 0));
    assert_eq!(missing(&two_left, 2), [(when.clone(), 1, skilled)]);
    // One who brings both hands, one of them with the skill.
    let both = hoist().helps(31, 11, 21, "Mon 08:00-09:00").but(|help| {
        help.hands = 2;
        with("hoist", 1)(help);
    });
    assert_eq!(missing(&both, 11), [(when, 2, vec![("hoist".to_owned(), 1)])]);
    let json = serde_json::to_value(Support::of(&family_of_one().snapshot()).mends()).unwrap();
    assert_eq!(
        json[0]["needs"][0]["windows"][0]["lost"][0].get("skills"),
        None,
        "left out where none is asked for"
    );
}

fn family_of_one() -> Family {
    Family::of([1, 2]).need(21, 1, "Mon 08:00-09:00", 0).helps(31, 2, 21, "Mon 08:00-09:00")
}

#[test]
fn hands_gone_are_the_greatest_over_the_numbers() {
    let gone = |family: &Family, lost: u128| {
        let snapshot = family.snapshot();
        let worsened = Support::of(&snapshot).worsened(&Loss::of(source(lost))).unwrap();
        worsened.iter().map(mutual_care::support::WorsenedNeed::hands_gone).sum::<u32>()
    };
    // Of two who are needed one is there, and may work the hoist: one hand a minute is gone with them, not two.
    let alone = hoist().helps(31, 2, 21, "Mon 08:00-09:00").but(with("hoist", 1));
    assert_eq!(gone(&alone, 2), 60);
    // Three are there, and nobody may work it: of the two hands that count none is gone.
    let three = |skill: u8| {
        let family = hoist().helps(31, 2, 21, "Mon 08:00-09:00").but(with("hoist", 0));
        let family = family.helps(32, 3, 21, "Mon 08:00-09:00").but(with("hoist", 0));
        family.helps(33, 11, 21, "Mon 08:00-09:00").but(with("hoist", skill))
    };
    assert_eq!(gone(&three(0), 11), 0);
    assert_eq!(gone(&three(1), 11), 0, "the need stood, and falls");
    // Two helpers and two of them with the skill are asked for; one of the three has it.
    let short = last(three(1), |need| {
        need.with_skills(vec![SkillNeeded { skill: Word::of("hoist"), helpers: 2 }]).unwrap()
    });
    assert_eq!(gone(&short, 11), 60, "hands enough are left, and one with the skill is gone in each minute");
}

#[test]
fn a_need_closes_only_with_all_its_numbers() {
    let snapshot = hoist()
        .helps(31, 2, 21, "Mon 08:00-09:00")
        .but(with("hoist", 1))
        .helps(32, 3, 21, "Mon 08:00-12:00")
        .but(with("hoist", 0))
        .snapshot();
    let came_to = |skills: Vec<SkilledHands>| {
        let help = TimedHelp { skills, ..comes(41, 51, &[21], 20, None) };
        events(&snapshot, 2, "Mon 08:00", &[help])
            .into_iter()
            .filter(|(_, kind)| *kind == EventKind::Closed)
            .count()
    };
    let hoist = |hands| vec![SkilledHands { skill: Word::of("hoist"), hands }];
    assert_eq!((came_to(hoist(1)), came_to(hoist(0))), (1, 0));
    assert_eq!(came_to(Vec::new()), 1, "not known: as told it counts");
    // One helper and a skill: who comes without it closes nothing.
    let one = asks_for(Family::of([1, 2]).need(21, 1, "Mon 08:00-09:00", 0), &[("hoist", 1)]);
    let one = one.helps(31, 2, 21, "Mon 08:00-09:00").but(with("hoist", 1)).snapshot();
    let closed = |hands| {
        let help = TimedHelp { skills: hoist(hands), ..comes(41, 51, &[21], 20, None) };
        events(&one, 2, "Mon 08:00", &[help]).contains(&(20, EventKind::Closed))
    };
    assert_eq!((closed(1), closed(0)), (true, false));
    let too_many = TimedHelp { skills: hoist(2), ..comes(41, 51, &[21], 20, None) };
    let refused =
        Support::of(&one).timeline(Loss::of(source(2)), at("Mon 08:00"), 60, &[too_many]).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "expected a timed help to bring at most 16 skills, each with 0 to its hands"
    );
}

#[test]
fn good_days_count_whole_and_are_not_confirmed() {
    let family = family_of_one().but(on_some_days);
    assert_eq!(stands(&family), (true, false));
    let snapshot = family.snapshot();
    let support = Support::of(&snapshot);
    assert_eq!(support.given()[0].tally.being_there.total, 60, "counts whole");
    let id = snapshot.arrangements()[0].id;
    assert_eq!((support.on_some_days(), support.not_confirmed()), (vec![id], vec![]));
    assert_eq!(snapshot.arrangements()[0].availability(), Availability::OnSomeDays);
    // Whether they are willing is another question.
    let unasked = family_of_one()
        .but(on_some_days)
        .but(|help| help.willing_now = Told::NotKnown(WhyNotKnown::NotAsked));
    let snapshot = unasked.snapshot();
    let support = Support::of(&snapshot);
    assert_eq!((support.on_some_days(), support.not_confirmed()), (vec![id], vec![id]));
    // Who supports them may be lost.
    let supported =
        Family::of([1, 2, 3]).need(21, 1, "Mon 08:00-09:00", 0).helps(31, 2, 21, "Mon 08:00-09:00");
    let supported =
        supported.but(|help| help.able_now = Told::Known(Ability::OnSomeDays { by: Some(source(3)) }));
    let snapshot = supported.snapshot();
    let support = Support::of(&snapshot);
    let falls = |who: SourceId| support.hit(&Loss::of(who)).unwrap().falls;
    assert_eq!((falls(source(3)), falls(source(2))), (vec![need(21)], vec![need(21)]));
}

#[test]
fn the_review_says_who_is_there_and_does_not_do() {
    let night = asks_awake(Family::of([1, 2, 3]).need(21, 1, "daily 22:00-07:00", 60));
    let night = night.helps(31, 2, 21, "daily 22:00-07:00").but(awake);
    let asleep_beside = night.helps(32, 3, 21, "daily 22:00-07:00").but(asleep);
    let snapshot = asleep_beside.snapshot();
    let fall = Support::of(&snapshot).fall(&Loss::of(source(2))).unwrap();
    assert_eq!(fall.fallen[0].there_but.asleep, 7 * 9 * 60);
    assert_eq!(fall.fallen[0].gone.len(), 1, "who sleeps gave nothing, and is not gone");
    let text = printed(&asleep_beside);
    assert!(
        text.contains("N21 (critical), 63 h a week short; 63 h a week of it with people enough there, and too few of them awake"),
        "{text}"
    );
    // Nobody left may work the hoist.
    let left = hoist().helps(31, 2, 21, "Mon 08:00-09:00").but(with("hoist", 1));
    let left = left.helps(32, 3, 21, "Mon 08:00-09:00").but(with("hoist", 0));
    let left = left.helps(33, 11, 21, "Mon 08:00-09:00").but(with("hoist", 0));
    let text = printed(&left);
    assert!(
        text.contains("1 h a week short; 1 h a week of it with people enough there, and too few of them with the skill “hoist”"),
        "{text}"
    );
    assert!(text.contains("within Mon 08:00-09:00, by 1 person with the skill “hoist”"), "{text}");
    assert!(!serde_json::to_string(&reviewed(&family_of_one())).unwrap().contains("there_but"));
    // Where no skill is asked for, nothing of it is said.
    let plain = printed(&family_of_one());
    assert!(plain.contains("N21 (critical): 1 h a week within Mon 08:00-09:00 WHAT TO ASK"), "{plain}");
    // A gap of which the reason is that who is there sleeps.
    let gap = asks_awake(Family::of([1, 2]).need(21, 1, "Mon 22:00-24:00", 60));
    let gap = gap.helps(31, 2, 21, "Mon 22:00-23:00").but(asleep);
    let review = reviewed(&gap);
    assert_eq!((review.gaps[0].windows[0].covered, review.gaps[0].there_but.asleep), (0, 60));
}

#[test]
fn what_nobody_has_said_is_asked() {
    let open = asks_awake(asks_for(Family::of([1, 2]).need(21, 1, "Mon 22:00-24:00", 60), &[("adult", 1)]));
    let open = open.helps(31, 2, 21, "Mon 22:00-24:00").but(on_some_days);
    let review = reviewed(&open);
    let found = codes(&review);
    for code in ["able-on-some-days", "skill-not-known", "awake-not-known", "stands-only-unconfirmed"] {
        assert!(found.contains(&code), "{code}");
    }
    assert!(!found.contains(&"not-confirmed"), "able and willing are both known");
    let text = printed(&open);
    assert!(text.contains("able on some days only. Who helps on the others?"), "{text}");
    assert!(text.contains("somebody who is 18 or over? Nobody has said; taken here: yes."), "{text}");
    assert!(text.contains("awake? Nobody has said; taken here: yes."), "{text}");
    let said = open.but(with("adult", 1)).but(awake).but(|help| help.able_now = Told::Known(Ability::Yes));
    let found = reviewed(&said).findings.iter().map(Finding::code).collect::<Vec<_>>();
    for code in ["able-on-some-days", "skill-not-known", "awake-not-known", "stands-only-unconfirmed"] {
        assert!(!found.contains(&code), "{code}");
    }
}

#[test]
fn the_timeline_calls_nobody_nobody_who_is_there() {
    let night = asks_awake(Family::of([1, 2, 3]).need(21, 1, "Mon 22:00-24:00", 60));
    let night =
        night.helps(31, 2, 21, "Mon 22:00-24:00").but(awake).helps(32, 3, 21, "Mon 22:00-24:00").but(asleep);
    let told = |family: &Family| {
        let snapshot = family.snapshot();
        let support = Support::of(&snapshot);
        let (timeline, beside) = support
            .beside_nothing_lost(Loss::of(source(2)), 240, &[comes(41, 51, &[21], 130, None)])
            .unwrap()
            .timeline(at("Mon 21:00"));
        Words::new(&snapshot, &numbers(&snapshot)).timeline(&timeline, &beside)
    };
    assert!(told(&night).contains("nobody awake is there for S1: N21"), "{}", told(&night));
    let hoist = asks_for(Family::of([1, 2, 3]).need(21, 1, "Mon 22:00-24:00", 60), &[("hoist", 1)]);
    let hoist = hoist.helps(31, 2, 21, "Mon 22:00-24:00").but(with("hoist", 1));
    let hoist = hoist.helps(32, 3, 21, "Mon 22:00-24:00").but(with("hoist", 0));
    let text = told(&hoist);
    assert!(text.contains("too few people with the skills that it takes are there for S1: N21"), "{text}");
    assert!(text.contains("enough people with the skills that it takes are there again for"), "{text}");
}

#[test]
fn who_sleeps_gives_like_anybody_and_it_is_shown_apart() {
    let night =
        Family::of([1, 2]).need(21, 1, "Mon 22:00-Tue 07:00", 60).helps(31, 2, 21, "Mon 22:00-Tue 07:00");
    let given = |family: &Family| {
        let given = reviewed(family).given.remove(0);
        (given.tally.being_there.total, given.asleep.being_there.total, given.asleep.being_there.at_night)
    };
    assert_eq!(given(&night.clone().but(awake)), (540, 0, 0));
    assert_eq!(given(&night), (540, 0, 0), "not known is not asleep");
    let sleeps = night.but(asleep);
    assert_eq!(given(&sleeps), (540, 540, 540));
    assert!(printed(&sleeps).contains("of that, asleep: being there 9 h (9 h at night)"));
    // Awake for another arrangement in the first hour.
    let up_first = sleeps.helps(32, 2, 21, "Mon 22:00-23:00").but(awake);
    assert_eq!(given(&up_first), (540, 480, 480));
    // Nothing that is asked for is covered, and it is given all the same.
    let asks = asks_awake(Family::of([1, 2]).need(21, 1, "Mon 22:00-Tue 07:00", 60));
    let asks = asks.helps(31, 2, 21, "Mon 22:00-Tue 07:00").but(asleep);
    assert_eq!((given(&asks), stands(&asks)), ((540, 540, 540), (false, false)));
    let json = serde_json::to_value(reviewed(&family_of_one())).unwrap();
    assert_eq!(json["given"][0].get("asleep"), None, "left out where nobody sleeps");
}
