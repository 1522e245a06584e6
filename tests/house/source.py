"""The project's own files, as the house rules look at them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
HOUSE = SRC / "punte"
# What machines make or others wrote.
NOT_OURS = {"vendor", "__pycache__", "node_modules", "build", "dist"}
# Floors of several small rooms.
FLOORS = ("core", "protection", "investigation")
PYTHON_ROOTS = ("src", "launcher", "tests", "tools", "benchmarks")
TEXTS = {".py", ".html", ".css", ".js", ".md", ".txt", ".in", ".toml", ".json", ".svg", ".po", ""}


def ours(folder: Path) -> Iterator[Path]:
    """Every file below that somebody of the project wrote; hidden folders are not looked into."""
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            if path.name not in NOT_OURS and (path.name == ".ci" or path.name[0] != "."):
                yield from ours(path)
        elif path.suffix != ".mo":
            yield path


def python_files(*, migrations: bool = False) -> list[Path]:
    """All Python of the project; migrations, which Django writes, only on request."""
    found = [
        path
        for root in PYTHON_ROOTS
        if (ROOT / root).is_dir()
        for path in ours(ROOT / root)
        if path.suffix == ".py"
    ]
    return [path for path in found if migrations or "migrations" not in path.parts]


def templates() -> list[Path]:
    return [path for path in ours(HOUSE) if path.suffix == ".html"]


def text_files() -> list[Path]:
    return [path for path in ours(ROOT) if path.suffix in TEXTS]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def module_of(path: Path) -> str:
    """punte.core.vault.keys for src/punte/core/vault/keys.py."""
    return ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__")


def room_of(module: str) -> str:
    """punte.core.vault for all inside it; punte.demo for all inside that."""
    parts = module.split(".")
    return ".".join(parts[: 3 if parts[1:2] and parts[1] in {*FLOORS, "algorithms"} else 2])


def rooms() -> dict[str, Path]:
    """Each room with its folder: those of the floors, and every other but the frame's."""
    large = [p for p in HOUSE.iterdir() if p.name not in {*FLOORS, "config", "algorithms"}]
    folders = [*large, *(room for floor in FLOORS for room in (HOUSE / floor).iterdir())]
    return {module_of(p): p for p in sorted(folders) if (p / "__init__.py").exists()}


def imports(path: Path) -> Iterator[str]:
    """The modules of the house that a file imports, by full name."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (a.name for a in node.names if a.name.split(".")[0] == "punte")
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "punte":
            for alias in node.names:
                full = SRC / f"{node.module}.{alias.name}".replace(".", "/")
                inner = full.is_dir() or full.with_suffix(".py").exists()
                # An algorithm's package may show a function under the name of its own module.
                inner = inner and not str(node.module).startswith("punte.algorithms.")
                yield f"{node.module}.{alias.name}" if inner else str(node.module)
