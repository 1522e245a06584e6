from django.db import migrations

COLUMNS = """
-- What was asked, sent and agreed stays as it was written; only what a move changes may change.
REVOKE UPDATE ON protection_referral, protection_notification, protection_consent FROM punte_web;
GRANT UPDATE (state, version, changed_at, reason, suggested_desk_id, due_at, due_side, audiences)
  ON protection_referral TO punte_web;
GRANT UPDATE (state, taken_up_by_id, taken_up_at) ON protection_notification TO punte_web;
GRANT UPDATE (withdrawn_at, withdrawn_how, withdrawal_by_id) ON protection_consent TO punte_web;

-- A consent is written down by the agency that answers for the person, never by who profits.
CREATE POLICY by_the_owner ON protection_consent AS RESTRICTIVE FOR INSERT TO punte_web
  WITH CHECK (owner = ANY ((SELECT punte_audiences())::int[]));
"""
COLUMNS_BACK = """
DROP POLICY by_the_owner ON protection_consent;
GRANT UPDATE ON protection_referral, protection_notification, protection_consent TO punte_web;
"""

# Cells may hold one person, so nobody who serves people reads them: only sums come out, values
# from 1 to 4 as null, and only to who works in the country. The row without a month is the total.
FUNNEL = """
CREATE FUNCTION protection_shown(n bigint) RETURNS bigint LANGUAGE sql IMMUTABLE
AS $$ SELECT CASE WHEN n BETWEEN 1 AND 4 THEN NULL ELSE n END $$;

CREATE FUNCTION protection_funnel(
  country text, since date, unit bigint, form text, age text, gender text
) RETURNS TABLE (month date, notified bigint, screened bigint, identified bigint,
  referred bigint, assisted bigint, closed bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.month, protection_shown(sum(c.notified)), protection_shown(sum(c.screened)),
    protection_shown(sum(c.identified)), protection_shown(sum(c.referred)),
    protection_shown(sum(c.assisted)), protection_shown(sum(c.closed))
  FROM protection_funnel_cell c
  WHERE c.jurisdiction = country AND c.month >= since
    AND (unit IS NULL OR c.agency_id = unit) AND (form = '' OR c.exploitation = form)
    AND (age = '' OR c.age_band = age) AND (gender = '' OR c.sex = gender)
    AND EXISTS (SELECT 1 FROM agencies_membership m JOIN agencies_agency a ON a.id = m.agency_id
      WHERE m.account_id = punte_account() AND m.state = 'active' AND a.jurisdiction_id = country)
  GROUP BY GROUPING SETS ((c.month), ())
  ORDER BY c.month NULLS FIRST
$$;
REVOKE SELECT ON protection_funnel_cell FROM punte_web, punte_worker;
"""
FUNNEL_BACK = """
GRANT SELECT ON protection_funnel_cell TO punte_web, punte_worker;
DROP FUNCTION protection_funnel(text, date, bigint, text, text, text);
DROP FUNCTION protection_shown(bigint);
"""


class Migration(migrations.Migration):
    """Less may be rewritten, and counts come out only as sums."""

    dependencies = [
        ("protection", "0007_consent_texts"),
        ("agencies", "0003_oversight_of_owners"),
    ]

    operations = [
        migrations.RunSQL(COLUMNS, COLUMNS_BACK),
        migrations.RunSQL(FUNNEL, FUNNEL_BACK),
    ]
