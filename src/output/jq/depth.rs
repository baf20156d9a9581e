//! Limits the recursion of a filter. jaq calls `lut` for each part that it evaluates; the rest of
//! the stack is checked there.

use std::hint;
use std::ptr;

use jaq_core::data::{DataT, HasLut};
use jaq_core::{Ctx, Lut, Vars};
use jaq_json::Val;

use super::Outcome;
use crate::signals::Leave;

/// Bytes of stack that are left to what a part calls.
const RESERVED: usize = 64 * 1024 * 1024;

/// The type of filters over JSON values whose recursion is limited.
pub(super) struct BoundedFilter;

impl DataT for BoundedFilter {
    type V<'a> = Val;
    type Data<'a> = Bounded<'a>;
}

/// The parts of a filter, the lowest stack address at which they may be evaluated, and the way out below
/// it.
#[derive(Clone)]
pub(super) struct Bounded<'a> {
    parts: &'a Lut<BoundedFilter>,
    limit: usize,
    leave: &'a Leave<Outcome>,
}

impl<'a> HasLut<'a, BoundedFilter> for Bounded<'a> {
    /// Ends the run if the recursion is too deep; the filter could catch an error of jq.
    fn lut(&self) -> &'a Lut<BoundedFilter> {
        if stack_address() < self.limit {
            self.leave.with(Err(super::failed(&"recursion too deep")));
        }
        self.parts
    }
}

/// The context of a filter with the values of its global variables, on a stack of which `stack` bytes are
/// left.
pub(super) fn context<'a>(
    parts: &'a Lut<BoundedFilter>,
    globals: Vec<Val>,
    stack: usize,
    leave: &'a Leave<Outcome>,
) -> Ctx<'a, BoundedFilter> {
    let limit = stack_address().saturating_sub(stack).saturating_add(RESERVED);
    Ctx::new(Bounded { parts, limit, leave }, Vars::new(globals))
}

/// An address near the top of the stack, which grows downwards on every supported system.
fn stack_address() -> usize {
    let local = hint::black_box(0_u8);
    ptr::from_ref(&local).addr()
}
