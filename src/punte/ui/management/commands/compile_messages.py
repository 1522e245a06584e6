"""Compile the catalogues, without gettext's binaries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


def compile_catalogues(folder: Path) -> list[Path]:
    """Write a .mo beside each .po that is newer than its .mo; returns those written."""
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        part = target.with_suffix(".mo.part")
        catalogue = polib.pofile(str(source))  # type: ignore[no-untyped-call]
        catalogue.save_as_mofile(str(part))
        part.replace(target)
        written.append(target)
    return written


class Command(BaseCommand):
    help = "Compile src/punte/locale/*/LC_MESSAGES/*.po where they are newer than their .mo."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for path in compile_catalogues(Path(settings.LOCALE_PATHS[0])):
            self.stdout.write(f"compiled {path.parent.parent.name}")
