"""What Punte stands on: locked by hash, under licences that fit its own, each with its reason."""

from __future__ import annotations

import json
import re
import tomllib
from importlib import metadata

import pytest

from tests.house.source import HOUSE, ROOT

REQUIREMENTS = ROOT / "requirements"
PAGE = ROOT / "docs/dependencies.md"
# Free licences under which a part may be joined with a work under AGPL-3.0-or-later.
FITTING = {
    *(
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "0BSD",
        "ISC",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "Apache-2.0",
        "PSF-2.0",
    ),
    *("MPL-2.0", "LGPL-2.1-or-later", "LGPL-3.0-only", "OFL-1.1", "Zlib", "CC0-1.0"),
    "W3C-20150513",
}
# Older metadata says it in words of its own.
SAME_AS = {
    "BSD": "BSD-3-Clause",
    "Python Software Foundation License": "PSF-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "MIT License": "MIT",
    "ISC License (ISCL)": "ISC",
    "BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
}
# Its metadata names none; read in the source of the project.
READ_BY_HAND = {"axe-playwright-python": "MIT"}
OSI = "License :: OSI Approved :: "


def wanted(name: str) -> set[str]:
    """The direct dependencies that a requirements/*.in names."""
    lines = (REQUIREMENTS / name).read_text().splitlines()
    return {m[0] for line in lines if (m := re.match(r"[a-z][a-z0-9-]*", line))}


def locked(name: str) -> dict[str, str]:
    """Version by name in a lock file."""
    return dict(re.findall(r"^([a-z][\w.-]*)==(\S+)", (REQUIREMENTS / name).read_text(), re.M))


def licence_of(name: str) -> str:
    """One licence expression, from the best place where the metadata says it."""
    if name in READ_BY_HAND:
        return READ_BY_HAND[name]
    told = metadata.metadata(name)
    classified = [c.removeprefix(OSI) for c in told.get_all("Classifier") or [] if OSI in c]
    words = told.get("License-Expression") or " OR ".join(SAME_AS.get(c, c) for c in classified)
    words = words or (told.get("License") or "").splitlines()[0]
    return SAME_AS.get(words, words)


def fits(expression: str) -> bool:
    """One of the alternatives must fit, with each of its parts."""
    return any(
        all(part.strip(" ()") in FITTING for part in choice.split(" AND "))
        for choice in expression.split(" OR ")
    )


@pytest.mark.parametrize("name", sorted(locked("dev.txt")))
def test_the_licence_of_each_dependency_fits(name: str) -> None:
    assert fits(licence_of(name)), f"{name}: {licence_of(name)}"


def test_licences_that_do_not_fit_are_found() -> None:
    assert fits("Apache-2.0 OR BUSL-1.1")
    assert not fits("MIT AND SSPL-1.0")
    assert not fits("")


def test_licences_of_browser_assets_fit_and_are_named() -> None:
    rows = json.loads((HOUSE / "ui/static/vendor/vendor.lock.json").read_text())
    assert [row["name"] for row in rows if not fits(row["licence"])] == []
    page = PAGE.read_text(encoding="utf-8")
    assert sorted({row["name"] for row in rows if f"`{row['name']}`" not in page}) == []


@pytest.mark.parametrize("lock", ["base", "media", "dev"])
def test_every_requirement_is_locked_with_its_hash(lock: str) -> None:
    text = (REQUIREMENTS / f"{lock}.txt").read_text()
    blocks = re.split(r"^(?=[a-z])", text, flags=re.M)[1:]
    assert blocks
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert wanted(f"{lock}.in") - locked(f"{lock}.txt").keys() == set()


def test_tests_run_on_the_very_versions_that_people_run() -> None:
    base, dev = locked("base.txt") | locked("media.txt"), locked("dev.txt")
    assert {name: version for name, version in base.items() if dev.get(name) != version} == {}


def test_each_direct_dependency_has_its_reason() -> None:
    taken = PAGE.read_text(encoding="utf-8").split("## Refused")[0]
    rows = re.findall(r"^\| `([a-z][a-z0-9-]*)", taken.split("## In the browser")[0], re.M)
    assert sorted(rows) == sorted(set(rows))
    assert set(rows) == wanted("base.in") | wanted("media.in") | wanted("dev.in")


def test_the_optional_extra_is_what_its_lock_holds() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(project["optional-dependencies"]["media"]) == wanted("media.in")
