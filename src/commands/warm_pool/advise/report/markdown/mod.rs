//! The advice for a pull request, in GitHub Flavored Markdown.

mod text;

use super::super::document::{AdviceDocument, PoolAdvice, WindowsDocument};
use super::numbers::{Amounts, share_range};
use super::sentences;
use super::table::{Cell, Column, Row, Table};
use super::tables::{assumptions, demand, evidence, options, overview, windows};
use crate::text::sanitizer::Sanitizer;
use text::Text;

pub(super) fn render(document: &AdviceDocument, amounts: Amounts, sanitizer: &Sanitizer) -> String {
    let mut page = Page { out: String::new(), text: Text { sanitizer } };
    page.header(document, amounts);
    for pool in &document.pools {
        page.pool(pool, document, amounts);
    }
    page.table(&assumptions::table(&document.assumptions));
    let [host, organization] =
        [&document.host, &document.organization_id].map(|name| page.text.code(name));
    page.paragraph(&format!("{host}, organization {organization}"));
    page.out
}

struct Page<'a> {
    out: String,
    text: Text<'a>,
}

impl Page<'_> {
    fn header(&mut self, document: &AdviceDocument, amounts: Amounts) {
        self.out.extend(["## ", sentences::TITLE, "\n"]);
        let (from, to) = sentences::common_period(document);
        let period = sentences::period(from, to, &document.time_zone);
        self.paragraph(&self.text.sentence(&period));
        for note in &document.notes {
            let (address, rest) = sentences::split_note(document, note);
            let address = address.map(|address| format!("{}: ", self.text.code(address)));
            let rest = self.text.sentence(rest);
            self.paragraph(&format!("> {}{rest}", address.unwrap_or_default()));
        }
        if document.pools.is_empty() {
            self.paragraph("There are no pools to advise on.");
        }
        let total = document.total.as_ref();
        if let Some(sentence) = total.and_then(|total| sentences::over_budget(total, amounts)) {
            let pools = total.map(|total| total.give_up_first.as_slice()).unwrap_or_default();
            let pools: Vec<_> = pools.iter().map(|address| self.text.code(address)).collect();
            self.paragraph(&format!("{sentence} {}", pools.join(", ")));
        }
        if document.pools.len() > 1 {
            self.table(&overview::table(document, amounts, |_| None));
        }
    }

    fn pool(&mut self, pool: &PoolAdvice, document: &AdviceDocument, amounts: Amounts) {
        let goal = pool.goal.unwrap_or(document.goal).share;
        self.paragraph(&format!("### {}", self.text.code(&pool.address)));
        if (pool.from, pool.to) != sentences::common_period(document) {
            let period = sentences::period(pool.from, pool.to, &document.time_zone);
            self.paragraph(&self.text.sentence(&period));
        }
        let mut answer = vec![format!("**{}.**", sentences::headline(pool))];
        let consequences = sentences::consequences(pool, goal, amounts);
        answer.extend(consequences.iter().map(|sentence| self.text.sentence(sentence)));
        self.paragraph(&answer.join(" "));
        if !pool.commands.is_empty() {
            self.fence(&pool.commands.join("\n"));
        }
        if !pool.options.is_empty() {
            self.table(&options::short(pool, goal, amounts));
        }
        if let Some(windows) = &pool.windows {
            self.by_hours(pool, windows, goal, amounts);
        }
        self.table(&evidence::table(pool, goal));
        self.table(&demand::starts(&pool.demand));
        self.table(&demand::left_out(pool.demand.left_out));
    }

    fn by_hours(
        &mut self,
        pool: &PoolAdvice,
        windows: &WindowsDocument,
        goal: f64,
        amounts: Amounts,
    ) {
        self.table(&windows::table(windows, goal));
        if let Some(sentence) = sentences::by_hours(pool, amounts) {
            self.paragraph(&sentence);
        }
        self.fence(&windows.toml);
    }

    /// A table with its caption above; facts are a list.
    fn table(&mut self, table: &Table) {
        let Table { caption, columns, rows } = table;
        self.paragraph(&format!("**{caption}**"));
        self.out.push('\n');
        if columns.iter().all(|column| column.title.is_empty()) {
            rows.iter().for_each(|row| self.fact(row));
            return;
        }
        self.row(columns.iter().map(title));
        let rule = |column: &Column| if column.is_numeric { "---:" } else { "---" }.to_owned();
        self.row(columns.iter().map(rule));
        for row in rows {
            let cells: Vec<_> = row.cells.iter().map(|cell| self.cell(cell)).collect();
            let is_strong = row.is_strong;
            self.row(cells.into_iter().map(|cell| {
                if is_strong && !cell.is_empty() { format!("**{cell}**") } else { cell }
            }));
        }
    }

    fn fact(&mut self, row: &Row) {
        let cells: Vec<_> = row.cells.iter().map(|cell| self.cell(cell)).collect();
        let line = format!("- {}", cells.join(": "));
        self.out.extend([line.as_str(), "\n"]);
    }

    fn row(&mut self, cells: impl Iterator<Item = String>) {
        for cell in cells {
            self.out.extend(["| ", &cell, " "]);
        }
        self.out.push_str("|\n");
    }

    fn cell(&self, cell: &Cell) -> String {
        match cell {
            Cell::Text(text) => self.text.sentence(text),
            Cell::Name { name, .. } => self.text.code(name),
            Cell::List(sentences) => {
                let sentences: Vec<_> =
                    sentences.iter().map(|text| self.text.sentence(text)).collect();
                sentences.join("; ")
            }
            Cell::Size { size, label } if label.is_empty() => size.clone(),
            Cell::Size { size, label } => format!("{size} ({label})"),
            Cell::Range { range, .. } => share_range(*range),
        }
    }

    /// A block of text, after an empty line.
    fn paragraph(&mut self, text: &str) {
        self.out.extend(["\n", text, "\n"]);
    }

    /// Commands or a part of a file, as they are.
    fn fence(&mut self, code: &str) {
        let block = self.text.fenced(code);
        self.paragraph(&block);
    }
}

fn title(column: &Column) -> String {
    match (column.group, column.title) {
        ("", title) => title.to_owned(),
        (group, title) => format!("{group}: {}", title.to_lowercase()),
    }
}
