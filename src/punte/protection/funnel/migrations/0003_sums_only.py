from django.db import migrations

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
    """Counts come out only as sums."""

    dependencies = [("funnel", "0002_refresh"), ("agencies", "0003_oversight_of_owners")]

    operations = [migrations.RunSQL(FUNNEL, FUNNEL_BACK)]
