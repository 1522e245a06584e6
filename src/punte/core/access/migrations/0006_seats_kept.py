from django.db import migrations

from punte.core.database.policies import signed_by_oneself

SQL = """
-- Who serves people may not bring a seat back that has ended, nor give one in an inner circle that
-- does not hang on a place in the wider one.
CREATE FUNCTION access_seat_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'punte_web' AND (
    TG_OP = 'UPDATE' AND OLD.until IS NOT NULL
    OR TG_OP = 'INSERT' AND EXISTS (SELECT 1 FROM access_seat s
      WHERE s.circle = NEW.circle AND s.within IS DISTINCT FROM NEW.within)
  ) THEN
    RAISE EXCEPTION 'permission denied to give a seat that does not end with its place'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER seat_kept BEFORE INSERT OR UPDATE ON access_seat
  FOR EACH ROW EXECUTE FUNCTION access_seat_kept();
"""
BACK = """
DROP TRIGGER seat_kept ON access_seat;
DROP FUNCTION access_seat_kept();
"""


class Migration(migrations.Migration):
    """Seats are given and ended in one's own name, and an ended one stays so."""

    dependencies = [("access", "0005_inner_circles"), ("database", "0002_signatures")]

    operations = [
        signed_by_oneself("access_seat", "given_by", "ended_by"),
        migrations.RunSQL(SQL, BACK),
    ]
