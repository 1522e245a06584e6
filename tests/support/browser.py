"""A real Chromium for the tests that need one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-component-extensions-with-background-pages",
]


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """Debian's Chromium, or the one that PUNTE_CHROMIUM names; the library allows one at a time."""
    path = os.environ.get("PUNTE_CHROMIUM") or shutil.which("chromium")
    assert path, "no Chromium: set PUNTE_CHROMIUM"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
