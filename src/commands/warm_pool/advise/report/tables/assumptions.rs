//! What the advice depends on beside the history.

use super::super::super::document::{Assumption, Basis};
use super::super::table::{Column, Row, Table};

pub(in super::super) fn table(assumptions: &[Assumption]) -> Table {
    let row = |assumption: &Assumption| {
        let Assumption { name, value, basis } = assumption;
        Row::new(vec![title(name).into(), value.as_str().into(), word(*basis).into()])
    };
    Table {
        caption: "Assumptions".to_owned(),
        columns: ["Assumption", "Value", "Basis"].map(Column::text).to_vec(),
        rows: assumptions.iter().map(row).collect(),
    }
}

/// What the words of the column mean.
pub(in super::super) const BASES: &str = "documented: by the service. measured: in a recording. \
     given: on the command line or in the configuration. assumed: neither documented nor measured.";

const fn word(basis: Basis) -> &'static str {
    match basis {
        Basis::Documented => "documented",
        Basis::Assumed => "assumed",
        Basis::Given => "given",
        Basis::Measured => "measured",
    }
}

/// A word of the schema as people say it.
fn title(name: &'static str) -> &'static str {
    match name {
        "claim" => "Start served from the pool",
        "start" => "Stopped instance until it is ready",
        "provision" => "New instance until it is ready",
        "without" => "Start not served from the pool",
        "autoscalerTarget" => "Load at which the pool grows",
        "minutesToGrow" => "Minutes above the load before it grows",
        "minutesToShrink" => "Minutes below the load before it shrinks",
        "stoppedTier" => "Stopped instances",
        "runningPrice" => "Price of a running instance",
        "stoppedPrice" => "Price of a stopped instance",
        "growth" => "Growth of demand",
        _ => name,
    }
}
