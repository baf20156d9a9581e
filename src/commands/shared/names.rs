//! Names on the command line, and the errors of resources that cannot be found.

use std::collections::HashSet;

use uuid::Uuid;

use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};
use crate::config::format::Format;
use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::lookup::{self, LookupError, NameError};
use crate::warm_pool::address::AddressPrinter;
use crate::warm_pool::preflight::{Lookup, PreflightData};
use crate::warm_pool::reference::{self, NameOrId, PoolKey};

/// Reads the value of a flag.
pub(crate) fn parse(flag: &str, value: &str) -> Result<NameOrId, CliError> {
    reference::parse_name_or_id(value)
        .map_err(|reason| CliError::usage(format!("{flag}: {reason}")))
}

/// Reads all values, or fails with the errors of all that are invalid.
pub(crate) fn parse_all<T>(
    values: &[String],
    parse: impl Fn(&str) -> Result<T, CliError>,
) -> Result<Vec<T>, CliError> {
    CliError::all(values.iter().map(|value| parse(value)))
}

/// The error of a command that needs a project.
pub(crate) const NO_PROJECT: &str = "--project is required (the profile has no default project)";

/// The value of `--project`, else the default of the profile.
pub(crate) fn project_word(
    context: &Context,
    flag: Option<String>,
) -> Result<Option<String>, CliError> {
    let default = context.settings()?.project.as_ref().map(|project| project.value.clone());
    Ok(flag.or(default))
}

/// Prints projects or classes so that each can be typed: by name, or by id if the output would change
/// the name or several have it.
pub(crate) struct NamePrinter {
    printer: AddressPrinter,
    repeated: HashSet<String>,
}

impl NamePrinter {
    /// `names` are those of everything that is printed.
    pub(crate) fn new<'a>(context: &Context, names: impl Iterator<Item = &'a str>) -> Self {
        let mut seen = HashSet::new();
        let repeated = names.filter(|name| !seen.insert(*name)).map(str::to_owned).collect();
        Self { printer: context.result_printer(), repeated }
    }

    pub(crate) fn print(&self, name: &str, id: &str) -> String {
        let input = || self.printer.name(&NameOrId::Name(name.to_owned()));
        let input = (!self.repeated.contains(name)).then(input).flatten();
        input.unwrap_or_else(|| id.to_owned())
    }
}

/// A project and class as the service spells their names.
pub(crate) struct ResolvedAddress {
    pub(crate) key: PoolKey,
    project: NameOrId,
    class: NameOrId,
}

impl ResolvedAddress {
    pub(crate) fn print(&self, printer: &AddressPrinter) -> String {
        printer.address_or_ids(self.key, &self.project, &self.class)
    }

    /// The address in the result about a pool; the pool's id, if that output has no address.
    pub(crate) fn of_pool(&self, context: &Context, pool: &WarmPool) -> String {
        let address = context.result_printer().address(&self.project, &self.class);
        address.unwrap_or_else(|| pool.id.clone())
    }
}

pub(crate) async fn resolve_address(
    context: &Context,
    client: &Client,
    project: &NameOrId,
    class: &NameOrId,
) -> Result<ResolvedAddress, CliError> {
    let resolved = lookup::resolve_key(client, project, class).await;
    let (key, project, class) = resolved.map_err(|error| context.lookup_error(error))?;
    Ok(ResolvedAddress { key, project: project.name, class: class.name })
}

/// As [`resolve_address`], with what was read to resolve the names.
pub(crate) async fn facts(
    context: &Context,
    client: &Client,
    project: &NameOrId,
    class: &NameOrId,
) -> Result<(PreflightData, ResolvedAddress), CliError> {
    let resolved = lookup::resolve_key(client, project, class).await;
    let (key, project, class) = resolved.map_err(|error| context.lookup_error(error))?;
    let mut data = PreflightData::new(key, client.now());
    data.project = project.data.map(Lookup::Found).unwrap_or_default();
    data.set_classes(class.data.map(Lookup::Found).unwrap_or_default());
    Ok((data, ResolvedAddress { key, project: project.name, class: class.name }))
}

impl Context {
    /// Prints names and addresses in messages, hints and tables.
    pub(crate) fn message_printer(&self) -> AddressPrinter {
        AddressPrinter {
            sanitizer: self.ui.sanitizer(),
            // There are PowerShell, in two versions that quote differently, and cmd.
            is_pasted: cfg!(windows),
            ..AddressPrinter::default()
        }
    }

    /// Prints names and addresses in the result of the command.
    pub(crate) fn result_printer(&self) -> AddressPrinter {
        let is_names = self.ui.options().format == Format::Name;
        AddressPrinter {
            keeps_joiners: is_names && !self.ui.terminal().on_stdout(),
            is_split: is_names,
            is_pasted: false,
            ..self.message_printer()
        }
    }

    /// The error of a name that cannot be resolved.
    pub(crate) fn lookup_error(&self, error: LookupError) -> CliError {
        let error = match error {
            LookupError::Call { name, error } => {
                return self.api_error(format!("cannot look up the {name}"), &error);
            }
            LookupError::Name(error) => error,
        };
        let message = error.message();
        let cli_error = match error {
            NameError::NotFound { .. } => CliError::new(ExitCode::NotFound, "not_found", message),
            NameError::Ambiguous { .. } => CliError::usage(message),
        };
        error.reasons().into_iter().fold(cli_error, CliError::because)
    }

    /// The error of a resource that cannot be read; `list` is the command that lists all.
    pub(crate) fn read_error(&self, noun: &str, id: Uuid, list: &str, error: &Error) -> CliError {
        if error.is_not_found() {
            let message = format!("no {noun} {id} found, or this token cannot see it");
            self.api_error(message, error).hint(Hint::new(list))
        } else {
            self.api_error(format!("cannot read the {noun} {id}"), error)
        }
    }

    /// Notes that ids stand for names that cannot be read.
    pub(crate) fn note_missing_names(&self, loaded: Result<(), Error>) {
        if let Err(error) = loaded {
            self.ui.note(&format!("showing ids instead of names: {}", error.cause));
        }
    }
}
