//! What keeps people from asking for help.

use crate::base::codes;

codes! {
    /// What may worry somebody about asking for help.
    pub enum Worry: "a worry about asking for help" {
        /// That the two will be parted.
        SplitUp = "split_up", "being split up";
        /// That the home will be lost.
        LosingHome = "losing_home", "losing the home";
        /// That it costs money, or benefits.
        Money = "money", "what it costs";
        /// That somebody will take over and decide.
        LosingSay = "losing_say", "others deciding";
        /// That strangers come into the home.
        Strangers = "strangers", "strangers at home";
    }
}

impl Worry {
    pub(super) const fn asks(self) -> &'static str {
        match self {
            Self::SplitUp => "Do you worry that asking for help could split you up?",
            Self::LosingHome => "Do you worry that you could lose your home?",
            Self::Money => "Do you worry about what help could cost you?",
            Self::LosingSay => "Do you worry that others would decide for you?",
            Self::Strangers => "Do you worry about strangers coming into your home?",
        }
    }
}
