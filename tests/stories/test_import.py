"""Another organisation's file comes in: looked at, asked about, checked, and only then written.

A supervisor who reads Romanian brings twelve cases; three rows are bad, each in its own way, and
are taken home to be mended; the nine others are persons, and go out again as they came.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override
from playwright.sync_api import FilePayload, Locator, expect

from punte.core.agencies.door import Agency
from punte.protection.interchange.words import FAULT_WORDS
from tests.stories.conftest import PASSWORD, Person, SignIn, Stage, keep_picture
from tests.support.approvals import agree
from tests.support.database import connected_to
from tests.support.server import give_password
from tests.support.worlds import member, viewer

pytestmark = pytest.mark.browser

HEAD = ["Nr dosar", "Prenume", "Nume", "Data nașterii", "Gen", "Cetățenie", "Tip exploatare"]
CYRILLIC = ("Пробіна", "Вигаданська")
GOOD = [
    ["A-1", "Probița", "Exemplărescu", "03/04/1990", "F", "MD", "ForcedLabour"],
    ["A-2", *CYRILLIC, "05/06/1991", "F", "UA", "ForcedLabour"],
    ["A-3", "Testin", "Închipuitu", "01/02/1988", "M", "RO", "ForcedBegging"],
    *[
        [f"A-{n}", f"Proba{n}", "Inventatescu", f"0{n}/0{n}/1985", "M", "MD", "ForcedLabour"]
        for n in range(4, 10)
    ],
]
BAD = {
    "A-10": ("unknown_code", ["Probel", "Scornitu", "02/03/1993", "purpuriu", "MD", ""]),
    "A-11": ("not_a_country", ["Testina", "Scornitu", "02/03/1994", "F", "Atlantida", ""]),
    "A-12": ("not_a_date", ["Probina", "Scornitu", "demult", "F", "MD", ""]),
}
ROWS = [*GOOD, *[[number, *cells] for number, (_fault, cells) in BAD.items()]]
WHY = "Raportul anual către partener"
COUNTS = {"rows": "12", "good": "9", "bad": "3", "known": "0", "alike": "0"}


Agree = Callable[[], None]


@pytest.fixture
def supervisor(stage: Stage, sign_in: SignIn, django_db_blocker: Any) -> Person:
    with django_db_blocker.unblock(), connected_to(stage.database):
        membership = member(Agency.objects.get(pk=stage.ids["unit"]), "supervisor")
        give_password(membership.account, PASSWORD)
        stage.emails["supervisor"] = membership.account.email
    return sign_in("supervisor", "ro")


@pytest.fixture
def second(stage: Stage, django_db_blocker: Any) -> Agree:
    """Another supervisor of the unit, who says yes to what waits."""

    def agreed() -> None:
        with django_db_blocker.unblock(), connected_to(stage.database):
            agree(viewer(Agency.objects.get(pk=stage.ids["unit"]), "supervisor"))

    return agreed


def test_another_organisations_file_comes_in(supervisor: Person, second: Agree) -> None:
    run = send_file(supervisor)
    answer_the_dates(supervisor, run)
    dry_run(supervisor)
    take_rejects_home(supervisor)
    bring_in(supervisor, run)
    see_the_persons(supervisor)
    take_out(supervisor, second)


def the_file() -> FilePayload:
    """As a spreadsheet of that country saves it: semicolons between the cells."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([HEAD, *ROWS])
    return {"name": "cazuri.csv", "mimeType": "text/csv", "buffer": text.getvalue().encode()}


def send_file(supervisor: Person) -> str:
    """Upload it by the pages; the path of its own page, once the worker has looked at it."""
    supervisor.go("/")
    supervisor.page.locator(".rail-more summary").click()
    supervisor.press('.rail a[href="/imports/"]')
    supervisor.press('main a[href="/imports/new/"]')
    supervisor.page.fill('input[name="source"]', "Organizația Parteneră")
    supervisor.page.set_input_files('input[name="file"]', the_file())
    supervisor.send()
    run = supervisor.path
    # The page asks by itself how far it is, and loads anew when the worker is done.
    supervisor.press('main a[href$="/columns/"]')
    return run


def answer_the_dates(supervisor: Person, run: str) -> None:
    """All columns are known by their names; the one question is asked until it is answered."""
    page = supervisor.page
    chosen = [page.locator(f'select[name="field_{n}"]').input_value() for n in range(len(HEAD))]
    assert all(chosen)
    assert page.locator('select[name^="order_"]').count() == 1
    keep_picture(supervisor, "import-columns")
    supervisor.send()
    assert supervisor.path == f"{run}columns/"
    expect(page.locator(".error-summary")).to_contain_text("Data nașterii")
    page.select_option('select[name="order_3"]', "day_first")
    supervisor.send()
    assert supervisor.path == run


def dry_run(supervisor: Person) -> None:
    """Three rows stay out, by shape alone; nobody is written yet."""
    page = supervisor.page
    page.locator('form[action$="/start/"]').wait_for()
    assert counts(supervisor) == list(COUNTS.values())
    said = table(supervisor).inner_text()
    with override("ro"):
        assert all(str(FAULT_WORDS[fault]) in said for fault, _cells in BAD.values())
    assert "aaaaaaaa" in said
    assert not any(word in page.content() for word in ("purpuriu", "Atlantida", "Scornitu"))
    keep_picture(supervisor, "import-checked")
    back = supervisor.path
    supervisor.go("/persons/")
    assert page.locator("main a[href^='/persons/']").count() == 0
    supervisor.go(back)


def counts(supervisor: Person) -> list[str]:
    return supervisor.page.locator("main dl.facts").first.locator("dd").all_inner_texts()


def table(supervisor: Person) -> Locator:
    return supervisor.page.locator("main table").first


def saved(supervisor: Person, button: str) -> list[list[str]]:
    """Press a button that answers with a CSV; its rows."""
    with supervisor.page.expect_download() as waiting:
        supervisor.page.locator(button).first.click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def take_rejects_home(supervisor: Person) -> None:
    """The bad rows as they came, each with its reason, to be mended."""
    head, *rows = saved(supervisor, 'form[action$="/rejects/"] button')
    assert head[2:] == HEAD
    assert [row[2] for row in rows] == list(BAD)
    with override("ro"):
        for row, (fault, cells) in zip(rows, BAD.values(), strict=True):
            assert str(FAULT_WORDS[fault]) in row[1]
            assert row[3:] == cells


def bring_in(supervisor: Person, run: str) -> None:
    supervisor.send_form("/start/")
    assert supervisor.path == run
    supervisor.page.locator('main a.button[href="/persons/"]').wait_for()
    assert counts(supervisor) == list(COUNTS.values())
    keep_picture(supervisor, "import-done")


def see_the_persons(supervisor: Person) -> None:
    """They stand in the list under pseudonyms; a name in Cyrillic finds its one person."""
    page = supervisor.page
    supervisor.press('main a.button[href="/persons/"]')
    assert page.locator("main table tbody tr").count() == len(GOOD)
    assert not any(row[2] in page.content() for row in GOOD)
    page.fill("#global-search", " ".join(CYRILLIC))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("main a[href^='/persons/']").count() == 1


def take_out(supervisor: Person, second: Agree) -> None:
    """Without names unless they are asked for; with them, what came in goes out. A colleague
    agrees to each of the two.
    """
    plain = records(supervisor, second, names=False)
    assert sorted(row["pun_SourceId"] for row in plain) == [row[0] for row in GOOD]
    assert "prs_FirstName" not in plain[0]
    whole = {row["pun_SourceId"]: row for row in records(supervisor, second, names=True)}
    assert (whole["A-2"]["prs_FirstName"], whole["A-2"]["prs_SecondName"]) == CYRILLIC
    born = {number: row["prs_Birthdate"] for number, row in whole.items()}
    assert (born["A-1"], born["A-2"], born["A-3"]) == ("1990-04-03", "1991-06-05", "1988-02-01")
    assert {row["prs_Gender"] for row in whole.values()} == {"Feminine", "Masculine"}


def records(supervisor: Person, second: Agree, *, names: bool) -> list[dict[str, str]]:
    supervisor.go("/imports/")
    supervisor.press('main a[href="/export/"]')
    supervisor.choose("form", "csv")
    if names:
        supervisor.page.locator('input[name="identity"]').check()
    supervisor.page.fill('textarea[name="reason"]', WHY)
    supervisor.press("main form[method=post] button.button")
    supervisor.press('input[name="ask_second_person"] ~ .form-actions button')
    assert supervisor.path.startswith("/approvals/")
    second()
    supervisor.press('main a[href^="/export/?"]')
    supervisor.page.fill('textarea[name="reason"]', WHY)
    head, *rows = saved(supervisor, "main form[method=post] button.button")
    return [dict(zip(head, row, strict=True)) for row in rows]
