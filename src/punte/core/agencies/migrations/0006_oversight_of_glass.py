from django.db import migrations

SQL = """
CREATE TRIGGER add_oversight BEFORE INSERT ON access_broken_glass
  FOR EACH ROW EXECUTE FUNCTION agencies_add_oversight_of_glass();
"""
FUNCTION = """
-- Glass broken from abroad is reviewed by the oversight of the person's own country too.
CREATE FUNCTION agencies_add_oversight_of_glass() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.audiences := ARRAY(
    SELECT unnest(NEW.audiences)
    UNION
    SELECT j.oversight_audience FROM agencies_agency a
    JOIN agencies_jurisdiction j ON j.code = a.jurisdiction_id
    WHERE a.audience = NEW.owner
    ORDER BY 1
  );
  RETURN NEW;
END $$;
"""
UNDO = """
DROP TRIGGER add_oversight ON access_broken_glass;
DROP FUNCTION agencies_add_oversight_of_glass();
"""


class Migration(migrations.Migration):
    """The oversight of both countries is told of glass broken across the border."""

    dependencies = [("agencies", "0005_oversight_of_tries"), ("access", "0003_glass_tries")]

    operations = [migrations.RunSQL(FUNCTION + SQL, UNDO)]
