//! Who is close to whom, as the rule about paying relatives from direct payments tells it (SI 2014/2871 reg 3).

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::NaiveDate;

use crate::base::{PersonId, Told, codes};
use crate::household::{HouseholdInput, KinIs, Person};

codes! {
    /// What somebody who is paid is to the person whose needs they meet.
    pub enum Closeness: "what a payee is to the person" {
        /// Married to them, or in a civil partnership with them, wherever they live.
        Spouse = "spouse", "wife, husband or civil partner";
        /// Living with them as though they were.
        AsSpouse = "as_spouse", "somebody who lives with them as a wife or husband would";
        /// Of the closed list of close family, and in the same household.
        CloseFamily = "close_family", "close family in the same household";
        /// None of these.
        Neither = "neither", "neither a partner nor close family in the same household";
    }
}

impl Closeness {
    /// Whether the rule holds for them.
    pub const fn is_close(self) -> bool {
        !matches!(self, Self::Neither)
    }
}

/// What somebody who is paid is to the person whose needs they meet, on a day, as far as the household says.
///
/// The closed list is: parents and parents-in-law, sons and daughters, sons- and daughters-in-law, stepsons and
/// stepdaughters, brothers and sisters, aunts and uncles, grandparents, and whoever is the wife, husband or partner of one
/// of these. It holds where the two live in one household. What follows from two statements is found: the mother of the
/// wife, the brother of the father. A brother-in-law is on the list as the husband of a sister, and is not as the brother
/// of a wife: where nothing says which, it is not known.
///
/// Not known is never *neither*: who is not stated to be anything to the person may be anything.
///
/// ```
/// use mutual_care::base::{Period, Told};
/// use mutual_care::household::{HouseholdInput, HouseholdInputParts, Kin, KinIs, Lives, Person};
/// use mutual_care::package::{Closeness, closeness};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
/// let (mother, son) = (id(1).parse()?, id(2).parse()?);
/// let mut parts = HouseholdInputParts::new(id(9).parse()?, day(2));
/// // He moves out on 9 March.
/// let lives = Lives::Here(Period::new(None, Some(day(9)))?);
/// parts.people = vec![Person::here(mother), Person { lives, ..Person::here(son) }];
/// parts.kin = vec![Kin { person: son, is: KinIs::Son, of: mother }];
/// let household = HouseholdInput::new(parts)?;
/// assert_eq!(closeness(&household, son, mother, day(8)), Told::Known(Closeness::CloseFamily));
/// assert_eq!(closeness(&household, son, mother, day(9)), Told::Known(Closeness::Neither));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn closeness(
    household: &HouseholdInput,
    payee: PersonId,
    person: PersonId,
    on: NaiveDate,
) -> Told<Closeness> {
    Kinship::of(household).tie(payee, person, on).closeness()
}

/// What is known of two people: what one is to the other, and whether they live in one household.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tie {
    kin: Words,
    together: Option<bool>,
}

impl Tie {
    /// The same with what was asked, where the household does not say it: what is closer counts, and where people live is
    /// what the household says.
    pub(crate) fn asked(self, is: Option<Closeness>, together: Option<bool>) -> Self {
        let kin = match is {
            None => self.kin,
            Some(Closeness::Spouse) => self.kin.and(KinWord::Married),
            Some(Closeness::AsSpouse) => self.kin.and(KinWord::Partner),
            Some(Closeness::CloseFamily) => self.kin.and(KinWord::Listed),
            Some(Closeness::Neither) => self.kin.without(KinWord::Perhaps).and(KinWord::Unlisted),
        };
        Self { kin, together: self.together.or(together) }
    }

    /// What has to be asked of two of whom it is not known whether they are close, in words.
    pub(crate) const fn to_ask(self) -> &'static str {
        let near = self.kin.has(KinWord::Partner) || self.kin.has(KinWord::Listed);
        match self.together {
            None if near => "whether they live in the person's household",
            Some(false) if self.kin.has(KinWord::Partner) => "whether they are married or civil partners",
            _ => "what they are to the person",
        }
    }

    pub(crate) fn closeness(self) -> Told<Closeness> {
        let has = |word| self.kin.has(word);
        match self.together {
            _ if has(KinWord::Married) => Told::Known(Closeness::Spouse),
            Some(true) if has(KinWord::Partner) => Told::Known(Closeness::AsSpouse),
            Some(true) if has(KinWord::Listed) => Told::Known(Closeness::CloseFamily),
            // Partners who live apart may be married.
            _ if has(KinWord::Partner) => Told::default(),
            None if has(KinWord::Listed) => Told::default(),
            Some(true) | None if has(KinWord::Perhaps) => Told::default(),
            _ if self.kin != Words::default() => Told::Known(Closeness::Neither),
            _ => Told::default(),
        }
    }
}

/// What is found of two people over some days: the first on which they are known to be close, and the first on which it
/// is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct TieOver {
    pub(crate) close: Option<(NaiveDate, Closeness)>,
    pub(crate) not_known: Option<(NaiveDate, Tie)>,
}

/// What a word for kin comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum KinWord {
    Married = 1,
    Partner = 2,
    Listed = 4,
    /// It may be on the list.
    Perhaps = 8,
    Unlisted = 16,
    /// Not to be said, so that nothing is known by it.
    Nothing = 0,
}

/// All that is known of what one is to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Words(u8);

impl Words {
    const fn and(self, word: KinWord) -> Self {
        Self(self.0 | word as u8)
    }

    const fn without(self, word: KinWord) -> Self {
        Self(self.0 & !(word as u8))
    }

    const fn has(self, word: KinWord) -> bool {
        self.0 & word as u8 != 0
    }
}

/// Who is what to whom in a household, read once.
pub(crate) struct Kinship<'a> {
    household: &'a HouseholdInput,
    words: BTreeMap<(PersonId, PersonId), Vec<KinIs>>,
}

impl<'a> Kinship<'a> {
    pub(crate) fn of(household: &'a HouseholdInput) -> Self {
        let mut words: BTreeMap<_, Vec<KinIs>> = BTreeMap::new();
        for person in household.people() {
            for (of, is) in household.kin_of(person.id) {
                words.entry((person.id, of)).or_default().push(is);
            }
        }
        Self { household, words }
    }

    /// Whether somebody is among the people of the household.
    pub(crate) fn knows(&self, id: PersonId) -> bool {
        self.household.person(id).is_some()
    }

    /// What is known of a payee and a person on a day.
    pub(crate) fn tie(&self, payee: PersonId, person: PersonId, on: NaiveDate) -> Tie {
        let address = |id| self.household.person(id).map(|person| person.address_on(on));
        let together = address(payee).zip(address(person)).and_then(|(one, other)| {
            if one.is_known_same(&other) { Some(true) } else { one.is_known_other(&other).then_some(false) }
        });
        Tie { kin: self.kin(payee, person), together }
    }

    /// What is found of a payee and a person from a day on, until another if there is one: on that day, and on each on which
    /// either of them moves. `asked` adds what was asked besides.
    ///
    /// Without a household nothing is known of them but what was asked.
    pub(crate) fn over(
        of: Option<&Self>,
        [payee, person]: [PersonId; 2],
        from: NaiveDate,
        until: Option<NaiveDate>,
        asked: impl Fn(Tie) -> Tie,
    ) -> TieOver {
        let both = [payee, person].into_iter().filter_map(|id| of?.household.person(id));
        let mut days: BTreeSet<NaiveDate> = both.flat_map(Person::moves_on).collect();
        days.retain(|day| from < *day && until.is_none_or(|until| *day < until));
        days.insert(from);
        let mut over = TieOver::default();
        for day in days {
            let tie = of.map_or_else(Tie::default, |of| of.tie(payee, person, day));
            let tie = asked(tie);
            match tie.closeness() {
                Told::Known(Closeness::Neither) => {}
                Told::Known(is) => over.close = over.close.or(Some((day, is))),
                Told::NotKnown(_) => over.not_known = over.not_known.or(Some((day, tie))),
            }
        }
        over
    }

    fn kin(&self, payee: PersonId, person: PersonId) -> Words {
        let mut kin = self.listed(payee, person);
        // The wife, husband or partner of somebody on the list is on it.
        for partner in self.who_is(payee, PARTNERS).filter(|partner| *partner != person) {
            let theirs = self.listed(partner, person);
            for word in [KinWord::Listed, KinWord::Perhaps] {
                kin = if theirs.has(word) { kin.and(word) } else { kin };
            }
        }
        let in_law = self.words(payee, person).any(|is| is.general() == KinIs::SiblingInLaw);
        let of_spouse = self.who_is(person, PARTNERS).any(|spouse| self.is(payee, spouse, SIBLINGS));
        if in_law && of_spouse {
            // The brother of a wife, which the list does not name.
            kin.without(KinWord::Perhaps).and(KinWord::Unlisted)
        } else {
            kin
        }
    }

    /// Whether somebody is on the list of a person: by a word, or by two that lead there.
    fn listed(&self, id: PersonId, person: PersonId) -> Words {
        let mut found = self.words(id, person).fold(Words::default(), |words, is| words.and(word(is)));
        if id == person {
            return found;
        }
        for parent in self.who_is(person, PARENTS).filter(|parent| *parent != id) {
            if [PARENTS, SIBLINGS, CHILDREN].iter().any(|words| self.is(id, parent, words)) {
                found = found.and(KinWord::Listed);
            }
        }
        for spouse in self.who_is(person, PARTNERS).filter(|spouse| *spouse != id) {
            if self.is(id, spouse, CHILDREN) {
                found = found.and(KinWord::Listed);
            }
            if self.is(id, spouse, PARENTS) {
                let married = self.words(spouse, person).any(|is| word(is) == KinWord::Married);
                found = found.and(if married { KinWord::Listed } else { KinWord::Perhaps });
            }
        }
        found
    }

    fn is(&self, one: PersonId, of: PersonId, general: &[KinIs]) -> bool {
        self.words(one, of).any(|is| general.contains(&is.general()))
    }

    fn words(&self, one: PersonId, of: PersonId) -> impl Iterator<Item = KinIs> + '_ {
        self.words.get(&(one, of)).into_iter().flatten().copied()
    }

    /// Everybody who is one of these to a person.
    fn who_is(&self, person: PersonId, general: &'static [KinIs]) -> impl Iterator<Item = PersonId> + '_ {
        let of_person = self.words.iter().filter(move |((_, of), _)| *of == person);
        of_person
            .filter(|(_, words)| words.iter().any(|is| general.contains(&is.general())))
            .map(|((one, _), _)| *one)
    }
}

const PARENTS: &[KinIs] = &[KinIs::Parent, KinIs::AdoptiveParent];
const CHILDREN: &[KinIs] = &[KinIs::Child, KinIs::AdoptiveChild];
const SIBLINGS: &[KinIs] = &[KinIs::Sibling, KinIs::HalfSibling, KinIs::AdoptiveSibling];
const PARTNERS: &[KinIs] = &[KinIs::Partner];

/// What a word comes to. Adopted and half-blood family is family; a stepparent is a parent's wife, husband or partner;
/// foster family and stepbrothers are not on the list.
const fn word(is: KinIs) -> KinWord {
    match is {
        KinIs::Wife | KinIs::Husband => KinWord::Married,
        KinIs::Partner => KinWord::Partner,
        KinIs::Other => KinWord::Nothing,
        _ => match is.general() {
            KinIs::Parent
            | KinIs::AdoptiveParent
            | KinIs::StepParent
            | KinIs::ParentInLaw
            | KinIs::Child
            | KinIs::AdoptiveChild
            | KinIs::StepChild
            | KinIs::ChildInLaw
            | KinIs::Sibling
            | KinIs::HalfSibling
            | KinIs::AdoptiveSibling
            | KinIs::AuntOrUncle
            | KinIs::Grandparent => KinWord::Listed,
            KinIs::SiblingInLaw => KinWord::Perhaps,
            _ => KinWord::Unlisted,
        },
    }
}
