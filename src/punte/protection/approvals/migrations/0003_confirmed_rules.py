import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = """
-- What stood in the table held already.
UPDATE protection_approval_rule SET confirmed_at = made_at;
-- A version is written open, and confirmed once; nothing else of it is ever changed.
CREATE FUNCTION punte_keep_approval_rule() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'punte_web' AND (TG_OP = 'INSERT' AND NEW.confirmed_at IS NOT NULL
      OR TG_OP = 'UPDATE' AND OLD.confirmed_at IS NOT NULL
      OR TG_OP = 'UPDATE' AND NEW.confirmed_by_id IS DISTINCT FROM punte_account()) THEN
    RAISE EXCEPTION 'permission denied to confirm this rule'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_approval_rule BEFORE INSERT OR UPDATE ON protection_approval_rule
  FOR EACH ROW EXECUTE FUNCTION punte_keep_approval_rule();
GRANT UPDATE (confirmed_at, confirmed_by_id) ON protection_approval_rule TO punte_web;
"""
BACK = """
REVOKE UPDATE ON protection_approval_rule FROM punte_web;
DROP TRIGGER keep_approval_rule ON protection_approval_rule;
DROP FUNCTION punte_keep_approval_rule();
"""


class Migration(migrations.Migration):
    """A change of a two-person rule wants two persons itself."""

    dependencies = [
        ("approvals", "0002_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="approvalrule",
            name="confirmed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="approvalrule",
            name="confirmed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("confirmed_by", models.F("made_by")), _negated=True),
                name="approval_rule_by_a_second_person",
            ),
        ),
        migrations.RunSQL(SQL, BACK),
    ]
