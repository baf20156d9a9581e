"""Reports of `warm-pool advise` in a browser: they request nothing, fit, and print."""

import json
import os
import struct
import subprocess
from pathlib import Path

import pytest

from browser import Browser

NASTY = """<img src="http://127.0.0.1:9/x" onerror="alert(1)"> ]]> --> & ' "q" </style></title>"""
SEED = f"""
now = "2026-11-30T12:00:00Z"
organization = {{ name = "Acme", tier = "enterprise" }}
user = {{ name = "Ada Lovelace", email = "ada@acme.example" }}
[[runner]]
name = "aws-eu"
provider = "RUNNER_PROVIDER_AWS_EC2"
region = "eu-central-1"
capabilities = ["RUNNER_CAPABILITY_ENVIRONMENT_SNAPSHOT", "RUNNER_CAPABILITY_WARM_POOL"]
[[class]]
name = "regular"
runner = "aws-eu"
[[project]]
name = '''{NASTY}'''
repository = "https://github.com/acme/api.git"
classes = ["regular"]
prebuilds = {{ classes = ["regular"], hour = 4 }}
[[demand]]
project = '''{NASTY}'''
class = "regular"
days = 28
weekday = {[2.0] * 24}
weekend = 0.5
"""


def run(cwd: Path, *args: str) -> subprocess.CompletedProcess:
    """A run against the embedded API with the data of the folder."""
    env = {"HOME": str(cwd), "PATH": os.defpath, "LANG": "C.UTF-8", "TZ": "UTC"}
    binary = os.environ["PREBUILDCTL_BIN"]
    words = [binary, "--local", "--local-data", "local.db", *args]
    result = subprocess.run(
        words, cwd=cwd, env=env, capture_output=True, text=True, timeout=120, check=False
    )
    assert result.returncode == 0, result
    return result


def advise(cwd: Path, name: str, *args: str) -> str:
    """Writes a report of all pools and returns its address."""
    run(cwd, "warm-pool", "advise", "--report", name, *args)
    return (cwd / name).as_uri()


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Reports on the sample data: three pools, of which one has too few starts."""
    folder = tmp_path_factory.mktemp("reports")
    advise(folder, "all.html", "--windows", "--running-price", "0.42", "--budget", "900000")
    advise(folder, "all.svg", "--windows")
    return folder


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    with Browser(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


def test_a_page_asks_for_nothing_and_complains_of_nothing(browser, folder):
    page = browser.open((folder / "all.html").as_uri())
    assert page.requests == [page.url]
    assert page.console == []
    # The policy lets the style in.
    assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none"
    assert page.evaluate("document.scripts.length") == 0


def test_the_policy_keeps_another_style_out(browser, folder):
    changed = folder / "changed.html"
    changed.write_text((folder / "all.html").read_text().replace("h1{", "h1 {", 1))
    page = browser.open(changed.as_uri())
    assert page.evaluate("getComputedStyle(document.body).maxWidth") == "none"
    assert len(page.console) == 1, page.console
    assert "Content Security Policy" in page.console[0]["entry"]["text"]


@pytest.mark.parametrize("width", [360, 768, 1280, 2560])
def test_a_page_fits_and_can_be_read(browser, folder, tmp_path, width):
    page = browser.open((folder / "all.html").as_uri(), width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    smallest = page.evaluate(
        """Math.min(...[...document.querySelectorAll("figure svg")].map(picture =>
            picture.getBoundingClientRect().width / picture.viewBox.baseVal.width
                * parseFloat(getComputedStyle(picture).fontSize)))"""
    )
    assert smallest >= 9, "in pixels"
    outside = page.evaluate(
        """[...document.querySelectorAll("figure svg text")].filter(text => {
            const [inner, outer] = [text, text.ownerSVGElement].map(e => e.getBoundingClientRect());
            return getComputedStyle(text).display != "none"
                && (inner.left < outer.left - 1 || inner.right > outer.right + 1);
        }).map(text => text.textContent)"""
    )
    assert outside == []
    picture = page.screenshot()
    (tmp_path / "page.png").write_bytes(picture)
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">I", picture[16:20]) == (width,)


def test_a_printed_page_has_a_section_a_sheet(browser, folder):
    page = browser.open((folder / "all.html").as_uri())
    sections = page.evaluate("document.querySelectorAll('section.pool').length")
    assert sections == 4, "three pools and what the words mean"
    printed = page.pdf()
    assert printed.startswith(b"%PDF")
    assert printed.count(b"/Type /Page\n") >= sections


def test_a_page_can_be_read_aloud(browser, folder):
    page = browser.open((folder / "all.html").as_uri())
    nodes = page.call("Accessibility.getFullAXTree")["nodes"]
    text = lambda node, key: node.get(key, {}).get("value", "")
    pictures = [node for node in nodes if text(node, "role") == "image"]
    assert len(pictures) == 5, "two for each pool, but one for that without sizes"
    assert all(len(text(picture, "name")) > 20 for picture in pictures)
    tables = [node for node in nodes if text(node, "role") == "table"]
    assert tables
    assert all(text(table, "name") for table in tables)


def test_pictures_alone_are_a_picture(browser, folder):
    page = browser.open((folder / "all.svg").as_uri())
    assert page.requests == [page.url]
    assert page.console == []
    assert page.evaluate("document.documentElement.localName") == "svg"
    assert page.evaluate("document.documentElement.firstElementChild.localName") == "rect"


def test_names_are_nothing_but_names(browser, tmp_path):
    (tmp_path / "seed.toml").write_text(SEED)
    run(tmp_path, "local", "reset", "--seed", "seed.toml")
    for ending in ["html", "svg"]:
        page = browser.open(advise(tmp_path, f"nasty.{ending}", "--windows"))
        assert page.requests == [page.url]
        assert page.console == []
        assert page.evaluate("document.querySelectorAll('img, script').length") == 0
        # The picture has room for so much.
        shown = json.dumps(NASTY[:60])
        assert page.evaluate(f"document.documentElement.textContent.includes({shown})")


def test_the_same_history_gives_the_same_bytes(tmp_path):
    starts = [
        f"2026-11-{day:02}T{hour:02}:{minute:02}:00Z"
        for day in range(2, 30)
        for hour in range(8, 18)
        for minute in (0, 7)
    ]
    (tmp_path / "starts.csv").write_text("\n".join(["created_at", *starts]) + "\n")
    history = ["acme-api/regular", "--demand", "starts.csv", "--time-zone", "Europe/Berlin"]
    for ending in ["html", "svg", "md"]:
        names = [f"{number}.{ending}" for number in (1, 2)]
        for name in names:
            advise(tmp_path, name, *history)
        first, second = ((tmp_path / name).read_bytes() for name in names)
        assert first == second, ending
