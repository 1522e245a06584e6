"""A prosecutor releases what lay in quarantine: from then on it is a recording like any other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from punte.core.access.door import Viewer
from punte.core.once import derived_key
from punte.investigation.cases.door import Case
from punte.investigation.evidence.door import Incoming, add_file, get_exhibit
from punte.investigation.recordings.actions.taking import new_exhibit
from punte.investigation.recordings.models import Analysis, Intake, Recording
from punte.investigation.recordings.words import Progress, Standing


def released(by: Viewer, keys: Sequence[UUID]) -> None:
    """They may be heard, are looked through, and are files of their folder's exhibit."""
    folders: dict[UUID, list[Recording]] = defaultdict(list)
    rows = Recording.objects.filter(pk__in=keys, state=Standing.SEALED)
    for row in rows.select_related("intake", "case").order_by("number"):
        row.state = Standing.OPEN
        row.save(update_fields=["state"])
        _look_through(row)
        # A closed case takes no exhibits in; a release is lawful there all the same.
        if row.exhibit is None and row.case.open:
            folders[row.intake_id].append(row)
    for some in folders.values():
        _exhibit(by, some[0].case, some[0].intake, some)


def _look_through(row: Recording) -> None:
    from punte.investigation.recordings.tasks import analyse

    made, new = Analysis.objects.get_or_create(
        recording=row,
        defaults={"case_id": row.case_id, "owner": row.owner, "audiences": row.audiences},
    )
    if new or made.state == Progress.WAITING:
        analyse.defer(recording_id=str(row.pk))


def _exhibit(by: Viewer, case: Case, intake: Intake, rows: list[Recording]) -> None:
    """Originals of the exhibit that the rest of the folder is, or of one of their own."""
    files = [Incoming(name=row.name, stored=row.stored) for row in rows]
    kept = get_exhibit(by, case, intake.exhibit) if intake.exhibit else None
    if kept is None or kept.ended:
        key = derived_key(intake.request_key, f"released {rows[0].pk}")
        kept = new_exhibit(by, case, intake, rows, files, key)
        intake.exhibit = kept.pk
        intake.save(update_fields=["exhibit"])
    else:
        for file in files:
            add_file(by=by, case_id=case.pk, exhibit_id=kept.pk, incoming=file)
    Recording.objects.filter(pk__in=[row.pk for row in rows]).update(exhibit=kept.pk)
