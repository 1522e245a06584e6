"""Every permission there is. A view, an API route and an action each name one of these."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """What a role may do; the value is the stable key `room.subject:verb`."""

    SIGNED_IN = "core.self:use"

    NOTIFY = "protection.notification:send"
    TAKE_UP = "protection.notification:take_up"
    SCREEN = "protection.screening:record"
    SEE_PERSONS = "protection.person:see"
    EDIT_PERSON = "protection.person:edit"
    PROPOSE_STATUS = "protection.status:propose"
    CONFIRM_STATUS = "protection.status:confirm"
    RECORD_CONSENT = "protection.consent:record"
    OVERRIDE_CONSENT = "protection.consent:override"
    SEND_REFERRAL = "protection.referral:send"
    ANSWER_REFERRAL = "protection.referral:answer"
    SEE_STUCK = "protection.referral:see_stuck"
    SEE_FUNNEL = "protection.funnel:see"
    SEE_FILES = "protection.assistance:see"
    WORK_FILES = "protection.assistance:work"
    REVIEW_FILES = "protection.assistance:review"
    HAND_OVER_FILES = "protection.assistance:hand_over"
    EDIT_CATALOGUE = "protection.catalogue:edit"
    APPROVE = "protection.approval:decide"
    CONFIGURE = "protection.configuration:edit"
    IMPORT_CASES = "protection.interchange:import"
    EXPORT_CASES = "protection.interchange:export"
    REPLAY_WEBHOOKS = "protection.webhook:replay"
    RETAIN = "protection.retention:decide"

    SEE_DAY = "investigation.day:see"
    SEE_CASES = "investigation.case:see"
    OPEN_CASES = "investigation.case:open"
    WORK_CASES = "investigation.case:work"
    LEAD_CASES = "investigation.team:lead"
    DECIDE_COURSE = "investigation.course:decide"
    SEE_COURSE_COUNTS = "investigation.course:see_counts"
    DECIDE_MERGE = "investigation.merge:decide"
    IMPORT_DATA = "investigation.data:import"
    EXPORT_DATA = "investigation.data:export"
    KEEP_EVIDENCE = "investigation.evidence:keep"
    KEEP_STORE = "investigation.store:keep"
    ASK_MEASURE = "investigation.measure:ask"
    GRANT_MEASURE = "investigation.measure:grant"
    OVERSEE_MEASURES = "investigation.measure:oversee"
    LISTEN = "investigation.recording:listen"
    EDIT_CASE_TABLES = "investigation.table:edit"

    OPEN_IDENTITY = "vault.identity:open"
    BREAK_GLASS = "access.glass:break"
    REVIEW_GLASS = "access.glass:review"

    SEE_DEADLINES = "deadlines.clock:see"
    EDIT_DEADLINE_RULES = "deadlines.rule:edit"

    MANAGE_PEOPLE = "agencies.people:manage"
    MANAGE_AGENCY = "agencies.agency:manage"
    MANAGE_JURISDICTION = "agencies.jurisdiction:manage"
    SEE_DIRECTORY = "agencies.directory:see"

    MANAGE_TOKENS = "api.token:manage"

    VERIFY_LEDGER = "ledger.log:verify"
    SEE_READINGS = "ledger.readings:see"
    SEE_REPORT = "ledger.report:see"
    ERASE_PERSON = "vault.person:erase"


class DataClass(StrEnum):
    """Classes of data; a role sees classes, not tables. Recordings are of cases, not of persons:
    only who may listen has them, by whatever way.
    """

    OPERATIONAL = "operational"
    IDENTITY = "identity"
    MEDICAL = "medical"
    LEGAL = "legal"
    LOCATION = "location"
    RECORDING = "recording"


class Purpose(StrEnum):
    """Why one looks. Every reading in the ledger carries one."""

    PROTECTION = "protection"
    IDENTIFICATION = "identification"
    SERVICE = "service"
    INVESTIGATION = "investigation"
    OVERSIGHT = "oversight"
    MANAGEMENT = "management"
