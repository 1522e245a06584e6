"""Invented people whose names stand in two scripts, for measuring.

`names.csv` holds given names and surnames, each as a Latin and a Cyrillic record of one invented
person wrote it; rows with one number in `name` are forms of one name, joined by who bore them and,
where nobody bore both, by hand. It is a part of a generated, fictitious set under CC0 (seed
20240611; name stock of Faker's providers ro_RO, ru_RU and uk_UA under MIT, surnames and given
names added by hand), without the records with injected typing errors. Nothing of `linkage` was
made from it, though its misses were looked at.
"""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from punte.algorithms.linkage import Record

Spelt = tuple[str, str]
PLACES = ["Chișinău/Кишинёв", "Bălți/Бельцы", "Cahul/Кагул", "Soroca/Сороки", "Iași/Яссы"]


@dataclass(frozen=True)
class Names:
    """Spellings (Latin, Cyrillic) by the name that they are of; men's and women's given names."""

    given: dict[str, list[list[Spelt]]]
    surnames: list[list[Spelt]]


@cache
def names() -> Names:
    rows: dict[tuple[str, str], dict[str, list[Spelt]]] = defaultdict(lambda: defaultdict(list))
    with Path(__file__).with_name("names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["part"], row["sex"]][row["name"]].append((row["latin"], row["cyrillic"]))
    given = {sex: list(rows["given", sex].values()) for sex in ("m", "f")}
    return Names(given, list(rows["surname", ""].values()))


def true_pairs(count: int, seed: int) -> list[Spelt]:
    """Full names of one person in the two scripts."""
    pick = random.Random(seed)
    found = []
    for _ in range(count):
        given = pick.choice(pick.choice(names().given[pick.choice("mf")]))
        surname = pick.choice(pick.choice(names().surnames))
        found.append(_written(pick, given, surname))
    return found


def _written(pick: random.Random, given: Spelt, surname: Spelt) -> Spelt:
    cyrillic = (surname[1], given[1]) if pick.random() < 0.3 else (given[1], surname[1])
    return f"{given[0]} {surname[0]}", " ".join(cyrillic)


def hard_negatives(count: int, seed: int) -> list[Spelt]:
    """Names of two persons with the same given name, or the same surname; in the two scripts."""
    pick = random.Random(seed)
    found = []
    for turn in range(count):
        of_sex = names().given[pick.choice("mf")]
        if turn % 2:
            given = pick.choice(pick.choice(of_sex))
            one, other = (pick.choice(c) for c in pick.sample(names().surnames, 2))
            found.append(_written(pick, given, (one[0], other[1])))
        else:
            surname = pick.choice(pick.choice(names().surnames))
            one, other = (pick.choice(c) for c in pick.sample(of_sex, 2))
            found.append(_written(pick, (one[0], other[1]), surname))
    return found


def dates(seed: int) -> Callable[[], str]:
    pick = random.Random(seed)

    def date() -> str:
        return f"{pick.randint(1950, 2008)}-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}"

    return date


def people(count: int, seed: int) -> list[Record]:
    """Persons of whom each is one record, in either script."""
    pick, date = random.Random(seed), dates(seed)
    found = []
    for number in range(count):
        sex = pick.choice("mf")
        given = pick.choice(pick.choice(names().given[sex]))
        surname = pick.choice(pick.choice(names().surnames))
        side = pick.randrange(2)
        place = pick.choice(PLACES).split("/")[side]
        found.append(
            Record(f"p{number}", (f"{given[side]} {surname[side]}",), (date(),), (sex,), (place,))
        )
    return found


def pairs_as_records(pairs: Iterable[Spelt], seed: int, prefix: str) -> list[Record]:
    """Two records of each pair, next to each other, both with one date of birth."""
    date = dates(seed)
    found = []
    for number, (latin, cyrillic) in enumerate(pairs):
        birth = date()
        found.append(Record(f"{prefix}{number}-a", (latin,), (birth,)))
        found.append(Record(f"{prefix}{number}-b", (cyrillic,), (birth,)))
    return found
