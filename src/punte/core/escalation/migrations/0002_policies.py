from django.db import migrations

SQL = """
-- A chain is changed by adding its next version.
REVOKE UPDATE, DELETE, TRUNCATE ON escalation_chain FROM punte_web, punte_worker;

-- Who was told sees the chain that told them, and says that they see to it; the rest is the
-- worker's. The inner question runs under the policy of notices: each has their own.
ALTER TABLE escalation_run ENABLE ROW LEVEL SECURITY;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON escalation_run FROM punte_web;
GRANT UPDATE (next_at, seen_to_at, seen_to_by) ON escalation_run TO punte_web;
REVOKE DELETE, TRUNCATE ON escalation_run FROM punte_worker;
CREATE POLICY web_select ON escalation_run FOR SELECT TO punte_web
  USING (id IN (SELECT run FROM notices_notice WHERE account_id = (SELECT punte_account())));
CREATE POLICY web_update ON escalation_run FOR UPDATE TO punte_web
  USING (id IN (SELECT run FROM notices_notice WHERE account_id = (SELECT punte_account())))
  WITH CHECK (seen_to_by = (SELECT punte_account()) AND next_at IS NULL);
CREATE POLICY worker_all ON escalation_run TO punte_worker USING (true) WITH CHECK (true);
"""
BACK = """
DROP POLICY web_select ON escalation_run;
DROP POLICY web_update ON escalation_run;
DROP POLICY worker_all ON escalation_run;
ALTER TABLE escalation_run DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    """Chains only grow; a chain that runs is seen by those whom it told."""

    dependencies = [("escalation", "0001_chains"), ("notices", "0004_run")]

    operations = [migrations.RunSQL(SQL, BACK)]
