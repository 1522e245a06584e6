from django.db import migrations, models

SQL = """
-- A seat in an inner circle holds while the same person keeps the place in the wider one that it
-- was given in: who leaves a team leaves what was narrower than it, and comes back without it.
CREATE OR REPLACE FUNCTION punte_circles(acc bigint, agency bigint, why text) RETURNS int[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(s.circle ORDER BY s.circle), '{}') FROM access_seat s
  WHERE s.account_id = acc AND s.agency_id = agency AND s.purpose = why AND s.until IS NULL
    AND (s.within IS NULL OR EXISTS (
      SELECT 1 FROM access_seat w WHERE w.circle = s.within AND w.account_id = acc
        AND w.agency_id = agency AND w.purpose = why AND w.until IS NULL AND w.since <= s.since))
$$;

CREATE FUNCTION punte_open_inner_circle(agency bigint, why text, wider int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE number int := nextval('punte_audience_seq');
BEGIN
  IF punte_account() IS NULL OR NOT wider = ANY (punte_audiences()) THEN
    RAISE EXCEPTION 'permission denied to open a circle within another'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO access_seat
      (id, circle, within, account_id, agency_id, purpose, since, given_by)
    SELECT gen_random_uuid(), number, wider, punte_account(), agency, why,
      greatest(clock_timestamp(), max(since)), punte_account()
    FROM access_seat WHERE circle = wider AND account_id = punte_account() AND until IS NULL;
  RETURN number;
END $$;
"""
BACK = """
DROP FUNCTION punte_open_inner_circle(bigint, text, int);
CREATE OR REPLACE FUNCTION punte_circles(acc bigint, agency bigint, why text) RETURNS int[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(circle ORDER BY circle), '{}') FROM access_seat
  WHERE account_id = acc AND agency_id = agency AND purpose = why AND until IS NULL
$$;
"""


class Migration(migrations.Migration):
    """Circles within circles, for what few of a team may see."""

    dependencies = [("access", "0004_circles")]

    operations = [
        migrations.AddField("seat", "within", models.IntegerField(blank=True, null=True)),
        migrations.RunSQL(SQL, BACK),
    ]
