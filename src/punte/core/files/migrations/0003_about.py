from django.db import migrations, models

SQL = """
-- The agencies that keep anything under this record, in whichever room: who answers for it.
CREATE FUNCTION punte_owners_of(rec uuid) RETURNS int[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE t punte_guarded; found int[]; owners int[] := '{}';
BEGIN
  FOR t IN SELECT * FROM punte_guarded ORDER BY table_name LOOP
    EXECUTE format('SELECT array_agg(DISTINCT owner) FROM %I WHERE %I = $1',
      t.table_name, t.record_column) INTO found USING rec;
    owners := owners || coalesce(found, '{}');
  END LOOP;
  RETURN owners;
END $$;
"""


class Migration(migrations.Migration):
    """A file may tell of a person and yet be one agency's own."""

    dependencies = [("files", "0002_policies")]

    operations = [
        migrations.AddField("storedfile", "about", models.UUIDField(null=True)),
        migrations.AddIndex(
            "storedfile", models.Index(fields=["about"], name="files_about")
        ),
        migrations.RunSQL(SQL, "DROP FUNCTION punte_owners_of(uuid);"),
    ]
