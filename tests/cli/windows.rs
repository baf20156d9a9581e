//! What is so on Windows only.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use rusqlite::Connection;

use crate::support::{CLASS, PROJECT, RUNNER};
use crate::support::{Response, World, classes, error, home, page, projects};

#[test]
fn without_other_variables_files_are_in_the_known_folders() {
    let world = World::signed_out([]);
    let folder = world.home.path().join("AppData").join("Roaming");
    let world = ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"]
        .into_iter()
        .fold(world, World::without)
        .with("AppData", folder.to_str().unwrap());
    let file = folder.join("prebuildctl").join("config.toml");
    assert_eq!(world.ok("config path"), format!("{}\n", file.display()));
    let shown = world.run("config set defaults.output json");
    let name = r"~\AppData\Roaming\prebuildctl\config.toml";
    assert_eq!(shown.stderr, format!("set defaults.output in {name}\n"));
    assert!(file.exists());
}

#[test]
fn a_data_file_that_is_in_use_is_not_replaced() {
    let world = World::new_local();
    let file = home::data_file(world.home.path());
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    // As local serve does, if the file was fine when it began.
    let connection = Connection::open(&file).unwrap();
    connection.execute_batch("CREATE TABLE other (id)").unwrap();
    let shown = world.run("local reset --yes");
    let file_name = file.display();
    let expected = format!(
        "error: cannot rename {file_name}\n  another program has it open, such as prebuildctl local serve\n"
    );
    assert!(shown.stderr.starts_with(&expected), "{shown}");
    assert_eq!(shown.code, 1);
    let names = fs::read_dir(file.parent().unwrap()).unwrap();
    let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    assert!(!names.iter().any(|name| name.to_str().unwrap().contains(".bak")), "{names:?}");
    drop(connection);
    assert_eq!(world.run("local reset --yes").code, 0);
}

#[test]
fn a_token_command_that_is_a_batch_file_is_named() {
    let world = World::signed_out([]);
    let folder = world.home.path().join("bin");
    fs::create_dir(&folder).unwrap();
    let file = folder.join("vault-tool.cmd");
    fs::write(&file, "@echo a-token\r\n").unwrap();
    let host = world.server.url();
    let toml = format!("[profiles.default]\nhost = \"{host}\"\ntoken-command = [\"vault-tool\"]\n");
    let world = world.with("Path", folder.to_str().unwrap()).with_config(&toml);
    let shown = world.run("wp list");
    assert_eq!(shown.code, 4);
    assert!(shown.stderr.starts_with("error: vault-tool did not provide a token\n"), "{shown}");
    let named = format!("  it is a batch file, {}: add its ending\n", file.display());
    assert!(shown.stderr.contains(&named), "{shown}");
    assert!(world.server.calls().is_empty());
}

#[test]
fn a_name_that_shells_quote_differently_is_an_id_in_a_hint() {
    let refused = error(400, "failed_precondition", "no");
    let world = World::new([refused]);
    world.server.always("ListProjects", projects(&[(PROJECT, "acme web")]));
    world.server.always("ListEnvironmentClasses", classes(&[(CLASS, "large", RUNNER)]));
    world.server.always("ListRunners", Response::json(200, "{}"));
    world.server.always("ListPrebuilds", page(&[], ""));
    let shown =
        world.run_words(&["wp", "create", "acme web/large", "--min", "1", "--no-preflight"]);
    let hint = shown.stderr.lines().find(|line| line.starts_with("hint: "));
    assert!(!hint.unwrap_or_default().contains('\''), "{shown}");
}

#[test]
fn redirected_output_is_utf_8_with_plain_line_ends() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let data = tempfile::tempdir().unwrap();
    let status = home::prebuildctl(data.path())
        .args(["--local", "--color", "always", "wp", "list", "-o", "table"])
        .stdin(Stdio::null())
        .stdout(file.reopen().unwrap())
        .status()
        .unwrap();
    assert!(status.success());
    let bytes = fs::read(Path::new(file.path())).unwrap();
    assert!(!bytes.contains(&b'\r') && !bytes.starts_with(b"\xef\xbb\xbf"));
    assert!(String::from_utf8(bytes).unwrap().contains("acme-api/regular"));
}
