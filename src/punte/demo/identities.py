"""Identities for the vault: invented names in Latin or Cyrillic, numbers that cannot be real."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from punte.core.vault.kinds import Kind
from punte.demo.cases import Case, Guard
from punte.demo.desk_work import Work
from punte.demo.names import draw_name, other_spelling
from punte.demo.rng import stream

Values = dict[Kind, list[str]]
# No number of either country begins so: the area code 000 does not exist.
PREFIX = {"MD": "+373 000", "RO": "+40 000"}
AGES = {"adult": (18, 55), "child": (3, 17), "unknown": (14, 24)}


def identity_of(case: Case) -> Values:
    """The same identity each time it is asked for."""
    rng = stream(0, case.id)
    given, family = draw_name(rng, case.language, case.sex)
    low, high = AGES[case.age_band]
    born = case.notified.year - rng.randint(low, high)
    values = {
        Kind.GIVEN_NAME: [given],
        Kind.FAMILY_NAME: [family],
        Kind.BIRTH_DATE: [f"{born}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"],
    }
    if rng.random() < 0.5:
        prefix = PREFIX.get(case.unit.country, PREFIX["MD"])
        values[Kind.PHONE] = [f"{prefix} {rng.randint(0, 999):03d} {rng.randint(0, 99):02d}"]
    if rng.random() < 0.45:
        values[Kind.DOCUMENT] = [f"DEMO{rng.randint(0, 99_999_999):08d}"]
    spelling = f"{other_spelling(given)} {other_spelling(family)}"
    if rng.random() < 0.1 and spelling != f"{given} {family}":
        values[Kind.OTHER_NAME] = [spelling]
    return values


def keep_identity(work: Work, case: Case) -> None:
    """The person's own identity, where the notification named them."""
    values = identity_of(case)
    guard = case.guard(work.now, "identity")
    _seal(work, case.id, case, values, case.notified, guard, case.sender)
    work.log(
        case.notified, "person.keep_identity", case.sender, case.id, [case.owner],
        {"fields": sorted(kind.value for kind in values)},
    )  # fmt: skip


def share_identity(
    work: Work,
    case: Case,
    referral: str,
    kinds: Iterable[str],
    sent: datetime,
    guard: Guard,
) -> None:
    """The copy of chosen fields that goes with a referral: a subject of its own."""
    held = identity_of(case)
    values = {Kind(key): held[Kind(key)] for key in kinds if Kind(key) in held}
    _seal(work, referral, case, values, sent, guard, case.coordinator)


def _seal(
    work: Work,
    subject: str,
    case: Case,
    values: Values,
    at: datetime,
    guard: Guard,
    by: int,
) -> None:
    owner, audiences, ends = guard
    rows = work.sealer.seal_person(
        UUID(hex=subject),
        values,
        owner=owner,
        audiences=audiences,
        at=at,
        written_by=by,
        region=case.unit.country,
        grants_end=ends,
    )
    work.sheet.add("vault_key", *rows.key)
    for item in rows.items:
        work.sheet.add("vault_item", *item)
    for token in rows.tokens:
        work.sheet.add("vault_token", *token)
