from django.db import migrations

SQL = """
-- The queue of the sequencer is filled by the database itself, so that no entry, however it
-- came in, escapes the tree. No NOTIFY: it would make all commits wait for one another.
CREATE FUNCTION ledger_note_pending() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO ledger_pending (entry_id, entry_at) SELECT id, at FROM added;
  RETURN NULL;
END $$;
CREATE TRIGGER note_pending AFTER INSERT ON ledger_entry REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_note_pending();
INSERT INTO ledger_pending (entry_id, entry_at) SELECT id, at FROM ledger_entry e
  WHERE NOT EXISTS (SELECT 1 FROM ledger_leaf l WHERE l.entry_id = e.id)
  ON CONFLICT DO NOTHING;

REVOKE UPDATE, DELETE, TRUNCATE ON ledger_entry FROM punte_web, punte_worker;
ALTER TABLE ledger_entry ENABLE ROW LEVEL SECURITY;
-- pg_catalog's operator by name: the one of intarray, where installed, cannot use the index.
CREATE POLICY web_select ON ledger_entry FOR SELECT TO punte_web
  USING (audiences OPERATOR(pg_catalog.&&) (SELECT punte_audiences()));
-- People write in their own name. With nobody signed in the system may note what is of no person.
CREATE POLICY web_insert ON ledger_entry FOR INSERT TO punte_web WITH CHECK (
  salt IS NOT NULL AND (
    account_id = (SELECT punte_account())
    OR (account_id IS NULL AND (SELECT punte_account()) IS NULL AND subject IS NULL)
  )
);
CREATE POLICY worker_select ON ledger_entry FOR SELECT TO punte_worker USING (true);
CREATE POLICY worker_insert ON ledger_entry FOR INSERT TO punte_worker
  WITH CHECK (salt IS NOT NULL);

REVOKE ALL ON ledger_pending, ledger_leaf, ledger_node, ledger_checkpoint, ledger_erasure,
  ledger_check FROM punte_web, punte_worker;
GRANT SELECT ON ledger_pending, ledger_leaf, ledger_node, ledger_checkpoint, ledger_erasure,
  ledger_check TO punte_web, punte_worker;
GRANT DELETE ON ledger_pending TO punte_worker;
GRANT INSERT ON ledger_leaf, ledger_node, ledger_checkpoint TO punte_worker;
GRANT INSERT ON ledger_check TO punte_web;
GRANT UPDATE (state, done, size, moved_at, result) ON ledger_check TO punte_worker;
-- One asks for a check; what it found is for the worker alone to write.
ALTER TABLE ledger_check ENABLE ROW LEVEL SECURITY;
CREATE POLICY web_select ON ledger_check FOR SELECT TO punte_web
  USING ((SELECT punte_account()) IS NOT NULL);
CREATE POLICY web_insert ON ledger_check FOR INSERT TO punte_web WITH CHECK (
  asked_by = (SELECT punte_account()) AND state = 'waiting' AND result = '{}'
);
CREATE POLICY worker_all ON ledger_check TO punte_worker USING (true) WITH CHECK (true);
"""

BACK = """
DROP TRIGGER note_pending ON ledger_entry;
DROP FUNCTION ledger_note_pending();
DROP POLICY web_select ON ledger_entry;
DROP POLICY web_insert ON ledger_entry;
DROP POLICY worker_select ON ledger_entry;
DROP POLICY worker_insert ON ledger_entry;
ALTER TABLE ledger_entry DISABLE ROW LEVEL SECURITY;
DROP POLICY web_select ON ledger_check;
DROP POLICY web_insert ON ledger_check;
DROP POLICY worker_all ON ledger_check;
ALTER TABLE ledger_check DISABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON ledger_entry TO punte_web, punte_worker;
"""


class Migration(migrations.Migration):
    """Who may append, who may read, and that nobody who serves people may rewrite."""

    dependencies = [("ledger", "0002_tree")]

    operations = [migrations.RunSQL(SQL, BACK)]
