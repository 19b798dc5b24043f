//! Each step on its boundary, from both sides; and what it changes.

use std::collections::BTreeSet;

use mutual_care::agreement::{
    Agreement, Approval, Assent, Document, InForce, LastReview, ProofGiven, RiskAccepted, SaidOfPart, Terms,
    Tried,
};
use mutual_care::base::{
    Actor, Amount, AnyId, BestInterests, Deadline, England, Findings, Money, Power, RecordRef, Role, Said,
    Say, Told, kinds,
};
use mutual_care::machine::Misfit;

use crate::key::{
    AUTHOR, CARETAKER, COUNTED, KeyPlan, LEASE, MANAGER, MOTHER, NEIGHBOUR, OTHER_PLAN, SON, TEMP, TRIED,
    agreed_to, bars, both, codes, day, drawn_up, id, keeper, lock, person, plan, plan_with, proof, proofs,
    receipt, says, shared, stamp, terms, words_of, worker,
};

fn says_why(misfit: Result<(), Misfit>) -> String {
    misfit.map_or_else(|misfit| misfit.to_string(), |()| String::new())
}

fn agreeing(agreement: &Agreement<KeyPlan>, assent: &Assent) -> Findings {
    agreement.agreeing_fits(assent).unwrap_or_else(|misfit| panic!("{misfit}"));
    agreement.agreeing(assent, &terms(), &stamp())
}

#[test]
fn it_is_about_somebody_and_each_once_and_nobody_it_speaks_of_is_missing() {
    let about = |people: &[u128]| {
        let people = people.iter().map(|number| person(*number)).collect();
        let drawn_up = Agreement::drawn_up(day(0), Box::new(plan()), people, worker(AUTHOR));
        says_why(drawn_up.map(|_| ()))
    };
    assert_eq!(about(&[MOTHER, SON]), "");
    assert_eq!(about(&[MOTHER, SON, NEIGHBOUR]), "");
    let each_once = "expected everyone the key plan is about, each once";
    assert!(about(&[]).starts_with(each_once) && about(&[MOTHER, SON, SON]).starts_with(each_once));
    assert!(about(&[MOTHER]).starts_with("expected everybody whose door a key opens"));
    let many: Vec<u128> = (1..=65).collect();
    assert_eq!(about(&many[..64]), "");
    assert!(about(&many).starts_with(each_once));
    let early = |plan: KeyPlan| Agreement::drawn_up(day(0), Box::new(plan), both(), worker(AUTHOR)).is_err();
    assert!(!early(plan()) && early(plan_with(|plan| plan.drawn_up_on = day(1))));
}

#[test]
fn what_the_policy_lacks_is_said_where_it_would_count() {
    let bare = Terms::default();
    let dated = |review: bool| plan_with(|plan| plan.review_by = review.then(|| day(100)));
    let found = |plan: &KeyPlan, terms: Terms<'_>| codes(&Agreement::drawing_up(plan, &terms));
    assert_eq!(found(&dated(true), terms()), [""; 0]);
    assert_eq!(found(&dated(false), terms()), [""; 0]);
    assert_eq!(found(&dated(true), bare), ["policy-not-set"]);
    assert_eq!(found(&dated(false), bare), ["no-review-date", "policy-not-set", "policy-not-set"]);
    let mut agreement = drawn_up(dated(false));
    let review = |next_by| LastReview { on: day(9), next_by };
    assert_eq!(codes(&agreement.reviewing(&review(None), &terms())), [""; 0]);
    assert_eq!(codes(&agreement.reviewing(&review(Some(day(10))), &bare)), [""; 0]);
    assert_eq!(codes(&agreement.reviewing(&review(None), &bare)), ["no-review-date", "policy-not-set"]);
    agreement.approve(Approval { on: day(3), by: worker(MANAGER), yearly_pence: None });
    let from = InForce { on: day(3), with: None };
    assert_eq!(codes(&agreement.coming_into_force(&from, &terms())), [""; 0]);
    assert_eq!(codes(&agreement.coming_into_force(&from, &bare)), ["no-review-date", "policy-not-set"]);
}

#[test]
fn it_is_shared_with_somebody_who_is_in_it_and_the_first_time_counts() {
    let mut agreement = drawn_up(plan());
    let fits = |on, people: &[u128], keepers: &[u128]| {
        let people: Vec<_> = people.iter().map(|number| person(*number)).collect();
        let keepers: Vec<_> = keepers.iter().map(|number| keeper(*number)).collect();
        says_why(agreement.sharing_fits(day(on), &people, &keepers))
    };
    assert_eq!(fits(0, &[SON], &[]), "");
    assert_eq!(fits(0, &[], &[CARETAKER]), "");
    assert!(fits(0, &[], &[]).contains("expected somebody with whom it was shared"));
    assert!(fits(0, &[77], &[]).contains("expected somebody the key plan is about, or a keeper"));
    assert!(fits(0, &[], &[77]).contains("expected a keeper of this key plan"));
    let before = agreement.not_before(day(0).pred_opt().unwrap());
    assert!(says_why(before).contains("no earlier than the day of this version"));

    agreement.share(day(1), &[person(SON)], &[keeper(CARETAKER)]);
    agreement.share(day(3), &both(), &[keeper(NEIGHBOUR), keeper(CARETAKER)]);
    let people: Vec<_> = agreement.people_who_have_it().clone().into_iter().collect();
    assert_eq!(people, [(person(MOTHER), day(3)), (person(SON), day(1))]);
    let holders: Vec<_> = agreement.holders_who_have_it().clone().into_iter().collect();
    assert_eq!(holders, [(keeper(NEIGHBOUR), day(3)), (keeper(CARETAKER), day(1))]);
}

#[test]
fn nobody_agrees_to_what_they_have_not_got() {
    let mut agreement = drawn_up(plan());
    agreement.share(day(1), &[person(MOTHER)], &[keeper(CARETAKER)]);
    let found = agreeing(&agreement, &agreed_to());
    assert_eq!(codes(&found), ["has-not-got-it", "keeper-has-not-got-it"]);
    assert_eq!(found.with_code("has-not-got-it").next().unwrap().concerns(), [person(SON).any()]);
    assert_eq!(codes(&agreeing(&shared(plan()), &agreed_to())), [""; 0]);
}

#[test]
fn everybody_it_is_about_agrees_or_it_is_not_agreed_to() {
    let agreement = shared(plan());
    let with = |mother, son| codes(&agreeing(&agreement, &Assent { says: says(mother, son), ..agreed_to() }));
    let no = || Say::Disagrees { wants: Some(words_of("a key safe")) };
    assert_eq!(with(Say::Agrees, Say::Agrees), [""; 0]);
    assert_eq!(with(Say::Agrees, Say::NotAsked), ["not-known"]);
    assert_eq!(with(no(), Say::NotAsked), ["does-not-agree", "not-known"], "all reasons at once");
    let silent = Assent { says: says(Say::Agrees, Say::Agrees)[..1].to_vec(), ..agreed_to() };
    assert_eq!(codes(&agreeing(&agreement, &silent)), ["not-known"], "who is missing was not asked");
    let each = "expected what each person the key plan is about says, each once";
    let mut twice = agreed_to();
    twice.says.push(twice.says[0].clone());
    assert!(says_why(agreement.agreeing_fits(&twice)).starts_with(each));
    let mut stranger = agreed_to();
    stranger.says[0].person = person(77);
    assert!(says_why(agreement.agreeing_fits(&stranger)).starts_with(each));
    let mut part = agreed_to();
    part.of_parts.push(SaidOfPart { part: keeper(CARETAKER).any(), person: person(SON), say: Say::Agrees });
    assert!(says_why(agreement.agreeing_fits(&part)).starts_with(each), "it is agreed to as a whole");
    let early = Assent { on: day(0).pred_opt().unwrap(), ..agreed_to() };
    assert!(agreement.agreeing_fits(&early).is_err());
}

fn by_power(by: Actor, covers_this: Told<bool>, agrees: bool) -> Say {
    Say::DecidedByPower { by, power: Power::WelfareDeputy, covers_this, registered: Told::default(), agrees }
}

fn in_best_interests(decided_by: Actor, agrees: bool) -> Say {
    let assessed_by = worker(AUTHOR);
    Say::BestInterests(BestInterests {
        assessed_by,
        assessed_on: day(1),
        decided_by,
        consulted: Vec::new(),
        agrees,
    })
}

#[test]
fn who_decides_for_somebody_is_told_and_whoever_is_in_it_too_is_looked_at() {
    let agreement = shared(plan());
    let with = |son| codes(&agreeing(&agreement, &Assent { says: says(Say::Agrees, son), ..agreed_to() }));
    let mother: Actor = person(MOTHER).into();
    assert_eq!(with(by_power(worker(MANAGER), Told::Known(true), true)), ["in-anothers-place"]);
    assert_eq!(
        with(by_power(mother, Told::Known(true), true)),
        ["decides-for-the-other", "in-anothers-place"]
    );
    assert_eq!(with(in_best_interests(worker(MANAGER), true)), ["in-anothers-place"]);
    assert_eq!(
        with(in_best_interests(mother, false)),
        ["does-not-agree", "decides-for-the-other", "in-anothers-place"]
    );
    // A power that is not known to cover this settles nothing, and neither does one that does not.
    for covers in [Told::default(), Told::Known(false)] {
        assert_eq!(with(by_power(worker(MANAGER), covers, true)), ["not-known", "in-anothers-place"]);
    }
    // Whoever decides is looked at whether or not they were asked for themselves.
    let alone = vec![Said { person: person(SON), say: by_power(mother, Told::Known(true), true) }];
    let found = codes(&agreeing(&agreement, &Assent { says: alone, ..agreed_to() }));
    assert_eq!(found, ["not-known", "decides-for-the-other", "in-anothers-place"]);
}

#[test]
fn what_was_tried_with_somebody_who_disagrees_lifts_that_and_nothing_else() {
    let agreement = shared(plan());
    let tried =
        |number| Tried { person: person(number), on: day(2), words: words_of("Showed her a key safe.") };
    let no = || Say::Disagrees { wants: None };
    let with = |mother, son, tried| {
        let found = agreeing(&agreement, &Assent { says: says(mother, son), tried, ..agreed_to() });
        (bars(&found), found.with_code("tried-to-agree").count())
    };
    assert_eq!(with(no(), Say::Agrees, Vec::new()), (vec!["does-not-agree"], 0));
    assert_eq!(with(no(), Say::Agrees, vec![tried(MOTHER)]), (vec![], 1));
    assert_eq!(with(no(), no(), vec![tried(MOTHER)]), (vec!["does-not-agree"], 1));
    assert_eq!(with(Say::Agrees, Say::NotAsked, vec![tried(SON)]), (vec!["not-known"], 0));
    assert_eq!(with(Say::Agrees, Say::Agrees, vec![tried(MOTHER)]), (vec![], 0), "nothing to lift");
    let fits = |tried| agreement.agreeing_fits(&Assent { tried: vec![tried], ..agreed_to() }).is_ok();
    assert!(fits(tried(MOTHER)) && !fits(tried(77)));
    assert!(!fits(Tried { on: day(3), ..tried(MOTHER) }), "afterwards");
    assert!(!fits(Tried { words: words_of(""), ..tried(MOTHER) }));
}

#[test]
fn part_by_part_a_no_bars_where_it_changes_something_for_whoever_says_it() {
    let key_by_key = plan_with(|plan| plan.key_by_key = true);
    let agreement = shared(key_by_key.clone());
    let said = |number, part, say| SaidOfPart { part: keeper(part).any(), person: person(number), say };
    let with = |mother_of_hers: Say, son_of_hers: Say, son_of_both: Say| {
        let of_parts = vec![
            said(MOTHER, NEIGHBOUR, mother_of_hers),
            said(SON, NEIGHBOUR, son_of_hers),
            said(MOTHER, CARETAKER, Say::Agrees),
            said(SON, CARETAKER, son_of_both),
        ];
        let proofs = proofs(&key_by_key);
        codes(&agreeing(&agreement, &Assent { of_parts, proofs, ..Assent::new(day(2), Vec::new()) }))
    };
    let no = || Say::Disagrees { wants: None };
    let yes = || Say::Agrees;
    assert_eq!(with(yes(), yes(), yes()), [""; 0]);
    assert_eq!(with(yes(), no(), yes()), ["only-for-others"], "it is her door");
    assert_eq!(with(yes(), yes(), no()), ["does-not-agree"]);
    assert_eq!(with(yes(), Say::NotAsked, yes()), ["not-known"], "everybody is asked about everything");
    // Who decides for her about her own door, and lives behind another, gains nothing by it.
    let by_son = by_power(person(SON).into(), Told::Known(true), true);
    assert_eq!(with(by_son, yes(), yes()), ["in-anothers-place"]);
    let by_mother = || by_power(person(MOTHER).into(), Told::Known(true), true);
    assert_eq!(with(yes(), yes(), by_mother()), ["decides-for-the-other", "in-anothers-place"]);
    assert_eq!(with(yes(), by_mother(), yes()), ["decides-for-the-other", "in-anothers-place"]);
    let nobody = Assent { proofs: proofs(&key_by_key), ..Assent::new(day(2), Vec::new()) };
    let found = agreeing(&agreement, &nobody);
    assert_eq!(found.with_code("not-known").count(), 4);
    let about: Vec<AnyId> = vec![person(MOTHER).any(), keeper(NEIGHBOUR).any()];
    assert!(found.iter().any(|finding| finding.concerns() == about), "who, and about what");
    let fits = |of: SaidOfPart| {
        agreement.agreeing_fits(&Assent { of_parts: vec![of], ..Assent::new(day(2), Vec::new()) }).is_ok()
    };
    assert!(
        fits(said(SON, NEIGHBOUR, yes())) && !fits(said(SON, 77, yes())) && !fits(said(77, NEIGHBOUR, yes()))
    );
    assert!(agreement.agreeing_fits(&agreed_to()).is_err(), "it is not agreed to as a whole");
}

#[test]
fn a_proof_is_of_this_very_version_of_each_kind_and_holds_or_the_risk_is_accepted() {
    let agreement = shared(plan());
    let other = plan_with(|plan| plan.keys.truncate(1));
    let with = |proofs: Vec<ProofGiven>, accepted: bool| {
        let risk = RiskAccepted { reason: words_of("The locksmith is away."), accepted_by: worker(MANAGER) };
        let risk = accepted.then_some(risk);
        agreeing(&agreement, &Assent { proofs, risk, ..agreed_to() })
    };
    let (counted, tried) =
        (|of: &KeyPlan| proof(COUNTED, of, 0), |of: &KeyPlan, level| proof(TRIED, of, level));
    let plan = plan();
    for (proofs, expected) in [
        (vec![counted(&plan), tried(&plan, 1)], vec![]),
        (vec![counted(&plan), tried(&plan, 2)], vec![]),
        (vec![counted(&plan), tried(&plan, 0)], vec!["fails"]),
        (vec![counted(&other), tried(&plan, 1)], vec!["of-another-version"]),
        (vec![tried(&plan, 1)], vec!["not-proven"]),
        (vec![], vec!["not-proven", "not-proven"]),
    ] {
        assert_eq!(bars(&with(proofs.clone(), false)), expected);
        let accepted = with(proofs, true);
        assert_eq!(bars(&accepted), [""; 0]);
        let told: usize = expected
            .iter()
            .collect::<BTreeSet<_>>()
            .into_iter()
            .map(|code| accepted.with_code(code).count())
            .sum();
        assert_eq!(told, expected.len(), "what is wrong is told all the same");
        assert_eq!(accepted.with_code("risk-accepted").count(), usize::from(!expected.is_empty()));
    }
    let missing = with(vec![tried(&plan, 1)], false);
    let which = missing.with_code("not-proven").next().unwrap().amounts();
    assert_eq!(which, [("kind", Amount::Code(COUNTED))]);
    // What a proof rests on is its document's to say, and bars or is lifted like the proof.
    let mut rests = tried(&plan, 1);
    let read = [plan.fingerprint().unwrap()];
    rests.receipt = receipt(TRIED, 1, &["cut-anew"], &read);
    assert_eq!(bars(&with(vec![counted(&plan), rests.clone()], false)), ["key-cut-anew"]);
    assert_eq!(bars(&with(vec![counted(&plan), rests], true)), [""; 0]);
    // Words put right leave it the proof of this version.
    let right = plan_with(|plan| plan.where_the_first_hangs = words_of("behind the door"));
    assert_eq!(bars(&with(proofs(&right), false)), [""; 0]);
}

#[test]
fn who_may_accept_the_risk_is_the_policys_to_say() {
    let agreement = shared(plan());
    let risk = |reason| RiskAccepted { reason: words_of(reason), accepted_by: worker(MANAGER) };
    let unproven = Assent { risk: Some(risk("The locksmith is away.")), proofs: Vec::new(), ..agreed_to() };
    let with = |roles: Option<&[Role]>| {
        let roles: Option<BTreeSet<Role>> = roles.map(|roles| roles.iter().copied().collect());
        codes(&agreement.agreeing(&unproven, &Terms { accepts_risk: roles.as_ref(), ..terms() }, &stamp()))
    };
    let lifted = ["not-proven", "not-proven", "risk-accepted"];
    assert_eq!(with(Some(&[Role::SocialWorker])), lifted);
    assert_eq!(with(None), [&lifted[..], &["policy-not-set"]].concat());
    assert_eq!(with(Some(&[])), [&["not-in-this-role"], &lifted[..]].concat());
    let wordless = Assent { risk: Some(risk("")), ..agreed_to() };
    assert!(says_why(agreement.agreeing_fits(&wordless)).contains("why the risk is accepted"));
}

#[test]
fn the_receipt_of_something_else_is_no_proof() {
    let agreement = shared(plan());
    let fits = |proofs| says_why(agreement.agreeing_fits(&Assent { proofs, ..agreed_to() }));
    let of = [plan().fingerprint().unwrap()];
    let other = ProofGiven { receipt: receipt("windows.tried", 1, &[], &of), as_at: day(0) };
    assert_eq!(fits(proofs(&plan())), "");
    assert!(fits(vec![other.clone()]).contains("expected the receipt of keys that were counted or tried"));
    assert!(fits(vec![proof(TRIED, &plan(), 1), proof(TRIED, &plan(), 2)]).contains("one proof of a kind"));
    let never = chrono::NaiveDate::from_ymd_opt(1700, 1, 1).unwrap();
    assert!(fits(vec![ProofGiven { as_at: never, ..proof(TRIED, &plan(), 1) }]).contains("1800 to 2299"));
    assert!(agreement.proving_fits(day(2), &other).is_err());
    assert!(agreement.proving_fits(day(2), &proof(TRIED, &plan(), 0)).is_ok());
}

fn agreed(plan: &KeyPlan) -> Agreement<KeyPlan> {
    let mut agreement = shared(plan.clone());
    agreement.agree(Assent { proofs: proofs(plan), ..agreed_to() });
    agreement
}

#[test]
fn proven_again_a_proof_takes_the_place_of_the_one_of_its_kind() {
    let mut agreement = agreed(&plan());
    let again = proof(TRIED, &plan(), 3);
    assert_eq!(bars(&agreement.proving(&again)), [""; 0]);
    assert_eq!(bars(&agreement.proving(&proof(TRIED, &plan(), 0))), ["fails"]);
    agreement.prove(again.clone());
    assert_eq!(agreement.proofs(), [proof(COUNTED, &plan(), 0), again]);
    assert_eq!(agreement.assent(), Some(&agreed_to()), "what was agreed to stays as it was");
}

#[test]
fn what_a_proof_read_is_compared_as_at_the_day_of_the_proof() {
    let mut agreement = drawn_up(plan());
    let with = |agreement: &Agreement<KeyPlan>, now| {
        let found = agreement.read_has_changed(TRIED, |as_at| {
            assert_eq!(as_at, day(0));
            now
        });
        found.map(|finding| finding.code())
    };
    assert_eq!(with(&agreement, Some(lock(0))), Some("never-compared"));
    agreement.prove(proof(TRIED, &plan(), 1));
    assert_eq!(with(&agreement, Some(lock(0))), None);
    assert_eq!(with(&agreement, Some(lock(1))), Some("lock-has-changed"));
    assert_eq!(with(&agreement, None), Some("lock-has-changed"), "not known is not the same");
}

#[test]
fn another_version_is_agreed_to_anew_and_the_one_before_is_given_back() {
    let mut agreement = agreed(&plan());
    agreement.approve(Approval { on: day(3), by: worker(MANAGER), yearly_pence: Some(0) });
    agreement.come_into_force(InForce { on: day(4), with: None });
    agreement.review(LastReview { on: day(5), next_by: None });
    let other = plan_with(|plan| plan.keys.truncate(1));
    let before = agreement.clone();
    let given = agreement.change(day(6), Box::new(other.clone()), both(), worker(MANAGER));
    assert!(given == before);
    let of = (agreement.number(), agreement.since(), agreement.author(), agreement.document());
    assert_eq!(of, (2, day(6), Some(worker(MANAGER)), &other));
    assert!(agreement.people_who_have_it().is_empty() && agreement.holders_who_have_it().is_empty());
    assert!(agreement.assent().is_none() && agreement.proofs().is_empty() && agreement.approval().is_none());
    assert!(agreement.in_force().is_none() && agreement.reviewed().is_none());
}

#[test]
fn a_change_says_something_else_and_words_put_right_do_not() {
    let agreement = agreed(&plan());
    let right = plan_with(|plan| plan.where_the_first_hangs = words_of("behind the door"));
    let other = plan_with(|plan| plan.keys.truncate(1));
    let another = plan_with(|plan| plan.id = id(OTHER_PLAN));
    let changes = |plan: &KeyPlan, people: &[_]| says_why(agreement.changing_fits(day(5), plan, people));
    let rights = |plan: &KeyPlan| says_why(agreement.putting_right_fits(day(5), plan));
    assert_eq!((changes(&other, &both()), rights(&right)), (String::new(), String::new()));
    assert!(changes(&right, &both()).contains("expected a key plan that says something else than before"));
    assert_eq!(changes(&right, &[person(SON), person(MOTHER)]), "", "other people, or in another order");
    assert!(rights(&other).contains("expected the same key plan but for its words"));
    assert!(changes(&another, &both()).contains("expected another version of the same key plan"));
    assert!(rights(&another).contains("expected another version of the same key plan"));
    assert!(changes(&other, &[]).contains("each once"));

    let mut agreement = agreement;
    let before = agreement.clone();
    agreement.put_right(Box::new(right.clone()));
    assert_eq!(agreement.document(), &right);
    let kept = |agreement: &Agreement<KeyPlan>| {
        let (people, holders) =
            (agreement.people_who_have_it().clone(), agreement.holders_who_have_it().clone());
        (agreement.number(), agreement.author(), agreement.assent().cloned(), people, holders)
    };
    assert_eq!(kept(&agreement), kept(&before));
}

#[test]
fn whoever_takes_back_what_they_said_leaves_it_to_be_agreed_to_anew() {
    let mut agreement = agreed(&plan());
    agreement.approve(Approval { on: day(3), by: worker(MANAGER), yearly_pence: Some(0) });
    agreement.come_into_force(InForce { on: day(4), with: None });
    assert!(agreement.withdrawing_fits(day(5), person(SON)).is_ok());
    let stranger = says_why(agreement.withdrawing_fits(day(5), person(77)));
    assert!(stranger.contains("expected somebody the key plan is about"));
    agreement.withdraw();
    assert!(agreement.assent().is_none() && agreement.approval().is_none() && agreement.in_force().is_none());
    assert_eq!((agreement.people_who_have_it().len(), agreement.proofs().len()), (2, 2));
}

#[test]
fn what_is_lacking_is_told_of_a_version_nobody_agreed_to() {
    assert_eq!(codes(&agreed(&plan()).lacks()), [""; 0]);
    let nothing = drawn_up(plan()).lacks();
    let count = |code| nothing.with_code(code).count();
    let counted = ["not-known", "has-not-got-it", "keeper-has-not-got-it", "not-proven"].map(count);
    assert_eq!(counted, [2, 2, 2, 2]);
    let mut on_trust = shared(plan());
    on_trust.agree(Assent { proofs: Vec::new(), ..agreed_to() });
    assert_eq!(codes(&on_trust.lacks()), ["not-proven", "not-proven"]);
}

#[test]
fn who_approves_drew_nothing_up_gets_nothing_and_provides_nothing() {
    let agreement = agreed(&plan_with(|plan| {
        plan.keys.push(crate::key::Key { keeper: keeper(SON), opens_for: vec![person(MOTHER)] });
    }));
    let by = |by: Actor| {
        let approval = Approval { on: day(3), by, yearly_pence: Some(100) };
        codes(&agreement.approving(&approval, Some(100)))
    };
    assert_eq!(by(worker(MANAGER)), [""; 0]);
    assert_eq!(by(worker(AUTHOR)), ["is-author"]);
    assert_eq!(by(person(MOTHER).into()), ["is-for-them"]);
    assert_eq!(by(person(NEIGHBOUR).into()), ["is-provider"]);
    assert_eq!(by(person(SON).into()), ["is-for-them", "is-provider"]);
    assert_eq!(by(worker(TEMP)), ["provider-not-known"], "not known is not no");
    let known = Agreement::as_known(Box::new(plan()), both()).unwrap();
    let approval = Approval { on: day(3), by: worker(MANAGER), yearly_pence: Some(100) };
    assert_eq!(codes(&known.approving(&approval, Some(100))), ["author-not-known"]);
    // Whoever changed it is the author now, and whoever put its words right is not.
    let mut changed = agreement.clone();
    _ = changed.change(day(5), Box::new(plan()), both(), worker(MANAGER));
    assert_eq!(codes(&changed.approving(&approval, Some(100))), ["is-author"]);
    assert!(changed.approving_fits(&Approval { on: day(5), ..approval }).is_ok());
    assert!(changed.approving_fits(&Approval { on: day(4), ..approval }).is_err());
}

#[test]
fn approval_is_within_a_limit_and_none_is_not_without_limit() {
    let agreement = agreed(&plan());
    let found = |yearly_pence, limit| {
        let approval = Approval { on: day(3), by: worker(MANAGER), yearly_pence };
        agreement.approving(&approval, limit)
    };
    assert_eq!(codes(&found(Some(5_000), Some(5_000))), [""; 0]);
    let above = found(Some(5_001), Some(5_000));
    assert_eq!(bars(&above), ["above-limit"]);
    let amounts = [("yearly_pence", 5_001), ("limit_pence", 5_000)]
        .map(|(name, pence)| (name, Amount::Money(Money::new(pence).unwrap())));
    assert_eq!(above.iter().next().unwrap().amounts(), amounts);
    assert_eq!(bars(&found(Some(0), None)), ["limit-not-set"]);
    assert_eq!(bars(&found(None, Some(5_000))), ["cost-not-known"]);
    assert_eq!(bars(&found(None, None)), ["limit-not-set", "cost-not-known"]);
    assert_eq!(bars(&found(Some(u64::MAX), Some(u64::MAX - 1))), ["above-limit"]);
}

fn lease(revision: u64) -> RecordRef {
    RecordRef { id: id::<kinds::PackageLine>(LEASE).any(), revision }
}

#[test]
fn what_was_agreed_to_on_something_proposed_comes_into_force_with_it() {
    let mut agreement = shared(plan());
    let from = |with| InForce { on: day(3), with };
    let approved = Approval { on: day(3), by: worker(MANAGER), yearly_pence: Some(0) };
    assert_eq!(bars(&agreement.coming_into_force(&from(None), &terms())), ["not-approved"]);
    agreement.approve(approved);
    assert_eq!(codes(&agreement.coming_into_force(&from(None), &terms())), [""; 0]);
    agreement.agree(Assent { on_proposed: Some(lease(4)), ..agreed_to() });
    let with = |with| codes(&agreement.coming_into_force(&from(with), &terms()));
    assert_eq!(with(Some(lease(4))), [""; 0]);
    assert_eq!(with(Some(lease(5))), ["another-lease"]);
    assert_eq!(with(None), ["lease-not-signed"]);
    let other = RecordRef { id: id::<kinds::PackageLine>(LEASE + 1).any(), revision: 4 };
    assert_eq!(with(Some(other)), ["lease-not-signed"]);
}

#[test]
fn the_next_review_is_the_last_ones_else_the_documents_if_it_lies_ahead() {
    let mut agreement = drawn_up(plan());
    let stale = |agreement: &Agreement<KeyPlan>, on| codes(&agreement.out_of_date(day(on)));
    assert_eq!(agreement.review_by(), Some(day(100)));
    assert_eq!((stale(&agreement, 100), stale(&agreement, 101)), (vec![], vec!["review-date-passed"]));
    for (on, next_by, expected) in [
        (50, Some(day(60)), Some(day(60))),
        (50, None, Some(day(100))),
        (99, None, Some(day(100))),
        (100, None, None),
    ] {
        agreement.review(LastReview { on: day(on), next_by });
        assert_eq!(agreement.review_by(), expected);
    }
    let fits =
        |on, next| agreement.reviewing_fits(&LastReview { on: day(on), next_by: Some(day(next)) }).is_ok();
    assert!(fits(9, 10) && !fits(9, 9));
    let late = chrono::NaiveDate::from_ymd_opt(2300, 1, 1);
    assert!(agreement.reviewing_fits(&LastReview { on: day(9), next_by: late }).is_err());
    assert!(agreement.reviewing_fits(&LastReview { on: day(9), next_by: late.unwrap().pred_opt() }).is_ok());
}

#[test]
fn sharing_is_owed_until_everybody_has_it_and_a_review_while_it_counts() {
    let mut agreement = drawn_up(plan());
    let owed = |agreement: &Agreement<KeyPlan>, terms: &Terms<'_>| {
        let duties = agreement.duties(agreement.document().id, terms, &England);
        duties.iter().map(|duty| (duty.rule().code, duty.deadline(), duty.done_on())).collect::<Vec<_>>()
    };
    assert_eq!(owed(&agreement, &terms()), [("sharing-owed", Deadline::By(day(7)), None)]);
    assert_eq!(owed(&agreement, &Terms::default()), [("sharing-owed", Deadline::NoDay, None)]);
    agreement.share(day(1), &[person(SON)], &[]);
    assert_eq!(owed(&agreement, &terms())[0].2, None);
    agreement.share(day(3), &[person(MOTHER)], &[]);
    assert_eq!(owed(&agreement, &terms())[0].2, Some(day(3)), "the last of them");
    agreement.come_into_force(InForce { on: day(4), with: None });
    assert_eq!(owed(&agreement, &terms())[1], ("review-owed", Deadline::By(day(100)), None));
    agreement.review(LastReview { on: day(100), next_by: None });
    let in_six_months = day(100).checked_add_months(chrono::Months::new(6)).unwrap();
    assert_eq!(owed(&agreement, &terms())[1].1, Deadline::By(in_six_months));
    assert_eq!(owed(&agreement, &Terms::default())[1].1, Deadline::NoDay);
}

#[test]
fn it_ends_replaced_by_another_or_by_nothing() {
    let mut agreement = drawn_up(plan());
    let (other, itself) = (Some(keeper(OTHER_PLAN).any()), Some(plan().id.any()));
    let fits = |replaced, by| says_why(agreement.ending_fits(day(5), replaced, by));
    assert_eq!((fits(true, other), fits(false, None)), (String::new(), String::new()));
    assert!(fits(true, None).contains("expected `goes_on_in` for a key plan that is replaced"));
    assert!(fits(false, other).contains("expected `goes_on_in` for a key plan that is replaced"));
    assert!(fits(true, itself).contains("expected another key plan in `goes_on_in`"));
    agreement.end(day(5), other);
    assert_eq!(agreement.over().map(|over| (over.on, over.goes_on_in)), Some((day(5), other)));
}

/// A document that asks for nothing that can be left out.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Note(KeyPlan);

static BARE: mutual_care::agreement::Rules = mutual_care::agreement::Rules {
    only_for_others: None,
    tried_to_agree: None,
    holder_has_not_got_it: None,
    proof: None,
    approval: None,
    together: None,
    words: mutual_care::agreement::words!("note", "nobody"),
    owed_by: mutual_care::base::Ower::Keeper,
    does_not_agree: &crate::key::DOES_NOT_AGREE,
    not_known: &crate::key::NOT_KNOWN,
    in_anothers_place: &crate::key::IN_ANOTHERS_PLACE,
    decides_for_the_other: &crate::key::DECIDES_FOR_THE_OTHER,
    has_not_got_it: &crate::key::HAS_NOT_GOT_IT,
    sharing_owed: &crate::key::SHARING_OWED,
    no_review_date: &crate::key::NO_REVIEW_DATE,
    review_date_passed: &crate::key::REVIEW_DATE_PASSED,
    review_owed: &crate::key::REVIEW_OWED,
    policy_not_set: &crate::key::POLICY_NOT_SET,
};

impl Document for Note {
    type Holder = AnyId;

    const RULES: &'static mutual_care::agreement::Rules = &BARE;

    fn id(&self) -> AnyId {
        self.0.id.any()
    }

    fn fingerprint(&self) -> Result<mutual_care::base::Fingerprint, mutual_care::base::CanonicalError> {
        self.0.fingerprint()
    }

    fn drawn_up_on(&self) -> chrono::NaiveDate {
        day(0)
    }

    fn review_by(&self) -> Option<chrono::NaiveDate> {
        None
    }

    fn parts(&self) -> Vec<mutual_care::agreement::Part> {
        self.0.parts()
    }
}

#[test]
fn what_a_room_does_not_ask_for_cannot_be_given_and_is_not_found_missing() {
    let note = |key_by_key| Note(plan_with(|plan| plan.key_by_key = key_by_key));
    let whole = Agreement::drawn_up(day(0), Box::new(note(false)), both(), worker(AUTHOR)).unwrap();
    let assent = |mother| Assent::new(day(2), says(mother, Say::Agrees));
    let missing = codes(&whole.agreeing(&assent(Say::Agrees), &terms(), &stamp()));
    assert_eq!(missing, ["has-not-got-it"; 2], "no proof, no keepers");
    let mut whole = whole;
    whole.share(day(1), &both(), &[]);
    assert_eq!(codes(&whole.agreeing(&assent(Say::Agrees), &terms(), &stamp())), [""; 0]);
    let with = |change: &dyn Fn(&mut Assent)| {
        let mut assent = assent(Say::Agrees);
        change(&mut assent);
        says_why(whole.agreeing_fits(&assent))
    };
    assert_eq!(with(&|_| ()), "");
    assert!(with(&|assent| assent.proofs = proofs(&plan())).contains("expected no proof"));
    let proposed = with(&|assent| assent.on_proposed = Some(lease(1)));
    assert!(proposed.contains("expected nothing that is only proposed"));
    let approval = Approval { on: day(3), by: worker(AUTHOR), yearly_pence: None };
    assert!(says_why(whole.approving_fits(&approval)).contains("expected nobody to approve it"));
    assert!(whole.approving(&approval, None).is_empty());
    let from = InForce { on: day(3), with: None };
    assert!(whole.coming_into_force(&from, &terms()).is_empty(), "nobody has to approve it");
    assert!(whole.read_has_changed(TRIED, |_| None).is_none());
    // A no bars whatever was tried, and of whatever part.
    let tried = vec![Tried { person: person(MOTHER), on: day(2), words: words_of("Asked twice.") }];
    let no = || Say::Disagrees { wants: None };
    let found = whole.agreeing(&Assent { tried, ..assent(no()) }, &terms(), &stamp());
    assert_eq!(bars(&found), ["does-not-agree"]);
    let parts = Agreement::drawn_up(day(0), Box::new(note(true)), both(), worker(AUTHOR)).unwrap();
    let of_parts = vec![SaidOfPart { part: keeper(NEIGHBOUR).any(), person: person(SON), say: no() }];
    let found = parts.agreeing(&Assent { of_parts, ..Assent::new(day(2), Vec::new()) }, &terms(), &stamp());
    assert_eq!(
        found.with_code("does-not-agree").count(),
        1,
        "it is her door, and the room makes no difference"
    );
}

#[test]
fn a_document_taken_over_is_what_is_known_of_it() {
    let known = Agreement::as_known(Box::new(plan()), both()).unwrap();
    assert_eq!((known.number(), known.since(), known.author()), (1, day(0), None));
    assert!(known.assent().is_none() && known.in_force().is_none() && known.over().is_none());
    assert!(Agreement::as_known(Box::new(plan()), vec![person(SON)]).is_err());
}

#[test]
fn nothing_that_somebody_wrote_is_printed() {
    let secret = || words_of("under the third flowerpot");
    let mut agreement = shared(plan_with(|plan| plan.where_the_first_hangs = secret()));
    let says = says(Say::Disagrees { wants: Some(secret()) }, Say::Agrees);
    let tried = vec![Tried { person: person(MOTHER), on: day(2), words: secret() }];
    let risk = Some(RiskAccepted { reason: secret(), accepted_by: worker(MANAGER) });
    let assent = Assent { says, tried, risk, proofs: Vec::new(), ..agreed_to() };
    let found = agreeing(&agreement, &assent);
    agreement.agree(assent);
    let printed = format!("{agreement:?} {found:?} {}", serde_json::to_string(&found).unwrap());
    assert!(!printed.contains("flowerpot"));
}
