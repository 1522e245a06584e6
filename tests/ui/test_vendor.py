"""What lies in vendor/ is exactly what the lock says."""

import json
import re
from pathlib import Path

import pytest

from tools import vendor

SOURCE = vendor.ROOT / "src/punte"


def test_the_committed_files_agree_with_the_lock() -> None:
    assert vendor.problems() == []


def test_an_altered_a_missing_and_an_unlisted_file_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"file": name, "sha256": "0" * 64} for name in ("altered.js", "missing.js")]
    (tmp_path / "vendor.lock.json").write_text(json.dumps(rows))
    (tmp_path / "altered.js").write_text("x")
    (tmp_path / "stranger.js").write_text("x")
    monkeypatch.setattr(vendor, "VENDOR", tmp_path)
    monkeypatch.setattr(vendor, "LOCK", tmp_path / "vendor.lock.json")
    found = " ".join(vendor.problems())
    assert "altered.js differs" in found
    assert "missing.js is in the lock but not on disk" in found
    assert "stranger.js lies in vendor/ but is not in the lock" in found


def test_every_package_names_its_licence_and_version() -> None:
    for row in json.loads(vendor.LOCK.read_text()):
        assert set(row) == {"name", "version", "licence", "file", "sha256"}
        assert all(row.values())


def test_the_sprite_holds_every_listed_icon() -> None:
    sprite = (vendor.VENDOR / vendor.SPRITE).read_text()
    assert re.findall(r'<symbol id="([^"]+)"', sprite) == vendor.wanted_icons()


def test_templates_use_only_listed_icons() -> None:
    known = set(vendor.wanted_icons())
    for template in SOURCE.rglob("templates/**/*.html"):
        for name in re.findall(r'{% icon "([^"]+)"', template.read_text()):
            assert name in known, f"{template} uses the icon {name}, which icons.txt lacks"


def test_no_inline_style_or_script_in_any_template() -> None:
    for template in SOURCE.rglob("templates/**/*.html"):
        text = template.read_text()
        assert not re.search(r"\sstyle=|<style|\son\w+=\"", text), (
            f"inline style or handler: {template}"
        )
        assert not re.search(r'<script(?![^>]*(\ssrc=|type="application/json"))', text), (
            f"inline script: {template}"
        )
