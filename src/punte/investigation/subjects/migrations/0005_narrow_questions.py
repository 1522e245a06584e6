from importlib import import_module

from django.db import migrations

before = import_module("punte.investigation.subjects.migrations.0004_merging_policies")

SQL = """
CREATE OR REPLACE FUNCTION investigation_ask_hits(
  question uuid, of_case uuid, why text, kinds text[], keys text[], quota int, once uuid)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE mine investigation_case; found jsonb; asked_today int; asker bigint; readers int[];
BEGIN
  SELECT * INTO mine FROM investigation_case
    WHERE id = of_case AND owner = ANY (punte_audiences());
  IF mine.id IS NULL OR punte_account() IS NULL THEN
    RAISE EXCEPTION 'question refused' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('hits ' || punte_account(), 12));
  SELECT coalesce(sum(jsonb_array_length(q.asked)), 0) INTO asked_today
    FROM investigation_hit_query q
    WHERE q.by_id = punte_account() AND q.at > now() - interval '24 hours';
  IF asked_today + cardinality(keys) > quota THEN
    RAISE EXCEPTION 'quota of questions reached' USING ERRCODE = 'PU001';
  END IF;
  IF EXISTS (SELECT 1 FROM unnest(kinds, keys) a(kind, key) WHERE a.kind = 'name' OR NOT EXISTS (
      SELECT 1 FROM investigation_selector s WHERE s.case_id = of_case AND s.kind = a.kind
      AND s.key = a.key AND s.audiences && punte_audiences())) THEN
    RAISE EXCEPTION 'only selectors of the case' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT s.agency_id INTO asker FROM access_seat s
    WHERE s.circle = mine.owner AND s.account_id = punte_account() AND s.until IS NULL LIMIT 1;
  -- What only a narrow source says is no news for the team: such a question is its asker's alone.
  readers := CASE WHEN EXISTS (SELECT 1 FROM unnest(kinds, keys) a(kind, key) WHERE NOT EXISTS (
      SELECT 1 FROM investigation_selector s WHERE s.case_id = of_case AND s.kind = a.kind
      AND s.key = a.key AND s.audiences = mine.audiences))
    THEN ARRAY[punte_own_audience()] ELSE mine.audiences END;
  CREATE TEMP TABLE held ON COMMIT DROP AS
    SELECT DISTINCT s.kind, s.key, c.id AS case_id, c.owner, s.audiences, c.agency_id,
      c.hits = 'open' AND s.audiences = c.audiences AS answers
    FROM unnest(kinds, keys) a(kind, key)
    JOIN investigation_selector s ON s.key = a.key AND s.kind = a.kind
    JOIN investigation_case c ON c.id = s.case_id
    WHERE c.jurisdiction = mine.jurisdiction AND c.id <> of_case AND c.stage <> 'closed'
      AND NOT s.audiences && punte_audiences();
  INSERT INTO investigation_hit_told
      (id, case_id, owner, audiences, at, kind, key, agency_id, by_id, answered)
    SELECT gen_random_uuid(), case_id, owner, audiences, now(), kind, key,
      coalesce(asker, mine.agency_id), punte_account(), answers FROM held;
  SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'key', key, 'agencies', agencies)
      ORDER BY kind, key), '[]') INTO found
    FROM (SELECT kind, key, jsonb_agg(DISTINCT agency_id ORDER BY agency_id) AS agencies
          FROM held WHERE answers GROUP BY kind, key) answer;
  DROP TABLE held;
  INSERT INTO investigation_hit_query
      (id, case_id, owner, audiences, at, by_id, reason, asked, answers, request_key)
    VALUES (question, of_case, mine.owner, readers, now(), punte_account(), why,
      (SELECT jsonb_agg(jsonb_build_array(a.kind, a.key) ORDER BY a.kind, a.key)
       FROM unnest(kinds, keys) a(kind, key)), found, once);
  RETURN found;
END $$;

UPDATE investigation_hit_query q SET audiences = ARRAY[w.audience]
FROM agencies_account w, investigation_case c
WHERE w.id = q.by_id AND c.id = q.case_id AND EXISTS (
  SELECT 1 FROM jsonb_array_elements(q.asked) a WHERE NOT EXISTS (
    SELECT 1 FROM investigation_selector s WHERE s.case_id = q.case_id
    AND s.kind = a ->> 0 AND s.key = a ->> 1 AND s.audiences = c.audiences)
  AND EXISTS (SELECT 1 FROM investigation_selector s WHERE s.case_id = q.case_id
    AND s.kind = a ->> 0 AND s.key = a ->> 1));
"""
# As it was made: from its beginning to the end of that file's SQL.
BACK = (
    "DROP FUNCTION investigation_ask_hits(uuid, uuid, text, text[], text[], int, uuid);"
    + before.SQL[before.SQL.index("CREATE FUNCTION investigation_ask_hits") :]
)


class Migration(migrations.Migration):
    """A question about what few of the team know is not told to all of it."""

    dependencies = [("subjects", "0004_merging_policies"), ("agencies", "0001_agencies_and_people")]

    operations = [migrations.RunSQL(SQL, BACK)]
