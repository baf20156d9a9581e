//! A workflow for GitHub Actions.

use crate::output::yaml;
use crate::text::shell::quote_for_sh;

/// It starts between the full quarters of an hour, when fewer workflows do.
const WORKFLOW: &str = r#"# Scheduled workflows usually start late, sometimes by hours, and some runs are dropped.
# In a public repository the schedule is disabled after 60 days without activity. Where a size has to
# change on time, start this workflow from another scheduler (workflow_dispatch), or use cron instead.
name: Warm pool sizes
on:
  workflow_dispatch:
  schedule:
    - cron: "7,22,37,52 * * * *"
permissions:
  contents: read
concurrency:
  group: prebuildctl-apply
  cancel-in-progress: false
jobs:
  apply:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v4
      - run: cargo install --locked --path tools/prebuildctl   # wherever the source is kept
      - env:
          ONA_TOKEN: ${{ secrets.ONA_TOKEN }}
        run: "#;

pub(super) fn workflow(command: &[String]) -> String {
    let words: Vec<_> = command.iter().map(|word| quote(word)).collect();
    format!("{WORKFLOW}{}\n", yaml::scalar(&words.join(" ")))
}

/// Quotes a word for a shell, without the start of an expression, which GitHub replaces first.
fn quote(word: &str) -> String {
    quote_for_sh(word).replace("${{", "$''{{")
}
