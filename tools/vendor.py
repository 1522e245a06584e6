#!/usr/bin/env python3
"""Rebuild the browser assets in `src/punte/ui/static/vendor/` (maintainers only; needs npm).

`python tools/vendor.py` fetches the pinned packages with npm into a scratch directory, copies
the few files Punte uses, draws the icon sprite from `src/punte/ui/icons.txt` and writes
`vendor.lock.json`. `python tools/vendor.py --check` only compares the files with the lock.
"""

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "src/punte/ui/static/vendor"
ICONS = ROOT / "src/punte/ui/icons.txt"
LOCK = VENDOR / "vendor.lock.json"
SPRITE = "icons.svg"
ALPINE_LICENCE = "licences/alpine.txt"  # its npm package leaves the notice out


class Package(NamedTuple):
    """One npm package: what to copy is a mapping of source path to path under vendor/."""

    name: str
    version: str
    licence: str
    files: dict[str, str]


ALPINE_NOTICE = """MIT License

Copyright (c) 2019-2026 Caleb Porzio and contributors

Permission is hereby granted, free of charge, to any person obtaining a copy of this software
and associated documentation files (the "Software"), to deal in the Software without
restriction, including without limitation the rights to use, copy, modify, merge, publish,
distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or
substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING
BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM,
DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""

FONT = "source-sans-3-{}-wght-normal.woff2"
SUBSETS = ("latin", "latin-ext", "vietnamese", "cyrillic", "cyrillic-ext", "greek")

PACKAGES = (
    Package(
        "htmx.org",
        "2.0.11",
        "0BSD",
        {"dist/htmx.min.js": "htmx.min.js", "LICENSE": "licences/htmx.txt"},
    ),
    Package(
        "htmx-ext-sse",
        "2.2.4",
        "0BSD",
        {"dist/sse.min.js": "htmx-sse.min.js", "LICENSE": "licences/htmx-sse.txt"},
    ),
    Package("@alpinejs/csp", "3.17.4", "MIT", {"dist/cdn.min.js": "alpine-csp.min.js"}),
    Package(
        "@fontsource-variable/source-sans-3",
        "5.3.0",
        "OFL-1.1",
        {f"files/{FONT.format(subset)}": f"fonts/{FONT.format(subset)}" for subset in SUBSETS}
        | {"LICENSE": "licences/source-sans-3.txt"},
    ),
    Package(
        "cytoscape",
        "3.34.4",
        "MIT",
        {"dist/cytoscape.min.js": "cytoscape.min.js", "LICENSE": "licences/cytoscape.txt"},
    ),
    Package(
        "wavesurfer.js",
        "8.0.1",
        "BSD-3-Clause",
        {
            "dist/wavesurfer.min.js": "wavesurfer.min.js",
            "dist/plugins/regions.min.js": "wavesurfer-regions.min.js",
            "dist/plugins/minimap.min.js": "wavesurfer-minimap.min.js",
            "dist/plugins/timeline.min.js": "wavesurfer-timeline.min.js",
            "LICENSE": "licences/wavesurfer.txt",
        },
    ),
    Package("lucide-static", "1.62.0", "ISC", {"LICENSE": "licences/lucide.txt"}),
)


def sha256(path: Path) -> str:
    """Return the hex SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def wanted_icons() -> list[str]:
    """Return the names in icons.txt, in order."""
    return ICONS.read_text().split()


def draw_sprite(icons: Path) -> str:
    """Join the wanted Lucide icons into one SVG of symbols.

    The stroke attributes sit on each symbol, so that an icon takes the colour of its text.
    """
    symbols = []
    for name in wanted_icons():
        text = (icons / f"{name}.svg").read_text()
        found = re.search(r"<svg[^>]*>(.*)</svg>", text, re.DOTALL)
        if found is None:
            raise SystemExit(f"{name}.svg is not an icon as expected")
        inner = re.sub(r"\s+", " ", found.group(1)).strip()
        symbols.append(
            f'<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
            f'stroke-width="2" stroke-linecap="round" stroke-linejoin="round">{inner}</symbol>'
        )
    body = "\n".join(symbols)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{body}\n</svg>\n'


def fetch(scratch: Path) -> Path:
    """Install the pinned packages with npm; return node_modules."""
    (scratch / "package.json").write_text('{"private": true}')
    wanted = [f"{package.name}@{package.version}" for package in PACKAGES]
    flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--save-exact"]
    subprocess.run(["npm", "install", *flags, *wanted], cwd=scratch, check=True)
    return scratch / "node_modules"


def rebuild() -> None:
    """Empty vendor/, fill it anew and write the lock."""
    with tempfile.TemporaryDirectory() as scratch:
        modules = fetch(Path(scratch))
        shutil.rmtree(VENDOR, ignore_errors=True)
        rows = []
        for package in PACKAGES:
            targets = list(package.files.values())
            for source, target in package.files.items():
                place = VENDOR / target
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(modules / package.name / source, place)
                place.chmod(0o644)
            if package.name == "lucide-static":
                sprite = draw_sprite(modules / package.name / "icons")
                (VENDOR / SPRITE).write_text(sprite)
                targets.append(SPRITE)
            if package.name == "@alpinejs/csp":
                (VENDOR / ALPINE_LICENCE).write_text(ALPINE_NOTICE)
                targets.append(ALPINE_LICENCE)
            rows += [
                {
                    "name": package.name,
                    "version": package.version,
                    "licence": package.licence,
                    "file": target,
                    "sha256": sha256(VENDOR / target),
                }
                for target in targets
            ]
    rows.sort(key=lambda row: row["file"])
    LOCK.write_text(json.dumps(rows, indent=1) + "\n")


def problems() -> list[str]:
    """Say in plain words where vendor/ differs from its lock; an empty list means it agrees."""
    rows = json.loads(LOCK.read_text())
    found = []
    for row in rows:
        place = VENDOR / row["file"]
        if not place.is_file():
            found.append(f"{row['file']} is in the lock but not on disk")
        elif sha256(place) != row["sha256"]:
            found.append(f"{row['file']} differs from its hash in the lock")
    listed = {row["file"] for row in rows} | {LOCK.name}
    on_disk = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()}
    found += [f"{name} lies in vendor/ but is not in the lock" for name in sorted(on_disk - listed)]
    return found


def main() -> int:
    """Run the tool; the exit code is 1 when --check finds a difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only, change nothing")
    if not parser.parse_args().check:
        rebuild()
    found = problems()
    print("\n".join(found) or "vendor/ agrees with its lock")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
