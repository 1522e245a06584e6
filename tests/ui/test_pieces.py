"""The pieces as they come out of the templates; no browser, no database."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone, translation

from punte.ui.templatetags import ui
from tests.ui.conftest import MIDDLEWARE, TEMPLATES


def draw(source: str, **context: object) -> str:
    """Render a template text with `ui` loaded."""
    return engines["django"].from_string("{% load ui %}" + source).render(context)


@pytest.fixture
def client(bare_site: None) -> Client:
    return Client()


def test_the_gallery_shows_every_piece(client: Client) -> None:
    html = client.get("/gallery/").content.decode()
    for piece in ("ladder", "timeline", "board", "facts", "matrix", "table", "chart", "skeleton"):
        assert f'class="{piece}' in html or f" {piece}" in html
    assert "Demo: all people here are invented" in html
    assert "<title>Gallery · Punte</title>" in " ".join(html.split())


def test_search_is_posted_so_that_no_name_stands_in_an_address(client: Client) -> None:
    html = client.get("/gallery/").content.decode()
    assert 'role="search" method="post"' in html


def test_the_harmless_page_does_not_name_punte(client: Client) -> None:
    response = client.get("/leave/")
    body = response.content.decode().lower()
    assert "punte" not in body
    assert "ui/css/layout" not in body
    assert response["Clear-Site-Data"] == '"cache"'
    assert "no-store" in response["Cache-Control"]


def test_the_harmless_page_only_reads(client: Client) -> None:
    assert client.post("/leave/").status_code == 405
    assert client.post("/gallery/").status_code == 405


def test_sorting_and_filtering_the_gallery_by_address(client: Client) -> None:
    html = client.get("/gallery/?state=sent&sort=-person&page=2").content.decode()
    assert 'aria-sort="descending"' in html
    assert "12 rows" in html
    assert client.get("/gallery/?page=%00&sort=%00&state=%00").status_code == 200


def test_nothing_found_differs_from_nothing_here(client: Client) -> None:
    assert "Nothing matches these filters" in client.get("/gallery/?state=none").content.decode()


def test_words_are_escaped() -> None:
    html = draw("{% chip text %}{% facts items %}", text="<b>", items=[("<i>", "<u>")])
    assert not [mark for mark in ("<b>", "<i>", "<u>") if mark in html]


def test_an_unknown_icon_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(ValueError, match=r"icons\.txt"):
        ui.draw_icon("no-such-icon")


def test_a_clock_carries_words_and_the_absolute_time() -> None:
    with timezone.override("Europe/Chisinau"):
        html = draw("{% clock due %}", due=datetime.now(UTC) - timedelta(days=3, minutes=1))
    assert "chip--late" in html
    assert "3 days late" in html
    assert "data-clock" in html
    assert draw("{% clock due %}", due=None).strip() == ""


@pytest.mark.parametrize("language", ["ro", "ru", "uk"])
def test_machine_readable_numbers_stay_plain_in_every_language(language: str) -> None:
    with translation.override(language):
        html = draw(
            "{% series_chart 't' labels series %}{% bar_chart 't' items %}{% clock due %}",
            labels=["a", "b", "c"],
            series=[("x", [1, 2.5, 3])],
            items=[("a", 3000), ("b", 1234)],
            due=datetime.now(UTC) + timedelta(days=9),
        )
    assert 'points="16.667,75.0 50.0,37.5 83.333,25.0"' in html
    assert 'height="41.13"' in html
    assert 'data-near="172800"' in html


def test_dates_name_day_month_year_and_zone() -> None:
    moment = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)
    with timezone.override("Europe/Chisinau"), translation.override("en"):
        assert "21 Nov 2026, 16:05 EET" in draw("{% when m zone=True %}", m=moment)
        assert ">21 Nov 2026<" in draw("{% when m %}", m=moment)
        assert 'datetime="2026-11-06"' in draw("{% when m %}", m=date(2026, 11, 6))


def test_the_matrix_says_may_and_may_not_in_words() -> None:
    html = draw(
        "{% matrix columns rows 'Who' %}",
        columns=["Identity", "Medical"],
        rows=[{"label": "Desk", "cells": [True, False], "until": "no consent"}],
    )
    assert html.count("may see") == 1
    assert html.count("may not see") == 1
    assert 'data-label="Medical"' in html


def test_a_matrix_row_with_a_missing_cell_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        ui.matrix(["a", "b"], [{"label": "x", "cells": [True]}], "c")


@pytest.mark.parametrize("count", [3, 5, 6, 12])
def test_the_bottom_bar_has_at_most_five_places(count: int) -> None:
    items = [{"label": str(n)} for n in range(count)]
    split = ui.tabs([{"items": items[:2]}, {"items": items[2:]}])
    assert split["bar"] + split["rest"] == items
    assert len(split["bar"]) + bool(split["rest"]) <= 5


def test_pages_of_a_plain_list_keep_the_rest_of_the_query() -> None:
    request = RequestFactory().get("/x/", {"state": "sent", "page": "2"})
    html = draw("{% pagination page %}", page=Paginator(range(95), 10).page(2), request=request)
    assert 'href="?state=sent&amp;page=3"' in html
    assert '<span aria-current="page">2</span>' in html
    assert "<nav" not in draw("{% pagination page %}", page=Paginator([1], 10).page(1))


@pytest.mark.parametrize("status", [400, 403, 404, 409, 500])
def test_error_pages_are_kind_and_name_nobody(status: int) -> None:
    html = draw("{% include 'ui/error.html' %}", status=status)
    assert "<h1>" in html
    assert 'href="/"' in html


def test_absent_and_forbidden_things_read_alike() -> None:
    assert "It may not exist, or it may not be open to you" in draw(
        "{% include 'ui/error.html' %}", status=404
    )


def test_every_language_has_its_own_button() -> None:
    with override_settings(
        ROOT_URLCONF="tests.ui.urls", TEMPLATES=TEMPLATES, MIDDLEWARE=MIDDLEWARE
    ):
        client = Client()
        html = client.get("/gallery/").content.decode()
        for code in ("ro", "en", "ru", "uk"):
            assert f'name="language" value="{code}" lang="{code}"' in html
        client.post("/i18n/setlang/", {"language": "ro", "next": "/gallery/"})
        assert '<html lang="ro"' in client.get("/gallery/").content.decode()
