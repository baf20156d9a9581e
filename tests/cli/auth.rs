//! Signing in and out, and the choice of the token.

use std::fs;

use crate::support::platform::{TOKEN_FILE_ACCESS, native};
use crate::support::{Response, TOKEN, World, error, home, page};

fn identity() -> Response {
    Response::json(
        200,
        r#"{"subject":{"id":"f53d2330-0000-4000-8000-000000000001","principal":"PRINCIPAL_USER"},"organizationId":"0b2f7f2c-52b5-4f7e-9d54-1f0f3f5a7a01","organizationTier":"enterprise"}"#,
    )
}

fn config(world: &World) -> String {
    let file = home::config_file(world.home.path());
    fs::read_to_string(file).unwrap_or_default()
}

#[test]
fn login_verifies_the_token_before_it_saves_it() {
    let world = World::signed_out([identity()]).with_stdin(&format!("Bearer {TOKEN}\n"));
    let shown = world.run("auth login --token-stdin");
    let host = world.server.name();
    let file = native("~/.config/prebuildctl/config.toml");
    assert_eq!(
        shown.to_string(),
        format!(
            "signed in to {host} as user f53d2330-0000-4000-8000-000000000001 of organization 0b2f7f2c-52b5-4f7e-9d54-1f0f3f5a7a01 (enterprise)
saved in {file} ({TOKEN_FILE_ACCESS}), profile \"default\"
[exit 0]
"
        )
    );
    let call = &world.server.calls()[0];
    assert_eq!(call.path, "/api/gitpod.v1.IdentityService/GetAuthenticatedIdentity");
    assert_eq!(call.header("authorization"), Some(&*format!("Bearer {TOKEN}")));
    assert_eq!(call.body, "{}");
    assert!(config(&world).contains(&format!("token = \"{TOKEN}\"")));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let file = home::config_file(world.home.path());
        assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn the_saved_token_is_used_by_the_next_command() {
    let world = World::signed_out([identity(), page(&[], "")]).with_stdin(TOKEN);
    assert_eq!(world.run("auth login --token-stdin --profile work").code, 0);
    assert_eq!(world.run("wp list -o json").stdout, "[]\n");
    let expected = format!("Bearer {TOKEN}");
    assert_eq!(world.server.calls()[1].header("authorization"), Some(&*expected));
}

#[test]
fn a_rejected_token_is_not_saved() {
    let world = World::signed_out([error(401, "unauthenticated", "bad token")]).with_stdin(TOKEN);
    let shown = world.run("auth login --token-stdin");
    assert_eq!(shown.code, 4);
    assert!(shown.stderr.contains("using the token from --token-stdin"), "{shown}");
    assert_eq!(config(&world), "");
}

#[test]
fn login_without_a_terminal_says_how_to_pipe_the_token() {
    let world = World::signed_out([]);
    let shown = world.run("auth login");
    let (host, url) = (world.server.name(), world.server.url());
    let token = if cfg!(windows) { "$env:TOKEN" } else { "printf %s \"$TOKEN\"" };
    assert_eq!(
        shown.to_string(),
        format!(
            "------- stderr -------
error: cannot prompt for the token of {host}: stdin is not a terminal
  to create one: {url}/settings/personal-access-tokens
  to pipe it in: {token} | prebuildctl auth login --token-stdin
[exit 2]
"
        )
    );
}

#[test]
fn the_page_for_tokens_is_that_of_the_host() {
    for (host, page) in [
        ("", "https://app.gitpod.io/settings/personal-access-tokens"),
        ("https://ona.example.com", "https://ona.example.com/settings/personal-access-tokens"),
        ("ona.example.com:8443", "https://ona.example.com:8443/settings/personal-access-tokens"),
    ] {
        let shown = World::signed_out([]).with("ONA_HOST", host).run("auth login");
        assert_eq!(shown.code, 2, "{shown}");
        assert!(shown.stderr.contains(&format!("  to create one: {page}\n")), "{shown}");
    }
}

#[test]
fn status_shows_the_identity_and_the_source_but_never_the_token() {
    let world = World::new([identity()]);
    let shown = world.run("auth status");
    let host = world.server.name();
    assert_eq!(
        shown.stdout,
        format!(
            "signed in to {host} as user f53d2330-0000-4000-8000-000000000001 of organization 0b2f7f2c-52b5-4f7e-9d54-1f0f3f5a7a01 (enterprise)
using the token from ONA_TOKEN
"
        )
    );
    let world = World::new([identity()]);
    let shown = world.run("auth status --jq .tokenFrom -r");
    assert_eq!(shown.to_string(), "ONA_TOKEN\n[exit 0]\n");
}

#[test]
fn status_without_a_token_says_how_to_sign_in() {
    let world = World::signed_out([]).with("ONA_HOST", "");
    let shown = world.run("auth status");
    assert_eq!(
        shown.to_string(),
        "------- stderr -------
error: not signed in to app.gitpod.io
  sign in, or set ONA_TOKEN; to try it without an account, add --local
hint: prebuildctl auth login
[exit 4]
"
    );
}

#[test]
fn two_variables_that_differ_cause_a_warning() {
    let world = World::new([page(&[], "")]).with("GITPOD_API_KEY", "another-token");
    let shown = world.run("wp list");
    assert_eq!(
        shown.stderr.lines().next(),
        Some("warning: ONA_TOKEN differs from GITPOD_API_KEY; using ONA_TOKEN")
    );
}

#[test]
fn logout_removes_only_the_token() {
    let file = format!("# mine\n[profiles.default]\nproject = \"x\"\ntoken = \"{TOKEN}\"\n");
    let world = World::signed_out([]).with_config(&file);
    let shown = world.run("auth logout");
    assert_eq!(
        shown.to_string(),
        format!(
            "removed the token of profile \"default\" from {}\n[exit 0]\n",
            native("~/.config/prebuildctl/config.toml")
        )
    );
    assert_eq!(config(&world), "# mine\n[profiles.default]\nproject = \"x\"\n");
    let again = world.run("auth logout");
    assert!(again.stdout.starts_with("profile \"default\" has no token"), "{again}");
}

#[test]
fn a_stored_token_goes_to_its_own_host_only() {
    let file = format!("[profiles.default]\nhost = \"https://ona.example\"\ntoken = \"{TOKEN}\"\n");
    let world = World::signed_out([]).with_config(&file);
    let shown = world.run("wp list");
    assert_eq!(shown.code, 4, "{shown}");
    assert!(shown.stderr.contains("is for ona.example, not for 127.0.0.1"), "{shown}");
}

#[test]
fn an_invalid_line_with_a_token_is_not_quoted() {
    let file = format!("[profiles.default]\ntoken = \"{TOKEN}\n");
    let world = World::signed_out([]).with_config(&file);
    let shown = world.run("wp list");
    assert_eq!(shown.code, 2);
    assert!(shown.stderr.contains("config.toml:2:"), "{shown}");
}

#[cfg(unix)] // shell scripts
#[test]
fn a_token_command_provides_the_token() {
    let file =
        format!("[profiles.default]\nhost = \"HOST\"\ntoken-command = [\"printf\", \"{TOKEN}\"]\n");
    let world = World::signed_out([page(&[], "")]);
    let file = file.replace("HOST", &world.server.url());
    let world = world.with_config(&file).with("ONA_HOST", "").with("PATH", "/usr/bin:/bin");
    assert_eq!(world.run("wp list -o json").to_string(), "[]\n[exit 0]\n");
}
