from django.db import migrations

SQL = """
-- The id behind a pseudonym, for breaking the glass. It tells nothing else of the person.
CREATE FUNCTION protection_person_of(p smallint, n integer) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id FROM protection_person WHERE plant = p AND number = n AND punte_account() IS NOT NULL
$$;
"""


class Migration(migrations.Migration):
    """From a pseudonym to an id, for those who break the glass."""

    dependencies = [("persons", "0002_policies")]

    operations = [
        migrations.RunSQL(SQL, "DROP FUNCTION protection_person_of(smallint, integer);")
    ]
