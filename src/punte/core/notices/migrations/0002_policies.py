from django.db import migrations

SQL = """
ALTER TABLE notices_notice ENABLE ROW LEVEL SECURITY;
REVOKE UPDATE, DELETE, TRUNCATE ON notices_notice FROM punte_web, punte_worker;
GRANT UPDATE (read_at) ON notices_notice TO punte_web;
CREATE POLICY web_select ON notices_notice FOR SELECT TO punte_web
  USING (account_id = (SELECT punte_account()));
CREATE POLICY web_update ON notices_notice FOR UPDATE TO punte_web
  USING (account_id = (SELECT punte_account()));
CREATE POLICY web_insert ON notices_notice FOR INSERT TO punte_web
  WITH CHECK ((SELECT punte_account()) IS NOT NULL);
CREATE POLICY worker_all ON notices_notice TO punte_worker USING (true) WITH CHECK (true);

-- Whoever tells must know how the told want it; each changes only their own.
ALTER TABLE notices_preferences ENABLE ROW LEVEL SECURITY;
REVOKE DELETE, TRUNCATE ON notices_preferences FROM punte_web;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON notices_preferences FROM punte_worker;
CREATE POLICY web_select ON notices_preferences FOR SELECT TO punte_web
  USING ((SELECT punte_account()) IS NOT NULL);
CREATE POLICY web_insert ON notices_preferences FOR INSERT TO punte_web
  WITH CHECK (account_id = (SELECT punte_account()));
CREATE POLICY web_update ON notices_preferences FOR UPDATE TO punte_web
  USING (account_id = (SELECT punte_account()));
CREATE POLICY worker_select ON notices_preferences FOR SELECT TO punte_worker USING (true);
"""
BACK = """
DROP POLICY web_select ON notices_notice;
DROP POLICY web_update ON notices_notice;
DROP POLICY web_insert ON notices_notice;
DROP POLICY worker_all ON notices_notice;
DROP POLICY web_select ON notices_preferences;
DROP POLICY web_insert ON notices_preferences;
DROP POLICY web_update ON notices_preferences;
DROP POLICY worker_select ON notices_preferences;
ALTER TABLE notices_notice DISABLE ROW LEVEL SECURITY;
ALTER TABLE notices_preferences DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    """A notice is seen and marked by its account alone; anyone signed in may send one."""

    dependencies = [("notices", "0001_notices"), ("database", "0001_context_and_roles")]

    operations = [migrations.RunSQL(SQL, BACK)]
