//! States, and what they say to what happens.

use core::fmt;

use super::rules::{NAMES_ITSELF, NOT_HAPPENED_YET, UNDER_ANOTHER_ID};
use super::{Asked, Happening, Irregularly, Machine, Misfit, TakenElsewhere, TakenOver};
use crate::base::{AnyId, Finding, Findings, Stamp, Weight};

/// One state of a record: a struct with private fields. [`machine!`](super::machine!) implements this for each
/// state of a table.
pub trait State: Clone + fmt::Debug + PartialEq + 'static {
    /// The record whose state it is.
    type Machine: Machine;
    /// The status that names it.
    const STATUS: <Self::Machine as Machine>::Status;
    /// Whether nothing leads out of it.
    const IS_FINAL: bool;

    #[doc(hidden)]
    fn from_any(state: <Self::Machine as Machine>::State) -> Option<Self>;
    #[doc(hidden)]
    fn into_any(self) -> <Self::Machine as Machine>::State;
}

/// The policy with which a state's guards are asked.
pub type PolicyOf<S> = <<S as State>::Machine as Machine>::Policy;

/// There is a row for this event in this state, retired or not. Only [`machine!`](super::machine!) implements it.
#[diagnostic::on_unimplemented(
    message = "no row of the table lists `{Self} + {E}`",
    label = "code without a row",
    note = "add the row `{Self} + {E} => …;` to the `machine!` table, or take this code away"
)]
pub trait Listed<E>: State {
    /// The one state to which it leads.
    type Next: State<Machine = Self::Machine>;
    #[doc(hidden)]
    const WRITTEN: super::seal::ByMachine;
}

/// What a state does with an event: the code of one row. The room writes it.
#[diagnostic::on_unimplemented(
    message = "the table lists `{Self} + {E}`, but `{Self}` does not say what it does with it",
    label = "a row without code",
    note = "write `impl Accept<{E}> for {Self}`, or take the row away"
)]
pub trait Accept<E>: Listed<E> {
    /// Structure: whether what the event speaks of is there, not there twice, and within what it belongs to.
    ///
    /// Asked of what happens now, of what is loaded and of what a correction puts in its place. So a release may
    /// loosen it, and never tighten it: what fitted once must fit for ever. All fits unless this says otherwise.
    ///
    /// # Errors
    ///
    /// [`Misfit`]: everything that is not there.
    fn fits(&self, event: &E) -> Result<(), Misfit> {
        let _ = event;
        Ok(())
    }

    /// Rules: all that speaks against it, at once. Asked of what happens now, of a correction, and by an audit;
    /// never of what is loaded. Nothing speaks against it unless this says otherwise.
    fn findings(&self, event: &E, asked: &Asked<'_, PolicyOf<Self>>) -> Findings {
        let _ = (event, asked);
        Findings::none()
    }

    /// What is so from then on. Total for whatever fits, and the same for ever: it sees neither policy nor
    /// calendar.
    fn next(self, event: &E, stamp: &Stamp) -> Self::Next;

    /// Both at once, [`Accept::findings`] and then [`Accept::next`]: for an audit and a correction, which walk on from
    /// state to state. A guard that compares the state after with the state before writes this, and has no need of a
    /// copy here; it must come to the same as the two.
    fn judged(self, event: &E, asked: &Asked<'_, PolicyOf<Self>>, stamp: &Stamp) -> (Findings, Self::Next) {
        let findings = self.findings(event, asked);
        (findings, self.next(event, stamp))
    }
}

/// There is a row for this event in this state which is not retired. Only [`machine!`](super::machine!) implements
/// it.
#[diagnostic::on_unimplemented(
    message = "`{E}` cannot happen to a record that is `{Self}`",
    label = "not in the table",
    note = "the rows for `{Self}` in its machine's table say what can happen to it"
)]
pub trait Offered<E>: Accept<E> {}

/// An event can happen in state `S`: what [`Record::accept`](super::Record::accept) asks of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot happen to a record that is `{S}`",
    label = "not in the table",
    note = "the rows for `{S}` in its machine's table say what can happen to it"
)]
pub trait Happens<S: State>: Happening<Machine = S::Machine> {
    /// The one state to which it leads.
    type Next: State<Machine = S::Machine>;

    #[doc(hidden)]
    fn fits(&self, state: &S) -> Result<(), Misfit>;
    #[doc(hidden)]
    fn findings(&self, state: &S, asked: &Asked<'_, PolicyOf<S>>) -> Findings;
    #[doc(hidden)]
    fn next(&self, state: S, stamp: &Stamp) -> Self::Next;
}

impl<S, E> Happens<S> for E
where
    S: Offered<E>,
    E: Happening<Machine = S::Machine>,
{
    type Next = S::Next;

    fn fits(&self, state: &S) -> Result<(), Misfit> {
        state.fits(self)
    }
    fn findings(&self, state: &S, asked: &Asked<'_, PolicyOf<S>>) -> Findings {
        state.findings(self, asked)
    }
    fn next(&self, state: S, stamp: &Stamp) -> S::Next {
        Accept::next(state, self, stamp)
    }
}

impl<S, E> Accept<Irregularly<E>> for S
where
    S: Accept<E> + Listed<Irregularly<E>, Next = <S as Listed<E>>::Next>,
{
    fn fits(&self, event: &Irregularly<E>) -> Result<(), Misfit> {
        self.fits(&event.what)
    }
    fn findings(&self, event: &Irregularly<E>, asked: &Asked<'_, PolicyOf<S>>) -> Findings {
        without_bars(self.findings(&event.what, asked))
    }
    fn next(self, event: &Irregularly<E>, stamp: &Stamp) -> <S as Listed<E>>::Next {
        Accept::next(self, &event.what, stamp)
    }
}

impl<S, E> Accept<TakenElsewhere<E>> for S
where
    S: Accept<E> + Listed<TakenElsewhere<E>, Next = <S as Listed<E>>::Next>,
{
    fn fits(&self, event: &TakenElsewhere<E>) -> Result<(), Misfit> {
        self.fits(&event.what)
    }
    fn findings(&self, event: &TakenElsewhere<E>, asked: &Asked<'_, PolicyOf<S>>) -> Findings {
        without_bars(self.findings(&event.what, asked))
    }
    fn next(self, event: &TakenElsewhere<E>, stamp: &Stamp) -> <S as Listed<E>>::Next {
        Accept::next(self, &event.what, stamp)
    }
}

/// The state in which a record begins says what it makes of the opening. The room writes it.
#[diagnostic::on_unimplemented(
    message = "the table lets a record begin as `{Self}` with `{E}`, but `{Self}` does not say what it makes of it",
    label = "an opening without code",
    note = "write `impl Opens<{E}> for {Self}`"
)]
pub trait Opens<E>: State {
    /// Rules, as in [`Accept::findings`]. Asked of an opening that fits.
    fn findings(event: &E, asked: &Asked<'_, PolicyOf<Self>>) -> Findings {
        let _ = (event, asked);
        Findings::none()
    }

    /// The id that what is opened says of itself: the record's own must be the same. None if nothing inside says one.
    fn id_inside(event: &E) -> Option<AnyId> {
        let _ = event;
        None
    }

    /// A record that what is opened refers to as another one: it cannot be the record itself. None if it refers to none.
    fn another_record(event: &E) -> Option<AnyId> {
        let _ = event;
        None
    }

    /// The record's first state. What [`Accept::fits`] says of loosening and tightening holds here too.
    ///
    /// # Errors
    ///
    /// [`Misfit`]: everything that does not fit.
    fn open(event: &E, stamp: &Stamp) -> Result<Self, Misfit>;
}

/// A state at which a live case can be taken over from elsewhere. The room writes it.
#[diagnostic::on_unimplemented(
    message = "the table lets a live case be taken over at `{Self}`, but `{Self}` does not say what it makes of it",
    label = "taking over without code",
    note = "write `impl TakesOver for {Self}`"
)]
pub trait TakesOver: State {
    /// What speaks against the case as it is known. Nothing bars it: a live case comes in.
    fn findings(taken: &TakenOver<Self::Machine>, asked: &Asked<'_, PolicyOf<Self>>) -> Findings {
        let _ = (taken, asked);
        Findings::none()
    }

    /// The id that the case says of itself, as in [`Opens::id_inside`].
    fn id_inside(taken: &TakenOver<Self::Machine>) -> Option<AnyId> {
        let _ = taken;
        None
    }

    /// Another record that the case refers to, as in [`Opens::another_record`].
    fn another_record(taken: &TakenOver<Self::Machine>) -> Option<AnyId> {
        let _ = taken;
        None
    }

    /// The state of the case as it is known. What [`Accept::fits`] says of loosening and tightening holds here too.
    ///
    /// # Errors
    ///
    /// [`Misfit`]: everything that would have to be known and is not, or does not fit.
    fn take_over(taken: &TakenOver<Self::Machine>, stamp: &Stamp) -> Result<Self, Misfit>;
}

/// What bars a record that is kept under another id than the value inside says.
pub(crate) fn under_another_id(id: AnyId, inside: Option<AnyId>) -> Option<Finding> {
    let inside = inside.filter(|inside| *inside != id)?;
    Some(Finding::new(&UNDER_ANOTHER_ID).about(id).about(inside))
}

/// What bars a record that refers to itself as to another one.
pub(crate) fn names_itself(id: AnyId, another: Option<AnyId>) -> Option<Finding> {
    another.filter(|another| *another == id).map(|_| Finding::new(&NAMES_ITSELF).about(id))
}

/// What bars becomes a warning, but for what has not happened yet: that did not happen in any manner.
pub(crate) fn without_bars(findings: Findings) -> Findings {
    let soften = |finding: Finding| match finding.weight() {
        Weight::Bars if finding.rule() != &NOT_HAPPENED_YET => finding.weighing(Weight::Warns),
        _ => finding,
    };
    findings.into_iter().map(soften).collect()
}
