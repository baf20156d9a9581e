//! The flags of `warm-pool advise`; `values` checks them.

use std::path::PathBuf;

use clap::Args;

use crate::commands::shared::all_profiles::AllProfiles;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl warm-pool advise
  prebuildctl warm-pool advise acme-api/regular --windows
  prebuildctl warm-pool advise acme-api/regular --goal 99% --report advice.html
  prebuildctl warm-pool advise -f fleet.toml --check
  prebuildctl warm-pool advise -f fleet.toml --write
  prebuildctl warm-pool advise acme-api/large --demand starts.csv --from 2026-11-02 --to 2026-11-30
  prebuildctl warm-pool advise --jq '.pools[] | select(.evidence == \"firm\") | .commands[]' -r")]
pub(in crate::commands::warm_pool) struct AdviseArgs {
    /// Pools, as PROJECT/CLASS or by id; all if none is given
    #[arg(value_name = "POOL")]
    pub(super) pools: Vec<String>,

    /// Only pools of this project
    #[arg(long, value_name = "PROJECT", conflicts_with = "pools")]
    pub(super) project: Option<String>,

    /// Only the pool of this environment class
    #[arg(long, value_name = "CLASS", requires = "project")]
    pub(super) class: Option<String>,

    /// Advise on the pools and sizes of this fleet file (can be repeated)
    #[arg(short, long, value_name = "FILE")]
    pub(super) file: Vec<PathBuf>,

    /// Use this much history, such as 28d or 8w; today is not part of it [default: 28d]
    #[arg(long, value_name = "TIME", conflicts_with_all = ["from", "to"])]
    pub(super) since: Option<String>,

    /// The first day of the history, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    pub(super) from: Option<String>,

    /// The day after the last day of the history, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    pub(super) to: Option<String>,

    /// Leave out these days: YYYY-MM-DD or YYYY-MM-DD..YYYY-MM-DD (can be repeated)
    #[arg(long, value_name = "DATES")]
    pub(super) exclude: Vec<String>,

    /// Time zone of days and hours [default: that of the fleet file, else of this machine]
    #[arg(long, value_name = "ZONE")]
    pub(super) time_zone: Option<String>,

    /// Read the starts from this CSV file instead of the service; - reads standard input
    #[arg(long, value_name = "FILE", conflicts_with = AllProfiles::ID)]
    pub(super) demand: Option<PathBuf>,

    /// Learn from this recording of `watch --record` (can be repeated)
    #[arg(long, value_name = "FILE", conflicts_with = AllProfiles::ID)]
    pub(super) recording: Vec<PathBuf>,

    /// Share of the starts that should find a running instance [default: 95%]
    #[arg(long, value_name = "SHARE")]
    pub(super) goal: Option<String>,

    /// How sure that has to be [default: 90%]
    #[arg(long, value_name = "SHARE")]
    pub(super) confidence: Option<String>,

    /// Only consider these minimums: N or N..M
    #[arg(long, value_name = "RANGE", allow_negative_numbers = true)]
    pub(super) min: Option<String>,

    /// Only consider these maximums: N or N..M
    #[arg(long, value_name = "RANGE", allow_negative_numbers = true)]
    pub(super) max: Option<String>,

    /// Cost of a running instance in an hour [default: prices.CLASS.running of the config file]
    #[arg(long, value_name = "PRICE", allow_negative_numbers = true)]
    pub(super) running_price: Option<String>,

    /// Cost of a stopped instance in an hour [default: a tenth of a running one]
    #[arg(long, value_name = "PRICE", allow_negative_numbers = true)]
    pub(super) stopped_price: Option<String>,

    /// The most that the pools may cost in a month; needs prices
    #[arg(long, value_name = "COST", allow_negative_numbers = true)]
    pub(super) budget: Option<String>,

    /// How long a start from the pool takes [default: 10s]
    #[arg(long, value_name = "TIME")]
    pub(super) claim: Option<String>,

    /// How long a stopped instance takes to run [default: 90s]
    #[arg(long, value_name = "TIME")]
    pub(super) start: Option<String>,

    /// How long a new instance takes [default: 5m]
    #[arg(long, value_name = "TIME")]
    pub(super) provision: Option<String>,

    /// How long a start without the pool takes [default: 40s]
    #[arg(long, value_name = "TIME")]
    pub(super) without: Option<String>,

    /// Replay this many times the recorded starts, 0.1 to 10
    #[arg(long, value_name = "FACTOR", allow_negative_numbers = true)]
    pub(super) growth: Option<String>,

    /// Also look for up to N windows with sizes of their own on weekdays [default: 1]
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "1")]
    pub(super) windows: Option<String>,

    /// Keep a size that meets the goal and costs at most this much more than the cheapest
    #[arg(long, value_name = "SHARE")]
    pub(super) keep_within: Option<String>,

    /// Leave out pools for which there is nothing to do
    #[arg(long)]
    pub(super) only_changes: bool,

    /// Exit with 3 if a current size does not meet the goal
    #[arg(long)]
    pub(super) check: bool,

    /// Show the data, every assumption and closed forms beside the replay
    #[arg(long)]
    pub(super) explain: bool,

    /// With -f: write the advised sizes into the fleet file and show the change
    #[arg(long, requires = "file", conflicts_with = AllProfiles::ID)]
    pub(super) write: bool,

    /// Write a report to this .html, .svg or .md file
    #[arg(long, value_name = "FILE", conflicts_with = AllProfiles::ID)]
    pub(super) report: Option<PathBuf>,

    /// Maximum time to read and replay the history [default: 15m] [env: PREBUILDCTL_TIMEOUT]
    #[arg(long, value_name = "TIME")]
    pub(super) timeout: Option<String>,

    #[command(flatten)]
    pub(super) all_profiles: AllProfiles,
}
