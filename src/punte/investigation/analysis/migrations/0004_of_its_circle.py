from django.db import migrations

# All tables whose rows hang on a case. A step of custody may be written by whoever holds the
# exhibit, and they are not of its team.
SQL = """
DO $$
DECLARE t regclass;
BEGIN
  FOR t IN SELECT c.oid::regclass FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'case_id' AND NOT a.attisdropped
      WHERE c.relnamespace = 'public'::regnamespace AND c.relrowsecurity
        AND c.relname LIKE 'investigation\\_%' AND c.relname <> 'investigation_custody' LOOP
    EXECUTE format('CREATE POLICY of_its_circle ON %s AS RESTRICTIVE FOR INSERT TO punte_web'
      ' WITH CHECK (owner = ANY ((SELECT punte_audiences())::int[]))', t);
  END LOOP;
END $$;
"""
BACK = """
DO $$
DECLARE t regclass;
BEGIN
  FOR t IN SELECT polrelid::regclass FROM pg_policy WHERE polname = 'of_its_circle' LOOP
    EXECUTE format('DROP POLICY of_its_circle ON %s', t);
  END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    """Nobody lays a row into the case of a team to which they do not belong."""

    dependencies = [
        ("analysis", "0003_weighing"),
        ("bundle", "0002_policies"),
        ("recordings", "0002_policies"),
        ("exchange", "0002_policies"),
        ("proof", "0002_policies"),
        ("evidence", "0002_policies"),
        ("authorisations", "0002_policies"),
        ("course", "0002_policies"),
        ("subjects", "0004_merging_policies"),
        ("cases", "0002_policies"),
    ]

    operations = [migrations.RunSQL(SQL, BACK)]
