//! Every sentence of a family's page of a care package. Its readers are the people themselves: "you" is whomever the page is
//! for, "we" those who planned the help with them.

use crate::base::sentence::sentences;

sentences! {
    // ---- For whom, and in short ----

    THE_HELP = "The help you get, and what it costs";
    for_whom(names, on) = "This page is for {names}. It shows what is planned, as known on {on}.";
    WHO_WE_ARE = "\"We\" are those who plan this help with you.";
    IN_SHORT = "In short";
    NOTHING_PLANNED = "No help is planned here yet.";
    NOTHING_OF_YOURS = "No help is planned here for you.";
    now_and_later(now, later) = "{now} {later}";
    now_of(count) = one "You get 1 kind of help now.", many "You get {count} kinds of help now.";
    NONE_NOW = "You get none of this help today.";
    later_of(count) = one "1 more is to begin.", many "{count} more are to begin.";
    NONE_LATER = "No more is to begin.";
    paused_of(count) = one "1 is paused today.", many "{count} are paused today.";
    ALL_ENDED = "All of the help on this page has ended.";
    costs_now(week) = "A typical week costs {week} now.";
    costs_now_your_part(week) = "Your part of a typical week costs {week} now.";
    COSTS_NOTHING_NOW = "A typical week costs nothing now.";
    PAUSED_COUNTS = "What is paused counts in it as if it went on.";
    costs_later(week, from) = "From {from} on it is {week} a week.";
    WITHOUT_SOME = "Some of it is not in that, since we do not know yet what it costs.";
    PAID_OTHERWISE = "What is paid once, or when it is booked, is not in that.";
    COST_NOT_KNOWN = "We do not know yet what a typical week costs.";
    next_change(on, what) = "Next, on {on}: {what}";
    NO_CHANGE = "Nothing is set to change in the next 12 months.";

    // ---- One line of the package ----

    WHAT_YOU_GET_NOW = "What you get now";
    WHAT_IS_PAUSED = "What is paused now";
    WHAT_BEGINS_LATER = "What begins later";
    WHAT_HAS_ENDED = "What has ended";
    title_and_kind(title, kind) = "{title} ({kind})";
    has_ended(title, last) = "{title}: {last} was the last day.";
    owed_until(last) = "It has to be paid up to and including {last}, since it was called off late.";

    for_people(names) = "For: {names}.";
    FOR_YOU = "For: you.";
    for_you_and(names) = "For: you and {names}.";
    for_others_and_your_budget(names) = "For: {names}. It helps you, too, and a part is yours.";
    helps_with(needs) = "What it helps with: {needs}.";

    when(when) = "When: {when}.";
    next_time(on) = "The next time is {on}.";
    NO_NEXT_TIME = "There is no next time in the coming year.";
    WHEN_NOT_WRITTEN = "When: the days and times are not written down here.";
    no_days_settled(much) = "When: {much}. The days and times are not written down here.";
    EVERY_DAY = "every day";
    ALL_THE_TIME = "all the time";
    on_days(days, times) = "{days} {times}";
    MONDAYS = "Mondays";
    TUESDAYS = "Tuesdays";
    WEDNESDAYS = "Wednesdays";
    THURSDAYS = "Thursdays";
    FRIDAYS = "Fridays";
    SATURDAYS = "Saturdays";
    SUNDAYS = "Sundays";
    days_to(first, last) = "{first} to {last}";
    from_to(start, end) = "from {start} to {end}";
    from_to_next_day(start, end) = "from {start} to {end} the next day";
    from_for_a_day(start) = "from {start} for 24 hours";
    from_to_later(start, end) = "from {start} until {end}";
    MIDNIGHT = "midnight";
    at_once(times, count) = "{times} ({count} at once)";
    second_week(when) = "{when}, every second week";
    one_week_of(when, weeks) = "{when}, in 1 week of {weeks}";
    days_of(when, on, days) = "{when}, on {on} days of every {days}";
    a_week(much) = "{much} a week";
    in_weeks(much, weeks) = "{much} in {weeks} weeks";

    a_year(much) = "When: {much} a year, from 1 April to 31 March, on days that are booked.";
    booked_days(days) = "Booked: {days}.";
    booked_of(day, much) = "{day} ({much})";
    more_bookings(days, count) = "{days}, and {count} more";
    NOTHING_BOOKED = "Nothing is booked from now on.";
    year_so_far(first, last, booked, left) = "From {first} to {last}: {booked} booked, {left} not booked yet.";
    carried(much) = "{much} of it are left from the year before.";
    over_by(much) = "That is {much} more than you have. It costs all the same.";
    LAPSES = "What is not booked by the end of the year is lost.";
    CARRIES_OVER = "What is not booked by the end of the year stays for the next.";

    who_comes(name) = "Who comes: {name}.";
    who_gives(name) = "Who it is from: {name}.";
    WHO_NOT_KNOWN = "Who comes: we do not know yet.";
    FROM_NOT_KNOWN = "Who it is from: we do not know yet.";
    come_at_once(hands) = "{hands} people come at once.";
    YOU_EMPLOY = "You employ whoever comes.";
    employs(name) = "{name} employs whoever comes.";
    NO_NAME = "somebody whose name is not written here";

    begins_on(first) = "It begins on {first}.";
    begins_and_ends(first, last) = "It begins on {first}. The last day is {last}.";
    last_day(last) = "The last day is {last}.";
    paused_days(whom, from, last) = "Paused{whom} from {from} to {last}.";
    paused_a_day(whom, day) = "Paused{whom} on {day}.";
    paused_until(whom, last) = "Paused{whom} up to and including {last}.";
    paused_from(whom, from) = "Paused{whom} from {from} on.";
    paused_throughout(whom) = "Paused{whom}.";
    whom(names) = " for {names}";
    FOR_YOU_ALONE = " for you";
    retainer(percent) = "If nobody is left to help then, {percent} in every 100 pounds are still paid.";
    notice(count) =
        one "It has to be called off 1 day before. Until then it is paid.",
        many "It has to be called off {count} days before. Until then it is paid.";

    // ---- Its price ----

    price(price) = "Price: {price}.";
    PRICE_NOT_KNOWN = "Price: we do not know yet what this costs.";
    price_not_known_until(from) = "Price: we do not know yet what this costs before {from}.";
    COSTS_NOTHING = "Price: it costs nothing.";
    price_from(from, price) = "From {from} on: {price}.";
    share_of(share, title) = "Price: {share} of what this costs: {title}.";
    an_hour(amount) = "{amount} an hour";
    a_visit(amount) = "{amount} a visit";
    a_night(amount) = "{amount} a night";
    a_session(amount) = "{amount} a session";
    a_journey(amount) = "{amount} a journey";
    a_day(amount) = "{amount} a day";
    per_week(amount) = "{amount} a week";
    two_weeks(amount) = "{amount} every 2 weeks";
    four_weeks(amount) = "{amount} every 4 weeks";
    a_month(amount) = "{amount} a month";
    paid_once(amount) = "{amount}, paid once";
    paid_once_on(amount, on) = "{amount}, paid once, on {on}";
    each_worker(price) = "{price} for each who comes";
    dearer(price, factors) = "{price}; {factors}";
    factor_on(days, times) = "on {days} {times} that";
    TWICE = "twice";
    HALF = "half";
    times(number) = "{number} times";
    ON_HOLIDAYS = "public holidays";
    HIGHEST_COUNTS = "If a day has two of these prices, the highest one counts.";
    ONLY_AS_DELIVERED = "Only what was really given is paid.";
    UP_TO_PLANNED = "Only what was really given is paid, and no more than planned.";
    steps_up(minutes) = "Time is counted in steps of {minutes} minutes, rounded up.";
    steps_down(minutes) = "Time is counted in steps of {minutes} minutes, rounded down.";
    steps_nearest(minutes) = "Time is counted in steps of {minutes} minutes, to the nearest.";
    week_costs(amount) = "A typical week costs {amount}.";
    week_costs_your_part(amount, part) = "A typical week costs {amount}. Your part is {part}.";
    week_then_costs(amount) = "A typical week then costs {amount}.";
    week_then_costs_your_part(amount, part) = "A typical week then costs {amount}. Your part is {part}.";
    year_costs(amount) = "In the next 12 months it costs {amount}.";
    year_costs_your_part(amount, part) = "In the next 12 months it costs {amount}. Your part is {part}.";
    WEEK_NOT_KNOWN = "We cannot say yet what a week of it costs.";
    retained(amount) = "{amount} of that is for days on which it is paused.";
    owed_for_notice(amount) = "{amount} of that is paid because it was called off late.";

    // ---- Who pays ----

    who_pays(who) = "Who pays: {who}.";
    pays_amount(who, amount) = "{who} {amount}";
    budget(name) = "the personal budget of {name}";
    budget_as_carer(name) = "the personal budget of {name} as a carer";
    YOUR_BUDGET = "your personal budget";
    YOUR_BUDGET_AS_CARER = "your personal budget as a carer";
    THE_HEALTH_SERVICE = "the health service";
    grant(name) = "a grant ({name})";
    privately(name) = "{name}, from their own money";
    YOU_PRIVATELY = "you, from your own money";
    TOP_UP = "somebody else, who pays for something better";
    not_charged(rule) = "nobody charges you for this ({rule})";
    free_days(whose, first, last, rule) = "You are not charged{whose} from {first} to {last} ({rule}).";
    free_until(whose, last, rule) = "You are not charged{whose} up to and including {last} ({rule}).";
    free_from(whose, first, rule) = "You are not charged{whose} from {first} on ({rule}).";
    free_always(whose, rule) = "You are not charged{whose} ({rule}).";
    whose_part(names) = " for the part of {names}";
    then_pays(from, who) = "From {from} on this pays for it: {who}.";

    // ---- What it costs, all together ----

    WHAT_IT_COSTS = "What it costs";
    WEEK_TODAY = "In a typical week now, as if nothing were paused:";
    WEEK_TODAY_YOUR_PART = "Your part in a typical week now, as if nothing were paused:";
    amount_for(amount, what) = "{amount}: {what}";
    together(amount) = "{amount} together.";
    WHO_PAYS_THAT = "Who pays that:";
    CHANGES = "What a typical week costs after each change:";
    CHANGES_YOUR_PART = "Your part in a typical week after each change:";
    from_on(from, amount) = "From {from} on: {amount}.";
    from_on_not_known(from) = "From {from} on: we cannot say yet.";
    MORE_CHANGES = "There are more changes after that.";
    not_in_it(titles) = "Paid once, or when it is booked, and so not in a typical week: {titles}.";
    not_priced_in_it(titles) = "Not in it, since we do not know yet what it costs: {titles}.";
    year(last) = "In the 12 months up to and including {last}, as known today:";
    year_your_part(last) = "Your part in the 12 months up to and including {last}, as known today:";
    year_not_priced(titles) = "Not in it, for days of which we do not know the price yet: {titles}.";
    YEAR_NO_COST = "Nothing in these 12 months has a cost.";
    HOLIDAYS_NOT_KNOWN = "Some days may be public holidays and cost more. They are counted as plain days.";
    WHAT_YOU_PAY = "What you pay yourself";
    pays_own(who, name, amount) = "For {who}: {name} pays {amount} a week.";
    you_pay(who, amount) = "For {who}: you pay {amount} a week.";
    you_pay_council(amount) = "The council pays the other {amount}.";
    fee(amount) = "Beside that the council asks {amount} a week for arranging care.";
    PAY_NOT_KNOWN = "This page does not know how much of it you are asked to pay yourself.";
    you_may_pay(amount, who) = "For {who}: at most {amount} of a typical week can be asked of you.";
    nobody_may_charge(who) = "For {who}: nothing of a typical week can be asked of you.";
    STATEMENT_SAYS = "The statement of your personal budget says how much.";

    // ---- What happens next ----

    WHAT_CHANGES = "What changes in the next 12 months";
    on_that_day(on, what) = "{on}: {what}";
    begins(title) = "This begins: {title}.";
    ends(title) = "This is there for the last time: {title}.";
    pause_begins(title, whom) = "This pauses{whom}: {title}.";
    pause_over(title, whom) = "This goes on again{whom}: {title}.";
    price_changes(title) = "The price changes: {title}.";
    free_ends(title) = "This is free for the last day: {title}.";
    more_events(count) = one "And 1 more change.", many "And {count} more changes.";

    WHO_DOES_WHAT = "Who does what next";
    by_then(on, who, what) = "By {on}, {who}: {what}.";
    still_open(what) = "{what} Nobody has said yet by when.";
    it_is_about(what, title) = "{what} It is about this: {title}.";
    review_by(on) = "By {on} we look at this help with you again.";
    review_passed(on) = "We were to look at this help with you by {on}. That is late: ask us.";
    NO_REVIEW = "We have not said yet when we look at this help with you again.";
    NOTHING_OPEN = "Nothing else is open.";

    WHOM_TO_RING = "Whom to ring";
    RING_IF = "Ring if anything here is wrong, changes, or is hard to understand.";
    NAME_TO_WRITE = "Name: ______________________________";
    NUMBER_TO_WRITE = "Number: ____________________________";
    IN_DANGER = "If somebody is in danger, ring 999.";

    // ---- Counts ----

    visits(count) = one "1 visit", many "{count} visits";
    nights(count) = one "1 night", many "{count} nights";
    sessions(count) = one "1 session", many "{count} sessions";
    journeys(count) = one "1 journey", many "{count} journeys";
    times_of(count) = one "once", many "{count} times";
}
