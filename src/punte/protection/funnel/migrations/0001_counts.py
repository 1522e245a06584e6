from django.db import migrations, models

# In this order two cuts are named.
DIMS = (
    "month", "agency", "exploitation", "age_band", "sex", "district", "nationality", "stage",
)  # fmt: skip
# A wait belongs to a step, so where persons stand now does not cut it.
WAIT_DIMS = DIMS[:-1]


def sets_of(dims: tuple[str, ...], most: int, *also: str) -> str:
    """Nothing, one cut, two cuts (if `most` is two), each with what is `also` always named."""
    pairs = [(a, b) for i, a in enumerate(dims) for b in dims[i + 1 :]]
    every = [(), *((dim,) for dim in dims), *(pairs if most == 2 else [])]
    return ", ".join(f"({', '.join((*also, *one))})" for one in every)


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
  FROM punte_web;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON protection_funnel_run FROM punte_web;
"""
# The worker gets counts from these, and no person. `periods` are months, from few to many;
# `band` is the place of the first that a day falls into.
COUNTS = f"""
-- The first days of the periods, the longest first.
CREATE FUNCTION protection_funnel_days(periods int[]) RETURNS timestamptz[]
LANGUAGE sql STABLE AS $$
  SELECT array_agg(date_trunc('month', now()) - make_interval(months => p) ORDER BY p DESC)
  FROM unnest(periods) p
$$;

CREATE FUNCTION protection_funnel_counts(periods int[])
RETURNS TABLE (jurisdiction text, band int, uncut int, vals text[], steps bigint[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET work_mem = '128MB' AS $$
  WITH person AS MATERIALIZED (
    SELECT p.jurisdiction, cardinality(days) - width_bucket(notified_at, days) AS band,
      date_trunc('month', notified_at)::date AS month, agency_id AS agency, exploitation,
      age_band, sex, district, nationality,
      CASE WHEN closed_at IS NOT NULL THEN 'closed' WHEN assisted_at IS NOT NULL THEN 'assisted'
        WHEN referred_at IS NOT NULL THEN 'referred'
        WHEN identified_at IS NOT NULL THEN 'identified'
        WHEN screened_at IS NOT NULL THEN 'screened' ELSE 'notified' END AS stage,
      screened_at, identified_at, referred_at, assisted_at, closed_at
    FROM protection_person p, protection_funnel_days(periods) days WHERE notified_at >= days[1])
  SELECT jurisdiction, band, GROUPING({", ".join(DIMS)}),
    ARRAY[month::text, agency::text, {", ".join(DIMS[2:])}],
    ARRAY[count(*), count(screened_at), count(identified_at), count(referred_at),
      count(assisted_at), count(closed_at)]
  FROM person GROUP BY GROUPING SETS ({sets_of(DIMS, 2, "jurisdiction", "band")})
$$;

-- Waits by their place between the edges.
CREATE FUNCTION protection_funnel_wait_counts(periods int[], edges interval[])
RETURNS TABLE (jurisdiction text, band int, uncut int, vals text[], step int, bucket int, n bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET work_mem = '128MB' AS $$
  WITH wait AS MATERIALIZED (
    SELECT p.jurisdiction, cardinality(days) - width_bucket(p.notified_at, days) AS band,
      date_trunc('month', p.notified_at)::date AS month, p.agency_id AS agency, p.exploitation,
      p.age_band, p.sex, p.district, p.nationality, s.step,
      width_bucket(s.later - s.earlier, edges) AS bucket
    FROM protection_funnel_days(periods) days, protection_person p CROSS JOIN LATERAL (VALUES
      (1, p.notified_at, p.screened_at), (2, p.screened_at, p.identified_at),
      (3, p.identified_at, p.referred_at), (4, p.referred_at, p.assisted_at),
      (5, p.assisted_at, p.closed_at)) AS s (step, earlier, later)
    WHERE p.notified_at >= days[1] AND s.later >= s.earlier)
  SELECT jurisdiction, band, GROUPING({", ".join(WAIT_DIMS)}),
    ARRAY[month::text, agency::text, {", ".join(WAIT_DIMS[2:])}], step, bucket, count(*)
  FROM wait
  GROUP BY GROUPING SETS ({sets_of(WAIT_DIMS, 1, "jurisdiction", "band", "step", "bucket")})
$$;

CREATE FUNCTION protection_funnel_out_counts(periods int[])
RETURNS TABLE (jurisdiction text, band int, state text, reason text, n bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.jurisdiction_id, cardinality(days) - width_bucket(r.created_at, days), r.state,
    r.reason, count(*)
  FROM protection_funnel_days(periods) days, protection_referral r
    JOIN agencies_agency a ON a.id = r.sender_id
  WHERE r.created_at >= days[1]
    AND r.state IN ('declined', 'not_delivered', 'person_withdrew', 'lost_contact', 'unsafe',
      'withdrawn', 'expired', 'consent_withdrawn')
  GROUP BY 1, 2, 3, 4
$$;
REVOKE EXECUTE ON FUNCTION protection_funnel_counts(int[]),
  protection_funnel_wait_counts(int[], interval[]), protection_funnel_out_counts(int[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION protection_funnel_counts(int[]),
  protection_funnel_wait_counts(int[], interval[]), protection_funnel_out_counts(int[])
  TO punte_worker;
"""
WORKS_HERE = """EXISTS (SELECT 1 FROM agencies_membership m
    JOIN agencies_agency g ON g.id = m.agency_id
    WHERE m.account_id = punte_account() AND m.state = 'active' AND g.jurisdiction_id = country)"""
READ = f"""
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
    """Any two cuts crossed, waits at every step, where people fall out."""

    initial = True

    dependencies = [
        ("agencies", "0006_oversight_of_glass"),
        ("persons", "0002_policies"),
        ("referral", "0005_narrower_walls"),
    ]

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
        migrations.RunSQL(TABLES + COUNTS + READ, migrations.RunSQL.noop),
    ]
