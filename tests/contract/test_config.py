"""Settings as they reach the service: flag over variable over profile over default."""

import pytest

from stub import Service
from world import READ_TOKEN, WRITE_TOKEN


@pytest.fixture
def profile(service, cli):
    """The binary with a profile `work` that knows host and token, and no variables."""
    for name in ("ONA_HOST", "ONA_TOKEN"):
        cli.env.pop(name)
    folder = cli.home / ".config" / "prebuildctl"
    folder.mkdir(parents=True)
    path = folder / "config.toml"
    path.write_text(
        f'current-profile = "work"\n[profiles.work]\nhost = "{service.origin}"\n'
        f'token = "{WRITE_TOKEN}"\n'
    )
    path.chmod(0o600)
    return cli


def test_a_profile_is_enough(service, profile):
    profile("wp", "list").succeeded()
    assert dict(service.calls()[0].headers)["authorization"] == f"Bearer {WRITE_TOKEN}"


def test_a_variable_beats_the_profile(service, profile):
    profile("wp", "list", env={"ONA_TOKEN": READ_TOKEN}).succeeded()
    assert dict(service.calls()[0].headers)["authorization"] == f"Bearer {READ_TOKEN}"


def test_a_flag_beats_the_variable(service, profile):
    other = Service()
    try:
        env = {"ONA_HOST": other.origin, "ONA_TOKEN": READ_TOKEN}
        profile("wp", "list", "--host", service.origin, env=env).succeeded()
        assert other.calls() == []
        assert len(service.calls()) == 1
    finally:
        other.stop()


def test_a_token_command_gives_the_token(service, profile):
    path = profile.home / ".config" / "prebuildctl" / "config.toml"
    command = f'token-command = ["/bin/sh", "-c", "echo {READ_TOKEN}"]'
    path.write_text(path.read_text().replace(f'token = "{WRITE_TOKEN}"', command))
    profile("wp", "list").succeeded()
    assert dict(service.calls()[0].headers)["authorization"] == f"Bearer {READ_TOKEN}"


def test_the_format_can_be_set(service, profile):
    pool = service.pool()
    profile("config", "set", "output", "id").succeeded()
    assert profile("config", "get", "output").succeeded().stdout == "id\n"
    assert profile("wp", "list").succeeded().stdout == f"{pool.id}\n"
    assert profile("wp", "list", "-o", "json").succeeded().pools == [pool]
    profile("config", "unset", "output").succeeded()
    assert profile("wp", "list").succeeded().stdout.startswith("ADDRESS")


def test_the_file_is_named(profile):
    path = profile("config", "path").succeeded().stdout
    assert path == f"{profile.home}/.config/prebuildctl/config.toml\n"


def test_what_is_set_is_listed_with_its_origin_and_without_the_token(service, profile):
    result = profile("config", "list", "--show-origin").succeeded()
    assert service.origin in result.stdout, result
    assert "config.toml" in result.stdout, result
    assert WRITE_TOKEN not in result.stdout + result.stderr, result


def test_a_mistake_in_the_file_sends_nothing_and_tells_no_token(service, profile):
    path = profile.home / ".config" / "prebuildctl" / "config.toml"
    path.write_text(path.read_text() + f'tokn = "{READ_TOKEN}"\n')
    result = profile("wp", "list").failed(2)
    assert "5:" in result.stderr or "line 5" in result.stderr, result
    assert "token" in result.stderr, result
    assert READ_TOKEN not in result.stderr, result
    assert service.calls() == []
