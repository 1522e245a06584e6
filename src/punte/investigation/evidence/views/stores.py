"""Stores: the list, what one holds, its keepers, and taking stock."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import NotHere
from punte.core.once import once_key_of
from punte.investigation.evidence.actions import stores as acts
from punte.investigation.evidence.forms.stores import (
    CountForm,
    EditPlaceForm,
    KeeperForm,
    PlaceForm,
)
from punte.investigation.evidence.models import Store
from punte.investigation.evidence.queries.exhibits import held_by, waiting_for
from punte.investigation.evidence.queries.stores import (
    get_store,
    get_taking,
    keepers_of,
    lines_of,
    missing_in,
    possible_keepers,
    stores_of,
    takings_of,
)
from punte.investigation.evidence.views.custody import _link
from punte.ui.acts import act_page
from punte.ui.tables import Column, Table


@require_GET
@requires(Permission.KEEP_STORE)
def stores(request: ViewerRequest) -> HttpResponse:
    """The stores of one's agency."""
    viewer = request.viewer
    table = Table(
        name="stores",
        columns=[
            Column("name", _("Store"), head=True, sort="name", link=Store.get_absolute_url),
            Column("address", _("Where it is")),
            Column("capacity", _("Room for"), number=True, sort="capacity"),
            Column("mine", _("You keep it"),
                   value=lambda row: _("yes") if row.circle in viewer.audiences else ""),
        ],
        rows=stores_of(viewer),
        params=request.GET,
        caption=_("Stores of exhibits"),
        empty_title=_("No store yet"),
        empty_text=_("Open one, name its shelves, and take exhibits over."),
        empty_url=reverse("investigation:store_new"),
        empty_action=_("Open a store"),
    )  # fmt: skip
    return render(request, "evidence/stores.html", {"table": table})


@requires(Permission.KEEP_STORE)
def store_new(request: ViewerRequest) -> HttpResponseBase:
    """Open a store."""

    def act(values: dict[str, Any]) -> Store:
        place = acts.Place(**values)
        return acts.open_store(by=request.viewer, place=place, request_key=once_key_of(request))[0]

    return act_page(
        request,
        PlaceForm(request.POST or None),
        act=act,
        back=reverse("investigation:stores"),
        title=_("Open a store"),
        done=_("The store is open, and you keep it."),
    )


def _kept(request: ViewerRequest, store_id: UUID) -> Store:
    """A store that one keeps; another's is not here."""
    store = get_store(request.viewer, store_id)
    if store.circle not in request.viewer.audiences:
        raise NotHere(what="read a store", subject=store_id)
    return store


@require_GET
@requires(Permission.KEEP_STORE)
def store(request: ViewerRequest, store_id: UUID) -> HttpResponseBase:
    """What a store holds, and what is on its way."""
    viewer = request.viewer
    kept = _kept(request, store_id)
    acts.note_reading(viewer, kept)
    rows = held_by(viewer, kept.key)
    here = reverse("investigation:store", args=[store_id])
    table = Table(
        name="store",
        columns=[
            Column("number", pgettext("exhibit", "Number"), head=True, sort="number", link=_link),
            Column("what", _("What it is"), sort="what"),
            Column("seal", _("Seal"), sort="seal"),
            Column("shelf", _("Shelf"), sort="shelf"),
            Column("state", _("State"), value=lambda row: row.get_state_display(), sort="state",
                   template="evidence/cells/state.html"),
        ],
        rows=rows,
        params=request.GET,
        caption=_("In this store"),
        csv_url=f"{here}?format=csv",
        empty_title=_("Nothing is kept here yet"),
        empty_text=_("What is handed over to this store waits above until you receive it."),
    )  # fmt: skip
    if request.GET.get("format") == "csv":
        return table.csv_response("store.csv")
    takings = takings_of(viewer, kept)[:5]
    context = {
        "store": kept,
        "table": table,
        "held": rows.count(),
        "waiting": waiting_for(viewer).filter(offered=kept.key),
        "keepers": keepers_of(kept),
        "takings": takings,
        "running": next((one for one in takings if one.ended_at is None), None),
        "breadcrumbs": [{"label": _("Stores"), "url": reverse("investigation:stores")}],
    }
    return render(request, "evidence/store.html", context)


@requires(Permission.KEEP_STORE)
def store_edit(request: ViewerRequest, store_id: UUID) -> HttpResponseBase:
    """Other facts for a store."""
    kept = _kept(request, store_id)
    fields = ("name", "address", "capacity", "shelves", "version")

    def act(values: dict[str, Any]) -> Store:
        version = values.pop("version")
        place = acts.Place(**values)
        return acts.edit_store(by=request.viewer, store_id=store_id, place=place, version=version)

    return act_page(
        request,
        EditPlaceForm(request.POST or None, initial={key: getattr(kept, key) for key in fields}),
        act=act,
        back=kept.get_absolute_url(),
        title=_("The store"),
        done=_("The change is kept."),
        version=lambda: kept.version,
    )


@requires(Permission.KEEP_STORE)
def keeper_new(request: ViewerRequest, store_id: UUID) -> HttpResponseBase:
    """Name one more keeper."""
    kept = _kept(request, store_id)

    def act(values: dict[str, Any]) -> Store:
        account = values["keeper"].account_id
        return acts.name_keeper(
            by=request.viewer, store_id=store_id, account=account, version=values["version"]
        )

    return act_page(
        request,
        KeeperForm(
            request.POST or None,
            keepers=possible_keepers(kept),
            initial={"version": kept.version},
        ),
        act=act,
        back=kept.get_absolute_url(),
        title=_("Name a keeper"),
        done=_("The keeper is named."),
        lead=kept.name,
    )


@require_POST
@requires(Permission.KEEP_STORE)
def keeper_end(request: ViewerRequest, store_id: UUID, account_id: int) -> HttpResponse:
    """A keeper keeps it no more."""
    kept = _kept(request, store_id)
    acts.release_keeper(
        by=request.viewer, store_id=store_id, account=account_id, version=kept.version
    )
    return redirect(kept.get_absolute_url())


@require_POST
@requires(Permission.KEEP_STORE)
def stock_new(request: ViewerRequest, store_id: UUID) -> HttpResponse:
    """Begin to take stock."""
    key = once_key_of(request)
    taking = acts.begin_stock(by=request.viewer, store_id=store_id, request_key=key)
    return redirect("investigation:stock", taking.pk)


@requires(Permission.KEEP_STORE)
def stock(request: ViewerRequest, taking_id: UUID) -> HttpResponse:
    """Scan or type what is there; what is missing stands beside it."""
    viewer = request.viewer
    taking = get_taking(viewer, taking_id)
    form = CountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.count_one(by=viewer, taking_id=taking_id, typed=form.cleaned_data["typed"])
        return redirect("investigation:stock", taking_id)
    context = {
        "taking": taking,
        "form": CountForm() if request.method == "GET" else form,
        "lines": lines_of(viewer, taking)[:100],
        "missing": missing_in(viewer, taking)[:200] if taking.ended_at is None else [],
        "missing_count": missing_in(viewer, taking).count() if taking.ended_at is None else 0,
        "breadcrumbs": [{"label": taking.store.name, "url": taking.store.get_absolute_url()}],
    }
    return render(request, "evidence/stock.html", context)


@require_POST
@requires(Permission.KEEP_STORE)
def stock_end(request: ViewerRequest, taking_id: UUID) -> HttpResponse:
    """All was looked at."""
    taking = acts.end_stock(by=request.viewer, taking_id=taking_id)
    return redirect("investigation:stock", taking.pk)
