"""Make the fonts of printed forms from the vendored variable fonts of the pages.

    python tools/paper_fonts.py            # needs fonttools (comes with fpdf2) and brotli

PDF wants plain TrueType; the browser's fonts are compressed, variable and cut by script.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src/punte/ui/static/vendor/fonts"
TARGET = ROOT / "src/punte/protection/printing/fonts"
SCRIPTS = ("latin", "latin-ext", "vietnamese", "cyrillic", "cyrillic-ext", "greek")
WEIGHTS = {"regular": 400, "bold": 700}
# Tables that a PDF has no use for and that do not merge.
LEFT_OUT = ("GSUB", "GPOS", "GDEF", "STAT", "BASE", "MVAR", "HVAR")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, weight in WEIGHTS.items():
            parts = [str(cut(script, weight, Path(folder))) for script in SCRIPTS]
            Merger().merge(parts).save(TARGET / f"source-sans-3-{name}.ttf")


def cut(script: str, weight: int, folder: Path) -> Path:
    """One script of the variable font at one weight, as plain TrueType."""
    font = TTFont(SOURCE / f"source-sans-3-{script}-wght-normal.woff2")
    font.flavor = None
    font = instancer.instantiateVariableFont(font, {"wght": weight})
    for table in LEFT_OUT:
        if table in font:
            del font[table]
    path = folder / f"{script}-{weight}.ttf"
    font.save(path)
    return path


if __name__ == "__main__":
    main()
