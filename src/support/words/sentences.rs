//! Every sentence of a review and a timeline, for a professional who decides about a household's support.

use crate::base::sentence::sentences;

sentences! {
    // A loss, a need, an arrangement.
    need_of(person, need) = "{person}: {need}";
    help_for(by, need) = "{by} for {need}";
    CRITICAL = " (critical)";
    AWAY = " (away)";
    and_more_needs(count) = one "… and 1 more need", many "… and {count} more needs";

    // What is added to a sentence that would comfort, where not everything is known.
    AS_FAR_AS_KNOWN = ", as far as is known";
    AS_FAR_AS_HOURS_KNOWN = ", as far as the hours are known";

    the_household(on, members) = "THE HOUSEHOLD on {on}: {members}";

    IN_SHORT = "In short";
    comes_round(weeks, monday) =
        "Not every week is the same: everything comes round again after {weeks} weeks, the first of which begins on Monday \
        {monday}. Times a week are the average of these {weeks}.";
    short_one(known, need, harm) = "Short of help even now{known}: {need} (critical).{harm}";
    short_many(count, known, harmed) = "{count} critical needs are short of help even now{known}{harmed}.";
    harm_comes(when) = " Harm comes {when}.";
    come_to_harm(count, when) = one "; 1 comes to harm {when}", many "; {count} come to harm {when}";
    depend(one, other) =
        "{one} and {other} depend on each other: if either is lost, critical needs of the other fall.";
    depend_in_part(one, other, first, second) =
        "{one} and {other} depend on each other in part: {first}; {second}.";
    falls_without(lost, of) = "without {lost}, critical needs of {of} fall";
    less_without(lost, of) = "without {lost}, {of} has less of critical help that is short even now";
    each_cares(one, other) = "{one} and {other} each care for the other.";
    no_circle(known) = "Nothing here stands only because people hold each other up{known}.";
    in_a_circle(count) =
        one "1 need stands only because people hold each other up.",
        many "{count} needs stand only because people hold each other up.";
    soonest_harm(after, lost, at, need) =
        "Soonest harm that a loss adds: {after} after losing {lost} at {at} ({need}).";
    less_is_left(lost, needs) =
        "Without {lost}, less is left of critical help that is short even now: {needs}.";
    given_though(by, to, time, though, rests) =
        "{by} gives {to} {time} a week though not {though}: nobody can rely on it.{rests}";
    WILLING = "willing";
    ABLE = "able";
    rests_on_it(count) = one " 1 critical need rests on it.", many " {count} critical needs rest on it.";
    tipped(on, person, gives, gets) =
        "The balance tipped on {on}: {person} gives more since (doing {gives} a week, getting {gets}).";
    only_unconfirmed(count) =
        one "1 need stands only if help holds that nobody has confirmed.",
        many "{count} needs stand only if help holds that nobody has confirmed.";
    hours_of(needs) = "Nobody knows the hours of {needs}. Nothing here speaks of that.";
    needs(count) = one "1 need", many "{count} needs";
    critical_needs(count) = one "1 critical need", many "{count} critical needs";
    needs_some_critical(count, critical) = "{count} needs ({critical} of them critical)";
    one_ends(on, help) = "From {on} this help is not there any more: {help}. What is said here still counts it.";
    help_ends(on, count) =
        "From {on} help begins to end: {count} arrangements, named below. What is said here still counts it.";

    // When harm comes: after "Harm comes".
    WHOEVER_IS_THERE = "whoever is there";
    WITHOUT_UNWILLING = "without what is given unwillingly";
    UNLESS_NOT_KNOWN = "unless help comes of which not everything is known";
    UNLESS_HOURS_NOT_SAID = "unless help comes whose hours nobody has said";
    UNLESS_DONE_ALL_THE_SAME = "unless it is done all the same, which nobody has said";
    UNLESS_NEITHER_SAID = "unless help comes of which nobody has said when, or whether it is given";

    WHEN_IS_NOT_KNOWN = "When is not known";
    when_needed(need) = "{need}: when is it needed? Nothing here speaks of it.";
    when_help_comes(help) = "{help}: when does this help come? It does not count until that is known.";

    WHAT_ENDS_SOON = "What ends soon";
    first_day_without(on, help) = "{on} is the first day without {help}";
    and_without(help) = "and without {help}";

    WHO_DOES_WHAT = "Who does what for whom, in a week";
    NO_HELP_RECORDED = "No help is recorded for a need that anybody here has on this date.";
    no_hours_count(count) =
        one "No hours of help can be counted; 1 arrangement is recorded.",
        many "No hours of help can be counted; {count} arrangements are recorded.";
    gives(by, to, time) = "{by} for {to}: {time}";
    of_that_though(though, time) = "of that, done though not {though}: {time}";
    of_that_asleep(time) = "of that, asleep: {time}";
    doing(time, night) = "doing {time}{night}";
    being_there(time, night) = "being there {time}{night}";
    time_at_night(time) = " ({time} at night)";
    outcome_time(outcome, time) = "{outcome} {time}";

    THEY_HOLD_EACH_OTHER_UP = "They hold each other up";
    ring(people) = "{people}, in a ring: each of these is met only while the others are:";
    leaning_on_that(needs) = "Leaning on that: {needs}.";

    NOT_MET_EVEN_NOW = "Not met even now";
    gap(need, time, missing, but, harm) = "{need}: {time} a week {missing}{but}.{harm}";
    harm_first_at(when, at) = " Harm comes {when}, the first time at {at}.";
    // What a gap is without: after the time that is short.
    NOBODY_TO_RELY_ON = "without help to rely on";
    nobody_even_so(time) = "without help to rely on, {time} of it with nobody even so";
    NO_KNOWN_HOURS = "without help whose hours are known";
    NOT_KNOWN_TO_BE_GIVEN = "without help that is known to be given";
    NOT_KNOWN_TO_COME = "without help that is known to come";
    MISSING = "missing";
    // Why an arrangement gives nothing.
    gives_not(help, why) = "{help}: {why}";
    NOT_WILLING = "is known not to be willing";
    NOT_ABLE = "is known not to be able";
    NOT_ABLE_OR_WILLING = "is known not to be able or willing";
    does_it_all_the_same(why) = "{why}, and does it all the same";
    taken_to_do_it(why) = "{why}; taken to do it all the same";
    not_said_whether_done(why) = "{why}; nobody has said whether it is done all the same";
    NOT_ON_THIS_DATE = "does not help on this date";
    NO_TIME_SET = "has no time set";
    NONE_OF_ITS_DAYS = "comes at times that lie on none of its days";
    leans_on_not_met(needs) = "leans on what is not met ({needs})";

    IF_SOMEBODY_COULD_NOT = "If somebody could not give any more";
    no_single_loss(worse, harm, known, besides) =
        "No single loss makes a critical need fall{worse}{harm}{known}.{besides}";
    LEAVES_LESS = ", leaves one with less";
    OR_ADDS_HARM = " or adds harm to one";
    UNWILLING_SEE_BELOW = " Help given unwillingly is left out here: see below.";
    without(lost) = "Without {lost}:";
    UNWILLING_STOPS_TOO =
        "Going by help to rely on, the loss adds no harm; what is given unwillingly stops with it.";
    harm_all_the_same(lost, known) = "Without {lost}, no need falls{known}, and harm comes all the same:";
    nothing_critical_falls(lost, known) = "Without {lost}, something falls, but nothing critical{known}.";
    nothing_critical_falls_or_worse(lost, known) =
        "Without {lost}, something falls or gets worse, but nothing critical{known}.";
    without_loud(lost) = "WITHOUT {lost}";
    nothing_falls(known) = "Nothing falls{known}.";
    nothing_reliable_falls(known) = "Nothing falls that help to rely on holds up{known}.";
    harm_told_below(known) =
        "Over the week no need falls or gets worse{known}. Harm comes all the same, as told below.";
    unwilling_help_stops(help) = "and help stops that is given unwillingly: {help}";
    unconfirmed(count) =
        one "and 1 more need if help fails that nobody has confirmed",
        many "and {count} more needs if help fails that nobody has confirmed";
    fallen(need, time, because) = "{need}, {time} a week short{because}";
    short_even_now(need, less, because) = "{need}, short even now: {less}{because}";
    // Why people enough who are there do not do: after the time that is short.
    without_skill(time, who) = "; {time} a week of it with people enough there, and too few of them {who}";
    asleep_there(time) = "; {time} a week of it with people enough there, and too few of them awake";
    WHO_ARE_ADULTS = "who are 18 or over";
    WHO_IS_AN_ADULT = "who is 18 or over";
    with_the_skill(skill) = "with the skill “{skill}”";
    person_with(count, who) = one "1 person {who}", many "{count} people {who}";
    time_less(time) = "{time} a week less";
    fewer_hands(time) = "fewer hands, {time} a week in all (each pair counted)";
    because_first(needs) = "; because this falls first: {needs}";
    ON_AN_ASSUMPTION = "; this rests on an assumption, so ask";
    adds_no_harm(known) = "adds no harm to a critical need within the time looked at{known}";
    worst_minute(start, after, need) = "worst minute {start}: first harm after {after} ({need})";

    IF_UNWILLING_STOPPED = "If help stopped that is given unwillingly";
    the_day_it_stops(by) = "The day {by} stops it, what rests on help given unwillingly:";

    WHAT_WOULD_MEND_IT = "What would mend it";
    mend(nothing, lost, time, parts) =
        "{nothing} without {lost} if somebody else could be there {time} a week ({parts}):";
    nothing_would(reliable, worse) = "Nothing{reliable} would fall{worse}";
    nothing_known_would(reliable, worse) = "As far as the hours are known, nothing{reliable} would fall{worse}";
    THAT_RELIABLE_HOLDS_UP = " that help to rely on holds up";
    OR_GET_WORSE = " or get worse";
    of_it_critical(time) = "{time} of it for critical needs";
    of_it_critical_at_night(time, night) = "{time} of it for critical needs, {night} at night";
    mend_need(need, gap, time, when, hands) = "{need}{gap}: {time} a week within {when}{hands}";
    A_GAP_NOW = ", short even now";
    people_at_once(count) = ", {count} people at once";
    among_them(people) = ", among them {people}";
    by_people(people) = ", by {people}";
    in_the_place_of(lost, time) =
        "In the place of {lost}: {time} a week for nothing critical, and besides, what is given unwillingly for critical needs.";
    in_the_place_of_others(known, others) = "In the place of others, for nothing critical{known}: {others}.";
    time_for(lost, time) = "{lost} {time} a week";

    WHAT_TO_ASK = "What to ask, what to look at";
    able_and_willing(help) = "{help}: able and willing? Nobody has confirmed both.";
    able_on_some_days(help) = "{help}: able on some days only. Who helps on the others?";
    is_it_known(help, who) = "{help}: somebody {who}? Nobody has said; taken here: yes.";
    is_it_awake(help) = "{help}: awake? Nobody has said; taken here: yes.";
    never_comes(help) = "{help}: its times lie on none of its days, so it never comes. When does it?";
    never_arises(need) =
        "{need}: its times lie on none of its days, so it counts as met here. When is it needed?";
    stands_if_it_holds(need) = "{need} stands only if that help holds.";
    is_it_done(help, though, taken) =
        "{help}: not {though}. Is it done all the same? Nobody has said; taken here: {taken}.";
    IT_IS = "it is";
    IT_IS_NOT = "it is not";
    assumed(count) =
        one "For 1 arrangement nobody has said what the giver leans on; it was assumed.",
        many "For {count} arrangements nobody has said what the giver leans on; it was assumed.";
    under_18(person) = "{person} is under 18 and is counted on: is this caring right for a child?";
    perhaps_under_18(person) =
        "{person} may be under 18 and is counted on: only the month or the year of birth is known. When exactly was \
        {person} born, and is this caring right for a child?";
    age_not_known(count, people) =
        one "18 or over? {people} is counted on, and no date of birth on or before this date is recorded.",
        many "18 or over? {people} are counted on, and no date of birth on or before this date is recorded.";
    at_once(person, people, when, time) =
        "{person} is there for {people} at the same time: {when} ({time} a week).";
    at_once_more(count, person) =
        one "{person} is there for several people at once at 1 more time.",
        many "{person} is there for several people at once at {count} more times.";

    twice_at_once(who, needs, time) =
        "{who} cannot do all of this in the time: {needs}. {time} a week are missing. Who else could, or when else?";
    more_places(who, spots, when, time) =
        "{who} would have to be in several places at the same time, {spots}: {when} ({time} a week).";
    places_not_known(who, spots, when, time) =
        "Can {who} be in several places at the same time? Needed there: {spots}, {when} ({time} a week).";
    in_two_places(person, spots, when, time) =
        "Where is {person} then? Help is arranged in several places, {spots}: {when} ({time} a week).";
    no_rest(person, time, from) =
        "{person} gets no rest: helps for {time} of the 24 hours from {from}, and is not known to sleep. Who could take turns?";
    no_night_off(person, time) = "{person} has no night off: helps for {time} or more of each. Who could take turns?";
    AT_HOME = "at home";
    at_label(label) = "at {label}";
    at_home_of(name) = "at the home of {name}";
    out_with(name) = "out with {name}";
    on_outing(outing) = "out ({outing})";

    // A timeline: minute by minute after a loss.
    from(start, time) = "FROM {start} FOR {time}";
    // Who is lost for a part of that time, with the clock and how long after the first loss.
    at_after(at, after) = "{at} (+{after})";
    unable_until(who, from, until) = "{who} can give no help from {from} until {until}.";
    unable_from(who, from) = "{who} can give no help from {from} on.";
    away_until(who, from, until) = "{who} is away from {from} until {until}.";
    away_from(who, from) = "{who} is away from {from} on.";
    died(who, at) = "{who} died at {at}.";
    NOTHING_OPENS = "Nothing opens: everything that is needed in that time is covered.";
    NOTHING_KNOWN_OPENS =
        "Nothing opens: everything that is needed in that time and whose hours are known is covered.";
    too_few_to_rely_on(what) = "too few people to rely on are there for {what}";
    nobody_to_rely_on(what) = "nobody to rely on is there for {what}";
    too_few(what) = "too few people are there for {what}";
    nobody(what) = "nobody is there for {what}";
    too_few_skilled(what) = "too few people with the skills that it takes are there for {what}";
    too_few_awake(what) = "too few people awake are there for {what}";
    nobody_awake(what) = "nobody awake is there for {what}";
    skilled_again(what) = "enough people with the skills that it takes are there again for {what}";
    enough_again(what) = "enough people are there again for {what}";
    somebody_again(what) = "somebody is there again for {what}";
    harm_unless_unwilling(what) = "HARM, unless help given unwillingly goes on: {what}";
    harm_anyway(what) = "HARM, whoever is there: {what}";
    harm(what) = "HARM: {what}";
    gives_no_more(what) = "gives no more: {what}";
    earlier(time) = ", {time} earlier because of the loss";
    goes_on_longer(need, time) = "Goes on longer because of the loss: {need}, {time} more without help.";
    closest_call(need, time) = "Closest call that still went well: {need}, {time} to spare.";
    still_open(need, at, after) = "Still open at the end: {need}, harm at {at}, {after} after the loss.";
    comes_and_goes(need) = "{need}: help comes and goes, three times or more.";
    left_out(need) = "Nobody knows the hours of {need}, so it is left out.";
}
