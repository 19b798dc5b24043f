//! What things are called, for whoever turns a report into words.

use crate::base::{NeedId, PersonId, SourceId};

/// What people, sources and needs are called. Reports hold ids only; whoever prints them asks here, so that
/// names stay out of everything that is worked out.
///
/// None where something has no name, or is not known: then print the id.
///
/// ```
/// use mutual_care::base::{Labels, NeedId, PersonId, SourceId};
/// struct Nobody;
/// impl Labels for Nobody {
///     fn source(&self, _: SourceId) -> Option<&str> { None }
///     fn need(&self, _: NeedId) -> Option<&str> { None }
/// }
/// let person: PersonId = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
/// assert_eq!(Nobody.person(person), None);
/// # Ok::<(), mutual_care::base::IdError>(())
/// ```
pub trait Labels {
    /// What a person is called. Every person is a source under the same id.
    fn person(&self, id: PersonId) -> Option<&str> {
        self.source(id.into())
    }

    /// What a person, a provider or a device is called.
    fn source(&self, id: SourceId) -> Option<&str>;

    /// What a need is about, in somebody's own words.
    fn need(&self, id: NeedId) -> Option<&str>;
}
