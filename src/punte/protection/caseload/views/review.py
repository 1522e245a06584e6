"""For supervisors: the team's work, and one file looked through."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import Invalid
from punte.core.once import once_key_of
from punte.protection.assistance.door import AssistanceFile, file_frame, get_file, note_reading
from punte.protection.caseload.actions.review import Word, review_file
from punte.protection.caseload.bulk_rules import UNTOUCHED_DAYS
from punte.protection.caseload.forms.work import ReviewForm
from punte.protection.caseload.models.review import Outcome
from punte.protection.caseload.queries.review import loads, reviews_of, to_review
from punte.ui.tables import Column, Table


def review_url(row: AssistanceFile) -> str:
    return reverse("protection:file_review", args=[row.id])


@require_GET
@requires(Permission.REVIEW_FILES)
def reviews(request: ViewerRequest) -> HttpResponse:
    """How the work lies on the team, and which files to look through."""
    table = Table(
        name="reviews",
        columns=[
            Column("person", _("Person"), value=str, head=True, link=review_url),
            Column(
                "caseworker",
                _("Caseworker"),
                value=lambda row: row.caseworker.name if row.caseworker else "",
            ),
            Column("risk", _("Risk"), value=lambda row: row.get_risk_display()),
            Column("last", _("Last looked through"), value="last_review"),
            Column("next", _("Look again on"), value="next_on"),
            Column("changed", _("Changed"), value="changed_at", sort="changed_at"),
        ],
        rows=to_review(request.viewer),
        params=request.GET,
        caption=_("Files to look through"),
        default_sort="changed",
        count_to=1000,
        empty_title=_("Nothing to look through"),
        empty_text=_("Files stand here when their next look is due."),
    )
    context = {"table": table, "loads": loads(request.viewer), "untouched_days": UNTOUCHED_DAYS}
    return render(request, "caseload/reviews.html", context)


@requires(Permission.REVIEW_FILES)
def review(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """Earlier reviews, and the form for one more."""
    file = get_file(request.viewer, file_id)
    form = ReviewForm(request.POST or None, initial={"version": file.version})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        word = Word(Outcome(values["outcome"]), values["note"], values["next_on"])
        try:
            review_file(
                by=request.viewer,
                file=file.id,
                word=word,
                version=values["version"],
                request_key=once_key_of(request),
            )
            messages.success(request, _("The review is kept; the caseworker is told."))
            return redirect("protection:reviews")
        except Invalid as error:
            form.add_error(None, error.message)
    if request.method == "GET":
        note_reading(request.viewer, file, "review")
    rows = reviews_of(request.viewer, file)
    context = file_frame(request.viewer, file, "review", form=form, reviews=rows)
    return render(request, "caseload/review.html", context)
