//! The filter of `--jq`: the jq language over a result, shut in. It reads no file and no
//! variable of the environment, writes to no stream and cannot end the process.

mod depth;
mod parse_error;
mod read;
mod value;

use std::io;
use std::sync::Arc;

use jaq_core::load::{Arena, File, Loader, import, parse};
use jaq_core::native::{Fun, bome, run, v};
use jaq_core::{Compiler, Error, Exn};
use jaq_fmts::write::tabular::Row;
use jaq_json::Val;

use self::depth::{Kind, TooDeep, bounded};
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::signals::{run_interruptible, with_stack_size};
use crate::text::sanitize::{sanitize, truncate};

/// Bytes of a filter: each may open a level that the reader of filters calls itself for.
const LONGEST: usize = 16 * 1024;
/// Bytes of stack of a filter; one that calls itself takes some for each level. A system gives
/// memory for what is used of it only.
const STACK: usize = 256 * 1024 * 1024;

/// Built-in filters that are made anew here: three that reach out of the filter, of which the last
/// two print, and are what `debug` and `stderr` are made of; and one that text can be too deep for.
const OVERRIDDEN_BUILTINS: [&str; 4] = ["env", "debug_empty", "stderr_empty", "fromjson"];

/// What jaq leaves out or leaves to its caller. `halt_error` becomes an error because its
/// message is lost otherwise.
const DEFINITIONS: &str = r#"
    def halt_error: error;
    def halt_error($exit_code): error;
    def inputs: empty;
    def input: error("no more inputs");
    def IN(s): any(s == .; .);
    def IN(src; s): any(src == s; .);
    def INDEX(stream; f): reduce stream as $row ({}; .[$row | f | tostring] = $row);
    def INDEX(f): INDEX(.[]; f);
"#;

/// Columns of a terminal that the beginning of a failed filter's words may take.
const LONGEST_REASON: usize = 200;

/// A filter that can be run.
#[derive(Clone)]
pub(crate) struct Filter(Arc<jaq_core::Filter<Kind>>);

/// One output of a filter.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Item {
    /// The value as compact JSON text.
    pub(crate) json: Vec<u8>,
    /// The text, if the value is a string: exact, so not safe for a terminal.
    pub(crate) text: Option<String>,
}

impl Filter {
    /// Reads a filter.
    ///
    /// # Errors
    /// A usage failure that says what is wrong, with the line and a caret under the place.
    pub(crate) fn compile(expression: &str) -> Result<Self, CliError> {
        if expression.len() > LONGEST {
            let problem = format!("it is longer than {LONGEST} bytes");
            return Err(parse_error::failure(expression, (problem, "")));
        }
        with_stack_size(STACK, || Self::read(expression))
            .unwrap_or_else(|error| Err(no_run(&error)))
    }

    fn read(expression: &str) -> Result<Self, CliError> {
        let arena = Arena::default();
        let definitions = parse(DEFINITIONS, |parser| parser.defs()).unwrap_or_default();
        let definitions =
            jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs()).chain(definitions);
        let file = File { code: expression, path: () };
        let refused = |problem| parse_error::failure(expression, problem);
        let modules = Loader::new(definitions)
            .load(&arena, file)
            .map_err(|errors| refused(parse_error::of_reading(&errors)))?;
        import(&modules, |_| Err(String::new()))
            .map_err(|errors| refused(parse_error::of_reading(&errors)))?;
        Compiler::default()
            .with_funs(natives())
            .compile(modules)
            .map(|filter| Self(Arc::new(filter)))
            .map_err(|errors| refused(parse_error::of_names(&errors)))
    }

    /// Everything the filter gives for one JSON value. `halt` ends the outputs; a signal ends the
    /// wait for a filter that has no end of its own.
    ///
    /// # Errors
    /// A failure with jq's words when the filter ends in an error, by `halt_error`, or in a
    /// value that has no JSON form; the outputs before it are dropped. The exit of a signal.
    pub(crate) fn run(&self, json: &[u8]) -> Result<Vec<Item>, CliError> {
        let (filter, json) = (self.clone(), json.to_vec());
        match run_interruptible(STACK, move || filter.outputs(&json)) {
            Ok(Ok(outputs)) => outputs,
            Ok(Err(exit)) => Err(CliError::new(exit, "interrupted", "interrupted")
                .because("the --jq filter had not come to its end")),
            Err(error) => Err(no_run(&error)),
        }
    }

    fn outputs(&self, json: &[u8]) -> Result<Vec<Item>, CliError> {
        let input = read::single(json).map_err(|why| failed(&why))?;
        bounded(&self.0.lut, STACK, |context| {
            let mut items = Vec::new();
            for output in self.0.id.run((context, input)) {
                match output {
                    Ok(value) => items.push(value::item(&value).map_err(|reason| failed(&reason))?),
                    Err(exception) => return ending(exception).map_or(Ok(items), Err),
                }
            }
            Ok(items)
        })
        .unwrap_or_else(|TooDeep| Err(failed(&"it calls itself too often")))
    }
}

fn no_run(error: &io::Error) -> CliError {
    CliError::local("cannot run the --jq filter").because(error.to_string())
}

/// What a filter that did not run to its end failed with; nothing after `halt`.
fn ending(exception: Exn<'_, Val>) -> Option<CliError> {
    match exception.get_halt() {
        Ok(0) => None,
        Ok(code) => Some(failed(&format!("it halted with exit code {code}"))),
        Err(exception) => Some(match exception.get_err() {
            Ok(error) => failed(&words(error)),
            Err(_) => failed(&"it broke out of nothing"),
        }),
    }
}

/// The built-in filters.
fn natives() -> impl Iterator<Item = Fun<Kind>> {
    let nothing = |name| run::<Kind>((name, v(0), |_| Box::new(std::iter::empty())));
    jaq_core::funs()
        .chain(jaq_std::funs())
        .chain(jaq_json::funs())
        .filter(|(name, ..)| !OVERRIDDEN_BUILTINS.contains(name))
        .chain([
            run::<Kind>(("fromjson", v(0), |(_, value)| {
                Box::new(read::from_json(&value).into_iter().map(|read| read.map_err(Exn::from)))
            })),
            nothing("debug_empty"),
            nothing("stderr_empty"),
            run::<Kind>(("@csv", v(0), |(_, row)| {
                bome(delimited(&row, |row, out| row.write_csv(out)))
            })),
            run::<Kind>(("@tsv", v(0), |(_, row)| {
                bome(delimited(&row, |row, out| row.write_tsv(out)))
            })),
        ])
}

/// A list as a line of csv or tsv, without a line end.
fn delimited(
    list: &Val,
    write: fn(&Row, &mut Vec<u8>) -> std::io::Result<()>,
) -> Result<Val, Error<Val>> {
    let row = Row::try_from(list).map_err(Error::str)?;
    let mut line = Vec::new();
    write(&row, &mut line).map_err(Error::str)?;
    Ok(Val::utf8_str(line))
}

/// What a filter's error says: its text if it is one, else the value.
fn words(error: Error<Val>) -> String {
    match error.into_val() {
        Val::TStr(text) => String::from_utf8_lossy(&text).into_owned(),
        value => value.to_string(),
    }
}

/// A failure of a filter that was read. The words may hold a whole value in their middle.
fn failed(reason: &impl ToString) -> CliError {
    let reason = reason.to_string();
    let reason = sanitize(&reason);
    let beginning = truncate(&reason, LONGEST_REASON, "");
    let rest = parse_error::end_of(&reason[beginning.len()..]);
    CliError::new(ExitCode::Failed, "jq", "the --jq filter failed").because(beginning + &*rest)
}

#[cfg(test)]
mod tests;
