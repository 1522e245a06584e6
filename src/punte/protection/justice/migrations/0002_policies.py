from django.db import migrations

from punte.core.database.policies import append_only, guard

TABLES = (
    "protection_legal_aid",
    "protection_measure",
    "protection_rights_talk",
    "protection_hearing",
    "protection_statement_session",
    "protection_statement_ask",
    "protection_claim",
    "protection_claim_step",
)
KEPT = ("protection_rights_talk", "protection_statement_ask", "protection_claim_step")


class Migration(migrations.Migration):
    """Who sees and writes a way through justice: roles of the file's agency with class legal."""

    dependencies = [("justice", "0001_way_through_justice"), ("access", "0002_policies")]

    operations = [
        *[
            guard(
                table,
                kind="owned",
                record="file_id",
                data_class="legal",
                listed=True,
                follows_grants=False,
            )
            for table in TABLES
        ],
        *[append_only(table) for table in KEPT],
    ]
