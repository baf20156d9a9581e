//! What `local serve` prints.

use std::io::BufRead as _;

use super::process;

#[test]
fn a_server_says_what_its_clients_need() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("local.db");
    let mut server = process(&file, "local serve -o json").spawn().unwrap();
    let mut text = String::new();
    let mut stdout = std::io::BufReader::new(server.stdout.take().unwrap());
    while !text.ends_with("}\n") && stdout.read_line(&mut text).unwrap() > 0 {}
    server.kill().unwrap();
    server.wait().unwrap();
    let serving: serde_json::Value = serde_json::from_str(&text).unwrap();
    let host = serving["host"].as_str().unwrap();
    assert!(host.starts_with("http://127.0.0.1:"), "{host}");
    let expected = serde_json::json!({
        "host": host,
        "baseUrl": format!("{host}/api"),
        "token": "local",
        "dataFile": file,
    });
    assert_eq!(serving, expected);
}

#[test]
fn a_server_names_the_clients_to_install() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("local.db");
    let mut server = process(&file, "local serve").spawn().unwrap();
    let mut notes = String::new();
    let mut stderr = std::io::BufReader::new(server.stderr.take().unwrap());
    while !notes.contains("until Ctrl-C") && stderr.read_line(&mut notes).unwrap() > 0 {}
    let mut exports = String::new();
    let mut stdout = std::io::BufReader::new(server.stdout.take().unwrap());
    while exports.lines().count() < 3 && stdout.read_line(&mut exports).unwrap() > 0 {}
    server.kill().unwrap();
    server.wait().unwrap();
    let set = if cfg!(windows) { "$env:ONA_" } else { "export ONA_" };
    assert!(exports.lines().all(|line| line.starts_with(set)), "{exports}");
    let expected = format!(
        "for Python: pip install gitpod-sdk==1.2.0\n\
         for Terraform: source = \"gitpod-io/ona\", version = \"0.1.0-beta.1\"\n\
         serving {} until Ctrl-C\n",
        file.display()
    );
    assert_eq!(notes, expected);
    // The version of the SDK that the contract tests run.
    let requirements = std::fs::read_to_string("tests/contract/requirements.txt").ok();
    assert!(requirements.is_none_or(|text| text.contains("\ngitpod-sdk==1.2.0\n")));
}
