from importlib import import_module

from django.db import migrations

before = import_module("punte.core.agencies.migrations.0005_oversight_of_tries")

SQL = """
DROP TRIGGER add_oversight ON ledger_entry;
DROP FUNCTION agencies_add_oversight();

-- Once for all entries of a statement: thousands of an import have the same few audiences, and
-- nearly always their writer named the oversight already. Who was refused does not know who
-- answers for the person; their oversight reads of it all the same.
CREATE FUNCTION agencies_add_oversight() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE lacking record;
BEGIN
  FOR lacking IN
    WITH entries AS (
      SELECT id, at, audiences,
        CASE WHEN action = 'access.denied' AND subject IS NOT NULL
          THEN punte_owner_of(subject) END AS about
      FROM added
    ), whole AS (
      SELECT audiences, about, ARRAY(
        SELECT unnest(k.audiences)
        UNION
        SELECT j.oversight_audience FROM agencies_agency a
        JOIN agencies_jurisdiction j ON j.code = a.jurisdiction_id
        WHERE a.audience = ANY (k.audiences || k.about)
        ORDER BY 1
      ) AS readers
      FROM (SELECT DISTINCT audiences, about FROM entries) k
    )
    SELECT e.id, e.at, w.readers FROM whole w
    JOIN entries e ON e.audiences = w.audiences AND e.about IS NOT DISTINCT FROM w.about
    WHERE w.readers <> w.audiences
  LOOP
    UPDATE ledger_entry SET audiences = lacking.readers
    WHERE id = lacking.id AND at = lacking.at;
  END LOOP;
  RETURN NULL;
END $$;

CREATE TRIGGER add_oversight AFTER INSERT ON ledger_entry REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION agencies_add_oversight();
"""

UNDO = f"""
DROP TRIGGER add_oversight ON ledger_entry;
DROP FUNCTION agencies_add_oversight();
{before.BODY.format(also=before.ALSO)}
CREATE TRIGGER add_oversight BEFORE INSERT ON ledger_entry
  FOR EACH ROW EXECUTE FUNCTION agencies_add_oversight();
"""


class Migration(migrations.Migration):
    """The oversight of an entry's owners is found for many entries at once."""

    dependencies = [("agencies", "0010_endings"), ("access", "0002_policies")]

    operations = [migrations.RunSQL(SQL, UNDO)]
