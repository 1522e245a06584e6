"""The way of invented cases through justice, step by step as a prosecutor records it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from punte.core.access.door import acting_as
from punte.demo.teams import Team, told_at
from punte.demo.victims import currency_of, write_award, write_victims
from punte.investigation.cases.door import Stage, offences_of
from punte.investigation.course.door import (
    Accusation,
    Accused,
    Act,
    Appellant,
    Award,
    Charge,
    Date,
    Enforcement,
    Finding,
    HearingKind,
    HearingState,
    Instance,
    Judgment,
    Penalty,
    Plea,
    RestraintKind,
    RestraintOrder,
    Ruling,
    bring_charge,
    end_hearing,
    enforce,
    give_judgment,
    lodge_appeal,
    make_final,
    name_suspect,
    order_restraint,
    pass_sentence,
    record_plea,
    send_to_court,
    set_hearing,
)
from punte.investigation.subjects.door import NewEntity

# What each stage adds to the one before.
PATH = (Stage.CHARGED, Stage.TRIAL, Stage.APPEAL, Stage.FINAL, Stage.ENFORCEMENT)


def write_course(team: Team, reached: Stage, people: list[NewEntity], *, plain: bool) -> None:
    """Bring the course of a case as far as its stage. plain: one accused, and the acts alone."""
    course = Course(team, plain)
    far = reached != Stage.INVESTIGATION
    course.suspect(people[:1] if plain else people, 280 if far else 34)
    if far:
        with acting_as(team.prosecutor):
            course.go_on(reached)


@dataclass
class Course:
    """One case on its way; rows are read again before each step, as a form would."""

    team: Team
    plain: bool
    accused: list[Accused] = field(default_factory=list)
    charges: list[Charge] = field(default_factory=list)
    judgment: Judgment | None = None
    claimed: Award | None = None

    def go_on(self, reached: Stage) -> None:
        """From charges on, all by the prosecutor."""
        depth = PATH.index(reached) if reached in PATH else len(PATH) - 1
        with self.told(215):
            self.charge()
        if depth == 0:
            with self.told(25):
                self.restrain()
            return
        with self.told(138):
            self.send()
        if depth == 1:
            with self.told(19):
                self.hear_on()
            return
        with self.told(6 if depth == 2 else 90):
            self.judge(fresh=depth == 2)
        with self.told(2 if depth == 2 else 28):
            if depth == 2:
                self.appeal()
            else:
                self.finish(served=reached == Stage.CLOSED, begun=depth >= 4)

    def told(self, ago: int) -> AbstractContextManager[None]:
        return told_at(self.team.ago(days=ago))

    def day(self, ago: int) -> date:
        return self.team.ago(days=ago).date()

    def suspect(self, people: list[NewEntity], ago: int) -> None:
        """The lead names them, one after another, from so many days ago on."""
        for number, person in enumerate(people):
            days = ago - 9 * number
            with self.told(days), acting_as(self.team.lead) as by:
                self.accused.append(
                    name_suspect(
                        by=by, case_id=self.team.case.pk, entity=person.id, on=self.day(days),
                        basis="Plângere și interceptări inventate.",
                        request_key=self.team.key("suspect", number),
                    )
                )  # fmt: skip

    def charge(self) -> None:
        """Each of the offences for the first, one for the others."""
        team, by = self.team, self.team.prosecutor
        offences = list(offences_of(by, team.case).order_by("offence__key"))
        for number, row in enumerate(self.accused):
            for offence in offences if number == 0 else offences[:1]:
                row.refresh_from_db()
                what = Accusation(
                    offence.offence_id, "Recrutare prin înșelăciune, text inventat.", self.day(220)
                )
                key = team.key("charge", number, offence.offence_id)
                self.charges.append(
                    bring_charge(
                        by=by, case_id=team.case.pk, accused_id=row.pk, what=what,
                        version=row.version, key=key,
                    )
                )  # fmt: skip
            if self.plain:
                continue
            row.refresh_from_db()
            record_plea(
                by=by, case_id=team.case.pk, accused_id=row.pk, on=self.day(215), note="",
                plea=Plea.DENIES if number == 0 else Plea.ADMITS, version=row.version,
            )  # fmt: skip

    def restrain(self) -> None:
        """Arrest of the first, which ends in four days; the other may not leave the country."""
        team = self.team
        wanted = ((RestraintKind.ARREST, 26, 30), (RestraintKind.BAN_LEAVING, 30, 60))
        for row, (kind, ago, days) in zip(self.accused, wanted, strict=False):
            row.refresh_from_db()
            start = team.ago(days=ago)
            order = RestraintOrder(
                kind, start, start + (team.ahead(days=days) - team.now), team.country.court,
                f"I-{ago}/inventat",
            )  # fmt: skip
            order_restraint(
                by=team.prosecutor, case_id=team.case.pk, accused_id=row.pk, order=order,
                version=row.version, key=team.key("restraint", kind),
            )  # fmt: skip
        self.hear(HearingKind.RESTRAINT, ahead=3)

    def send(self) -> None:
        team = self.team
        act = Act("R-17/inventat", self.day(170), team.country.court, "1-170/inventat")
        send_to_court(
            by=team.prosecutor, case_id=team.case.pk, accused=[row.pk for row in self.accused],
            act=act, key=team.key("indictment"),
        )  # fmt: skip
        if not self.plain:
            self.held(HearingKind.PRELIMINARY, ago=140)
            self.claimed = write_victims(self.team, 139)

    def hear(self, kind: HearingKind, *, ahead: int) -> None:
        team = self.team
        at = team.ahead(days=ahead).replace(hour=8, minute=30)
        day = Date(kind, at, team.country.court, "Sala 3", attends=[team.prosecutor.account_id])
        set_hearing(
            by=team.prosecutor, case_id=team.case.pk, day=day, key=team.key("hearing", kind)
        )

    def held(self, kind: HearingKind, *, ago: int) -> None:
        team, by = self.team, self.team.prosecutor
        at = team.ago(days=ago).replace(hour=8, minute=30)
        day = Date(kind, at, team.country.court, "Sala 3", attends=[by.account_id])
        key = team.key("hearing", kind)
        row = set_hearing(by=by, case_id=team.case.pk, day=day, key=key)
        end_hearing(
            by=by, case_id=team.case.pk, hearing_id=row.pk, state=HearingState.HELD,
            outcome="Martorii inventați au fost ascultați.", next_at=None, version=row.version,
            key=team.key("ended", kind),
        )  # fmt: skip

    def hear_on(self) -> None:
        self.held(HearingKind.VICTIM, ago=20)
        self.hear(HearingKind.MERITS, ahead=2)

    def judge(self, *, fresh: bool) -> None:
        """Convicted of all charges but the second of the first accused. fresh: a few days ago."""
        team = self.team
        ruling = Ruling(
            Instance.FIRST, team.country.court, "S-44/inventat", self.day(8 if fresh else 95),
            self.day(6 if fresh else 90),
        )  # fmt: skip
        findings = {
            charge.pk: Finding.ACQUITTED if number == 1 else Finding.CONVICTED
            for number, charge in enumerate(self.charges)
        }
        self.judgment = give_judgment(
            by=team.prosecutor, case_id=team.case.pk, ruling=ruling, findings=findings,
            key=team.key("judgment"),
        )  # fmt: skip

    def appeal(self) -> None:
        team = self.team
        assert self.judgment is not None
        lodge_appeal(
            by=team.prosecutor, case_id=team.case.pk, judgment_id=self.judgment.pk,
            appellant=Appellant.DEFENCE, on=self.day(2),
            grounds="Apărarea cere achitarea, text inventat.", key=team.key("appeal"),
        )  # fmt: skip
        self.hear(HearingKind.APPEAL, ahead=12)

    def finish(self, *, served: bool, begun: bool) -> None:
        """The judgment is final; sentences, how far they are served, and what the victim gets."""
        team, by = self.team, self.team.prosecutor
        assert self.judgment is not None
        judgment = make_final(
            by=by, case_id=team.case.pk, judgment_id=self.judgment.pk, on=self.day(60),
            version=self.judgment.version,
        )  # fmt: skip
        wanted = (
            Penalty(years=6, months=6, assets="Automobil inventat", ban="funcții", ban_years=3),
            Penalty(years=2, suspended=True, fine=Decimal(20000), currency=currency_of(team)),
        )
        for row, penalty in zip(self.accused, wanted, strict=False):
            sentence = pass_sentence(
                by=by, case_id=team.case.pk, accused_id=row.pk, judgment_id=judgment.pk,
                penalty=penalty, key=team.key("sentence", row.pk),
            )  # fmt: skip
            if begun:
                enforce(
                    by=by, case_id=team.case.pk, sentence_id=sentence.pk, on=self.day(40), note="",
                    enforcement=Enforcement.DONE if served else Enforcement.RUNNING,
                    version=sentence.version,
                )  # fmt: skip
        if self.claimed is not None:
            write_award(self.team, self.claimed, paid=served)
