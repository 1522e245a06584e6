"""The state folder: made once, private, and never with a new key beside old data."""

from __future__ import annotations

import base64
import errno
import stat
from pathlib import Path

import pytest

from launcher import identity
from launcher.errors import LauncherError, explain_os_error
from launcher.home import KEY_NAMES, open_home


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_new_folder_is_private_and_has_four_different_keys(tmp_path: Path) -> None:
    home = open_home(tmp_path / "state")
    keys = [(home.keys / name).read_bytes() for name in KEY_NAMES]
    assert len(set(keys)) == 4
    assert [len(base64.b64decode(key)) for key in keys] == [48, 32, 32, 32]
    assert {mode(home.keys / name) for name in KEY_NAMES} == {0o600}
    assert {mode(path) for path in (home.path, home.keys, home.files, home.logs)} == {0o700}


def test_keys_are_never_made_twice(tmp_path: Path) -> None:
    home = open_home(tmp_path)
    before = [(home.keys / name).read_bytes() for name in KEY_NAMES]
    assert [(open_home(tmp_path).keys / name).read_bytes() for name in KEY_NAMES] == before


def test_lost_key_beside_data_is_refused_not_replaced(tmp_path: Path) -> None:
    home = open_home(tmp_path)
    identity.load_or_make(home)
    (home.keys / "vault.key").unlink()
    with pytest.raises(LauncherError, match=r"vault\.key") as refusal:
        open_home(tmp_path)
    assert "escrow" in refusal.value.mend
    assert not (home.keys / "vault.key").exists()


def test_passwords_are_kept_private_and_stay_the_same(tmp_path: Path) -> None:
    home = open_home(tmp_path)
    first = identity.load_or_make(home)
    assert identity.load_or_make(home) == first
    assert mode(home.identity_file) == 0o600
    assert not any(password in repr(first) for password in first.passwords.values())


def test_damaged_passwords_file_is_named(tmp_path: Path) -> None:
    home = open_home(tmp_path)
    home.identity_file.write_text("{", encoding="utf-8")
    with pytest.raises(LauncherError, match="damaged"):
        identity.load_or_make(home)


def test_state_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("", encoding="utf-8")
    with pytest.raises(LauncherError, match="cannot be used") as refusal:
        open_home(tmp_path / "state")
    assert "PUNTE_HOME" in refusal.value.mend


@pytest.mark.parametrize(
    ("number", "what", "mend"),
    [
        (errno.ENOSPC, "disk is full", "free some space"),
        (errno.EACCES, "may not read or write", "PUNTE_HOME"),
        (errno.EROFS, "read-only", "PUNTE_HOME"),
    ],
)
def test_system_errors_say_how_to_mend_them(number: int, what: str, mend: str) -> None:
    explained = explain_os_error(OSError(number, "system words", "/some/file"))
    assert what in explained.what
    assert "/some/file" in explained.what
    assert mend in explained.mend
