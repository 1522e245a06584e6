from django.db import migrations, models

PERIODS = (3, 12, 24, 60)
# In this order two cuts are named. The first five stand in the cells already; the others are
# counted from the persons themselves, so that the cells stay few.
DIMS = (
    "month", "agency", "exploitation", "age_band", "sex", "district", "nationality", "stage",
)  # fmt: skip
IN_CELLS = DIMS[:5]
STEPS = ("notified", "screened", "identified", "referred", "assisted", "closed")
# Hours at which the buckets of waiting begin.
EDGES = (
    0, 1, 2, 4, 8, 12, 24, 48, 72, 120, 168, 240, 336, 504, 720, 1080, 1440, 2160, 4320, 8760
)  # fmt: skip

CELLS = """
SELECT jurisdiction, month::text AS month, agency_id::text AS agency, exploitation, age_band, sex,
  notified, screened, identified, referred, assisted, closed
FROM protection_funnel_cell WHERE month >= since
"""
PERSONS = """
SELECT jurisdiction, date_trunc('month', notified_at)::date::text AS month,
  agency_id::text AS agency, exploitation, age_band, sex, district, nationality,
  CASE WHEN closed_at IS NOT NULL THEN 'closed' WHEN assisted_at IS NOT NULL THEN 'assisted'
    WHEN referred_at IS NOT NULL THEN 'referred' WHEN identified_at IS NOT NULL THEN 'identified'
    WHEN screened_at IS NOT NULL THEN 'screened' ELSE 'notified' END AS stage,
  1 AS notified, (screened_at IS NOT NULL)::int AS screened,
  (identified_at IS NOT NULL)::int AS identified, (referred_at IS NOT NULL)::int AS referred,
  (assisted_at IS NOT NULL)::int AS assisted, (closed_at IS NOT NULL)::int AS closed
FROM protection_person WHERE notified_at >= since
"""
WAITS = """
SELECT p.jurisdiction, date_trunc('month', p.notified_at)::date::text AS month,
  p.agency_id::text AS agency, p.exploitation, p.age_band, p.sex, p.district, p.nationality,
  s.step, width_bucket(extract(epoch FROM s.later - s.earlier) / 3600, edges) AS bucket
FROM protection_person p CROSS JOIN LATERAL (VALUES
  (1, p.notified_at, p.screened_at), (2, p.screened_at, p.identified_at),
  (3, p.identified_at, p.referred_at), (4, p.referred_at, p.assisted_at),
  (5, p.assisted_at, p.closed_at)) AS s (step, earlier, later)
WHERE p.notified_at >= since AND s.later >= s.earlier
"""


def sets_of(cells: bool) -> list[tuple[str, ...]]:
    """What is counted together: nothing, one cut, two cuts; each pair in one place only."""
    pairs = [(a, b) for i, a in enumerate(DIMS) for b in DIMS[i + 1 :]]
    every = [(), *((dim,) for dim in DIMS), *pairs]
    return [one for one in every if set(one).issubset(IN_CELLS) == cells]


def named(dims: tuple[str, ...]) -> str:
    names = ", ".join(f"CASE WHEN GROUPING({dim}) = 0 THEN '{dim}' END" for dim in dims)
    values = ", ".join(dims)
    return (
        f"array_remove(ARRAY[{names}]::text[], NULL) AS names,"
        f" array_remove(ARRAY[{values}]::text[], NULL) AS vals"
    )


def grouped(sets: list[tuple[str, ...]], *also: str) -> str:
    return ", ".join(f"({', '.join(('jurisdiction', *also, *one))})" for one in sets)


def counted(source: str, dims: tuple[str, ...], cells: bool) -> str:
    sums = ", ".join(f"sum({step})" for step in STEPS)
    return f"""
    INSERT INTO funnel_work (period, jurisdiction, a, va, b, vb, step, n)
      SELECT span, g.jurisdiction, coalesce(g.names[1], ''), coalesce(g.vals[1], ''),
        coalesce(g.names[2], ''), coalesce(g.vals[2], ''), s.step, s.n
      FROM (SELECT jurisdiction, {named(dims)}, ARRAY[{sums}]::int[] AS sums
        FROM ({source}) x GROUP BY GROUPING SETS ({grouped(sets_of(cells))})) g
      CROSS JOIN LATERAL unnest(g.sums) WITH ORDINALITY AS s (n, step);"""


WAIT_DIMS = DIMS[:-1]
TABLES = """
CREATE TABLE protection_funnel_cross (
  period smallint NOT NULL, jurisdiction text NOT NULL, a text NOT NULL, va text NOT NULL,
  b text NOT NULL, vb text NOT NULL, shown int[] NOT NULL,
  PRIMARY KEY (period, jurisdiction, a, b, va, vb));
CREATE TABLE protection_funnel_wait (
  period smallint NOT NULL, jurisdiction text NOT NULL, a text NOT NULL, va text NOT NULL,
  step smallint NOT NULL, median float8, late float8,
  PRIMARY KEY (period, jurisdiction, a, va, step));
CREATE TABLE protection_funnel_out (
  period smallint NOT NULL, jurisdiction text NOT NULL, state text NOT NULL, reason text NOT NULL,
  shown int, PRIMARY KEY (period, jurisdiction, state, reason));
REVOKE ALL ON protection_funnel_cross, protection_funnel_wait, protection_funnel_out
  FROM punte_web, punte_worker;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON protection_funnel_run FROM punte_web, punte_worker;
"""
# A value is hidden from 1 to 4. Where a line of values and its sum would give one of them away,
# the next smallest is hidden too, until every line has none or several hidden, which together
# could be many things. A line whose sum is hidden hides one of its values, or they would add up
# to it.
HIDE = """
CREATE FUNCTION protection_funnel_hide(pairs boolean) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE changed bigint;
BEGIN
  FOR round IN 1..50 LOOP
    WITH line AS (
      SELECT c.id, c.period, c.jurisdiction, c.step, c.a AS d, c.va AS v, c.b AS other, c.n,
        c.hidden, c.vb AS place FROM funnel_work c
        WHERE c.a <> '' AND (c.b <> '') = pairs AND pairs
      UNION ALL
      SELECT c.id, c.period, c.jurisdiction, c.step, c.b, c.vb, c.a, c.n, c.hidden, c.va
        FROM funnel_work c WHERE c.b <> '' AND pairs
      UNION ALL
      SELECT c.id, c.period, c.jurisdiction, c.step, '', '', c.a, c.n, c.hidden, c.va
        FROM funnel_work c WHERE c.a <> '' AND c.b = '' AND NOT pairs
    ), seen AS (
      SELECT l.id, l.hidden, t.hidden AS sum_hidden,
        count(*) FILTER (WHERE l.hidden) OVER w AS k,
        coalesce(sum(l.n) FILTER (WHERE l.hidden) OVER w, 0) AS s,
        row_number() OVER (PARTITION BY l.period, l.jurisdiction, l.step, l.d, l.v, l.other,
          l.hidden ORDER BY l.n = 0, l.n, l.place) AS r
      FROM line l JOIN funnel_work t ON t.b = '' AND t.period = l.period
        AND t.jurisdiction = l.jurisdiction AND t.step = l.step AND t.a = l.d AND t.va = l.v
      WINDOW w AS (PARTITION BY l.period, l.jurisdiction, l.step, l.d, l.v, l.other)
    )
    UPDATE funnel_work SET hidden = true WHERE id IN (
      SELECT id FROM seen WHERE NOT hidden AND r = 1
        AND CASE WHEN sum_hidden THEN k = 0 ELSE k = 1 OR (k > 1 AND s < 10) END);
    GET DIAGNOSTICS changed = ROW_COUNT;
    EXIT WHEN changed = 0;
  END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION protection_funnel_hide(boolean) FROM PUBLIC;
"""
QUANTILE = f"""
CREATE FUNCTION protection_funnel_edges() RETURNS numeric[] LANGUAGE sql IMMUTABLE
AS $$ SELECT ARRAY{list(EDGES)}::numeric[] $$;

-- The hours below which the share q of all waits lies, as far as buckets tell.
CREATE FUNCTION protection_funnel_quantile(buckets int[], counts bigint[], q float8)
RETURNS float8 LANGUAGE plpgsql IMMUTABLE SET search_path = public, pg_temp AS $$
DECLARE
  edges numeric[] := protection_funnel_edges();
  wanted float8 := q * (SELECT sum(c) FROM unnest(counts) c);
  below float8 := 0;
  low float8;
  high float8;
BEGIN
  FOR i IN 1..cardinality(buckets) LOOP
    IF below + counts[i] >= wanted THEN
      low := edges[buckets[i]];
      high := coalesce(edges[buckets[i] + 1], 2 * edges[buckets[i]]);
      RETURN low + (high - low) * (wanted - below) / counts[i];
    END IF;
    below := below + counts[i];
  END LOOP;
  RETURN high;
END $$;
"""
REFRESH = f"""
CREATE OR REPLACE FUNCTION protection_refresh_funnel() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET work_mem = '128MB' AS $$
DECLARE
  made bigint;
  began timestamptz := clock_timestamp();
  span int;
  since date;
  edges numeric[] := protection_funnel_edges();
BEGIN
  PERFORM pg_advisory_xact_lock(724601);
  DELETE FROM protection_funnel_cell;
  INSERT INTO protection_funnel_cell (month, jurisdiction, agency_id, exploitation, age_band, sex,
      notified, screened, identified, referred, assisted, closed)
    SELECT date_trunc('month', notified_at)::date, jurisdiction, agency_id, exploitation,
      age_band, sex, count(*), count(screened_at), count(identified_at), count(referred_at),
      count(assisted_at), count(closed_at)
    FROM protection_person GROUP BY 1, 2, 3, 4, 5, 6;
  GET DIAGNOSTICS made = ROW_COUNT;

  DROP TABLE IF EXISTS pg_temp.funnel_work;
  CREATE TEMP TABLE funnel_work (
    id bigint GENERATED ALWAYS AS IDENTITY, period smallint, jurisdiction text, a text, va text,
    b text, vb text, step smallint, n int, hidden boolean DEFAULT false) ON COMMIT DROP;
  DELETE FROM protection_funnel_wait;
  DELETE FROM protection_funnel_out;
  FOREACH span IN ARRAY ARRAY{list(PERIODS)} LOOP
    since := (date_trunc('month', now()) - make_interval(months => span))::date;
    {counted(CELLS, IN_CELLS, True)}
    {counted(PERSONS, DIMS, False)}
    INSERT INTO protection_funnel_wait (period, jurisdiction, a, va, step, median, late)
      SELECT span, jurisdiction, coalesce(names[1], ''), coalesce(vals[1], ''), step,
        CASE WHEN sum(n) >= 5 THEN protection_funnel_quantile(
          array_agg(bucket ORDER BY bucket), array_agg(n ORDER BY bucket), 0.5) END,
        CASE WHEN sum(n) >= 10 THEN protection_funnel_quantile(
          array_agg(bucket ORDER BY bucket), array_agg(n ORDER BY bucket), 0.9) END
      FROM (SELECT jurisdiction, step, bucket, {named(WAIT_DIMS)}, count(*) AS n
        FROM ({WAITS}) x GROUP BY GROUPING SETS (
          {grouped([(), *((dim,) for dim in WAIT_DIMS)], "step", "bucket")})) g
      GROUP BY jurisdiction, names, vals, step;
    INSERT INTO protection_funnel_out (period, jurisdiction, state, reason, shown)
      SELECT span, a.jurisdiction_id, r.state, r.reason,
        CASE WHEN count(*) < 5 THEN NULL ELSE count(*) END
      FROM protection_referral r JOIN agencies_agency a ON a.id = r.sender_id
      WHERE r.created_at >= since AND r.state IN ('declined', 'not_delivered', 'person_withdrew',
        'lost_contact', 'unsafe', 'withdrawn', 'expired', 'consent_withdrawn')
      GROUP BY 1, 2, 3, 4;
  END LOOP;
  UPDATE funnel_work SET hidden = true WHERE n BETWEEN 1 AND 4;
  ANALYZE funnel_work;
  PERFORM protection_funnel_hide(false);
  PERFORM protection_funnel_hide(true);
  DELETE FROM protection_funnel_cross;
  INSERT INTO protection_funnel_cross (period, jurisdiction, a, va, b, vb, shown)
    SELECT period, jurisdiction, a, va, b, vb,
      array_agg(CASE WHEN hidden THEN NULL ELSE n END ORDER BY step)
    FROM funnel_work GROUP BY 1, 2, 3, 4, 5, 6;
  DROP TABLE funnel_work;
  DELETE FROM protection_funnel_run;
  INSERT INTO protection_funnel_run (id, at, seconds)
    VALUES (1, now(), extract(epoch FROM clock_timestamp() - began));
  RETURN made;
END $$;
REVOKE EXECUTE ON FUNCTION protection_refresh_funnel() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION protection_refresh_funnel() TO punte_worker;
"""
WORKS_HERE = """EXISTS (SELECT 1 FROM agencies_membership m
    JOIN agencies_agency g ON g.id = m.agency_id
    WHERE m.account_id = punte_account() AND m.state = 'active' AND g.jurisdiction_id = country)"""
READ = f"""
DROP FUNCTION protection_funnel(text, date, bigint, text, text, text);
DROP FUNCTION protection_shown(bigint);

-- Values of two cuts; one (second '') or none (both ''). one, two: a single value of each, or null.
CREATE FUNCTION protection_funnel_crossed(
  country text, span int, first text, second text, one text, two text
) RETURNS TABLE (va text, vb text, shown int[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.va, c.vb, c.shown FROM protection_funnel_cross c
  WHERE c.period = span AND c.jurisdiction = country AND c.a = first AND c.b = second
    AND (one IS NULL OR c.va = one) AND (two IS NULL OR c.vb = two) AND {WORKS_HERE}
$$;

CREATE FUNCTION protection_funnel_waits(country text, span int, first text)
RETURNS TABLE (va text, step smallint, median float8, late float8)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT w.va, w.step, w.median, w.late FROM protection_funnel_wait w
  WHERE w.period = span AND w.jurisdiction = country AND w.a = first AND {WORKS_HERE}
$$;

CREATE FUNCTION protection_funnel_outs(country text, span int)
RETURNS TABLE (state text, reason text, shown int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.state, o.reason, o.shown FROM protection_funnel_out o
  WHERE o.period = span AND o.jurisdiction = country AND {WORKS_HERE}
$$;
"""


class Migration(migrations.Migration):
    """Any two cuts crossed, waits at every step, where people fall out; safely hidden."""

    dependencies = [("funnel", "0003_sums_only"), ("referral", "0005_narrower_walls")]

    operations = [
        migrations.CreateModel(
            name="FunnelRun",
            fields=[
                ("id", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("seconds", models.FloatField()),
            ],
            options={"db_table": "protection_funnel_run"},
        ),
        migrations.RunSQL(TABLES + HIDE + QUANTILE + REFRESH + READ, migrations.RunSQL.noop),
    ]
