"""Write `identification/indicator_messages.py`: every text of the indicator data that a page shows.

The data is English JSON, which gettext's extraction cannot read. Run this after the data changes:

    python tools/indicator_messages.py          # writes the file
    python tools/indicator_messages.py --check  # ends with 1 when the file is behind
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from punte.algorithms.indicators import (  # noqa: E402
    RiskFactor,
    at_risk_profile,
    border_instrument,
    ilo_forced_labour,
    load_instrument,
    palermo_terms,
)

TARGET = ROOT / "src" / "punte" / "protection" / "identification" / "indicator_messages.py"
HEAD = '''"""Texts of the indicator data, for gettext. Made by tools/indicator_messages.py."""

from django.utils.translation import gettext_noop as _

# fmt: off
MESSAGES = (
'''


def shown_texts() -> list[str]:
    """Every text of the data that a page can show, once each, in order of first use."""
    texts: dict[str, None] = {}
    for path in ("adult", "child"):
        for form in ("labour", "sexual"):
            texts.update(dict.fromkeys(item.text for item in load_instrument(path, form).items))
    texts.update(dict.fromkeys(item.text for item in border_instrument().items))
    texts.update(dict.fromkeys(ilo_forced_labour().values()))
    for terms in palermo_terms().values():
        texts.update(dict.fromkeys(terms))
    texts.update(dict.fromkeys(reason.text for reason in at_risk_profile(list(RiskFactor))))
    return list(texts)


def quoted(text: str) -> str:
    """The text as a literal in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def made_file() -> str:
    """What the file must hold."""
    return HEAD + "".join(map(line_of, shown_texts())) + ")\n"


def line_of(text: str) -> str:
    line = f"    _({quoted(text)}),"
    return f"{line}  # noqa: E501\n" if len(line) > 100 else f"{line}\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        behind = not TARGET.exists() or TARGET.read_text(encoding="utf-8") != made_file()
        sys.stdout.write("behind: run tools/indicator_messages.py\n" if behind else "in step\n")
        return int(behind)
    TARGET.write_text(made_file(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
