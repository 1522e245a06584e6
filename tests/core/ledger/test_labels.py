import pytest
from django.utils.translation import gettext_lazy as _

from punte.core.ledger.door import LABELS, Finding, Report, label_of, register


def test_a_known_action_has_words_and_an_unknown_one_its_key() -> None:
    assert str(label_of("person.read")) == "Case file opened"
    assert str(label_of("moon.land")) == "moon.land"
    assert label_of("access.denied").kind == "denied"


def test_rooms_add_their_own_and_never_overwrite(monkeypatch: pytest.MonkeyPatch) -> None:
    for action in ("moon.land", "moon.leave"):
        monkeypatch.setitem(LABELS, action, label_of(action))
        monkeypatch.delitem(LABELS, action)
    register("writing", {"moon.land": _("Landed")})
    register("writing", {"moon.land": _("Landed")})
    assert str(label_of("moon.land")) == "Landed"
    with pytest.raises(ValueError, match="already"):
        register("writing", {"moon.land": _("Crashed")})
    monkeypatch.delitem(LABELS, "moon.land")


def test_a_report_survives_json() -> None:
    finding = Finding("altered", 3, 3, "id", "2026-11-21T10:00:00+00:00", "person.read")
    report = Report(10, "00", 0, 2, finding)
    assert Report.from_json(report.to_json()) == report
    assert Report.from_json(Report(0, "", 0, 0).to_json()).sound
