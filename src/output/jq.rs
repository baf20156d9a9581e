//! The `--jq` filter, sandboxed: it cannot read files or the environment, write to a stream, or end
//! the process.

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

use self::depth::{BoundedFilter, TooDeep, run_bounded};
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::signals::{run_interruptible, with_stack_size};
use crate::text::sanitize::{sanitize, truncate};

/// Bytes of a filter. Each may open a nesting level, and jaq's parser is recursive.
const MAX_LENGTH: usize = 16 * 1024;
/// Bytes of stack of a filter, for its recursion; only what is used takes memory.
const STACK_SIZE: usize = 256 * 1024 * 1024;

/// Built-in filters that are replaced: three that reach outside (the second and third are what
/// `debug` and `stderr` print with), and one that deep text would overflow the stack of.
const OVERRIDDEN_BUILTINS: [&str; 4] = ["env", "debug_empty", "stderr_empty", "fromjson"];

/// Filters that jaq lacks or leaves to its caller. `halt_error` is an error here, as its message
/// would be lost.
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

/// Columns of the start of an error message of a filter.
const MAX_REASON_WIDTH: usize = 200;

/// A compiled filter.
#[derive(Clone)]
pub(crate) struct Filter(Arc<jaq_core::Filter<BoundedFilter>>);

/// An output of a filter.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Item {
    /// Compact JSON text.
    pub(crate) json: Vec<u8>,
    /// The text, if it is a string; not sanitized.
    pub(crate) text: Option<String>,
}

impl Filter {
    /// Compiles a filter.
    ///
    /// # Errors
    /// The first error, with the line and a caret under the place.
    pub(crate) fn compile(expression: &str) -> Result<Self, CliError> {
        if expression.len() > MAX_LENGTH {
            let message = format!("longer than {MAX_LENGTH} bytes");
            return Err(parse_error::to_cli_error(expression, (message, "")));
        }
        with_stack_size(STACK_SIZE, || Self::compile_here(expression))
            .unwrap_or_else(|error| Err(cannot_run(&error)))
    }

    fn compile_here(expression: &str) -> Result<Self, CliError> {
        let arena = Arena::default();
        let definitions = parse(DEFINITIONS, |parser| parser.defs()).unwrap_or_default();
        let definitions =
            jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs()).chain(definitions);
        let file = File { code: expression, path: () };
        let invalid = |error| parse_error::to_cli_error(expression, error);
        let modules = Loader::new(definitions)
            .load(&arena, file)
            .map_err(|errors| invalid(parse_error::from_load(&errors)))?;
        import(&modules, |_| Err(String::new()))
            .map_err(|errors| invalid(parse_error::from_load(&errors)))?;
        Compiler::default()
            .with_funs(built_in_filters())
            .compile(modules)
            .map(|filter| Self(Arc::new(filter)))
            .map_err(|errors| invalid(parse_error::from_compile(&errors)))
    }

    /// The outputs of the filter for one JSON value, up to a `halt`. A signal interrupts it.
    ///
    /// # Errors
    /// The filter's own error, `halt_error`, a value that has no JSON form, or a signal; the outputs
    /// before it are dropped.
    pub(crate) fn run(&self, json: &[u8]) -> Result<Vec<Item>, CliError> {
        let (filter, json) = (self.clone(), json.to_vec());
        match run_interruptible(STACK_SIZE, move || filter.outputs(&json)) {
            Ok(Ok(outputs)) => outputs,
            Ok(Err(exit)) => Err(CliError::new(exit, "interrupted", "interrupted")
                .because("the --jq filter was still running")),
            Err(error) => Err(cannot_run(&error)),
        }
    }

    fn outputs(&self, json: &[u8]) -> Result<Vec<Item>, CliError> {
        let input = read::single(json).map_err(|reason| failed(&reason))?;
        run_bounded(&self.0.lut, STACK_SIZE, |context| {
            let mut items = Vec::new();
            for output in self.0.id.run((context, input)) {
                match output {
                    Ok(value) => items.push(value::item(&value).map_err(|reason| failed(&reason))?),
                    Err(exception) => return exception_error(exception).map_or(Ok(items), Err),
                }
            }
            Ok(items)
        })
        .unwrap_or_else(|TooDeep| Err(failed(&"recursion too deep")))
    }
}

fn cannot_run(error: &io::Error) -> CliError {
    CliError::local("cannot run the --jq filter").because(error.to_string())
}

/// The error of a filter that ended early; `None` after `halt`.
fn exception_error(exception: Exn<'_, Val>) -> Option<CliError> {
    match exception.get_halt() {
        Ok(0) => None,
        Ok(code) => Some(failed(&format!("halted with exit code {code}"))),
        Err(exception) => Some(match exception.get_err() {
            Ok(error) => failed(&error_text(error)),
            Err(_) => failed(&"break without label"),
        }),
    }
}

fn built_in_filters() -> impl Iterator<Item = Fun<BoundedFilter>> {
    let no_output = |name| run::<BoundedFilter>((name, v(0), |_| Box::new(std::iter::empty())));
    jaq_core::funs()
        .chain(jaq_std::funs())
        .chain(jaq_json::funs())
        .filter(|(name, ..)| !OVERRIDDEN_BUILTINS.contains(name))
        .chain([
            run::<BoundedFilter>(("fromjson", v(0), |(_, value)| {
                Box::new(read::from_json(&value).into_iter().map(|read| read.map_err(Exn::from)))
            })),
            no_output("debug_empty"),
            no_output("stderr_empty"),
            run::<BoundedFilter>(("@csv", v(0), |(_, row)| {
                bome(delimited(&row, |row, out| row.write_csv(out)))
            })),
            run::<BoundedFilter>(("@tsv", v(0), |(_, row)| {
                bome(delimited(&row, |row, out| row.write_tsv(out)))
            })),
        ])
}

/// An array as a line of csv or tsv, without a line end.
fn delimited(
    list: &Val,
    write: fn(&Row, &mut Vec<u8>) -> std::io::Result<()>,
) -> Result<Val, Error<Val>> {
    let row = Row::try_from(list).map_err(Error::str)?;
    let mut line = Vec::new();
    write(&row, &mut line).map_err(Error::str)?;
    Ok(Val::utf8_str(line))
}

/// The value of an error; a string without its quotes.
fn error_text(error: Error<Val>) -> String {
    match error.into_val() {
        Val::TStr(text) => String::from_utf8_lossy(&text).into_owned(),
        value => value.to_string(),
    }
}

/// The error of a filter that failed. The middle of a long reason, which may be a whole value, is
/// left out.
fn failed(reason: &impl ToString) -> CliError {
    let reason = reason.to_string();
    let reason = sanitize(&reason);
    let start = truncate(&reason, MAX_REASON_WIDTH, "");
    let end = parse_error::truncate_start(&reason[start.len()..]);
    CliError::new(ExitCode::Failed, "jq", "the --jq filter failed").because(start + &*end)
}

#[cfg(test)]
mod tests;
