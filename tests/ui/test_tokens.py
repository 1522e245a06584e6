"""Colours: the tokens alone set them, and every pair that meets is readable."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "src/punte/ui/static/ui/css"
TEXT_ON = [
    ("ink", "paper"), ("ink", "ground"), ("ink", "rail"), ("ink", "plain-bg"), ("ink-2", "paper"),
    ("ink-2", "ground"), ("ink-2", "rail"), ("ink-2", "plain-bg"), ("link", "paper"),
    ("link", "ground"), ("on-accent", "accent"), ("on-accent", "accent-hover"),
    ("on-danger", "danger"), ("info", "info-bg"), ("info", "river-100"), ("ok", "ok-bg"),
    ("warning", "warning-bg"), ("late", "late-bg"), ("special", "special-bg"), ("late", "paper"),
    ("ok", "paper"), ("special", "paper"), ("warning", "paper"), ("on-bar", "bar"),
    ("on-bar", "bar-field"), ("on-bar-2", "bar-field"), ("on-bell", "on-bar"),
]  # fmt: skip
SHAPE_ON = [
    ("line-strong", "paper"), ("focus", "paper"), ("focus", "ground"), ("mark", "paper"),
    ("bar-edge", "bar"), ("warning-edge", "bar"), ("accent", "paper"), ("danger", "paper"),
]  # fmt: skip


def read_tokens(*names: str) -> dict[str, str]:
    """Join the colour tokens of some sheets, later ones winning, and follow var()."""
    found: dict[str, str] = {}
    for name in names:
        text = (CSS / name).read_text()
        found |= dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6}|var\(--[\w-]+\))", text))

    def follow(value: str) -> str:
        return follow(found[value[6:-1]]) if value.startswith("var(") else value

    return {key: follow(value) for key, value in found.items()}


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast of two #rrggbb colours."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


MODES = {"light": read_tokens("tokens.css"), "dark": read_tokens("tokens.css", "dark.css")}


def test_contrast_is_measured_as_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_is_readable(mode: str, text: str, ground: str) -> None:
    assert contrast(MODES[mode][text], MODES[mode][ground]) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("shape", "ground"), SHAPE_ON)
def test_shapes_stand_out(mode: str, shape: str, ground: str) -> None:
    assert contrast(MODES[mode][shape], MODES[mode][ground]) >= 3


def test_the_light_tokens_are_those_of_the_design() -> None:
    expected = {
        "river-900": "#0b2f3a", "river-700": "#0f5266", "river-500": "#1b7890",
        "river-100": "#dceef2", "ink": "#1c2529", "ink-2": "#516067", "line": "#d7dedf",
        "ground": "#f5f6f4", "paper": "#ffffff", "ok": "#2c6e49", "warning": "#8a5a00",
        "warning-bg": "#fdf0d5", "late": "#a4262c", "late-bg": "#fbe6e6", "special": "#5b4b8a",
        "special-bg": "#ece8f6",
    }  # fmt: skip
    assert {key: MODES["light"][key] for key in expected} == expected


def test_only_the_tokens_name_colours() -> None:
    for sheet in CSS.glob("*.css"):
        if sheet.name in {"tokens.css", "dark.css", "print.css", "leave.css"}:
            continue
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*;)", sheet.read_text()), sheet.name


def test_every_used_token_exists() -> None:
    known = set(re.findall(r"--([\w-]+):", (CSS / "tokens.css").read_text()))
    for sheet in CSS.glob("*.css"):
        assert set(re.findall(r"var\(--([\w-]+)", sheet.read_text())) <= known, sheet.name


def test_the_sheet_stays_small() -> None:
    assert sum(sheet.stat().st_size for sheet in CSS.glob("*.css")) < 40_000
