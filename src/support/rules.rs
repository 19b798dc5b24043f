//! What the analysis of interdependence finds, as rules: code, weight, sentences, basis.

use crate::base::{Basis, CLOCK_CHANGE_BASIS, Surety, rules};

const DEFINED: Basis = Basis::definition("interdependence, edition 2");
const ABLE_AND_WILLING: Basis = Basis::act("Care Act 2014", "s.10(5)", Surety::Read).since(2015, 4, 1);

rules! {
    /// Every rule of this room, in the order in which findings of one weight stand.
    room Support;
    /// A critical need is not met with nothing lost.
    CRITICAL_GAP = "critical-gap", Warns, Anyone,
        "A critical need is short of help that can be relied on, in the week as it runs: {short} a week.",
        "Some help that matters a lot is missing in the week as it is now.",
        DEFINED;
    /// A critical need comes to harm in the week as it runs.
    HARM_ANYWAY = "harm-anyway", Warns, Anyone,
        "This critical need comes to harm in the week as it runs, whoever is there: the first time at {at}.",
        "Some help that matters a lot is missing now, and you could come to harm without it.",
        DEFINED;
    /// A critical need comes to harm unless help comes of which not everything is known.
    HARM_UNLESS_HELP_COMES = "harm-unless-help-comes", Warns, Anyone,
        "This critical need comes to harm in the week as it runs, the first time at {at}, unless help comes of which nobody has said when it comes or whether it is given. Ask.",
        "We do not know enough about some of your help. Without it, you could come to harm. Please tell us when it comes.",
        DEFINED;
    /// Losing one source makes a critical need fall.
    SINGLE_POINT_OF_FAILURE = "single-point-of-failure", Warns, Anyone,
        "Losing this one source makes critical needs fall: {critical} of them.",
        "If this one helper could not come, help that matters a lot would stop.",
        DEFINED;
    /// Losing one source makes a critical gap worse.
    GAP_GETS_WORSE = "gap-gets-worse", Warns, Anyone,
        "Critical needs that are short of help even now lose more of it without this one source: {critical} of them.",
        "Some help that matters a lot is missing now. Without this one helper, more of it would be missing.",
        DEFINED;
    /// After a loss at the worst minute, harm comes within the horizon.
    HARM_AFTER_LOSS = "harm-after-loss", Warns, Anyone,
        "Lost at the worst minute ({start}), this source is missed after {minutes}: a critical need comes to harm that otherwise would not, or not yet.",
        "If this help stopped at a bad moment, somebody could come to harm within {minutes}.",
        DEFINED;
    /// Each one's loss makes a critical need of the other fall.
    MUTUAL_DEPENDENCE = "mutual-dependence", Warns, Anyone,
        "Each depends on the other: losing either makes critical needs of the other fall. Assess both, as carers too.",
        "You depend on each other. Each of you can ask for help, and for help as a carer.",
        Basis::guidance("NICE NG96", "1.1.4", Surety::Read);
    /// The same, where one loss only makes a critical gap worse.
    MUTUAL_DEPENDENCE_IN_PART = "mutual-dependence-in-part", Warns, Anyone,
        "Each depends on the other in part: losing either makes critical needs of the other fall, or leaves those that are short even now with less help. Assess both, as carers too.",
        "You depend on each other. Each of you can ask for help, and for help as a carer.",
        Basis::guidance("NICE NG96", "1.1.4", Surety::Read);
    /// Needs stand only because people hold each other up.
    RING = "ring", Warns, Anyone,
        "These needs ({needs}) are met only because people hold each other up; nothing from outside could rebuild them.",
        "You manage because you hold each other up. If one thing slips, others can slip with it.",
        DEFINED;
    /// What stands only if unconfirmed help holds.
    STANDS_ONLY_UNCONFIRMED = "stands-only-unconfirmed", Warns, Anyone,
        "This need stands only if help holds of which nobody knows that the giver is able and willing.",
        "This works only if somebody helps who has not been asked whether they can and want to.",
        ABLE_AND_WILLING;
    /// Help that is done though its giver is not willing.
    GIVEN_UNWILLINGLY = "given-unwillingly", Warns, Anyone,
        "This help is given although the giver is not willing. Nobody can rely on it, and the giver carries it. Arrange help in its place.",
        "Somebody helps you who does not want to go on with it. Other help can be found.",
        ABLE_AND_WILLING;
    /// Help that is done though its giver is not able.
    GIVEN_THOUGH_NOT_ABLE = "given-though-not-able", Warns, Anyone,
        "This help is given although the giver is not able. Nobody can rely on it, and the giver carries it. Arrange help in its place.",
        "Somebody helps you for whom it is too much. Other help can be found.",
        ABLE_AND_WILLING;
    /// A critical need that is not met, or gets less, the day help stops that is given unwillingly.
    RESTS_ON_HELP_GIVEN_UNWILLINGLY = "rests-on-help-given-unwillingly", Warns, Anyone,
        "This critical need rests on help given unwillingly: the day it stops, the need is left with too little.",
        "Some help that matters a lot comes from somebody who does not want to, or cannot, go on with it.",
        ABLE_AND_WILLING;
    /// Help that ends soon.
    ENDS_SOON = "ends-soon", Warns, Anyone,
        "This help ends: {until} is the first day without it. What is said here of this week still counts it.",
        "Some of your help ends soon. {until} is the first day without it.",
        DEFINED;
    /// One person counted on for two people at once. It warns where not all of it can be done, and else notes.
    OVER_COMMITTED = "over-committed", Warns, Anyone,
        "This person is there for needs of different people in the same minutes: {minutes} a week.",
        "Somebody is counted on for two people at the same time.",
        DEFINED;
    /// More is to be done than fits into the minutes.
    TWICE_AT_ONCE = "twice-at-once", Warns, Anyone,
        "Counted on to do more than fits into the time in which they are there: {missing} a week are missing, going by the most that can be done of it.",
        "Somebody is counted on to do more than they have time for.",
        DEFINED;
    /// Somebody has to be at more places than they can.
    MORE_PLACES = "more-places-than-one-can", Warns, Anyone,
        "Has to be there in {places} places at the same time, {minutes} a week, which is more than can be.",
        "Somebody is counted on in two places at the same time.",
        DEFINED;
    /// Help is arranged for somebody at two places in the same minutes.
    IN_TWO_PLACES = "in-two-places", Warns, Anyone,
        "Help is arranged for this person in {places} places at the same time, {minutes} a week. Ask where they are then.",
        "Help is arranged for you in two places at the same time. Where are you then?",
        DEFINED;
    /// Somebody is needed for too long, or in every night.
    NO_REST = "no-rest", Warns, Anyone,
        "Gets too little rest: gives help, awake or not known to be asleep, for up to {awake} within 24 hours, and for at least {night} of every night. Ask who could take turns.",
        "You are needed so much that you get too little rest. Let us talk about who could take turns with you.",
        Basis::practice("whoever cares gets rest", Surety::Unverified);
    /// Whoever gave less gives more.
    BALANCE_TIPPED = "balance-tipped", Warns, Anyone,
        "The balance of care tipped on {on}: whoever gave less gives more since. Look at plans made before.",
        "Since {on}, the one who used to get more help has been giving more.",
        Basis::guidance("NICE QS187", "statement 3", Surety::Read);
    /// A need that is not critical is not met with nothing lost.
    GAP = "gap", Notes, Anyone,
        "A need is short of help that can be relied on, in the week as it runs: {short} a week.",
        "Some help is missing in the week as it is now.",
        DEFINED;
    /// Nobody has said in how many places a service can be at once.
    PLACES_NOT_KNOWN = "places-not-known", Notes, Anyone,
        "Has to be there in {places} places at the same time, {minutes} a week. In how many can it be? Nobody has said. Ask.",
        "We do not know whether a service can be in two places at the same time. We ask.",
        DEFINED;
    /// Each has a counting arrangement for the other.
    RECIPROCAL_CARE = "reciprocal-care", Notes, Anyone,
        "Each cares for the other. Both may be adults with needs and carers at once.",
        "You care for each other.",
        Basis::guidance("NICE NG96", "1.1.4", Surety::Read);
    /// Help that counts and was never confirmed.
    NOT_CONFIRMED = "not-confirmed", Notes, Anyone,
        "Counted on, and nobody knows whether the giver is able and willing. Ask both, apart.",
        "Somebody is counted on who has not been asked whether they can and want to.",
        ABLE_AND_WILLING;
    /// Help whose giver is able on some days only.
    ABLE_ON_SOME_DAYS = "able-on-some-days", Notes, Anyone,
        "The giver of this help is able on some days only. It is counted here as if every day were a good one. Ask who helps on the others.",
        "Somebody helps you on their good days. Who helps you on the other days? Please tell us.",
        ABLE_AND_WILLING;
    /// Nobody has said whether somebody has a skill that a need asks for.
    SKILL_NOT_KNOWN = "skill-not-known", Notes, Anyone,
        "This need asks for skills ({skills}) of which nobody has said whether the giver has them. Here the giver counts as having them. Ask.",
        "Some of your help takes somebody who has learnt it. Has your helper? Please tell us.",
        DEFINED;
    /// Nobody has said whether somebody is awake where that is asked for.
    AWAKE_NOT_KNOWN = "awake-not-known", Notes, Anyone,
        "This need asks for somebody awake, and nobody has said whether the giver of this help is. Here the giver counts as awake. Ask.",
        "Somebody is to be awake for you. Is your helper? Please tell us.",
        DEFINED;
    /// Nobody knows whether help is done whose giver is not able.
    DONE_NOT_KNOWN = "done-not-known", Notes, Anyone,
        "The giver of this help is not able to give it. Nobody knows whether it is given all the same. Ask.",
        "Somebody who helped you is not able to any more. Do they still help? Please tell us.",
        ABLE_AND_WILLING;
    /// Help is assumed to be done whose giver is not willing.
    DONE_IS_ASSUMED = "done-is-assumed", Notes, Anyone,
        "The giver of this help is not willing. Nobody has said whether it is given all the same, so it is assumed to be. Ask.",
        "Somebody who helps you does not want to. Do they still help? Please tell us.",
        ABLE_AND_WILLING;
    /// A fall that would not be one without assumed reliance.
    RESTS_ON_ASSUMED_RELIANCE = "rests-on-assumed-reliance", Notes, Anyone,
        "That this need is left with too little rests on an assumption about what the giver leans on. Ask.",
        "We have assumed what a helper needs in order to help. Please tell us.",
        DEFINED;
    /// Reliance filled in, since it was not said.
    ASSUMED = "assumed", Notes, Anyone,
        "What this arrangement leans on was not said. Assumed: the giver's own critical needs that are met.",
        "We have assumed what a helper needs in order to help. Please tell us.",
        DEFINED;
    /// Stated reliance on a need that is not met.
    GIVES_THOUGH_UNMET = "gives-though-unmet", Notes, Anyone,
        "This arrangement is said to lean on a need that is not met, so it does not count as giving. Check which is right.",
        "Somebody gives help although they do not get what they need for it. Is that right?",
        DEFINED;
    /// A pattern without a minute.
    NEVER_PRESENT = "never-present", Notes, Anyone,
        "Nobody knows when in the week this help comes, so it does not count. Ask when.",
        "We do not know when this help comes.",
        DEFINED;
    /// Help that alternates, at times that lie on none of its days.
    COMES_ON_NONE_OF_ITS_DAYS = "comes-on-none-of-its-days", Notes, Anyone,
        "This help alternates, and its times lie on none of the days on which it is on, so it never comes and does not count. Ask which is right, the times or the days.",
        "We have the days and the times of some of your help, and they do not fit together. Please tell us when it comes.",
        DEFINED;
    /// A need that alternates, at times that lie on none of its days.
    NEEDED_ON_NONE_OF_ITS_DAYS = "needed-on-none-of-its-days", Notes, Anyone,
        "This need alternates, and its times lie on none of the days on which it is on, so it never arises here and counts as met. Ask which is right, the times or the days.",
        "We have the days and the times at which you need some help, and they do not fit together. Please tell us when you need it.",
        DEFINED;
    /// A need without windows.
    WHEN_NOT_KNOWN = "when-not-known", Notes, Anyone,
        "Nobody knows when in the week this need arises, so no answer here speaks of it. Ask when.",
        "We do not know when you need this help.",
        DEFINED;
    /// The week of the date is one in which clocks change.
    CLOCKS_CHANGE = "clocks-change", Notes, Anyone,
        "Clocks change on {on}, in the week of this date. Times here are those of a week in which they do not.",
        "The clocks change on {on}. Times here do not take that into account.",
        CLOCK_CHANGE_BASIS;
    /// A need that opened three times without a breach.
    PATCHED = "patched", Notes, Anyone,
        "After this loss the need opens again and again: help comes, and goes too soon.",
        "Help would come, but not for long enough, again and again.",
        DEFINED;
}
