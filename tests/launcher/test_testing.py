"""`./punte test` never passes quietly over what it could not run."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from launcher import browser, testing
from launcher import environment as environments
from launcher.database import Database
from launcher.environment import Environment
from launcher.errors import LauncherError
from launcher.home import Home, open_home

SUITE = """
import os, sys, pytest

def test_plain():
    assert "DJANGO_SETTINGS_MODULE" not in os.environ
    assert os.path.isdir(os.environ["PUNTE_TEST_HOME"])
    assert not sys.dont_write_bytecode

@pytest.mark.browser
def test_story():
    assert os.environ["PUNTE_CHROMIUM"] == "/some/chromium"
"""
SETTINGS = """
[pytest]
addopts = -q -p no:cacheprovider
markers =
    browser: a story
"""


@pytest.fixture
def suite(tmp_path: Path, environment: Environment, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A project of two tests, of which one needs a browser."""
    home = open_home(tmp_path / "state")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_suite.py").write_text(SUITE, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text(SETTINGS, encoding="utf-8")
    there = Environment(environment.folder, tmp_path)

    @contextmanager
    def no_database(home: Home, environment: Environment) -> Iterator[Database]:
        yield Database(home, environment, {}, None)

    monkeypatch.setattr(environments, "ensure", lambda level: there)
    monkeypatch.setattr(testing, "_throwaway_database", no_database)
    monkeypatch.chdir(tmp_path)
    # Loading every plugin of the environment takes longer than the two tests.
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTEST_PLUGINS", "xdist.plugin")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    return home


def test_with_a_browser_all_is_run(
    suite: Home, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(browser, "find_or_install", lambda: "/some/chromium")
    assert testing.run_tests(suite, []) == 0
    assert "2 passed" in capfd.readouterr().out


def test_without_a_browser_it_fails_and_names_what_it_left_out(
    suite: Home, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(browser, "find_or_install", lambda: None)
    assert testing.run_tests(suite, []) == 1
    shown = capfd.readouterr()
    assert "1 passed" in shown.out
    assert "no browser was found (1)" in shown.err
    assert "test_suite.py::test_story" in shown.err
    assert "apt-get install" in shown.err


def test_without_a_browser_what_needs_none_passes(
    suite: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "find_or_install", lambda: None)
    assert testing.run_tests(suite, ["tests/test_suite.py::test_plain"]) == 0


def test_failed_apt_is_said_and_leaves_no_browser(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[Any] = []

    def apt(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        return subprocess.CompletedProcess(command, 100, "", "E: no network\n")

    monkeypatch.delenv("PUNTE_CHROMIUM", raising=False)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda name: name if name == "apt-get" else None)
    monkeypatch.setattr(subprocess, "run", apt)
    assert browser.find_or_install() is None
    assert asked == [["sh", "-c", browser.INSTALL]]
    assert "E: no network" in capsys.readouterr().out


def test_unknown_benchmark_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(LauncherError, match="no benchmark 'nope'"):
        testing.run_bench(open_home(tmp_path), "nope", [])


def test_a_benchmark_finds_what_it_shares_with_the_tests(
    suite: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    @contextmanager
    def no_database(home: Home, environment: Environment, **_: Any) -> Iterator[Database]:
        yield Database(home, environment, {}, None)

    (tmp_path / "benchmarks").mkdir()
    measured = "import tests.test_suite, benchmarks\nprint('measured')"
    (tmp_path / "benchmarks" / "linking.py").write_text(measured, encoding="utf-8")
    monkeypatch.setattr(environments, "ROOT", tmp_path)
    monkeypatch.setattr(testing, "using", no_database)
    monkeypatch.setattr(testing, "get_ready", lambda database, variables: None)
    assert testing.run_bench(suite, "linking", []) == 0
    assert "measured" in capfd.readouterr().out
