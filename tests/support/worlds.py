"""Small invented worlds for tests: two countries, a few agencies, people and their viewers.

All names are made up and look it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import factory

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies.door import (
    Account,
    Agency,
    Desk,
    Jurisdiction,
    Membership,
    viewer_for,
)


class JurisdictionFactory(factory.django.DjangoModelFactory[Jurisdiction]):
    class Meta:
        model = Jurisdiction
        django_get_or_create = ("code",)

    code = "MD"
    name = "Testland"
    time_zone = "Europe/Chisinau"
    languages = ["ro", "en", "ru", "uk"]


class AgencyFactory(factory.django.DjangoModelFactory[Agency]):
    class Meta:
        model = Agency

    jurisdiction = factory.SubFactory(JurisdictionFactory)
    kind = "ngo"
    name = factory.Sequence(lambda n: f"Invented Agency {n}")
    place = "Sampletown"


class DeskFactory(factory.django.DjangoModelFactory[Desk]):
    class Meta:
        model = Desk

    agency = factory.SubFactory(AgencyFactory)
    name = factory.Sequence(lambda n: f"Desk {n}")
    services = ["housing"]


class AccountFactory(factory.django.DjangoModelFactory[Account]):
    class Meta:
        model = Account

    email = factory.Sequence(lambda n: f"person{n}@test.invalid")
    name = factory.Sequence(lambda n: f"Tester Number {n}")


def member(
    agency: Agency, role: str = "coordinator", desks: list[Desk] | None = None, **account: Any
) -> Membership:
    """A new person with a role in the agency."""
    membership = Membership.objects.create(
        account=AccountFactory(**account), agency=agency, role=role
    )
    membership.desks.set(desks or [])
    return membership


def viewer(agency: Agency, role: str = "coordinator", desks: list[Desk] | None = None) -> Viewer:
    """A new person's viewer."""
    return viewer_for(member(agency, role, desks))


@dataclass
class World:
    """Two countries: a border post, a coordination unit, an NGO with a desk, oversight.

    Each attribute is made when first asked for.
    """

    @cached_property
    def md(self) -> Jurisdiction:
        return JurisdictionFactory(code="MD", name="Republic of Testova")

    @cached_property
    def ro(self) -> Jurisdiction:
        return JurisdictionFactory(code="RO", name="Testania", time_zone="Europe/Bucharest")

    @cached_property
    def border(self) -> Agency:
        return AgencyFactory(jurisdiction=self.md, kind="border_police")

    @cached_property
    def unit(self) -> Agency:
        return AgencyFactory(jurisdiction=self.md, kind="coordination")

    @cached_property
    def other_unit(self) -> Agency:
        return AgencyFactory(jurisdiction=self.ro, kind="coordination")

    @cached_property
    def ngo(self) -> Agency:
        return AgencyFactory(jurisdiction=self.ro, kind="ngo")

    @cached_property
    def desk(self) -> Desk:
        return DeskFactory(agency=self.ngo, services=["housing", "psychological"])

    @cached_property
    def other_desk(self) -> Desk:
        return DeskFactory(agency=self.ngo, services=["legal"])

    @cached_property
    def police(self) -> Agency:
        return AgencyFactory(jurisdiction=self.md, kind="police")

    @cached_property
    def prosecution(self) -> Agency:
        return AgencyFactory(jurisdiction=self.md, kind="prosecutor")

    @cached_property
    def investigator(self) -> Viewer:
        return viewer(self.police, "investigator")

    @cached_property
    def second_investigator(self) -> Viewer:
        return viewer(self.police, "investigator")

    @cached_property
    def prosecutor(self) -> Viewer:
        return viewer(self.prosecution, "prosecutor")

    @cached_property
    def crime_analyst(self) -> Viewer:
        return viewer(self.police, "crime_analyst")

    @cached_property
    def evidence_keeper(self) -> Viewer:
        return viewer(self.police, "evidence_keeper")

    @cached_property
    def officer(self) -> Viewer:
        return viewer(self.border, "officer")

    @cached_property
    def coordinator(self) -> Viewer:
        return viewer(self.unit, "coordinator")

    @cached_property
    def second_coordinator(self) -> Viewer:
        return viewer(self.unit, "coordinator")

    @cached_property
    def supervisor(self) -> Viewer:
        return viewer(self.unit, "supervisor")

    @cached_property
    def foreign_coordinator(self) -> Viewer:
        return viewer(self.other_unit, "coordinator")

    @cached_property
    def caseworker(self) -> Viewer:
        return viewer(self.ngo, "caseworker", [self.desk])

    @cached_property
    def other_caseworker(self) -> Viewer:
        return viewer(self.ngo, "caseworker", [self.other_desk])

    @cached_property
    def overseer(self) -> Viewer:
        return viewer(AgencyFactory(jurisdiction=self.md, kind="oversight"), "oversight")


__all__ = ["AccountFactory", "AgencyFactory", "DeskFactory", "World", "acting_as", "viewer"]
