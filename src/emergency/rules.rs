//! What an emergency plan lacks, as rules: code, weight, sentences, basis. Nothing of it bars: an emergency does not
//! wait for a complete plan.

use crate::base::{Basis, Surety, rules};

const CONTENTS: Basis = Basis::practice(
    "what published emergency plans for carers contain (several English councils)",
    Surety::Read,
);
const BOTH: Basis =
    Basis::practice("for mutual carers a plan answers for both directions", Surety::Unverified);
const PROVEN: Basis = Basis::definition("emergency plans that are proven");
const ABLE_AND_WILLING: Basis = Basis::act("Care Act 2014", "s.10(5)", Surety::Read).since(2015, 4, 1);
const TOGETHER: Basis = Basis::practice(
    "Foundation for People with Learning Disabilities: fear of being separated",
    Surety::Read,
);
const CONFIDENCE: Basis = Basis::practice("common-law duty of confidence", Surety::Secondary);
const WISHES: Basis = Basis::practice("people say who is called and who comes in", Surety::Unverified);
const POWERS: Basis = Basis::practice("Mental Capacity Act 2005, powers of attorney", Surety::Unverified);
const YOUNG: Basis = Basis::act("Children Act 1989", "s.17ZA", Surety::Read).since(2015, 4, 1);
const REFUSALS: Basis =
    Basis::practice("Mental Capacity Act 2005 ss.24-26, form of an advance decision", Surety::Unverified);
const FORMATS: Basis = Basis::practice("NHS accessible information standard", Surety::Unverified);

rules! {
    /// Every rule about what a plan lacks, in the order in which findings of one weight stand.
    room Emergency;
    /// A member without a page.
    PERSON_WITHOUT_PAGE = "person-without-page", Warns, Anyone,
        "This person lives in the household and has no page in the plan. Both directions of care need one: ask them.",
        "You are not in the emergency plan yet. It should say what you need and want.",
        BOTH;
    /// Nobody is called when a member who gives is lost.
    ONE_DIRECTION = "no-plan-for-this-direction", Warns, Anyone,
        "This person gives help that others here need, and nobody is called if they are lost. Plan this direction too.",
        "If you could not help any more, nobody would be called yet.",
        BOTH;
    /// A critical need that nobody called covers.
    CRITICAL_NEED_NOT_COVERED = "critical-need-not-covered", Warns, Anyone,
        "Nobody who would be called covers this critical need, or takes the person in.",
        "There is help you need a lot that nobody would give in an emergency yet.",
        PROVEN;
    /// Nobody on the list.
    NOBODY_RESPONDS = "nobody-responds", Warns, Anyone,
        "There is nobody on the list of those who are called{other_days| who is there on that day: those on it are for other days}.",
        "Nobody is down to come in an emergency yet.",
        CONTENTS;
    /// No way of raising the alarm.
    NO_ALARM = "no-way-to-raise-the-alarm", Warns, Anyone,
        "The plan has no way in which anyone finds out{other_days| on that day: those that it has are for other days}. Ask who would notice, and how.",
        "We do not know yet how anybody would find out that you need help.",
        PROVEN;
    /// A responder or a way of raising the alarm has ended.
    PART_HAS_ENDED = "plan-part-has-ended", Warns, Anyone,
        "Stands in the plan, and {until} was the first day without it, so it does not count on {on}. Ask whether it goes on, or find another.",
        "Somebody or something in your plan was there for a time only. We look for what comes after it.",
        PROVEN;
    /// A responder or a way of raising the alarm is there only later.
    PART_BEGINS_LATER = "plan-part-begins-later", Warns, Anyone,
        "Stands in the plan, and {from} is the first day with it, so it does not count on {on}. Find somebody or something until then.",
        "Somebody or something in your plan is there only later. We look for what there is until then.",
        PROVEN;
    /// The plan lacks more from a day on, when something in it ends.
    LACKS_FROM = "plan-lacks-from", Warns, Anyone,
        "From {from} on, when something in the plan ends, it lacks {lacks}. Find what comes after it.",
        "Part of your plan ends. We look with you for what comes after it.",
        PROVEN;
    /// Nobody finds out at some minute of the night.
    NOBODY_AT_NIGHT = "nobody-raises-the-alarm-at-night", Warns, Anyone,
        "If this person is lost at night (22:00 to 07:00), nothing known to work raises the alarm at once in {minutes} of the week's nights.",
        "If something happens at night, nobody might know before the morning.",
        PROVEN;
    /// Nobody asked whether somebody can raise the alarm.
    ABLE_NOT_ASKED = "able-to-raise-the-alarm-not-asked", Warns, Anyone,
        "Counted on to raise the alarm, and nobody has asked whether they can. It does not count until it is known.",
        "Nobody has asked you yet whether you can call for help.",
        PROVEN;
    /// A card of which nobody has said after how many minutes it would be found.
    CARD_NOT_SAID = "card-found-after-not-said", Warns, Anyone,
        "Carries a card with a number to ring, and nobody has said after how many minutes somebody would be with them out of doors and ring it. The card does not count until that is said.",
        "You carry a card with a number to ring. We do not know how long it would take until somebody finds it.",
        PROVEN;
    /// A responder whom nobody has asked.
    RESPONDER_NOT_ASKED = "responder-not-asked", Warns, Anyone,
        "On the list of those who are called, and nobody has asked them. They do not come in the proof.",
        "Somebody is down to come who has not been asked.",
        ABLE_AND_WILLING;
    /// A responder who did not agree.
    RESPONDER_NOT_AGREED = "responder-not-agreed", Warns, Anyone,
        "On the list of those who are called, was asked, and has not agreed. They do not come in the proof: find another.",
        "Somebody is down to come who has not said yes.",
        ABLE_AND_WILLING;
    /// A responder who can never be reached.
    NEVER_REACHABLE = "responder-never-reachable", Warns, Anyone,
        "On the list of those who are called, and there is no time at which they can be reached. They never come: ask when they can be reached.",
        "Somebody is down to come, and we do not know when we could reach them.",
        PROVEN;
    /// Somebody under 18 who is counted on.
    UNDER_18_COUNTED_ON = "under-18-counted-on", Warns, Anyone,
        "{part|Perhaps under|Under} 18 on {on}{part| (only the month or the year of birth is known: ask for the date)}, and this plan or the week that it is for counts on them. Ask whether that is right for a child, and who else could do it.",
        "You {part|may be|are} under 18, and a lot hangs on you. We look for somebody else with you, and you can have help of your own.",
        YOUNG;
    /// The plan names what is not in the week.
    NAMES_WHAT_IS_GONE = "names-what-is-gone", Warns, Anyone,
        "The plan names this, which is not in the household's week of {on}, or not as the plan has it. What names it does not count: put the plan right.",
        "Your plan names somebody or something that is not there any more. We put that right with you.",
        Basis::practice("a plan for emergencies is looked at again when something changes", Surety::Unverified);
    /// Somebody who would notice is said to do so on days without the help from which they would.
    NOTICES_BEYOND_HELP = "notices-beyond-help", Warns, Anyone,
        "Would notice from help, and is said to notice on days without any: up to {minutes} a week do not count. Ask from what they would notice then.",
        "Somebody would notice only on the days on which there is help. On the other days we need somebody else.",
        PROVEN;
    /// A responder whom somebody does not want called.
    RESPONDER_NOT_WANTED = "responder-not-wanted", Warns, Anyone,
        "On the list for this person, who has said that they must not be called. Take them off, or talk with the person.",
        "You said who must not be called. They are still down to be called for you.",
        WISHES;
    /// A responder whom somebody would not let in.
    RESPONDER_NOT_LET_IN = "responder-not-let-in", Warns, Anyone,
        "Would come to the house, and is not among those whom this person lets in. Take them off, or talk with the person.",
        "Somebody would come into your home whom you have not said may come.",
        WISHES;
    /// Somebody who wants to stay together would be taken apart.
    TAKEN_APART = "taken-apart", Warns, Anyone,
        "Wants to stay together with the others, and this responder takes in some of the household and not all.",
        "You want to stay together. As it is planned, you would be apart for a time.",
        TOGETHER;
    /// Nobody asked about staying together.
    TOGETHER_NOT_ASKED = "staying-together-not-asked", Warns, Anyone,
        "Nobody has asked this person whether they want to stay together with the others. Fear of separation keeps people from asking for help.",
        "Nobody has asked you yet whether you want to stay together.",
        TOGETHER;
    /// Somebody takes medicines, and none are recorded.
    MEDICINES_NOT_RECORDED = "medicines-not-recorded", Warns, Anyone,
        "Needs help with medicines, and the plan does not say which: name, dose, time, place kept.",
        "You take medicines, and we have not written down which.",
        CONTENTS;
    /// Said to take none, and needs help with them.
    NO_MEDICINES_THOUGH_NEEDED = "no-medicines-though-needed", Warns, Anyone,
        "Said to take no medicines, and has a need of help with medicines. One of both is not right.",
        "We have it that you take no medicines, and that you need help with them. Which is right?",
        CONTENTS;
    /// A medicine of which something is missing.
    MEDICINES_NOT_COMPLETE = "medicines-not-complete", Warns, Anyone,
        "Of {medicines} of this person's medicines the dose, the time, the place kept or who gives it is not recorded.",
        "We do not know enough about {medicines} of your medicines.",
        CONTENTS;
    /// Nobody asked about allergies.
    ALLERGIES_NOT_KNOWN = "allergies-not-known", Warns, Anyone,
        "Whether this person has allergies is not known. Ask; if there are none, record that.",
        "We do not know whether there is anything you must not be given.",
        CONTENTS;
    /// Nobody who would come holds a key.
    NOBODY_HOLDS_A_KEY = "nobody-holds-a-key", Warns, Anyone,
        "Nobody who would come from outside is known to hold a key, and no way in without one is known.",
        "Nobody who would come has a key.",
        CONTENTS;
    /// A responder without a copy.
    RESPONDER_WITHOUT_COPY = "responder-without-copy", Warns, Anyone,
        "Would be called, and is not known to hold a copy of the plan.",
        "Somebody who would come may not have the plan.",
        CONTENTS;
    /// Not known whether the plan may be shown to those who come.
    CONSENT_NOT_KNOWN = "consent-to-share-not-known", Warns, Anyone,
        "Whether this person agrees that those who are called see their page is not known. Ask.",
        "We do not know whether those who come may read about you.",
        CONFIDENCE;
    /// Somebody has a copy though a person said no.
    SHARED_AGAINST_NO = "shared-against-a-no", Warns, Anyone,
        "A copy is with {with}, and this person has said no to that.",
        "You said no to showing your page to somebody who has it: {with}.",
        CONFIDENCE;
    /// No GP.
    GP_MISSING = "gp-missing", Warns, Anyone,
        "The plan names no GP for this person.",
        "We do not know who your doctor is.",
        CONTENTS;
    /// No date for a review.
    REVIEW_DATE_MISSING = "review-date-missing", Warns, Anyone,
        "The plan has no date by which it is reviewed.",
        "We have not said when we look at this plan again.",
        CONTENTS;
    /// A power that cannot be used as far as is known.
    POWER_NOT_REGISTERED = "power-not-known-to-be-registered", Warns, Anyone,
        "A power that has to be registered is not known to be. Until it is, nobody should count on it.",
        "Somebody may decide for you only when a paper is registered. We do not know whether it is.",
        POWERS;
    /// An advance decision whose form is not known to be met.
    FORM_NOT_KNOWN_TO_BE_MET = "advance-decision-form-not-known", Warns, Anyone,
        "A decision made in advance may be about staying alive and is not known to be in writing, signed, witnessed and saying that it stands even if life is at risk.",
        "You decided something about treatment in advance. It may need to be written in a certain way.",
        REFUSALS;

    /// Somebody is counted on whose age is not known.
    AGE_NOT_KNOWN = "age-not-known", Notes, Anyone,
        "Counted on by this plan or the week that it is for, and it is not known whether they are 18 or older on {on}. Ask.",
        "This plan counts on you. How old are you?",
        YOUNG;
    /// Somebody agreed to nothing being shown to those who come.
    SHOWN_TO_NOBODY = "page-not-shown-to-responders", Notes, Anyone,
        "Does not agree that those who are called see their page. Say what they may know, and who tells them.",
        "You do not want those who come to read about you. Let us talk about what they may know.",
        CONFIDENCE;
    /// Nobody asked what somebody takes who has no such need.
    MEDICINES_NOT_ASKED = "medicines-not-asked", Notes, Anyone,
        "Nobody has asked whether this person takes medicines. If they take none, record that.",
        "We do not know whether you take medicines.",
        CONTENTS;
    /// Nobody asked who must not be called.
    NOT_TO_BE_CALLED_NOT_ASKED = "who-must-not-be-called-not-asked", Notes, Anyone,
        "Nobody has asked this person who must not be called for them.",
        "Nobody has asked you whether there is somebody we must not call.",
        WISHES;
    /// Nobody asked who may come in.
    MAY_COME_IN_NOT_ASKED = "who-may-come-in-not-asked", Notes, Anyone,
        "Nobody has asked this person who may come into the house.",
        "Nobody has asked you who may come into your home.",
        WISHES;
    /// Nobody asked how somebody tells, and takes in.
    COMMUNICATION_NOT_ASKED = "communication-not-asked", Notes, Anyone,
        "How this person tells, how to tell them, or in which form they take things in was not asked.",
        "Nobody has asked you how you like to be told things.",
        FORMATS;
    /// Nobody asked about powers.
    POWERS_NOT_ASKED = "powers-not-asked", Notes, Anyone,
        "Nobody has asked whether somebody holds a power to decide for this person.",
        "Nobody has asked you whether somebody may decide for you.",
        POWERS;
    /// Nobody asked about advance decisions.
    ADVANCE_DECISIONS_NOT_ASKED = "advance-decisions-not-asked", Notes, Anyone,
        "Nobody has asked whether this person decided in advance to refuse a treatment.",
        "Nobody has asked you whether there is treatment you do not want.",
        REFUSALS;
    /// Where the plan is kept is not known.
    WHERE_KEPT_NOT_KNOWN = "where-kept-not-known", Notes, Anyone,
        "Where the plan is kept in the house is not recorded.",
        "We have not written down where the plan is.",
        CONTENTS;
    /// Nobody asked about pets.
    PETS_NOT_ASKED = "pets-not-asked", Notes, Anyone,
        "Nobody has asked whether there are animals in the house.",
        "Nobody has asked you whether you have pets.",
        CONTENTS;
    /// The plan is for a home that cannot be lived in, and no proof speaks of that.
    NOT_COVERED_BY_PROOF = "not-covered-by-proof", Notes, Anyone,
        "That the home cannot be lived in counts as an emergency here. No proof covers it: it knows of people and services that are lost.",
        "If you could not live in your home, this plan has not been tested for that.",
        PROVEN;
    /// Where people would go if the home could not be lived in.
    NOWHERE_TO_GO = "nowhere-to-go-known", Notes, Anyone,
        "Where the people would go if the home could not be lived in is not recorded.",
        "We do not know where you would go if you could not stay at home.",
        CONTENTS;
}
