from django.db import migrations

from punte.core.database.policies import append_only, classed_rows, guard_rows

TABLES = ("protection_service", "protection_appointment", "protection_note", "protection_paper")


COLUMNS = """
-- Of which file, kind and class a row is stays as it was written; only what an action changes may.
REVOKE UPDATE ON protection_service, protection_appointment, protection_paper FROM punte_web;
GRANT UPDATE (planned_for, provider, desk_id, agency_id, provider_name, outcome, delivered_on,
  hours, cost, currency, refusal, words, changed_at, version) ON protection_service TO punte_web;
GRANT UPDATE (what, starts_at, ends_at, place, place_by_phone, caseworker_id, remind_hours,
  remind_at, state, changed_at, version) ON protection_appointment TO punte_web;
GRANT UPDATE (laid_by_at) ON protection_paper TO punte_web;

-- An agency's notes and documents of a person are sealed under a key of its own file: erasing the
-- person erases them too, as far as the same country answers for the file.
CREATE OR REPLACE FUNCTION punte_copies_of(rec uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT k.subject FROM access_grant g
  JOIN vault_key k ON k.subject = g.record AND k.owner = g.owner
  WHERE g.subject = rec AND g.record <> rec
  UNION
  SELECT k.subject FROM protection_file f
  JOIN vault_key k ON k.subject = f.id AND k.owner = f.owner
  WHERE f.person_id = rec
$$;
"""
COLUMNS_BACK = """
GRANT UPDATE ON protection_service, protection_appointment, protection_paper TO punte_web;
CREATE OR REPLACE FUNCTION punte_copies_of(rec uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT k.subject FROM access_grant g
  JOIN vault_key k ON k.subject = g.record AND k.owner = g.owner
  WHERE g.subject = rec AND g.record <> rec
$$;
"""


class Migration(migrations.Migration):
    """Who sees what is planned and done: the file's agency, each row by its class of data."""

    dependencies = [
        ("delivery", "0001_delivery"),
        ("assistance", "0002_policies"),
        ("vault", "0003_copies"),
    ]

    operations = [
        *(guard_rows(table, record="file_id") for table in TABLES),
        *(classed_rows(table) for table in TABLES),
        append_only("protection_note"),
        migrations.RunSQL(COLUMNS, COLUMNS_BACK),
    ]
