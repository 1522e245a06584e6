from django.db import migrations

MINE = """owner = ANY ((SELECT punte_audiences())::int[]) AND EXISTS (
    SELECT 1 FROM agencies_desk d JOIN agencies_agency a ON a.id = d.agency_id
    WHERE d.id = desk_id AND a.audience = owner)"""

SQL = f"""
ALTER TABLE protection_offer ENABLE ROW LEVEL SECURITY;
-- A directory: whoever works somewhere reads it, and nobody without a role does.
CREATE POLICY web_select ON protection_offer FOR SELECT TO punte_web
  USING (cardinality(coalesce(punte_audiences(), '{{}}'::int[])) > 0);
-- Written by the agency of the desk alone.
CREATE POLICY web_insert ON protection_offer FOR INSERT TO punte_web WITH CHECK ({MINE});
CREATE POLICY web_update ON protection_offer FOR UPDATE TO punte_web
  USING (owner = ANY ((SELECT punte_audiences())::int[])) WITH CHECK ({MINE});
CREATE POLICY worker_select ON protection_offer FOR SELECT TO punte_worker USING (true);
REVOKE DELETE, TRUNCATE ON protection_offer FROM punte_web, punte_worker;
REVOKE INSERT, UPDATE ON protection_offer FROM punte_worker;
"""

UNDO = """
DROP POLICY web_select ON protection_offer;
DROP POLICY web_insert ON protection_offer;
DROP POLICY web_update ON protection_offer;
DROP POLICY worker_select ON protection_offer;
ALTER TABLE protection_offer DISABLE ROW LEVEL SECURITY;
GRANT DELETE ON protection_offer TO punte_web, punte_worker;
GRANT INSERT, UPDATE ON protection_offer TO punte_worker;
"""


class Migration(migrations.Migration):
    """Who reads and writes the catalogue."""

    dependencies = [("catalogue", "0001_offers"), ("access", "0002_policies")]

    operations = [migrations.RunSQL(SQL, UNDO)]
