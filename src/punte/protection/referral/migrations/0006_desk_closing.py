from django.db import migrations

SQL = """
-- How much waits at desks, for a manager who may see the number and nothing else.
CREATE FUNCTION protection_referrals_at(desks bigint[], states text[]) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*) FROM protection_referral WHERE desk_id = ANY (desks) AND state = ANY (states);
$$;
"""


class Migration(migrations.Migration):
    """A desk does not close over what waits there."""

    dependencies = [("referral", "0005_narrower_walls")]

    operations = [
        migrations.RunSQL(SQL, "DROP FUNCTION protection_referrals_at(bigint[], text[]);"),
    ]
