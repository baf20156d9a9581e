//! A token in any text, printed in every format.

use serde_json::Value;

use crate::api::client::SECRET_FIELDS;
use crate::api::invariants::split_line;
use crate::output::table::{CellRules, Column, Grid, TableStyle};
use crate::output::{delimited, json, markdown, yaml};
use crate::text::sanitize::truncate;
use crate::text::sanitizer::Sanitizer;
use crate::text::secrets::Secrets;

/// The base64 of a shorter token may occur in any text.
const MIN_LENGTH: usize = 8;
const WIDTHS: [usize; 6] = [0, 1, 4, 9, 23, 70];

/// A text is printed as if it had the mask instead of the token, whatever the format escapes and
/// wherever it truncates. The first line is the token, which replaces every NUL in the rest.
pub fn cover(input: &[u8]) {
    let (token, rest) = split_line(input);
    let token = String::from_utf8_lossy(token);
    // The mask consists of stars. A token that can overlap itself may be found earlier.
    let is_token = token.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'*');
    let overlaps = (1..token.len()).any(|end| token.ends_with(token.get(..end).unwrap_or("*")));
    if !is_token || overlaps || token.len() < MIN_LENGTH {
        return;
    }
    let secrets = Secrets::default();
    secrets.add(&token);
    let sanitizer = Sanitizer::new(secrets, false);
    let rest = String::from_utf8_lossy(rest);
    let (text, masked) = (rest.replace('\0', &token), rest.replace('\0', "***"));
    if sanitizer.mask(&masked) != masked {
        return;
    }
    assert_eq!(sanitizer.lines(&text), sanitizer.lines(&masked));
    for width in WIDTHS {
        let cut = |text: &str| truncate(&sanitizer.line(text), width, "…").into_owned();
        assert_eq!(cut(&text), cut(&masked));
    }
    assert_eq!(tables(&text, &sanitizer), tables(&masked, &sanitizer));
    assert_eq!(values(&text, &sanitizer), values(&masked, &sanitizer));
}

/// The text in a cell of every kind of table.
fn tables(text: &str, sanitizer: &Sanitizer) -> Vec<String> {
    let column: Column<str> = Column::text("a", str::to_owned);
    let mut grid =
        Grid::new(&[&column], CellRules { sanitizer: sanitizer.clone(), ..CellRules::default() });
    grid.push(&[&column], text);
    let table = |width| {
        let style = TableStyle { headers: true, width: Some(width), ascii: true, color: false };
        grid.text(&style)
    };
    let csv = delimited::csv(&grid, true).unwrap_or_default();
    let others = [csv, delimited::tsv(&grid, true), markdown::table(&grid)];
    WIDTHS.into_iter().map(table).chain(others).collect()
}

/// The text as a string of JSON and YAML, with as few and with as many escapes as possible.
fn values(text: &str, sanitizer: &Sanitizer) -> (Vec<Value>, String) {
    let escaped: String = text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
    let (plain, escaped) = (Value::from(text).to_string(), format!("\"{escaped}\""));
    let read = |json: &[u8]| serde_json::from_slice::<Value>(json).unwrap_or_default();
    let printed = [&plain, &escaped].map(|json| read(&json::compact(json.as_bytes(), sanitizer)));
    let logged = |json: &String| read(&json::masked(json.as_bytes(), SECRET_FIELDS, sanitizer));
    let logged = [&plain, &escaped].map(logged);
    let yaml = yaml::from_json(plain.as_bytes(), sanitizer).unwrap_or_default();
    (printed.into_iter().chain(logged).collect(), yaml)
}
