"""What each permission lets one do, and why one looks, in words that readers understand."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from punte.core.access.permissions import Permission as P
from punte.core.access.permissions import Purpose

WORDS: dict[P, str | Promise] = {
    P.SIGNED_IN: _("Use Punte and change one's own settings"),
    P.NOTIFY: _("Notify a presumed victim"),
    P.TAKE_UP: _("Take up notifications"),
    P.SCREEN: _("Screen a person with the indicators"),
    P.SEE_PERSONS: _("See the persons in the agency's care, by pseudonym"),
    P.EDIT_PERSON: _("Change a person's file"),
    P.PROPOSE_STATUS: _("Propose a status"),
    P.CONFIRM_STATUS: _("Confirm a status that somebody else proposed"),
    P.RECORD_CONSENT: _("Record consent and its withdrawal"),
    P.OVERRIDE_CONSENT: _("Act without consent where the law and a person's safety ask for it"),
    P.SEND_REFERRAL: _("Send referrals and close their loop"),
    P.ANSWER_REFERRAL: _("Answer referrals that come to one's desk"),
    P.SEE_STUCK: _("See referrals that got stuck"),
    P.SEE_FUNNEL: _("See counts from notification to safety"),
    P.SEE_FILES: _("See the assistance files of the agency"),
    P.WORK_FILES: _("Work on assistance files: plan, services, notes, documents"),
    P.REVIEW_FILES: _("Review the work of a team and look through its files"),
    P.HAND_OVER_FILES: _("Hand assistance files over, and take them over"),
    P.EDIT_CATALOGUE: _("Keep the agency's services in the catalogue up to date"),
    P.APPROVE: _("Approve what somebody else asked for"),
    P.CONFIGURE: _("Change lists, questions, texts and rules without a new version"),
    P.IMPORT_CASES: _("Bring in cases from a file"),
    P.EXPORT_CASES: _("Take cases out as a file"),
    P.RETAIN: _("Decide on keeping, statistics only, and erasure by rule"),
    P.REPLAY_WEBHOOKS: _("See what webhooks sent, and send it once more"),
    P.MANAGE_TOKENS: _("Give programs access for one purpose, and take it back"),
    P.SEE_DAY: _("See what waits for one in investigations"),
    P.SEE_CASES: _("See the investigation cases whose team one belongs to"),
    P.OPEN_CASES: _("Open an investigation case"),
    P.WORK_CASES: _("Work on a case: subjects, links, tasks, hypotheses"),
    P.LEAD_CASES: _("Choose a case's team and move it from stage to stage"),
    P.DECIDE_COURSE: _("Decide on charges, and record verdicts, appeals and sentences"),
    P.SEE_COURSE_COUNTS: _("See counts from investigation to conviction"),
    P.DECIDE_MERGE: _("Propose or decide that two records are one subject"),
    P.IMPORT_DATA: _("Bring call records, plate reads and other lists into a case"),
    P.EXPORT_DATA: _("Take a case's data out, for a court or a partner"),
    P.KEEP_EVIDENCE: _("Take exhibits in, and hand them over"),
    P.KEEP_STORE: _("Keep a store of exhibits"),
    P.ASK_MEASURE: _("Ask for a measure that a court or a prosecutor must order"),
    P.GRANT_MEASURE: _("Record a court's order, or refuse to ask for it"),
    P.OVERSEE_MEASURES: _("See every measure in force and who looked, without any content"),
    P.LISTEN: _("Listen to recordings, and write down what is said"),
    P.EDIT_CASE_TABLES: _("Edit the tables of offences and measures"),
    P.OPEN_IDENTITY: _("Open an identity for a short time, with a reason"),
    P.BREAK_GLASS: _("Open a record in an emergency; owner and oversight are told"),
    P.REVIEW_GLASS: _("Review records that were opened in an emergency"),
    P.SEE_DEADLINES: _("See one's deadlines"),
    P.EDIT_DEADLINE_RULES: _("Edit the table of deadlines"),
    P.MANAGE_PEOPLE: _("Invite people, give roles, suspend"),
    P.MANAGE_AGENCY: _("Change the agency and its desks"),
    P.MANAGE_JURISDICTION: _("Register agencies of the country and appoint their managers"),
    P.SEE_DIRECTORY: _("See the directory of agencies and desks"),
    P.VERIFY_LEDGER: _("Verify that nothing in the ledger was rewritten"),
    P.SEE_READINGS: _("See who read what, and why"),
    P.SEE_REPORT: _("Print who saw a person's data, as far as one may see the log"),
    P.ERASE_PERSON: _("Erase a person's identity for good"),
}

PURPOSES: dict[str, str | Promise] = {
    Purpose.PROTECTION: _("protection"),
    Purpose.IDENTIFICATION: _("identification"),
    Purpose.SERVICE: _("giving help"),
    Purpose.INVESTIGATION: _("investigation"),
    Purpose.OVERSIGHT: _("oversight"),
    Purpose.MANAGEMENT: _("administration"),
}
