"""Fixtures: a server of the embedded API for each test, and the SDK with each of its codecs."""

import time

import pytest
from connectrpc.errors import ConnectError

from local_server import CODECS, Local, clients, reset_without_demand


@pytest.fixture
def local(tmp_path):
    data_file = tmp_path / "local.db"
    reset_without_demand(data_file)
    server = Local(data_file)
    yield server
    if server.process.poll() is None:
        server.stop()


@pytest.fixture(params=sorted(CODECS))
def sdk(local, request):
    return clients(local.origin, request.param)


@pytest.fixture
def refusal():
    """The code and the error of a call that has to fail."""

    def refusal(call, *arguments, **options):
        with pytest.raises(ConnectError) as raised:
            call(*arguments, **options)
        return raised.value.code.value, raised.value

    return refusal


@pytest.fixture
def until():
    """Waits for a condition and returns what made it true."""

    def until(look, seconds=10):
        end = time.monotonic() + seconds
        while not (found := look()):
            assert time.monotonic() < end, "waited in vain"
            time.sleep(0.02)
        return found

    return until
