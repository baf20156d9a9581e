"""The manual, read by the programs that index and format manual pages, where they are installed."""

import re
import shutil
import subprocess

import pytest


@pytest.fixture
def pages(cli):
    """Every page of the manual."""
    folder = cli.home / "man1"
    cli("man", "--out", str(folder)).succeeded()
    return sorted(folder.iterdir())


def run(*args):
    return subprocess.run(args, capture_output=True, text=True, check=False)


@pytest.mark.skipif(shutil.which("man") is None, reason="man is not installed")
def test_man_formats_every_page_without_a_warning(pages):
    for page in pages:
        result = run("man", "--warnings", "-E", "UTF-8", "-Tutf8", "-l", str(page))
        assert (result.returncode, result.stderr) == (0, ""), page
        # Bold letters are typed twice.
        assert "EXIT STATUS" in re.sub(r".\x08", "", result.stdout), page


@pytest.mark.skipif(shutil.which("lexgrog") is None, reason="lexgrog is not installed")
def test_lexgrog_finds_the_name_of_every_page(pages):
    for page in pages:
        result = run("lexgrog", str(page))
        assert result.returncode == 0, page
        assert f'"{page.stem} - ' in result.stdout, result.stdout
