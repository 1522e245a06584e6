from django.db import migrations

SQL = """
-- A move of a referral shows on the person's row. The receiver may not write that row, so this
-- function does it, for a referral that the caller sees and for nothing else of the row.
CREATE FUNCTION protection_touch_person(ref uuid, assisted boolean) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE protection_person p
  SET changed_at = now(),
      assisted_at = CASE WHEN assisted THEN coalesce(p.assisted_at, now()) ELSE p.assisted_at END
  FROM protection_referral r
  WHERE r.id = ref AND p.id = r.person_id AND r.audiences OPERATOR(pg_catalog.&&) punte_audiences()
$$;
"""


class Migration(migrations.Migration):
    """What a receiver's move changes on the person, and no more."""

    dependencies = [("referral", "0002_policies"), ("persons", "0002_policies")]

    operations = [
        migrations.RunSQL(SQL, "DROP FUNCTION protection_touch_person(uuid, boolean);"),
    ]
