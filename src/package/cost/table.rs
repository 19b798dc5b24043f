//! Tables of money that add up both ways.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use serde::Serialize;

use crate::base::Money;

/// A table of parts of one total: its rows add up to it, its columns add up to it, and every cell is whole pence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CostTable<R, C> {
    rows: Vec<R>,
    columns: Vec<C>,
    /// Row by row.
    cells: Vec<Money>,
}

impl<R: Ord, C: Ord + Clone> CostTable<R, C> {
    /// The table of these amounts, those of one cell added up. What they are all parts of is within what the crate works
    /// with, and so are their sums.
    pub(crate) fn of(amounts: impl IntoIterator<Item = (R, C, Money)>) -> Self {
        let mut rows: BTreeMap<R, BTreeMap<C, i64>> = BTreeMap::new();
        let mut columns: BTreeSet<C> = BTreeSet::new();
        for (row, column, money) in amounts {
            columns.insert(column.clone());
            *rows.entry(row).or_default().entry(column).or_default() += money.pence();
        }
        let columns: Vec<C> = columns.into_iter().collect();
        let mut cells = Vec::with_capacity(rows.len() * columns.len());
        for row in rows.values() {
            cells.extend(columns.iter().map(|column| Money::within(row.get(column).copied().unwrap_or(0))));
        }
        Self { rows: rows.into_keys().collect(), columns, cells }
    }
}

impl<R, C> CostTable<R, C> {
    pub(super) const fn new(rows: Vec<R>, columns: Vec<C>, cells: Vec<Money>) -> Self {
        Self { rows, columns, cells }
    }

    /// What its rows are, in order.
    pub fn rows(&self) -> &[R] {
        &self.rows
    }

    /// What its columns are, in order.
    pub fn columns(&self) -> &[C] {
        &self.columns
    }

    /// Each row with its cells, in the order of the columns.
    pub fn iter(&self) -> impl Iterator<Item = (&R, &[Money])> {
        let width = self.columns.len().max(1);
        self.rows.iter().zip(self.cells.chunks(width))
    }

    /// One cell, by the numbers of its row and its column.
    pub fn cell(&self, row: usize, column: usize) -> Option<Money> {
        let cells = self.iter().nth(row)?.1;
        cells.get(column).copied()
    }

    /// The sum of each row, in order.
    pub fn row_totals(&self) -> Vec<Money> {
        let sum = |cells: &[Money]| Money::within(cells.iter().map(|money| money.pence()).sum());
        self.iter().map(|(_, cells)| sum(cells)).collect()
    }

    /// The sum of each column, in order.
    pub fn column_totals(&self) -> Vec<Money> {
        let mut sums = alloc::vec![0; self.columns.len()];
        for (_, cells) in self.iter() {
            for (sum, money) in sums.iter_mut().zip(cells) {
                *sum += money.pence();
            }
        }
        sums.into_iter().map(Money::within).collect()
    }

    /// The sum of all of it.
    pub fn total(&self) -> Money {
        Money::within(self.cells.iter().map(|money| money.pence()).sum())
    }
}
