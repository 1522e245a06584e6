"""Rows as PostgreSQL's COPY takes them (text format), gathered per table."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from punte.core.vault.bulk import ITEM_COLUMNS, KEY_COLUMNS, TOKEN_COLUMNS

GUARD = ("owner", "audiences", "grants_end")

# The order is that of the foreign keys: parents first.
TABLES: dict[str, tuple[str, ...]] = {
    "protection_person": (
        "id", "plant", "number", "jurisdiction", "agency_id", "caseworker_id", "age_band", "sex",
        "nationality", "language", "district", "found_in", "exploitation", "risk_factors",
        "status", "notified_at", "screened_at", "identified_at", "referred_at", "assisted_at",
        "closed_at", "changed_at", "synthetic", *GUARD,
    ),
    "protection_notification": (
        "id", "person_id", "plant", "number", "from_agency_id", "to_agency_id", "sent_by_id",
        "sent_at", "channel", "place", "from_country", "name_place", "red_flags", "note",
        "urgent", "safe_contact", "state", "taken_up_by_id", "taken_up_at", "request_key", *GUARD,
    ),
    "protection_screening": (
        "id", "person_id", "agency_id", "by_id", "at", "instrument", "version", "path",
        "answers", "advice", "note", "request_key", *GUARD,
    ),
    "protection_status_decision": (
        "id", "person_id", "status", "kind", "body_id", "ground", "decided_on", "by_id",
        "second_id", "recorded_at", "request_key", *GUARD,
    ),
    "protection_status_review": (
        "id", "person_id", "decision_id", "kind", "reason", "asked_at", "asked_by_id",
        "outcome_id", *GUARD,
    ),
    "protection_status_proposal": (
        "id", "person_id", "status", "ground", "decided_on", "proposed_by_id", "proposed_at",
        "state", "answered_by_id", "answered_at", "answer", "review_id", "request_key", *GUARD,
    ),
    "protection_consent": (
        "id", "person_id", "purpose", "recipient_id", "classes", "text_id", "form", "giver",
        "guardian_role", "witness", "interpreter", "given_at", "expires_at", "recorded_by_id",
        "withdrawn_at", "withdrawn_how", "withdrawal_by_id", "request_key", *GUARD,
    ),
    "protection_referral": (
        "id", "person_id", "plant", "number", "sender_id", "sent_by_id", "desk_id", "receiver_id",
        "service", "named_account_id", "urgent", "basis", "consent_id", "fields",
        "live_link", "access_until", "state", "version", "reason", "suggested_desk_id",
        "redirected_from_id", "created_at", "changed_at", "due_at", "due_side", "request_key",
        *GUARD,
    ),
    "protection_referral_snapshot": ("id", "referral_id", "values", "taken_at", *GUARD),
    "protection_referral_event": (
        "id", "referral_id", "move", "from_state", "to_state", "by_id", "agency_id", "at",
        "reason", "request_key",
    ),
    "protection_referral_words": ("id", "referral_id", "event_id", "text", *GUARD),
    "protection_file": (
        "id", "person_id", "plant", "number", "agency_id", "jurisdiction", "caseworker_id",
        "referral_id", "age_band", "sex", "language", "risk", "state", "opened_at", "closed_at",
        "close_reason", "changed_at", "version", "synthetic", "request_key", *GUARD,
    ),
    "protection_file_event": (
        "id", "file_id", "kind", "at", "by_id", "account_id", "code", "reason", "note",
        "request_key", *GUARD,
    ),
    "protection_file_closure": (
        "id", "file_id", "at", "by_id", "reason", "summary", "safety_plan", "county", "country",
        "left_open", "request_key", *GUARD,
    ),
    "protection_follow_up": (
        "id", "file_id", "closure_id", "months", "due_on", "state", "tries", "version", *GUARD,
    ),
    "protection_follow_up_try": (
        "id", "file_id", "follow_up_id", "at", "by_id", "reached", "safe", "needs_again", "note",
        "request_key", *GUARD,
    ),
    "protection_assessment": (
        "id", "file_id", "number", "set_version", "needs", "risks", "suggested", "reasons",
        "risk", "risk_why", "interpreter", "made_at", "made_by_id", "request_key", *GUARD,
    ),
    "protection_task": (
        "id", "file_id", "words", "due_on", "account_id", "made_by_id", "made_at", "done_at",
        "done_by_id", "request_key", *GUARD,
    ),
    "protection_guardian": (
        "id", "file_id", "recorded_by_id", "recorded_at", "request_key", "kind", "role",
        "agency_name", "named", "appointed_by", "starts_on", "ends_on", "end_reason", "conflict",
        "conflict_words", "conflict_by", "cleared_words", "version", *GUARD,
    ),
    "protection_claim": (
        "id", "file_id", "recorded_by_id", "recorded_at", "request_key", "kind", "state",
        "currency", "asked", "granted", "paid", "body", "district", "case_reference",
        "changed_at", "version", *GUARD,
    ),
    "protection_hearing": (
        "id", "file_id", "recorded_by_id", "recorded_at", "request_key", "kind", "state", "at",
        "court", "district", "case_reference", "goes_id", "goes_words", "measures",
        "interpreter", "outcome", "version", *GUARD,
    ),
    "protection_plan": (
        "id", "file_id", "version", "made_at", "changed_at", "review_on", *GUARD,
    ),
    "protection_plan_goal": (
        "id", "file_id", "position", "disputed", "made_at", "request_key", "plan_id", "area",
        "words", "wanted", "target_on", "state", *GUARD,
    ),
    "protection_plan_step": (
        "id", "file_id", "position", "disputed", "made_at", "request_key", "goal_id", "words",
        "doer", "desk_id", "due_on", "state", "reason", *GUARD,
    ),
    "protection_service": (
        "id", "file_id", "kind", "planned_for", "provider", "desk_id", "agency_id",
        "provider_name", "outcome", "delivered_on", "hours", "cost", "currency", "refusal",
        "words", "written_by_id", "changed_at", "version", "request_key", *GUARD,
    ),
    "protection_appointment": (
        "id", "file_id", "data_class", "what", "starts_at", "ends_at", "place", "place_by_phone",
        "caseworker_id", "remind_hours", "remind_at", "state", "changed_at", "version",
        "request_key", *GUARD,
    ),
    "access_grant": (
        "id", "record", "subject", "owner", "audience", "classes", "purpose", "source",
        "source_id", "given_at", "given_by", "ends_at", "ended_at",
    ),
    "access_broken_glass": (
        "id", "record", "owner", "audiences", "account_id", "agency_id", "reason", "broken_at",
        "ends_at", "reviewed_by", "reviewed_at", "review",
    ),
    "deadlines_clock": (
        "id", "record", "code", "about_kind", "about_id", "measure", "rule_id", "term", "unit",
        "responsible", "url", "started_at", "due_at", "warn_at", "next_at", "paused_at",
        "paused_total", "met_at", "missed_at", "stopped_at", *GUARD,
    ),
    "deadlines_clock_call": ("id", "clock_id", "stage", "at"),
    "vault_key": KEY_COLUMNS,
    "vault_item": ITEM_COLUMNS,
    "vault_token": TOKEN_COLUMNS,
    "notices_notice": (
        "id", "account_id", "kind", "params", "url", "urgent", "sent_at", "read_at", "run",
    ),
    "ledger_entry": (
        "id", "at", "action", "account_id", "agency_id", "purpose", "subject", "detail", "salt",
        "audiences",
    ),
}  # fmt: skip

_SPECIAL = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _text(value: str) -> str:
    return value if value.isprintable() and "\\" not in value else value.translate(_SPECIAL)


def _array(values: list[Any]) -> str:
    """Numbers, and words without quotes, commas, braces or spaces."""
    return "{" + ",".join([str(value) for value in values]) + "}"


def compact(value: object) -> str:
    """JSON in as few characters as can be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_ENCODERS: dict[type, Callable[[Any], str]] = {
    str: _text,
    int: str,
    type(None): lambda _value: "\\N",
    bool: lambda value: "t" if value else "f",
    datetime: datetime.isoformat,
    date: date.isoformat,
    timedelta: lambda value: f"{value.total_seconds()} seconds",
    list: _array,
    tuple: _array,
    dict: lambda value: _text(compact(value)),
    UUID: str,
    bytes: lambda value: "\\\\x" + value.hex(),
}


class Sheet:
    """Lines per table, in the order they came; `count` tells how many of each."""

    def __init__(self) -> None:
        self.lines: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, table: str, *values: object) -> None:
        """Add one row; values in the order of `TABLES[table]`."""
        encoders = _ENCODERS
        self.lines[table].append("\t".join([encoders[type(v)](v) for v in values]))

    def chunks(self, table: str, most: int = 2000) -> list[str]:
        """The rows of one table as text for COPY, some thousand lines a piece."""
        lines = self.lines.get(table, [])
        return ["\n".join(lines[i : i + most]) + "\n" for i in range(0, len(lines), most)]

    def count(self, table: str) -> int:
        return len(self.lines.get(table, []))


def id_at(rng: Random, at: datetime) -> str:
    """A UUID version 7 of that moment (32 hex digits), its random part drawn from `rng`."""
    drawn = rng.getrandbits(74)
    tail = 0x8000000000000000 | drawn & 0x3FFFFFFFFFFFFFFF
    return f"{int(at.timestamp() * 1000):012x}7{drawn >> 62:03x}{tail:016x}"


def any_id(rng: Random) -> str:
    """128 random bits as 32 hex digits."""
    return f"{rng.getrandbits(128):032x}"


def dashed(key: str) -> str:
    """The spelling of a UUID that addresses and JSON use."""
    return f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"
