-- Whose time has run out on a day ($1), by the rule in force. The worker sees all rows.
WITH rule AS (
  SELECT DISTINCT ON (jurisdiction, kind) * FROM protection_retention_rule
  WHERE valid_from <= %(day)s ORDER BY jurisdiction, kind, version DESC
), closed AS (
  SELECT p.id, p.plant, p.number, p.jurisdiction,
    CASE WHEN p.status = 'not_victim' THEN 'not_victim' WHEN p.age_band = 'adult' THEN 'adult'
         ELSE 'child' END AS kind,
    greatest(p.closed_at, (SELECT max(f.closed_at) FROM protection_file f
                           WHERE f.person_id = p.id))::date AS closed_on
  FROM protection_person p
  WHERE (p.closed_at IS NOT NULL OR EXISTS (
      SELECT 1 FROM protection_file f WHERE f.person_id = p.id AND f.agency_id = p.agency_id))
    AND NOT EXISTS (SELECT 1 FROM protection_file f
                    WHERE f.person_id = p.id AND f.state = 'open')
    AND NOT EXISTS (SELECT 1 FROM protection_referral r
                    WHERE r.person_id = p.id AND r.board_column > 0)
    AND NOT EXISTS (SELECT 1 FROM protection_retention_person o
                    JOIN protection_retention_decision d ON d.id = o.decision_id
                    WHERE o.subject = p.id AND d.done_at IS NOT NULL
                      AND NOT d.counts -> 'left' ? o.subject::text)
)
SELECT c.id, c.plant, c.number, c.kind, c.closed_on, r.id, r.then, j.oversight_audience,
  (c.closed_on + make_interval(years => r.keep_years))::date
FROM closed c
JOIN agencies_jurisdiction j ON j.code = c.jurisdiction
JOIN LATERAL (SELECT * FROM rule WHERE rule.kind = c.kind
              AND rule.jurisdiction IN (c.jurisdiction, '')
              ORDER BY rule.jurisdiction DESC LIMIT 1) r ON true
WHERE (c.closed_on + make_interval(years => r.keep_years))::date <= %(day)s
ORDER BY 9, 1
