"""Make the fonts of printed forms: Source Sans from the vendored fonts of the pages, and one Noto
Sans for each script that it lacks, from packages that npm fetches.

    python tools/paper_fonts.py            # needs fonttools (comes with fpdf2), brotli and npm

PDF wants plain TrueType; the browser's fonts are compressed, variable and cut by script.
"""

from __future__ import annotations

import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src/punte/ui/static/vendor/fonts"
TARGET = ROOT / "src/punte/ui/paper/fonts"
PARTS = ("latin", "latin-ext", "vietnamese", "cyrillic", "cyrillic-ext", "greek")
WEIGHTS = {"regular": 400, "bold": 700}
# Tables that a PDF has no use for and that do not merge.
LEFT_OUT = ("GSUB", "GPOS", "GDEF", "STAT", "BASE", "MVAR", "HVAR")
NOTO = "5.3.0"
SCRIPTS = (
    *("arabic", "armenian", "bengali", "devanagari", "georgian"),
    *("gurmukhi", "hebrew", "sinhala", "tamil", "thai"),
)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for weight_name, weight in WEIGHTS.items():
            parts = [str(cut(part, weight, folder)) for part in PARTS]
            Merger().merge(parts).save(TARGET / f"source-sans-3-{weight_name}.ttf")
        licences = [fetch(script, folder) for script in SCRIPTS]
        notices = sorted(licence.partition("\n")[0] for licence in licences)
        (TARGET / "noto-sans.txt").write_text(
            "\n".join(notices) + "\n" + licences[0].partition("\n")[2], encoding="utf-8"
        )


def cut(part: str, weight: int, folder: Path) -> Path:
    """A part of the variable font at one weight, as plain TrueType."""
    font = TTFont(SOURCE / f"source-sans-3-{part}-wght-normal.woff2")
    font.flavor = None
    font = instancer.instantiateVariableFont(font, {"wght": weight})
    for table in LEFT_OUT:
        if table in font:
            del font[table]
    path = folder / f"{part}-{weight}.ttf"
    font.save(path)
    return path


def fetch(script: str, folder: Path) -> str:
    """The script's letters with their rules of shape, as plain TrueType; returns the licence."""
    package = f"@fontsource/noto-sans-{script}@{NOTO}"
    packed = subprocess.check_output(
        ["npm", "pack", "--silent", package], cwd=folder, text=True
    ).strip()
    with tarfile.open(folder / packed) as archive:
        archive.extractall(folder / script, filter="data")
    inside = folder / script / "package"
    font = TTFont(inside / f"files/noto-sans-{script}-{script}-400-normal.woff2")
    font.flavor = None
    font.save(TARGET / f"noto-sans-{script}.ttf")
    return (inside / "LICENSE").read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
