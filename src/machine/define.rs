//! The macro that writes a machine from its table.

/// Writes a record from its table: the enumeration over all its states, its events as one type, its statuses and
/// verbs, the table as data, and the types by which the compiler checks each step against the table.
///
/// ```text
/// machine! {
///     /// What the record is.
///     pub Referral(ReferralEvent) of kinds::Referral, keeps ReferralCase, asked with Policy;
///     /// What the opening means.
///     begins Draft with Opened = "opened", "opened";
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
///         SubmittedToHome = "submitted_to_home", "submitted";
///     }
///
///     from Draft:            SubmittedToHome => Submitted;
///     from Draft, Submitted: LiaisonHeld, VisitHeld stay;
///     from Submitted:        MovedIn => Living, or Irregularly;
///     from Submitted:        DeclinedByHome => Declined, or TakenElsewhere;
///     from Draft:            Forwarded => Submitted, retired in "0.4";
/// }
/// ```
///
/// The case and the events are structs of these names, in scope where the table stands; the states, `Status` and
/// `Verb` are written into its module, so a module holds one table. Each event has a field `on`, the date on which it
/// happened or was decided. The first text of a state or event is its code on the wire, which never changes; the
/// second is for people. A line says that in each of its states each of its events can happen, and where that leads,
/// or that the record stays as it is. The line `taken over at` may be left out, if no live case ever comes in.
#[doc(hidden)]
#[macro_export]
macro_rules! __mutual_care_machine {
    (
        $(#[doc = $about:literal])+
        $vis:vis $machine:ident($events:ident) of $kind:ty, keeps $case:ty, asked with $policy:ty;
        $(#[doc = $opening_about:literal])+
        begins $first:ident with $opening:ident = $opening_verb:literal, $opening_words:literal;
        $(taken over at $($over:ident),+ knowing $known:ty;)?

        states { $($(#[doc = $state_about:literal])+ $state:ident = $status:literal, $state_words:literal $(, $final:ident)?;)+ }

        events { $($(#[doc = $event_about:literal])+ $event:ident = $verb:literal, $event_words:literal;)+ }

        $(from $($from:ident),+ : $($what:ident),+ $(=> $to:ident)? $(stay)? $(, or $manner:ident)* $(, retired in $release:literal)?;)+
    ) => {
        $(#[doc = $about])+
        ///
        /// In whichever state it is; by status, the record whose state is known. Read and written, it is its journal.
        #[derive(Clone, Debug, PartialEq)]
        $vis enum $machine {
            $($(#[doc = $state_about])+ $state($crate::machine::Record<$state>),)+
        }

        impl $machine {
            /// All that is known in it, whichever state it is in.
            pub fn case(&self) -> &$case {
                match self { $(Self::$state(record) => record.case(),)+ }
            }
        }

        $(
            $(#[doc = $state_about])+
            ///
            #[doc = concat!("A state of a [`", stringify!($machine), "`], as a name in types: there is no value of it.")]
            #[derive(Debug)]
            $vis enum $state {}
        )+

        #[doc = concat!("Everything that can happen to a [`", stringify!($machine), "`].")]
        #[derive(Clone, Debug, PartialEq)]
        $vis enum $events {
            $(#[doc = $opening_about])+ $opening($opening),
            $($(#[doc = $event_about])+ $event($event),)+
        }

        $crate::machine::seal::codes! {
            #[doc = concat!("The statuses of a [`", stringify!($machine), "`].")]
            pub enum Status: "a status" { $($(#[doc = $state_about])+ $state = $status, $state_words;)+ }
        }

        $crate::machine::seal::codes! {
            #[doc = concat!("The verbs of what can happen to a [`", stringify!($machine), "`].")]
            pub enum Verb: "an event" {
                $(#[doc = $opening_about])+ $opening = $opening_verb, $opening_words;
                $($(#[doc = $event_about])+ $event = $verb, $event_words;)+
            }
        }

        const _: () = {
            use $crate::machine as kernel;
            use $crate::machine::seal;

            const LINES: &[seal::Group<Status, Verb>] = &[$(seal::Group {
                from: &[$(Status::$from),+],
                events: &[$(Verb::$what),+],
                to: kernel::machine!(@maybe $(Status::$to)?),
                also: &[$(kernel::Manner::$manner),*],
                retired_in: kernel::machine!(@maybe $($release)?),
            }),+];

            impl kernel::Model for $machine {
                type Kind = $kind;
                type Policy = $policy;
                type Case = $case;
                type Event = $events;
                type Status = Status;
                type Verb = Verb;
                type Known = kernel::machine!(@known $($known)?);
                type Opening = $opening;
                type First = $first;

                const TABLE: kernel::Table<Status, Verb> = kernel::Table {
                    name: stringify!($machine),
                    about: &[$($about),+],
                    states: &[$(kernel::StateInfo {
                        status: Status::$state,
                        words: $state_words,
                        about: &[$($state_about),+],
                        is_final: <$state as kernel::State>::IS_FINAL,
                    }),+],
                    events: &[
                        kernel::EventInfo {
                            verb: Verb::$opening,
                            words: $opening_words,
                            about: &[$($opening_about),+],
                        },
                        $(kernel::EventInfo {
                            verb: Verb::$event,
                            words: $event_words,
                            about: &[$($event_about),+],
                        }),+
                    ],
                    opening: Verb::$opening,
                    begins: Status::$first,
                    taken_over_at: &[$($(Status::$over),+)?],
                    rows: &seal::rows::<_, _, { seal::count(LINES) }>(LINES, kernel::Row {
                        from: Status::$first,
                        event: Verb::$opening,
                        to: Status::$first,
                        also: &[],
                        retired_in: None,
                    }),
                };

                fn coded(event: &$events) -> Option<&dyn seal::Coded<$case>> {
                    match event {
                        $events::$opening(_) => None,
                        $($events::$event(event) => Some(event),)+
                    }
                }
            }

            impl seal::Whole for $machine {
                fn body(&self) -> &seal::Body<Self> {
                    match self { $(Self::$state(record) => record.body(),)+ }
                }
                fn into_body(self, kernel: &seal::Kernel) -> seal::Body<Self> {
                    match self { $(Self::$state(record) => record.into_body(kernel),)+ }
                }
                fn from_body(kernel: &seal::Kernel, body: seal::Body<Self>) -> Self {
                    match body.status() {
                        $(Status::$state => Self::$state(kernel::Record::from_body(kernel, body)),)+
                    }
                }
            }

            impl kernel::Events for $events {
                type Machine = $machine;

                fn verb(&self) -> Verb {
                    match self { Self::$opening(_) => Verb::$opening, $(Self::$event(_) => Verb::$event,)+ }
                }
                fn on(&self) -> seal::NaiveDate {
                    match self { Self::$opening(event) => event.on, $(Self::$event(event) => event.on,)+ }
                }
                fn write<M: seal::serde::ser::SerializeMap>(&self, key: &'static str, map: &mut M) -> Result<(), M::Error> {
                    match self {
                        Self::$opening(event) => map.serialize_entry(key, event),
                        $(Self::$event(event) => map.serialize_entry(key, event),)+
                    }
                }
                fn read<'de, A: seal::serde::de::MapAccess<'de>>(verb: Verb, map: &mut A) -> Result<Self, A::Error> {
                    Ok(match verb {
                        Verb::$opening => Self::$opening(map.next_value()?),
                        $(Verb::$event => Self::$event(map.next_value()?),)+
                    })
                }
            }

            kernel::machine!(@event $machine, $events, $opening);
            $(kernel::machine!(@event $machine, $events, $event);)+

            $(
                impl kernel::State for $state {
                    type Machine = $machine;
                    const STATUS: Status = Status::$state;
                    const IS_FINAL: bool = kernel::machine!(@final $($final)?);
                }
                impl From<kernel::Record<$state>> for $machine {
                    fn from(record: kernel::Record<$state>) -> Self {
                        Self::$state(record)
                    }
                }
            )+

            // What a step offers in types: each line, in each of its states, for each of its events.
            $(kernel::machine!(@line [$($from)+] [$($what)+] [$($to)?] [$($manner)*] [$($release)?]);)+

            // What no table may say.
            #[allow(clippy::indexing_slicing, reason = "asked while it is compiled; a status is its place in the list")]
            const _: () = {
                let table = &<$machine as kernel::Model>::TABLE;
                let mut listed = [false; [Verb::$opening, $(Verb::$event),+].len()];
                let mut rows = table.rows;
                while let [row, later @ ..] = rows {
                    assert!(
                        row.event as usize != Verb::$opening as usize,
                        "a record is opened once, so its opening stands in no row"
                    );
                    assert!(
                        !table.states[row.from as usize].is_final || row.from as usize == row.to as usize,
                        "nothing leads out of a final state"
                    );
                    listed[row.event as usize] = true;
                    rows = later;
                }
                $(assert!(
                    listed[Verb::$event as usize],
                    concat!("no row of the table lists `", stringify!($event), "`")
                );)+
                $(assert!(seal::is_free($verb), "the kernel has this code for itself");)+
                assert!(seal::is_free($opening_verb), "the kernel has this code for itself");
                $($(assert!(
                    !<$over as kernel::State>::IS_FINAL,
                    "a live case is taken over at a state from which it can go on"
                );)+)?
            };

            kernel::machine!(@takes_over $case; $($known)?);

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

    (@event $machine:ident, $events:ident, $event:ident) => {
        impl kernel::Event for $event {
            type Machine = $machine;
            const VERB: Verb = Verb::$event;

            fn on(&self) -> seal::NaiveDate {
                self.on
            }
            fn into_event(self) -> $events {
                $events::$event(self)
            }
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
    };

    (@line [$($from:ident)+] $what:tt $to:tt $manners:tt $release:tt) => {
        $(kernel::machine!(@from $from $what $to $manners $release);)+
    };
    (@from $from:ident $what:tt [] $manners:tt $release:tt) => {
        kernel::machine!(@from $from $what [$from] $manners $release);
    };
    // What is retired is offered to nobody.
    (@from $from:ident $what:tt [$to:ident] $manners:tt [$release:literal]) => {};
    (@from $from:ident [$($what:ident)+] [$to:ident] $manners:tt []) => {
        $(kernel::machine!(@row $from, $what, $to, $manners);)+
    };
    (@row $from:ident, $what:ident, $to:ident, [$($manner:ident)*]) => {
        impl kernel::Offered<$what> for $from {
            type Next = $to;
            const WRITTEN: seal::ByMachine = seal::ByMachine;
        }
        $(
            impl kernel::Offered<kernel::$manner<$what>> for $from {
                type Next = $to;
                const WRITTEN: seal::ByMachine = seal::ByMachine;
            }
        )*
    };

    (@final) => { false };
    (@final final) => { true };
    (@maybe) => { None };
    (@maybe $($there:tt)+) => { Some($($there)+) };
    (@known) => { seal::Never };
    (@known $known:ty) => { $known };
    (@takes_over $case:ty; $known:ty) => {};
    (@takes_over $case:ty;) => {
        impl kernel::TakesOver for $case {
            fn take_over(taken: &kernel::TakenOver<<$case as kernel::Case>::Machine>, _: &seal::Stamp) -> Result<Self, kernel::Misfit> {
                match taken.as_known {}
            }
        }
    };
}
#[doc(inline)]
pub use __mutual_care_machine as machine;
