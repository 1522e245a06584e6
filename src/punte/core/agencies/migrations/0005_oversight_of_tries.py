from django.db import migrations

BODY = """
CREATE OR REPLACE FUNCTION agencies_add_oversight() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE about int[] := NEW.audiences;
BEGIN
  {also}
  NEW.audiences := ARRAY(
    SELECT unnest(NEW.audiences)
    UNION
    SELECT j.oversight_audience FROM agencies_agency a
    JOIN agencies_jurisdiction j ON j.code = a.jurisdiction_id
    WHERE a.audience = ANY (about)
    ORDER BY 1
  );
  RETURN NEW;
END $$;
"""
# Who was refused does not know who answers for the person; their oversight reads of it all the same.
ALSO = """
  IF NEW.action = 'access.denied' AND NEW.subject IS NOT NULL THEN
    about := about || punte_owner_of(NEW.subject);
  END IF;
"""


class Migration(migrations.Migration):
    """Oversight also reads who was refused on its own country's persons."""

    dependencies = [("agencies", "0004_renewal"), ("access", "0002_policies")]

    operations = [migrations.RunSQL(BODY.format(also=ALSO), BODY.format(also=""))]
