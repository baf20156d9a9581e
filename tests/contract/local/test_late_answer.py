"""A question that is answered after the window of its plan has ended. It takes up to a minute: plans
go by the real clock, to the minute."""

import os
import pty
import time
from datetime import UTC, datetime, timedelta

FLEET = """\
version = 1
time-zone = "UTC"

[windows]
later = {{ hours = "{start}-{end}" }}

[[pool]]
project = "acme-api"
class = "regular"
min = 1
max = 5
during.later = {{ max = 7 }}
"""


def read_until(terminal: int, end: str) -> str:
    """What a program prints on its terminal, up to this text or its end."""
    text = ""
    while end not in text:
        try:
            text += os.read(terminal, 4096).decode()
        except OSError:
            break
    return text


def test_an_answer_after_the_edge_changes_nothing(tmp_path):
    begins = datetime.now(UTC) + timedelta(seconds=65)
    start, end = begins.strftime("%H:%M"), (begins + timedelta(hours=2)).strftime("%H:%M")
    (tmp_path / "fleet.toml").write_text(FLEET.format(start=start, end=end))
    binary = os.environ["PREBUILDCTL_BIN"]
    environment = {"HOME": str(tmp_path), "PATH": os.defpath, "LANG": "C.UTF-8"}
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(tmp_path)
        os.execve(binary, [binary, "--local", "apply"], environment)
    question = read_until(terminal, "[y/N] ")
    assert "max 3 -> 5" in question, question
    while datetime.now(UTC).strftime("%H:%M") != start:
        time.sleep(0.1)
    os.write(terminal, b"y\n")
    output = read_until(terminal, "\0").replace("\r\n", "\n")
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    # With a day of the week around midnight.
    reason = "the plan is stale: acme-api/regular: made for 1..5 outside windows, until "
    assert reason in output, output
    assert output.split(reason)[1].splitlines()[0].endswith(start), output
    assert "  nothing was changed\n" in output, output
    assert os.waitstatus_to_exitcode(status) == 7
