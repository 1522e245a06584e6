from django.db import migrations

SQL = """
-- How often the bound account broke the glass, or tried to, in the last hour. The breaker may not
-- read these entries, so the database counts; two requests at once wait for one another.
CREATE FUNCTION punte_glass_tries() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('glass', punte_account()));
  RETURN (SELECT count(*) FROM ledger_entry
    WHERE at > now() - interval '1 hour' AND account_id = punte_account()
      AND (action = 'access.break_glass'
           OR (action = 'access.denied' AND detail ->> 'what' = 'break glass')));
END $$;
"""


class Migration(migrations.Migration):
    """Breaking the glass is for emergencies: its tries are counted."""

    dependencies = [("access", "0002_policies")]

    operations = [migrations.RunSQL(SQL, "DROP FUNCTION punte_glass_tries();")]
