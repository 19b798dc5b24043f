//! A made-up document with everything a document can have: who keeps a spare key, and whom each key is for.

use chrono::{DateTime, Days, NaiveDate, Utc};
use mutual_care::agreement::{
    Agreement, ApprovalRules, Assent, Document, LimitRules, Part, ProofGiven, ProofNeeded, ProofRules, Rules,
    Terms, TogetherRules, words,
};
use mutual_care::base::{
    Actor, AnyId, Audience, Basis, CanonicalError, Finding, Findings, Fingerprint, Id, Ower, PersonId,
    PrivateText, Receipt, Role, Room, Rule, Said, Say, SourceId, Stamp, Term, Told, Weight, wire,
};
use mutual_care::machine::Misfit;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

pub const MOTHER: u128 = 1;
pub const SON: u128 = 2;
pub const NEIGHBOUR: u128 = 3;
pub const CARETAKER: u128 = 4;
pub const PLAN: u128 = 500;
pub const OTHER_PLAN: u128 = 501;
pub const LEASE: u128 = 700;
/// Who drew it up, who approves it, and somebody of whom nobody knows for whom they work.
pub const AUTHOR: u128 = 900;
pub const MANAGER: u128 = 901;
pub const TEMP: u128 = 902;

pub const TRIED: &str = "keys.tried";
pub const COUNTED: &str = "keys.counted";

/// Who keeps a spare key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyPlan {
    pub id: SourceId,
    #[serde(with = "wire::date")]
    pub drawn_up_on: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    pub review_by: Option<NaiveDate>,
    pub keys: Vec<Key>,
    /// Whether everybody is asked about each key, or about all of them.
    pub key_by_key: bool,
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub where_the_first_hangs: PrivateText,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    pub keeper: SourceId,
    /// Whose door it opens.
    pub opens_for: Vec<PersonId>,
}

impl Document for KeyPlan {
    type Holder = SourceId;

    const RULES: &'static Rules = &RULES;

    fn id(&self) -> AnyId {
        self.id.any()
    }

    fn fingerprint(&self) -> Result<Fingerprint, CanonicalError> {
        Fingerprint::of("keys", 1, self)
    }

    fn drawn_up_on(&self) -> NaiveDate {
        self.drawn_up_on
    }

    fn review_by(&self) -> Option<NaiveDate> {
        self.review_by
    }

    fn holders(&self) -> Vec<SourceId> {
        self.keys.iter().map(|key| key.keeper).collect()
    }

    fn is_about(&self, people: &[PersonId]) -> Result<(), Misfit> {
        let mut named = self.keys.iter().flat_map(|key| &key.opens_for);
        let known = named.all(|person| people.contains(person));
        Misfit::unless(known, "expected everybody whose door a key opens", &[self.id.any()])
    }

    fn parts(&self) -> Vec<Part> {
        let part = |key: &Key| Part { id: key.keeper.any(), changes_for: key.opens_for.clone() };
        self.keys.iter().filter(|_| self.key_by_key).map(part).collect()
    }

    /// A key that nobody has tried in the lock since it was cut, says the receipt.
    fn rests_on(&self, proof: &ProofGiven) -> Vec<Finding> {
        let codes = &proof.receipt.headline().codes;
        let new = codes.iter().any(|code| code.as_str() == "cut-anew");
        new.then(|| Finding::new(&KEY_CUT_ANEW).about(self.id)).into_iter().collect()
    }

    fn is_provided_by(&self, who: Actor) -> Told<bool> {
        match who {
            Actor::Person(person) => Told::Known(self.holders().contains(&person.into())),
            Actor::Worker(worker) if worker == id(TEMP) => Told::default(),
            Actor::Worker(_) => Told::Known(false),
        }
    }
}

macro_rules! rules {
    ($($name:ident $code:literal $weight:ident;)+) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "named as the statics are")]
        enum Place { $($name),+ }
        $(pub static $name: Rule = Rule {
            code: $code,
            room: Room::Vendor,
            place: Place::$name as u16,
            weight: Weight::$weight,
            audience: Audience::Anyone,
            professional: $code,
            person: $code,
            basis: Basis::definition("spare keys"),
        };)+
    };
}
rules! {
    DOES_NOT_AGREE "does-not-agree" Bars;
    NOT_KNOWN "not-known" Bars;
    IN_ANOTHERS_PLACE "in-anothers-place" Notes;
    DECIDES_FOR_THE_OTHER "decides-for-the-other" Warns;
    ONLY_FOR_OTHERS "only-for-others" Notes;
    TRIED_TO_AGREE "tried-to-agree" Warns;
    HAS_NOT_GOT_IT "has-not-got-it" Bars;
    KEEPER_HAS_NOT_GOT_IT "keeper-has-not-got-it" Warns;
    SHARING_OWED "sharing-owed" Notes;
    NO_REVIEW_DATE "no-review-date" Notes;
    REVIEW_DATE_PASSED "review-date-passed" Warns;
    REVIEW_OWED "review-owed" Notes;
    POLICY_NOT_SET "policy-not-set" Notes;
    NOT_PROVEN "not-proven" Bars;
    OF_ANOTHER_VERSION "of-another-version" Bars;
    FAILS "fails" Bars;
    ONLY_CLAIMED "only-claimed" Warns;
    RISK_ACCEPTED "risk-accepted" Warns;
    NOT_IN_THIS_ROLE "not-in-this-role" Bars;
    LOCK_HAS_CHANGED "lock-has-changed" Warns;
    NEVER_COMPARED "never-compared" Warns;
    KEY_CUT_ANEW "key-cut-anew" Bars;
    NOT_APPROVED "not-approved" Bars;
    IS_AUTHOR "is-author" Bars;
    AUTHOR_NOT_KNOWN "author-not-known" Warns;
    IS_FOR_THEM "is-for-them" Bars;
    IS_PROVIDER "is-provider" Bars;
    PROVIDER_NOT_KNOWN "provider-not-known" Warns;
    ABOVE_LIMIT "above-limit" Bars;
    LIMIT_NOT_SET "limit-not-set" Bars;
    COST_NOT_KNOWN "cost-not-known" Bars;
    LEASE_NOT_SIGNED "lease-not-signed" Bars;
    ANOTHER_LEASE "another-lease" Warns;
}

static RULES: Rules = Rules {
    words: words!("key plan", "a keeper"),
    owed_by: Ower::Keeper,
    does_not_agree: &DOES_NOT_AGREE,
    not_known: &NOT_KNOWN,
    in_anothers_place: &IN_ANOTHERS_PLACE,
    decides_for_the_other: &DECIDES_FOR_THE_OTHER,
    only_for_others: Some(&ONLY_FOR_OTHERS),
    tried_to_agree: Some(&TRIED_TO_AGREE),
    has_not_got_it: &HAS_NOT_GOT_IT,
    holder_has_not_got_it: Some(&KEEPER_HAS_NOT_GOT_IT),
    sharing_owed: &SHARING_OWED,
    no_review_date: &NO_REVIEW_DATE,
    review_date_passed: &REVIEW_DATE_PASSED,
    review_owed: &REVIEW_OWED,
    policy_not_set: &POLICY_NOT_SET,
    proof: Some(ProofRules {
        needed: &[
            ProofNeeded { kind: COUNTED, holds: |_| true },
            ProofNeeded { kind: TRIED, holds: |headline| headline.level >= Some(1) },
        ],
        receipt: "expected the receipt of keys that were counted or tried",
        not_proven: &NOT_PROVEN,
        of_another_version: &OF_ANOTHER_VERSION,
        fails: &FAILS,
        only_claimed: &ONLY_CLAIMED,
        risk_accepted: &RISK_ACCEPTED,
        not_in_this_role: &NOT_IN_THIS_ROLE,
        read_has_changed: &LOCK_HAS_CHANGED,
        never_compared: &NEVER_COMPARED,
    }),
    approval: Some(ApprovalRules {
        not_approved: &NOT_APPROVED,
        is_author: &IS_AUTHOR,
        author_not_known: &AUTHOR_NOT_KNOWN,
        is_for_them: &IS_FOR_THEM,
        is_provider: &IS_PROVIDER,
        provider_not_known: &PROVIDER_NOT_KNOWN,
        limit: Some(LimitRules {
            above: &ABOVE_LIMIT,
            not_set: &LIMIT_NOT_SET,
            cost_not_known: &COST_NOT_KNOWN,
        }),
    }),
    together: Some(TogetherRules { not_in_force: &LEASE_NOT_SIGNED, another_revision: &ANOTHER_LEASE }),
};

pub fn id<K>(number: u128) -> Id<K> {
    Id::new(Uuid::from_u128(number))
}

pub fn person(number: u128) -> PersonId {
    id(number)
}

pub fn keeper(number: u128) -> SourceId {
    id(number)
}

pub fn worker(number: u128) -> Actor {
    id::<mutual_care::base::kinds::Worker>(number).into()
}

pub fn words_of(text: &str) -> PrivateText {
    PrivateText::new(text).unwrap()
}

pub fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap() + Days::new(number)
}

/// The neighbour keeps a key to the mother's door, the caretaker one to both.
pub fn plan() -> KeyPlan {
    KeyPlan {
        id: id(PLAN),
        drawn_up_on: day(0),
        review_by: Some(day(100)),
        keys: vec![
            Key { keeper: keeper(NEIGHBOUR), opens_for: vec![person(MOTHER)] },
            Key { keeper: keeper(CARETAKER), opens_for: vec![person(MOTHER), person(SON)] },
        ],
        key_by_key: false,
        where_the_first_hangs: PrivateText::default(),
    }
}

pub fn plan_with(change: impl FnOnce(&mut KeyPlan)) -> KeyPlan {
    let mut plan = plan();
    change(&mut plan);
    plan
}

pub fn both() -> Vec<PersonId> {
    vec![person(MOTHER), person(SON)]
}

pub fn drawn_up(plan: KeyPlan) -> Agreement<KeyPlan> {
    Agreement::drawn_up(day(0), Box::new(plan), both(), worker(AUTHOR)).unwrap()
}

/// Everybody has it.
pub fn shared(plan: KeyPlan) -> Agreement<KeyPlan> {
    let mut agreement = drawn_up(plan);
    agreement.share(day(1), &both(), &[keeper(NEIGHBOUR), keeper(CARETAKER)]);
    agreement
}

pub fn receipt(kind: &str, level: u32, codes: &[&str], read: &[Fingerprint]) -> Receipt {
    let question = Fingerprint::of("question", 1, "asked").unwrap();
    let headline = json!({ "level": level, "codes": codes });
    let receipt =
        json!({ "kind": kind, "edition": 1, "question": question, "headline": headline, "read": read });
    serde_json::from_value(receipt).unwrap()
}

pub fn proof(kind: &str, of: &KeyPlan, level: u32) -> ProofGiven {
    ProofGiven { receipt: receipt(kind, level, &[], &[of.fingerprint().unwrap(), lock(0)]), as_at: day(0) }
}

/// The lock as it is after so many changes of it.
pub fn lock(changes: u64) -> Fingerprint {
    Fingerprint::of("lock", 1, &changes).unwrap()
}

pub fn proofs(of: &KeyPlan) -> Vec<ProofGiven> {
    vec![proof(COUNTED, of, 0), proof(TRIED, of, 1)]
}

pub fn says(mother: Say, son: Say) -> Vec<Said> {
    vec![Said { person: person(MOTHER), say: mother }, Said { person: person(SON), say: son }]
}

/// Both agree, and it is proven.
pub fn agreed_to() -> Assent {
    Assent { proofs: proofs(&plan()), ..Assent::new(day(2), says(Say::Agrees, Say::Agrees)) }
}

pub fn stamp() -> Stamp {
    let at: DateTime<Utc> = "2026-03-10T09:00:00Z".parse().unwrap();
    Stamp::new(at, id::<mutual_care::base::kinds::Worker>(AUTHOR), Role::SocialWorker).unwrap()
}

pub fn terms() -> Terms<'static> {
    let (share_within, review_within) = (Some(Term::Days(7)), Some(Term::Months(6)));
    Terms { share_within, review_within, review_notice_weeks: 4, accepts_risk: None }
}

/// The codes of what bars.
pub fn bars(findings: &Findings) -> Vec<&'static str> {
    findings.iter().filter(|finding| finding.weight() == Weight::Bars).map(Finding::code).collect()
}

/// The codes of what was found but for proofs that are only claimed, as all are here.
pub fn codes(findings: &Findings) -> Vec<&'static str> {
    let found = findings.iter().map(Finding::code);
    found.filter(|code| *code != "only-claimed").collect()
}
