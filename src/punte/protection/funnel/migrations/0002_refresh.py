from django.db import migrations

SQL = """
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON protection_funnel_cell FROM punte_web, punte_worker;

-- Count again from the persons; for the worker, which sees no single one of them through this.
CREATE FUNCTION protection_refresh_funnel() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE made bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(724601);
  DELETE FROM protection_funnel_cell;
  INSERT INTO protection_funnel_cell (month, jurisdiction, agency_id, exploitation, age_band, sex,
      notified, screened, identified, referred, assisted, closed)
    SELECT date_trunc('month', notified_at)::date, jurisdiction, agency_id, exploitation,
      age_band, sex, count(*), count(screened_at), count(identified_at), count(referred_at),
      count(assisted_at), count(closed_at)
    FROM protection_person GROUP BY 1, 2, 3, 4, 5, 6;
  GET DIAGNOSTICS made = ROW_COUNT;
  RETURN made;
END $$;
REVOKE EXECUTE ON FUNCTION protection_refresh_funnel() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION protection_refresh_funnel() TO punte_worker;
"""


class Migration(migrations.Migration):
    """The funnel's counts are made in the database, by the worker alone."""

    dependencies = [("funnel", "0001_cells"), ("persons", "0002_policies")]

    operations = [migrations.RunSQL(SQL, "DROP FUNCTION protection_refresh_funnel();")]
