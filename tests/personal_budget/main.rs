//! Personal budgets: each sentence of the definition that has a figure, worked out by hand; what is refused; laws. Everybody in
//! here is made up.

#[path = "../budget_reference/mod.rs"]
mod budget_reference;
#[path = "../package_reference/mod.rs"]
mod package_reference;

mod made;

mod agreement;
mod charges;
mod limits;
mod refused;
mod statements;
mod together;
