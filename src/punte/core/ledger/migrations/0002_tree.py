import django.contrib.postgres.fields
import punte.core.ids
from django.db import migrations, models

PARTITIONED = """
ALTER TABLE ledger_entry RENAME TO ledger_entry_plain;
ALTER TABLE ledger_entry_plain DROP CONSTRAINT ledger_entry_pkey;
DROP INDEX entry_subject;
DROP INDEX entry_at;
CREATE TABLE ledger_entry (
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  action varchar(60) NOT NULL,
  account_id bigint,
  agency_id bigint,
  purpose varchar(20) NOT NULL,
  subject uuid,
  detail jsonb NOT NULL,
  salt bytea CONSTRAINT salt_size CHECK (octet_length(salt) BETWEEN 16 AND 64),
  audiences int[] NOT NULL,
  CONSTRAINT ledger_entry_pkey PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE INDEX entry_subject ON ledger_entry (subject, at DESC);
CREATE INDEX entry_at ON ledger_entry (at DESC);
CREATE INDEX entry_action ON ledger_entry (action, at DESC);
CREATE INDEX ledger_entry_audiences_gin ON ledger_entry USING gin (audiences);
CREATE TABLE ledger_entry_other PARTITION OF ledger_entry DEFAULT;
REVOKE ALL ON ledger_entry_other FROM PUBLIC, punte_web, punte_worker;
ALTER TABLE ledger_entry_other ENABLE ROW LEVEL SECURITY;
"""

# Months are made ahead by the worker and, for old entries, by whoever loads them. What had
# fallen into the default partition moves over, so that making a month can never fail on it.
MONTHS = """
CREATE FUNCTION ledger_make_months(first date, last date) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE month date := date_trunc('month', first)::date; part text; made int := 0;
BEGIN
  IF last - first > 36600 THEN RAISE EXCEPTION 'that is more than a hundred years'; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('ledger.months', 0));
  WHILE month <= last LOOP
    part := 'ledger_entry_' || to_char(month, 'YYYY_MM');
    IF to_regclass(part) IS NULL THEN
      EXECUTE format('CREATE TABLE %I (LIKE ledger_entry INCLUDING ALL)', part);
      -- The parent's policies do not hold for who names a partition: nobody may.
      EXECUTE format('REVOKE ALL ON %I FROM PUBLIC, punte_web, punte_worker', part);
      EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
      LOCK TABLE ledger_entry_other IN ACCESS EXCLUSIVE MODE;
      EXECUTE format(
        'WITH moved AS (DELETE FROM ledger_entry_other WHERE at >= %L AND at < %L RETURNING *)
         INSERT INTO %I SELECT * FROM moved',
        month::timestamptz, (month + interval '1 month')::timestamptz, part);
      EXECUTE format('ALTER TABLE ledger_entry ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
        part, month::timestamptz, (month + interval '1 month')::timestamptz);
      made := made + 1;
    END IF;
    month := (month + interval '1 month')::date;
  END LOOP;
  RETURN made;
END $$;
REVOKE EXECUTE ON FUNCTION ledger_make_months(date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_make_months(date, date) TO punte_worker;
SELECT ledger_make_months((now() - interval '1 month')::date, (now() + interval '3 months')::date);
INSERT INTO ledger_entry SELECT id, at, action, account_id, agency_id, purpose, subject, detail,
  salt, audiences FROM ledger_entry_plain;
DROP TABLE ledger_entry_plain;
"""

HASHES = """
ALTER TABLE ledger_leaf ADD CONSTRAINT leaf_hash_size CHECK (octet_length(leaf_hash) = 32);
ALTER TABLE ledger_node ADD CONSTRAINT node_hash_size CHECK (octet_length(hash) = 32);
ALTER TABLE ledger_checkpoint ADD CONSTRAINT root_size CHECK (octet_length(root) = 32);
"""

BACK = """
CREATE TABLE ledger_entry_plain AS SELECT * FROM ledger_entry;
DROP TABLE ledger_entry;
DROP FUNCTION ledger_make_months(date, date);
ALTER TABLE ledger_entry_plain RENAME TO ledger_entry;
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_pkey PRIMARY KEY (id);
CREATE INDEX entry_subject ON ledger_entry (subject, at DESC);
CREATE INDEX entry_at ON ledger_entry (at DESC);
"""


class Migration(migrations.Migration):
    """Entries in monthly partitions; the tree, its heads, erasures and checks."""

    dependencies = [("ledger", "0001_entries"), ("database", "0001_context_and_roles")]

    operations = [
        migrations.RunSQL(
            PARTITIONED + MONTHS,
            BACK,
            state_operations=[
                migrations.AlterField(
                    "Entry", "salt", models.BinaryField(max_length=64, null=True)
                ),
                migrations.AddIndex(
                    "Entry", models.Index(fields=["action", "-at"], name="entry_action")
                ),
            ],
        ),
        migrations.CreateModel(
            name="Pending",
            fields=[
                ("entry_id", models.UUIDField(primary_key=True, serialize=False)),
                ("entry_at", models.DateTimeField()),
            ],
            options={"db_table": "ledger_pending"},
        ),
        migrations.CreateModel(
            name="Leaf",
            fields=[
                ("index", models.BigIntegerField(primary_key=True, serialize=False)),
                ("entry_id", models.UUIDField(unique=True)),
                ("entry_at", models.DateTimeField()),
                ("leaf_hash", models.BinaryField(max_length=32)),
            ],
            options={"db_table": "ledger_leaf"},
        ),
        migrations.CreateModel(
            name="Node",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "level", "index", blank=True, editable=False,
                        primary_key=True, serialize=False,
                    ),
                ),
                ("level", models.SmallIntegerField()),
                ("index", models.BigIntegerField()),
                ("hash", models.BinaryField(max_length=32)),
            ],
            options={"db_table": "ledger_node"},
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("root", models.BinaryField(max_length=32)),
                ("note", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={"db_table": "ledger_checkpoint"},
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("entry_id", models.UUIDField(primary_key=True, serialize=False)),
                ("recorded_in", models.UUIDField()),
            ],
            options={"db_table": "ledger_erasure"},
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=punte.core.ids.new_id, editable=False,
                        primary_key=True, serialize=False,
                    ),
                ),
                ("asked_by", models.BigIntegerField()),
                ("asked_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"), ("running", "Running"), ("sound", "Sound"),
                            ("broken", "Broken"), ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("done", models.BigIntegerField(default=0)),
                ("size", models.BigIntegerField(default=0)),
                ("moved_at", models.DateTimeField()),
                ("result", models.JSONField(default=dict)),
            ],
            options={
                "db_table": "ledger_check",
                "indexes": [models.Index(fields=["-asked_at"], name="check_asked_at")],
            },
        ),
        migrations.RunSQL(HASHES, migrations.RunSQL.noop),
    ]
