//! What is printed for people, from the smallest to the largest: a time or a count in words, somebody's own words on
//! one line, what things are called, a table of sentences, a page. Words that must stay private are
//! [`PrivateText`](super::PrivateText).

mod in_words;
mod labels;
mod line;
mod page;
pub(crate) mod sentence;

pub use in_words::date_in_words;
pub(crate) use in_words::{
    capital, hours, in_weeks_from, listed, minute_after_in_words, minute_in_words, minutes_in_words,
    time_in_words,
};
pub use labels::Labels;
pub use line::{markdown_line, one_line};
pub(crate) use page::Page;
pub use sentence::Reader;
