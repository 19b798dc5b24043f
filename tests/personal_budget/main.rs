//! Personal budgets: each sentence of the definition that has a figure, worked out by hand; what is refused; laws. Everybody in
//! here is made up.

mod made;

mod charges;
mod refused;
mod statements;
mod together;
