"""Settings that are safe where people work, and a schema that its migrations say whole."""

from __future__ import annotations

import base64
import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.house.source import HOUSE, ROOT, module_of, named, ours, rooms

# Both speak of names beside Punte's own, for which its keeper alone can promise HTTPS.
KEEPERS_CHOICE = {"security.W005", "security.W021"}


def warnings_of_deployment(home: Path) -> set[str]:
    (home / "keys").mkdir()
    for name in ("secret", "vault", "index", "ledger"):
        (home / "keys" / f"{name}.key").write_text(
            base64.b64encode(secrets.token_bytes(48 if name == "secret" else 32)).decode()
        )
    given = {"PUNTE_HOME": str(home), "PUNTE_HTTPS": "1", "PYTHONPATH": str(ROOT / "src")}
    kept = {key: value for key, value in os.environ.items() if key not in {"PUNTE_DEMO"}}
    kept["DJANGO_SETTINGS_MODULE"] = "punte.config.settings"
    done = subprocess.run(
        [sys.executable, "-m", "punte", "check", "--deploy", "--fail-level", "CRITICAL"],
        env=kept | given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(re.findall(r"\((\w+\.[A-Z]\d+)\)", done.stdout + done.stderr))


def test_a_deployment_behind_https_has_no_warning_but_its_keeper_s_choice(tmp_path: Path) -> None:
    assert warnings_of_deployment(tmp_path) == KEEPERS_CHOICE


def test_no_migration_is_missing(db: None) -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_migrations_are_numbered_and_named_in_one_line() -> None:
    ours_alone = [app.label for app in apps.get_app_configs() if app.name.startswith("punte.")]
    loader = MigrationLoader(None)
    assert [label for label in ours_alone if len(loader.graph.leaf_nodes(label)) > 1] == []
    files = [p for p in ours(HOUSE) if p.parent.name == "migrations" and p.suffix == ".py"]
    names = {named(path): path.stem for path in files if path.stem != "__init__"}
    assert names
    assert [n for n, stem in names.items() if not re.fullmatch(r"\d{4}_(?!auto)\w+", stem)] == []


def test_every_room_is_installed() -> None:
    installed = {app.name for app in apps.get_app_configs()}
    assert [room for room in rooms() if room not in installed] == []
    assert all(module_of(path) == room for room, path in rooms().items())
