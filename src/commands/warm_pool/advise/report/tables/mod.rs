//! The tables of a report.

pub(super) mod assumptions;
pub(super) mod demand;
pub(super) mod evidence;
pub(super) mod options;
pub(super) mod overview;
pub(super) mod windows;
