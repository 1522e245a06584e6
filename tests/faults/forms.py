"""The forms of a page, as a browser would find them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

FIELDS = {"input", "select", "textarea"}


@dataclass
class Form:
    """Where a form goes, how, and its fields with what they hold."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[Form] = []
        self._open: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {key: value or "" for key, value in attrs}
        if tag == "form":
            action = urljoin(self.address, at.get("action") or self.address)
            self._open = Form(action, at.get("method", "get").lower())
            self.forms.append(self._open)
        elif tag in FIELDS and self._open is not None and at.get("name"):
            self._open.fields.setdefault(at["name"], at.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None


def forms_of(address: str, page: str) -> list[Form]:
    """All forms of the page that stands at the address."""
    reader = _Reader(address)
    reader.feed(page)
    return reader.forms
