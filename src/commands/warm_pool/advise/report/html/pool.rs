//! The section of a pool.

use super::super::super::document::{AdviceDocument, PoolAdvice, WindowsDocument};
use super::super::heat_map::Peak;
use super::super::markup::Markup;
use super::super::numbers::{Amounts, mean};
use super::super::picture::Placement;
use super::super::tables::{demand, evidence, options, windows};
use super::super::{curve, heat_map, sentences};
use super::{figures, pool_id, table};

pub(super) fn draw(
    markup: &mut Markup<'_>,
    document: &AdviceDocument,
    index: usize,
    amounts: Amounts,
) {
    let pool = &document.pools[index];
    let goal = pool.goal.unwrap_or(document.goal);
    let id = pool_id(index);
    markup.open("section", &[("class", &"pool"), ("id", &id)]);
    markup.open("h2", &[]);
    markup.element("bdi", &[], &pool.address);
    markup.close();
    if (pool.from, pool.to) != sentences::common_period(document) {
        let period = sentences::period(pool.from, pool.to, &document.time_zone);
        markup.element("p", &[("class", &"meta")], &period);
    }
    answer(markup, pool, goal.share, amounts);
    starts(markup, pool, &id);
    if !pool.options.is_empty() {
        markup.open("figure", &[]);
        markup.open("figcaption", &[]);
        markup.element("h3", &[], "What a size serves and what it keeps running");
        markup.element("p", &[], CURVE);
        markup.close();
        curve::draw(markup, pool, goal, &id, Placement::InPage);
        markup.close();
        table::draw(markup, &options::short(pool, goal.share, amounts));
        if let Some(all) = options::all(pool, goal.share, amounts) {
            markup.open("details", &[]);
            markup.element("summary", &[], &format!("All {} sizes", pool.options.len()));
            table::draw(markup, &all);
            markup.close();
        }
    }
    if let Some(windows) = &pool.windows {
        by_hours(markup, pool, windows, goal.share, amounts);
    }
    table::draw(markup, &evidence::table(pool, goal.share));
    markup.open("div", &[("class", &"pair")]);
    table::draw(markup, &demand::starts(&pool.demand));
    table::draw(markup, &demand::left_out(pool.demand.left_out));
    markup.close();
    markup.close();
    markup.line_break();
}

/// How the picture is read.
const CURVE: &str = "Each point is a size. The shaded range goes from a pool that keeps to its \
     minimum, where the point is, up to one that keeps to its maximum.";

/// What to do, and what it brings.
fn answer(markup: &mut Markup<'_>, pool: &PoolAdvice, goal: f64, amounts: Amounts) {
    markup.open("div", &[("class", &"answer")]);
    markup.element("p", &[("class", &"headline")], &sentences::headline(pool));
    for sentence in sentences::consequences(pool, goal, amounts) {
        markup.element("p", &[], &sentence);
    }
    figures::draw(markup, pool, amounts);
    if let Some(command) = pool.commands.first() {
        let is_toml = !command.starts_with("prebuildctl ");
        let title = if is_toml { "Change in the fleet file" } else { "Run" };
        markup.element("p", &[("class", &"run")], title);
        code(markup, &pool.commands.join("\n"));
    }
    markup.close();
    markup.line_break();
}

fn starts(markup: &mut Markup<'_>, pool: &PoolAdvice, id: &str) {
    markup.open("figure", &[]);
    markup.open("figcaption", &[]);
    markup.element("h3", &[], "When environments are started");
    let peak = Peak::new(&pool.half_hours).map(|peak| {
        format!("The most on {}: {} starts on average.", peak.time(), mean(peak.starts))
    });
    markup.element("p", &[], peak.as_deref().unwrap_or("No environment was started."));
    markup.close();
    heat_map::draw(markup, pool, id, Placement::InPage);
    markup.close();
}

fn by_hours(
    markup: &mut Markup<'_>,
    pool: &PoolAdvice,
    windows: &WindowsDocument,
    goal: f64,
    amounts: Amounts,
) {
    markup.open("div", &[("class", &"block")]);
    table::draw(markup, &windows::table(windows, goal));
    if let Some(sentence) = sentences::by_hours(pool, amounts) {
        markup.element("p", &[("class", &"meta")], &sentence);
    }
    markup.element("p", &[("class", &"run")], "In the fleet file");
    code(markup, &windows.toml);
    markup.close();
}

fn code(markup: &mut Markup<'_>, text: &str) {
    markup.open("pre", &[]);
    markup.open("code", &[]);
    markup.lines(text.trim_end());
    markup.close();
    markup.close();
}
