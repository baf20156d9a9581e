//! `metrics`: export pools, prebuilds and starts of environments to Prometheus.

mod listen;
mod once;
mod progress;
mod reader;
mod rules;
mod source;
mod sweeper;
mod target;
mod textfile;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::Duration;

use clap::Args;
use futures_util::future::try_join_all;

use self::reader::Scope;
use self::sweeper::{Sweeper, sweepers};
use self::target::{Service, Target};
use self::textfile::Textfile;
use crate::commands::fleet::drift_count::DriftCounter;
use crate::commands::shared::all_profiles::remote_profiles;
use crate::commands::shared::name_patterns;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::metrics::exposition::{Format, encode};
use crate::metrics::requests::RequestCounts;
use crate::runtime;
use crate::text::duration;

/// The bounds of `--every`.
const MIN_INTERVAL: Duration = Duration::from_secs(1);
const MAX_INTERVAL: Duration = Duration::from_hours(24);
const DEFAULT_INTERVAL: Duration = Duration::from_secs(30);

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl metrics
  prebuildctl metrics --project 'acme-*' -f fleet.toml
  prebuildctl metrics --textfile /var/lib/node_exporter/warm-pools.prom --every 1m
  prebuildctl metrics --listen 127.0.0.1:9464 --every 30s
  prebuildctl metrics --rules --every 1m > warm-pools.rules.yml")]
pub(crate) struct MetricsArgs {
    /// Only pools of these projects: names, ids or patterns such as 'acme-*', separated by commas
    #[arg(long, value_name = "PROJECT")]
    project: Vec<String>,

    /// Also count the differences between a fleet file and the service (can be repeated)
    #[arg(short, long, value_name = "FLEET")]
    file: Vec<PathBuf>,

    /// Write the metrics to a file for the textfile collector of node_exporter; must end in .prom
    #[arg(long, value_name = "FILE", conflicts_with = "listen")]
    textfile: Option<PathBuf>,

    /// Serve the metrics over HTTP until stopped [default address: 127.0.0.1:9464]
    #[arg(long, value_name = "ADDR", num_args = 0..=1)]
    #[arg(default_missing_value = listen::DEFAULT_ADDRESS)]
    listen: Option<String>,

    /// Interval of the sweeps; with --textfile the command goes on until stopped
    /// [default with --listen: 30s]
    #[arg(long, value_name = "TIME")]
    every: Option<String>,

    /// Export the service of each profile of the config file, with a label 'profile'
    #[arg(id = "each_profile", long = "all-profiles", conflicts_with = "file")]
    all_profiles: bool,

    /// Print alert rules for Prometheus; works offline
    #[arg(long, conflicts_with_all = ["project", "file", "textfile", "listen", "each_profile"])]
    rules: bool,
}

impl MetricsArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let (every, ()) = CliError::both(self.interval(), self.check_every())?;
        if self.rules {
            context.ui.write(rules::rules(every).as_bytes())?;
            return Ok(ExitCode::Success);
        }
        let projects = name_patterns::parse("--project", &self.project);
        let (projects, address) = CliError::both(projects, self.address())?;
        let mut fleet = self.fleet(context)?;
        let textfile = self.textfile.map(|path| Textfile::open(context, path)).transpose()?;
        let profiles = self.all_profiles.then(|| remote_profiles(context)).transpose()?;
        let services = services(context, profiles.as_deref())?;
        let listener = address.map(listen::bind).transpose()?;
        let requests = Rc::new(RequestCounts::default());
        let target = |service| {
            let scope = Scope { projects: projects.clone(), fleet: fleet.take() };
            Target::new(service, scope, &requests, listener.is_some())
        };
        let targets: Vec<_> = services.into_iter().map(target).collect();
        match (listener, textfile, every) {
            (Some(listener), _, every) => {
                let every = every.unwrap_or(DEFAULT_INTERVAL);
                listen::run(context, &targets, every, listener)?;
            }
            (None, Some(textfile), Some(every)) => {
                keep_writing(context, &targets, every, &textfile)?;
            }
            (None, textfile, _) => {
                let failure = once::sweep(context, &targets, &requests)?;
                let metrics = target::metrics(&targets);
                match textfile {
                    Some(textfile) => textfile.write(&metrics)?,
                    None => context.ui.write(encode(&metrics, Format::Text, None).as_bytes())?,
                }
                failure.map_or(Ok(()), |exit| Err(CliError::already_reported(exit)))?;
            }
        }
        Ok(ExitCode::Success)
    }

    fn interval(&self) -> Result<Option<Duration>, CliError> {
        let Some(text) = &self.every else { return Ok(None) };
        let interval = duration::parse(text).and_then(|interval| {
            let is_allowed = (MIN_INTERVAL..=MAX_INTERVAL).contains(&interval);
            is_allowed.then_some(interval).ok_or_else(|| {
                let (min, max) = (duration::format(MIN_INTERVAL), duration::format(MAX_INTERVAL));
                format!("is out of range: {min} to {max}")
            })
        });
        interval.map(Some).map_err(|error| CliError::usage(format!("--every {text} {error}")))
    }

    fn address(&self) -> Result<Option<SocketAddr>, CliError> {
        let Some(text) = &self.listen else { return Ok(None) };
        let error = |error| CliError::usage(format!("--listen {text:?} {error}"));
        listen::parse_address(text).map(Some).map_err(error)
    }

    fn check_every(&self) -> Result<(), CliError> {
        let is_used = self.textfile.is_some() || self.listen.is_some() || self.rules;
        if self.every.is_some() && !is_used {
            return Err(CliError::usage("--every requires --textfile, --listen or --rules"));
        }
        Ok(())
    }

    /// The fleet files to compare with.
    fn fleet(&self, context: &Context) -> Result<Option<DriftCounter>, CliError> {
        let fleet = DriftCounter::open(context, &self.file)?;
        let goes_on = self.listen.is_some() || self.every.is_some();
        if goes_on && fleet.as_ref().is_some_and(DriftCounter::has_stdin) {
            let flag = if self.listen.is_some() { "--listen" } else { "--every" };
            return Err(CliError::usage(format!("{flag} cannot be used with -f -"))
                .because("the file is read again for each sweep"));
        }
        Ok(fleet)
    }
}

/// The service of the settings, or that of each profile.
fn services<'a>(
    context: &'a Context,
    profiles: Option<&'a [Context]>,
) -> Result<Vec<Service<'a>>, CliError> {
    let Some(profiles) = profiles else { return Ok(vec![Service { context, profile: None }]) };
    let service = |context: &'a Context| {
        let profile = Some(context.settings()?.profile.value.as_str());
        Ok(Service { context, profile })
    };
    profiles.iter().map(service).collect()
}

/// Sweeps and writes a file until a signal.
fn keep_writing(
    context: &Context,
    targets: &[Target<'_>],
    every: Duration,
    textfile: &Textfile,
) -> Result<(), CliError> {
    let publish = || textfile.write(&target::metrics(targets));
    let sweepers = sweepers(targets, every, &publish)?;
    let (path, interval) = (textfile.path().display(), duration::format(every));
    context.ui.note(&format!("writing {path} every {interval} until stopped"));
    runtime::run_service(context, async |shutdown| {
        tokio::select! {
            biased;
            () = shutdown.requested() => Ok(()),
            result = try_join_all(sweepers.iter().map(Sweeper::sweep)) => result.map(drop),
        }
    })
}
