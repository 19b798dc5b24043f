//! First signs: five things that somebody who is no assessor can notice and ask.

use alloc::format;
use alloc::string::String;

use crate::base::Basis;

/// Something to notice, at a reception or a day centre, and what to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstSign {
    /// The stable code.
    pub code: &'static str,
    /// What may be noticed.
    pub notice: &'static str,
    /// What to ask, in these words or one's own.
    pub ask: &'static str,
    /// What a "yes" leads to.
    pub leads_to: &'static str,
    /// What it rests on.
    pub basis: Basis,
}

const BASIS: Basis = Basis::practice(
    "derived from what is known of mutual caring; no published checklist was found",
    crate::base::Surety::Computed,
);

/// The five, in the order in which to ask.
pub const FIRST_SIGNS: &[FirstSign] = &[
    FirstSign {
        code: "both-ways",
        notice: "Somebody who is looked after speaks of cooking, shopping or minding for the one who looks after them.",
        ask: "What do you do for each other at home?",
        leads_to: "Tell the council's adult team that both may be carers. Each can have a carer's assessment.",
        basis: BASIS,
    },
    FirstSign {
        code: "older-carer",
        notice: "A carer in their seventies or older comes with a grown-up son or daughter.",
        ask: "How do you manage, and who helps you yourself?",
        leads_to: "Offer both an assessment of what they need, the older one too.",
        basis: BASIS,
    },
    FirstSign {
        code: "nobody-else",
        notice: "No other name is on the form, and nobody else ever comes along.",
        ask: "If one of you were taken ill tonight, who would notice, and who would come?",
        leads_to: "Ask for an emergency plan for both of them. Say so today if the answer is: nobody.",
        basis: BASIS,
    },
    FirstSign {
        code: "afraid-to-ask",
        notice: "Help is turned down, or visits are put off, again and again.",
        ask: "Is there something that worries you about asking for help?",
        leads_to: "Say that help is there to keep people together. Offer somebody independent to talk to.",
        basis: BASIS,
    },
    FirstSign {
        code: "something-changed",
        notice: "One of them has been ill, has fallen, forgets more, or has lost somebody.",
        ask: "What is harder than it was a few months ago? What does the other do now that you used to do?",
        leads_to: "Ask the team that knows them to look at both again, together.",
        basis: BASIS,
    },
];

/// The worker's sheet, as plain text ready to print: what to notice, what to ask, where it leads.
///
/// ```
/// let sheet = mutual_care::assessment::first_signs_sheet();
/// assert!(sheet.starts_with("Do they look after each other?"));
/// assert_eq!(sheet.matches("Ask:").count(), 5);
/// ```
pub fn first_signs_sheet() -> String {
    let mut sheet = String::from(
        "Do they look after each other?\n\
         ==============================\n\n\
         Five things to notice and to ask. You do not have to be sure, and you do not assess anybody.\n\
         One \"yes\" is enough to pass it on. Ask each person when the other cannot hear, and say whom you\n\
         will tell.\n",
    );
    let entries = FIRST_SIGNS.iter().enumerate().map(|(place, sign)| {
        let number = place + 1;
        let FirstSign { notice, ask, leads_to, .. } = sign;
        format!(
            "\n{number}. You notice: {notice}\n   Ask: \"{ask}\"\n   Then: {leads_to}\n   \
             [ ] yes   [ ] no   [ ] could not ask\n"
        )
    });
    sheet.extend(entries);
    sheet
}
