"""The directory of agencies and their desks, and the page of one agency."""

from __future__ import annotations

from django.conf.locale import LANG_INFO
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.agencies import queries
from punte.core.agencies.forms import DirectoryForm
from punte.core.agencies.models import Agency, Membership, Service
from punte.ui.tables import Column, Table


@requires(Permission.SEE_DIRECTORY)
@require_GET
def directory(request: ViewerRequest) -> HttpResponse:
    form = DirectoryForm(request.GET or None)
    wanted = form.wanted() if form.is_bound else queries.Wanted()
    table = Table(
        name="agencies",
        columns=_directory_columns(),
        rows=queries.directory(wanted),
        params=request.GET,
        caption=_("Agencies"),
        default_sort="name",
        filters=form,
        empty_title=_("No agency yet"),
        empty_text=_("Here will stand the agencies that work together, and their desks."),
    )
    may_open = request.viewer.may(Permission.MANAGE_JURISDICTION)
    return render(request, "agencies/directory.html", {"table": table, "may_open": may_open})


def _directory_columns() -> list[Column]:
    return [
        Column("name", _("Agency"), sort="name", head=True, link=agency_url),
        Column(
            "kind",
            _("Kind"),
            value=lambda a: a.get_kind_display(),
            sort="kind",
        ),
        Column("country", _("Country"), value="jurisdiction.name", sort="jurisdiction__name"),
        Column("place", _("Place"), value=place_of, sort="district"),
        Column("services", _("Services"), value=services_of, template="agencies/cells/chips.html"),
        Column("desks", _("Open desks"), value="desk_count", sort="desk_count", number=True),
    ]


def agency_url(agency: Agency) -> str:
    return reverse("agencies:agency", args=[agency.pk])


def place_of(agency: Agency) -> str:
    """Town and district; of a shelter the district alone."""
    parts = [agency.district] if agency.kind == "shelter" else [agency.place, agency.district]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def services_of(agency: Agency) -> list[str]:
    """Names of the services of the open desks, each once."""
    keys = {key for desk in agency.desks.all() if desk.open for key in desk.services}
    return [str(label) for key, label in Service.choices if key in keys]


@requires(Permission.SEE_DIRECTORY)
@require_GET
def agency(request: ViewerRequest, pk: int) -> HttpResponse:
    found = queries.get_agency(pk)
    viewer = request.viewer
    context = {
        "agency": found,
        "facts": [
            (_("Kind"), found.get_kind_display()),
            (_("Country"), found.jurisdiction.name),
            (_("Place"), place_of(found)),
        ],
        "desks": desk_rows(found),
        "sees_people": queries.sees_people(viewer, found),
        "people": people_table(request, found),
        "manages": queries.manages(viewer, found, Permission.MANAGE_AGENCY),
        "invites": queries.manages(viewer, found, Permission.MANAGE_PEOPLE),
        "breadcrumbs": [
            {"label": _("Agencies"), "url": reverse("agencies:directory")},
            {"label": found.name},
        ],
    }
    return render(request, "agencies/agency.html", context)


def language_name_in_itself(code: str) -> str:
    """`ro` → `Română`, the same for every reader; the code when Django lacks it."""
    name = str(LANG_INFO.get(code, {}).get("name_local", code))
    return name[:1].upper() + name[1:]


def desk_rows(found: Agency) -> list[dict[str, object]]:
    """The desks of an agency, each with the names of its services and languages."""
    labels = dict(Service.choices)
    return [
        {
            "desk": desk,
            "services": [labels.get(key, key) for key in desk.services],
            "districts": ", ".join(desk.districts),
            "languages": ", ".join(language_name_in_itself(code) for code in desk.languages),
        }
        for desk in found.desks.select_related("successor")
    ]


def people_table(request: ViewerRequest, found: Agency) -> Table:
    """The people of an agency; who manages them may follow each to a page of their own."""
    may = queries.manages(request.viewer, found, Permission.MANAGE_PEOPLE)
    return Table(
        name="people",
        columns=people_columns(may),
        rows=queries.people_of(found, by=request.viewer),
        params=request.GET,
        caption=_("People"),
        default_sort="person",
        empty_title=_("Nobody works here yet"),
        empty_text=_("Here will stand the people of this agency, with role and desks."),
        empty_url=reverse("agencies:invite", args=[found.pk]) if may else "",
        empty_action=_("Invite a person") if may else "",
    )


def people_columns(may: bool) -> list[Column]:
    """Name, role, desks, since; with links and state for who manages people."""

    def link(membership: Membership) -> str:
        return reverse("agencies:person", args=[membership.pk])

    columns = [
        Column(
            "person",
            _("Name"),
            value="account.name",
            sort="account__name",
            head=True,
            link=link if may else None,
        ),
        Column("role", _("Role"), value=lambda m: m.get_role().name, sort="role"),
        Column("desk", _("Desks"), value=lambda m: ", ".join(d.name for d in m.desks.all())),
        Column("since", _("Since"), sort="since"),
    ]
    if may:
        columns.append(
            Column(
                "state",
                _("State"),
                value=lambda m: m.get_state_display(),
                sort="state",
                template="agencies/cells/state.html",
            )
        )
    return columns
