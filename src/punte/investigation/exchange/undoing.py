"""Taking a whole list back: what it said is withdrawn, what it made is hidden; nothing is deleted.

Hidden is what has the audience number of a shelf at which nobody sits: no page, search, chart or
count meets it, for the wall itself keeps it away. What others have spoken of since stays.
"""

from __future__ import annotations

from django.db import connection, transaction
from django.utils import timezone

from punte.core.access.door import Viewer
from punte.core.database.beat import Halted
from punte.investigation.cases.door import hold_case
from punte.investigation.exchange.ending import alone
from punte.investigation.exchange.models import ListImport
from punte.investigation.subjects.door import note_row

_WITHDRAW = """
UPDATE investigation_statement SET withdrawn_at = %(at)s, withdrawn_by_id = %(by)s,
  withdrawn_why = %(why)s
WHERE source_id = %(source)s AND withdrawn_at IS NULL
"""
# What this list made and nobody else has spoken of, linked or merged since.
_ALONE = """
CREATE TEMP TABLE exchange_alone ON COMMIT DROP AS
SELECT e.id FROM investigation_import_entity i JOIN investigation_entity e ON e.id = i.entity_id
WHERE i.run_id = %(run)s AND e."group" = e.id
  AND NOT EXISTS (SELECT 1 FROM investigation_statement s WHERE s.entity_id = e.id
    AND s.source_id <> %(source)s AND s.withdrawn_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM investigation_entity m WHERE m."group" = e.id AND m.id <> e.id)
"""
_LINKED = """
DELETE FROM exchange_alone a USING investigation_entity l
WHERE a.id IN (l.tail_id, l.head_id) AND l.case_id = %(case)s AND l.tail_id IS NOT NULL
  AND l.id NOT IN (SELECT id FROM exchange_alone) AND NOT l.audiences = ARRAY[%(shelf)s]
"""
_HIDE = "UPDATE {} SET audiences = ARRAY[%(shelf)s] FROM exchange_alone a WHERE {}"
_HIDDEN = (
    _HIDE.format("investigation_entity e", "e.id = a.id"),
    _HIDE.format("investigation_selector s", "s.entity_id = a.id"),
)


@transaction.atomic
def undo(run: ListImport, viewer: Viewer) -> None:
    """All or nothing. Raises Conflict for a closed case, Halted."""
    alone(run.case_id)
    # From the beginning: what is merged, linked or stated meanwhile must not be hidden too.
    case = hold_case(viewer, run.case_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('punte_audience_seq')")
        shelf = cursor.fetchone()[0]
        about = {
            "at": timezone.now(), "by": viewer.account_id, "why": run.undone_why,
            "source": run.source_id, "run": run.id, "case": run.case_id, "shelf": shelf,
        }  # fmt: skip
        cursor.execute(_WITHDRAW, about)
        withdrawn = cursor.rowcount
        cursor.execute(_ALONE, about)
        cursor.execute(_LINKED, about)
        for statement in _HIDDEN:
            cursor.execute(statement, about)
        cursor.execute("SELECT count(*) FROM exchange_alone")
        hidden = cursor.fetchone()[0]
    note_row(
        viewer, case, run, "list.undone", list=str(run.id), statements=withdrawn, entities=hidden
    )
    changed = ListImport.objects.filter(id=run.id, state=ListImport.State.UNDOING).update(
        state=ListImport.State.UNDONE, shelf=shelf, moved_at=timezone.now(), failure=""
    )
    if not changed:
        raise Halted
