//! What children and homes are called, on a page for people.
//!
//! Names come from the caller; whoever has none is called by the end of their id.

use alloc::format;
use alloc::string::{String, ToString as _};

use super::{Homes, Party};
use crate::base::{AnyId, ChildId, HomeId, PrivateText, markdown_line};

/// What children and homes are called.
pub trait Names {
    /// What a child likes to be called.
    fn child(&self, id: ChildId) -> Option<&str>;
    /// The name of a home.
    fn home(&self, id: HomeId) -> Option<&str>;
}

/// The names that stand in a party and its homes.
#[derive(Debug, Clone, Copy)]
pub struct NamesOf<'a> {
    party: &'a Party,
    homes: &'a Homes,
}

impl<'a> NamesOf<'a> {
    /// The names in these.
    pub const fn new(party: &'a Party, homes: &'a Homes) -> Self {
        Self { party, homes }
    }
}

pub(super) fn said(text: &PrivateText) -> Option<&str> {
    Some(text.reveal()).filter(|words| !words.is_empty())
}

impl Names for NamesOf<'_> {
    fn child(&self, id: ChildId) -> Option<&str> {
        self.party.child(id).and_then(|child| said(&child.called))
    }

    fn home(&self, id: HomeId) -> Option<&str> {
        self.homes.get(id).and_then(|home| said(&home.name))
    }
}

pub(super) fn child(names: &dyn Names, id: ChildId) -> String {
    names.child(id).map_or_else(|| format!("child {}", short(id.any())), markdown_line)
}

pub(super) fn home(names: &dyn Names, id: HomeId) -> String {
    names.home(id).map_or_else(|| format!("home {}", short(id.any())), markdown_line)
}

pub(super) fn any(names: &dyn Names, id: AnyId) -> String {
    let as_child = id.typed().map(|id: ChildId| child(names, id));
    let as_home = || id.typed().map(|id: HomeId| home(names, id));
    as_child.or_else(as_home).unwrap_or_else(|| id.to_string())
}

/// The end of an id is enough to tell a few apart on a page.
fn short(id: AnyId) -> String {
    let text = id.uuid().simple().to_string();
    let skip = text.len().saturating_sub(6);
    text.chars().skip(skip).collect()
}
