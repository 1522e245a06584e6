"""Notifying: one thing a page with the answers checked at the end, or the quick form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, Viewer, ViewerRequest, requires
from punte.core.errors import NotHere
from punte.core.once import once_key_of
from punte.protection.duplicates.door import Advice, advice_for_values
from punte.protection.identification import rules
from punte.protection.identification.actions.notification import FirstSign, notify
from punte.protection.identification.drafts import (
    Draft,
    drop_draft,
    load_draft,
    new_draft,
    save_draft,
)
from punte.protection.identification.forms.notification import (
    ContactForm,
    IdentityForm,
    NamingForm,
    PersonForm,
    QuickForm,
    SignsForm,
    StepForm,
    UnitForm,
    WhereForm,
    sign_values,
)
from punte.protection.identification.models import Notification
from punte.protection.identification.models.words import Channel
from punte.protection.identification.queries.notification import default_unit, made_by_key
from punte.protection.identification.views.notify_answers import answer_rows

STEPS: dict[str, type[StepForm]] = {
    "where": WhereForm,
    "signs": SignsForm,
    "person": PersonForm,
    "contact": ContactForm,
    "naming": NamingForm,
    "unit": UnitForm,
}
ORDER = list(STEPS)
IDENTITY = frozenset(IdentityForm.base_fields)


def step_url(step: str) -> str:
    return reverse("protection:notify_step", args=[step])


def read_pages(viewer: Viewer, draft: Draft) -> tuple[dict[str, Any], str | None]:
    """Cleaned answers up to the first page that is missing or no longer fits, and that page."""
    cleaned: dict[str, Any] = {}
    for name, form_class in STEPS.items():
        if name not in draft.pages:
            return cleaned, name
        form = form_class(MultiValueDict(draft.pages[name]), viewer=viewer, so_far=cleaned)
        if not form.is_valid():
            return cleaned, name
        cleaned.update(form.cleaned_data)
    return cleaned, None


@require_GET
@requires(Permission.NOTIFY)
def start(request: ViewerRequest) -> HttpResponse:
    """Begin anew, or go on with the draft that is there."""
    draft = load_draft(request.session)
    if draft is None or "anew" in request.GET:
        draft = new_draft()
        save_draft(request.session, draft)
    return redirect(next_url(request.viewer, draft))


def next_url(viewer: Viewer, draft: Draft) -> str:
    missing = read_pages(viewer, draft)[1]
    return step_url(missing) if missing else reverse("protection:notify_check")


@cache_control(no_store=True)
@requires(Permission.NOTIFY)
def step(request: ViewerRequest, name: str) -> HttpResponse:
    """One page of the notification."""
    if name not in STEPS:
        raise NotHere(what="notification step")
    draft = load_draft(request.session)
    if draft is None:
        return redirect("protection:notify")
    so_far, missing = read_pages(request.viewer, draft)
    if missing and ORDER.index(name) > ORDER.index(missing):
        return redirect(step_url(missing))
    form = bound_step(request, draft, name, so_far)
    if request.method == "POST" and form.is_valid():
        draft.pages[name] = {
            key: request.POST.getlist(key) for key in form.fields if key in request.POST
        }
        save_draft(request.session, draft)
        return redirect(next_url(request.viewer, draft))
    return render(request, "identification/notification/step.html", step_page(form, name))


def bound_step(request: ViewerRequest, draft: Draft, name: str, so_far: dict[str, Any]) -> StepForm:
    """The form with what was posted now, or said before; a fresh one when neither."""
    if request.method == "POST":
        return STEPS[name](request.POST, viewer=request.viewer, so_far=so_far)
    saved = draft.pages.get(name)
    if saved is None:
        return STEPS[name](viewer=request.viewer, so_far=so_far)
    return STEPS[name](MultiValueDict(saved), viewer=request.viewer, so_far=so_far)


def step_page(form: StepForm, name: str) -> dict[str, Any]:
    place = ORDER.index(name)
    before = step_url(ORDER[place - 1]) if place else reverse("protection:notifications_sent")
    return {
        "form": form,
        "title": form.title,
        "lead": form.lead,
        "submit": _("Continue"),
        "back_url": before,
        "place": place + 1,
        "places": len(ORDER) + 1,
        "first": place == 0,
    }


@cache_control(no_store=True)
@requires(Permission.NOTIFY)
def check(request: ViewerRequest) -> HttpResponse:
    """Check the answers, say who the person is when that is known, and send: in one request."""
    draft = load_draft(request.session)
    if request.method == "POST":
        sent = made_by_key(request.viewer, once_key_of(request))
        if sent is not None:
            return redirect("protection:notification", sent.pk)
    if draft is None:
        return redirect("protection:notify")
    cleaned, missing = read_pages(request.viewer, draft)
    if missing:
        return redirect(step_url(missing))
    form = identity_form(request, cleaned)
    look = "look" in request.POST
    fits = request.method == "POST" and once_key_of(request) == draft.once and filled(form)
    if fits and not look:
        identity = form.cleaned_data if form else {}
        sign = FirstSign(**sign_values(cleaned), identity=identity)
        row = notify(by=request.viewer, sign=sign, request_key=draft.once)
        drop_draft(request.session)
        return sent_page(request, row)
    page = {
        "form": form,
        "rows": answer_rows(cleaned, step_url),
        "once": draft.once,
        "back_url": step_url(ORDER[-1]),
        "child_path": rules.is_child_path(cleaned["age_band"]),
        "places": len(ORDER) + 1,
        "looked": fits and look,
        "advice": known_already(request.viewer, form, cleaned) if fits and look else None,
    }
    return render(request, "identification/notification/check.html", page)


def known_already(
    viewer: Viewer, form: IdentityForm | None, cleaned: dict[str, Any]
) -> Advice | None:
    """Who may be the person of this draft; nothing of what was typed is kept."""
    return advice_for_values(viewer, form.cleaned_data, cleaned) if form else None


def identity_form(request: ViewerRequest, cleaned: dict[str, Any]) -> IdentityForm | None:
    """The form for a name; none at all where none may be asked."""
    if not rules.keeps_name(cleaned["name_place"]):
        return None
    return IdentityForm(request.POST if request.method == "POST" else None)


def filled(form: BaseForm | None) -> bool:
    return form is None or form.is_valid()


@cache_control(no_store=True)
@requires(Permission.NOTIFY)
def quick(request: ViewerRequest) -> HttpResponseBase:
    """The form for a crossing: one page, done in a minute."""
    unit = default_unit(request.viewer)
    form = QuickForm(request.POST or None, initial={"to_agency": unit.pk if unit else None})
    if request.method == "POST" and form.is_valid():
        values = {**form.cleaned_data, "channel": Channel.BORDER}
        identity = {name: values.pop(name) for name in IDENTITY & set(values)}
        sign = FirstSign(
            **sign_values(values), found_in=request.viewer.jurisdiction, identity=identity
        )
        row = notify(by=request.viewer, sign=sign, request_key=once_key_of(request))
        return sent_page(request, row)
    return render(request, "identification/notification/quick.html", {"form": form})


def sent_page(request: ViewerRequest, row: Notification) -> HttpResponse:
    messages.success(request, _("Sent. The unit has been told; you will see its answer here."))
    return redirect("protection:notification", row.pk)
