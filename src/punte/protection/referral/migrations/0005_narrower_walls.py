from django.db import migrations

COLUMNS = """
-- What was asked, sent and agreed stays as it was written; only what a move changes may change.
REVOKE UPDATE ON protection_referral, protection_consent FROM punte_web;
GRANT UPDATE (state, version, changed_at, reason, suggested_desk_id, due_at, due_side, audiences)
  ON protection_referral TO punte_web;
GRANT UPDATE (withdrawn_at, withdrawn_how, withdrawal_by_id) ON protection_consent TO punte_web;

-- A consent is written down by the agency that answers for the person, never by who profits.
CREATE POLICY by_the_owner ON protection_consent AS RESTRICTIVE FOR INSERT TO punte_web
  WITH CHECK (owner = ANY ((SELECT punte_audiences())::int[]));
"""
COLUMNS_BACK = """
DROP POLICY by_the_owner ON protection_consent;
GRANT UPDATE ON protection_referral, protection_consent TO punte_web;
"""


class Migration(migrations.Migration):
    """Of a referral or consent only what a move changes may be rewritten."""

    dependencies = [("referral", "0004_consent_texts")]

    operations = [migrations.RunSQL(COLUMNS, COLUMNS_BACK)]
