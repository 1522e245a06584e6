"""The roles, the database and the extensions that Punte expects in a cluster."""

import hashlib
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from launcher import identity as identities
from launcher.cluster import PORT, Cluster
from launcher.identity import ADMIN, OWNER, WEB, WORKER, Identity
from launcher.sql import Session

DATABASE = "punte"
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent", "pg_stat_statements")

_ROLE_OPTIONS = {
    OWNER: "LOGIN CREATEDB NOCREATEROLE NOSUPERUSER NOBYPASSRLS",
    WEB: "LOGIN NOCREATEDB NOCREATEROLE NOSUPERUSER NOBYPASSRLS",
    WORKER: "LOGIN NOCREATEDB NOCREATEROLE NOSUPERUSER NOBYPASSRLS",
}
_CLUSTER_WIDE = (
    # Tests and migrations act for a while as the web or worker role (SET ROLE), but the
    # owner must not inherit their policies.
    f"GRANT {WEB}, {WORKER} TO {OWNER} WITH INHERIT FALSE, SET TRUE",
    f"GRANT pg_read_all_stats TO {OWNER}",
)
_DATABASE_WIDE = (
    f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC",
    f"GRANT CONNECT ON DATABASE {DATABASE} TO {WEB}, {WORKER}",
)


def socket_url(cluster: Cluster, role: str, database: str = DATABASE) -> str:
    """The address of `database` on the cluster's socket for one of its roles."""
    password = quote(cluster.identity.passwords[role], safe="")
    return f"postgresql://{role}:{password}@/{database}?host={cluster.socket_dir}&port={PORT}"


def prepare(cluster: Cluster, python: Path) -> Identity:
    """Create roles, database and extensions where they are missing; quick when all is there."""
    wanted = _fingerprint()
    if cluster.identity.prepared == wanted:
        return cluster.identity
    with Session(python, socket_url(cluster, ADMIN, "postgres")) as session:
        _prepare_roles(session, cluster.identity)
        for statement in _CLUSTER_WIDE:
            session.run(statement)
    # In template1, so that every database made later (tests make theirs) has them too.
    _create_extensions(cluster, python, "template1")
    with Session(python, socket_url(cluster, ADMIN, "postgres")) as session:
        if not session.run("SELECT 1 FROM pg_database WHERE datname = %s", DATABASE):
            session.run(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
        for statement in _DATABASE_WIDE:
            session.run(statement)
    _create_extensions(cluster, python, DATABASE)
    return identities.mark_prepared(cluster.home, cluster.identity, wanted)


def prepare_anew(cluster: Cluster, python: Path) -> Identity:
    """Prepare the cluster again, after its database was dropped."""
    return prepare(replace(cluster, identity=replace(cluster.identity, prepared="")), python)


def _prepare_roles(session: Session, identity: Identity) -> None:
    for role, options in _ROLE_OPTIONS.items():
        known = session.run("SELECT 1 FROM pg_roles WHERE rolname = %s", role)
        verb = "ALTER" if known else "CREATE"
        password = identity.passwords[role]  # letters, digits, - and _ only: needs no quoting
        session.run(f"{verb} ROLE {role} {options} PASSWORD '{password}'")


def _create_extensions(cluster: Cluster, python: Path, database: str) -> None:
    with Session(python, socket_url(cluster, ADMIN, database)) as session:
        for name in EXTENSIONS:
            session.run(f"CREATE EXTENSION IF NOT EXISTS {name}")


def _fingerprint() -> str:
    text = repr((_ROLE_OPTIONS, _CLUSTER_WIDE, _DATABASE_WIDE, EXTENSIONS))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
