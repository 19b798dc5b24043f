//! What households with weeks that alternate, rotas, sleep, skills and good days reach, over a fixed range of seeds.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{Every, Told, Word};
use mutual_care::need::{ADULT, Ability, Age, Arrangement, Need, SkilledHands, SnapshotParts};

use super::generator::{self, Brings};
use super::reach::Reached;
use super::reference::{self, DAY, House, Lost, Mend, Rhythm, View, WEEK};

/// What real weeks bring, in households that use each of them alone, each two together, and all at once.
#[test]
fn real_weeks_of_every_kind() {
    let (mut reached, mut lengths) = (Reached::default(), Reached::default());
    for seed in 0..192 {
        let brings = generator::brings(seed);
        let house = House::from_parts(reference::assume(generator::real_weeks(seed)));
        let names: &[(&str, &[Brings])] = &[
            ("weeks alone", &[Brings::Weeks]),
            ("rotas alone", &[Brings::Rotas]),
            ("sleep alone", &[Brings::Sleep]),
            ("skills alone", &[Brings::Skills]),
            ("some days alone", &[Brings::SomeDays]),
            ("all at once", &Brings::ALL),
        ];
        for (name, these) in names {
            reached.note(name, brings == *these);
        }
        reached.note("two together", brings.len() == 2);
        cycles(&mut reached, &mut lengths, &house);
        stretches(&mut reached, &house);
        matters(&mut reached, &house);
    }
    lengths.at_least(3);
    reached.at_least(8);
}

/// How long the long weeks are, and what is on in some of their weeks only.
fn cycles(reached: &mut Reached, lengths: &mut Reached, house: &House) {
    let names = [
        "no cycle",
        "of 2 weeks",
        "of 3",
        "of 4",
        "of 5",
        "of 6",
        "of 7",
        "of 8",
        "of 9",
        "of 10",
        "of 11",
        "of 12",
    ];
    for (weeks, name) in (1..).zip(names) {
        lengths.note(name, house.weeks == weeks);
    }
    let longest = house.arrangements.iter().filter_map(|a| a.every).map(Every::cycle_weeks);
    reached.note("a cycle longer than each of its parts", house.weeks > longest.max().unwrap_or(1).into());
    let by_days = |a: &&Arrangement| matches!(reference::rhythm(a.every), Rhythm::Days { .. });
    let by_weeks = |a: &&Arrangement| matches!(reference::rhythm(a.every), Rhythm::Weeks { .. });
    let days = |n: i64| {
        house
            .arrangements
            .iter()
            .any(|a| matches!(reference::rhythm(a.every), Rhythm::Days { n: is, .. } if is == n))
    };
    reached.note("a rota", house.arrangements.iter().any(|a| by_days(&a)));
    reached.note("a rota of seven days", days(7));
    reached.note(
        "a rota and weeks that alternate",
        house.arrangements.iter().any(|a| by_days(&a)) && house.arrangements.iter().any(|a| by_weeks(&a)),
    );
    reached.note("a need that alternates", house.needs.iter().any(|need| need.every().is_some()));
    let not_now = |a: &Arrangement| a.every.is_some() && !a.period.contains(house.on);
    reached.note("what is not within its period alternates", house.arrangements.iter().any(not_now));
    let wraps = |start: u32, minutes: u32| start % WEEK + minutes > WEEK;
    let need_wraps = |need: &Need| {
        let windows = house.windows(need.id());
        need.every().is_some()
            && windows.iter().any(|w| wraps(w.start, w.minutes))
            && windows.len() < house.weeks as usize * need.windows().len()
    };
    reached.note("a window over Sunday midnight, not in every week", house.needs.iter().any(need_wraps));
    let round = house.needs.iter().flat_map(|need| house.windows(need.id()));
    reached.note(
        "a window over the end of a cycle",
        round.filter(|_| house.weeks > 1).any(|w| w.start + w.minutes > house.cycle()),
    );
    let help_wraps =
        |a: &Arrangement| by_weeks(&a) && reference::stretches(&a.when).iter().any(|(s, m)| wraps(*s, *m));
    reached.note("help over Sunday midnight, not in every week", house.arrangements.iter().any(help_wraps));
    let today = reference::stands_now(house, View::ALL);
    let covered = |need: &Need| house.covered_minutes(need, &Lost::new(), &today, View::ALL);
    let differ = |need: &Need| {
        let of = |week: u32| -> Vec<u16> {
            let windows = house.windows(need.id()).iter().zip(covered(need));
            windows.filter(|(window, _)| window.week == week).map(|(_, covered)| covered).collect()
        };
        (1..house.weeks).any(|week| of(week) != of(0))
    };
    reached.note("covered in one week as in no other", house.needs.iter().any(differ));
    let turns = |need: &Need| {
        let for_it: Vec<_> = house.counting_for(need.id()).filter(|a| a.every.is_some()).collect();
        let complement = |a: &Arrangement, b: &Arrangement| {
            a.when == b.when
                && house.presence(a.id).iter().zip(house.presence(b.id)).zip(0..).all(
                    |((a_is, b_is), minute)| {
                        (*a_is ^ *b_is) == a.when.contains(reference::start_at(minute).minute())
                    },
                )
        };
        for_it.iter().any(|a| for_it.iter().any(|b| a.id < b.id && complement(a, b)))
    };
    reached.note("equal weeks by two who take turns", house.needs.iter().any(turns));
}

/// Rotas that cut what goes on for more than a day.
fn stretches(reached: &mut Reached, house: &House) {
    let cut = |a: &Arrangement, is: &dyn Fn(&[bool]) -> bool| {
        let Rhythm::Days { .. } = reference::rhythm(a.every) else { return false };
        let on = |start: u32, length: u32| -> Vec<bool> {
            let day = |cut| reference::day_of(reference::monday_of(house.on), start + cut);
            (0..length).step_by(DAY as usize).map(|cut| reference::rhythm(a.every).is_on(day(cut))).collect()
        };
        (0..house.weeks).any(|week| {
            reference::stretches(&a.when)
                .iter()
                .any(|(start, length)| *length > DAY && is(&on(week * WEEK + start, *length)))
        })
    };
    let any = |is: &dyn Fn(&[bool]) -> bool| house.arrangements.iter().any(|a| cut(a, is));
    reached.note(
        "a stretch cut, with a piece on and a piece off",
        any(&|on| on.iter().any(|is| *is) && on.iter().any(|is| !is)),
    );
    reached.note("a stretch on at its end, off where it starts", any(&|on| !on[0] && on[on.len() - 1]));
}

/// Where sleep, skills and good days make a difference.
fn matters(reached: &mut Reached, house: &House) {
    let stands = |house: &House, view| reference::stands_now(house, view);
    let (today, confirmed) = (stands(house, View::ALL), stands(house, View::CONFIRMED));
    let otherwise = |change: &dyn Fn(&mut Arrangement)| {
        let mut arrangements = house.arrangements.clone();
        arrangements.iter_mut().for_each(change);
        House::from_parts(SnapshotParts {
            on: house.on,
            sources: house.sources.clone(),
            needs: house.needs.clone(),
            arrangements,
        })
    };
    let awake = otherwise(&|a| a.awake = Told::Known(true));
    reached.note("somebody asleep makes a gap", stands(&awake, View::ALL) != today);
    reached
        .note("asleep or not known makes the confirmed less", stands(&awake, View::CONFIRMED) != confirmed);
    let asleep = house.arrangements.iter().any(|a| {
        a.awake == Told::Known(false)
            && reference::counts(a, house.on)
            && today.contains(&a.need)
            && house.is_in_a_window(a)
            && reference::fall(house, &Lost::from([a.by]), &BTreeSet::new(), View::ALL)
                .all()
                .contains(&a.need)
    });
    reached.note("what falls with somebody who sleeps", asleep);
    let skilled = otherwise(&|a| {
        a.skills.clear();
    });
    reached.note("a skill decides what stands", stands(&skilled, View::ALL) != today);
    let all_said = otherwise(&|a| {
        for skill in ["hoist", "first-aid", ADULT] {
            let skill = Word::of(skill);
            if !a.skills.iter().any(|said| said.skill == skill) {
                a.skills.push(SkilledHands { skill, hands: a.hands });
            }
        }
    });
    reached
        .note("skills not known decide what is confirmed", stands(&all_said, View::CONFIRMED) != confirmed);
    let mut unborn = house.sources.clone();
    for source in &mut unborn {
        source.age = None;
    }
    let unborn = House::from_parts(SnapshotParts {
        on: house.on,
        sources: unborn,
        needs: house.needs.clone(),
        arrangements: house.arrangements.clone(),
    });
    let perhaps = |a: &Arrangement| {
        let source = house.sources.iter().find(|source| source.id == a.by).unwrap();
        let asks = house.need(a.need).skills().iter().any(|asked| asked.skill.as_str() == ADULT);
        source.age == Some(Age::PerhapsUnder18) && asks && reference::counts(a, house.on)
    };
    reached.note("perhaps an adult, where one is asked for", house.arrangements.iter().any(perhaps));
    let decides = |view| stands(&unborn, view) != stands(house, view);
    reached.note("adult by the date of birth decides", decides(View::ALL) || decides(View::CONFIRMED));
    let some = otherwise(&|a| {
        if let Told::Known(Ability::OnSomeDays { .. }) = a.able_now {
            a.able_now = Told::Known(Ability::Yes);
        }
    });
    reached.note("on some days decides what is confirmed", stands(&some, View::CONFIRMED) != confirmed);
    let supported = |a: &Arrangement| {
        matches!(a.able_now, Told::Known(Ability::OnSomeDays { by: Some(_) }))
            && reference::counts(a, house.on)
    };
    let falls = |a: &Arrangement| {
        reference::supporting(a).is_some_and(|by| {
            by != a.by
                && !reference::fall(house, &Lost::from([by]), &BTreeSet::new(), View::ALL).all().is_empty()
        })
    };
    reached.note(
        "a fall with whoever supports on some days",
        house.arrangements.iter().any(|a| supported(a) && falls(a)),
    );
    let mends: Vec<Mend> = house
        .source_ids()
        .into_iter()
        .flat_map(|by| reference::mend(house, by, View::ALL).into_values())
        .flat_map(BTreeMap::into_values)
        .collect();
    let with_skill = |mend: &Mend| mend.skilled.iter().any(|skills| !skills.is_empty());
    reached.note("a mend that asks for a skill", mends.iter().any(with_skill));
    let for_skill_only = |mend: &Mend| {
        mend.lost
            .iter()
            .zip(&mend.skilled)
            .any(|((_, hands), skills)| skills.len() > 1 || skills.values().any(|with| with < hands))
    };
    reached.note("of the hands missing some with a skill", mends.iter().any(for_skill_only));
}
