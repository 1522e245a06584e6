"""`python -m punte begin`: a country's first agency and administrators; for `./punte begin`."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from punte.core.agencies import actions
from punte.core.agencies.actions.begin import administrators_of, invited_to
from punte.core.agencies.actions.invitations import DAYS
from punte.core.agencies.countries import COUNTRIES
from punte.core.agencies.forms import NewAgencyForm, PersonForm
from punte.core.agencies.models import AgencyKind, Jurisdiction
from punte.core.errors import PunteError


class Command(BaseCommand):
    """Works as the owner of the database; makes all of it or nothing."""

    help = (
        "Make the first agency of a country and invite its administrators, two of them at best."
        " The same call again makes nothing twice; who has not signed in yet gets a new link."
        " Links lead to PUNTE_ADDRESS, where people open Punte."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--country", required=True, choices=COUNTRIES)
        parser.add_argument("--agency", required=True, metavar="NAME")
        parser.add_argument(
            "--kind", default=AgencyKind.COORDINATION.value, choices=AgencyKind.values
        )
        parser.add_argument("--place", default="", help="the agency's town")
        parser.add_argument(
            "--administrator",
            required=True,
            action="append",
            metavar='"NAME <MAIL>"',
            help="may be repeated",
        )
        parser.add_argument(
            "--again",
            action="store_true",
            help="let an administrator back in who lost all access, or add one though the country"
            " has some; oversight and the other administrators are told",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        values = {"name": options["agency"], "kind": options["kind"], "place": options["place"]}
        agency = _checked(NewAgencyForm(values), "the agency")
        people = [_person(text) for text in options["administrator"]]
        try:
            admitted = actions.begin(
                country=options["country"],
                kind=agency["kind"],
                name=agency["name"],
                place=agency["place"],
                administrators=people,
                again=options["again"],
            )
        except PunteError as error:
            raise CommandError(error.message, returncode=1) from error
        country = Jurisdiction.objects.get(pk=options["country"])
        self.stdout.write(f"{agency['name']} ({country.name})")
        for one in admitted:
            self._tell(one, ZoneInfo(country.time_zone))
        everyone = {member.account.email for member in administrators_of(country)}
        everyone |= set(invited_to(country).values_list("email", flat=True))
        if len(everyone) < 2:
            self.stdout.write(
                "\nBetter have two administrators: a rule on approvals changes only when a second"
                "\none agrees, and one lets nobody down who lost a phone. Run this again with one"
                "\nmore --administrator, or let the first invite another."
            )

    def _tell(self, one: actions.Admitted, zone: ZoneInfo) -> None:
        who = f"\n{one.name} <{one.email}>"
        if one.invitation is None:
            self.stdout.write(f"{who} is an administrator already.")
            return
        until = one.invitation.expires_at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
        link = settings.PUBLIC_ADDRESS.rstrip("/")
        link += reverse("agencies:invitation_link", args=[one.token])
        self.stdout.write(
            f"{who}: for them alone, works once, {DAYS} days, until {until}\n  {link}"
        )


def _person(text: str) -> tuple[str, str]:
    name, bracket, email = text.rpartition("<")
    if not bracket or not email.endswith(">"):
        raise CommandError(f"{text!r} is not like 'Name <mail@example.org>'.", returncode=1)
    found = _checked(PersonForm({"name": name, "email": email[:-1]}), repr(text))
    return found["name"], found["email"]


def _checked(form: forms.Form, what: str) -> dict[str, Any]:
    """The clean values; else CommandError with what is wrong where."""
    if form.is_valid():
        return form.cleaned_data
    wrong = [
        f"{form.fields[field].label}: {' '.join(map(str, errors))}"
        for field, errors in form.errors.items()
    ]
    raise CommandError(f"In {what}: {' '.join(wrong)}", returncode=1)
