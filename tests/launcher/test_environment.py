"""The environment: made once, made again when half-made, with or without uv."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from launcher.environment import ROOT, ensure
from launcher.errors import LauncherError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A source tree whose requirements need no network, because there are none."""
    (tmp_path / "requirements").mkdir()
    for level in ("base", "dev"):
        (tmp_path / "requirements" / f"{level}.txt").write_text("# none\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def without_uv(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)


def made_anew(root: Path, level: str = "base") -> bool:
    """Whether `ensure` threw away what was there."""
    mark = root / ".venv" / "mark"
    mark.touch()
    ensure(level, root)
    return not mark.exists()


def test_made_with_pip_when_there_is_no_uv_and_then_left_alone(
    root: Path, without_uv: None, capsys: pytest.CaptureFixture[str]
) -> None:
    environment = ensure("base", root)
    assert environment.site_packages.is_dir()
    capsys.readouterr()
    ensure("base", root)
    assert capsys.readouterr().out == ""


def test_half_made_environment_is_made_anew(root: Path) -> None:
    (root / ".venv" / "bin").mkdir(parents=True)
    (root / ".venv" / "bin" / "leftover").touch()
    environment = ensure("base", root)
    assert not (environment.folder / "bin" / "leftover").exists()
    assert not made_anew(root)
    (environment.folder / "punte.stamp.json").unlink()
    assert made_anew(root)


def test_environment_whose_python_is_gone_is_made_anew(root: Path) -> None:
    environment = ensure("base", root)
    environment.python.unlink()
    environment.python.symlink_to("/nonexistent/python3.11")
    assert made_anew(root)


def test_changed_requirements_are_installed_into_it(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ensure("base", root)
    (root / "requirements" / "base.txt").write_text("# changed\n", encoding="utf-8")
    capsys.readouterr()
    assert not made_anew(root)
    assert "Making the Python environment" in capsys.readouterr().out


def test_what_is_there_for_tests_also_serves(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ensure("dev", root)
    capsys.readouterr()
    ensure("base", root)
    assert capsys.readouterr().out == ""


def test_failed_installation_leaves_no_stamp(root: Path) -> None:
    (root / "requirements" / "base.txt").write_text("no-hash-given==1.0\n", encoding="utf-8")
    with pytest.raises(LauncherError, match="could not be installed"):
        ensure("base", root)
    assert not (root / ".venv" / "punte.stamp.json").exists()


def test_debian_python_without_venv(
    root: Path, without_uv: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(LauncherError, match="no venv and no ensurepip") as refusal:
        ensure("base", root)
    assert f"apt-get install python3.{sys.version_info[1]}-venv" in refusal.value.mend


def test_requirements_are_locked_by_hash() -> None:
    for level in ("base", "dev"):
        text = (ROOT / "requirements" / f"{level}.txt").read_text(encoding="utf-8")
        pinned = [line for line in text.splitlines() if line[:1].isalnum()]
        assert pinned
        assert all("==" in line and line.endswith("\\") for line in pinned)


def test_old_python_gets_one_clear_line() -> None:
    pretend = "import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_path('punte')"
    done = subprocess.run(
        [sys.executable, "-c", pretend], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Punte needs Python 3.11 or newer; this is Python 3.9" in done.stderr
    assert "Traceback" not in done.stderr
