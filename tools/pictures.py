"""Take the README's pictures from a running demo: `python tools/pictures.py [ADDRESS]`.

Start `./punte demo` first, and leave it running; ADDRESS is what it prints (by default
http://localhost:8000). The pictures go to docs/pictures/ as PNG: 1440×900, and one of a phone.
They show the invented people of the demo alone. Needs Chromium (PUNTE_CHROMIUM or on the path).
"""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
PASSWORD = "punte-demo"  # noqa: S105  (every demo's, printed by it too)
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
COORDINATOR = "coordinator.chisinau"


@dataclass(frozen=True)
class Shot:
    """One picture. steps: addresses to open, or CSS selectors of links to follow, in order."""

    name: str
    login: str
    steps: tuple[str, ...]
    phone: bool = False


CASE = ("/persons/?status=identified", "main tbody th a")
SHOTS = (
    Shot("sign-in", "", ("/account/login/",)),
    Shot("today", COORDINATOR, ("/",)),
    Shot("case", COORDINATOR, CASE),
    Shot("screening", COORDINATOR, (*CASE, 'main .timeline a[href^="/screenings/"]')),
    Shot("board", "ngo.iasi", ("/referrals/in/",)),
    Shot("readings", COORDINATOR, (*CASE, 'main a[href^="/oversight/person/"]')),
    Shot("border-check", "officer.sculeni", ("/notifications/quick/",), phone=True),
)


def main() -> int:
    """Take every picture; the number of those that could not be taken is the exit code."""
    address = (sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000").rstrip("/")
    chromium = os.environ.get("PUNTE_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        print("There is no Chromium: set PUNTE_CHROMIUM to its path.")
        return len(SHOTS)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        options = ["--headless", "--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=chromium, args=options)
        missed = sum(not take(browser, address, shot) for shot in SHOTS)
        browser.close()
    return missed


def take(browser: Browser, address: str, shot: Shot) -> bool:
    """Take one picture; says so, or says what is in the way."""
    context = browser.new_context(
        viewport=PHONE if shot.phone else DESK,  # type: ignore[arg-type]
        device_scale_factor=2 if shot.phone else 1,
        locale="en",
        reduced_motion="reduce",
    )
    page = context.new_page()
    try:
        if shot.login:
            sign_in(page, address, shot.login)
        for step in shot.steps:
            follow(page, address, step)
        page.evaluate("document.fonts.ready")
        path = FOLDER / f"{shot.name}.png"
        page.screenshot(path=path)
    except Exception as error:  # the others are still worth taking
        print(f"{shot.name}: {str(error).splitlines()[0]}")
        return False
    finally:
        context.close()
    print(f"{path.name}: {path.stat().st_size // 1024} kB")
    return True


def sign_in(page: Page, address: str, login: str) -> None:
    """Through the demo's own form, then to English, whatever the person reads."""
    page.goto(f"{address}/account/login/")
    page.fill('input[name="login"]', f"{login}@punte.demo")
    page.fill('input[name="password"]', PASSWORD)
    with page.expect_navigation():
        page.locator('form[action$="/account/login/"] button').first.click()
    if page.locator("html").get_attribute("lang") != "en":
        page.locator(".bar details:has([name=language]) > summary").click()
        with page.expect_navigation():
            page.locator('.bar [name="language"][value="en"]').click()


def follow(page: Page, address: str, step: str) -> None:
    """Open an address, or follow the first link that a selector finds."""
    if step.startswith("/"):
        page.goto(f"{address}{step}")
        return
    with page.expect_navigation():
        page.locator(step).first.click()


if __name__ == "__main__":
    sys.exit(main())
