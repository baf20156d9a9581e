//! Limits the recursion of a filter. jaq calls `lut` for each part that it evaluates; the rest of
//! the stack is checked there.

use std::hint;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::ptr;

use jaq_core::data::{DataT, HasLut};
use jaq_core::{Ctx, Lut, Vars};
use jaq_json::Val;

/// Bytes of stack that are reserved for unwinding.
const RESERVED: usize = 64 * 1024 * 1024;

/// The type of filters over JSON values whose recursion is limited.
pub(super) struct BoundedFilter;

impl DataT for BoundedFilter {
    type V<'a> = Val;
    type Data<'a> = Bounded<'a>;
}

/// The parts of a filter, and the lowest stack address at which they may be evaluated.
#[derive(Clone)]
pub(super) struct Bounded<'a> {
    parts: &'a Lut<BoundedFilter>,
    limit: usize,
}

impl<'a> HasLut<'a, BoundedFilter> for Bounded<'a> {
    /// Unwinds if the recursion is too deep; the filter could catch an error of jq.
    fn lut(&self) -> &'a Lut<BoundedFilter> {
        if stack_address() < self.limit {
            resume_unwind(Box::new(TooDeep));
        }
        self.parts
    }
}

#[derive(Debug)]
pub(super) struct TooDeep;

/// Runs a filter with the values of its global variables, on a stack of which `stack` bytes are left.
pub(super) fn run_bounded<'a, T>(
    parts: &'a Lut<BoundedFilter>,
    globals: Vec<Val>,
    stack: usize,
    run: impl FnOnce(Ctx<'a, BoundedFilter>) -> T,
) -> Result<T, TooDeep> {
    let limit = stack_address().saturating_sub(stack).saturating_add(RESERVED);
    let data = Bounded { parts, limit };
    // Unwinding drops everything that the filter works on.
    catch_unwind(AssertUnwindSafe(|| run(Ctx::new(data, Vars::new(globals)))))
        .map_err(|panic| *panic.downcast::<TooDeep>().unwrap_or_else(|panic| resume_unwind(panic)))
}

/// An address near the top of the stack, which grows downwards on every supported system.
fn stack_address() -> usize {
    let local = hint::black_box(0_u8);
    ptr::from_ref(&local).addr()
}
