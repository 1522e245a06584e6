from django.db import migrations

SQL = """
-- An entry about a person is read by the oversight of the country whose agency answers for the
-- person, also when someone of the other country acted. The writer need not know that agency.
CREATE FUNCTION agencies_add_oversight() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.audiences := ARRAY(
    SELECT unnest(NEW.audiences)
    UNION
    SELECT j.oversight_audience FROM agencies_agency a
    JOIN agencies_jurisdiction j ON j.code = a.jurisdiction_id
    WHERE a.audience = ANY (NEW.audiences)
    ORDER BY 1
  );
  RETURN NEW;
END $$;

CREATE TRIGGER add_oversight BEFORE INSERT ON ledger_entry
  FOR EACH ROW EXECUTE FUNCTION agencies_add_oversight();
"""

UNDO = """
DROP TRIGGER add_oversight ON ledger_entry;
DROP FUNCTION agencies_add_oversight();
"""


class Migration(migrations.Migration):
    """Oversight reads the entries of its own country's persons, whoever wrote them."""

    dependencies = [("agencies", "0002_theme_and_once"), ("ledger", "0003_policies")]

    operations = [migrations.RunSQL(SQL, UNDO)]
