//! Help that leans on a need that is not critical: it stops long before anything critical comes to harm.

use mutual_care::base::NeedId;
use mutual_care::emergency::{
    ForLoss, LeastMargin, Level, NotBefore, Plan, ProofAnswer, ProofQuestion, Responder, prove,
};

use super::emergency_reference::hand::{answer, asks, comes, lost, notices, plan};
use super::reference::family::{Family, need, source};

/// The carer (11) brings the mother (1) her meal, which can wait for half an hour. Without it she cannot be there for
/// the son (2) on Saturday evening, which can wait for twenty minutes.
fn meal() -> Family {
    Family::of([1, 2])
        .provider(11)
        .need(21, 1, "Sat 12:00-13:00", 30)
        .serious()
        .helps(31, 11, 21, "always")
        .need(22, 2, "Sat 18:00-19:00", 20)
        .helps_relying(32, 1, 22, "always", [21])
}

/// For the mother the sister (12) comes in ten minutes.
fn sister() -> Responder {
    Responder { for_loss: ForLoss::of([source(1)]), ..comes(51, 12, [22], 0, 10) }
}

/// The answer, which is the reference's too.
fn proven(plan: &Plan, question: &ProofQuestion) -> ProofAnswer {
    let proven = prove(&meal().snapshot(), plan, question).unwrap();
    assert_eq!(proven.answer, answer(&meal(), plan, question));
    proven.answer
}

#[test]
fn harm_comes_in_the_evening() {
    // Lost at 12:59 the meal is open at once, and harm has come to the mother at 13:29; at 18:00 nobody is there for the
    // son, and at 18:20 harm comes to him. Lost a minute later the meal is over.
    let answer = proven(&plan([notices(41, 0)], [sister()]), &asks(Level::One, 600));
    let ProofAnswer::Counterexample(failing) = answer else { panic!("{answer:?}") };
    let told = &failing.counterexample;
    assert_eq!((&told.scenario, told.harm_at, told.need), (&lost([11], "Sat 12:59"), 321, need(22)));
}

#[test]
fn what_is_told_of_a_plan_that_holds_counts_what_stopped() {
    // A neighbour (13) comes 315 minutes after the alarm: lost at 12:59 that is six minutes before harm. Without the
    // mother the sister has ten minutes to spare, if she is lost on Saturday at 18:00.
    let after = Some(NotBefore::AfterAlarmMin(315));
    let neighbour =
        Responder { for_loss: ForLoss::of([source(11)]), not_before: after, ..comes(52, 13, [22], 0, 0) };
    let plan = plan([notices(41, 0)], [sister(), neighbour]);
    let answer = proven(&plan, &asks(Level::One, 600));
    let ProofAnswer::Proof(proof) = answer else { panic!("{answer:?}") };
    let scenario = lost([11], "Sat 12:59");
    assert_eq!(proof.margin, Some(LeastMargin { minutes: 6, scenario, need: need(22), at: 315 }));
    // Over five hours and a quarter the son's need is open when they end, if the carer is lost at 12:59.
    let answer = proven(&plan, &asks(Level::One, 315));
    let ProofAnswer::Proof(proof) = answer else { panic!("{answer:?}") };
    let open: Vec<(NeedId, u32)> = proof.open_at_end.iter().map(|o| (o.need, o.harm_after_min)).collect();
    assert_eq!(open, [(need(22), 6)]);
}
