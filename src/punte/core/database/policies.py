"""Row-level security, written once and used by the migrations of every room.

A guarded table has the columns `owner int`, `audiences int[]` and `grants_end timestamptz`
(see `punte.core.access.models.Guarded`). The policies read three settings of the transaction:
`app.audiences`, `app.classes` and `app.account`; none set means that nothing is seen or written.
"""

from __future__ import annotations

from typing import Literal

from django.db.migrations.operations.special import RunSQL

Kind = Literal["owned", "shared"]

FUNCTIONS = """
CREATE SEQUENCE IF NOT EXISTS punte_audience_seq START 100;

CREATE FUNCTION punte_audiences() RETURNS int[] LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT nullif(current_setting('app.audiences', true), '')::int[] $$;

CREATE FUNCTION punte_classes() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT nullif(current_setting('app.classes', true), '')::text[] $$;

CREATE FUNCTION punte_account() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT nullif(current_setting('app.account', true), '')::bigint $$;

-- Who serves people may not hand a row over: its owner and the record it speaks of stay as they
-- were written. Audiences follow grants; where none apply, the owner alone may change them.
CREATE FUNCTION punte_keep_sides() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'punte_web' OR (
    TG_ARGV[1] = 'owner' AND OLD.owner = ANY (punte_audiences()) AND OLD.owner = NEW.owner
    AND to_jsonb(OLD) -> TG_ARGV[0] = to_jsonb(NEW) -> TG_ARGV[0]
  ) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'permission denied to change whose a row of % is', TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO punte_web, punte_worker;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO punte_web, punte_worker;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO punte_web, punte_worker;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
  GRANT USAGE, SELECT ON SEQUENCES TO punte_web, punte_worker;
"""

_AUDIENCES = "(SELECT punte_audiences())::int[]"
# The operator by its full name: the one of the extension intarray cannot use a GIN index.
# The function itself and no sub-select: of a stable function the planner knows the value, and so
# how many rows to expect. Without that it sorts whole agencies to show one page of a list.
_SEEN = "audiences OPERATOR(pg_catalog.&&) punte_audiences()"
# The same, and the planner knows nothing of it. For tables whose every list has an index that
# begins with the agency or desk: those rows are nearly all within its audiences, and a planner
# that multiplies the two chances expects a handful, reads thousands, and sorts them.
# As it knows nothing, the setting is read once for a query and not for each row.
_SEEN_IN_LISTS = (
    f"CASE WHEN audiences OPERATOR(pg_catalog.&&) {_AUDIENCES} THEN true ELSE false END"
)
_IN_TIME = (
    f"(grants_end IS NULL OR grants_end > now() OR owner = ANY ({_AUDIENCES})"
    f" OR punte_still_granted({{record}}, owner, '{{data_class}}', {_AUDIENCES}))"
)


def guard(
    table: str,
    *,
    kind: Kind,
    record: str,
    data_class: str = "operational",
    gin: bool = True,
    listed: bool = False,
    follows_grants: bool = True,
) -> RunSQL:
    """Put the policies on one table.

    kind: "owned": seen by its audiences, written by its owner alone; "shared": written by any
    of its audiences (a referral has two sides).
    record: the uuid column that the grants speak of (the person's).
    data_class: the class a role must have to see the table at all.
    gin: an index on the audiences. listed: every list of the table has an index of its own that
    begins with the agency or desk, and so the policy needs none and hides its chances.
    follows_grants: a grant on the record opens this table too, as far as its class goes; then
    nobody writes `audiences` but the grants. Without it the owner may, and nobody else.
    """
    in_time = _IN_TIME.format(record=record, data_class=data_class)
    classed = _classed(data_class)
    seen, gin = (_SEEN_IN_LISTS, False) if listed else (_SEEN, gin)
    see = f"{seen} AND {in_time}{classed}"
    write = f"owner = ANY ({_AUDIENCES}){classed}" if kind == "owned" else see
    registered = (
        f"INSERT INTO punte_guarded VALUES ('{table}', '{record}', '{data_class}');"
        if follows_grants
        else ""
    )
    new = f"{_SEEN}{classed} AND {_named_rightly(record, data_class, follows_grants)}"
    index = f"CREATE INDEX {table}_audiences_gin ON {table} USING gin (audiences);" if gin else ""
    return RunSQL(
        _policies(table, see=see, insert=new, write=write)
        + _keep_sides(table, record, "grants" if follows_grants else "owner")
        + index
        + registered,
        (f"DROP INDEX {table}_audiences_gin;" if gin else "") + _no_policies(table),
    )


def guard_rows(table: str, *, record: str = "case_id") -> RunSQL:
    """The policies of a table that hangs on a record (a case, a file), seen and written with it.

    record: the column that names it. Every list of the table has an index that begins with it.
    """
    return guard(table, kind="owned", record=record, listed=True, follows_grants=False)


def _classed(data_class: str) -> str:
    if data_class == "operational":
        return ""
    return f" AND '{data_class}' = ANY ((SELECT punte_classes())::text[])"


def _named_rightly(record: str, data_class: str, follows_grants: bool) -> str:
    """A new row is for its owner, for who writes it and for whom the grants name; for others too
    only by the owner of a row that follows no grants.
    """
    mine = f"({_AUDIENCES} || owner)"
    granted = f"({mine} || punte_granted({record}, owner, '{data_class}'))"
    within = "audiences OPERATOR(pg_catalog.<@)"
    others = f"{within} {granted}" if follows_grants else f"owner = ANY ({_AUDIENCES})"
    return f"({within} {mine} OR {others})"


def _policies(table: str, *, see: str, insert: str, write: str) -> str:
    return f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY web_select ON {table} FOR SELECT TO punte_web USING ({see});
        CREATE POLICY web_insert ON {table} FOR INSERT TO punte_web WITH CHECK ({insert});
        CREATE POLICY web_update ON {table} FOR UPDATE TO punte_web
          USING ({write}) WITH CHECK (cardinality(audiences) > 0);
        CREATE POLICY worker_all ON {table} TO punte_worker USING (true) WITH CHECK (true);
        REVOKE DELETE, TRUNCATE ON {table} FROM punte_web, punte_worker;
        """


def _keep_sides(table: str, record: str, who: str) -> str:
    columns = ("owner", record, "audiences", "grants_end")
    old, new = (", ".join(f"{row}.{name}" for name in columns) for row in ("OLD", "NEW"))
    return f"""
        CREATE TRIGGER keep_sides BEFORE UPDATE ON {table} FOR EACH ROW
          WHEN (({old}) IS DISTINCT FROM ({new}))
          EXECUTE FUNCTION punte_keep_sides('{record}', '{who}');
        """


def _no_policies(table: str) -> str:
    return f"""
        DROP TRIGGER keep_sides ON {table};
        DELETE FROM punte_guarded WHERE table_name = '{table}';
        DROP POLICY web_select ON {table};
        DROP POLICY web_insert ON {table};
        DROP POLICY web_update ON {table};
        DROP POLICY worker_all ON {table};
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """


def append_only(table: str) -> RunSQL:
    """Take UPDATE and DELETE on a table away from the roles that serve people."""
    return RunSQL(
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM punte_web, punte_worker;",
        f"GRANT UPDATE, DELETE ON {table} TO punte_web, punte_worker;",
    )


def classed_rows(table: str, column: str = "data_class") -> RunSQL:
    """Besides `guard`: each row names its class of data, and only roles that hold it see, write
    or change the row.
    """
    held = f"{column} = ANY ((SELECT punte_classes())::text[])"
    return RunSQL(
        f"CREATE POLICY held_class ON {table} AS RESTRICTIVE TO punte_web"
        f" USING ({held}) WITH CHECK ({held});",
        f"DROP POLICY held_class ON {table};",
    )


def signed_by_oneself(table: str, *columns: str) -> RunSQL:
    """Whoever decides, certifies or agrees does so in their own name: who serves people may put no
    other account into these columns, so that one person is never two.
    """
    names = ", ".join(f"'{column}'" for column in columns)
    return RunSQL(
        f"""
        CREATE TRIGGER signed_by_oneself BEFORE INSERT OR UPDATE ON {table}
          FOR EACH ROW EXECUTE FUNCTION punte_signed_by_oneself({names});
        """,
        f"DROP TRIGGER signed_by_oneself ON {table};",
    )


def guard_through(table: str, *, parent: str, key: str) -> RunSQL:
    """Policies of an append-only table whose rows are seen by whoever sees their parent row."""
    seen = f"EXISTS (SELECT 1 FROM {parent} p WHERE p.id = {table}.{key})"
    return RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY web_select ON {table} FOR SELECT TO punte_web USING ({seen});
        CREATE POLICY web_insert ON {table} FOR INSERT TO punte_web WITH CHECK ({seen});
        CREATE POLICY worker_select ON {table} FOR SELECT TO punte_worker USING (true);
        CREATE POLICY worker_insert ON {table} FOR INSERT TO punte_worker WITH CHECK (true);
        REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM punte_web, punte_worker;
        """,
        f"""
        DROP POLICY web_select ON {table};
        DROP POLICY web_insert ON {table};
        DROP POLICY worker_select ON {table};
        DROP POLICY worker_insert ON {table};
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
    )
