//! What speaks against what happens to a household, and what is worth looking at in it.

use alloc::collections::BTreeSet;

use crate::base::{Basis, BasisKind, Finding, Findings, Rule, Surety, Weight, rules};

const LIVING: Basis = Basis::definition("people act, need and give between birth and death");
const THERE: Basis = Basis::definition("only what is there can end");
const HERE: Basis = Basis::definition("a household is whoever lives together");
const ABLE_AND_WILLING: Basis = Basis::act("Care Act 2014", "s.10(5)", Surety::Read).since(2015, 4, 1);
const INVOLVED: Basis = Basis::act("Care Act 2014", "s.9(5)", Surety::Read).since(2015, 4, 1);
const ASK_FOR_IT: Basis = Basis::guidance("NICE NG96", "1.1.4", Surety::Read);
const ON_CHANGE: Basis = Basis::guidance("NICE QS187", "statement 3", Surety::Read);
const COUNTED_ON: Basis = Basis::practice("whoever is counted on can still come", Surety::Unverified);

rules! {
    /// Every rule of this room, in the order in which findings of one weight stand.
    room Household;
    /// Something of somebody who was not born yet.
    BEFORE_BIRTH = "before-birth", Bars, Anyone,
        "Dated {on}, before this person was born as recorded here. Check both dates.",
        "This is dated before somebody was born. One of the dates must be wrong.",
        LIVING;
    /// Something of somebody who had died.
    AFTER_DEATH = "after-death", Bars, Anyone,
        "Dated {on}; this person died on {died}. Check both dates.",
        "This is dated after somebody died. One of the dates must be wrong.",
        LIVING;
    /// An end of what ended before.
    ENDED_ALREADY = "ended-already", Bars, Anyone,
        "Is not there on {on}: recorded as ended on {ended}. To move that end, correct the entry that says so.",
        "We have it that this has ended already.",
        THERE;
    /// An end of what has not begun.
    NOT_BEGUN_YET = "not-begun-yet", Bars, Anyone,
        "Is not there on {on}: recorded as beginning on {begins}. To take it back, correct the entry that says so.",
        "We have it that this begins later.",
        THERE;
    /// A move is planned for where somebody is already.
    PLANNED_WHERE_THEY_ARE = "planned-where-they-are", Bars, Anyone,
        "Is there already on {on} as recorded, so cannot be planned to go there: {is}.",
        "We have it that you are there already.",
        HERE;
    /// Somebody leaves who does not live here.
    NOT_LIVING_HERE = "not-living-here", Bars, Anyone,
        "Does not live here on {on} as recorded, so cannot leave from here. Record first when they came.",
        "We did not know that this person lived here. Since when did they?",
        HERE;
    /// Somebody comes who lives here already, or it is so already in another way.
    ALREADY_SO = "already-so", Bars, Anyone,
        "It is already recorded so on {on}: {is}.",
        "We have this written down already.",
        HERE;
    /// Somebody who lives here is said to be out of touch.
    OUT_OF_TOUCH_WHILE_LIVING_HERE = "out-of-touch-while-living-here", Bars, Anyone,
        "Lives here on {on} as recorded. Record first when they moved out.",
        "We have it that this person lives here. When did they move out?",
        HERE;
    /// A split leaves somebody out.
    IN_NO_PART = "in-no-part", Bars, Anyone,
        "Lives here on {on} and is in no part of the split. Say with whom they go.",
        "Somebody who lives here has not been thought of. Where will they live?",
        HERE;
    /// People move apart, and nobody is left.
    NOBODY_STAYS = "nobody-stays", Bars, Anyone,
        "Everybody who lives here on {on} would go, so nobody would move apart from anybody. It is a move of all, or a split.",
        "If everybody goes, the whole home moves.",
        HERE;
    /// All are said to have left, and somebody still lives here.
    STILL_LIVES_HERE = "still-lives-here", Bars, Anyone,
        "Still lives here on {on} as recorded. Record first when they moved out or died.",
        "We have it that somebody still lives here. Is that right?",
        HERE;
    /// A household joins another one, and nobody lives in it.
    NOBODY_LIVES_HERE = "nobody-lives-here", Bars, Anyone,
        "Nobody lives here on {on}, so nobody can join another household. It has ended in another way.",
        "Nobody lives here any more.",
        HERE;
    /// Two who would be one died on different days.
    DIED_ON_DIFFERENT_DAYS = "died-on-different-days", Bars, Anyone,
        "The two are recorded as having died on different days, {one} and {other}. Correct one, or they are not one person.",
        "We have two different days for a death. Which one is right?",
        LIVING;
    /// Two who would be one were born on different days.
    BORN_ON_DIFFERENT_DAYS = "born-on-different-days", Bars, Anyone,
        "The two are recorded with different dates of birth. Correct one, or they are not one person.",
        "We have two different birthdays written down. Which one is right?",
        LIVING;
    /// Two who would be one answered a question differently on one day.
    ANSWERED_DIFFERENTLY = "answered-differently", Bars, Anyone,
        "The two are recorded with different answers on {on} to one question: {asked}? Correct one, or they are not one person.",
        "We have two different answers of yours from one day. Which one is right?",
        LIVING;
    /// What is confirmed needs no watching.
    CONFIRMED_IS_NOT_WATCHED = "confirmed-is-not-watched", Bars, Anyone,
        "Mutual caring is confirmed since {since}. What is confirmed is acted on; watching is for what is not.",
        "We know that you care for each other. There is nothing to wait for.",
        Basis::definition("signs of mutual caring");

    /// Somebody moves out and is no member any more, and has needs here.
    NEEDS_DO_NOT_COUNT_ANY_MORE = "needs-do-not-count-any-more", Warns, Anyone,
        "Moves out on {on}, and has needs here that do not count here from then on. If this person still belongs here, record instead that they moved to another address.",
        "You move out. Who will help you where you go?",
        HERE;
    /// Somebody lives at another address, and needs were recorded before.
    WHETHER_THE_NEW_PLACE_MEETS_IT = "whether-the-new-place-meets-it", Warns, Anyone,
        "Moved on {moved}, and these needs were recorded before that. Ask whether the new place meets them, and record each of them as it is there.",
        "You have moved. Does your new home have what you need?",
        HERE;
    /// Two who are one: help of the one for the other ends.
    HELP_BETWEEN_THE_TWO_ENDS = "help-between-the-two-ends", Warns, Anyone,
        "These two are one person, and nobody helps themself: this help ends on {on}. The need stays. See who really helps with it.",
        "We had you down as helping yourself. Who helps you with this?",
        LIVING;
    /// Two who are one: what they were to each other goes.
    KIN_OF_THE_TWO_GOES = "kin-of-the-two-goes", Warns, Anyone,
        "These two are one person, and nobody is kin to themself: that one is the other's {is} is not recorded any more.",
        "We had written you down twice, as two people of one family. We have put that right.",
        LIVING;
    /// Two who are one: one was down as supporting the other.
    SUPPORT_BY_THE_SAME_PERSON = "support-by-the-same-person", Warns, Anyone,
        "Was down as able with the support of somebody who is the same person. Nobody is named as support any more: ask who supports.",
        "Who supports you when you help?",
        LIVING;
    /// More is recorded of somebody after the day of their death.
    RECORDED_AFTER_DEATH = "recorded-after-death", Warns, Anyone,
        "There are entries about this person dated after {died}. Correct them, or the day of death.",
        "Some of what we have written down is dated after somebody died. We will put it right.",
        LIVING;
    /// People part, and more is recorded of days after that than goes along.
    RECORDED_FOR_LATER = "recorded-for-later", Warns, Anyone,
        "There are entries dated after {on} about these, which do not go along. Record them in the new household's record.",
        "Some of what we have written down for later does not go with you by itself. We will write it down again.",
        Basis::definition("what people who part take along");
    /// Somebody would be older than anybody is.
    BORN_LONG_AGO = "born-long-ago", Warns, Anyone,
        "{part|Perhaps born|Born} more than 120 years before {on} as recorded{part| (only the month or the year is known)}, and no death is recorded. Check the date of birth.",
        "We have a birthday for you that is very long ago. Is it right?",
        LIVING;
    /// Something was recorded of days before somebody was born.
    SINCE_BEFORE_BIRTH = "since-before-birth", Warns, Anyone,
        "Recorded as so from {from}, {part|perhaps }before this person was born as recorded here{part| (only the month or the year of birth is known)}. Check both dates.",
        "Some of what we have written down is dated before somebody was born. One of the dates must be wrong.",
        LIVING;
    /// Something in a file was told later than the file says that it was written down.
    TOLD_AFTER_THE_FILE = "told-after-the-file", Warns, Anyone,
        "Recorded as told on {on}, and the household was written down as at {as_at}. Check both dates.",
        "Some of what we have written down is dated later than the day on which we wrote it down. One of the dates must be wrong.",
        Basis::definition("a day of what has happened has come");
    /// More than two people are stated to be somebody's parents by birth.
    THIRD_PARENT_BY_BIRTH = "third-parent-by-birth", Warns, Anyone,
        "Recorded with more than two parents by birth: {parents}. Ask who is what, and record an adoptive, step or foster parent as that.",
        "We have written down more than two people as the mother or father of somebody. Who is who?",
        Basis::definition("somebody has two parents by birth");
    /// A planned move whose day has come, and nobody has recorded it.
    PLANNED_NOT_RECORDED = "planned-not-recorded", Warns, Anyone,
        "Planned to be {to} from {planned} on, and nobody has recorded that it happened. Until then every week takes it as so: record the move with its day, or that it is not planned any more.",
        "You were going to move. Did you?",
        Basis::definition("a plan is taken as so from its day, until what happened is recorded");
    /// What was recorded for later is taken away by an end.
    TAKEN_AWAY_BY_ITS_END = "taken-away-by-its-end", Warns, Anyone,
        "Ends on {on}, and with it all that was recorded of it for later, from {later} on. Record it again if it begins again.",
        "This ends, and so does what was planned of it for later.",
        Basis::definition("an end takes away whatever was recorded before it for its day and later");
    /// Help that is still down for a need that has ended.
    HELP_FOR_AN_ENDED_NEED = "help-for-an-ended-need", Warns, Anyone,
        "This need ended on {ended}, and help is still down for it on {on}. End the help, or record that it is needed again.",
        "Somebody is still down as helping with something that is not needed any more. Is that right?",
        Basis::definition("help is for a need");
    /// Somebody's help leans on a need that has ended.
    LEANS_ON_AN_ENDED_NEED = "leans-on-an-ended-need", Warns, Anyone,
        "This need ended on {ended}, and help is still down on {on} as leaning on it. Ask what the giver needs now in order to give.",
        "What do you need yourself now, so that you can help?",
        Basis::definition("interdependence, edition 1");
    /// A critical need for which help ended, and none is in its place.
    NOTHING_IN_ITS_PLACE = "nothing-in-its-place", Warns, Anyone,
        "On {on} nobody and nothing is arranged any more for this critical need. Arrange help, or record what is there.",
        "Help that matters a lot has ended, and nothing has come in its place yet.",
        Basis::practice("critical help is replaced before it ends", Surety::Unverified);
    /// Somebody who died is still counted on.
    DIED_STILL_COUNTED_ON = "died-still-counted-on", Warns, Anyone,
        "Died, and is still down as giving or supporting help on {on}. It counts for nothing; end it, and see who does it now.",
        "Somebody who has died is still down as helping. Who does these things now?",
        COUNTED_ON;
    /// Somebody out of touch is still counted on.
    OUT_OF_TOUCH_STILL_COUNTED_ON = "out-of-touch-still-counted-on", Warns, Anyone,
        "Out of touch, and still down as giving or supporting help on {on}. It counts for nothing; end it, and see who does it now.",
        "Somebody we have lost touch with is still down as helping. Who does these things now?",
        COUNTED_ON;
    /// Somebody who moved out is counted on as when they lived here.
    MOVED_OUT_STILL_COUNTED_ON = "moved-out-still-counted-on", Warns, Anyone,
        "Moved out, and is still down with the help they gave while living here. Ask whether they still come, and when.",
        "Somebody who moved out is still down as helping. Do they still come?",
        COUNTED_ON;
    /// A member with critical needs lives alone.
    ALONE_WITH_CRITICAL_NEEDS = "alone-with-critical-needs", Warns, Anyone,
        "On {on} this person lives alone, with critical needs: {needs}. See who would notice, and who would come.",
        "You live on your own now. Let us talk about who looks in on you.",
        Basis::practice("whoever lives alone with critical needs has somebody who would notice", Surety::Unverified);
    /// Somebody under 18 gives help that is counted on.
    UNDER_18_COUNTED_ON = "under-18-counted-on", Warns, Anyone,
        "{part|Perhaps under|Under} 18 on {on}{part| (only the month or the year of birth is known: ask for the date)}, and counted on for help. Owed a young carer's assessment{part| if under 18}: whether this caring is right for a child.",
        "{part|Somebody who may be under 18|A young person} helps a lot at home. They can have help of their own.",
        Basis::act("Children Act 1989", "s.17ZA", Surety::Read).since(2015, 4, 1);
    /// Somebody who needs or gives help, and whom nobody has asked anything.
    NOBODY_HAS_ASKED = "nobody-has-asked", Warns, Anyone,
        "Needs or gives help, and nobody has asked them anything. Ask, and involve them.",
        "Nobody has asked you yet what you need and what you want.",
        INVOLVED;
    /// A brother or sister of a member, never asked.
    SIBLING_NEVER_ASKED = "sibling-never-asked", Warns, Anyone,
        "A brother or sister of somebody with critical needs here, and nobody has ever asked them. Ask what part they want to have.",
        "You have a brother or sister whom nobody has asked. Would you like us to?",
        Basis::practice("Foundation for People with Learning Disabilities: plan together with brothers and sisters", Surety::Read);
    /// Members help each other, and nobody has looked for mutual caring.
    SIGNS_NOT_LOOKED_AT = "signs-not-looked-at", Warns, Anyone,
        "Somebody who lives here helps somebody else who does, and nobody has looked for mutual caring. Ask both what they do for each other.",
        "You help at home. Nobody has asked you yet what you do for each other.",
        ASK_FOR_IT;
    /// The same, where not all of them live here.
    SIGNS_NOT_LOOKED_AT_ACROSS_ADDRESSES = "signs-not-looked-at-across-addresses", Warns, Anyone,
        "These people help each other, or one the other, and do not all live here; and nobody has looked for mutual caring. Ask each what they do for the other.",
        "You help somebody near you, or they help you. Nobody has asked you yet what you do for each other.",
        ASK_FOR_IT;
    /// Looked, and something has changed since.
    SIGNS_LOOK_AGAIN = "signs-look-again", Warns, Anyone,
        "Something changed on {changed} that the last look for mutual caring did not see. Look again: the balance of caring can change.",
        "Things have changed since we last talked about what you do for each other.",
        ON_CHANGE;
    /// The day up to which it was watched has come.
    WATCH_RUN_OUT = "watch-run-out", Warns, Anyone,
        "Mutual caring was to be watched until {until}, and nobody has looked again.",
        "We said we would come back to how you help each other. It is time.",
        ON_CHANGE;
    /// Looked, and that is long ago.
    SIGNS_LOOK_IS_OLD = "signs-look-is-old", Warns, Anyone,
        "The last look for mutual caring was on {looked}, {months} months ago or more. Look again.",
        "It is a while since we talked about what you do for each other.",
        ON_CHANGE;
    /// No sign is recorded, and two help each other.
    NO_SIGN_THOUGH_EACH_HELPS = "no-sign-though-each-helps", Warns, Anyone,
        "No sign of mutual caring is recorded, and these two each help the other as recorded here. One of both is not right.",
        "You help each other, and we had not written that down. Is it right?",
        ASK_FOR_IT;
    /// Willing was answered by somebody else than the giver.
    ANSWERED_FOR_ANOTHER = "answered-for-another", Warns, Anyone,
        "Somebody else answered whether the giver is willing. Only they can say; ask them.",
        "Somebody answered for you. We would like to hear it from you.",
        ABLE_AND_WILLING;

    /// A critical need for which no help was ever arranged.
    NO_HELP_ARRANGED = "no-help-arranged", Notes, Anyone,
        "No help is arranged for this critical need on {on}.",
        "We have not written down yet who helps with something that matters a lot.",
        Basis::definition("a need is what somebody needs from somebody else");
    /// A need of somebody who does not live here then.
    NEED_WHILE_ELSEWHERE = "need-while-elsewhere", Notes, Anyone,
        "Does not live here on {on}: the need counts here from the day on which they do.",
        "This counts from the day on which you live here.",
        HERE;
    /// Able or willing was never asked.
    ABLE_AND_WILLING_NOT_ASKED = "able-and-willing-not-asked", Notes, Anyone,
        "Counted on, and not asked whether able and willing. Ask both, apart.",
        "Nobody has asked you whether you can help and whether you want to.",
        ABLE_AND_WILLING;
    /// Somebody is counted on, and their date of birth is not known.
    AGE_NOT_KNOWN = "age-not-known", Notes, Anyone,
        "Counted on for help on {on}, and no date of birth is recorded. Ask whether this person is 18 or older.",
        "You help somebody. How old are you?",
        Basis::act("Children Act 1989", "s.17ZA", Surety::Read).since(2015, 4, 1);
    /// The help changed after it was asked.
    ASKED_BEFORE_IT_CHANGED = "asked-before-it-changed", Notes, Anyone,
        "Able and willing was last asked before this help changed on {changed}. Ask again.",
        "Your help has changed since we asked you. Is it still right for you?",
        ABLE_AND_WILLING;
    /// What a giver leans on was never asked.
    RELIANCE_NOT_ASKED = "reliance-not-asked", Notes, Anyone,
        "Not asked what this person needs themself in order to give this help.",
        "What do you need yourself, so that you can help?",
        Basis::definition("interdependence, edition 1");
    /// When a need arises was never asked.
    WHEN_IT_ARISES_NOT_ASKED = "when-it-arises-not-asked", Notes, Anyone,
        "Not asked when in the week this need arises.",
        "When do you need this help?",
        Basis::definition("a need without windows counts as met");
}

/// What a service has decided for itself.
///
/// ```
/// use mutual_care::household::{Policy, rules};
/// let policy = Policy::default();
/// assert_eq!(policy.look_again_months(), Some(12));
/// let policy = policy.looking_again_after(Some(6)).barring(&rules::NOTHING_IN_ITS_PLACE);
/// assert_eq!(policy.look_again_months(), Some(6));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    look_again_months: Option<u32>,
    barring: BTreeSet<&'static str>,
}

impl Default for Policy {
    fn default() -> Self {
        Self { look_again_months: Some(12), barring: BTreeSet::new() }
    }
}

impl Policy {
    /// After how many months to look again for mutual caring where nothing has changed; none: only on change.
    ///
    /// The default is 12: guidance has plans for the future reviewed at least once a year (NICE QS187 statement 3),
    /// and says nothing of its own about looking for mutual caring.
    pub const fn look_again_months(&self) -> Option<u32> {
        self.look_again_months
    }

    /// The same, looking again after so many months; none: only on change.
    #[must_use]
    pub fn looking_again_after(self, months: Option<u32>) -> Self {
        Self { look_again_months: months, ..self }
    }

    /// The same, where this rule bars. Only what rests on practice can be made to: anything else has its weight.
    #[must_use]
    pub fn barring(mut self, rule: &'static Rule) -> Self {
        if rule.basis.kind() == BasisKind::Practice {
            self.barring.insert(rule.code);
        }
        self
    }

    pub(super) fn weigh(&self, findings: Findings) -> Findings {
        let weigh = |finding: Finding| {
            if self.barring.contains(finding.code()) { finding.weighing(Weight::Bars) } else { finding }
        };
        findings.into_iter().map(weigh).collect()
    }
}
