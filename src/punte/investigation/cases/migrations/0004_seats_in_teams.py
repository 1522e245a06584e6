from django.db import migrations

SQL = """
-- A seat in the circle of a case is given by somebody of the team who may lead cases, and only with
-- a place in the team that all of it see.
CREATE FUNCTION investigation_seat_given() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'punte_web'
     OR NOT EXISTS (SELECT 1 FROM investigation_case c WHERE c.owner = NEW.circle) THEN
    RETURN NEW;
  END IF;
  IF EXISTS (
      SELECT 1 FROM access_seat s JOIN agencies_membership m
        ON m.account_id = s.account_id AND m.agency_id = s.agency_id
      WHERE s.circle = NEW.circle AND s.account_id = punte_account() AND s.until IS NULL
        AND m.role IN ('investigator', 'prosecutor') AND m.state = 'active')
    AND EXISTS (
      SELECT 1 FROM investigation_member p
      WHERE p.owner = NEW.circle AND p.account_id = NEW.account_id
        AND p.agency_id = NEW.agency_id AND p.until IS NULL) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'permission denied to give a seat in the team of a case'
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER seat_in_a_team BEFORE INSERT ON access_seat
  FOR EACH ROW EXECUTE FUNCTION investigation_seat_given();
"""
BACK = """
DROP TRIGGER seat_in_a_team ON access_seat;
DROP FUNCTION investigation_seat_given();
"""


class Migration(migrations.Migration):
    """Who is in a team, and who may take somebody into it, holds in the database too."""

    dependencies = [
        ("cases", "0003_first_offences"),
        ("access", "0006_seats_kept"),
        ("agencies", "0011_oversight_by_statement"),
    ]

    operations = [migrations.RunSQL(SQL, BACK)]
