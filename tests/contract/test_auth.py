"""Signing in and out: who is asked, what is kept, and that a token shows up nowhere else."""

import base64
import stat
from pathlib import Path
from urllib.parse import quote

import pytest

from stub import Service
from world import ORGANIZATION, READ_TOKEN, TIER, USER, WRITE_TOKEN

IDENTITY = "GetAuthenticatedIdentity"


@pytest.fixture
def stranger(cli):
    """The binary with a host and no token."""
    cli.env.pop("ONA_TOKEN")
    return cli


@pytest.fixture
def config(cli) -> Path:
    """Where the configuration is."""
    return cli.home / ".config" / "prebuildctl" / "config.toml"


def assert_hidden(token: str, *results, home: Path | None = None, but: Path | None = None) -> None:
    """No output, and no file below `home` but one, has the token in any common encoding."""
    forms = {token, quote(token, safe="")}
    for shift in range(3):
        # In base64 it takes one of three forms, depending on what precedes it.
        coded = base64.b64encode(b" " * shift + token.encode()).decode()
        forms.add(coded[4 * (shift > 0) : -4])
    texts = [text for result in results for text in (result.stdout, result.stderr)]
    if home is not None:
        files = [path for path in home.rglob("*") if path.is_file() and path != but]
        texts += [path.read_text(errors="replace") for path in files]
    for text in texts:
        assert not [form for form in forms if form in text]


def test_a_token_is_verified_and_then_kept(service, stranger, config):
    result = stranger("auth", "login", "--token-stdin", stdin=WRITE_TOKEN).succeeded()

    assert service.methods() == [IDENTITY]
    [call] = service.calls()
    assert call.path == f"/api/gitpod.v1.IdentityService/{IDENTITY}"
    assert call.message == {}
    assert dict(call.headers)["authorization"] == f"Bearer {WRITE_TOKEN}"
    assert USER[:8] in result.stdout + result.stderr, result
    assert ORGANIZATION[:4] in result.stdout + result.stderr, result
    assert TIER in result.stdout + result.stderr, result
    assert WRITE_TOKEN in config.read_text()
    assert stat.S_IMODE(config.stat().st_mode) == 0o600
    assert_hidden(WRITE_TOKEN, result, home=stranger.home, but=config)


def test_what_is_kept_is_used(service, stranger):
    stranger("auth", "login", "--token-stdin", stdin=WRITE_TOKEN).succeeded()
    stranger("wp", "list").succeeded()
    assert dict(service.calls()[-1].headers)["authorization"] == f"Bearer {WRITE_TOKEN}"


@pytest.mark.parametrize(
    "typed", [f"{WRITE_TOKEN}\n", f"  {WRITE_TOKEN}\r\n", f"Bearer {WRITE_TOKEN}\n"]
)
def test_a_token_is_taken_as_people_paste_it(service, stranger, typed):
    stranger("auth", "login", "--token-stdin", stdin=typed).succeeded()
    assert dict(service.calls()[0].headers)["authorization"] == f"Bearer {WRITE_TOKEN}"


def test_a_token_from_a_file_is_not_copied(service, stranger, tmp_path):
    path = tmp_path / "token"
    path.write_text(f"{WRITE_TOKEN}\n")
    path.chmod(0o600)
    result = stranger("wp", "list", "--token-file", path).succeeded()
    assert dict(service.calls()[0].headers)["authorization"] == f"Bearer {WRITE_TOKEN}"
    assert_hidden(WRITE_TOKEN, result, home=stranger.home, but=path)


def test_a_token_that_is_refused_is_not_kept(service, stranger, config):
    token = "madder-crane-3-is-no-token"
    result = stranger("auth", "login", "--token-stdin", stdin=token).failed(4)
    assert service.methods() == [IDENTITY]
    assert not config.exists()
    assert_hidden(token, result, home=stranger.home)


def test_a_token_that_is_refused_does_not_replace_a_good_one(service, stranger, config):
    stranger("auth", "login", "--token-stdin", stdin=WRITE_TOKEN).succeeded()
    before = config.read_bytes()
    stranger("auth", "login", "--token-stdin", stdin="madder-crane-3-is-no-token").failed(4)
    assert config.read_bytes() == before


@pytest.mark.parametrize("step", [{"error": {"code": "unavailable"}}, {"drop": True}])
def test_a_token_that_cannot_be_verified_is_not_kept(service, stranger, config, step):
    service.script(step | {"times": None})
    login = ("auth", "login", "--token-stdin", "--retries", 0)
    stranger(*login, stdin=WRITE_TOKEN).failed(11)
    assert not config.exists()


@pytest.mark.parametrize("token", ["", " \n", "two\nlines", "bell\a", "nul\0"])
def test_what_is_no_token_is_not_sent(service, stranger, config, token):
    result = stranger("auth", "login", "--token-stdin", stdin=token)
    assert result.code in (2, 4), result
    assert service.calls() == []
    assert not config.exists()
    assert "lines" not in result.stderr, result


def test_status_says_who_and_from_where(service, cli):
    result = cli("auth", "status").succeeded()
    shown = result.stdout + result.stderr
    for word in (USER, ORGANIZATION, TIER, "ONA_TOKEN", service.address):
        assert word in shown, (word, result)
    assert service.methods() == [IDENTITY]
    assert_hidden(WRITE_TOKEN, result, home=cli.home)


def test_status_for_programs(service, cli):
    result = cli("auth", "status", "-o", "json").succeeded()
    assert isinstance(result.json, dict)
    for word in (USER, ORGANIZATION, TIER, "ONA_TOKEN"):
        assert word in result.stdout, (word, result)
    assert_hidden(WRITE_TOKEN, result)


def test_status_of_a_kept_token_names_the_file(service, stranger, config):
    stranger("auth", "login", "--token-stdin", stdin=READ_TOKEN).succeeded()
    result = stranger("auth", "status").succeeded()
    assert "config.toml" in result.stdout + result.stderr, result
    assert_hidden(READ_TOKEN, result)


def test_status_without_a_token(service, stranger):
    stranger("auth", "status").failed(4)
    assert service.calls() == []


def test_status_of_a_token_that_is_refused(service, cli):
    cli.env["ONA_TOKEN"] = "madder-crane-3-is-no-token"
    result = cli("auth", "status", "-o", "json").failed(4)
    assert result.error["code"] == "unauthenticated"
    assert_hidden("madder-crane-3-is-no-token", result)


def test_logout_forgets_the_token(service, stranger, config):
    stranger("auth", "login", "--token-stdin", stdin=WRITE_TOKEN).succeeded()
    service.forget_calls()
    stranger("auth", "logout").succeeded()
    assert WRITE_TOKEN not in config.read_text()
    result = stranger("wp", "list").failed(4)
    assert "prebuildctl auth login" in result.stderr, result
    assert service.calls() == []


def test_without_a_token_nothing_is_sent(service, stranger):
    project_id, class_id = service.pair()
    for words in (
        ["list"],
        ["get", project_id],
        ["create", "--project", project_id, "--class", class_id],
        ["update", project_id, "--max", 3],
        ["delete", project_id, "--yes"],
    ):
        error = stranger("wp", *words, "-o", "json").failed(4).error
        assert "auth login" in error["hint"], error
    assert service.calls() == []


@pytest.mark.parametrize(
    ("variables", "winner", "warned"),
    [
        ({"ONA_API_KEY": READ_TOKEN}, READ_TOKEN, False),
        ({"GITPOD_API_KEY": READ_TOKEN}, READ_TOKEN, False),
        ({"ONA_TOKEN": WRITE_TOKEN, "ONA_API_KEY": READ_TOKEN}, WRITE_TOKEN, True),
        ({"ONA_API_KEY": WRITE_TOKEN, "GITPOD_API_KEY": READ_TOKEN}, WRITE_TOKEN, True),
        ({"ONA_TOKEN": READ_TOKEN, "GITPOD_API_KEY": READ_TOKEN}, READ_TOKEN, False),
    ],
)
def test_which_variable_gives_the_token(service, stranger, variables, winner, warned):
    result = stranger("wp", "list", env=variables)
    assert result.code == 0, result
    assert dict(service.calls()[0].headers)["authorization"] == f"Bearer {winner}"
    assert all(name in result.stderr for name in variables) == warned, result
    assert_hidden(WRITE_TOKEN, result)
    assert_hidden(READ_TOKEN, result)


def test_a_kept_token_goes_only_to_the_host_it_was_made_for(service, stranger):
    stranger("auth", "login", "--token-stdin", stdin=WRITE_TOKEN).succeeded()
    elsewhere = Service()
    try:
        result = stranger("wp", "list", env={"ONA_HOST": elsewhere.origin})
        assert result.code != 0, result
        assert elsewhere.calls() == []
    finally:
        elsewhere.stop()


@pytest.mark.parametrize(
    "variables",
    [
        {"ONA_HOST": "{address}"},
        {"ONA_HOST": "{origin}/"},
        {"ONA_HOST": "{origin}/api"},
        {"ONA_HOST": None, "ONA_BASE_URL": "{origin}/api"},
        {"ONA_HOST": None, "ONA_BASE_URL": "{origin}/api/"},
        {"ONA_HOST": None, "GITPOD_BASE_URL": "{origin}/api"},
    ],
)
def test_where_the_service_is(service, cli, variables):
    values = {"address": service.address, "origin": service.origin}
    env = {name: value and value.format(**values) for name, value in variables.items()}
    if variables["ONA_HOST"] == "{address}":
        # Without a scheme it is https, which this server does not speak.
        cli("wp", "list", "--retries", 0, env=env).failed(11)
        assert service.calls() == []
    else:
        cli("wp", "list", env=env).succeeded()
        assert service.methods() == ["ListWarmPools"]


@pytest.mark.parametrize("host", ["http://app.gitpod.io", "http://192.0.2.1", "ftp://127.0.0.1"])
def test_a_token_never_travels_in_the_clear(cli, host):
    result = cli("wp", "list", env={"ONA_HOST": host}).failed(2)
    assert "ONA_HOST" in result.stderr, result
    assert "https://" in result.stderr, result


@pytest.mark.parametrize("level", ["-v", "-vv"])
def test_talking_more_does_not_tell_the_token(service, cli, level):
    service.pool()
    for words in (["wp", "list", "-o", "id"], ["auth", "status"], ["config", "list", "--show-origin"]):
        result = cli(*words, level).succeeded()
        assert result.stdout, result
        assert_hidden(WRITE_TOKEN, result, home=cli.home)
    assert service.methods() == ["ListWarmPools", IDENTITY]


def test_an_echo_of_the_token_is_not_shown(service, cli):
    echo = f"no pool for Bearer {WRITE_TOKEN}"
    service.script({"error": {"code": "not_found", "message": echo}, "times": None})
    for flags in ([], ["-o", "json"], ["-vv"]):
        result = cli("wp", "list", *flags).failed(6)
        assert "no pool for" in result.stderr, result
        assert_hidden(WRITE_TOKEN, result)
