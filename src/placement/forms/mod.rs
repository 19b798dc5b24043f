//! What rules read: children and homes in a form that is quick to ask, and each fact with its name.

pub(crate) mod answers;
pub(crate) mod children;
pub(crate) mod counting;
pub(crate) mod homes;
pub(crate) mod layout;
pub(crate) mod placing;
pub(crate) mod query;
pub(crate) mod read;
pub(crate) mod stretch;
