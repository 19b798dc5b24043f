//! Every sentence of a plan's story, of a night and of a repair, for the family and for professionals; the page for the
//! fridge door and the card that is carried.

use crate::base::sentence::sentences;

sentences! {
    // What happens at a minute.
    at(minute, what) = "{minute}: {what}";

    // ---- What came of a proof ----

    holds(lasting, loss, over, strength) =
        family "The plan holds{lasting}: if {loss}, help comes before anything that cannot wait comes to harm, \
            whenever in the week it happens, and for the {over} after it.{strength}",
        professional "The plan holds{lasting}: if {loss}, help comes before any critical need comes to harm, \
            whenever in the week it happens, and for the {over} after it.{strength}";
    lasting(last) = " as long as all the help goes on that it counts on, up to and including {last}";
    does_not_hold(loss, over, strength) =
        family "The plan does not hold: if {loss}, something that cannot wait comes to harm within {over} from some \
            minutes of the week.{strength}",
        professional "The plan does not hold: if {loss}, a critical need comes to harm within {over} from some \
            minutes of the week.{strength}";
    // For professionals alone: levels and strength are words of the field.
    strength(strength) = " Strength {strength} of 3.";
    // Beside either of these, where it is another strength.
    holds_confirmed(loss, over, strength) =
        family "That counts all help that we were told of. Without help that nobody has confirmed, or that comes on some \
            days only, the plan holds if {loss}, for the {over} after it.{strength}",
        professional "That counts all help as it was told. Without what is not confirmed, or given on some days only, the \
            plan holds if {loss}, for the {over} after it.{strength}";
    fails_confirmed(loss, over, strength) =
        family "That counts all help that we were told of. Without help that nobody has confirmed, or that comes on some \
            days only, the plan does not hold: if {loss}, something that cannot wait comes to harm within {over} from \
            some minutes of the week.{strength}",
        professional "That counts all help as it was told. Without what is not confirmed, or given on some days only, the \
            plan does not hold: if {loss}, a critical need comes to harm within {over} from some minutes of the \
            week.{strength}";
    nothing_confirmed_to_prove(needs) =
        family "That counts all help that we were told of. Without help that nobody has confirmed, or that comes on some \
            days only, there is no plan to test: even with everybody else there, this is not done in time: {needs}.",
        professional "That counts all help as it was told. Without what is not confirmed, or given on some days only, \
            there is nothing to prove: with nothing lost, this comes to harm or has nobody: {needs}.";
    // What is left out in that second strength, and how it fails.
    left_out_not_confirmed(help) = "Left out here, since nobody has confirmed it: {help}.";
    left_out_some_days(help) = "Left out here, since it is given on some days only: {help}.";
    left_out_skill(help) =
        "Taken here to be without a skill that is asked for, since nobody has said: {help}.";
    left_out_awake(help) = "Taken here to be asleep, since nobody has said: {help}.";
    come_without_skill(names) =
        "Taken here to come without a skill that is asked for, since nobody has said: {names}.";
    harm_then(harm) = "{harm}.";
    nothing_to_prove =
        family "There is no plan to test yet: even with everybody there, some things that cannot wait are not done in \
            time. These come first.",
        professional "There is nothing to prove yet: with nothing lost, critical needs come to harm. The week itself \
            has to be put right first.";
    hours_first =
        family "There is no plan to test yet: nobody has said when something is needed that cannot wait. Say that \
            first.",
        professional "There is nothing to prove yet: nobody has said when a critical need is needed. Ask first, then \
            prove the plan.";
    what_can_happen(loss) = "This is what can happen if {loss}.";
    level_fails(level, loss) = "Level {level} fails: {loss}. This is the harm that comes soonest.";

    // ---- Of a planned absence ----

    on_day(time, day) = "{time} on {day}";
    away_days(count, from, last, names) =
        one "From {from} to {last} {names} is away, as planned.",
        many "From {from} to {last} {names} are away, as planned.";
    away_a_day(count, day, names) =
        one "On {day} {names} is away, as planned.",
        many "On {day} {names} are away, as planned.";
    away_times(count, from, until, names) =
        one "From {from} until {until} {names} is away, as planned.",
        many "From {from} until {until} {names} are away, as planned.";
    holds_meanwhile(loss, over, strength) =
        family "The plan holds for these days: if besides {loss}, help comes before anything that cannot wait comes to \
            harm, at whatever minute of them that happens, and for the {over} after it.{strength}",
        professional "The plan holds for these days: if besides {loss}, help comes before any critical need comes to \
            harm, at whatever minute of them that happens, and for the {over} after it.{strength}";
    does_not_hold_meanwhile(loss, over, strength) =
        family "The plan does not hold for these days: if besides {loss}, something that cannot wait comes to harm \
            within {over} from some minutes of them.{strength}",
        professional "The plan does not hold for these days: if besides {loss}, a critical need comes to harm within \
            {over} from some minutes of them.{strength}";
    fails_confirmed_meanwhile(loss, over, strength) =
        family "That counts all help that we were told of. Without help that nobody has confirmed, or that comes on some \
            days only, the plan does not hold: if besides {loss}, something that cannot wait comes to harm within {over} \
            from some minutes of these days.{strength}",
        professional "That counts all help as it was told. Without what is not confirmed, or given on some days only, the \
            plan does not hold: if besides {loss}, a critical need comes to harm within {over} from some minutes of \
            these days.{strength}";
    nothing_confirmed_meanwhile(needs) =
        family "That counts all help that we were told of. Without help that nobody has confirmed, or that comes on some \
            days only, there is no plan to test: even with everybody else there, this is not done in time: {needs}.",
        professional "That counts all help as it was told. Without what is not confirmed, or given on some days only, \
            there is nothing to prove: the absence alone brings this to harm, or it has nobody: {needs}.";
    nothing_to_prove_meanwhile =
        family "There is no plan to test for these days yet: with everybody there who would come for them, some things \
            that cannot wait are not done in time. These come first.",
        professional "There is nothing to prove for these days yet: the absence alone brings critical needs to harm. That \
            has to be put right first.";
    harm_meanwhile(need, at) = "{need}. Harm at {at}.";
    NOTHING_OPENS_MEANWHILE =
        "On these days nothing that cannot wait is ever left waiting, whoever is lost besides and whenever.";
    unnoticed_meanwhile(loss, when) = "{loss}, on some or all of these days: {when}.";
    scenario_on_day(at, loss, silent) = "if from {at} {loss}{silent}";

    // What may go wrong without harm, after "if".
    any_one =
        family "any one person, service or device cannot help",
        professional "any one source is lost";
    any_one_and_no_answer =
        family "any one person, service or device cannot help, even if one of those who are called does not answer",
        professional "any one source is lost and at most one responder does not answer";
    any_two =
        family "any one or two people, services or devices cannot help, even if one of those who are called does not \
            answer",
        professional "any one or two sources are lost and at most one responder does not answer";
    // What goes wrong where it first fails, after "if".
    one =
        family "one person, service or device cannot help",
        professional "one source is lost";
    one_and_no_answer =
        family "one person, service or device cannot help, and one of those who are called does not answer",
        professional "one source is lost and one responder does not answer";
    two =
        family "two people, services or devices cannot help, and perhaps one of those who are called does not answer",
        professional "two sources are lost and at most one responder does not answer";

    nobody_ever(need) = "{need}. Nobody is ever there for it when it is needed.";
    ask_when_needed(need) = "Ask when this is needed; nobody has said, so nothing here is about it: {need}.";
    ask_when_help_comes(help) = "Ask when this help comes; nobody has said, so it is not counted: {help}.";
    ask_which_days(help) = "Ask when this help comes; its times lie on none of its days, so it is not counted: {help}.";
    harm_with_nothing_lost(need, time) = "{need}. Harm after {time} at the soonest.";

    // ---- What is lost ----

    taken_ill(name) = "{name} is taken ill or hurt, and cannot help any more.";
    suddenly_away(name) = "{name} is suddenly away.";
    // Of who lives elsewhere and helps: away from their own telephone, and nothing more is meant.
    suddenly_away_from_helping(name) = "{name} is suddenly away, and no help comes from {name} any more.";
    stops_working(name) = "{name} stops working.";
    no_help_any_more(name) = "No help comes from {name} any more.";
    planned_no_help(name) = "As planned, {name} gives no help from now on.";
    planned_away(name) = "As planned, {name} is away from now on.";
    planned_out_of_use(name) = "As planned, {name} is out of use from now on.";
    planned_no_help_from(name) = "As planned, no help comes from {name} from now on.";

    // What is lost, as something that may be so: after "if".
    cannot_help(names) = "{names} cannot help";
    something_happens(names) = "something happens to {names}";
    are_away(count, names) = one "{names} is away", many "{names} are away";
    are_away_from_helping(count, names) =
        one "{names} is away and gives no help", many "{names} are away and give no help";
    no_help_from(names) = "no help comes from {names}";
    does_not_work(count, names) = one "{names} does not work", many "{names} do not work";
    scenario(minute, loss, silent) = "if from {minute} on {loss}{silent}";
    and_no_answer(name) = ", and {name} does not answer";

    // ---- Who finds out, and who comes ----

    noticed_at_once(who, what) = "{who} {what}, in that very minute.";
    noticed_after(who, what, time) = "{who} {what}, {time} after it happened.";
    RAISES_THE_ALARM = "raises the alarm";
    A_DEVICE = "A device";
    SOMEBODY = "Somebody";
    nobody_notices(time) = "Nobody notices in these {time}, and nobody is called.";
    IS_CALLED_AND = " is called and";
    comes(name, is_called, came) = "{name}{is_called} {came}.";
    TOO_LATE = "would come only after the time looked at here";
    there_from(from) = "is there from {from}";
    there_from_until(from, until) = "is there from {from} until {until}";
    does_not_come(name) = "{name} does not come, though it was agreed.";
    no_answer(name, is_called) = "{name}{is_called} does not answer.";
    cannot_come(name, is_called) = "{name}{is_called} cannot come: there is no help from {name} now.";
    not_counted_on(name, is_called, why) = "{name}{is_called} is not counted on: {why}.";
    NOBODY_HAS_ASKED = "nobody has asked yet";
    ANSWER_NOT_KNOWN = "the answer is not known";
    NO_ANSWER_WHEN_ASKED = "there was no answer when asked";
    NOT_AGREED = "it is not agreed";
    cannot_be_reached(name) = "{name} cannot be reached at any hour.";
    not_on_that_day(name) = "{name} does not come: this help is not kept for those days.";

    // ---- What comes of it ----

    opened(who_is, need, time) = "{who_is} there for {need}. It can wait {time}.";
    NOBODY_IS = "Nobody is";
    NOBODY_AWAKE_IS = "Nobody awake is";
    NOT_ENOUGH_AWAKE_ARE = "Not enough people who are awake are";
    NOT_ENOUGH_SKILLED_ARE = "Not enough people with the skills that it takes are";
    NOT_ENOUGH_ARE = "Not enough people are";
    harm(wait, who, need) = "HARM. It {wait}, and {who} came for {need}.";
    COULD_NOT_WAIT = "could not wait";
    could_wait(time) = "could wait {time} and no longer";
    NOBODY = "nobody";
    TOO_FEW = "too few people";
    TOO_FEW_SKILLED = "too few people with the skills that it takes";
    responder_stops(name) = "{name} cannot help any longer: that leaned on what came to harm.";
    giver_stops(name, need) =
        "{name} cannot help any longer with this, for it leaned on what came to harm: {need}.";
    something_stops(what) = "{what} stops, for it leaned on what came to harm.";
    also_harmed(time, needs) = "Later in these {time} harm comes here too: {needs}.";

    // ---- What would have helped ----

    more_hands(count, at, need) =
        one "One more person there by {at} at the latest would have kept this from harm: {need}.",
        many "{count} more people there by {at} at the latest would have kept this from harm: {need}.";
    with_skills(people) = "Among those it takes {people}.";
    ONLY_SOMEBODY_THERE = "Nobody who has to be called can be in time: harm comes in the very minute. Only a second \
        person who is there beforehand could help.";
    came_too_early(at) =
        family "Who came had come too early, and had left again. Had the alarm been raised only at {at}, nothing that \
            cannot wait would have come to harm. So somebody has to stay longer, or somebody else has to follow.",
        professional "Who came had come too early, and had left again. Had the alarm been raised only at {at}, no \
            critical need would have come to harm. So somebody has to stay longer, or somebody else has to follow.";

    // ---- How narrowly it holds ----

    narrowest(scenario, at, spare, need) =
        "Least time is left {scenario}: somebody is there at {at}, {spare}, for {need}.";
    IN_THE_LAST_MINUTE = "in the last minute before harm";
    before_harm(time) = "{time} before harm";
    NOTHING_OPENS = "Nothing that cannot wait is ever left waiting, whoever is lost and whenever.";
    open_at_end(time, need, left) =
        "When {time} have passed, nobody may be there for {need}; harm could come {left}. What comes after that time is \
        not part of this.";
    THE_NEXT_MINUTE = "the very next minute";
    later(time) = "{time} later";

    // ---- What it rests on ----

    agreed(name, on) = "{name} comes, as agreed on {on}.";
    not_asked(name) = "Ask: {name} is on the list and was not asked, so is not counted on.";
    not_agreed(name) = "{name} is on the list and has not agreed, so is not counted on.";
    never_reachable(name) = "Ask when {name} can be reached: no time is known, so this help is not counted on.";
    called_against_wish(name, person) =
        "{name} would be called, and {person} has said that they must not be. Talk with {person}.";
    let_in_against_wish(name, person) =
        "{name} would come into the house, and is not among those whom {person} lets in. Talk with {person}.";
    under_18(name) =
        "{name} is under 18, and is counted on. Ask whether that is right for a child, and who else could do it.";
    perhaps_under_18(name) =
        "{name} may be under 18, and is counted on: only the month or the year of birth is known. Ask for the date, \
        whether that is right for a child, and who else could do it.";
    twice_at_once(name) =
        "{name} is counted on to do more than fits into the time. Ask who else could do some of it, or when else.";
    more_places(name) = "{name} would have to be in more places at the same time than can be. Ask who else could.";
    no_rest(name, time) =
        "{name} may be needed for more than {time} of a day, and stays that long. Ask who could take turns.";
    in_two_places(name) = "Help for {name} is arranged in several places at the same time. Ask where {name} is then.";
    age_not_known(count, names) =
        one "Ask whether {names} is 18 or older: the plan, or the week, counts on {names}.",
        many "Ask whether each of these is 18 or older: the plan, or the week, counts on them: {names}.";
    notices_beyond(name, time) =
        "{name} would notice from help, and is said to notice on days without any: up to {time} a week are not \
        counted.";
    nobody_notices_without(ways, loss) =
        "Without {ways}, nobody would notice in time, from some minutes of the week, if {loss}.";
    harm_without(ways, loss) =
        family "Without {ways}, something that cannot wait would come to harm, from some minutes of the week, if \
            {loss}.",
        professional "Without {ways}, a critical need would come to harm, from some minutes of the week, if {loss}.";
    telephone_of(name) = "the telephone of {name}";
    card_of(name) = "the card of {name}";
    noticing(name) = "what {name} would notice";
    never_lost(count, names) =
        one " What if {names} does not notice is never asked here.",
        many " What if {names} do not notice is never asked here.";
    assumed(help) = "Ask what this depends on; it is only assumed here: {help}.";
    assumed_responder(name) = "Ask what {name} depends on when called; it is only assumed here.";
    on_some_days(help) = "Able on some days only; ask who helps on the others: {help}.";
    skill_not_known(who, help) = "Ask whether it is somebody {who}; nobody has said: {help}.";
    awake_not_known(help) = "Ask whether whoever is there is awake, as is needed; nobody has said: {help}.";
    not_confirmed(help) = "Ask whether this is possible and wanted; nobody knows: {help}.";
    over_committed(name) = "{name} is one person, and is down for more than one person.";
    // What is for other days than the one that is asked about.
    responder_begins_later(name, first) = "{name} can be called only from {first} on, and is not counted on here.";
    responder_has_ended(name, last) =
        "{name} could be called up to and including {last} only, and is not counted on here.";
    alarm_begins_later(by, first) =
        "A way of raising the alarm{by} is there only from {first} on, and does not count here.";
    alarm_has_ended(by, last) =
        "A way of raising the alarm{by} was there up to and including {last} only, and does not count here.";
    alarm_by(name) = " by {name}";
    responder_ends_within(first, name) = "{first} is the first day on which {name} cannot be called.";
    alarm_ends_within(first) = "A way of raising the alarm ends, and {first} is the first day without it.";
    ends_within(first, help) = "This help ends, and {first} is the first day without it: {help}.";

    // ---- What nobody would notice in time ----

    UNNOTICED_ALONE = "Nobody would know in time if one of these happens at the times beside it:";
    UNNOTICED_OR_TWO =
        "Nobody would know in time if one of these happens at the times beside it (alone, or two at once):";
    unnoticed(loss, when) = "{loss}: {when}.";
    more_losses(count) = one "… and 1 more such loss.", many "… and {count} more such losses.";

    read(plan, week) = "Plan {plan}; week {week}.";

    // ---- A night, minute by minute, and why ----

    WHAT_HAPPENS = "What happens";
    nothing_waits(time) = "In these {time} nothing is left waiting for longer than it may.";
    nobody_there(who_is, need, wait, missing) = "{who_is} there for {need}. {wait} {missing}";
    CANNOT_WAIT = "It cannot wait.";
    can_wait(time) = "It can wait {time}.";
    taken_in(name, by, need, since) =
        "{name} is taken in by {by}, for this too: {need}. It had waited since {since}.";
    somebody_there(count, names, need, since) =
        one "{names} is there for {need}. It had waited since {since}.",
        many "{names} are there for {need}. It had waited since {since}.";
    harm_at_once(need) = "HARM. It could not wait: {need}.";
    harm_after(time, since, need) = "HARM. It had waited {time}, since {since}, and can wait no longer: {need}.";
    responder_leans(name, needs) =
        "{name} can help no longer, for this came to harm on which they lean: {needs}.";
    giver_leans(name, need, needs) =
        "{name} can help no longer with this: {need}. It leaned on what came to harm: {needs}.";
    // Why nobody is there: each who would be.
    NO_MORE_ARRANGED = "No more help is arranged for that time.";
    missing(why) = "{why}.";
    cannot_now(name) = "{name} would be, and cannot now";
    without_support(name, supporter) =
        "{name} would be with the support of {supporter}, which is not there now";
    has_been_taken_in(name, who) = "{name} would be, and {who} has been taken in";
    leans_on_harm(name, at, need) = "{name} would be, and leans on what came to harm at {at} ({need})";
    leans_on_a_gap(name, need) = "{name} would be, and leans on what nobody sees to today ({need})";
    WHAT_THEY_LEAN_ON = "What those who come lean on";
    taken_to_lean(name, needs) =
        "{name} is taken to lean on this, and stops if it comes to harm: {needs}. Ask whether that is so.";

    // ---- A repair ----

    WHAT_WOULD_MAKE_IT_HOLD = "What would make it hold";
    NONE_ENOUGH = "None of it is enough, alone or together.";
    NOTHING_TRIED_ENOUGH = "Nothing that was tried is enough.";
    NOTHING_NEEDED = "Nothing is needed: it holds as it is.";
    ONE_THING_ENOUGH = "One thing alone is enough:";
    ANY_ONE_ENOUGH = "Any one of these is enough:";
    these_together(size) = "{size} things together are enough, and nothing less is:";
    any_together(size) =
        "Any one of these is enough: each is {size} things together, and nothing less would do.";
    one_option(nth, option, cost) = "{nth}. {option}{cost}.";
    options_together(nth, cost) = "{nth}. Together{cost}:";
    without_it(option, then) = "{option}. Without it, {then}.";
    HOURS_NOT_KNOWN = "nothing can be said: nobody knows when something critical is needed";
    HARM_WITH_EVERYBODY_THERE = "there is harm even with everybody there";
    REST_CANNOT_BE_DONE = "the rest cannot be done";
    cost(pounds, pence) = ", for £{pounds}.{pence}";
    more_sets(count) = "… and {count} more sets of as many.";
    so_until(last) = "So it is up to and including {last}: then help ends that it counts on.";
    not_tried(option, on) =
        "Not tried: {option}. That is about somebody or something that is not there on {on}.";
    NOTHING_MAKES_IT_STRONGER = "Nothing makes it stronger than it is.";
    comes_nearest(options, cost) = "This comes nearest: {options}{cost}.";
    as_it_is(then) = "As it is, {then}.";
    with_that(then) = "With that, {then}.";
    harm_comes(scenario, at, need) = "{scenario}, harm comes at {at} ({need})";
    not_all_tried(count, all) =
        one "Not everything was tried: 1 set, {all}.",
        many "Not everything was tried: {count} sets, {all}.";
    NOT_EVEN_ALONE = "not even each of them alone";
    EACH_ALONE = "each of them alone, and not all that there is of two";
    all_of_at_most(most) = "all of at most {most} of them, and not all that there is of more";

    // What could be done.
    option(number) = "Option {number}";
    agrees(name, on) = "{name} agrees to come, on {on}";
    answers_within(name, time) = "{name} answers within {time}";
    arrives_within(name, time) = "{name} is there within {time} of answering";
    reachable_also(name, when) = "{name} can be reached at these times too: {when}";
    stays_for(name, time) = "{name} stays for {time}";
    stays(name) = "{name} stays for as long as it takes";
    also_covers(name, need) = "{name} sees to this too: {need}";
    also_takes_in(name, person) = "{name} takes in {person}";
    comes_too(name) = "{name} comes too";
    also_comes_on(name, when, need) = "{name} comes on {when} too, for {need}";
    raises_the_alarm(name, when) = "{name} raises the alarm ({when})";
    can_telephone(name, when) = "{name} can telephone when taken ill ({when})";
    carries_a_card(name, when) = "{name} carries a card with a number to ring ({when})";
    raises_at_next_visit(name, when) = "{name} raises the alarm at the next visit ({when})";
    WHOEVER_VISITS_NEXT = "whoever visits next";
    notices_who_is_missing(name, when) = "{name} notices who is missing ({when})";
    SOME_DEVICE = "a device";

    // ---- The page for the fridge door: what somebody says to whoever comes ----

    THIS_PAGE_IS_FOR_YOU = "If I need help and nobody is with me: this page is for you.";
    NOBODY_HAS_ASKED_YET = "Nobody has asked yet. Ask.";
    NOT_KNOWN = "Not known.";
    WOULD_RATHER_NOT_SAY = "Would rather not say.";
    NOTHING_WRITTEN_DOWN = "Nothing written down.";

    RING_IN_THIS_ORDER = "RING, IN THIS ORDER";
    IN_DANGER_OF_LIFE = "In danger of life: 999.";
    NOBODY_DOWN_TO_COME = "Nobody is down to come yet.";
    ring_nth(nth, name, agreed) = "{nth}. {name}{agreed}";
    HAS_NOT_SAID_YES = " (has not said yes)";
    NO_NUMBER = "No number is written down.";
    do_not_call(names) = "DO NOT CALL for me: {names}";

    ALLERGIES = "ALLERGIES";
    NO_ALLERGIES = "None.";
    allergy(to, danger, note) = "{to}.{danger} {note}";
    DANGER_TO_LIFE = " DANGER TO LIFE.";
    DANGER_NOT_KNOWN = " Not known whether it is a danger to life.";

    MY_MEDICINES = "MY MEDICINES";
    I_TAKE_NONE = "I take none.";
    how_much(dose) = "How much: {dose}";
    when(when) = "When: {when}";
    kept(place) = "Kept: {place}";
    given_by(name) = "Given by: {name}";
    WHEN_IT_IS_NEEDED = "when it is needed";
    I_TAKE_IT_MYSELF = "I take it myself";

    WHAT_I_NEED_SOMEBODY_FOR = "WHAT I NEED SOMEBODY FOR";
    NOTHING_THAT_CANNOT_WAIT = "Nothing that cannot wait.";
    need_at(need, when) = "{need}: {when}";
    need_of_several_at(need, people, when) = "{need} ({people} people): {when}";
    WHEN_IS_NOT_KNOWN = "when is not known";

    HOW_TO_TELL_ME = "HOW I TELL YOU, AND HOW TO TELL ME";
    best_for_me(formats) = "Best for me: {formats}";
    HOW_I_MOVE = "HOW I MOVE";
    WHAT_UPSETS_ME = "WHAT UPSETS ME";
    WHAT_CALMS_ME = "WHAT CALMS ME";
    WHAT_MY_DAY_IS_LIKE = "WHAT MY DAY IS LIKE";
    WHAT_I_LIKE = "WHAT I LIKE";
    WHAT_I_DO_NOT_LIKE = "WHAT I DO NOT LIKE";
    MY_HEALTH = "MY HEALTH";
    MY_TREATMENT = "MY TREATMENT";

    WHAT_I_WANT = "WHAT I WANT";
    STAY_TOGETHER = "I want to stay together with the others here.";
    MAY_BE_APART = "I do not mind being apart from the others here.";
    TOGETHER_NOT_KNOWN = "Whether I want to stay together with the others is not known. Ask me.";
    STAY_AT_HOME = "I want to stay in my own home.";
    MAY_BE_ELSEWHERE = "I do not mind being somewhere else.";
    AT_HOME_NOT_KNOWN = "Whether I want to stay in my own home is not known. Ask me.";
    WHOEVER_IS_SENT = "Whoever this plan sends may come in.";
    NOBODY_MAY_COME_IN = "I do not want anybody to come in. Talk with me first.";
    these_may_come_in(names) = "These may come in: {names}";
    COMING_IN_NOT_KNOWN = "Who may come in is not known. Ask me.";

    WHO_KNOWS_ME = "WHO KNOWS ME";
    contact(kind, name) = "{kind}: {name}";
    CONTACT_NOT_KNOWN = "not known";
    NO_CONTACT = "none";

    WHO_DECIDES = "WHO DECIDES";
    POWERS_NOT_KNOWN = "Whether anybody may decide for me is not known. Ask me.";
    NO_POWERS = "Nobody has a power to decide for me.";
    power(power, who, usable) = "{power}: {who}.{usable}";
    NOT_REGISTERED = " Not registered: it cannot be used yet.";
    REGISTERED_NOT_KNOWN = " Not known whether it is registered.";
    REFUSALS_NOT_KNOWN = "Whether I refused a treatment in advance is not known.";
    NO_REFUSALS = "I have refused no treatment in advance.";
    I_HAVE_DECIDED = "I have decided in advance about treatment. Tell ambulance and hospital.";
    paper_is_kept(place) = "The paper is kept: {place}";

    THE_HOUSE = "THE HOUSE";
    heating(how) = "Heating: {how}";
    fuse_box(place) = "Fuse box: {place}";
    PETS_NOT_KNOWN = "Pets: not known";
    NO_PETS = "Pets: none";
    pet(name, note) = "Pet: {name}. {note}";

    THIS_PLAN = "THIS PLAN";
    number_of(number, on) = "Number {number}, of {on}.";
    out_of_date(on) = "Out of date after {on}.";
    kept_at(place) = "All of it is kept: {place}";

    // ---- The card that is carried ----

    EMERGENCY = "EMERGENCY";
    IF_I_AM_ILL = "If I am ill, hurt or cannot speak: somebody at home may need help now.";
    ring(number) = "Ring {number}";
    SAY_THE_NUMBER = "Say: an emergency plan, number";
    THEY_KNOW_WHO_TO_SEND = "They know who to send.";
}
