"""`{% load browsers %}`: a browser's own long description in two words."""

from __future__ import annotations

from django import template

register = template.Library()
# Whoever says Chrome or Safari may be another in disguise, so the disguised come first.
BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip
MOST = 60


@register.filter
def browser_words(user_agent: str) -> str:
    """`Mozilla/5.0 (X11; Linux …) Firefox/140.0` → `Firefox · Linux`; a stranger's first words."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    known = " · ".join(word for word in (browser, system) if word)
    return known or user_agent[:MOST]
