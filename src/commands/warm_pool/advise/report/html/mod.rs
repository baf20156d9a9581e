//! The advice as one page that needs nothing else: no script, no font, no request.
//!
//! The page is XML too, so that any of its readers can check it.

mod figures;
mod pool;
mod style;
mod table;

use super::super::document::{AdviceDocument, TotalDocument};
use super::markup::Markup;
use super::numbers::Amounts;
use super::tables::{assumptions, overview};
use super::{sentences, table::Table};
use crate::text::sanitizer::Sanitizer;
use style::{STYLE, policy};

const XHTML_NAMESPACE: &str = "http://www.w3.org/1999/xhtml";

pub(super) fn render(document: &AdviceDocument, amounts: Amounts, sanitizer: &Sanitizer) -> String {
    let mut markup = Markup::new("<!DOCTYPE html>\n", sanitizer);
    markup.open("html", &[("lang", &"en"), ("xmlns", &XHTML_NAMESPACE)]);
    head(&mut markup, document);
    markup.open("body", &[]);
    header(&mut markup, document);
    markup.open("main", &[]);
    if document.pools.len() > 1 {
        all_pools(&mut markup, document, amounts);
    }
    for index in 0..document.pools.len() {
        pool::draw(&mut markup, document, index, amounts);
    }
    about(&mut markup, document);
    markup.close();
    let AdviceDocument { host, organization_id, .. } = document;
    markup.element("footer", &[], &format!("{host}, organization {organization_id}"));
    markup.finish()
}

/// Where the section of a pool stands.
fn pool_id(index: usize) -> String {
    format!("pool-{}", index + 1)
}

fn head(markup: &mut Markup<'_>, document: &AdviceDocument) {
    markup.open("head", &[]);
    markup.empty("meta", &[("charset", &"utf-8")]);
    let policy = policy();
    markup.empty("meta", &[("http-equiv", &"Content-Security-Policy"), ("content", &policy)]);
    let viewport = "width=device-width, initial-scale=1";
    markup.empty("meta", &[("name", &"viewport"), ("content", &viewport)]);
    markup.empty("meta", &[("name", &"referrer"), ("content", &"no-referrer")]);
    let title = match document.pools.as_slice() {
        [pool] => format!("{}: {}", sentences::TITLE, pool.address),
        _ => sentences::TITLE.to_owned(),
    };
    markup.element("title", &[], &title);
    markup.open("style", &[]);
    markup.verbatim(&STYLE);
    markup.close();
    markup.close();
    markup.line_break();
}

fn header(markup: &mut Markup<'_>, document: &AdviceDocument) {
    markup.open("header", &[]);
    markup.element("h1", &[], sentences::TITLE);
    let (from, to) = sentences::common_period(document);
    let period = sentences::period(from, to, &document.time_zone);
    markup.element("p", &[("class", &"meta")], &period);
    if document.pools.is_empty() {
        markup.element("p", &[], "There are no pools to advise on.");
    }
    if !document.notes.is_empty() {
        markup.open("div", &[("class", &"notes")]);
        markup.open("ul", &[]);
        for note in &document.notes {
            let (address, rest) = sentences::split_note(document, note);
            markup.open("li", &[]);
            if let Some(address) = address {
                markup.element("bdi", &[], address);
                markup.text(": ");
            }
            markup.text(rest);
            markup.close();
        }
        markup.close();
        markup.close();
    }
    markup.close();
    markup.line_break();
}

fn all_pools(markup: &mut Markup<'_>, document: &AdviceDocument, amounts: Amounts) {
    markup.open("section", &[("class", &"overview")]);
    if let Some(total) = &document.total {
        budget(markup, total, amounts);
    }
    let table = overview::table(document, amounts, |index| Some(pool_id(index)));
    table::draw(markup, &table);
    markup.close();
    markup.line_break();
}

fn budget(markup: &mut Markup<'_>, total: &TotalDocument, amounts: Amounts) {
    let Some(sentence) = sentences::over_budget(total, amounts) else { return };
    markup.open("div", &[("class", &"notes")]);
    markup.element("p", &[], &sentence);
    markup.open("ol", &[]);
    for address in &total.give_up_first {
        markup.open("li", &[]);
        markup.element("bdi", &[], address);
        markup.close();
    }
    markup.close();
    markup.close();
}

/// What the advice rests on, and what its words mean.
fn about(markup: &mut Markup<'_>, document: &AdviceDocument) {
    markup.open("section", &[("class", &"pool about")]);
    markup.element("h2", &[], "How to read this");
    markup.open("dl", &[("class", &"terms")]);
    for (term, meaning) in sentences::TERMS {
        markup.element("dt", &[], term);
        markup.element("dd", &[], meaning);
    }
    markup.close();
    let assumptions: Table = assumptions::table(&document.assumptions);
    table::draw(markup, &assumptions);
    markup.element("p", &[("class", &"meta")], assumptions::BASES);
    markup.close();
}
