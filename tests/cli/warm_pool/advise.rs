//! `warm-pool advise`: transcripts on files of starts, whose figures are known from elsewhere.

use std::fmt::Write as _;

use serde_json::Value;

use crate::fleet::Folder;
use crate::support::Transcript;

mod fleet_file;
mod input;
mod report;
mod service;

/// 14 days from Monday 2026-06-01: ten starts in ten minutes on weekdays, two at noon on weekends.
fn starts() -> String {
    let mut csv = "created_at,environment_id\n".to_owned();
    for day in 1..=14 {
        if matches!(day % 7, 6 | 0) {
            for _ in 0..2 {
                writeln!(csv, "2026-06-{day:02}T12:00:00Z,").unwrap();
            }
        } else {
            for minute in 0..10 {
                writeln!(csv, "2026-06-{day:02}T09:{minute:02}:00Z,").unwrap();
            }
        }
    }
    csv
}

/// The embedded API with acme-api/regular, 1..3, and a file of starts.
fn folder(csv: &str) -> Folder {
    let folder = Folder::local("");
    std::fs::write(folder.world.home.path().join("starts.csv"), csv).unwrap();
    folder
}

fn advise(folder: &Folder, flags: &str) -> Transcript {
    let line = "wp advise acme-api/regular --demand @starts.csv --time-zone UTC";
    let words: Vec<_> = line.split(' ').chain(flags.split_whitespace()).collect();
    folder.run(&words.join(" "))
}

fn json(transcript: &Transcript) -> Value {
    serde_json::from_str(&transcript.stdout).unwrap_or_else(|error| panic!("{error}: {transcript}"))
}

#[test]
fn one_pool_is_shown_with_its_week_its_sizes_and_the_command() {
    let folder = folder(&starts());
    let shown = advise(&folder, "--from 2026-06-01 --to 2026-06-15");
    let hit = |count: usize| format!("{}█{}", "·".repeat(18), "·".repeat(count));
    assert_eq!(
        shown.to_string(),
        format!(
            "acme-api/regular   108 environments started in 14 days to 2026-06-15 (UTC)
                   108 from the file

       00    03    06    09    12    15    18    21       starts
  mon  {weekday}       20      █ = 10 starts in half an hour
  tue  {weekday}       20
  wed  {weekday}       20
  thu  {weekday}       20
  fri  {weekday}       20
  sat  {weekend}        4
  sun  {weekend}        4

  size   from the pool               ┆ goal 95 %       running  stopped
  0..1   ▒▒▒▒▒▒▒                               0-22 %      0.0      1.0
  1..1   ██████▒                                 22 %      1.0      0.0
  1..2   ████████████▒                        40-44 %      1.0      1.0
  1..3   ████████████▒▒▒▒▒▒▒                  40-63 %      1.0      2.0   now
  1..4   ███████████████▒▒▒▒▒▒▒▒▒             50-81 %      1.0      3.0
  2..3   ██████████████████▒                  62-63 %      2.0      1.0
  2..4   █████████████████████▒▒▒             72-81 %      2.0      2.0
  2..6   ████████████████████████▒▒▒▒▒▒      81-100 %      2.0      4.0
  2..7   ██████████████████████████████         100 %      2.0      5.0   advised

  advised  2..7: 100 % of starts find a running instance, with 1.0 more running than now
  sure     rough: starts come in bursts: dispersion 4.2, above 1.5
  do       prebuildctl warm-pool update acme-api/regular --min 2 --max 7
[exit 0]
",
            weekday = hit(29),
            weekend = format!("{}▂{}", "·".repeat(24), "·".repeat(23)),
        )
    );
}

#[test]
fn the_figures_are_those_of_the_model() {
    let folder = folder(&starts());
    let shown = advise(&folder, "--from 2026-06-01 --to 2026-06-15 -o json");
    let advice = json(&shown);
    assert_eq!((advice["formatVersion"].as_i64(), &advice["timeZone"]), (Some(1), &"UTC".into()));
    assert_eq!(advice["goal"], serde_json::json!({"share": 0.95, "confidence": 0.9}));
    let pool = &advice["pools"][0];
    assert_eq!((&pool["demand"]["starts"], &pool["evidence"]), (&108.into(), &"rough".into()));
    let dispersion = pool["demand"]["dispersion"].as_f64().unwrap();
    assert!((dispersion - 4.1675).abs() < 1e-4, "{dispersion}");
    // Hits of 108 starts, and the cost with a stopped instance at a tenth of a running one.
    let expected = [
        ((0, 1), 0.0, 0.1),
        ((1, 1), 24.0, 1.0),
        ((1, 2), 44.0, 1.105_357),
        ((1, 4), 54.0, 1.312_054),
        ((2, 3), 68.0, 2.105_357),
        ((2, 4), 78.0, 2.210_714),
        ((2, 6), 88.0, 2.417_411),
        ((2, 7), 108.0, 2.524_107),
    ];
    let options = pool["options"].as_array().unwrap();
    let size = |option: &Value| (option["min"].as_i64().unwrap(), option["max"].as_i64().unwrap());
    for (bounds, hits, cost) in expected {
        let option = options.iter().find(|option| size(option) == bounds).unwrap();
        let low = option["share"]["low"].as_f64().unwrap();
        assert!((low - hits / 108.0).abs() < 1e-9, "{bounds:?}: {low}");
        let mean = |key: &str| option[key].as_f64().unwrap();
        let found = mean("meanRunning") + 0.1 * mean("meanStopped");
        assert!((found - cost).abs() < 1e-6, "{bounds:?}: {found}");
        assert!((mean("meanRunning") + mean("meanStopped") - bounds.1 as f64).abs() < 1e-9);
    }
    // The current size is shown although 1..4 beats nothing of it.
    assert_eq!(options.len(), expected.len() + 1);
    assert_eq!(size(&pool["advised"]), (2, 7));
    assert_eq!(size(&pool["cheaper"]), (2, 6));
    assert_eq!((&pool["better"], &pool["backtest"]), (&Value::Null, &Value::Null));
    assert_eq!(size(&pool["current"]), (1, 3));
    let command = "prebuildctl warm-pool update acme-api/regular --min 2 --max 7";
    assert_eq!(pool["commands"], serde_json::json!([command]));
}

#[test]
fn the_goal_decides_which_size_is_advised() {
    let folder = folder(&starts());
    let advised = |flags: &str| {
        let shown = advise(&folder, &format!("--from 2026-06-01 --to 2026-06-15 -o json {flags}"));
        let advice = json(&shown);
        let pool = &advice["pools"][0];
        (pool["advised"]["min"].as_i64(), pool["advised"]["max"].as_i64(), pool["reasons"].clone())
    };
    assert_eq!(advised("--goal 70%").1, Some(4));
    assert_eq!(advised("--goal 0.9").1, Some(7));
    let (min, max, reasons) = advised("--max 1..4");
    assert_eq!((min, max), (None, None));
    let reasons = reasons.to_string();
    assert!(reasons.contains("no size up to 4 reaches 95 %"), "{reasons}");
}

#[test]
fn two_runs_are_the_same_to_the_byte() {
    let folder = folder(&starts());
    for format in ["json", "csv", "markdown", "yaml", "jsonl", "table"] {
        let run = || {
            let shown = advise(&folder, &format!("--from 2026-06-01 --to 2026-06-15 -o {format}"));
            assert_eq!((shown.code, shown.stderr.as_str()), (0, ""), "{shown}");
            let lines = shown.stdout.lines().filter(|line| !line.contains("enerated"));
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(run(), run(), "{format}");
    }
}

#[test]
fn the_rows_of_programs_have_every_size_and_its_role() {
    let folder = folder(&starts());
    let shown = advise(&folder, "--from 2026-06-01 --to 2026-06-15 -o csv");
    let lines: Vec<_> = shown.stdout.lines().collect();
    assert_eq!(
        lines[0],
        "ADDRESS,STARTS,DAYS,MIN,MAX,LOW,EXPECTED,HIGH,INTERVAL_LOW,INTERVAL_HIGH,RUNNING,STOPPED,\
         COST,ROLE,EVIDENCE"
    );
    assert!(lines.iter().any(|line| line.ends_with(",now,rough")), "{shown}");
    assert!(lines[9].starts_with("acme-api/regular,108,14,2,7,1.0000,1.0000,1.0000,"), "{shown}");
    assert!(lines[9].ends_with(",2.0268,4.9732,-,advised,rough"), "{}", lines[9]);
    assert_eq!(advise(&folder, "-o name").stdout, "acme-api/regular\n");
}

#[test]
fn prices_make_costs_and_a_budget_drops_sizes() {
    let folder = folder(&starts());
    let line = "--from 2026-06-01 --to 2026-06-15 --running-price 1 -o json";
    let advice = json(&advise(&folder, line));
    let cost = advice["pools"][0]["advised"]["costPerMonth"].as_f64().unwrap();
    // 730 hours of 2.0268 running instances at 1 and 4.9732 stopped ones at 0.1.
    assert!((cost - 730.0 * 2.524_107).abs() < 1e-2, "{cost}");
    let advice = json(&advise(&folder, &format!("{line} --budget 1000 --goal 40%")));
    assert_eq!(advice["pools"][0]["advised"]["max"], 2);
    let refused = advise(&folder, "--budget 1000");
    assert_eq!(
        refused.to_string(),
        "------- stderr -------
error: --budget needs a price of acme-api/regular
  give --running-price, or set prices.CLASS.running in the config file
[exit 2]
"
    );
    assert_eq!(folder.run("config set prices.regular.running 2").code, 0);
    let advice = json(&advise(&folder, "--from 2026-06-01 --to 2026-06-15 -o json"));
    let cost = advice["pools"][0]["advised"]["costPerMonth"].as_f64().unwrap();
    assert!((cost - 2.0 * 730.0 * 2.524_107).abs() < 1e-2, "{cost}");
}

#[test]
fn too_few_starts_give_no_size_but_what_the_pool_costs() {
    let csv = "created_at\n2026-06-01T09:00:00Z\n2026-06-02T09:00:00Z\n";
    let folder = folder(csv);
    let shown = advise(&folder, "--from 2026-06-01 --to 2026-06-15");
    let end = "
  size   from the pool               ┆ goal 95 %       running  stopped
  1..3   ██████████████████████████████         100 %      1.0      2.0   now

  advised  no size
  sure     none: 2 starts, 100 are needed
  idle     2 starts in 14 days kept 1.0 running: 168 instance hours a start; consider deleting the pool
  do       nothing
[exit 0]
";
    assert!(shown.to_string().ends_with(end), "{shown}");
    let checked = advise(&folder, "--from 2026-06-01 --to 2026-06-15 --check -o name");
    assert_eq!(checked.code, 0);
}

#[test]
fn a_check_fails_where_the_current_size_misses_the_goal() {
    let folder = folder(&starts());
    let dates = "--from 2026-06-01 --to 2026-06-15 --check -o name";
    assert_eq!(advise(&folder, dates).code, 3);
    assert_eq!(advise(&folder, &format!("{dates} --goal 40%")).code, 0);
}

#[test]
fn hours_get_sizes_of_their_own_as_toml_that_is_valid() {
    let folder = folder(&starts());
    let shown = advise(&folder, "--from 2026-06-01 --to 2026-06-15 --windows");
    let (_, toml) = shown.stdout.split_once("put this into a fleet file:\n").unwrap();
    let toml: String =
        toml.lines().map(|line| format!("{}\n", line.trim_start())).collect::<String>();
    folder.write(&format!("version = 1\n{toml}"));
    let checked = folder.run("fleet check -f @fleet.toml");
    assert_eq!(checked.to_string(), "fleet.toml: 1 pool, OK\n[exit 0]\n");
    let outside = shown.stdout.lines().find(|line| line.contains("by hours")).unwrap();
    assert!(outside.contains("on weekdays 0") && outside.contains("of 100 wait"), "{outside}");
    // What was found is what the file then gives.
    let advice = json(&advise(&folder, "--from 2026-06-01 --to 2026-06-15 --windows -o json"));
    let windows = &advice["pools"][0]["windows"];
    let replayed =
        json(&advise(&folder, "--from 2026-06-01 --to 2026-06-15 -f @fleet.toml -o json"));
    let current = &replayed["pools"][0]["current"];
    assert_eq!(current["windowed"], true);
    assert_eq!(current["share"], windows["option"]["share"]);
    assert_eq!(current["meanRunning"], windows["option"]["meanRunning"]);
}

#[test]
fn every_assumption_is_explained() {
    let folder = folder(&starts());
    let shown =
        advise(&folder, "--from 2026-06-01 --to 2026-06-15 --claim 12s --growth 1.5 --explain");
    for line in [
        "    claim             12s  (given)\n",
        "    start             1m30s  (documented)\n",
        "    stoppedPrice      a tenth of a running instance  (assumed)\n",
        "    growth            1.5  (given)\n",
        "    data: every start is known\n",
        "    dispersion of the starts: 4.17 (1 if they are independent)\n",
    ] {
        assert!(shown.stdout.contains(line), "{line}{shown}");
    }
}

#[test]
fn an_ascii_terminal_gets_the_same_numbers() {
    let folder = folder(&starts());
    let line = "--from 2026-06-01 --to 2026-06-15";
    let unicode = advise(&folder, line);
    let folder = Folder { world: folder.world.with_ascii_terminal() };
    let ascii = advise(&folder, line);
    assert!(ascii.stdout.is_ascii(), "{ascii}");
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    assert_eq!(digits(&ascii.stdout), digits(&unicode.stdout));
}
