"""Every pair of sizes: the tool judges before it sends as the service would after."""

import pytest
from connectrpc.errors import ConnectError
from gitpod.v1 import prebuild_pb2
from google.protobuf import json_format

from rules import check, check_sizes

NUMBERS = range(-1, 23)
CHOICES = [None, *NUMBERS]
"""What `--min` and `--max` may say; none: left out."""

STORED = (3, 7)
"""The sizes of a pool before it is updated."""


def allowed(request, smallest: int, largest: int) -> bool:
    """Whether the service takes these sizes: the rules of its descriptors, and min <= max."""
    try:
        check(request)
        check_sizes(smallest, largest)
    except ConnectError:
        return False
    return True


def created(smallest, largest) -> tuple[int, int]:
    """The pair that a create asks for when one or both are left out."""
    match smallest, largest:
        case None, None:
            return 1, 2
        case _, None:
            return smallest, max(smallest, 2)
        case None, _:
            return min(1, largest), largest
        case _:
            return smallest, largest


def flags(smallest, largest) -> dict[str, int]:
    """The sizes that are given, by their flags."""
    sizes = {"--min": smallest, "--max": largest}
    return {flag: size for flag, size in sizes.items() if size is not None}


def words(given: dict[str, int]) -> list[str]:
    """The flags as a command line."""
    return [f"{flag}={size}" for flag, size in given.items()]


def assert_refused(result, given: dict[str, int]) -> None:
    """The tool rejected the values itself, and named the flag and the value."""
    result.failed(2)
    least = {"--min": 0, "--max": 1, "--size": 1}
    out_of_range = {flag: size for flag, size in given.items() if not least[flag] <= size <= 20}
    for flag, size in (out_of_range or given).items():
        assert f"{flag} {size} " in result.stderr or f"{flag} {size}\n" in result.stderr, result


@pytest.mark.parametrize("smallest", CHOICES)
def test_create(service, cli, smallest):
    for largest in CHOICES:
        project_id, class_id = service.pair()
        want = created(smallest, largest)
        request = prebuild_pb2.CreateWarmPoolRequest(
            project_id=project_id, environment_class_id=class_id, min_size=want[0], max_size=want[1]
        )
        pair = ("--project", project_id, "--class", class_id)
        given = flags(smallest, largest)
        result = cli("wp", "create", *pair, *words(given))
        if allowed(request, *want):
            result.succeeded()
            [call] = service.changes()
            received = json_format.ParseDict(call.message, prebuild_pb2.CreateWarmPoolRequest())
            assert received == request, result
        else:
            assert_refused(result, given)
            assert service.calls() == [], result
        service.forget_calls()


@pytest.mark.parametrize("smallest", CHOICES)
def test_update(service, cli, smallest):
    for largest in CHOICES:
        pool = service.pool(spec={"minSize": STORED[0], "maxSize": STORED[1]})
        want = tuple(
            stored if size is None else size
            for size, stored in zip((smallest, largest), STORED, strict=True)
        )
        request = prebuild_pb2.UpdateWarmPoolRequest(
            warm_pool_id=pool.id, min_size=want[0], max_size=want[1]
        )
        given = flags(smallest, largest)
        result = cli("wp", "update", pool.id, *words(given))
        if not given:
            result.failed(2)
            assert service.calls() == [], result
        elif want == STORED:
            result.succeeded()
            assert service.changes() == [], result
        elif allowed(request, *want):
            result.succeeded()
            [call] = service.changes()
            received = json_format.ParseDict(call.message, prebuild_pb2.UpdateWarmPoolRequest())
            assert received == request, result
        else:
            assert_refused(result, given)
            assert service.changes() == [], result
        service.forget_calls()


def test_a_size_out_of_range_is_refused_before_the_pool_is_read(service, cli):
    pool = service.pool()
    for invalid in ("--min=-1", "--min=21", "--max=0", "--max=21", "--size=0", "--size=21"):
        cli("wp", "update", pool.id, invalid).failed(2)
    assert service.calls() == []


@pytest.mark.parametrize("verb", ["create", "update"])
def test_one_size_for_both(service, cli, verb):
    for size in NUMBERS:
        pool = service.pool()
        if verb == "create":
            project_id, class_id = service.pair()
            request = prebuild_pb2.CreateWarmPoolRequest(
                project_id=project_id, environment_class_id=class_id, min_size=size, max_size=size
            )
            where = ["--project", project_id, "--class", class_id]
        else:
            request = prebuild_pb2.UpdateWarmPoolRequest(
                warm_pool_id=pool.id, min_size=size, max_size=size
            )
            where = [pool.id]
        given = {"--size": size}
        result = cli("wp", verb, *where, *words(given))
        if allowed(request, size, size):
            assert result.code == 0, result
            assert "--size" in result.stderr, result
            [call] = service.changes()
            assert json_format.ParseDict(call.message, type(request)()) == request, result
        else:
            assert_refused(result, given)
            assert service.calls() == [], result
        service.forget_calls()


def test_both_sizes_out_of_range_are_told_at_once(service, cli):
    given = {"--min": 21, "--max": 0}
    assert_refused(cli("wp", "update", service.pool().id, *words(given)), given)
