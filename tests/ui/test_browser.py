"""The gallery in a real browser: accessible, contained, and its keys do what they say."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_and_nothing_overflows(
    browser: Browser, address: str, scheme: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{address}/gallery/")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_an_open_dialog_and_the_menus_are_accessible(page: Page, address: str) -> None:
    page.goto(f"{address}/gallery/")
    page.get_by_text("Coordinator · Chișinău").first.click()
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Open identity").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert Axe().run(page).response["violations"] == []


def test_the_script_font_covers_our_languages(page: Page, address: str) -> None:
    page.goto(f"{address}/gallery/")
    for text in ("șț", "ґї"):
        assert page.evaluate(
            "t => document.fonts.load('16px \"Source Sans 3\"', t).then(f => f.length > 0)", text
        )


def test_slash_goes_to_search_and_question_mark_lists_keys(page: Page, address: str) -> None:
    page.goto(f"{address}/gallery/")
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("#global-search")).to_be_focused()
    page.keyboard.type("a/?")
    expect(page.locator("#global-search")).to_have_value("a/?")
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.locator("#keys-help")).to_be_visible()


def test_escape_three_times_leaves_and_back_does_not_return(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    page.goto(f"{address}/gallery/")
    for _ in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url("**/leave/")
    expect(page).to_have_title("Kinds of clouds")
    page.go_back()
    assert page.url == f"{address}/"


def test_two_escapes_or_slow_ones_stay(page: Page, address: str) -> None:
    page.goto(f"{address}/gallery/")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_timeout(1700)
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    assert page.url.endswith("/gallery/")


def test_the_button_leaves_too(page: Page, address: str) -> None:
    page.goto(f"{address}/gallery/")
    page.locator("[data-leave]").click()
    page.wait_for_url("**/leave/")


def test_j_and_k_walk_the_rows(page: Page, address: str) -> None:
    page.goto(f"{address}/gallery/")
    page.locator("h1").click()
    for key, row in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(page.locator("#table-referrals tbody tr").nth(row).locator("a")).to_be_focused()


def test_the_cover_says_when_the_server_is_silent(page: Page, address: str) -> None:
    page.clock.install()
    page.goto(f"{address}/ended/")
    page.route("**/gone/", lambda route: route.abort())
    page.clock.fast_forward(8_000)
    page.get_by_role("button", name="Show the page again").click()
    expect(page.get_by_text("The server does not answer")).to_be_visible()
    expect(page.locator("main")).to_be_hidden()


def test_the_idle_cover_hides_the_page_until_asked(page: Page, address: str) -> None:
    page.clock.install()
    page.goto(f"{address}/idle/")
    page.clock.fast_forward(5_000)
    expect(page.locator("#cover")).to_be_hidden()
    page.clock.fast_forward(3_000)
    expect(page.locator("#cover")).to_be_visible()
    expect(page.locator("main")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#cover")).to_be_visible()
    page.get_by_role("button", name="Show the page again").click()
    expect(page.locator("#cover")).to_be_hidden()
    expect(page.locator("main")).to_be_visible()


def test_a_page_kept_for_the_back_button_comes_back_covered(page: Page, address: str) -> None:
    page.goto(f"{address}/idle/")
    kept = "window.dispatchEvent(new PageTransitionEvent('{}', {{persisted: true}}))"
    page.evaluate(kept.format("pagehide"))
    expect(page.locator("main")).to_be_hidden()
    page.evaluate(kept.format("pageshow"))
    expect(page.locator("main")).to_be_visible()
    # Somebody else has signed in since.
    page.evaluate("document.cookie = 'csrftoken=another; path=/'")
    with page.expect_navigation():
        page.evaluate(kept.format("pageshow"))


def test_the_cover_stays_when_the_session_has_ended(page: Page, address: str) -> None:
    page.clock.install()
    page.goto(f"{address}/ended/")
    page.clock.fast_forward(8_000)
    with page.expect_navigation():
        page.get_by_role("button", name="Show the page again").click()


def test_column_choice_is_remembered_by_name_only(page: Page, address: str) -> None:
    page.goto(f"{address}/gallery/")
    page.get_by_text("Columns", exact=True).click()
    page.get_by_label("Desk", exact=True).first.uncheck()
    expect(page.locator("td[data-column=desk]").first).to_be_hidden()
    page.reload()
    expect(page.locator("td[data-column=desk]").first).to_be_hidden()
    assert page.evaluate("JSON.stringify({...localStorage})") == (
        '{"columns:referrals":"[\\"desk\\"]"}'
    )


def test_a_table_that_scrolls_sideways_is_reached_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/gallery/")
    place = page.locator(".table-scroll").first
    expect(place).not_to_have_attribute("tabindex", "0")
    place.locator("table").evaluate("table => { table.style.minWidth = '3000px' }")
    expect(place).to_have_attribute("tabindex", "0")
    place.focus()
    expect(place).to_be_focused()
    place.locator("table").evaluate("table => { table.style.minWidth = '' }")
    expect(place).not_to_have_attribute("tabindex", "0")


def test_sorting_happens_in_place(page: Page, address: str) -> None:
    page.goto(f"{address}/gallery/")
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name="Fields shared").click()
    expect(page.locator("th[data-column=fields]")).to_have_attribute("aria-sort", "ascending")
    assert page.evaluate("window.stayed") is True
    assert page.url.endswith("sort=fields")
    expect(page.get_by_role("link", name="Fields shared")).to_be_focused()
    assert "htmx-history-cache" not in page.evaluate("Object.keys({...localStorage}).join()")


def test_a_form_is_sent_once(page: Page, address: str) -> None:
    page.goto(f"{address}/gallery/")
    sent: list[str] = []

    def answer(route: Route) -> None:
        sent.append(route.request.method)
        route.fulfill(status=204)

    page.route("**/gallery/", answer)
    press = "document.querySelector('.form-actions .button').click()"
    for _ in range(3):
        page.evaluate(press)
        page.wait_for_timeout(150)
    assert sent == ["POST"]
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow'))")
    page.evaluate(press)
    page.wait_for_timeout(150)
    assert sent == ["POST", "POST"]


def test_clocks_tick_from_near_to_late(page: Page, address: str) -> None:
    page.clock.install()
    page.goto(f"{address}/gallery/")
    clock = page.locator(".chips .chip--near").last
    clock.evaluate("node => { node.id = 'ticker' }")
    expect(page.locator("#ticker")).to_contain_text("hours left")
    page.clock.fast_forward(80 * 3_600_000)
    expect(page.locator("#ticker")).to_have_class("chip chip--late")
    expect(page.locator("#ticker")).to_contain_text("2 days late")


def test_ticking_counts_rightly_in_russian(page: Page, address: str) -> None:
    page.goto(f"{address}/gallery/")
    page.evaluate(
        """() => { const due = new Date(Date.now() + 23.5 * 864e5).toISOString();
        const days = { 1: 'остался 1 день', 2: 'осталось 2 дня', 5: 'осталось 5 дней' };
        const words = { 'left-days': days };
        document.getElementById('clock-words').textContent = JSON.stringify(words);
        document.documentElement.lang = 'ru';
        document.querySelector('#ticker, .chip--near').dateTime = due; }"""
    )
    script = page.locator("script[src*='clocks.js']").get_attribute("src")
    page.evaluate(
        "src => import(src + '?again').then(() => document.dispatchEvent(new Event('punte:tick')))",
        script,
    )
    assert page.get_by_text("осталось 23 дня").count() == 1


def test_the_theme_choice_holds_over_pages(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{address}/gallery/")
    paper = "getComputedStyle(document.documentElement).getPropertyValue('--paper')"
    assert page.evaluate(paper) == "#ffffff"
    page.get_by_text("Coordinator · Chișinău").first.click()
    page.get_by_role("button", name="Light or dark").click()
    assert page.evaluate(paper) == "#172124"
    page.reload()
    assert page.evaluate(paper) == "#172124"


def test_a_toast_offers_undo(page: Page, address: str) -> None:
    page.goto(f"{address}/gallery/")
    page.evaluate(
        """() => document.body.dispatchEvent(new CustomEvent('toast', { bubbles: true,
        detail: { text: 'Referral sent', undo: 'Undo', undoUrl: '/undo/' } }))"""
    )
    expect(page.locator("#toasts")).to_contain_text("Referral sent")
    with page.expect_request("**/undo/") as asked:
        page.route("**/undo/", lambda route: route.fulfill(status=204))
        page.get_by_role("button", name="Undo").click()
    assert asked.value.method == "POST"
    assert asked.value.headers["x-csrftoken"]


def test_notices_arrive_while_the_page_is_open(page: Page, address: str) -> None:
    page.goto(f"{address}/live/")
    expect(page.locator(".bell-count")).to_have_text("4")
    expect(page.locator("[aria-live=polite] .bell-count")).to_have_count(1)


@pytest.mark.parametrize("path", ["/gallery/", "/leave/", "/live/"])
def test_nothing_hangs_over_the_edge_at_any_width(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}{path}")
    for width in (320, 390, 768, 900, 1024):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_primary_action_stays_at_the_thumb(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{address}/gallery/")
    page.evaluate("scrollTo(0, 2000)")
    box = page.get_by_role("link", name="New referral").bounding_box()
    assert box is not None
    assert 650 < box["y"] < 844 - 58
    assert box["height"] >= 44
    assert page.locator(".bottom > ul > li").count() == 5
    context.close()


def test_paper_shows_the_content_without_the_frame(page: Page, address: str) -> None:
    page.goto(f"{address}/gallery/")
    page.set_viewport_size({"width": 680, "height": 900})
    page.emulate_media(media="print", color_scheme="dark")
    for gone in (".bar", ".rail", ".actions", ".table-tools"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    row = "getComputedStyle(document.querySelector('.table--cards tbody tr')).display"
    assert page.evaluate(row) == "table-row"
    expect(page.locator(".chart details table").first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
