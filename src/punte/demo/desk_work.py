"""What everybody who writes a history needs: chance, the corridor, the sheet, log and notices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from punte.core.notices.kinds import KINDS
from punte.core.vault.bulk import Sealer
from punte.demo.clocks import Clocks, RuleBook
from punte.demo.corridor import Corridor
from punte.demo.rng import Random
from punte.demo.rows import Sheet, any_id, dashed, id_at
from punte.demo.screenings import Forms

NOTICE_DAYS = timedelta(days=10)
STAGE_NOTICES = {
    "near": "deadline_near",
    "missed": "deadline_missed",
}


@dataclass
class Work:
    """One block's writing. now: the moment up to which things have happened.

    whole: whether closed clocks and the log are written too (see docs/decisions/0008).
    """

    corridor: Corridor
    book: RuleBook
    forms: Forms
    sealer: Sealer
    now: datetime
    rng: Random
    sheet: Sheet
    whole: bool = True

    def __post_init__(self) -> None:
        self.noticed_since = self.now - NOTICE_DAYS

    def id_at(self, at: datetime) -> str:
        return id_at(self.rng, at)

    def once(self) -> str:
        return any_id(self.rng)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def log(
        self,
        at: datetime,
        action: str,
        by: int | None,
        subject: str,
        owners: Iterable[int],
        detail: Mapping[str, object],
    ) -> None:
        """One entry of the log, as `ledger.record` would make it."""
        if not self.whole:
            return
        corridor = self.corridor
        oversight = [corridor.oversight[corridor.country_of[by]]] if by is not None else []
        self.sheet.add(
            "ledger_entry", self.id_at(at), at, action, by,
            corridor.agency_of[by] if by is not None else None,
            corridor.purposes[by] if by is not None else "", subject, dict(detail),
            self.rng.randbytes(16), sorted({*owners, *oversight}),
        )  # fmt: skip

    def tell(
        self,
        at: datetime,
        kind: str,
        accounts: Iterable[int],
        url: str,
        params: dict[str, str],
        *,
        urgent: bool = False,
    ) -> None:
        """Notices of the last days; older ones have been read and cleared away."""
        if at < self.noticed_since or kind not in KINDS:
            return
        for account in sorted(set(accounts)):
            read = at + timedelta(hours=self.rng.uniform(0.1, 30))
            seen = read if read < self.now and self.chance(0.7) else None
            self.sheet.add(
                "notices_notice", self.id_at(at), account, kind, params, url, urgent, at, seen,
                None,
            )  # fmt: skip

    def clocks(
        self, kind: str, about: str, person: str, url: str, owner: int, audiences: Iterable[int],
        country: str,
    ) -> Clocks:  # fmt: skip
        """An empty set of clocks about one thing."""
        return Clocks(self.book, country, kind, about, person, url, owner, tuple(audiences))

    def write_clocks(self, clocks: Clocks, code: str) -> None:
        """The clocks' rows, and the notices of their latest calls."""
        made = clocks.write(self.sheet, self.rng, self.now, code=code, all_of_them=self.whole)
        for run, call in made:
            told = self.corridor.reach.get(run.responsible, ())
            params = {"person": code, "measure": run.rule.measure}
            self.tell(call.at, STAGE_NOTICES[call.stage.value], told, clocks.url, params)


def person_url(person: str, rest: str = "") -> str:
    """The path of a person's page."""
    return f"/persons/{dashed(person)}/{rest}"
