//! How deep a filter may call itself. jaq asks for the table of a filter's parts at each part
//! that it evaluates: there the room that is left of the stack is looked at.

use std::hint;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::ptr;

use jaq_core::data::{DataT, HasLut};
use jaq_core::{Ctx, Lut, Vars};
use jaq_json::Val;

/// Bytes of stack that are kept for leaving a filter that has gone too deep.
const KEPT: usize = 64 * 1024 * 1024;

/// Filters over JSON values that end before their stack does.
pub(super) struct Kind;

impl DataT for Kind {
    type V<'a> = Val;
    type Data<'a> = Bounded<'a>;
}

/// The parts of a filter, and the last address of the stack that they may be evaluated at.
#[derive(Clone)]
pub(super) struct Bounded<'a> {
    parts: &'a Lut<Kind>,
    last: usize,
}

impl<'a> HasLut<'a, Kind> for Bounded<'a> {
    /// Leaves the filter when it is too deep: an error of jq is none here, as it could be caught.
    fn lut(&self) -> &'a Lut<Kind> {
        if here() < self.last {
            resume_unwind(Box::new(TooDeep));
        }
        self.parts
    }
}

/// A filter has gone too deep.
#[derive(Debug)]
pub(super) struct TooDeep;

/// Runs a filter on a stack of which `stack` bytes are left.
pub(super) fn bounded<'a, T>(
    parts: &'a Lut<Kind>,
    stack: usize,
    run: impl FnOnce(Ctx<'a, Kind>) -> T,
) -> Result<T, TooDeep> {
    let data = Bounded { parts, last: here().saturating_sub(stack).saturating_add(KEPT) };
    // Whatever the filter was at is dropped on the way here.
    catch_unwind(AssertUnwindSafe(|| run(Ctx::new(data, Vars::new([]))))).map_err(|fault| {
        fault.downcast::<TooDeep>().map_or_else(|fault| resume_unwind(fault), |it| *it)
    })
}

/// An address near the end of the stack, which grows downwards on every system that we know.
fn here() -> usize {
    let local = hint::black_box(0_u8);
    ptr::from_ref(&local).addr()
}
