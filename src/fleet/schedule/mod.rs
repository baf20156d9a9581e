//! Windows: sizes by time of day. Which window holds at an instant, until when, and what windows of
//! one pool conflict. Pure: the answers depend on the windows and the bundled time zone data.

pub(crate) mod at;
pub(crate) mod calendar;
pub(crate) mod conflicts;
pub(crate) mod dates;
pub(crate) mod days;
pub(crate) mod hours;
pub(crate) mod intervals;
pub(crate) mod overlap;
pub(crate) mod pool_schedule;
pub(crate) mod time;
pub(crate) mod timeline;
pub(crate) mod unsupported;
pub(crate) mod week;
pub(crate) mod window;
pub(crate) mod zone;
