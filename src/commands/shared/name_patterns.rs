//! `--project` and `--class` of lists: several names, ids and patterns in one value.

use uuid::Uuid;

use super::names::parse_all;
use crate::api::Client;
use crate::context::Context;
use crate::error::CliError;
use crate::lookup::{self, Pattern};
use crate::warm_pool::reference::NameOrId;

/// Parses the values of a flag. A comma separates names; `name:` takes all that follows it.
pub(crate) fn parse(flag: &str, values: &[String]) -> Result<Vec<Pattern>, CliError> {
    let words: Vec<_> = values.iter().flat_map(|value| split(value)).collect();
    parse_all(&words, |word| {
        Pattern::parse(word).map_err(|reason| CliError::usage(format!("{flag}: {reason}")))
    })
}

/// As [`parse`], without patterns.
pub(crate) fn parse_names(flag: &str, values: &[String]) -> Result<Vec<NameOrId>, CliError> {
    let patterns = parse(flag, values)?;
    CliError::all(patterns.into_iter().map(|pattern| match pattern {
        Pattern::NameOrId(name) => Ok(name),
        Pattern::Glob(glob) => {
            Err(CliError::usage(format!("{flag}: {glob:?} is a pattern; use names or ids")))
        }
    }))
}

fn split(value: &str) -> Vec<String> {
    if value.trim_start().starts_with("name:") {
        return vec![value.to_owned()];
    }
    value.split(',').map(str::to_owned).collect()
}

/// The ids of the projects, each once.
pub(crate) async fn projects(
    context: &Context,
    client: &Client,
    projects: &[Pattern],
) -> Result<Vec<Uuid>, CliError> {
    let ids = lookup::resolve_projects(client, projects).await;
    ids.map_err(|error| context.lookup_error(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(values: &[&str]) -> Vec<Pattern> {
        let values: Vec<_> = values.iter().map(ToString::to_string).collect();
        parse("--project", &values).unwrap()
    }

    #[test]
    fn a_value_holds_several_names_unless_it_is_marked_as_one() {
        let name = |name: &str| Pattern::NameOrId(NameOrId::Name(name.to_owned()));
        let glob = |glob: &str| Pattern::Glob(glob.to_owned());
        assert_eq!(parsed(&["a, b*", "c"]), [name("a"), glob("b*"), name("c")]);
        assert_eq!(parsed(&["name:a,b*"]), [name("a,b*")]);
        let names = parse_names("--class", &["a,name:b".to_owned(), "name:c*".to_owned()]);
        let expected = ["a", "b", "c*"].map(|name| NameOrId::Name(name.to_owned()));
        assert_eq!(names.unwrap(), expected);
        let error = parse_names("--class", &["a*,b,?".to_owned()]).unwrap_err();
        assert_eq!(error.message, "--class: \"a*\" is a pattern; use names or ids");
        assert_eq!(error.other_messages.len(), 1);
        let error = parse("--project", &["a,,b,".to_owned()]).unwrap_err();
        assert_eq!(
            (error.message.as_str(), error.other_messages.len()),
            ("--project: the name or id is empty", 1)
        );
    }
}
