//! The laws of explaining trees, against an oracle that tries every answer to every open question.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{
    Basis, Node, Question, Reason, Told, Tree, TreeError, TreeStep, Verdict, Why, WhyNotKnown, limits,
};
use proptest::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Q(u8);

impl Question for Q {
    fn code(self) -> String {
        format!("q{}", self.0)
    }
    fn words(self) -> String {
        self.code()
    }
}

static STEP: TreeStep = TreeStep { code: "step", words: "a step", basis: Basis::definition("tests") };

/// The same shape twice: once as the crate's tree, once as what the oracle reads.
#[derive(Debug, Clone)]
enum Shape {
    Ask(u8),
    Not(Box<Shape>),
    All(Vec<Shape>),
    Any(Vec<Shape>),
    AtLeast(usize, Vec<Shape>),
}

impl Shape {
    fn node(&self) -> Node<Q> {
        let nodes = |shapes: &[Shape]| shapes.iter().map(Shape::node).collect::<Vec<_>>();
        match self {
            Shape::Ask(q) => Node::ask(Q(*q)),
            Shape::Not(shape) => Node::not(shape.node()),
            Shape::All(shapes) => Node::all(&STEP, nodes(shapes)),
            Shape::Any(shapes) => Node::any(&STEP, nodes(shapes)),
            Shape::AtLeast(needed, shapes) => Node::at_least(*needed, &STEP, nodes(shapes)),
        }
    }

    fn holds(&self, answers: &BTreeMap<u8, bool>) -> bool {
        match self {
            Shape::Ask(q) => answers[q],
            Shape::Not(shape) => !shape.holds(answers),
            Shape::All(shapes) => shapes.iter().all(|shape| shape.holds(answers)),
            Shape::Any(shapes) => shapes.iter().any(|shape| shape.holds(answers)),
            Shape::AtLeast(needed, shapes) => {
                shapes.iter().filter(|shape| shape.holds(answers)).count() >= *needed
            }
        }
    }

    /// Each question once, in the order in which it first stands in the tree.
    fn questions(&self, found: &mut Vec<u8>) {
        match self {
            Shape::Ask(q) if !found.contains(q) => found.push(*q),
            Shape::Ask(_) => {}
            Shape::Not(shape) => shape.questions(found),
            Shape::All(shapes) | Shape::Any(shapes) | Shape::AtLeast(_, shapes) => {
                for shape in shapes {
                    shape.questions(found);
                }
            }
        }
    }
}

/// By the definition: every completion of what is known is tried.
fn oracle(shape: &Shape, known: &BTreeMap<u8, bool>) -> (Verdict, Vec<u8>) {
    let mut questions = Vec::new();
    shape.questions(&mut questions);
    let open: Vec<u8> = questions.iter().copied().filter(|q| !known.contains_key(q)).collect();
    let mut seen = BTreeSet::new();
    let mut deciding = BTreeSet::new();
    for bits in 0_u32..1 << open.len() {
        let mut answers = known.clone();
        answers.extend(open.iter().enumerate().map(|(place, q)| (*q, bits >> place & 1 == 1)));
        let verdict = shape.holds(&answers);
        seen.insert(verdict);
        for q in &open {
            let mut other = answers.clone();
            other.insert(*q, !answers[q]);
            if shape.holds(&other) != verdict {
                deciding.insert(*q);
            }
        }
    }
    let verdict = match (seen.contains(&true), seen.contains(&false)) {
        (true, false) => Verdict::Yes,
        (false, true) => Verdict::No,
        _ => Verdict::NotKnown,
    };
    (verdict, questions.into_iter().filter(|q| deciding.contains(q)).collect())
}

fn told(known: &BTreeMap<u8, bool>) -> impl Fn(Q) -> Told<bool> + '_ {
    |q| known.get(&q.0).map_or(Told::NotKnown(WhyNotKnown::NotAsked), |answer| Told::Known(*answer))
}

/// Few questions, so that most trees have some standing in several places.
fn shapes() -> impl Strategy<Value = Shape> {
    let leaf = (0_u8..7).prop_map(Shape::Ask);
    leaf.prop_recursive(4, 24, 5, |inner| {
        let many = prop::collection::vec(inner.clone(), 0..5);
        prop_oneof![
            1 => inner.prop_map(|shape| Shape::Not(Box::new(shape))),
            2 => many.clone().prop_map(Shape::All),
            2 => many.clone().prop_map(Shape::Any),
            2 => (0_usize..5, many).prop_map(|(needed, shapes)| Shape::AtLeast(needed, shapes)),
        ]
    })
}

fn facts() -> impl Strategy<Value = BTreeMap<u8, bool>> {
    prop::collection::btree_map(0_u8..7, any::<bool>(), 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn verdict_and_deciding_questions_are_exact(shape in shapes(), known in facts()) {
        let tree = Tree::new(shape.node()).unwrap();
        let judged = tree.judge(told(&known));
        let (verdict, deciding) = oracle(&shape, &known);
        prop_assert_eq!(judged.verdict(), verdict);
        prop_assert_eq!(tree.verdict(told(&known)), verdict);
        prop_assert_eq!(judged.deciding().iter().map(|q| q.0).collect::<Vec<_>>(), deciding);
    }

    #[test]
    fn what_was_kept_gives_the_same_alone(shape in shapes(), known in facts()) {
        let tree = Tree::new(shape.node()).unwrap();
        let judged = tree.judge(told(&known));
        let kept: BTreeMap<u8, bool> = (judged.why().answers().into_iter())
            .filter_map(|(q, told)| told.known().map(|answer| (q.0, answer)))
            .collect();
        let again = tree.judge(told(&kept));
        prop_assert_eq!(again.verdict(), judged.verdict());
        prop_assert_eq!(again.deciding(), judged.deciding());
    }

    #[test]
    fn not_known_exactly_when_there_is_a_question(shape in shapes(), known in facts()) {
        let judged = Tree::new(shape.node()).unwrap().judge(told(&known));
        prop_assert_eq!(judged.verdict() == Verdict::NotKnown, !judged.deciding().is_empty());
    }

    #[test]
    fn answering_settles_and_a_new_fact_never_flips(
        shape in shapes(),
        known in facts(),
        answers in prop::collection::vec(any::<bool>(), 7),
    ) {
        let tree = Tree::new(shape.node()).unwrap();
        let mut known = known;
        // Each round answers all that decides; what decides then was open before, so it ends.
        let settled = loop {
            let judged = tree.judge(told(&known));
            if judged.deciding().is_empty() {
                break judged.verdict();
            }
            known.extend(judged.deciding().iter().map(|q| (q.0, answers[usize::from(q.0)])));
        };
        prop_assert!(settled.is_settled());
        for q in 0..7 {
            known.entry(q).or_insert(answers[usize::from(q)]);
            prop_assert_eq!(tree.verdict(told(&known)), settled);
        }
    }
}

#[test]
fn the_generator_reaches_trees_that_reading_from_the_leaves_gets_wrong() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    fn from_the_leaves(shape: &Shape, known: &BTreeMap<u8, bool>) -> Option<bool> {
        let count = |shapes: &[Shape], answer| {
            shapes.iter().filter(|shape| from_the_leaves(shape, known) == Some(answer)).count()
        };
        let at_least = |needed: usize, shapes: &[Shape]| {
            if count(shapes, true) >= needed {
                Some(true)
            } else if shapes.len() - count(shapes, false) < needed {
                Some(false)
            } else {
                None
            }
        };
        match shape {
            Shape::Ask(q) => known.get(q).copied(),
            Shape::Not(shape) => from_the_leaves(shape, known).map(|answer| !answer),
            Shape::All(shapes) => at_least(shapes.len(), shapes),
            Shape::Any(shapes) => at_least(1, shapes),
            Shape::AtLeast(needed, shapes) => at_least(*needed, shapes),
        }
    }
    let mut runner = TestRunner::deterministic();
    let (mut wrong, mut open) = (0, 0);
    for _ in 0..2_000 {
        let shape = shapes().new_tree(&mut runner).unwrap().current();
        let known = facts().new_tree(&mut runner).unwrap().current();
        let (verdict, _) = oracle(&shape, &known);
        wrong += i32::from(verdict.is_settled() && from_the_leaves(&shape, &known).is_none());
        open += i32::from(!verdict.is_settled());
    }
    assert!(wrong > 5, "only {wrong} trees need the diagram");
    assert!(open > 200, "only {open} trees are open");
}

#[test]
fn a_question_in_two_places_settles_what_its_answer_does_not_change() {
    let either = Shape::Any(vec![Shape::Ask(0), Shape::Not(Box::new(Shape::Ask(0)))]);
    let tree = Tree::new(either.node()).unwrap();
    let judged = tree.judge(told(&BTreeMap::new()));
    assert_eq!(judged.verdict(), Verdict::Yes);
    assert!(judged.deciding().is_empty());
    assert_eq!(judged.why().answers().len(), 2, "both halves decided it together");
}

#[test]
fn counts_keep_what_counted() {
    let shape = Shape::AtLeast(2, vec![Shape::Ask(0), Shape::Ask(1), Shape::Ask(2), Shape::Ask(3)]);
    let tree = Tree::new(shape.node()).unwrap();
    let judge = |known: &[(u8, bool)]| tree.judge(told(&known.iter().copied().collect()));
    let kept = |known: &[(u8, bool)]| -> Vec<u8> {
        judge(known).why().answers().into_iter().map(|(q, _)| q.0).collect()
    };
    assert_eq!(judge(&[(0, true), (2, true)]).verdict(), Verdict::Yes);
    assert_eq!(kept(&[(0, true), (1, false), (2, true)]), [0, 2]);
    assert_eq!(judge(&[(0, false), (1, false)]).verdict(), Verdict::NotKnown);
    assert_eq!(judge(&[(0, false), (1, false), (3, false)]).verdict(), Verdict::No);
    assert_eq!(kept(&[(0, false), (1, false), (2, true), (3, false)]), [0, 1, 3]);
}

#[test]
fn nothing_needed_is_yes_and_too_much_is_no() {
    let verdict = |shape: Shape| Tree::new(shape.node()).unwrap().verdict(told(&BTreeMap::new()));
    assert_eq!(verdict(Shape::All(vec![])), Verdict::Yes);
    assert_eq!(verdict(Shape::Any(vec![])), Verdict::No);
    assert_eq!(verdict(Shape::AtLeast(0, vec![Shape::Ask(0)])), Verdict::Yes);
    assert_eq!(verdict(Shape::AtLeast(2, vec![Shape::Ask(0)])), Verdict::No);
}

#[test]
fn limits_are_kept_from_both_sides() {
    let deep = |depth: usize| (1..depth).fold(Shape::Ask(0), |shape, _| Shape::Not(Box::new(shape)));
    assert!(Tree::new(deep(limits::TREE_DEPTH).node()).is_ok());
    assert_eq!(Tree::new(deep(limits::TREE_DEPTH + 1).node()).unwrap_err(), TreeError::TooDeep);

    let wide = |parts: usize| Shape::Any(vec![Shape::Ask(0); parts - 1]);
    assert!(Tree::new(wide(limits::TREE_PARTS).node()).is_ok());
    assert_eq!(Tree::new(wide(limits::TREE_PARTS + 1).node()).unwrap_err(), TreeError::TooLarge);

    // Pairs that are asked about far apart: twice as many decisions with every pair.
    let pairs = |pairs: u8| {
        let first = Shape::All((0..pairs).map(Shape::Ask).collect());
        let both = (0..pairs).map(|q| Shape::All(vec![Shape::Ask(q), Shape::Ask(100 + q)])).collect();
        Shape::All(vec![Shape::Any(vec![first, Shape::Ask(250)]), Shape::AtLeast(1, both)])
    };
    assert!(Tree::new(pairs(8).node()).is_ok());
    assert_eq!(Tree::new(pairs(40).node()).unwrap_err(), TreeError::Tangled);
}

#[test]
fn large_trees_without_repetition_stay_small() {
    let shape = Shape::AtLeast(
        30,
        (0..60).map(|q| Shape::Any((0..4).map(|limb| Shape::Ask(q * 4 + limb)).collect())).collect(),
    );
    let tree = Tree::new(shape.node()).unwrap();
    assert_eq!(tree.questions().len(), 240);
    assert_eq!(tree.judge(told(&BTreeMap::new())).deciding().len(), 240);
}

/// The counts of every part that was kept, wherever it stands, beside what the oracle says of the shape's parts.
fn counts_are_counts(shape: &Shape, why: &Why<Q>, known: &BTreeMap<u8, bool>) -> usize {
    let parts = match shape {
        Shape::Ask(_) => return 0,
        Shape::Not(part) => match why.reason() {
            Reason::Not(why) => return counts_are_counts(part, why, known),
            reason => panic!("{reason:?}"),
        },
        Shape::All(parts) | Shape::Any(parts) | Shape::AtLeast(_, parts) => parts,
    };
    let Reason::Of { of, yes, open, kept, .. } = why.reason() else { panic!("{why:?}") };
    let verdicts: Vec<Verdict> = parts.iter().map(|part| oracle(part, known).0).collect();
    let count = |verdict| verdicts.iter().filter(|is| **is == verdict).count();
    assert_eq!((*of, *yes, *open), (parts.len(), count(Verdict::Yes), count(Verdict::NotKnown)));
    // Which parts were kept is found again by their order; where all were, all can be looked into.
    let deeper = if kept.len() == parts.len() {
        parts.iter().zip(kept).map(|(part, why)| counts_are_counts(part, why, known)).sum()
    } else {
        0
    };
    usize::from(kept.len() < parts.len()) + deeper
}

#[test]
fn every_count_is_of_all_parts_and_not_of_those_that_were_kept() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut cut_back = 0;
    for _ in 0..1_000 {
        let shape = shapes().new_tree(&mut runner).unwrap().current();
        let known = facts().new_tree(&mut runner).unwrap().current();
        let judged = Tree::new(shape.node()).unwrap().judge(told(&known));
        cut_back += counts_are_counts(&shape, judged.why(), &known);
    }
    assert!(cut_back > 200, "only {cut_back} counts of parts that were cut back");
}

#[test]
fn a_printed_count_is_the_count() {
    let tree = Tree::new(Shape::AtLeast(2, (0..4).map(Shape::Ask).collect()).node()).unwrap();
    let first_line = |known: &[(u8, bool)]| {
        let judged = tree.judge(told(&known.iter().copied().collect()));
        judged.why().to_string().lines().next().unwrap().to_string()
    };
    for (known, said) in [
        (&[(0, true), (1, false), (2, false), (3, false)][..], "no: a step, 1 of 4 and 2 are needed"),
        (&[(0, false), (1, false), (2, false), (3, false)], "no: a step, 0 of 4 and 2 are needed"),
        (&[(0, true), (1, true), (2, true), (3, true)], "yes: a step, 4 of 4 and 2 are needed"),
        (&[(0, true), (1, true), (2, false)], "yes: a step, 2 of 4 so far, 1 not known, and 2 are needed"),
        (&[(0, false), (1, false), (2, false)], "no: a step, 0 of 4 so far, 1 not known, and 2 are needed"),
        (&[(0, true)], "cannot say yet: a step, 1 of 4 so far, 3 not known, and 2 are needed"),
    ] {
        assert_eq!(first_line(known), format!("{said} (tests (definition))"));
    }
}
