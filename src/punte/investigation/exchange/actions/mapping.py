"""What the columns of a list mean, and how the clock stood that wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Conflict, Invalid
from punte.investigation.cases.door import hold_case
from punte.investigation.exchange.actions.imports import go, zone_of
from punte.investigation.exchange.lists.fields import Kind, kind_of, with_needs
from punte.investigation.exchange.lists.moments import Order
from punte.investigation.exchange.models import ListImport
from punte.investigation.exchange.passing import owner_of
from punte.investigation.exchange.queries import get_run
from punte.investigation.exchange.specs import apply_spec, newest_specs, save_spec
from punte.investigation.subjects.door import note_row

FARTHEST = 14 * 24 * 60


@dataclass(frozen=True)
class Choice:
    """What a column means: a field's key or nothing, and in which order it writes dates."""

    field: str
    order: str = ""


@dataclass(frozen=True)
class Options:
    """zone: of the clock that wrote. region: of numbers without a country. offset: minutes that
    the clock was behind, added to all moments. owner: in whose phone contacts were.
    """

    zone: str
    region: str
    offset: int = 0
    owner: str = ""


@transaction.atomic
def choose_columns(
    *, by: Viewer, case_id: UUID, run_id: UUID, choices: list[Choice], options: Options,
    save_as: str = "",
) -> ListImport:  # fmt: skip
    """Say what each column means; let the worker check all rows.

    save_as: keep the choice for the next list of this provider. Raises Refused, NotHere, Conflict
    (something runs, or it is in), Invalid naming the column.
    """
    case = hold_case(by, case_id, permission=Permission.IMPORT_DATA)
    run = get_run(by, case_id, run_id, lock=True)
    if not run.may_map:
        raise Conflict(what="list.choose")
    if len(choices) != len(run.columns):
        raise Invalid(_("The columns have changed. Open the page again."))
    run.options = _checked_options(options)
    kind = with_needs(kind_of(run.kind), owner=bool(options.owner.strip()))
    for column, choice in zip(run.columns, choices, strict=True):
        column.update(_checked(kind, column, choice))
    _check_whole(kind, run.columns)
    _check_owner(run)
    if save_as.strip():
        save_spec(by, run, save_as.strip()[:80])
    go(
        run, ListImport.State.CHECKING, "check", columns=run.columns, options=run.options,
        attempt=run.attempt + 1,
    )  # fmt: skip
    note_row(by, case, run, "list.check", list=str(run.pk))
    return run


def _checked_options(options: Options) -> dict[str, Any]:
    zone_of(options.zone)
    if len(options.region) != 2 or not options.region.isalpha():
        raise Invalid(_("Choose the country of numbers without a country's code."))
    if abs(options.offset) > FARTHEST:
        raise Invalid(_("A clock is corrected by at most fourteen days."))
    return {
        "zone": options.zone,
        "region": options.region.upper(),
        "offset": options.offset,
        "owner": options.owner.strip(),
    }


def _checked(kind: Kind, column: dict[str, Any], choice: Choice) -> dict[str, str]:
    field = kind.field(choice.field) if choice.field else None
    if choice.field and field is None:
        raise Invalid(_("%(column)s: there is no such field.") % {"column": column["name"]})
    if choice.order not in set(Order):
        raise Invalid(_("%(column)s: choose one of the orders.") % {"column": column["name"]})
    if field is not None and field.type == "when" and column["ask"] and not choice.order:
        raise Invalid(
            _("%(column)s: say whether the day or the month comes first.")
            % {"column": column["name"]}
        )
    return {"field": choice.field, "order": choice.order or column["order"]}


def _check_whole(kind: Kind, columns: list[dict[str, Any]]) -> None:
    chosen = [column["field"] for column in columns if column["field"]]
    for key in chosen:
        field = kind.field(key)
        if chosen.count(key) > 1 and field is not None:
            raise Invalid(
                _("Two columns are chosen for one field: %(field)s.") % {"field": field.label}
            )
    if not any(need <= set(chosen) for need in kind.needs):
        lacking = min((need - set(chosen) for need in kind.needs), key=len)
        names = [str(field.label) for field in kind.fields if field.key in lacking]
        raise Invalid(
            _("No column is chosen for what every row needs: %(fields)s.")
            % {"fields": ", ".join(names)}
        )


def _check_owner(run: ListImport) -> None:
    owner = owner_of(run)
    if owner is not None and not owner.keys:
        raise Invalid(_("The phone that the contacts are from is no number."))


@transaction.atomic
def use_spec(*, by: Viewer, case_id: UUID, run_id: UUID, spec: UUID) -> ListImport:
    """Read the columns by another of the agency's specifications. Raises as `choose_columns`."""
    hold_case(by, case_id, permission=Permission.IMPORT_DATA)
    run = get_run(by, case_id, run_id, lock=True)
    found = newest_specs(by, run.kind).filter(pk=spec).first()
    if found is None or not run.may_map:
        raise Conflict(what="list.choose")
    apply_spec(run, by, found)
    run.save(update_fields=["columns", "options", "said"])
    return run
