"""A tip becomes a case: lists come in, two spellings are merged by two people and split again, a
chart is drawn, a recorder's folder is taken in under an order, and a stranger verifies the bundle.
"""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import time
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Download, FilePayload

from tests.stories.conftest import PASSWORD, Person, SignIn, Stage, keep_picture
from tests.support.database import connected_to
from tests.support.server import give_password
from tests.support.sounds import bext, tone, wave
from tests.support.worlds import AgencyFactory, World, member

pytestmark = pytest.mark.browser

HERE = ZoneInfo("Europe/Chisinau")
PHONE, OTHER = "069 123 456", "069 765 432"
PERSONS = [
    ["Nume", "Data nașterii", "Telefon"],
    ["Serghei Ostrovean", "04.03.1981", PHONE],
    ["Сергей Островян", "04.03.1981", OTHER],
]
CALLS = [
    ["Numar A", "Numar B", "Data apel", "Durata"],
    [PHONE, OTHER, "03.01.2026 19:20:00", "65"],
    [PHONE, OTHER, "04.01.2026 20:05:00", "31"],
    [PHONE, "069 000 111", "05.01.2026 08:00:00", "12"],
    [PHONE, OTHER, "31.02.2026 09:00:00", "12"],
]
READS = [
    ["Numar inmatriculare", "Data ora", "Loc"],
    ["DEM 101", "03.01.2026 21:14:00", "Sculeni"],
    ["DEM 101", "04.01.2026 06:40:00", "Iași"],
]
PDF = b"%PDF-1.4\n% an invented order\n%%EOF\n"


@pytest.fixture
def team(stage: Stage, sign_in: SignIn, django_db_blocker: Any) -> dict[str, Person]:
    """Two investigators of one police and a prosecutor, each in another language."""
    with django_db_blocker.unblock(), connected_to(stage.database):
        country = World().md
        police = AgencyFactory(jurisdiction=country, kind="police")
        office = AgencyFactory(jurisdiction=country, kind="prosecutor")
        people = {
            "lead": member(police, "investigator", name="Ana Invented"),
            "second": member(police, "investigator", name="Boris Invented"),
            "prosecutor": member(office, "prosecutor", name="Clara Invented"),
        }
        for name, membership in people.items():
            give_password(membership.account, PASSWORD)
            stage.emails[name] = membership.account.email
    return {name: sign_in(name, language) for name, language in
            (("lead", "ro"), ("second", "ru"), ("prosecutor", "en"))}  # fmt: skip


def test_a_tip_becomes_a_case_and_a_bundle(team: dict[str, Person], tmp_path: Path) -> None:
    lead, second, prosecutor = team["lead"], team["second"], team["prosecutor"]
    case = open_case(lead)
    take_in(lead, case, "Boris Invented", "investigator")
    take_in(lead, case, "Clara Invented", "prosecutor")
    until = order_for_a_minute(lead, prosecutor, second, case)
    bring_in(lead, case, "thing:Person", PERSONS, bad=0)
    bring_in(lead, case, "calls", CALLS, bad=1)
    bring_in(lead, case, "plates", READS, bad=0)
    merge_and_split(lead, second, case)
    draw_a_chart(lead, second, case)
    recorders_folder(lead, prosecutor, case, until)
    verify_the_bundle(lead, case, tmp_path)


def open_case(lead: Person) -> str:
    lead.go("/")
    lead.press('main a[href="/cases/new/"]')
    lead.page.fill('[name="name"]', "Stârc")
    lead.page.select_option('[name="origin"]', "tip")
    lead.page.fill('[name="origin_on"]', datetime.now(HERE).date().isoformat())
    lead.page.fill('[name="origin_reference"]', "T-118")
    lead.send()
    return lead.path


def take_in(lead: Person, case: str, name: str, part: str) -> None:
    lead.go(f"{case}team/add/")
    who = lead.page.locator('[name="membership"] option').filter(has_text=name)
    lead.page.select_option('[name="membership"]', who.get_attribute("value"))
    lead.page.select_option('[name="part"]', part)
    lead.send()


def clock(moment: datetime) -> str:
    return moment.astimezone(HERE).strftime("%Y-%m-%dT%H:%M")


def order_for_a_minute(lead: Person, prosecutor: Person, second: Person, case: str) -> datetime:
    """Asked for by one, ordered as the prosecutor records, put in force by another; its end."""
    start = datetime.now(HERE).replace(second=0, microsecond=0) - timedelta(days=2)
    lead.go(f"{case}measures/ask/")
    lead.page.select_option('[name="measure"]', "interception")
    fill(lead, {
        "target": "Who uses this phone", "offence": "Art. 165",
        "identifiers_text0": PHONE, "necessity": "Nothing else helped.",
        "proportionality": "One number.", "start": clock(start),
        "end": clock(start + timedelta(days=10)),
    })  # fmt: skip
    lead.page.select_option('[name="identifiers_kind0"]', "phone")
    lead.send()
    measure = lead.path
    prosecutor.go(f"{measure}order/first/")
    until = datetime.now(HERE).replace(second=0, microsecond=0) + timedelta(minutes=1)
    if datetime.now(HERE).second > 40:
        until += timedelta(minutes=1)
    prosecutor.page.select_option('[name="authority"]', "judge")
    fill(prosecutor, {
        "court": "Court of Testville", "number": "11/2026", "judge": "J. Invented",
        "issued_at": clock(start), "target": "Who uses this phone", "offence": "Art. 165",
        "identifiers_text0": PHONE, "necessity": "As asked.", "start": clock(start),
        "end": clock(until),
    })  # fmt: skip
    prosecutor.page.select_option('[name="identifiers_kind0"]', "phone")
    order: FilePayload = {"name": "order.pdf", "mimeType": "application/pdf", "buffer": PDF}
    prosecutor.page.set_input_files('input[name="paper"]', order)
    prosecutor.send()
    second.go(measure)
    second.press('a[href$="do/activate/"]')
    second.send()
    return until


def fill(person: Person, values: dict[str, str]) -> None:
    for name, value in values.items():
        person.page.fill(f'[name="{name}"]', value)


def bring_in(lead: Person, case: str, kind: str, rows: list[list[str]], *, bad: int) -> None:
    """Upload, columns as they are known, dry run, and in; so many rows stay out."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    file: FilePayload = {
        "name": "list.csv", "mimeType": "text/csv", "buffer": text.getvalue().encode(),
    }  # fmt: skip
    lead.go(f"{case}lists/new/")
    lead.page.select_option('[name="kind"]', kind)
    lead.page.fill('[name="title"]', f"Invented {kind}")
    lead.page.fill('[name="ground"]', "Ordonanța inventată 12")
    lead.page.set_input_files('[name="file"]', file)
    lead.send()
    lead.press('main a[href$="/columns/"]')
    for order in lead.page.locator('select[name^="order_"]').all():
        order.select_option("day_first")
    lead.press("main form[method=post] button.button:not(.button--small)")
    lead.press('form[action$="/start/"] button')
    lead.page.locator('a[href$="/undo/"]').wait_for()
    shown = lead.page.locator(".facts").first.locator("dd").all_inner_texts()
    assert shown[:3] == [str(len(rows) - 1), str(len(rows) - 1 - bad), str(bad)]


def merge_and_split(lead: Person, second: Person, case: str) -> None:
    """The program suggests, one proposes, the other decides; and it can be undone to the byte."""
    lead.go(f"{case}merging/")
    lead.send_form("merging/compare/")
    lead.press(f'a[href*="{case}merging/"]:has-text("Ostrovean")')
    keep_picture(lead, "merging")
    lead.press('a[href*="propose"]')
    lead.page.fill("textarea", "Aceeași zi de naștere, același nume.")
    lead.send()
    proposed = lead.path
    for person, decided in ((lead, False), (second, True)):
        person.go(f"{proposed}decide/")
        person.choose("same", "yes")
        person.send()
        assert (person.path == proposed) == decided
    second.press('a[href$="/split/"]')
    second.page.fill("textarea", "Другой человек.")
    second.send()
    lead.go(f"{case}subjects/?schema=Person")
    assert "Serghei Ostrovean" in lead.page.content()
    assert "Сергей Островян" in lead.page.content()


def draw_a_chart(lead: Person, second: Person, case: str) -> None:
    """Begun with the most linked, saved, and there for a colleague."""
    lead.go(f"{case}analysis/")
    lead.press(f'main a[href*="{case}analysis/chart/"]')
    lead.page.locator("#chart-canvas canvas").first.wait_for()
    keep_picture(lead, "chart")
    lead.page.locator('[data-act="save"]').click()
    lead.page.fill("#chart-title", "Cine pe cine")
    lead.page.locator("#chart-save-form button.button").first.click()
    lead.page.wait_for_url(f"**{case}analysis/chart/*/")
    second.go(lead.path)
    assert second.page.locator("#chart-name").inner_text() == "Cine pe cine"


def recorders_folder(lead: Person, prosecutor: Person, case: str, until: datetime) -> None:
    """One file within the order, one after its end: the second lies unread."""
    time.sleep(max(0.0, (until - datetime.now(HERE)).total_seconds() + 3))
    names = {"before.wav": until - timedelta(hours=5), "after.wav": until + timedelta(seconds=1)}
    lead.go(f"{case}recordings/bring/")
    lead.page.set_input_files('[name="folder"]', [recorded(*one) for one in names.items()])
    fill(lead, {"device": "Invented recorder 1", "place": "Testville", "target": PHONE})
    lead.page.select_option('[name="measure"]', "interception")
    lead.page.select_option('[name="target_kind"]', "phone")
    lead.page.select_option('[name="zone"]', "Europe/Chisinau")
    lead.send()
    lead.send_form("decide/")
    rows = lead.page.locator("main table tbody tr")
    rows.nth(len(names) - 1).wait_for()
    assert rows.count() == len(names)
    lead.go(f"{case}recordings/")
    rows = lead.page.locator("main table tbody tr")
    sealed = rows.filter(has=lead.page.locator(".chip--special"))
    assert (rows.count(), sealed.count()) == (2, 1)
    prosecutor.go("/")
    prosecutor.press('a[href*="/quarantine/"]')
    assert "Outside the dates of the order" in prosecutor.page.content()
    assert "after.wav" not in prosecutor.page.content()


def recorded(name: str, when: datetime) -> FilePayload:
    raw = wave(
        tone(0.5), 8000, bext(date=when.strftime("%Y-%m-%d"), time=when.strftime("%H:%M:%S"))
    )
    return {"name": name, "mimeType": "audio/wav", "buffer": raw}


def verify_the_bundle(lead: Person, case: str, folder: Path) -> None:
    """On a copy without the database: whole, and one byte changed is caught and named."""
    lead.go(f"{case}bundle/")
    for box in lead.page.locator('[name="exhibits"]').all():
        box.check()
    lead.page.fill('[name="reason"]', "Cerut de instanță")
    packed = folder / "bundle.zip"
    downloaded(lead).save_as(packed)
    with zipfile.ZipFile(packed) as one:
        one.extractall(folder / "bundle")
    [tool] = (folder / "bundle").rglob("verify_bundle.py")
    assert checked(tool).returncode == 0
    sound = next(tool.parent.rglob("*.wav"))
    raw = bytearray(sound.read_bytes())
    raw[-1] ^= 1
    sound.write_bytes(raw)
    fault = checked(tool)
    assert fault.returncode != 0
    assert sound.name in fault.stdout + fault.stderr


def downloaded(lead: Person) -> Download:
    """The worker seals the newest steps, writes the bundle, and the page says when it is ready."""
    lead.send()
    ready = lead.page.locator('form[action$="/fetch/"] button')
    ready.wait_for(timeout=60_000)
    with lead.page.expect_download() as coming:
        ready.click()
    return coming.value


def checked(tool: Path) -> subprocess.CompletedProcess[str]:
    """The stranger's command: nothing of Punte, no database."""
    command = [sys.executable, "-I", tool.name, "."]
    return subprocess.run(command, cwd=tool.parent, capture_output=True, text=True, timeout=60)
