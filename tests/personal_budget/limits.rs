//! That charging takes a bounded time, whatever prices and factors somebody writes.

use chrono::Days;
use mutual_care::package::{Factor, FactorDay, Price, Unit};

use crate::made::{asked, contributes, day, line, package, pence};

const WEEK: [FactorDay; 7] = [
    FactorDay::Monday,
    FactorDay::Tuesday,
    FactorDay::Wednesday,
    FactorDay::Thursday,
    FactorDay::Friday,
    FactorDay::Saturday,
    FactorDay::Sunday,
];

#[test]
fn what_divides_a_penny_into_too_many_parts_to_add_up_is_refused() {
    // A price a week, and on each of its days a factor that has nothing in common with any other.
    let is_prime = |number: &u32| (2..1_000).all(|divisor| !number.is_multiple_of(divisor));
    let mut primes = (500_000..1_000_000).rev().filter(is_prime);
    let mut daily = line(1, 1, Unit::Day);
    daily.prices.clear();
    for week in 0..120 {
        let from = Some(day("2026-03-02") + Days::new(7 * week));
        let mut price = Price { from, ..Price::new(pence(1_000), Unit::Day) };
        for (day, prime) in WEEK.into_iter().zip(&mut primes) {
            price.factors = price.factors.with(day, Factor::new(prime - 1, prime).unwrap());
        }
        daily.prices.push(price);
    }
    let (of, package) = (contributes(1, 9_999_999), package(vec![daily]));
    // Of two weeks it is exact, and a hair less than £140 is charged.
    let charge = of.charge(&package, &asked("2026-03-02", "2026-03-16")).unwrap();
    assert_eq!(charge.charge, pence(14_000));
    assert!(charge.exact.to_string().len() > 150, "{}", charge.exact);
    // Of all of them it would be, and nobody has the time.
    let problems = of.charge(&package, &asked("2026-03-02", "2028-06-19")).unwrap_err();
    let told: Vec<_> = problems.iter().map(|problem| (problem.place(), problem.code())).collect();
    assert_eq!(told, [("period", "too-fine")]);
}
