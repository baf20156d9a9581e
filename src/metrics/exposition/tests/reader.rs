//! A small reader of both formats, which shares nothing with the encoders.

use std::collections::BTreeMap;

use crate::metrics::exposition::Histogram;

/// The name of a series and its labels, sorted.
type Series = (String, Vec<(String, String)>);

/// What was read: the value of each series.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Exposition(BTreeMap<Series, f64>);

impl Exposition {
    pub(super) fn insert(&mut self, name: &str, names: &[&str], values: &[&str], value: f64) {
        let labels = names.iter().zip(values);
        let labels = labels.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let mut labels: Vec<_> = labels.collect();
        labels.sort();
        if value.is_finite() {
            self.0.entry((name.to_owned(), labels)).or_insert(value);
        }
    }

    pub(super) fn insert_histogram(
        &mut self,
        names: &[&str],
        values: &[&str],
        histogram: &Histogram,
    ) {
        let count = histogram.count() as f64;
        let (mut names, mut values) = (names.to_vec(), values.to_vec());
        self.insert("ona_environment_start_seconds_sum", &names, &values, histogram.sum());
        self.insert("ona_environment_start_seconds_count", &names, &values, count);
        names.push("le");
        values.push("+Inf");
        self.insert("ona_environment_start_seconds_bucket", &names, &values, count);
        for (bound, count) in histogram.buckets() {
            let bound = if bound == 5.0 { "5.0" } else { "10.5" };
            values.pop();
            values.push(bound);
            let name = "ona_environment_start_seconds_bucket";
            self.insert(name, &names, &values, count as f64);
        }
    }

    /// Adds the label of a textfile to every series about the tool.
    pub(super) fn set_textfile(&mut self, textfile: Option<&str>) {
        let Some(textfile) = textfile else { return };
        let labeled = std::mem::take(&mut self.0).into_iter().map(|((name, mut labels), value)| {
            if name.starts_with("prebuildctl_") {
                labels.push(("textfile".to_owned(), textfile.to_owned()));
                labels.sort();
            }
            ((name, labels), value)
        });
        self.0 = labeled.collect();
    }
}

/// Reads a whole text; an error is the line that breaks a rule of the format.
pub(super) fn read(text: &str, is_open_metrics: bool) -> Result<Exposition, String> {
    let text = match (is_open_metrics, text.strip_suffix("# EOF\n")) {
        (true, Some(before)) => before,
        (false, None) => text,
        _ => return Err("a wrong end".to_owned()),
    };
    let (mut found, mut families) = (Exposition::default(), Vec::<String>::new());
    let mut lines = text.split_terminator('\n').peekable();
    while let Some(line) = lines.next() {
        let error = || line.to_owned();
        if let Some(help) = line.strip_prefix("# HELP ") {
            let (name, _) = help.split_once(' ').ok_or_else(error)?;
            // A block begins once for each family, with its help and then its type.
            let next = lines.next().unwrap_or_default();
            let kind = next.strip_prefix(&format!("# TYPE {name} ")).ok_or_else(error)?;
            if families.iter().any(|known| known == name) {
                return Err(error());
            }
            let is_counter = is_open_metrics && kind == "counter";
            families.push(if is_counter { format!("{name}_total") } else { name.to_owned() });
            continue;
        }
        let (series, value) = sample(line).ok_or_else(error)?;
        let family = families.last().ok_or_else(error)?;
        let suffix = series.0.strip_prefix(family.as_str()).ok_or_else(error)?;
        let is_known = ["", "_bucket", "_sum", "_count"].contains(&suffix);
        if !is_known || found.0.insert(series, value).is_some() {
            return Err(error());
        }
    }
    Ok(found)
}

/// `name{label="value",...} number`.
fn sample(line: &str) -> Option<(Series, f64)> {
    let end = line.find(['{', ' '])?;
    let (name, mut rest) = line.split_at(end);
    let mut labels = Vec::new();
    if let Some(mut inside) = rest.strip_prefix('{') {
        loop {
            let (label, after) = inside.split_once("=\"")?;
            let (value, after) = quoted(after)?;
            labels.push((label.to_owned(), value));
            match after.strip_prefix(',') {
                Some(next) => inside = next,
                None => break rest = after.strip_prefix('}')?,
            }
        }
    }
    labels.sort();
    Some(((name.to_owned(), labels), rest.strip_prefix(' ')?.parse().ok()?))
}

/// The text up to the closing quote, and what follows it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let (mut value, mut letters) = (String::new(), text.char_indices());
    while let Some((index, letter)) = letters.next() {
        match letter {
            '"' => return Some((value, &text[index + 1..])),
            '\\' => value.push(match letters.next()?.1 {
                'n' => '\n',
                kept @ ('\\' | '"') => kept,
                _ => return None,
            }),
            '\n' => return None,
            letter => value.push(letter),
        }
    }
    None
}
