from pathlib import Path

from django.db import migrations

from punte.core.database.policies import append_only, guard

FOLDER = Path(__file__).resolve().parent
BACK = """
DROP TRIGGER legal_hold ON vault_key;
DROP FUNCTION punte_forget_person(uuid, uuid);
DROP FUNCTION punte_forget_texts(uuid, text);
DROP FUNCTION punte_finish_decision(uuid, jsonb);
DROP FUNCTION punte_decision_open(uuid);
DROP FUNCTION punte_forget_values(text);
DROP FUNCTION punte_person_tables();
DROP FUNCTION punte_overseen_person(int, int);
DROP FUNCTION punte_respect_hold();
DROP FUNCTION punte_is_held(uuid);
DROP POLICY asked_by_oneself ON protection_retention_decision;
"""


class Migration(migrations.Migration):
    """Who sees holds and decisions; how a person is forgotten; and that a hold keeps the key."""

    dependencies = [
        ("retention", "0001_rules_holds_and_decisions"),
        ("access", "0002_policies"),
        ("vault", "0003_copies"),
        ("assistance", "0002_policies"),
    ]

    operations = [
        guard("protection_legal_hold", kind="owned", record="subject", follows_grants=False),
        guard("protection_retention_due", kind="owned", record="subject", follows_grants=False),
        guard("protection_retention_decision", kind="owned", record="id", follows_grants=False),
        guard("protection_retention_person", kind="owned", record="subject", follows_grants=False),
        append_only("protection_retention_decision"),
        append_only("protection_retention_person"),
        migrations.RunSQL((FOLDER / "forgetting.sql").read_text(encoding="utf-8"), BACK),
    ]
