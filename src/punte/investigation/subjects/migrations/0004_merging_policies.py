from django.db import migrations

from punte.core.database.policies import append_only, guard_rows

SQL = """
-- The group of an entity, made anew from the pairs that are merged: the smallest key of all that
-- they join, for its members and for every link that ends at one of them, also links that the
-- caller does not see. Nothing else of a row changes, and only merged pairs decide.
CREATE FUNCTION investigation_regroup(one uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE members uuid[]; lead uuid;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM investigation_entity WHERE id = one AND tail_id IS NULL
                 AND owner = ANY (punte_audiences()) AND audiences && punte_audiences()) THEN
    RAISE EXCEPTION 'regrouping refused' USING ERRCODE = 'insufficient_privilege';
  END IF;
  WITH RECURSIVE joined(id) AS (
    SELECT one UNION
    SELECT CASE WHEN m.left_id = j.id THEN m.right_id ELSE m.left_id END
    FROM joined j JOIN investigation_merge m ON j.id IN (m.left_id, m.right_id)
    WHERE m.state = 'merged')
  SELECT array_agg(id ORDER BY id) INTO members FROM joined;
  lead := members[1];
  UPDATE investigation_entity SET "group" = lead
    WHERE id = ANY (members) AND "group" <> lead;
  UPDATE investigation_entity SET from_group = lead
    WHERE tail_id = ANY (members) AND from_group <> lead;
  UPDATE investigation_entity SET to_group = lead
    WHERE head_id = ANY (members) AND to_group <> lead;
  RETURN lead;
END $$;

-- Which of these selectors of a case other cases of the country hold that the asker may not read:
-- for each the agencies to ask, and nothing else. Cases that are silent, and narrow sources, answer
-- nothing. Each team that holds one finds a line that it was asked for. The question itself is
-- kept by the same act, so that none is asked without a trace; an account asks for so many a day.
CREATE FUNCTION investigation_ask_hits(
  question uuid, of_case uuid, why text, kinds text[], keys text[], quota int, once uuid)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE mine investigation_case; found jsonb; asked_today int; asker bigint;
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
    VALUES (question, of_case, mine.owner, mine.audiences, now(), punte_account(), why,
      (SELECT jsonb_agg(jsonb_build_array(a.kind, a.key) ORDER BY a.kind, a.key)
       FROM unnest(kinds, keys) a(kind, key)), found, once);
  RETURN found;
END $$;
"""
BACK = """
DROP FUNCTION investigation_ask_hits(uuid, uuid, text, text[], text[], int, uuid);
DROP FUNCTION investigation_regroup(uuid);
"""


class Migration(migrations.Migration):
    """Merging within what one sees; hits in other cases without seeing them."""

    dependencies = [
        ("subjects", "0003_merging"),
        ("subjects", "0002_policies"),
        ("access", "0004_circles"),
    ]

    operations = [
        guard_rows("investigation_merge"),
        guard_rows("investigation_hit_query"),
        append_only("investigation_hit_query"),
        guard_rows("investigation_hit_told"),
        migrations.RunSQL(SQL, BACK),
    ]
