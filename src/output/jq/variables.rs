//! The variables of a filter: of `--arg` and `--argjson`, and `$ARGS`, which holds them all.

use jaq_json::{Map, Val};

use super::read;
use crate::error::CliError;
use crate::text::sanitize::escape;

/// The variables of a filter.
#[derive(Clone, Debug, Default)]
pub(crate) struct Variables(Vec<Variable>);

#[derive(Clone, Debug)]
struct Variable {
    /// With the `$`.
    name: String,
    /// JSON text; a value of jq cannot be sent to another thread.
    json: Vec<u8>,
}

impl Variables {
    /// Reads the names and values of `--arg`, which are texts, and of `--argjson`, which are JSON.
    /// The first one of a name is used, as in jq.
    ///
    /// # Errors
    /// All names that a filter cannot use, and values that are not JSON.
    pub(crate) fn new(texts: &[String], json: &[String]) -> Result<Self, CliError> {
        let (mut variables, mut errors) = (Vec::new(), Vec::new());
        let texts = texts.as_chunks().0.iter().map(|pair| ("--arg", pair));
        let json = json.as_chunks().0.iter().map(|pair| ("--argjson", pair));
        for (flag, [name, value]) in texts.chain(json) {
            if !is_name(name) {
                errors.push(format!("{flag}: {} is not a variable name", quoted(name)));
                continue;
            }
            let json = match flag {
                "--arg" => serde_json::to_vec(value).unwrap_or_default(),
                _ => value.clone().into_bytes(),
            };
            match read::single(&json) {
                Ok(_) => variables.push(Variable { name: format!("${name}"), json }),
                Err(reason) => {
                    errors.push(format!("{flag} {name}: {} is not JSON: {reason}", quoted(value)));
                }
            }
        }
        match CliError::usage_errors_opt(errors) {
            Some(error) => Err(error),
            None => Ok(Self(variables)),
        }
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once("$ARGS").chain(self.0.iter().rev().map(|variable| &*variable.name))
    }

    /// The values, in the order of the names.
    pub(super) fn values(&self) -> Result<Vec<Val>, String> {
        let key = |name: &str| Val::from(name.to_owned());
        let mut named = Map::default();
        let mut values = Vec::new();
        for variable in &self.0 {
            let value = read::single(&variable.json)?;
            named.entry(key(&variable.name[1..])).or_insert_with(|| value.clone());
            values.push(value);
        }
        let arguments = [("positional", Val::Arr(Vec::new().into())), ("named", Val::obj(named))];
        let arguments = arguments.map(|(name, value)| (key(name), value));
        values.push(Val::obj(arguments.into_iter().collect()));
        values.reverse();
        Ok(values)
    }
}

/// Whether a filter can use a variable of this name.
fn is_name(name: &str) -> bool {
    let is_word = |c: char| c == '_' || c.is_ascii_alphanumeric();
    name.chars().all(is_word)
        && !name.is_empty()
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && name != "__loc__"
        && name != "ARGS"
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escape(text))
}
