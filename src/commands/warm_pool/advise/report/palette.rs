//! The colors of a report: dark on a white background of their own, with enough contrast, and told
//! apart by lightness and shape as well.

pub(super) const BACKGROUND: &str = "#ffffff";
/// Text, and what has to be found first.
pub(super) const INK: &str = "#1c2128";
/// Text beside something.
pub(super) const MUTED: &str = "#57606a";
pub(super) const GRID: &str = "#e3e7eb";
/// The current size.
pub(super) const NOW: &str = "#a04000";
/// The advised size.
pub(super) const ADVISED: &str = "#0b5394";
/// Any other size with a name.
pub(super) const OTHER: &str = "#0f766e";
/// The range of shares.
pub(super) const BAND: &str = "#d6e4f2";
/// The line of sizes.
pub(super) const LINE: &str = "#7d9cbc";

/// None, and eight levels up to the most.
pub(super) const LEVELS: [&str; 9] = [
    "#f1f3f5", "#cfe1f2", "#b0cfe8", "#8cb8dc", "#659dcc", "#4281b8", "#26669f", "#124b82",
    "#07315f",
];
