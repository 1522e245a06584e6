"""A PostgreSQL that somebody else runs, given by DATABASE_URL."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from launcher.errors import LauncherError
from launcher.home import Home, replace_private
from launcher.identity import WEB, WORKER
from launcher.roles import EXTENSIONS
from launcher.sql import Session, SqlError

_OLDEST = 170000


def resolve(home: Home, variables: Mapping[str, str], python: Path) -> dict[str, str]:
    """The owner's, web's and worker's addresses for the database at DATABASE_URL.

    Roles that are not given by address are made, when the owner may, with passwords kept
    in the state folder; otherwise LauncherError says what SQL an administrator should run.
    """
    owner = variables["DATABASE_URL"]
    given = {WEB: variables.get("DATABASE_WEB_URL"), WORKER: variables.get("DATABASE_WORKER_URL")}
    try:
        with Session(python, owner) as session:
            _require_version(session)
            made = {
                role: url or _make_role(home, session, owner, role) for role, url in given.items()
            }
            _create_extensions(session)
    except SqlError as error:
        raise LauncherError(
            f"The database of DATABASE_URL answers: {error}", "check the address and the rights."
        ) from error
    return {
        "DATABASE_OWNER_URL": owner,
        "DATABASE_WEB_URL": made[WEB],
        "DATABASE_WORKER_URL": made[WORKER],
    }


def _require_version(session: Session) -> None:
    number = int(session.run("SHOW server_version_num")[0][0])
    if number < _OLDEST:
        raise LauncherError(
            f"DATABASE_URL is PostgreSQL {number // 10000}; Punte needs 17 or newer.",
            "upgrade it, or unset DATABASE_URL to use the embedded one.",
        )


def _make_role(home: Home, session: Session, owner: str, role: str) -> str:
    password = _password(home, owner, role)
    known = session.run("SELECT 1 FROM pg_roles WHERE rolname = %s", role)
    verb = "ALTER" if known else "CREATE"  # a new role can do nothing but log in
    try:
        session.run(f"{verb} ROLE {role} LOGIN PASSWORD '{password}'")
        session.run(f"GRANT {role} TO CURRENT_USER WITH INHERIT FALSE, SET TRUE")
        name = session.run("SELECT quote_ident(current_database())")[0][0]
        session.run(f"GRANT CONNECT ON DATABASE {name} TO {role}")
    except SqlError as error:
        variable = "DATABASE_WEB_URL" if role == WEB else "DATABASE_WORKER_URL"
        raise LauncherError(
            f"The owner of DATABASE_URL may not make the role {role}: {error}",
            f"let an administrator run\n"
            f"    CREATE ROLE {role} LOGIN PASSWORD '…';\n"
            f"    GRANT {role} TO <owner> WITH INHERIT FALSE, SET TRUE;\n"
            f"  and set {variable} to its address.",
        ) from error
    return _address_for(owner, role, password)


def _create_extensions(session: Session) -> None:
    have = {row[0] for row in session.run("SELECT extname FROM pg_extension")}
    # Counting statements is a convenience that many hosts refuse; the others are needed.
    for name in EXTENSIONS:
        if name in have or name == "pg_stat_statements":
            continue
        try:
            session.run(f"CREATE EXTENSION IF NOT EXISTS {name}")
        except SqlError as error:
            raise LauncherError(
                f"The extension {name} is missing and may not be made: {error}",
                f"let an administrator run  CREATE EXTENSION {name};  in this database.",
            ) from error


def _password(home: Home, owner: str, role: str) -> str:
    """The role's password on this server, made on first use."""
    file = home.path / "external_roles.json"
    try:
        kept: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        kept = {}
    parts = urlsplit(owner)
    server = hashlib.sha256(f"{parts.hostname}:{parts.port}?{parts.query}".encode()).hexdigest()[
        :16
    ]
    passwords = kept.setdefault(server, {})
    if role not in passwords:
        passwords[role] = secrets.token_urlsafe(32)
        replace_private(file, json.dumps(kept, indent=1).encode())
    return passwords[role]


def _address_for(owner: str, role: str, password: str) -> str:
    parts = urlsplit(owner)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{role}:{quote(password, safe='')}@{host}"))
