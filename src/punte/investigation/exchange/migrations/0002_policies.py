from django.db import migrations

from punte.core.database.policies import append_only, guard

# An undoing may concern a hundred thousand rows: the worker withdraws them.
WITHDRAWING = """
GRANT UPDATE (withdrawn_at, withdrawn_by_id, withdrawn_why) ON investigation_statement
  TO punte_worker;
"""
BACK = """
REVOKE UPDATE (withdrawn_at, withdrawn_by_id, withdrawn_why) ON investigation_statement
  FROM punte_worker;
"""
LISTED = {"kind": "owned", "listed": True, "follows_grants": False}


class Migration(migrations.Migration):
    """Who sees what comes in: the team of the case; and the agency its ways of reading."""

    dependencies = [("exchange", "0001_exchange"), ("subjects", "0002_policies")]

    operations = [
        guard("investigation_import", record="case_id", **LISTED),
        guard("investigation_import_entity", record="case_id", **LISTED),
        append_only("investigation_import_entity"),
        guard("investigation_import_reject", record="case_id", **LISTED),
        append_only("investigation_import_reject"),
        guard("investigation_import_spec", record="id", **LISTED),
        append_only("investigation_import_spec"),
        migrations.RunSQL(WITHDRAWING, BACK),
    ]
