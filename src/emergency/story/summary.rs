//! What came of a proof, how narrowly it holds and on what, in sentences.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::line::{StoryAt, Tells};
use super::words::{Teller, at_in_words};
use crate::base::{NeedId, Reader, date_in_words, minute_in_words, time_in_words};
use crate::emergency::{Lost, OpenAtEnd, Scenario, WishAgainst};
use crate::need::SourceKind;

/// How a loss is spoken of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    CannotHelp,
    Away,
    DoesNotCome,
    DoesNotWork,
}

impl Teller<'_> {
    pub(in crate::emergency) const fn nothing_critical(&self) -> &'static str {
        match self.reader {
            Reader::Family => "nothing that cannot wait",
            Reader::Professional => "no critical need",
        }
    }

    pub(in crate::emergency) fn in_short(&self, tells: &Tells) -> String {
        match tells {
            Tells::Holds { strength, horizon_min, ends } => {
                let over = time_in_words(*horizon_min);
                let critical = match self.reader {
                    Reader::Family => "anything that cannot wait",
                    Reader::Professional => "any critical need",
                };
                // Of a week that ends soon "whenever in the week" alone would be a promise that nobody can keep.
                let while_it_lasts = ends.and_then(|ends| ends.pred_opt()).map_or_else(String::new, |last| {
                    format!(
                        " as long as all the help goes on that it counts on, up to and including {}",
                        date_in_words(last)
                    )
                });
                let text = format!(
                    "The plan holds{while_it_lasts}: if {}, help comes before {critical} comes to harm, whenever in \
                     the week it happens, and for the {over} after it.",
                    self.holds_if(*strength)
                );
                self.with_strength(text, *strength)
            }
            Tells::DoesNotHold { strength, horizon_min } => {
                let over = time_in_words(*horizon_min);
                let critical = match self.reader {
                    Reader::Family => "something that cannot wait",
                    Reader::Professional => "a critical need",
                };
                let text = format!(
                    "The plan does not hold: if {}, {critical} comes to harm within {over} from some minutes of the \
                     week.",
                    self.fails_if(strength.saturating_add(1))
                );
                self.with_strength(text, *strength)
            }
            Tells::HoursFirst => String::from(match self.reader {
                Reader::Family => {
                    "There is no plan to test yet: nobody has said when something is needed that cannot wait. Say \
                     that first."
                }
                Reader::Professional => {
                    "There is nothing to prove yet: nobody has said when a critical need is needed. Ask first, then \
                     prove the plan."
                }
            }),
            Tells::Fails { level } => {
                let what = self.fails_if(level.number());
                match self.reader {
                    Reader::Family => format!("This is what can happen if {what}."),
                    Reader::Professional => {
                        format!(
                            "Level {} fails: {what}. This is the harm that comes soonest.",
                            level.number()
                        )
                    }
                }
            }
            _ => match self.reader {
                Reader::Family => String::from(
                    "There is no plan to test yet: even with everybody there, some things that cannot wait are not \
                     done in time. These come first.",
                ),
                Reader::Professional => String::from(
                    "There is nothing to prove yet: with nothing lost, critical needs come to harm. The week itself \
                     has to be put right first.",
                ),
            },
        }
    }

    /// What may go wrong without harm, after "if".
    const fn holds_if(&self, strength: u8) -> &'static str {
        match (self.reader, strength) {
            (Reader::Family, 0 | 1) => "any one person, service or device cannot help",
            (Reader::Family, 2) => {
                "any one person, service or device cannot help, even if one of those who are called does not answer"
            }
            (Reader::Family, _) => {
                "any one or two people, services or devices cannot help, even if one of those who are called does not \
                 answer"
            }
            (Reader::Professional, 0 | 1) => "any one source is lost",
            (Reader::Professional, 2) => "any one source is lost and at most one responder does not answer",
            (Reader::Professional, _) => {
                "any one or two sources are lost and at most one responder does not answer"
            }
        }
    }

    /// What goes wrong where it first fails, after "if".
    const fn fails_if(&self, level: u8) -> &'static str {
        match (self.reader, level) {
            (Reader::Family, 0 | 1) => "one person, service or device cannot help",
            (Reader::Family, 2) => {
                "one person, service or device cannot help, and one of those who are called does not answer"
            }
            (Reader::Family, _) => {
                "two people, services or devices cannot help, and perhaps one of those who are called does not answer"
            }
            (Reader::Professional, 0 | 1) => "one source is lost",
            (Reader::Professional, 2) => "one source is lost and one responder does not answer",
            (Reader::Professional, _) => "two sources are lost and at most one responder does not answer",
        }
    }

    fn with_strength(&self, text: String, strength: u8) -> String {
        match self.reader {
            Reader::Family => text,
            Reader::Professional => format!("{text} Strength {strength} of 3."),
        }
    }

    /// What is lost, as something that may be so: "Ada and Ben cannot help, and the pendant does not work".
    pub(in crate::emergency) fn without(&self, lost: &[Lost]) -> String {
        self.lost_with(lost, |names| format!("{names} cannot help"))
    }

    /// The same where it matters who may lie there, and not what they give: "something happens to Ada and Ben".
    pub(in crate::emergency) fn happens_to(&self, lost: &[Lost]) -> String {
        self.lost_with(lost, |names| format!("something happens to {names}"))
    }

    fn lost_with(&self, lost: &[Lost], unable: impl Fn(&str) -> String) -> String {
        let mut said: Vec<String> = Vec::new();
        for how in [How::CannotHelp, How::Away, How::DoesNotCome, How::DoesNotWork] {
            let those = lost.iter().filter(|one| self.how(**one) == how);
            let names: Vec<String> = those.map(|one| self.source(one.source)).collect();
            let many = names.len() > 1;
            let names = names.join(" and ");
            match (names.is_empty(), how) {
                (true, _) => {}
                (_, How::CannotHelp) => said.push(unable(&names)),
                (_, How::Away) => said.push(format!("{names} {} away", if many { "are" } else { "is" })),
                (_, How::DoesNotCome) => said.push(format!("no help comes from {names}")),
                (_, How::DoesNotWork) => {
                    said.push(format!("{names} {} not work", if many { "do" } else { "does" }));
                }
            }
        }
        said.join(", and ")
    }

    fn how(&self, lost: Lost) -> How {
        match self.kind(lost.source) {
            Some(SourceKind::Member) if lost.away => How::Away,
            Some(SourceKind::Member) => How::CannotHelp,
            Some(SourceKind::Device) => How::DoesNotWork,
            _ => How::DoesNotCome,
        }
    }

    pub(in crate::emergency) fn scenario(&self, scenario: &Scenario) -> String {
        let mut text =
            format!("if from {} on {}", minute_in_words(scenario.start), self.without(&scenario.lost));
        if let Some(silent) = scenario.silent {
            text = format!("{text}, and {} does not answer", self.responder(silent));
        }
        text
    }

    pub(in crate::emergency) fn narrowest(
        &self,
        minutes: u32,
        scenario: &Scenario,
        need: NeedId,
        closes: StoryAt,
    ) -> String {
        let spare = if minutes == 0 {
            String::from("in the last minute before harm")
        } else {
            format!("{} before harm", time_in_words(minutes))
        };
        format!(
            "Least time is left {}: somebody is there at {}, {spare}, for {}.",
            self.scenario(scenario),
            at_in_words(closes),
            self.need(need)
        )
    }

    pub(in crate::emergency) fn open_at_end(&self, open: OpenAtEnd, horizon_min: u32) -> String {
        let left = if open.harm_after_min == 0 {
            String::from("the very next minute")
        } else {
            format!("{} later", time_in_words(open.harm_after_min))
        };
        format!(
            "When {} have passed, nobody may be there for {}; harm could come {left}. What comes after that time is \
             not part of this.",
            time_in_words(horizon_min),
            self.need(open.need)
        )
    }

    pub(in crate::emergency) fn rests_on(&self, rests: &Tells) -> String {
        let arrangement = |id| self.words.arrangement(id);
        match rests {
            Tells::Agreed { responder, on } => {
                format!("{} comes, as agreed on {}.", self.responder(*responder), date_in_words(*on))
            }
            Tells::NotAsked { responder } => {
                format!(
                    "Ask: {} is on the list and was not asked, so is not counted on.",
                    self.responder(*responder)
                )
            }
            Tells::NotAgreed { responder } => {
                format!(
                    "{} is on the list and has not agreed, so is not counted on.",
                    self.responder(*responder)
                )
            }
            Tells::NeverReachable { responder } => format!(
                "Ask when {} can be reached: no time is known, so this help is not counted on.",
                self.responder(*responder)
            ),
            Tells::AgainstWish { wish } => {
                let (name, person) = (self.responder(wish.responder), self.source(wish.person.into()));
                match wish.wish {
                    WishAgainst::Called => {
                        format!(
                            "{name} would be called, and {person} has said that they must not be. Talk with {person}."
                        )
                    }
                    WishAgainst::LetIn => format!(
                        "{name} would come into the house, and is not among those whom {person} lets in. Talk with \
                         {person}."
                    ),
                }
            }
            Tells::Under18 { person } => format!(
                "{} is under 18, and is counted on. Ask whether that is right for a child, and who else could do it.",
                self.source((*person).into())
            ),
            Tells::AgeNotKnown { people } => {
                let names: Vec<String> = people.iter().map(|person| self.source((*person).into())).collect();
                match names.as_slice() {
                    [one] => {
                        format!("Ask whether {one} is 18 or older: the plan, or the week, counts on {one}.")
                    }
                    several => format!(
                        "Ask whether each of these is 18 or older: the plan, or the week, counts on them: {}.",
                        several.join(", ")
                    ),
                }
            }
            Tells::NoticesBeyond { beyond } => format!(
                "{} would notice from help, and is said to notice on days without any: up to {} a week are not counted.",
                self.source(beyond.by),
                time_in_words(beyond.minutes.into())
            ),
            Tells::Assumed { arrangement: id } => {
                format!("Ask what this depends on; it is only assumed here: {}.", arrangement(*id))
            }
            Tells::AssumedResponder { responder } => format!(
                "Ask what {} depends on when called; it is only assumed here.",
                self.responder(*responder)
            ),
            Tells::NotConfirmed { arrangement: id } => {
                format!("Ask whether this is possible and wanted; nobody knows: {}.", arrangement(*id))
            }
            Tells::OverCommitted { responder } => {
                format!("{} is one person, and is down for more than one person.", self.responder(*responder))
            }
            Tells::EndsWithin { arrangement: id, until } => format!(
                "This help ends, and {} is the first day without it: {}.",
                date_in_words(*until),
                arrangement(*id)
            ),
            _ => String::new(),
        }
    }
}
