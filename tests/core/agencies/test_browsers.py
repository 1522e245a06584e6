"""Browsers called by two words."""

import pytest

from punte.core.agencies.templatetags.browsers import browser_words

LIKE = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (f"Mozilla/5.0 (X11; Linux x86_64) {LIKE} Chrome/140.0 Safari/537.36", "Chrome · Linux"),
        (
            f"Mozilla/5.0 (Windows NT 10.0) {LIKE} Chrome/140.0 Safari/537.36 Edg/1",
            "Edge · Windows",
        ),
        (f"Mozilla/5.0 (Linux; Android 15) {LIKE} Chrome/140.0 Mobile", "Chrome · Android"),
        ("Mozilla/5.0 (iPhone; CPU like Mac OS X) CriOS/140 Safari/604.1", "Chrome · iPhone"),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox · Linux",
        ),
        ("a stranger of some kind " * 9, ("a stranger of some kind " * 9)[:60]),
        ("", ""),
    ],
)
def test_two_words_for_a_browser(user_agent: str, words: str) -> None:
    assert browser_words(user_agent) == words
