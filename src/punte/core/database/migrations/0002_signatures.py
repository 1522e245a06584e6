from django.db import migrations

SQL = """
-- Of the columns that the trigger names, what is new is nobody or the account that is bound.
CREATE FUNCTION punte_signed_by_oneself() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE name text; signed text;
BEGIN
  IF current_user <> 'punte_web' THEN RETURN NEW; END IF;
  FOREACH name IN ARRAY TG_ARGV LOOP
    signed := to_jsonb(NEW) ->> name;
    IF signed IS NOT NULL AND signed IS DISTINCT FROM punte_account()::text
       AND (TG_OP = 'INSERT' OR signed IS DISTINCT FROM to_jsonb(OLD) ->> name) THEN
      RAISE EXCEPTION 'permission denied to sign for somebody else: % of %', name, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
    END IF;
  END LOOP;
  RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    """Signatures of decisions are those of the person who is bound."""

    dependencies = [("database", "0001_context_and_roles")]

    operations = [migrations.RunSQL(SQL, "DROP FUNCTION punte_signed_by_oneself();")]
