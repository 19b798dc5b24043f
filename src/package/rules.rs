//! What a care package lacks and what to look at in it and in what it costs, as rules: code, weight, sentences, basis.

use crate::base::{Basis, Surety, rules};

const EVERY_NEED: Basis =
    Basis::act("Care Act 2014", "ss.18(7), 20, 24(2), 25(1)", Surety::Secondary).since(2015, 4, 1);
const COMPLETE: Basis = Basis::definition("a care package says who provides each line, and what it costs");
const EXACT: Basis = Basis::definition("a care package is exact to the day and the penny");
const EMPLOYING: Basis =
    Basis::practice("whoever employs somebody bears what employing costs", Surety::Unverified);
const FREE_WEEKS: Basis = Basis::regulation("SI 2014/2672", "reg.3", Surety::Read).since(2015, 4, 1);
const RELATIVES: Basis = Basis::regulation("SI 2014/2871", "reg.3", Surety::Secondary).since(2015, 4, 1);
const FOR_A_NEED: Basis = Basis::act("Care Act 2014", "s.25(1)", Surety::Read).since(2015, 4, 1);
const STEPS: Basis = Basis::act("Care Act 2014", "s.25(5)", Surety::Read).since(2015, 4, 1);
const OF_A_VERSION: Basis =
    Basis::definition("a package is agreed to by everybody it is about, in this very version");
const IN_ANOTHERS_PLACE: Basis = Basis::act("Mental Capacity Act 2005", "ss.4, 9, 16", Surety::Unverified);
const APPROVAL: Basis = Basis::definition("a package is approved by somebody who has no part in it");
const LIMIT: Basis = Basis::policy("what somebody may approve in a year");
const COPY: Basis = Basis::practice("whoever is in a package has a copy of it", Surety::Unverified);
const SAME_WEEK: Basis = Basis::definition("interdependence, plan and package speak of the same week");
const REVIEW: Basis = Basis::act("Care Act 2014", "s.27", Surety::Read).since(2015, 4, 1);

rules! {
    /// Every rule about care packages, in the order in which findings of one weight stand.
    room Package;
    /// Nobody has looked which needs have to be met.
    ELIGIBLE_NOT_LOOKED_AT = "eligible-needs-not-looked-at", Bars, Anyone,
        "Nobody has said which needs have to be met, so it cannot be told whether the package meets them. List them.",
        "We have not checked yet whether this help covers all that you need.",
        EVERY_NEED;
    /// An eligible need that no line meets.
    NEED_WITHOUT_LINE = "need-without-line", Bars, Anyone,
        "No line meets this eligible need. Add one, or record how it is met otherwise: by a willing and able carer, declined with capacity, or no duty and written reasons given.",
        "There is something you need that this help does not cover yet. We sort it out with you.",
        EVERY_NEED;
    /// An eligible need that lines meet only from a later day on.
    NEED_MET_LATER = "need-met-only-later", Bars, Anyone,
        "No line meets this eligible need before {from}: those there are begin later or are paused. Add one until then, or record how it is met otherwise.",
        "Help with something you need starts later. We sort out with you what happens until then.",
        EVERY_NEED;
    /// Why no line has to meet an eligible need is not known to be so.
    OTHERWISE_NOT_KNOWN = "otherwise-not-known", Bars, Anyone,
        "No line meets this eligible need, and it is not known that it is met otherwise: {why}. Ask, and record the answer.",
        "We still have to ask how something you need is met.",
        EVERY_NEED;
    /// A line without a price.
    PRICE_MISSING = "price-missing", Bars, Anyone,
        "Has no price. Ask what it costs. It is not counted as 0: totals are told without it.",
        "We do not know yet what some of your help costs.",
        COMPLETE;
    /// A line whose first price begins later than it does.
    PRICE_BEGINS_LATER = "price-begins-later", Bars, Anyone,
        "Has no price before {from}. Ask what it costs until then. It is not counted as 0: totals are told without those days.",
        "We do not know yet what some of your help costs at first.",
        COMPLETE;
    /// A line without a provider.
    PROVIDER_MISSING = "provider-missing", Bars, Anyone,
        "Nobody is named who provides this line. Name the provider.",
        "We do not know yet who will give some of your help.",
        COMPLETE;
    /// Somebody does not agree to what changes something for them.
    DOES_NOT_AGREE = "does-not-agree", Bars, Anyone,
        "Does not agree to a line that changes something for them. Ask what they want instead, and change it or record what was tried.",
        "You said that this help is not right for you. Tell us what would be.",
        STEPS;
    /// Nobody knows whether somebody agrees.
    AGREEMENT_NOT_KNOWN = "agreement-not-known", Bars, Anyone,
        "Not known to agree to this version of the package. Ask them, or whoever may decide for them.",
        "We still have to ask you whether this help is right for you.",
        OF_A_VERSION;
    /// Somebody has not got this version.
    PERSON_HAS_NOT_GOT_IT = "person-has-not-got-package", Bars, Anyone,
        "Has not got this version of the package. Share it before they are asked to agree.",
        "You should have this in your hands before you say yes to it.",
        OF_A_VERSION;
    /// Nobody has approved it.
    NOT_APPROVED = "not-approved", Bars, Anyone,
        "Nobody has approved this version of the package.",
        "Somebody at the council still has to say yes to your help.",
        APPROVAL;
    /// Whoever approves it drew it up.
    APPROVED_BY_AUTHOR = "approved-by-author", Bars, Professionals,
        "Approved by whoever drew this version up. Somebody else has to.",
        "Somebody else has to look at this.",
        APPROVAL;
    /// Whoever approves it is one of those it is for.
    APPROVED_BY_WHOM_IT_IS_FOR = "approved-by-whom-it-is-for", Bars, Professionals,
        "Approved by somebody it is for. Somebody else has to.",
        "Somebody else has to look at this.",
        APPROVAL;
    /// Whoever approves it provides something of it.
    APPROVED_BY_PROVIDER = "approved-by-provider", Bars, Professionals,
        "Approved by somebody who provides a line of it. Somebody else has to.",
        "Somebody else has to look at this.",
        APPROVAL;
    /// It costs more than they may approve.
    ABOVE_LIMIT = "above-limit", Bars, Professionals,
        "Costs {yearly_pence} in its first 365 days, and whoever approves it may approve {limit_pence}. Somebody with a higher limit has to.",
        "Somebody else has to look at this.",
        LIMIT;
    /// No limit is set for whoever approves it.
    LIMIT_NOT_SET = "limit-not-set", Bars, Professionals,
        "The policy says no limit up to which this role may approve. None said is not without limit.",
        "Somebody else has to look at this.",
        LIMIT;
    /// What it costs in a year is not known.
    COST_NOT_KNOWN = "cost-not-known", Bars, Professionals,
        "What the package costs in its first 365 days is not known, so that it cannot be approved within a limit.",
        "We do not know yet what your help costs.",
        LIMIT;

    /// An eligible need that lines meet for the last time on a day.
    NEED_MET_UNTIL = "need-met-until", Warns, Anyone,
        "Lines meet this eligible need up to and including {last}, and none does after that. See how it is met then.",
        "Some of your help ends. We sort out with you what comes after it.",
        EVERY_NEED;
    /// An eligible need that no line meets for some days.
    NEED_NOT_MET_BETWEEN = "need-not-met-between", Warns, Anyone,
        "Lines meet this eligible need up to and including {last}, and then not before {again}. See how it is met in between.",
        "Some of your help stops for a while. We sort out with you what happens in that time.",
        EVERY_NEED;
    /// An assistant who is employed, and nothing of what employing costs.
    EMPLOYED_WITHOUT_COSTS = "employed-without-costs", Warns, Anyone,
        "Somebody of the household employs whoever comes, and no line is for what employing costs: holiday pay, insurance, pension, payroll, notice, redundancy. Add those that are owed.",
        "You employ somebody. We still have to add what employing them costs.",
        EMPLOYING;
    /// A one-off on a day on which its line is paused.
    ONE_OFF_WHILE_PAUSED = "one-off-while-paused", Warns, Anyone,
        "A one-off falls on {on}, when the line is paused. It is owed all the same: see whether that is meant.",
        "Something is to be paid once, though you do not get that help on the day.",
        EXACT;
    /// More is booked than the allowance of a year.
    BOOKED_OVER_ALLOWANCE = "booked-over-allowance", Warns, Anyone,
        "{booked} {what} are booked in the year from {year}, of an allowance of {allowance}. What is over it costs all the same.",
        "More is booked in this year than you have.",
        EXACT;
    /// Something is booked on a day on which the line is paused.
    BOOKED_WHILE_PAUSED = "booked-while-paused", Warns, Anyone,
        "Booked for {on}, when the line is paused. Move the booking or the pause.",
        "You have booked a day on which this help is paused.",
        EXACT;
    /// The provider was told too late.
    TOLD_LATE = "told-late", Warns, Anyone,
        "{pause|Paused|Ends} with less than {days} days of notice. It is owed up to and including {last}.",
        "Some help has to be paid a bit longer, because it was called off late.",
        EXACT;
    /// Nobody has recorded when the provider was told.
    TELLING_NOT_RECORDED = "telling-not-recorded", Warns, Anyone,
        "{pause|A pause from|Ends on} {on}, with {days} days of notice, and nobody has recorded when the provider was told. Tell them, and record the day: until then it is taken as told in time.",
        "Somebody has to tell those who help you that it stops.",
        EXACT;
    /// A specified period without a decision.
    FREE_WEEKS_WITHOUT_DECISION = "free-weeks-without-decision", Warns, Anyone,
        "Nobody has recorded on which day this specified period of {rule} was decided.",
        "We still have to write down when your free weeks were decided.",
        FREE_WEEKS;
    /// Somebody close is paid from a budget.
    PAYS_SOMEBODY_CLOSE = "pays-somebody-close", Warns, Anyone,
        "A budget pays somebody close to a person whose needs it meets: {is}. A direct payment may not, unless the authority finds it necessary. See how the money is to be held, and have it decided.",
        "Somebody close to you is to be paid. We have to look at whether that is allowed.",
        RELATIVES;
    /// Somebody is paid from a budget of whom it is not known whether they are close.
    PERHAPS_PAYS_SOMEBODY_CLOSE = "perhaps-pays-somebody-close", Warns, Anyone,
        "A budget pays a person, and it is not known {what}. A direct payment may not pay a partner, or close family in the same household, unless the authority finds it necessary. Ask.",
        "Somebody you know is to be paid. We have to ask who they are to you.",
        RELATIVES;
    /// Somebody decides for another who is in the package too.
    DECIDES_FOR_THE_OTHER = "decides-for-the-other", Warns, Professionals,
        "Decided by somebody for whom the package changes something as well; their interests may differ.",
        "Somebody who gets help from this too decided for you. We want to be sure it is right for you.",
        IN_ANOTHERS_PLACE;
    /// Who drew it up is not known.
    AUTHOR_NOT_KNOWN = "author-not-known", Warns, Professionals,
        "Nobody knows who drew this version up, so it cannot be told whether somebody else approved it.",
        "We check who wrote this.",
        APPROVAL;
    /// Whether whoever approves it is a provider is not known.
    PROVIDER_NOT_KNOWN = "provider-not-known", Warns, Professionals,
        "It is not known whether whoever approves the package works for one of its providers. Ask.",
        "We check who said yes to this.",
        APPROVAL;
    /// A provider has not got it.
    PROVIDER_HAS_NOT_GOT_IT = "provider-has-not-got-package", Warns, Anyone,
        "Provides a line, and has not got this version of the package.",
        "Somebody who is to help you does not have this yet.",
        COPY;
    /// The review date has passed.
    REVIEW_DATE_PASSED = "review-date-passed", Warns, Anyone,
        "The package was to be reviewed by {by}.",
        "It is time that we look at your help with you again.",
        REVIEW;

    /// A provider who stands for no line, at hours of one.
    PERHAPS_COUNTED_TWICE = "perhaps-counted-twice", Warns, Anyone,
        "A provider is there for this need at hours of a line of the package, and is not said to stand for any line: perhaps the same help is counted twice. Say for which line it stands, or end it if the line has taken its place.",
        "Some help may be written down twice. We check what you really get.",
        SAME_WEEK;
    /// An arrangement that names a line which is not there.
    NAMES_NO_LINE = "names-no-line", Warns, Anyone,
        "Is said to stand for a line that this package does not have. It is counted as it is told. Say for which line it stands, or that it stands for none.",
        "We check which part of your plan some of your help belongs to.",
        SAME_WEEK;
    /// An arrangement that names a line for a need which this line does not meet.
    LINE_NOT_FOR_NEED = "line-not-for-need", Warns, Anyone,
        "Is said to stand for a line of the package that is not said to meet this need, so the week of the package does not have it. Add the need to the line, or say that the help stands for no line.",
        "We check which part of your plan some of your help belongs to.",
        SAME_WEEK;

    /// Days of which nobody has said what they cost.
    DAYS_NOT_PRICED = "days-not-priced", Warns, Anyone,
        "Nobody has said what it costs on {days} of the days asked about, the first of them {from}. They are not in the total: it is told without them.",
        "We do not know yet what some of your help costs.",
        EXACT;
    /// Days of which nobody knows whether they are holidays.
    HOLIDAY_NOT_KNOWN = "holiday-not-known", Warns, Anyone,
        "Has another price on holidays, and the calendar does not say of {days} of the days asked about whether they are some, the first of them {from}. The rate without holidays was used.",
        "Some days may cost more, if they are holidays.",
        EXACT;
    /// Nothing is recorded of days that are owed as delivered.
    NOTHING_RECORDED = "nothing-recorded", Warns, Anyone,
        "Is owed as delivered, and nothing is recorded of {days} of the days asked about, the first of them {from}. What was planned was counted.",
        "We count some help as planned, as nobody has written down how it was.",
        EXACT;

    /// The free weeks of a line end.
    FREE_WEEKS_END = "free-weeks-end", Notes, Anyone,
        "Free by law up to and including {last}, and the line goes on. From the next day on its payer pays.",
        "Some of your help is free for some weeks. We tell you before it has to be paid.",
        FREE_WEEKS;
    /// A line that meets no need.
    LINE_WITHOUT_NEED = "line-without-need", Notes, Anyone,
        "Is not said to meet any need. Say which it meets.",
        "We still have to write down what some of your help is for.",
        FOR_A_NEED;
    /// Somebody disagrees with what changes something for others only.
    DISAGREES_WITH_ANOTHERS_LINE = "disagrees-with-anothers-line", Notes, Anyone,
        "Does not agree to a line that changes something for others only. It is recorded, and bars nothing.",
        "You do not agree with help that somebody else gets. We wrote that down.",
        STEPS;
    /// What was tried to come to an agreement is recorded.
    TRIED_TO_AGREE = "steps-towards-agreement", Notes, Anyone,
        "What was tried to come to an agreement is recorded.",
        "We tried to agree with you, and wrote down what you want.",
        STEPS;
    /// Agreed to in somebody's place.
    SAID_IN_ANOTHERS_PLACE = "said-in-anothers-place", Notes, Anyone,
        "Somebody else decided this in the person's place.",
        "Somebody decided this for you.",
        IN_ANOTHERS_PLACE;
    /// The policy has no value.
    POLICY_NOT_SET = "policy-not-set", Notes, Professionals,
        "The policy has no value for {policy}, so nothing is asked on its account.",
        "",
        Basis::definition("values of the policy");
    /// No date for the next review.
    NO_REVIEW_DATE = "no-review-date", Notes, Anyone,
        "Neither the package nor the policy says by when it is to be reviewed.",
        "We have not said when we look at your help again.",
        REVIEW;
    /// The package is to be shared.
    SHARING_OWED = "package-sharing-owed", Notes, Anyone,
        "The package is to be shared with everybody it is about.",
        "You get this to read, or to have read to you.",
        COPY;
    /// The package is to be reviewed.
    REVIEW_OWED = "package-review-owed", Notes, Anyone,
        "The package is to be reviewed with those it is about.",
        "We look at your help with you again.",
        REVIEW;
}
