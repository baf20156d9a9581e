use std::path::Path;
use std::time::Duration;

use super::{Flags, Settings};
use crate::config::color::Color;
use crate::config::format::Format;
use crate::config::resource::Resource;
use crate::config::test_support::{Home, text};

const FILE: &str = "\
current-profile = 'work'
[defaults]
output = 'yaml'
retries = 7
columns.class = ['id']
columns.project = ['id']
[profiles.work]
host = 'acme.example'
output = 'wide'
project = 'acme-api'
columns.class = ['name']
[profiles.sandbox]
host = 'local'
";

#[test]
fn every_setting_has_a_default_or_is_optional() {
    let home = Home::empty();
    let settings = home.load(&Flags::default(), &[]).unwrap();
    assert_eq!(settings.profile.value, "default");
    assert_eq!(settings.host.value.to_string(), "https://app.gitpod.io/api");
    assert_eq!(settings.output.value, Format::Table);
    assert_eq!(settings.color.value, Color::Auto);
    assert!(settings.no_input.value, "standard input is not a terminal");
    assert_eq!(settings.request_timeout.value, Duration::from_secs(30));
    assert_eq!(settings.retries.value, 4);
    assert_eq!(settings.timeout.value, Duration::from_mins(15));
    assert_eq!(settings.poll_interval.value, Duration::from_secs(5));
    assert_eq!(settings.project, None);
    assert!(settings.columns.is_empty() && settings.warnings.is_empty());
    assert_eq!(settings.profiles, None);
}

#[test]
fn the_strongest_source_wins() {
    let home = Home::with(FILE);
    let output = |flag: Option<&str>, vars: &[(&str, &str)], profile: &str| {
        let flags =
            Flags { output: flag.map(str::to_owned), profile: text(profile), ..Flags::default() };
        let output = home.load(&flags, vars).unwrap().output;
        let source = output.source.to_string();
        (output.value, source.replace(&home.file().display().to_string(), "FILE"))
    };
    let variable = [("PREBUILDCTL_OUTPUT", "csv")];
    assert_eq!(output(Some("id"), &variable, "work"), (Format::Id, "--output".into()));
    assert_eq!(output(None, &variable, "work"), (Format::Csv, "PREBUILDCTL_OUTPUT".into()));
    assert_eq!(output(None, &[], "work"), (Format::Wide, "profile work (FILE:9)".into()));
    assert_eq!(output(None, &[], "sandbox"), (Format::Yaml, "[defaults] (FILE:3)".into()));
}

#[test]
fn each_setting_reads_its_own_flag_and_variable() {
    let home = Home::with("");
    let flags = Flags {
        request_timeout: text("1s"),
        retries: text("1"),
        color: text("always"),
        ..Flags::default()
    };
    let vars = [
        ("PREBUILDCTL_REQUEST_TIMEOUT", "5s"),
        ("PREBUILDCTL_RETRIES", "5"),
        ("PREBUILDCTL_TIMEOUT", "6s"),
        ("NO_COLOR", "1"),
    ];
    let values = |settings: Settings| {
        (
            settings.request_timeout.value.as_secs(),
            settings.retries.value,
            settings.timeout.value.as_secs(),
            settings.color.value,
        )
    };
    let by_flag = home.load(&flags, &vars).unwrap();
    assert_eq!(by_flag.timeout(Some("2s")), Ok(Duration::from_secs(2)));
    assert_eq!(by_flag.timeout(None), Ok(Duration::from_secs(6)));
    assert_eq!(by_flag.poll_interval(Some("3s")), Ok(Duration::from_secs(3)));
    assert_eq!(by_flag.poll_interval(None), Ok(Duration::from_secs(5)));
    assert_eq!(values(by_flag), (1, 1, 6, Color::Always));
    let by_variable = home.load(&Flags::default(), &vars).unwrap();
    assert_eq!(values(by_variable), (5, 5, 6, Color::Never));
}

#[test]
fn columns_are_chosen_one_resource_at_a_time() {
    let settings = Home::with(FILE).load(&Flags::default(), &[]).unwrap();
    assert_eq!(settings.columns[&Resource::Class].value, ["name"]);
    assert_eq!(settings.columns[&Resource::Project].value, ["id"]);
    assert!(!settings.columns.contains_key(&Resource::WarmPool));
}

#[test]
fn color_and_prompts_follow_the_standard_variables() {
    let home = Home::with("[defaults]\ncolor = 'always'\n");
    let color = |vars| home.load(&Flags::default(), vars).unwrap().color.value;
    assert_eq!(color(&[]), Color::Always);
    assert_eq!(color(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]), Color::Never);
    assert_eq!(color(&[("NO_COLOR", ""), ("CLICOLOR_FORCE", "0")]), Color::Always);

    let no_input = |flag, vars: &[(&str, &str)]| {
        let mut env = home.env(vars);
        env.stdin_is_terminal = true;
        let flags = Flags { no_input: flag, ..Flags::default() };
        let setting = Settings::load(&flags, &env).unwrap().no_input;
        (setting.value, setting.source.to_string())
    };
    assert_eq!(no_input(false, &[]), (false, "built in".into()));
    assert_eq!(no_input(false, &[("CI", "true")]), (true, "CI".into()));
    assert_eq!(no_input(true, &[("CI", "true")]), (true, "--no-input".into()));
}

#[test]
fn all_errors_of_flags_and_variables_are_reported_together() {
    let home = Home::with(FILE);
    let flags = Flags {
        output: text("tabel"),
        request_timeout: text("15"),
        token_stdin: true,
        token_file: Some("x".into()),
        ..Flags::default()
    };
    let vars = [("ONA_BASE_URL", "https://u:s3cr3t@x"), ("PREBUILDCTL_RETRIES", "many")];
    assert_eq!(
        home.error(&flags, &vars),
        [
            "ONA_BASE_URL contains a user name or password; provide the token separately",
            "--output \"tabel\" is not one of table, wide, json, jsonl, yaml, csv, tsv, markdown, \
             name, id; did you mean \"table\"?",
            "--request-timeout \"15\" has no unit; write 30s, 15m or 1h30m",
            "PREBUILDCTL_RETRIES \"many\" is not a whole number from 0 to 20",
            "--token-stdin and --token-file cannot be used together",
        ]
    );
    let flags = Flags { local: true, host: text("x"), ..Flags::default() };
    assert_eq!(home.error(&flags, &[]), ["--local and --host cannot be used together"]);
    assert_eq!(
        home.load(&Flags::default(), &[]).unwrap().timeout(Some("15")),
        Err("--timeout \"15\" has no unit; write 30s, 15m or 1h30m".to_owned())
    );
}

#[test]
fn a_profile_that_is_set_must_exist() {
    let home = Home::with(FILE);
    let flags = Flags { profile: text("wrok"), ..Flags::default() };
    let by_flag = "set by --profile";
    assert_eq!(
        home.error(&flags, &[]),
        [
            "no profile \"wrok\"; did you mean \"work\"?",
            "available profiles: sandbox, work",
            by_flag
        ]
    );
    assert!(Settings::load_for_edit(&flags, &home.env(&[])).is_ok());
    let by_variable = home.error(&Flags::default(), &[("PREBUILDCTL_PROFILE", "x")]);
    assert_eq!(by_variable[2], "set by PREBUILDCTL_PROFILE");
    let by_variable = home.error(&Flags::default(), &[("PREBUILDCTL_PROFILE", "a.b")]);
    assert!(by_variable[0].starts_with("PREBUILDCTL_PROFILE \"a.b\" is not a valid profile name"));

    let empty = Home::with("current-profile = 'gone'\n");
    let file = Path::new("~").join(".config").join("prebuildctl").join("config.toml");
    assert_eq!(
        empty.error(&Flags::default(), &[]),
        [
            "no profile \"gone\"".to_owned(),
            "there are no profiles yet".to_owned(),
            format!("set by {}:1", file.display())
        ]
    );
}

#[test]
fn a_config_file_that_is_set_must_exist() {
    let home = Home::with("");
    let flags = Flags { config: Some("/nowhere/x.toml".into()), ..Flags::default() };
    let expected = ["config file not found: /nowhere/x.toml", "set by --config"];
    assert_eq!(home.error(&flags, &[]), expected);
    assert!(Settings::load_for_edit(&flags, &home.env(&[])).is_ok());
}
