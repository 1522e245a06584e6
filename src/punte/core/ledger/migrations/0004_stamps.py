import punte.core.ids
from django.db import migrations, models

SQL = """
ALTER TABLE ledger_stamp ADD CONSTRAINT stamp_reply_size
  CHECK (octet_length(reply) BETWEEN 1 AND 65536);
REVOKE ALL ON ledger_stamp FROM punte_web, punte_worker;
GRANT SELECT ON ledger_stamp TO punte_web;
GRANT SELECT, INSERT ON ledger_stamp TO punte_worker;
"""


class Migration(migrations.Migration):
    """Time stamps of signed heads: the worker adds them, nobody changes them."""

    dependencies = [("ledger", "0003_policies")]

    operations = [
        migrations.CreateModel(
            name="Stamp",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=punte.core.ids.new_id, editable=False,
                        primary_key=True, serialize=False,
                    ),
                ),
                ("size", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("authority", models.CharField(max_length=200)),
                ("reply", models.BinaryField(max_length=65536)),
            ],
            options={
                "db_table": "ledger_stamp",
                "indexes": [models.Index(fields=["-size", "at"], name="stamp_by_size")],
            },
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
