"""Gather the messages of the interface into `src/punte/locale/<language>/LC_MESSAGES/django.po`.

    python tools/messages.py            # add new messages, drop unused ones, keep translations
    python tools/messages.py --check    # say what is missing or unused; ends non-zero

No gettext binaries are needed: Python sources are read with `ast`, templates with Django's lexer,
catalogues with polib. See docs/decisions/0011-translations-without-gettext-binaries.md.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "punte"
LANGUAGES = ("ro", "ru", "uk")
PLURALS = {
    "ro": "nplurals=3; plural=(n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2);",
    "ru": (
        "nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 "
        "|| n%100>14) ? 1 : n%10==0 || (n%10>=5 && n%10<=9) || (n%100>=11 && n%100<=14) ? 2 : 3);"
    ),
    "uk": (
        "nplurals=4; plural=(n % 1 == 0 && n % 10 == 1 && n % 100 != 11 ? 0 : n % 1 == 0 && "
        "n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? 1 : n % 1 == 0 && "
        "(n % 10 ==0 || (n % 10 >=5 && n % 10 <=9) || (n % 100 >=11 && n % 100 <=14 )) ? 2: 3);"
    ),
}
PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop", "lazy"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}


@dataclass(frozen=True, order=True)
class Message:
    """A source text; `plural` and `context` are empty when it has none."""

    text: str
    plural: str = ""
    context: str = ""


def from_python(path: Path) -> Iterator[Message]:
    """Calls of the gettext functions with literal texts."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
        words = [text for text in texts if isinstance(text, str)]
        if name in PLAIN and len(words) == 1:
            yield Message(words[0])
        elif name in PLURAL and len(words) >= 2:
            yield Message(words[0], plural=words[1])
        elif name in CONTEXT and len(words) == 2:
            yield Message(words[1], context=words[0])


TRANSLATE = re.compile(
    r"""^translate\s+(?P<q>["'])(?P<text>.*?)(?<!\\)(?P=q)(?:.*?\scontext\s+["'](?P<context>.*?)["'])?"""
)
IN_EXPRESSION = re.compile(r"""\b_\(\s*(["'])(.*?)(?<!\\)\1\s*\)""")


def from_template(path: Path) -> Iterator[Message]:
    """`{% translate %}`, `{% blocktranslate trimmed %}` and `_("…")` in tags and variables."""
    from django.template.base import Lexer, TokenType

    tokens = iter(Lexer(path.read_text(encoding="utf-8")).tokenize())
    for token in tokens:
        if token.token_type in (TokenType.BLOCK, TokenType.VAR):
            for match in IN_EXPRESSION.finditer(token.contents):
                yield Message(match[2])
        if token.token_type != TokenType.BLOCK:
            continue
        if match := TRANSLATE.match(token.contents):
            yield Message(match["text"], context=match["context"] or "")
        elif token.contents.startswith("blocktranslate"):
            yield block_message(tokens)


def block_message(tokens: Iterator[object]) -> Message:
    """The text of one block, with its variables as Python's named places."""
    from django.template.base import TokenType

    parts: list[list[str]] = [[]]
    for token in tokens:
        contents, kind = token.contents, token.token_type  # type: ignore[attr-defined]
        if kind == TokenType.BLOCK and contents == "endblocktranslate":
            break
        if kind == TokenType.BLOCK and contents == "plural":
            parts.append([])
        elif kind == TokenType.VAR:
            parts[-1].append(f"%({contents})s")
        else:
            parts[-1].append(contents.replace("%", "%%"))
    texts = [" ".join(line.strip() for line in "".join(p).split("\n")).strip() for p in parts]
    texts = [re.sub(r"\s+", " ", text) for text in texts]
    return Message(texts[0], plural=texts[1] if len(texts) > 1 else "")


def gather() -> set[Message]:
    """Every message of the project."""
    found: set[Message] = set()
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            found.update(from_python(path))
    for path in sorted(SOURCE.rglob("templates/**/*.html")):
        found.update(from_template(path))
    for path in sorted(SOURCE.rglob("templates/**/*.txt")):
        found.update(from_template(path))
    return {message for message in found if message.text}


def catalogue_path(language: str) -> Path:
    return SOURCE / "locale" / language / "LC_MESSAGES" / "django.po"


def load(language: str) -> polib.POFile:
    path = catalogue_path(language)
    if path.exists():
        return polib.pofile(str(path), wrapwidth=98)
    made = polib.POFile(wrapwidth=98)
    made.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
        "Plural-Forms": PLURALS[language],
    }
    return made


def key_of(entry: polib.POEntry) -> Message:
    return Message(entry.msgid, entry.msgid_plural or "", entry.msgctxt or "")


def merge(catalogue: polib.POFile, messages: set[Message], language: str) -> polib.POFile:
    """The catalogue with exactly these messages, translations kept, sorted by text."""
    known = {key_of(entry): entry for entry in catalogue}
    made = polib.POFile(wrapwidth=98)
    made.metadata = catalogue.metadata
    forms = int(re.search(r"nplurals=(\d)", PLURALS[language])[1])  # type: ignore[index]
    for message in sorted(messages):
        made.append(known.get(message) or new_entry(message, forms))
    return made


def new_entry(message: Message, forms: int) -> polib.POEntry:
    entry = polib.POEntry(msgid=message.text, msgctxt=message.context or None)
    if message.plural:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = dict.fromkeys(range(forms), "")
    if "%(" in message.text or "%(" in message.plural:
        entry.flags = ["python-format"]
    return entry


def faults(language: str, messages: set[Message]) -> list[str]:
    """What is missing, fuzzy, unused, or has other places than its source."""
    known = {key_of(entry): entry for entry in load(language)}
    lines = [f"{language}: not in the catalogue: {m.text!r}" for m in sorted(messages - set(known))]
    lines += [f"{language}: no longer used: {m.text!r}" for m in sorted(set(known) - messages)]
    for entry in known.values():
        texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
        if entry.fuzzy or not all(texts):
            lines.append(f"{language}: not translated: {entry.msgid!r}")
        elif any(places(text) - places(entry.msgid + entry.msgid_plural) for text in texts):
            lines.append(f"{language}: other places than the source: {entry.msgid!r}")
        elif not entry.msgid_plural and places(entry.msgid) != places(entry.msgstr):
            lines.append(f"{language}: lost a place of the source: {entry.msgid!r}")
    return lines


def places(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]", text))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    messages = gather()
    if parser.parse_args().check:
        lines = [line for language in LANGUAGES for line in faults(language, messages)]
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        return 1 if lines else 0
    for language in LANGUAGES:
        path = catalogue_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        merge(load(language), messages, language).save(str(path))
    sys.stdout.write(f"{len(messages)} messages in {', '.join(LANGUAGES)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
