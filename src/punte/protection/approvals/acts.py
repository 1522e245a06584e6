"""Acts that may want a second person. Rooms above say how an approved one is carried out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Viewer

if TYPE_CHECKING:
    from punte.protection.approvals.models import Approval

CarryOut = Callable[[Viewer, "Approval"], None]
Told = Callable[["Approval"], list[tuple[str, str]]]


@dataclass(frozen=True)
class Act:
    """key: stable, `subject.verb`. carry_out: does the act when it is approved, in the same
    transaction and by who approves; without it who asked does it then. carried: the about_kind of
    the requests that are carried out so, "" for all. told: labels and values of a request's
    details, for who decides.
    """

    key: str
    name: str | Promise
    carry_out: CarryOut | None = None
    carried: str = ""
    told: Told | None = None

    def is_carried_out(self, about_kind: str) -> bool:
        return self.carry_out is not None and self.carried in ("", about_kind)


_ACTS: dict[str, Act] = {
    act.key: act
    for act in (
        Act("file.close", _("Close a file")),
        Act("file.reopen", _("Open a closed file again")),
        Act("file.transfer", _("Hand a file over to another agency")),
        Act("consent.override", _("Act without consent")),
        Act("cases.export", _("Take cases out as a file")),
        Act("cases.import", _("Bring in cases from a file")),
    )
}


def register_act(
    key: str,
    name: str | Promise = "",
    *,
    carry_out: CarryOut | None = None,
    carried: str = "",
    told: Told | None = None,
) -> None:
    """Called from a room's `ready`: a new act, or what a known one does and says."""
    known = _ACTS.get(key, Act(key, name or key))
    _ACTS[key] = replace(
        known,
        name=name or known.name,
        carry_out=carry_out or known.carry_out,
        carried=carried or known.carried,
        told=told or known.told,
    )


def find_act(key: str) -> Act:
    """The act; a key no longer known stands for itself."""
    return _ACTS.get(key, Act(key, key))


def is_act(key: str) -> bool:
    return key in _ACTS


def act_choices() -> list[tuple[str, str | Promise]]:
    return [(act.key, act.name) for act in _ACTS.values()]
