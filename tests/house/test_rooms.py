"""One room knows another only through its door."""

from __future__ import annotations

import ast
import configparser
from pathlib import Path

import pytest

from tests.house.source import (
    HOUSE,
    ROOT,
    imports,
    module_of,
    named,
    ours,
    room_of,
    rooms,
    tree,
)

# Words and tools that have no door because all of each is meant for others.
OPEN = {
    "punte.core.errors": "refusals: one short module",
    "punte.core.once": "an act happens once: one short module",
    "punte.core.travel": "what moves between servers: one short module",
    "punte.core.ids": "keys of records: one short module",
    "punte.core.codes": "a pseudonym in the reader's language: one short function",
    "punte.core.zips": "what a broken packed file raises: one constant",
    "punte.core.limits": "the bounds of a process apart",
    "punte.core.hours": "hours that come twice, or never",
    "punte.core.addresses": "addresses of many records: one short function",
    "punte.core.database.policies": "the language of migrations",
    "punte.core.database.lists": "how the beginning of a long list is read",
    "punte.core.database.beat": "how far a long job is: one short module",
    "punte.core.database.turns": "one after the other: one short function",
    "punte.core.database.staging": "bulk rows into a table, by COPY",
    "punte.ui.acts": "pieces of the look",
    "punte.ui.forms": "pieces of the look",
    "punte.ui.tables": "pieces of the look",
    "punte.ui.charts": "pieces of the look",
    "punte.ui.clocks": "pieces of the look",
    "punte.ui.paper.sheet": "paper in our typeface",
    "punte.investigation.evidence.papers": "drawn paper, which loads fonts: no door should",
}
# Who may look past a door, and why.
PASSES = {
    ("punte.core.access", "punte.core.database.context"): "binds the viewer",
    ("punte.core.agencies", "punte.core.database.context"): "one request, one transaction",
    ("punte.core.agencies", "punte.core.access.roles"): "a migration names a choice's function",
}
# The demo writes histories straight into the tables, so it knows shapes and words; it never
# decides, reads or shows in a room's stead.
NOT_FOR_DEMO = {"actions", "queries", "views", "forms", "tasks", "middleware"}
# Decisions on plain values: what such a module must not know.
UNKNOWING = ("django.db", "django.http", "django.shortcuts")
RULES = ("/rules.py", "_rules.py", "/machine.py")


def faults(importer: str, imported: str) -> str | None:
    """Why a module may not import another, or None if it may."""
    here, there = room_of(importer), room_of(imported)
    if here == there or imported == f"{there}.door" or imported in OPEN:
        return None
    if imported == there and there.startswith("punte.algorithms"):
        return None
    if here == "punte.demo" and not NOT_FOR_DEMO.intersection(imported.split(".")):
        return None
    # The frame joins addresses to pages and operations; no more does config with a room's inside.
    if here == "punte.config" and imported.endswith(("views", ".api")):
        return None
    return None if (here, imported) in PASSES else f"{importer} imports {imported}"


def all_imports() -> list[tuple[str, str]]:
    return [
        (module_of(path), imported)
        for path in ours(HOUSE)
        if path.suffix == ".py"
        for imported in imports(path)
    ]


def test_rooms_meet_at_their_doors() -> None:
    assert sorted({fault for pair in all_imports() if (fault := faults(*pair))}) == []


def test_every_pass_is_used() -> None:
    used = {(room_of(importer), imported) for importer, imported in all_imports()}
    assert [pair for pair in PASSES if pair not in used] == []


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("punte.protection.casework.queries.who", "punte.core.ledger.models"),
        ("punte.core.notices.tasks", "punte.core.agencies.viewers"),
        ("punte.protection.identification.actions.screening", "punte.algorithms.indicators.rule"),
        ("punte.demo.cases", "punte.protection.identification.actions.status"),
        ("punte.protection.casework.views.today", "punte.protection.referral.models"),
    ],
)
def test_a_planted_way_round_a_door_is_found(importer: str, imported: str) -> None:
    assert faults(importer, imported)


def test_every_door_says_what_it_holds() -> None:
    for folder in rooms().values():
        door = folder / "door.py"
        if door.exists():
            assert any(
                isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
                for node in tree(door).body
            ), f"{named(door)} has no __all__"


@pytest.mark.parametrize("room", sorted(rooms()))
def test_every_room_has_a_readme_and_a_page(room: str) -> None:
    assert (rooms()[room] / "README.md").exists()
    assert (ROOT / "docs/rooms" / f"{room.split('.')[-1]}.md").exists()


def test_every_algorithm_has_a_readme() -> None:
    packages = [p for p in (HOUSE / "algorithms").iterdir() if (p / "__init__.py").exists()]
    assert packages
    assert [named(p) for p in packages if not (p / "README.md").exists()] == []


def known_to(path: Path) -> list[str]:
    nodes = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Import | ast.ImportFrom)]
    return [
        name
        for node in nodes
        for name in (
            [str(node.module)]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
        )
    ]


def test_rules_decide_on_plain_values() -> None:
    rules = [
        path for path in ours(HOUSE) if str(path).endswith(RULES) and "migrations" not in path.parts
    ]
    assert rules
    for path in rules:
        room = room_of(module_of(path))
        inner = tuple(f"{room}.{part}" for part in ("actions", "queries", "models", "views"))
        known = [name for name in known_to(path) if not name.endswith(".words")]
        met = [name for name in known if name.startswith((*UNKNOWING, *inner))]
        assert met == [], named(path)


def test_the_two_lists_of_core_s_floors_agree() -> None:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")

    def floors(contract: str) -> list[str]:
        layers = contracts[f"importlinter:contract:{contract}"]["layers"].splitlines()
        words = [line.strip() for line in layers if line.strip() and line.strip()[0] != "#"]
        return [word.replace("punte.core.", "") for word in words]

    assert [floor for floor in floors("core") if floor != "punte.ui"] == floors("core-complete")
