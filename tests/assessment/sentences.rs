//! What a family reads: short, plain, and free of codes and sections.

use mutual_care::assessment::{ContentItem, Topic, rules};
use mutual_care::base::{Audience, Code, Rule};
use mutual_care::need::Outcome;

fn all() -> impl Iterator<Item = &'static Rule> {
    rules::TABLE.iter().chain(mutual_care::circle::rules::TABLE).copied()
}

/// The longest that can stand for `{words}` in a rule's sentence, in words. Dates and numbers are one each.
fn longest_words(rule: &Rule) -> usize {
    let longest = |lists: &[&[&str]]| {
        lists.iter().copied().flatten().map(|words| words.split_whitespace().count()).max().unwrap()
    };
    let content: Vec<&str> = ContentItem::ALL.iter().map(|item| item.words()).collect();
    let topics: Vec<&str> = Topic::ALL.iter().map(|topic| topic.words()).collect();
    let outcomes: Vec<&str> = Outcome::ALL.iter().map(|outcome| outcome.words()).collect();
    match rule.code {
        "content-missing" => longest(&[&content]),
        _ => longest(&[&topics, &outcomes]),
    }
}

#[test]
fn sentences_for_the_family_are_short_and_plain() {
    for rule in all() {
        let words: Vec<&str> = rule.person.split_whitespace().collect();
        let holes: usize = words.iter().filter(|word| word.contains("{words}")).count();
        let count = words.len() + holes * (longest_words(rule) - 1);
        assert!(count <= 25, "{}: {count} words", rule.code);
        for word in &words {
            let plain = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '{');
            assert!(
                !plain.contains('_') && !plain.contains('-'),
                "{}: `{plain}` looks like a code",
                rule.code
            );
            assert!(!plain.chars().any(|c| c.is_ascii_digit()), "{}: `{plain}` has a number", rule.code);
        }
        let lower = rule.person.to_lowercase();
        for legal in ["section", "regulation", "the act", "s.", "statutory", "eligib", "pursuant"] {
            let found = lower.split(|c: char| c.is_whitespace() || c == ',').any(|word| word == legal)
                || legal.len() > 4 && lower.contains(legal);
            assert!(!found, "{}: says `{legal}`", rule.code);
        }
        assert!(rule.person.ends_with(['.', '?']), "{}", rule.code);
    }
}

#[test]
fn codes_are_stable_looking_and_unique() {
    let mut codes: Vec<&str> = all().map(|rule| rule.code).collect();
    let count = codes.len();
    assert!(codes.iter().all(|code| code.chars().all(|c| c.is_ascii_lowercase() || c == '-')));
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), count);
}

#[test]
fn abuse_and_capacity_are_for_professionals() {
    for rule in all() {
        let said = rule.professional.to_lowercase();
        if ["abuse", "capacity", "safeguarding"].iter().any(|word| said.contains(word)) {
            assert_eq!(rule.audience, Audience::Professionals, "{}", rule.code);
        }
    }
}
