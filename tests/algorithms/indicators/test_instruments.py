"""The lists as they stand in the data."""

import hashlib
import json
from importlib.resources import files

import pytest

from punte.algorithms import indicators
from punte.algorithms.indicators import AgeBand, Form, Path, Strength

PATHS: tuple[Path, ...] = ("adult", "child")
FORMS: tuple[Form, ...] = ("sexual", "labour")
DIMENSIONS = (
    "deceptive_recruitment",
    "coercive_recruitment",
    "abuse_vulnerability_recruitment",
    "exploitation",
    "coercion_destination",
    "abuse_vulnerability_destination",
)
# A screening stores the version of its instrument, so data under a version never changes.
DIGESTS = {
    "indicators-v1.json": "643c1b3ce93720037684c060592e35fb08d089708e61e2ce708c4f9d17a62caa",
    "border-v1.json": "d878ddf04b9a37736de8e43d9e117ae73b55acd9b9df20a0a8e9f000b9f5c7c0",
}


@pytest.mark.parametrize("name", sorted(DIGESTS))
def test_data_under_a_version_never_changes(name: str) -> None:
    content = (files("punte.algorithms.indicators") / "data" / name).read_bytes()
    assert hashlib.sha256(content).hexdigest() == DIGESTS[name]
    assert json.loads(content)["_meta"]["wording"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("form", FORMS)
def test_a_delphi_list(path: Path, form: Form) -> None:
    instrument = indicators.load_instrument(path, form)
    assert instrument.version == f"delphi-{path}-{form}-v1"
    assert instrument.dimensions == DIMENSIONS
    assert len(instrument.items) in (65, 66, 67)
    assert len({item.id for item in instrument.items}) == len(instrument.items)
    assert all(item.text and item.confidence for item in instrument.items)
    assert all(number in range(1, 12) for item in instrument.items for number in item.ilo11)


def test_the_adult_labour_list_counts_as_published() -> None:
    items = indicators.load_instrument("adult", "labour").items
    counts = [sum(item.dimension == name for item in items) for name in DIMENSIONS]
    assert counts == [10, 10, 16, 9, 15, 7]
    assert all(item.strength for item in items)


@pytest.mark.parametrize("path", PATHS)
def test_unverified_strengths_stay_unrated(path: Path) -> None:
    items = indicators.load_instrument(path, "sexual").items
    unverified = [item for item in items if item.confidence == "memory_unverified"]
    assert len(unverified) > 60
    assert all(item.strength is None for item in unverified)
    rated = {item.concept for item in items if item.strength is Strength.STRONG}
    assert "forced_tasks_clients" in rated


def test_no_other_list() -> None:
    with pytest.raises(ValueError, match="begging"):
        indicators.load_instrument("adult", "begging")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="nothing"):
        indicators.unodc_instrument("nothing")


def test_the_border_talk() -> None:
    instrument = indicators.border_instrument()
    assert len(instrument.items) == 15
    assert instrument.dimensions == ("means", "act", "purpose", "vulnerability")
    assert not instrument.rated
    assert all(item.strength is None for item in instrument.items)
    assert all(item.text.endswith("?") for item in instrument.items)
    assert [item.id for item in instrument.items if item.urgent] == [
        "BO-01",
        "BO-08",
        "BO-12",
        "BO-14",
    ]


def test_the_unodc_signs() -> None:
    general = indicators.unodc_instrument()
    assert (general.version, len(general.items)) == ("unodc-general-v1", 35)
    every = indicators.unodc_instrument(*indicators.UNODC_CATEGORIES)
    assert len(every.items) == 99
    assert not every.rated


def test_the_terms() -> None:
    assert len(indicators.ilo_forced_labour()) == 11
    assert indicators.ilo_forced_labour()[9] == "Debt bondage"
    assert "harbouring" in indicators.palermo_terms()["act"]


@pytest.mark.parametrize(
    ("age", "path"),
    [
        (AgeBand.ADULT, "adult"),
        (AgeBand.CHILD, "child"),
        (AgeBand.UNKNOWN, "child"),
        (None, "child"),
    ],
)
def test_unknown_age_follows_the_child(age: AgeBand | None, path: Path) -> None:
    assert indicators.path_for(age) == path
