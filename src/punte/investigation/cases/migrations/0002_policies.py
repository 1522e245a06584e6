from django.db import migrations

from punte.core.database.policies import append_only, guard, guard_rows

SQL = """
-- The next number of an agency's cases in a year, without gaps: nobody sees all of them, so the
-- database counts, one at a time.
CREATE FUNCTION investigation_next_serial(agency bigint, of_year int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('case ' || agency || ' ' || of_year, 11));
  RETURN (SELECT coalesce(max(serial), 0) + 1 FROM investigation_case
          WHERE agency_id = agency AND year = of_year);
END $$;

-- Whether the bound account manages this agency or the country's agencies.
CREATE FUNCTION investigation_manages(agency bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT 1 FROM agencies_membership m
      JOIN agencies_agency own ON own.id = m.agency_id
      JOIN agencies_agency other ON other.id = agency
    WHERE m.account_id = punte_account() AND m.state = 'active'
      AND (m.role = 'manager' AND own.id = other.id
           OR m.role = 'administrator' AND own.jurisdiction_id = other.jurisdiction_id))
$$;

-- In how many teams of cases under way a leaver has a place; for a manager, who sees no case.
CREATE FUNCTION investigation_places(leaver bigint, agency bigint) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*)::int FROM investigation_member m JOIN investigation_case c ON c.id = m.case_id
  WHERE m.account_id = leaver AND m.agency_id = agency AND m.until IS NULL
    AND c.stage <> 'closed' AND investigation_manages(agency)
$$;

-- The heir takes the leaver's places in all teams; who manages sees nothing of the cases.
CREATE FUNCTION investigation_hand_over(leaver bigint, heir bigint, agency bigint, manager bigint)
RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE place record; moved int := 0;
BEGIN
  IF manager IS DISTINCT FROM punte_account() OR NOT investigation_manages(agency) THEN
    RAISE EXCEPTION 'hand-over of cases refused' USING ERRCODE = 'insufficient_privilege';
  END IF;
  FOR place IN SELECT m.*, c.lead_id = leaver AS leads FROM investigation_member m
      JOIN investigation_case c ON c.id = m.case_id
      WHERE m.account_id = leaver AND m.agency_id = agency AND m.until IS NULL LOOP
    UPDATE investigation_member SET until = now() WHERE id = place.id;
    UPDATE access_seat SET until = now(), ended_by = manager
      WHERE circle = place.owner AND account_id = leaver AND agency_id = agency AND until IS NULL;
    INSERT INTO investigation_member
        (id, case_id, owner, audiences, account_id, agency_id, part, since)
      VALUES (gen_random_uuid(), place.case_id, place.owner, place.audiences, heir, agency,
        place.part, now())
      ON CONFLICT (case_id, account_id, agency_id) WHERE until IS NULL
      DO UPDATE SET part = CASE WHEN place.leads THEN 'lead' ELSE investigation_member.part END;
    INSERT INTO access_seat (id, circle, account_id, agency_id, purpose, since, given_by)
      VALUES (gen_random_uuid(), place.owner, heir, agency, 'investigation', now(), manager)
      ON CONFLICT (circle, account_id, agency_id) WHERE until IS NULL DO NOTHING;
    UPDATE investigation_case SET lead_id = heir, changed_at = now(), version = version + 1
      WHERE id = place.case_id AND lead_id = leaver;
    INSERT INTO investigation_case_event
        (id, case_id, owner, audiences, kind, at, by_id, code, text)
      VALUES (gen_random_uuid(), place.case_id, place.owner, place.audiences, 'handed_over',
        now(), manager, heir::text, '');
    moved := moved + 1;
  END LOOP;
  RETURN moved;
END $$;
"""
BACK = """
DROP FUNCTION investigation_hand_over(bigint, bigint, bigint, bigint);
DROP FUNCTION investigation_places(bigint, bigint);
DROP FUNCTION investigation_manages(bigint);
DROP FUNCTION investigation_next_serial(bigint, int);
"""


class Migration(migrations.Migration):
    """Who sees and writes a case: its team, and nobody else."""

    dependencies = [
        ("cases", "0001_cases"),
        ("access", "0004_circles"),
        ("agencies", "0001_agencies_and_people"),
    ]

    operations = [
        guard("investigation_case", kind="owned", record="id", follows_grants=False),
        guard_rows("investigation_member"),
        guard_rows("investigation_case_event"),
        append_only("investigation_case_event"),
        guard_rows("investigation_case_offence"),
        guard_rows("investigation_task"),
        guard_rows("investigation_check_answer"),
        append_only("investigation_check_answer"),
        migrations.RunSQL(SQL, BACK),
    ]
