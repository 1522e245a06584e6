from django.db import migrations

STOP = """
UPDATE deadlines_clock c SET stopped_at = now()
  FROM protection_file_transfer t
  WHERE t.id = ref AND t.state = 'accepted' AND {which}
    AND t.audiences OPERATOR(pg_catalog.&&) punte_audiences()
    AND c.met_at IS NULL AND c.stopped_at IS NULL;
"""
CLOSE = """
CREATE OR REPLACE FUNCTION protection_close_handed_over(ref uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  {stop}
  UPDATE protection_file f
  SET state = 'closed', closed_at = now(), close_reason = 'transferred', changed_at = now(),
      version = f.version + 1
  FROM protection_file_transfer t
  WHERE t.id = ref AND t.state = 'accepted' AND f.id = t.file_id AND f.state = 'open'
    AND t.audiences OPERATOR(pg_catalog.&&) punte_audiences();
$$;
"""
# With the file, what hangs on it: the giver's agency answers for none of it any more. Its clocks
# about the person (a status, a referral, a consent) are not the file's and run on.
ALL_OF_IT = """c.record = t.person_id AND c.owner = t.owner
    AND c.about_kind IN ('file', 'child', 'document', 'justice', 'hearing', 'claim')"""
FILE_ALONE = "c.about_id = t.file_id"


def close(which):
    return CLOSE.format(stop=STOP.format(which=which))


class Migration(migrations.Migration):
    """When a file is taken over, nothing that hangs on it is due any more where it was."""

    dependencies = [("assistance", "0002_policies")]

    operations = [migrations.RunSQL(close(ALL_OF_IT), close(FILE_ALONE))]
