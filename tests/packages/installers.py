"""The installers against a release on loopback; tests/packages/installers runs this."""

import io
import json
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
import tomllib
import unittest
from pathlib import Path

import tree_sitter_powershell
from release_server import ReleaseServer, checksum_line, with_changed_byte
from tree_sitter import Language, Parser

ROOT = Path(__file__).resolve().parents[2]
OURS = "prebuildctl-x86_64-unknown-linux-musl.tar.gz"
SCRIPT = b"#!/bin/sh\necho prebuildctl\n"


def copy_project(folder):
    """A repository with what dist reads, so that its files mix with those of no build."""
    (folder / "src").mkdir(parents=True)
    (folder / "src/main.rs").touch()
    files = "Cargo.toml Cargo.lock build.rs dist-workspace.toml README.md CHANGELOG.md LICENSE"
    for name in files.split() + ["THIRD-PARTY-NOTICES.txt"]:
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "packaging", folder / "packaging")
    shutil.copytree(ROOT / ".github", folder / ".github")
    author = ["-c", "user.name=test", "-c", "user.email=test@localhost"]
    for command in [["init", "--quiet"], ["add", "."], [*author, "commit", "--quiet", "-m", "copy"]]:
        subprocess.run(["git", *command], cwd=folder, check=True)


def dist(*arguments, project):
    command = ["dist", *arguments, "--output-format=json"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def archive(name):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        entry = tarfile.TarInfo(name.removesuffix(".tar.gz") + "/prebuildctl")
        entry.size, entry.mode = len(SCRIPT), 0o755
        tar.addfile(entry, io.BytesIO(SCRIPT))
    return buffer.getvalue()


class Release:
    """The files of a release for all targets, made once."""

    def __init__(self):
        self.temporary = tempfile.TemporaryDirectory()
        project = Path(self.temporary.name) / "project"
        copy_project(project)
        self.plan = dist("plan", project=project)
        self.folder = project / "target/distrib"
        self.folder.mkdir(parents=True)
        names = [name for name, kind in self.kinds().items() if kind == "executable-zip"]
        version = self.plan["releases"][0]["app_version"]
        packages = [f"prebuildctl_{version}-1_{machine}.deb" for machine in ("amd64", "arm64")]
        for name in names + packages:
            body = archive(name)
            (self.folder / name).write_bytes(body)
            (self.folder / f"{name}.sha256").write_bytes(checksum_line(name, body))
        dist("build", "--artifacts=global", project=project)
        subprocess.run([ROOT / "packaging/finish-installers", self.folder], check=True)
        (self.folder / "dist-manifest.json").write_text(json.dumps(self.plan))
        self.archives = {name: (self.folder / name).read_bytes() for name in names}

    def kinds(self):
        return {name: artifact["kind"] for name, artifact in self.plan["artifacts"].items()}


RELEASE = Release()


class Shell(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.home, self.temp = self.folder / "home", self.folder / "temp"
        self.home.mkdir()
        self.temp.mkdir()
        for profile in [".profile", ".bashrc", ".zshrc"]:
            (self.home / profile).write_text("# mine\n")
        self.server = ReleaseServer(RELEASE.archives)
        self.addCleanup(self.server.__exit__)
        self.installer = RELEASE.folder / "prebuildctl-installer.sh"

    def install(self, path=None, **variables):
        env = {
            "HOME": str(self.home),
            "TMPDIR": str(self.temp),
            "PATH": path or os.environ["PATH"],
            "PREBUILDCTL_DOWNLOAD_URL": self.server.url,
        }
        command = ["sh", "-c", f"umask 002; exec sh '{self.installer}'"]
        return subprocess.run(command, env=env | variables, text=True, capture_output=True)

    def files(self):
        """What is in the home, and what it holds."""
        return {
            str(path.relative_to(self.home)): path.read_bytes()
            for path in self.home.rglob("*")
            if path.is_file() or path.is_symlink()
        }

    def assert_nothing_installed(self, done, message):
        self.assertEqual((done.returncode, message in done.stdout + done.stderr), (1, True), done)
        self.assertEqual(self.files(), {name: b"# mine\n" for name in (".profile", ".bashrc", ".zshrc")})
        self.assertEqual(list(self.temp.iterdir()), [])

    def assert_installed(self, done):
        self.assertEqual(done.returncode, 0, done)
        files = self.files()
        self.assertEqual(files.pop(".local/bin/prebuildctl"), SCRIPT)
        self.assertEqual(files, {name: b"# mine\n" for name in (".profile", ".bashrc", ".zshrc")})
        self.assertEqual(list(self.temp.iterdir()), [])
        self.assertTrue(os.access(self.home / ".local/bin/prebuildctl", os.X_OK))

    def test_only_the_program_is_installed(self):
        done = self.install()
        self.assert_installed(done)
        self.assertEqual(self.server.requests, [f"/{OURS}"])
        self.assertIn('export PATH="$HOME/.local/bin:$PATH"', done.stdout)

    def test_a_second_run_replaces_the_program(self):
        self.assert_installed(self.install())
        (self.home / ".local/bin/prebuildctl").write_text("older")
        path = f"{self.home}/.local/bin:{os.environ['PATH']}"
        done = self.install(path)
        self.assert_installed(done)
        self.assertNotIn("export PATH", done.stdout)

    def test_profiles_change_only_on_request(self):
        done = self.install(PREBUILDCTL_NO_MODIFY_PATH="0")
        self.assertEqual(done.returncode, 0, done)
        self.assertNotEqual(self.files()[".profile"], b"# mine\n")

    def test_a_changed_byte(self):
        self.server.files[OURS] = with_changed_byte(self.server.files[OURS])
        self.assert_nothing_installed(self.install(), "checksum mismatch")

    def test_a_missing_archive(self):
        del self.server.files[OURS]
        self.assert_nothing_installed(self.install(), "failed to download")

    def test_an_installer_without_a_checksum(self):
        text = re.sub(rf'^ *"{OURS}"\) echo .*\n', "", self.installer.read_text(), flags=re.MULTILINE)
        self.installer = self.folder / "installer.sh"
        self.installer.write_text(text)
        self.assert_nothing_installed(self.install(), "no checksum is known")

    def path_without(self, *missing):
        folder = self.folder / "programs"
        folder.mkdir()
        used = """awk bash cat chmod curl cut grep gzip head id ldd ln ls mkdir mktemp mv perl rm sed sh
                  sha256sum shasum sort tail tar touch tput tr uname"""
        for name in set(used.split()) - set(missing):
            if program := shutil.which(name):
                (folder / name).symlink_to(program)
        return str(folder)

    def test_shasum_where_sha256sum_is_missing(self):
        self.assert_installed(self.install(self.path_without("sha256sum")))

    def test_no_program_that_computes_checksums(self):
        done = self.install(self.path_without("sha256sum", "shasum"))
        self.assert_nothing_installed(done, "neither 'sha256sum' nor 'shasum' is installed")


class PowerShell(unittest.TestCase):
    """There is no PowerShell here: the text is parsed, and read for what matters."""

    def setUp(self):
        self.text = (RELEASE.folder / "prebuildctl-installer.ps1").read_text()

    def test_the_scripts_can_be_parsed(self):
        parser = Parser(Language(tree_sitter_powershell.language()))
        self.assertTrue(parser.parse(b"if ( {").root_node.has_error)
        completions = (ROOT / "completions/_prebuildctl.ps1").read_text()
        # A script block right after the name of a method is valid, but unknown to this grammar.
        completions = re.sub(r"\.Where(\{.*?\})", r".Where(\1)", completions)
        for text in [self.text, completions]:
            self.assertFalse(parser.parse(text.encode()).root_node.has_error)

    def test_the_archive_is_verified_before_it_is_unpacked(self):
        body = self.text.partition("function Download(")[2].partition("\nfunction ")[0]
        steps = ["Invoke-DownloadFile", "$archive_sha256[$artifact_name]", "Get-FileHash", "Expand-Archive"]
        places = [body.index(step) for step in steps]
        self.assertEqual(places, sorted(places))

    def test_the_path_changes_only_on_request(self):
        body = self.text.partition('if ($env:PREBUILDCTL_NO_MODIFY_PATH -ne "0") {')[2]
        self.assertTrue(body.lstrip().startswith("$NoModifyPath = $true"))
        changes = re.findall(r"^(.*)\n +(?:if \()?Add-(?:Ci-)?Path \$dest_dir", self.text, re.MULTILINE)
        self.assertEqual(changes[0].strip(), "if (-not $NoModifyPath) {")

    def test_it_has_the_checksum_of_every_archive(self):
        table = self.text.partition("$archive_sha256 = @{")[2].partition("}")[0]
        lines = [line.split('"')[1::2] for line in table.strip().splitlines()]
        expected = {
            name: checksum_line(name, body).split()[0].decode()
            for name, body in RELEASE.archives.items()
        }
        self.assertEqual(dict(lines), expected)


class Addresses(unittest.TestCase):
    """What finds an archive by its address finds that of dist."""

    def setUp(self):
        hosting = RELEASE.plan["releases"][0]["hosting"]["github"]
        self.base = hosting["artifact_base_url"] + hosting["artifact_download_path"]
        self.package = tomllib.loads((ROOT / "Cargo.toml").read_text())["package"]

    def test_binstall_downloads_what_dist_uploads(self):
        settings = self.package["metadata"]["binstall"]
        for name, artifact in RELEASE.plan["artifacts"].items():
            if artifact["kind"] != "executable-zip":
                continue
            (target,) = artifact["target_triples"]
            chosen = settings | settings["overrides"].get(target, {})
            suffix = {"tgz": ".tar.gz", "zip": ".zip"}[chosen["pkg-fmt"]]
            values = {
                "repo": self.package["repository"],
                "name": self.package["name"],
                "version": self.package["version"],
                "target": target,
                "archive-suffix": suffix,
                "bin": "prebuildctl",
                "binary-ext": ".exe" if "windows" in target else "",
            }
            expand = lambda text: re.sub(r"\{ ([a-z-]+) \}", lambda word: values[word[1]], text)
            self.assertEqual(expand(chosen["pkg-url"]), f"{self.base}/{name}")
            # dist packs a folder into .tar.gz, and none into .zip.
            inner = "" if suffix == ".zip" else f"{name.removesuffix(suffix)}/"
            (program,) = [a["path"] for a in artifact["assets"] if a["kind"] == "executable"]
            self.assertEqual(expand(chosen["bin-dir"]), inner + program)

    def test_the_action_downloads_what_dist_uploads(self):
        url = re.search(r"RELEASES_URL: (.*)", (ROOT / "action.yml").read_text())[1]
        self.assertEqual(f"{url}/v{self.package['version']}", self.base)
        script = (ROOT / "packaging/install-release").read_text()
        targets = set(re.findall(r"target=(\S+) ;;", script))
        expected = {re.sub(r"prebuildctl-|\.tar\.gz|\.zip", "", name) for name in RELEASE.archives}
        self.assertEqual(targets, expected)


class WholeRelease(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name) / "release"
        shutil.copytree(RELEASE.folder, self.folder)

    def check(self):
        command = [ROOT / "packaging/check-release", self.folder]
        done = subprocess.run(command, text=True, capture_output=True)
        return done.returncode, done.stderr

    def test_a_complete_release(self):
        self.assertEqual(self.check(), (0, ""))

    def test_a_missing_file(self):
        (self.folder / "prebuildctl-installer.ps1").unlink()
        self.assertEqual(self.check(), (1, "error: prebuildctl-installer.ps1 is missing\n"))

    def test_a_file_too_many(self):
        (self.folder / "notes.txt").touch()
        self.assertEqual(self.check(), (1, "error: notes.txt does not belong to the release\n"))

    def test_a_changed_archive(self):
        path = self.folder / OURS
        path.write_bytes(with_changed_byte(path.read_bytes()))
        code, errors = self.check()
        self.assertEqual((code, errors.count("\n")), (1, 3), errors)
        self.assertIn(f"error: the checksum of {OURS} in {OURS}.sha256 is wrong\n", errors)
        self.assertIn(f"error: prebuildctl-installer.sh does not have the checksum of {OURS}\n", errors)


unittest.main()
