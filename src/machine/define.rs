//! The macro that writes a machine from its table.

/// Writes a record from its table: the enumeration over all its states, its events as one type, its statuses and
/// verbs, the table as data, and what the kernel needs to check each row against the code.
///
/// ```text
/// machine! {
///     /// What the record is.
///     pub Referral(ReferralEvent) of kinds::Referral, asked with Policy;
///     begins Draft with Opened;
///     taken over at Draft, Submitted knowing AsKnown;
///
///     states {
///         /// What the state means.
///         Draft = "draft", "draft";
///         /// What the state means.
///         Declined = "declined", "declined", final;
///     }
///
///     events {
///         /// What the event means.
///         Opened = "opened", "opened";
///     }
///
///     Draft + SubmittedToHome => Submitted;
///     Submitted + MovedIn => Living, or Irregularly;
///     Submitted + DeclinedByHome => Declined, or TakenElsewhere;
///     Draft + Forwarded => Submitted, retired in "0.4";
/// }
/// ```
///
/// States and events are structs of these names, in scope where the table stands. Each event has a field `on`, the
/// date on which it happened or was decided. The first text of a state or event is its code on the wire, which
/// never changes; the second is for people. `Status` and `Verb` are written into the module of the table, so a
/// module holds one table. The line `taken over at` may be left out, if no live case ever comes in.
#[doc(hidden)]
#[macro_export]
macro_rules! __mutual_care_machine {
    (
        $(#[doc = $about:literal])+
        $vis:vis $machine:ident($events:ident) of $kind:ty, asked with $policy:ty;
        begins $first:ident with $opening:ident;
        $(taken over at $($over:ident),+ knowing $known:ty;)?

        states { $($(#[doc = $state_about:literal])+ $state:ident = $status:literal, $state_words:literal $(, $final:ident)?;)+ }

        events { $($(#[doc = $event_about:literal])+ $event:ident = $verb:literal, $event_words:literal;)+ }

        $($from:ident + $what:ident => $to:ident $(, or $manner:ident)* $(, retired in $release:literal)?;)*
    ) => {
        $(#[doc = $about])+
        ///
        /// In whichever state it is; by status, the record whose state is known. Read and written, it is its journal.
        #[derive(Clone, Debug, PartialEq)]
        $vis enum $machine {
            $($(#[doc = $state_about])+ $state($crate::machine::Record<$state>),)+
        }

        #[doc = concat!("Everything that can happen to a [`", stringify!($machine), "`].")]
        #[derive(Clone, Debug, PartialEq)]
        $vis enum $events {
            $($(#[doc = $event_about])+ $event($event),)+
        }

        $crate::machine::seal::codes! {
            #[doc = concat!("The statuses of a [`", stringify!($machine), "`].")]
            pub enum Status: "a status" { $($(#[doc = $state_about])+ $state = $status, $state_words;)+ }
        }

        $crate::machine::seal::codes! {
            #[doc = concat!("The verbs of what can happen to a [`", stringify!($machine), "`].")]
            pub enum Verb: "an event" { $($(#[doc = $event_about])+ $event = $verb, $event_words;)+ }
        }

        const _: () = {
            use $crate::machine as kernel;
            use $crate::machine::seal;

            #[derive(Clone, Debug, PartialEq)]
            pub enum States { $($state($state),)+ }

            #[allow(unreachable_patterns, reason = "a table may list every state with every event")]
            impl kernel::Machine for $machine {
                type Kind = $kind;
                type Policy = $policy;
                type Event = $events;
                type Status = Status;
                type Verb = Verb;
                type Known = kernel::machine!(@known $($known)?);
                type Opening = $opening;
                type First = $first;
                type State = States;

                const TABLE: kernel::Table<Status, Verb> = kernel::Table {
                    name: stringify!($machine),
                    about: &[$($about),+],
                    states: &[$(kernel::StateInfo {
                        status: Status::$state,
                        words: $state_words,
                        about: &[$($state_about),+],
                        is_final: kernel::machine!(@final $($final)?),
                    }),+],
                    events: &[$(kernel::EventInfo {
                        verb: Verb::$event,
                        words: $event_words,
                        about: &[$($event_about),+],
                    }),+],
                    opening: Verb::$opening,
                    begins: Status::$first,
                    taken_over_at: &[$($(Status::$over),+)?],
                    rows: &[$(kernel::Row {
                        from: Status::$from,
                        event: Verb::$what,
                        to: Status::$to,
                        also: &[$(kernel::Manner::$manner),*],
                        retired_in: kernel::machine!(@retired $($release)?),
                    }),*],
                };

                fn status(&self) -> Status {
                    match self { $(Self::$state(_) => Status::$state,)+ }
                }
                fn head(&self) -> &seal::Head<Self> {
                    match self { $(Self::$state(record) => record.head(),)+ }
                }
                fn state(&self) -> States {
                    match self { $(Self::$state(record) => States::$state(record.state().clone()),)+ }
                }
                fn into_parts(self, kernel: &seal::Kernel) -> (seal::Head<Self>, States) {
                    match self {
                        $(Self::$state(record) => {
                            let (head, state) = record.into_parts(kernel);
                            (head, States::$state(state))
                        })+
                    }
                }
                fn from_parts(head: seal::Head<Self>, state: States) -> Self {
                    match state { $(States::$state(state) => Self::$state(kernel::Record::from_parts(head, state)),)+ }
                }
                fn status_of(state: &States) -> Status {
                    match state { $(States::$state(_) => Status::$state,)+ }
                }
                fn opening(event: &$events) -> Option<&$opening> {
                    kernel::Event::peek(event)
                }
                fn fits(state: &States, event: &$events) -> Result<(), kernel::Misfit> {
                    match (state, event) {
                        $((States::$from(state), $events::$what(event)) => kernel::Accept::<$what>::fits(state, event),)*
                        _ => Ok(()),
                    }
                }
                fn findings(state: &States, event: &$events, asked: &kernel::Asked<'_, $policy>) -> seal::Findings {
                    match (state, event) {
                        $((States::$from(state), $events::$what(event)) => {
                            kernel::Accept::<$what>::findings(state, event, asked)
                        })*
                        _ => seal::Findings::none(),
                    }
                }
                fn judged(
                    state: States,
                    event: &$events,
                    asked: &kernel::Asked<'_, $policy>,
                    stamp: &seal::Stamp,
                ) -> (seal::Findings, States) {
                    match (state, event) {
                        $((States::$from(state), $events::$what(event)) => {
                            let (findings, next) = kernel::Accept::<$what>::judged(state, event, asked, stamp);
                            (findings, States::$to(next))
                        })*
                        (state, _) => (seal::Findings::none(), state),
                    }
                }
                fn next(state: States, event: &$events, stamp: &seal::Stamp) -> States {
                    match (state, event) {
                        $((States::$from(state), $events::$what(event)) => {
                            States::$to(kernel::Accept::<$what>::next(state, event, stamp))
                        })*
                        (state, _) => state,
                    }
                }
                fn taken_over_findings(
                    taken: &kernel::TakenOver<Self>,
                    asked: &kernel::Asked<'_, $policy>,
                ) -> seal::Findings {
                    let _ = asked;
                    match taken.status {
                        $($(Status::$over => <$over as kernel::TakesOver>::findings(taken, asked),)+)?
                        _ => seal::Findings::none(),
                    }
                }
                fn id_taken_over(taken: &kernel::TakenOver<Self>) -> Option<seal::AnyId> {
                    let _ = taken;
                    match taken.status {
                        $($(Status::$over => <$over as kernel::TakesOver>::id_inside(taken),)+)?
                        _ => None,
                    }
                }
                fn another_taken_over(taken: &kernel::TakenOver<Self>) -> Option<seal::AnyId> {
                    let _ = taken;
                    match taken.status {
                        $($(Status::$over => <$over as kernel::TakesOver>::another_record(taken),)+)?
                        _ => None,
                    }
                }
                fn taken_over(
                    taken: &kernel::TakenOver<Self>,
                    stamp: &seal::Stamp,
                ) -> Option<Result<States, kernel::Misfit>> {
                    let _ = stamp;
                    match taken.status {
                        $($(Status::$over => {
                            Some(<$over as kernel::TakesOver>::take_over(taken, stamp).map(States::$over))
                        })+)?
                        _ => None,
                    }
                }
            }

            impl kernel::Events for $events {
                type Machine = $machine;

                fn verb(&self) -> Verb {
                    match self { $(Self::$event(_) => Verb::$event,)+ }
                }
                fn on(&self) -> seal::NaiveDate {
                    match self { $(Self::$event(event) => event.on,)+ }
                }
                fn write<M: seal::serde::ser::SerializeMap>(&self, key: &'static str, map: &mut M) -> Result<(), M::Error> {
                    match self { $(Self::$event(event) => map.serialize_entry(key, event),)+ }
                }
                fn read<'de, A: seal::serde::de::MapAccess<'de>>(verb: Verb, map: &mut A) -> Result<Self, A::Error> {
                    Ok(match verb { $(Verb::$event => Self::$event(map.next_value()?),)+ })
                }
            }

            $(
                impl kernel::State for $state {
                    type Machine = $machine;
                    const STATUS: Status = Status::$state;
                    const IS_FINAL: bool = kernel::machine!(@final $($final)?);

                    #[allow(unreachable_patterns, reason = "there may be one state only")]
                    fn from_any(state: States) -> Option<Self> {
                        match state {
                            States::$state(state) => Some(state),
                            _ => None,
                        }
                    }
                    fn into_any(self) -> States {
                        States::$state(self)
                    }
                }
                impl From<kernel::Record<$state>> for $machine {
                    fn from(record: kernel::Record<$state>) -> Self {
                        Self::$state(record)
                    }
                }
            )+

            $(
                impl kernel::Event for $event {
                    type Machine = $machine;
                    const VERB: Verb = Verb::$event;

                    fn on(&self) -> seal::NaiveDate {
                        self.on
                    }
                    fn into_event(self) -> $events {
                        $events::$event(self)
                    }
                    #[allow(unreachable_patterns, reason = "there may be one event only")]
                    fn peek(event: &$events) -> Option<&Self> {
                        match event {
                            $events::$event(event) => Some(event),
                            _ => None,
                        }
                    }
                }
                impl From<$event> for $events {
                    fn from(event: $event) -> Self {
                        Self::$event(event)
                    }
                }
                const _: () = assert!(seal::is_free($verb), "the kernel has this code for itself");
            )+

            $(
                kernel::machine!(@row $from, $what, $to, [$($manner)*], [$($release)?]);
                const _: () = assert!(
                    !<$from as kernel::State>::IS_FINAL || Status::$from as usize == Status::$to as usize,
                    "nothing leads out of a final state"
                );
                const _: () = assert!(
                    Verb::$what as usize != Verb::$opening as usize,
                    "a record is opened once, so its opening stands in no row"
                );
            )*

            $($(
                const _: () = assert!(
                    !<$over as kernel::State>::IS_FINAL,
                    "a live case is taken over at a state from which it can go on"
                );
            )+)?

            impl seal::serde::Serialize for $machine {
                fn serialize<S: seal::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    seal::write(self, serializer)
                }
            }
            impl<'de> seal::serde::Deserialize<'de> for $machine {
                fn deserialize<D: seal::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    seal::read(deserializer)
                }
            }
        };
    };

    (@row $from:ident, $what:ident, $to:ident, [$($manner:ident)*], [$($release:literal)?]) => {
        impl kernel::Listed<$what> for $from {
            type Next = $to;
            const WRITTEN: seal::ByMachine = seal::ByMachine;
        }
        $(
            impl kernel::Listed<kernel::$manner<$what>> for $from {
                type Next = $to;
                const WRITTEN: seal::ByMachine = seal::ByMachine;
            }
        )*
        kernel::machine!(@offered $from, $what, [$($manner)*], [$($release)?]);
    };
    (@offered $from:ident, $what:ident, [$($manner:ident)*], []) => {
        impl kernel::Offered<$what> for $from {}
        $(impl kernel::Offered<kernel::$manner<$what>> for $from {})*
    };
    (@offered $from:ident, $what:ident, [$($manner:ident)*], [$release:literal]) => {};

    (@final) => { false };
    (@final final) => { true };
    (@retired) => { None };
    (@retired $release:literal) => { Some($release) };
    (@known) => { seal::Never };
    (@known $known:ty) => { $known };
}
#[doc(inline)]
pub use __mutual_care_machine as machine;
