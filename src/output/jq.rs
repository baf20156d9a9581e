//! The `--jq` filter, sandboxed: it cannot read files or the environment, write to a stream, or end
//! the process.

mod depth;
mod natives;
mod numbers;
mod parse_error;
mod paths;
mod read;
mod rewrite;
mod value;
pub(crate) mod variables;

use std::borrow::Cow;
use std::io;
use std::sync::Arc;

use jaq_core::load::parse::{Def, Term};
use jaq_core::load::{Arena, File, Loader, import, parse};
use jaq_core::{Compiler, Error, Exn};
use jaq_json::Val;

use self::depth::BoundedFilter;
use self::rewrite::Rewriter;
use self::variables::Variables;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::signals::{Leave, run_interruptible, with_stack_size};
use crate::text::sanitize::{escape, truncate};

/// Bytes of a filter. Each may open a nesting level, and jaq's parser is recursive.
const MAX_LENGTH: usize = 16 * 1024;
/// Bytes of stack of a filter, for its recursion; only what is used takes memory.
const STACK_SIZE: usize = 256 * 1024 * 1024;

/// Filters that jaq lacks or that differ from jq's, in jq.
const DEFINITIONS: &str = include_str!("jq/definitions.jq");

/// The code of the error of a filter that failed.
const ERROR_CODE: &str = "jq";

/// The name under which the expression itself is compiled.
const MAIN: &str = "main";

/// Columns of the start of an error message of a filter.
const MAX_REASON_WIDTH: usize = 200;

/// A compiled filter.
#[derive(Clone)]
pub(crate) struct Filter(Arc<Compiled>);

struct Compiled {
    filter: jaq_core::Filter<BoundedFilter>,
    variables: Variables,
}

/// An output of a filter.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Item {
    /// Compact JSON text.
    pub(crate) json: Vec<u8>,
    /// The text, if it is a string; not sanitized.
    pub(crate) text: Option<String>,
}

/// The outputs of a filter, or its error.
type Outcome = Result<Vec<Item>, CliError>;

impl Filter {
    /// Compiles a filter that may use these variables.
    ///
    /// # Errors
    /// The first error, with the line and a caret under the place.
    pub(crate) fn compile(expression: &str, variables: Variables) -> Result<Self, CliError> {
        if expression.len() > MAX_LENGTH {
            let message = format!("longer than {MAX_LENGTH} bytes");
            return Err(parse_error::to_cli_error(expression, (message, "")));
        }
        let expression = join_surrogates(expression);
        let filter = with_stack_size(STACK_SIZE, || compile_here(&expression, &variables))
            .unwrap_or_else(|error| Err(cannot_run(&error)))?;
        Ok(Self(Arc::new(Compiled { filter, variables })))
    }

    /// The outputs of the filter for one JSON value, up to a `halt`. A signal interrupts it.
    ///
    /// # Errors
    /// The filter's own error, `halt_error`, a value that has no JSON form, or a signal; the outputs
    /// before it are dropped.
    pub(crate) fn run(&self, json: &[u8]) -> Result<Vec<Item>, CliError> {
        let (filter, json) = (self.clone(), json.to_vec());
        match run_interruptible(STACK_SIZE, move |leave| filter.outputs(&json, leave)) {
            Ok(Ok(outputs)) => outputs,
            Ok(Err(exit)) => Err(CliError::new(exit, "interrupted", "interrupted")
                .because("the --jq filter was still running")),
            Err(error) => Err(cannot_run(&error)),
        }
    }

    fn outputs(&self, json: &[u8], leave: &Leave<Outcome>) -> Outcome {
        let input = read::single(json).map_err(|reason| failed(&reason))?;
        let globals = self.0.variables.values().map_err(|reason| failed(&reason))?;
        let filter = &self.0.filter;
        let context = depth::context(&filter.lut, globals, STACK_SIZE, leave);
        let mut items = Vec::new();
        for output in filter.id.run((context, input)) {
            match output {
                Ok(value) => items.push(value::item(&value).map_err(|reason| failed(&reason))?),
                Err(exception) => return exception_error(exception).map_or(Ok(items), Err),
            }
        }
        Ok(items)
    }
}

fn compile_here(
    expression: &str,
    variables: &Variables,
) -> Result<jaq_core::Filter<BoundedFilter>, CliError> {
    let invalid = |error| parse_error::to_cli_error(expression, error);
    let arena = Arena::default();
    // Only for its errors: what is loaded cannot be rewritten.
    let modules = Loader::new([])
        .load(&arena, File { code: expression, path: () })
        .map_err(|errors| invalid(parse_error::from_load(&errors)))?;
    import(&modules, |_| Err(String::new()))
        .map_err(|errors| invalid(parse_error::from_load(&errors)))?;

    let arena = &arena;
    let locate = |name: &str| arena.alloc(line_of(expression, name).to_string()).as_str();
    let rewriter = Rewriter { locate };
    let replacements = parse(DEFINITIONS, |parser| parser.defs()).unwrap_or_default();
    let term = parse(expression, |parser| parser.term()).unwrap_or(Term::Id);
    let main = Def { name: MAIN, args: Vec::new(), body: rewriter.term(term) };
    let rewritten = replacements.into_iter().map(|def| rewriter.def(def)).chain([main]);
    let definitions = jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs());
    let definitions = definitions.map(shorten).chain(rewritten);
    let modules = Loader::new(definitions)
        .load(arena, File { code: MAIN, path: () })
        .map_err(|errors| invalid(parse_error::from_load(&errors)))?;
    let natives = natives::all().map(|(name, arguments, filter)| {
        // Shortens the lifetime to that of the names of variables.
        let name: &str = name;
        (name, arguments, filter)
    });
    Compiler::default()
        .with_global_vars(variables.names())
        .with_funs(natives)
        .compile(modules)
        .map_err(|errors| invalid(parse_error::from_compile(&errors)))
}

/// Shortens the lifetime of a definition to that of an expression.
fn shorten<'s>(def: Def<&'static str>) -> Def<&'s str> {
    def
}

/// The line of a part of an expression, from 1.
fn line_of(expression: &str, part: &str) -> usize {
    let start = (part.as_ptr() as usize).wrapping_sub(expression.as_ptr() as usize);
    expression.get(..start).map_or(0, |before| before.matches('\n').count()) + 1
}

/// Replaces pairs of escaped surrogates, which jaq does not read, by their characters.
fn join_surrogates(expression: &str) -> Cow<'_, str> {
    let mut joined = String::new();
    let mut rest = expression;
    while let Some((before, after)) = rest.split_once("\\u") {
        let unit = |text: &str| u16::from_str_radix(text.get(..4)?, 16).ok();
        let low = || unit(after.get(4..)?.strip_prefix("\\u")?);
        let character = unit(after).zip(low()).and_then(|(high, low)| {
            let high = (0xd800..0xdc00).contains(&high).then_some(high)?;
            char::decode_utf16([high, low]).next()?.ok()
        });
        let is_escaped = before.bytes().rev().take_while(|&byte| byte == b'\\').count() % 2 == 1;
        joined.push_str(before);
        if let (Some(character), false) = (character, is_escaped) {
            joined.push(character);
            rest = &after[10..];
        } else {
            joined.push_str("\\u");
            rest = after;
        }
    }
    if joined.is_empty() {
        return Cow::Borrowed(expression);
    }
    Cow::Owned(joined + rest)
}

/// Whether an error is about the filter itself: it is invalid, or it failed.
pub(crate) fn is_filter_error(error: &CliError) -> bool {
    error.code == ERROR_CODE || error.message.starts_with(parse_error::INVALID)
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

/// The value of an error; a string without its quotes.
fn error_text(error: Error<Val>) -> String {
    match error.into_val() {
        Val::TStr(text) => String::from_utf8_lossy(&text).into_owned(),
        value => value.to_string(),
    }
}

/// The error of a filter that failed. The middle of a long reason, which may be a whole value, is
/// left out. Secrets were masked in the input.
fn failed(reason: &impl ToString) -> CliError {
    let reason = reason.to_string();
    let reason = escape(&reason);
    let start = truncate(&reason, MAX_REASON_WIDTH, "");
    let end = parse_error::truncate_start(&reason[start.len()..]);
    CliError::new(ExitCode::Failed, ERROR_CODE, "the --jq filter failed").because(start + &*end)
}

#[cfg(test)]
mod tests;
