from django.db import migrations

COLUMNS = """
-- What was notified stays as it was written; only taking it up may change it.
REVOKE UPDATE ON protection_notification FROM punte_web;
GRANT UPDATE (state, taken_up_by_id, taken_up_at) ON protection_notification TO punte_web;
"""
COLUMNS_BACK = "GRANT UPDATE ON protection_notification TO punte_web;"


class Migration(migrations.Migration):
    """Of a notification only the taking-up may be rewritten."""

    dependencies = [("identification", "0003_policies")]

    operations = [migrations.RunSQL(COLUMNS, COLUMNS_BACK)]
