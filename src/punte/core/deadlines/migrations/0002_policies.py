from django.db import migrations

from punte.core.database.policies import guard

RUNNING = """
-- Rules are never rewritten; only what a person adds comes in.
REVOKE UPDATE, DELETE, TRUNCATE ON deadlines_rule FROM punte_web, punte_worker;
REVOKE UPDATE, TRUNCATE ON deadlines_holiday FROM punte_web, punte_worker;

-- Calls are the worker's business alone.
ALTER TABLE deadlines_clock_call ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON deadlines_clock_call FROM punte_web;
REVOKE UPDATE, DELETE, TRUNCATE ON deadlines_clock_call FROM punte_worker;
CREATE POLICY worker_all ON deadlines_clock_call TO punte_worker USING (true) WITH CHECK (true);

-- How many open clocks run by these rules: a number for whoever edits the table, no rows.
CREATE FUNCTION punte_running_clocks(rules uuid[]) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*) FROM deadlines_clock
  WHERE rule_id = ANY (rules) AND met_at IS NULL AND stopped_at IS NULL
$$;
"""
BACK = """
DROP FUNCTION punte_running_clocks(uuid[]);
DROP POLICY worker_all ON deadlines_clock_call;
ALTER TABLE deadlines_clock_call DISABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON deadlines_clock_call TO punte_web, punte_worker;
GRANT UPDATE, DELETE ON deadlines_rule TO punte_web, punte_worker;
GRANT UPDATE ON deadlines_holiday TO punte_web, punte_worker;
"""


class Migration(migrations.Migration):
    """Clocks are seen by both sides; the table of rules only grows."""

    dependencies = [("deadlines", "0001_rules_and_clocks"), ("access", "0002_policies")]

    operations = [
        guard("deadlines_clock", kind="shared", record="record", listed=True, follows_grants=False),
        migrations.RunSQL(RUNNING, BACK),
    ]
