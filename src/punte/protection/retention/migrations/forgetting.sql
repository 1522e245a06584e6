-- Does a legal hold keep this person's data today?
CREATE FUNCTION punte_is_held(rec uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM protection_legal_hold WHERE subject = rec AND ended_at IS NULL
                 AND (until IS NULL OR until >= current_date))
$$;

-- The key of a held person is not destroyed by whoever asks, and by whatever way.
CREATE FUNCTION punte_respect_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF punte_is_held(OLD.subject) THEN
    RAISE EXCEPTION 'a legal hold keeps this key' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER legal_hold BEFORE DELETE ON vault_key
  FOR EACH ROW EXECUTE FUNCTION punte_respect_hold();

-- The person behind a pseudonym, for who oversees the person's country.
CREATE FUNCTION punte_overseen_person(plant_number int, own_number int) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.id FROM protection_person p JOIN agencies_jurisdiction j ON j.code = p.jurisdiction
  WHERE p.plant = plant_number AND p.number = own_number
    AND j.oversight_audience = ANY (punte_audiences())
$$;

-- One asks in their own name; only the functions below mark a decision as done.
CREATE POLICY asked_by_oneself ON protection_retention_decision AS RESTRICTIVE
  FOR INSERT TO punte_web
  WITH CHECK (asked_by = (SELECT punte_account()) AND confirmed_by IS NULL AND done_at IS NULL);

-- May the bound viewer carry out this decision now: asked by another, in the last thirty days?
CREATE FUNCTION punte_decision_open(decision uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM protection_retention_decision d WHERE d.id = decision
    AND d.done_at IS NULL AND d.asked_at > now() - interval '30 days'
    AND d.audiences OPERATOR(pg_catalog.&&) punte_audiences()
    AND punte_account() IS NOT NULL AND d.asked_by <> punte_account())
$$;

-- Every guarded table of protection that hangs on a person, with the condition that finds the
-- person's rows ($1). What names the person or the file itself is found by that alone, so that
-- no path leads through a family or a group to somebody else; the rest by the row it hangs on.
CREATE FUNCTION punte_person_tables() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE known jsonb := '{"protection_person": "id = $1"}'; found jsonb; step int;
BEGIN
  FOR step IN 1..6 LOOP
    SELECT jsonb_object_agg(child, condition) INTO found FROM (
      SELECT k.relname AS child, string_agg(
        CASE WHEN p.relname = 'protection_person' THEN format('%I = $1', a.attname)
        ELSE format('%I IN (SELECT id FROM %I WHERE %s)', a.attname, p.relname,
                    known ->> p.relname::text) END, ' OR ') AS condition
      FROM pg_constraint c JOIN pg_class k ON k.oid = c.conrelid JOIN pg_class p ON p.oid = c.confrelid
      JOIN pg_attribute a ON a.attrelid = k.oid AND a.attnum = c.conkey[1]
      WHERE c.contype = 'f' AND k.relrowsecurity AND k.relname LIKE 'protection\_%'
        AND k.relnamespace = 'public'::regnamespace AND k.oid <> p.oid
        AND NOT known ? k.relname::text AND known ? p.relname::text
        -- First what names the person, then what names a file, then what hangs on those.
        AND (step > 2 OR p.relname = (ARRAY['protection_person', 'protection_file'])[step])
      GROUP BY k.relname) AS children;
    known := known || coalesce(found, '{}');
    IF step = 2 THEN
      SELECT jsonb_object_agg(table_name, condition) INTO found FROM (
        SELECT k.relname AS table_name, string_agg(CASE a.attname
          WHEN 'file_id' THEN format('file_id IN (SELECT id FROM protection_file WHERE %s)',
                                     known ->> 'protection_file')
          ELSE format('%I = $1', a.attname) END, ' OR ') AS condition
        FROM pg_class k JOIN pg_attribute a ON a.attrelid = k.oid
        WHERE k.relkind = 'r' AND k.relrowsecurity AND k.relname LIKE 'protection\_%'
          AND k.relnamespace = 'public'::regnamespace AND NOT known ? k.relname::text
          AND a.attname IN ('person', 'person_id', 'file_id') AND a.atttypid = 'uuid'::regtype
        GROUP BY k.relname) AS named;
      known := known || coalesce(found, '{}');
    END IF;
  END LOOP;
  RETURN known;
END $$;
REVOKE ALL ON FUNCTION punte_person_tables() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION punte_person_tables() TO punte_web;

-- What is emptied in a table: texts, long lines, and what has no fixed form. Codes and times stay.
CREATE FUNCTION punte_forget_values(name text) RETURNS text
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT string_agg(CASE
    WHEN c.data_type = 'jsonb' THEN format('%1$I = CASE jsonb_typeof(%1$I) WHEN ''object'' THEN ''{}''::jsonb WHEN ''array'' THEN ''[]''::jsonb END', c.column_name)
    ELSE format('%1$I = CASE WHEN %1$I <> '''' THEN ''–'' ELSE %1$I END', c.column_name) END, ', ')
  FROM information_schema.columns c
  WHERE c.table_schema = 'public' AND c.table_name = name AND c.is_generated = 'NEVER'
    AND c.column_name <> 'url'
    AND (c.data_type IN ('text', 'jsonb')
         OR (c.data_type = 'character varying' AND c.character_maximum_length >= 80))
$$;

-- Forget a person: all texts; of the person and the files only coarse facts stay, milestones by
-- month; where `how` is erase, not even those. Returns how many rows. For the owner alone: who
-- serves people comes here through the function below, the restore of a backup directly.
CREATE FUNCTION punte_forget_texts(rec uuid, how text) RETURNS int
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE name text; condition text; sets text; n int; total int := 0;
BEGIN
  FOR name, condition IN SELECT * FROM jsonb_each_text(punte_person_tables()) ORDER BY 1 LOOP
    sets := punte_forget_values(name);
    IF sets IS NOT NULL THEN
      EXECUTE format('UPDATE %I SET %s WHERE %s', name, sets, condition) USING rec;
      GET DIAGNOSTICS n = ROW_COUNT;
      total := total + n;
    END IF;
  END LOOP;
  UPDATE protection_person SET
    language = '', district = '', found_in = '', risk_factors = '{}', caseworker_id = NULL,
    notified_at = date_trunc('month', notified_at), screened_at = date_trunc('month', screened_at),
    identified_at = date_trunc('month', identified_at),
    referred_at = date_trunc('month', referred_at), assisted_at = date_trunc('month', assisted_at),
    closed_at = date_trunc('month', closed_at)
    WHERE id = rec;
  UPDATE protection_file SET language = '', opened_at = date_trunc('month', opened_at),
    closed_at = date_trunc('month', closed_at) WHERE person_id = rec;
  IF how = 'erase' THEN
    UPDATE protection_person SET age_band = 'unknown', sex = 'unknown', nationality = '',
      exploitation = 'unknown' WHERE id = rec;
    UPDATE protection_file SET age_band = 'unknown', sex = 'unknown' WHERE person_id = rec;
  END IF;
  RETURN total;
END $$;
REVOKE ALL ON FUNCTION punte_forget_texts(uuid, text) FROM PUBLIC;

-- Forget one person of a decision, if the bound viewer may carry it out; null when not.
CREATE FUNCTION punte_forget_person(decision uuid, rec uuid) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE one protection_retention_person;
BEGIN
  SELECT * INTO one FROM protection_retention_person
    WHERE decision_id = decision AND subject = rec;
  IF NOT FOUND OR NOT punte_decision_open(decision) OR punte_is_held(rec) THEN
    RETURN NULL;
  END IF;
  PERFORM 1 FROM protection_person p JOIN agencies_jurisdiction j ON j.code = p.jurisdiction
    WHERE p.id = rec AND j.oversight_audience = ANY (punte_audiences()) FOR UPDATE OF p;
  IF NOT FOUND THEN RETURN NULL; END IF;
  UPDATE protection_retention_due SET gone_at = now() WHERE subject = rec;
  RETURN punte_forget_texts(rec, one."then");
END $$;

CREATE FUNCTION punte_finish_decision(decision uuid, what jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT punte_decision_open(decision) THEN RETURN false; END IF;
  UPDATE protection_retention_decision
    SET done_at = now(), confirmed_by = punte_account(), counts = what WHERE id = decision;
  RETURN true;
END $$;
