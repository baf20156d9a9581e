//! The few figures that matter first, with the signs of the picture.

use super::super::super::document::{PoolAdvice, WindowsDocument};
use super::super::markup::{Markup, SVG_NAMESPACE};
use super::super::numbers::{Amounts, mean, share_range, size};
use super::super::roles::{Mark, Role, marks};
use super::super::signs;
use super::super::tables::options::size_of;

pub(super) fn draw(markup: &mut Markup<'_>, pool: &PoolAdvice, amounts: Amounts) {
    let marks = marks(pool);
    if marks.is_empty() {
        return;
    }
    markup.open("dl", &[("class", &"figures")]);
    for mark in &marks {
        figure(markup, pool, mark, amounts);
    }
    markup.close();
    markup.line_break();
}

fn figure(markup: &mut Markup<'_>, pool: &PoolAdvice, mark: &Mark<'_>, amounts: Amounts) {
    let option = mark.option;
    markup.open("div", &[]);
    markup.open("dt", &[]);
    markup.open(
        "svg",
        &[("xmlns", &SVG_NAMESPACE), ("viewBox", &"-8 -8 16 16"), ("aria-hidden", &"true")],
    );
    signs::draw(markup, mark.role, 0.0, 0.0);
    markup.close();
    markup.text(&mark.label);
    markup.close();
    let size = match (mark.role, &pool.windows) {
        (Role::ByHours, Some(windows)) => sizes(windows),
        _ => size_of(option),
    };
    markup.element("dd", &[("class", &"size")], &size);
    let served = format!("{} from the pool", share_range(option.share.interval));
    markup.element("dd", &[], &served);
    let running = mean(option.mean_running);
    let instances = format!("{running} running, {} stopped", mean(option.mean_stopped));
    markup.element("dd", &[("class", &"detail")], &instances);
    if let Some(cost) = option.cost_per_month {
        let cost = format!("{} a month", amounts.format(cost));
        markup.element("dd", &[("class", &"detail")], &cost);
    }
    markup.close();
}

/// The sizes in the windows and then that outside of them: `2..5 / 1..2`.
fn sizes(windows: &WindowsDocument) -> String {
    let outside = (windows.option.min, windows.option.max);
    let inside = windows.windows.iter().map(|window| (window.min, window.max));
    let sizes: Vec<_> = inside.chain([outside]).map(|(min, max)| size(min, max)).collect();
    sizes.join(" / ")
}
