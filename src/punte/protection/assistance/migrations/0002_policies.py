from django.db import migrations

from punte.core.database.policies import append_only, guard, guard_rows

ANSWER = """
-- What was offered stays as it was written; the other side writes its answer and no more.
REVOKE UPDATE ON protection_file_transfer FROM punte_web;
GRANT UPDATE (state, version, answered_by_id, answered_at, reason, note, answer_key)
  ON protection_file_transfer TO punte_web;

-- A file that another agency has taken over closes at the agency that gave it. The receiver may
-- not write there, so this function does it, for an accepted hand-over that the caller sees.
CREATE FUNCTION protection_close_handed_over(ref uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE deadlines_clock c SET stopped_at = now()
  FROM protection_file_transfer t
  WHERE t.id = ref AND t.state = 'accepted' AND c.about_id = t.file_id
    AND t.audiences OPERATOR(pg_catalog.&&) punte_audiences()
    AND c.met_at IS NULL AND c.stopped_at IS NULL;
  UPDATE protection_file f
  SET state = 'closed', closed_at = now(), close_reason = 'transferred', changed_at = now(),
      version = f.version + 1
  FROM protection_file_transfer t
  WHERE t.id = ref AND t.state = 'accepted' AND f.id = t.file_id AND f.state = 'open'
    AND t.audiences OPERATOR(pg_catalog.&&) punte_audiences();
$$;

-- How much waits at a desk, for a manager who may see the number and nothing else.
CREATE FUNCTION protection_transfers_at(desks bigint[]) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*) FROM protection_file_transfer WHERE desk_id = ANY (desks) AND state = 'asked';
$$;
"""
BACK = """
DROP FUNCTION protection_transfers_at(bigint[]);
DROP FUNCTION protection_close_handed_over(uuid);
GRANT UPDATE ON protection_file_transfer TO punte_web;
"""


class Migration(migrations.Migration):
    """Who sees and writes assistance files: the agency that keeps them; a hand-over: both sides."""

    dependencies = [
        ("assistance", "0001_files"),
        ("access", "0002_policies"),
        ("deadlines", "0002_policies"),
    ]

    operations = [
        guard("protection_file", kind="owned", record="id", listed=True, follows_grants=False),
        guard_rows("protection_file_event", record="file_id"),
        append_only("protection_file_event"),
        guard_rows("protection_file_closure", record="file_id"),
        append_only("protection_file_closure"),
        guard_rows("protection_follow_up", record="file_id"),
        guard_rows("protection_follow_up_try", record="file_id"),
        append_only("protection_follow_up_try"),
        guard_rows("protection_file_link", record="file_id"),
        guard_rows("protection_rescue_group", record="id"),
        guard_rows("protection_group_member", record="file_id"),
        guard(
            "protection_file_transfer",
            kind="shared",
            record="file_id",
            listed=True,
            follows_grants=False,
        ),
        migrations.RunSQL(ANSWER, BACK),
    ]
