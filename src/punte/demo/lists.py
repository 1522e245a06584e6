"""A list of calls that came into the large invented case, three of its rows refused."""

from __future__ import annotations

import csv
import io

from punte.core.access.door import acting_as
from punte.demo.subjects import Network
from punte.demo.teams import Team, told_at
from punte.investigation.exchange.door import (
    Choice,
    Options,
    Upload,
    begin_import,
    choose_columns,
    start_import,
    work_off,
)
from punte.investigation.subjects.door import Handling, InfoGrade, SourceGrade

HEAD = ("Numar A", "Numar B", "Data apel", "Durata")
ROWS = 60
# Rows as operators do write them: no number, no such day, a duration that is none.
WRONG = (
    ("", "{known}", "{day} 10:00:00", "65"),
    ("{known}", "{other}", "31.02.{year} 18:20:00", "40"),
    ("{known}", "{other}", "{day} 19:05:00", "mult"),
)


def write_lists(team: Team, network: Network) -> None:
    """The lead brings it in by columns that are kept for the operator's next list."""
    with told_at(team.ago(hours=21)), acting_as(team.lead) as by:
        upload = Upload(
            kind="calls", title="Operator inventat, a doua lună", name="apeluri_demo.csv",
            chunks=[_file(team, network)], source_grade=SourceGrade.A,
            info_grade=InfoGrade.CERTAIN, handling=Handling.H0, got_at=team.ago(hours=22),
        )  # fmt: skip
        case = team.case.pk
        run = begin_import(by=by, case_id=case, upload=upload, request_key=team.key("list"))
        run = work_off(run)
        choose_columns(
            by=by, case_id=case, run_id=run.pk, save_as="Operator inventat, apeluri",
            choices=[Choice(column["field"], column["order"]) for column in run.columns],
            options=Options(zone=team.country.zone.key, region=team.country.code),
        )  # fmt: skip
        run.refresh_from_db()
        work_off(run)
        work_off(start_import(by=by, case_id=case, run_id=run.pk))


def _file(team: Team, network: Network) -> bytes:
    """Calls among the phones that the case knows, and among them those that are wrong."""
    numbers = [network.number(which) for which in range(12)]
    rows = [HEAD]
    for _number in range(ROWS):
        # By day: an hour of the night comes twice when the clocks change, and is refused.
        at = team.ago(days=team.rng.randint(2, 34)).astimezone(team.country.zone)
        at = at.replace(hour=team.rng.randint(7, 22), minute=team.rng.randint(0, 59))
        caller, called = team.rng.sample(numbers, 2)
        seconds = str(team.rng.randint(5, 600))
        rows.append((caller, called, f"{at:%d.%m.%Y %H:%M:%S}", seconds))
    day = team.ago(days=9)
    said = {"known": numbers[0], "other": numbers[1], "day": f"{day:%d.%m.%Y}", "year": day.year}
    for wrong in WRONG:
        caller, called, when, seconds = (cell.format(**said) for cell in wrong)
        rows.insert(team.rng.randint(1, len(rows)), (caller, called, when, seconds))
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode()
