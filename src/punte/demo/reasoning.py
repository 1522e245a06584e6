"""What the team of the large invented case makes of it: merges, hits, a chart, guesses, a list."""

from __future__ import annotations

from collections.abc import Sequence

from punte.core.access.door import acting_as
from punte.demo.subjects import TWINS, Network
from punte.demo.teams import Team, told_at
from punte.investigation.analysis.door import Box, Content, Spot, Title, make_chart
from punte.investigation.evidence.door import Exhibit
from punte.investigation.proof.door import (
    Decision,
    Evidence,
    Fit,
    Hypothesis,
    Revision,
    Served,
    Standing,
    Weight,
    add_piece,
    decide_thing,
    judge_piece,
    list_missing,
    revise_hypothesis,
    serve,
    state_hypothesis,
    things_on,
)
from punte.investigation.subjects.door import (
    NewEntity,
    ask_hits,
    decide_merge,
    propose_merge,
    suggest_merges,
)


def write_reasoning(team: Team, network: Network, exhibits: Sequence[Exhibit]) -> None:
    """All of it, each part by who does it."""
    # Before any merge: a chart drawn then shows each merged thing as what it became.
    with told_at(team.ago(hours=9)), acting_as(team.analyst):
        write_chart(team, network)
    with told_at(team.ago(hours=7)):
        write_merges(team, network)
    write_hits(team, network)
    with told_at(team.ago(hours=5)):
        write_hypotheses(team, network, exhibits)
    with told_at(team.ago(hours=3)):
        write_list(team)


def write_merges(team: Team, network: Network) -> None:
    """One pair was merged by two people, one waits for the second, one is but suggested."""
    done, waiting, _suggested = (
        (network.people[whose], twin)
        for twin, (_name, _born, whose) in zip(network.twins, TWINS, strict=True)
    )
    why = "Aceeași zi de naștere și același număr (inventat)."
    with acting_as(team.analyst) as by:
        suggest_merges(by=by, case_id=team.case.pk)
        propose_merge(by=by, case_id=team.case.pk, left=waiting[0].id, right=waiting[1].id, why=why)
        row = propose_merge(by=by, case_id=team.case.pk, left=done[0].id, right=done[1].id, why=why)
    with acting_as(team.colleague) as by:
        decide_merge(
            by=by, case_id=team.case.pk, merge_id=row.pk, same=True, version=row.version,
            why="Semnătura din caiet este aceeași (inventat).",
        )  # fmt: skip


def write_hits(team: Team, network: Network) -> None:
    """The analyst asks whether other teams hold some phones and a car of the network."""
    asked = [*(network.phones[which] for which in (1, 3, 5)), network.cars[1]]
    with acting_as(team.analyst) as by:
        ask_hits(
            by=by, case_id=team.case.pk, request_key=team.key("hits"),
            keys=[key for one in asked for said in one.said for key in said.value.keys],
            reason="Apar la mai mulți oameni recrutați (inventat).",
        )  # fmt: skip


def write_chart(team: Team, network: Network) -> None:
    """People in a row, their phones under them, the cars and where these were seen below."""
    rows = (network.people, network.phones[:6], network.cars, network.places)
    spots = [
        _spot(one, x, y, "people" if y == 0 else "")
        for y, row in enumerate(rows)
        for x, one in enumerate(row)
    ]
    make_chart(
        by=team.analyst, case_id=team.case.pk,
        title=Title("Cine cu cine (inventat)", "Oamenii, telefoanele și mașinile rețelei."),
        content=Content(nodes=tuple(spots), groups=(Box("people", "Rețeaua"),), layout="preset"),
        request_key=team.key("chart"),
    )  # fmt: skip


def _spot(one: NewEntity, x: int, y: int, parent: str) -> Spot:
    return Spot(str(one.id), 170.0 * x, 150.0 * y, parent)


GUESSES = (
    ("Actele sunt ținute de proprietarul fermei", "Actele la altcineva, cu știrea lui"),
    ("Actele sunt ținute de șofer", "Șoferul nu a fost la fermă"),
    ("Nimeni nu ține actele: oamenii le-au pierdut", "Două acte găsite în același loc"),
)
FOR, AGAINST, NOTHING = Fit.CONSISTENT, Fit.INCONSISTENT, Fit.IRRELEVANT
# How each piece goes with each guess, and how much it weighs.
FITS = (
    (Weight.HIGH, (FOR, AGAINST, AGAINST), "Caietul arată cine a primit actele."),
    (Weight.MIDDLE, (FOR, FOR, AGAINST), "Mașina a trecut de mai multe ori."),
    (Weight.LOW, (NOTHING, NOTHING, NOTHING), "Anunțul nu spune nimic despre acte."),
)


def write_hypotheses(team: Team, network: Network, exhibits: Sequence[Exhibit]) -> None:
    """Three guesses with what would disprove them; two are judged, one is rejected."""
    case = team.case.pk
    with acting_as(team.lead) as by:
        guesses = [
            state_hypothesis(
                by=by, case_id=case, statement=statement, disproof=disproof,
                key=team.key("guess", statement),
            )
            for statement, disproof in GUESSES
        ]  # fmt: skip
        sources = (
            Evidence(exhibit=exhibits[1].pk, weight=FITS[0][0]),
            Evidence(source=network.reads.pk, weight=FITS[1][0]),
            Evidence(exhibit=exhibits[2].pk, weight=FITS[2][0]),
        )
        for what, (_weight, fits, remark) in zip(sources, FITS, strict=True):
            piece = add_piece(by=by, case_id=case, what=what, key=team.key("piece", remark))
            judged = {guess.pk: fit for guess, fit in zip(guesses, fits, strict=True)}
            judge_piece(by=by, case_id=case, piece_id=piece.pk, fits=judged, remark=remark)
        _reject(team, guesses[2])


def _reject(team: Team, guess: Hypothesis) -> None:
    what = Revision(
        guess.statement, guess.disproof, Standing.REJECTED, "Două acte erau în caiet (inventat)."
    )
    revise_hypothesis(
        by=team.lead, case_id=team.case.pk, hypothesis_id=guess.pk, what=what, version=guess.version
    )


def write_list(team: Team) -> None:
    """All stands on the list for the defence; some is decided, one part was served."""
    case = team.case.pk
    with acting_as(team.lead) as by:
        list_missing(by=by, case_id=case)
    with acting_as(team.prosecutor) as by:
        things = list(things_on(by, team.case).order_by("kind", "title"))
        decided = (Decision.DISCLOSE, Decision.DISCLOSE, Decision.WITHHOLD, Decision.NOT_RELEVANT)
        for thing, decision in zip(things, decided, strict=False):
            withheld = decision == Decision.WITHHOLD
            decide_thing(
                by=by, case_id=case, thing_id=thing.pk, decision=decision, version=thing.version,
                ground="Ar pune un om în pericol (inventat)" if withheld else "",
                sensitive=withheld,
            )  # fmt: skip
        how = Served(team.ago(days=1).date(), "Avocat Inventat", "Semnătură de primire, inventată")
        serve(
            by=by, case_id=case, things=[thing.pk for thing in things[:2]], how=how,
            key=team.key("serving"),
        )  # fmt: skip
