from django.db import migrations

SQL = """
-- A disclosure is withdrawn, and nothing gives it back: no other change leaves it as it may be.
CREATE POLICY once_withdrawn ON investigation_disclosure AS RESTRICTIVE FOR UPDATE TO punte_web
  USING (true) WITH CHECK (withdrawn_at IS NOT NULL);
"""
BACK = "DROP POLICY once_withdrawn ON investigation_disclosure;"


class Migration(migrations.Migration):
    """What was disclosed of a victim and withdrawn stays shut."""

    dependencies = [("course", "0003_counts")]

    operations = [migrations.RunSQL(SQL, BACK)]
