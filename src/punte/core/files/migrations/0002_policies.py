from django.db import migrations

from punte.core.database.policies import append_only, guard

CLASSES = """
-- The class of a file is its own: a role must hold it, and a grant must name it. Whoever answers
-- for the person, and whoever brought the file, need no grant.
CREATE POLICY held_class ON files_file AS RESTRICTIVE FOR SELECT TO punte_web USING (
  data_class = ANY ((SELECT punte_classes())::text[])
  AND (data_class = 'operational' OR owner = ANY ((SELECT punte_audiences())::int[])
    OR made_by = (SELECT punte_account())
    OR punte_still_granted(subject, owner, data_class, (SELECT punte_audiences())::int[]))
);
-- The worker removes files of erased persons.
GRANT DELETE ON files_file TO punte_worker;
"""

UNDO = "DROP POLICY held_class ON files_file; REVOKE DELETE ON files_file FROM punte_worker;"


class Migration(migrations.Migration):
    """Who sees files: by person, by class, and never rewritten."""

    dependencies = [("files", "0001_files"), ("vault", "0002_policies")]

    operations = [
        guard("files_file", kind="owned", record="subject"),
        append_only("files_file"),
        migrations.RunSQL(CLASSES, UNDO),
    ]
