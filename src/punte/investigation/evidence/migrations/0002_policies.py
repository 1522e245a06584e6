from django.db import migrations

from punte.core.database.policies import append_only, guard

SQL = """
-- An exhibit is seen by the team of its case, and by whom its own columns name: who holds it and
-- who is to receive it. Who may see the row may hand it on, also to somebody whom they do not
-- know themselves; nobody else is let in by this.
CREATE FUNCTION investigation_show_exhibit(one uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE investigation_exhibit e SET audiences = (
    SELECT array_agg(DISTINCT a ORDER BY a)
    FROM unnest(c.audiences || e.holder_audience || e.offered_audience) a WHERE a IS NOT NULL)
  FROM investigation_case c
  WHERE c.id = e.case_id AND e.id = one AND e.audiences && punte_audiences()
$$;

-- How many exhibits a store has: whoever hands something over is told whether there is room.
CREATE FUNCTION investigation_stored(key text) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*)::int FROM investigation_exhibit
  WHERE (holder = key AND state NOT IN ('returned', 'destroyed')) OR offered = key
$$;
"""
BACK = """
DROP FUNCTION investigation_stored(text);
DROP FUNCTION investigation_show_exhibit(uuid);
"""


def of_a_case(table, kind="owned"):
    return guard(table, kind=kind, record="case_id", follows_grants=False)


class Migration(migrations.Migration):
    """Who sees exhibits, and what of them is never altered."""

    dependencies = [("evidence", "0001_evidence"), ("cases", "0002_policies")]

    operations = [
        of_a_case("investigation_exhibit", kind="shared"),
        of_a_case("investigation_custody"),
        append_only("investigation_custody"),
        of_a_case("investigation_evidence_file"),
        append_only("investigation_evidence_file"),
        of_a_case("investigation_file_check"),
        append_only("investigation_file_check"),
        guard("investigation_store", kind="owned", record="id", follows_grants=False),
        guard("investigation_stock_taking", kind="owned", record="id", follows_grants=False),
        guard("investigation_stock_line", kind="owned", record="taking_id", follows_grants=False),
        append_only("investigation_stock_line"),
        migrations.RunSQL(SQL, BACK),
    ]
