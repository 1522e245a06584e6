from django.db import migrations

COUNTS = """
-- How many cases and accused of a country reached each step, by the year in which they did first:
-- numbers alone, no case. Nobody sees all cases, so the database adds up; only for who works in
-- that country.
CREATE FUNCTION investigation_course_counts(country text, first_year int)
RETURNS TABLE (year int, agency bigint, trafficking boolean, step text, cases bigint,
  accused bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH here AS (
    SELECT c.id, c.agency_id, EXISTS (
        SELECT 1 FROM investigation_case_offence o JOIN investigation_offence f
          ON f.id = o.offence_id
        WHERE o.case_id = c.id AND o.ended_at IS NULL AND f.trafficking) AS trafficking
    FROM investigation_case c
    WHERE c.jurisdiction = country AND EXISTS (
      SELECT 1 FROM agencies_membership m JOIN agencies_agency g ON g.id = m.agency_id
      WHERE m.account_id = punte_account() AND m.state = 'active'
        AND g.jurisdiction_id = country)
  ), reached AS (
    SELECT 'investigated' AS step, e.case_id, NULL::uuid AS who, min(e.at)::date AS day
      FROM investigation_case_event e JOIN here h ON h.id = e.case_id
      WHERE e.kind = 'stage' AND e.code NOT IN ('lead', 'closed') GROUP BY e.case_id
    UNION ALL SELECT 'charged', k.case_id, NULL, min(k."on")
      FROM investigation_charge k JOIN here h ON h.id = k.case_id GROUP BY k.case_id
    UNION ALL SELECT 'sent', i.case_id, NULL, min(i."on")
      FROM investigation_indictment i JOIN here h ON h.id = i.case_id GROUP BY i.case_id
    UNION ALL SELECT 'convicted', s.case_id, NULL, min(s."on")
      FROM investigation_course_step s JOIN here h ON h.id = s.case_id
        JOIN investigation_accused a ON a.id = s.accused_id AND a.state = 'convicted'
      WHERE s.after = 'convicted' GROUP BY s.case_id
    UNION ALL SELECT 'investigated', a.case_id, a.id, a."on"
      FROM investigation_accused a JOIN here h ON h.id = a.case_id
    UNION ALL SELECT 'charged', k.case_id, k.accused_id, min(k."on")
      FROM investigation_charge k JOIN here h ON h.id = k.case_id GROUP BY 2, 3
    UNION ALL SELECT 'sent', s.case_id, s.accused_id, min(s."on")
      FROM investigation_course_step s JOIN here h ON h.id = s.case_id
      WHERE s.after = 'defendant' GROUP BY 2, 3
    UNION ALL SELECT 'convicted', s.case_id, s.accused_id, min(s."on")
      FROM investigation_course_step s JOIN here h ON h.id = s.case_id
        JOIN investigation_accused a ON a.id = s.accused_id AND a.state = 'convicted'
      WHERE s.after = 'convicted' GROUP BY 2, 3
  ), of_charges AS (
    SELECT k.accused_id, bool_or(f.trafficking) AS trafficking
    FROM investigation_charge k JOIN here h ON h.id = k.case_id
      JOIN investigation_offence f ON f.id = k.offence_id
    WHERE k.state = 'brought' GROUP BY k.accused_id
  )
  SELECT extract(year FROM r.day)::int, h.agency_id,
    coalesce(o.trafficking, h.trafficking), r.step,
    count(*) FILTER (WHERE r.who IS NULL), count(r.who)
  FROM reached r JOIN here h ON h.id = r.case_id LEFT JOIN of_charges o ON o.accused_id = r.who
  WHERE extract(year FROM r.day) >= first_year
    AND r.day < date_trunc('year', now()) + interval '1 year'
  GROUP BY 1, 2, 3, 4
$$;
REVOKE EXECUTE ON FUNCTION investigation_course_counts(text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION investigation_course_counts(text, int) TO punte_web;
"""


class Migration(migrations.Migration):
    """Counts from investigation to conviction."""

    dependencies = [("course", "0002_policies"), ("cases", "0003_first_offences")]

    operations = [
        migrations.RunSQL(COUNTS, "DROP FUNCTION investigation_course_counts(text, int);")
    ]
