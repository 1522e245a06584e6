"""What is put on paper, heard as it is drawn."""

from __future__ import annotations

from typing import Any

import pytest

from punte.ui.paper.sheet import Paper


def words_of(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that is put on paper from now on; the PDF itself holds glyphs, not letters."""
    said: list[str] = []
    for name in ("field", "words", "title_line", "section", "letterhead", "foot_says"):
        drawn = getattr(Paper, name)

        def listen(self: Paper, *texts: Any, drawn: Any = drawn, **more: Any) -> Any:
            said.extend(str(text) for text in texts)
            return drawn(self, *texts, **more)

        monkeypatch.setattr(Paper, name, listen)
    grid = Paper.grid

    def listen_grid(self: Paper, heads: Any, rows: Any, **more: Any) -> Any:
        rows = [list(row) for row in rows]
        said.extend(str(value) for row in [heads, *rows] for value in row)
        return grid(self, heads, rows, **more)

    monkeypatch.setattr(Paper, "grid", listen_grid)
    return said
