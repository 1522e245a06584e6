"""The embedded PostgreSQL cluster of one state folder: where it lies and how it is made."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from launcher import binaries, machine, tuning
from launcher.binaries import Binaries
from launcher.errors import LauncherError
from launcher.home import Home
from launcher.identity import ADMIN, Identity
from launcher.machine import ServerUser

PORT = 5432  # Only part of the socket's name: nothing listens on TCP.
_HBA = "# Sockets only, and always with a password.\nlocal all all scram-sha-256\n"
# PostgreSQL takes words and letters for trigrams from the C library's locale even when it
# sorts by its own, so plain "C" would find no Cyrillic. The first one that exists is taken.
_LOCALES = ("C.UTF-8", "C.utf8", "en_US.UTF-8", "UTF-8")
_INCLUDE = "include 'punte.conf'\n"


@dataclass(frozen=True)
class Cluster:
    """One cluster; `locate` finds it, `make` creates what is missing."""

    home: Home
    identity: Identity
    place: Path
    user: ServerUser
    binaries: Binaries
    throwaway: bool

    @property
    def data(self) -> Path:
        return self.place / "data"

    @property
    def socket_dir(self) -> Path:
        """Short, because a socket's path may have no more than 107 bytes."""
        return Path(f"/tmp/punte-{os.geteuid()}-{self.identity.id}")  # noqa: S108  its owner is checked

    @property
    def socket(self) -> Path:
        return self.socket_dir / f".s.PGSQL.{PORT}"

    @property
    def log(self) -> Path:
        return self.home.logs / "postgresql.log"


def locate(home: Home, identity: Identity, *, site_packages: Path, throwaway: bool) -> Cluster:
    """Say where the cluster of `home` lies, and put the programs beside it."""
    place = _place(home, identity)
    try:
        user = machine.user_owning(place / "data")
    except FileNotFoundError:
        user = machine.server_user()
        _make_place(home, place, user)
    programs = binaries.install(site_packages, place.parent / "binaries")
    return Cluster(home, identity, place, user, programs, throwaway)


def shared_place() -> Path:
    """Where root keeps clusters, so that the server's unprivileged user can reach them."""
    return Path(os.environ.get("PUNTE_CLUSTERS", "/var/lib/punte"))


def make(cluster: Cluster) -> None:
    """Create the cluster if it is not there, and write the settings for this machine."""
    if not (cluster.data / "PG_VERSION").exists():
        machine.require_disk_space(cluster.place, 300, "the database")
        _initdb(cluster)
    _require_same_version(cluster)
    _write_settings(cluster)


def discard(cluster: Cluster) -> None:
    """Remove a throwaway cluster's data, so that the next start makes it anew."""
    if not cluster.throwaway:
        raise LauncherError("Only the throwaway cluster of the tests is ever removed.")
    shutil.rmtree(cluster.data, ignore_errors=True)


def _place(home: Home, identity: Identity) -> Path:
    inside = home.path / "clusters" / identity.id
    if os.geteuid() != 0 or inside.exists():
        return inside
    return shared_place() / identity.id


def _make_place(home: Home, place: Path, user: ServerUser) -> None:
    for folder in (place.parent, place.parent / "binaries"):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)  # whatever our umask: the server's user must pass through
    place.mkdir(exist_ok=True, mode=0o700)
    # Says to whoever finds this folder whose it is; `doctor` reads it.
    (place / "belongs_to").write_text(f"{home.path}\n", encoding="utf-8")
    if os.geteuid() == 0:
        os.chown(place, user.uid, user.gid)


def _initdb(cluster: Cluster) -> None:
    partial = cluster.place / "data.partial"
    password_file = cluster.place / "password"
    _write_for_server(cluster, password_file, cluster.identity.passwords[ADMIN])
    try:
        trouble = ""
        for locale in _LOCALES:
            shutil.rmtree(partial, ignore_errors=True)
            done = binaries.run_as(
                cluster.user,
                _initdb_command(cluster, partial, password_file, locale),
                cwd=cluster.place,
            )
            if done.returncode == 0:
                break
            trouble = done.stderr.strip()
        else:
            raise LauncherError(
                f"The database cluster could not be made in {cluster.place}:\n{trouble}"
            )
    finally:
        password_file.unlink()
    _write_for_server(cluster, partial / "pg_hba.conf", _HBA)
    with (partial / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.write(_INCLUDE)
    partial.rename(cluster.data)


def _initdb_command(cluster: Cluster, folder: Path, password_file: Path, locale: str) -> list[str]:
    return [
        cluster.binaries.program("initdb"),
        f"--pgdata={folder}",
        f"--username={ADMIN}",
        f"--pwfile={password_file}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=PG_UNICODE_FAST",
        f"--locale={locale}",
        "--lc-messages=C",
        "--data-checksums",
        *(["--no-sync"] if cluster.throwaway else []),
    ]


def _require_same_version(cluster: Cluster) -> None:
    has = (cluster.data / "PG_VERSION").read_text(encoding="ascii").strip()
    brings = binaries.run_as(
        cluster.user, [cluster.binaries.program("postgres"), "--version"], cwd=cluster.place
    ).stdout
    if f" {has}." not in brings:
        raise LauncherError(
            f"The database was made by PostgreSQL {has}; the environment has {brings.strip()}.",
            "make a backup with the Punte version that made it, and restore it with this one.",
        )


def _write_settings(cluster: Cluster) -> None:
    settings = tuning.server_settings(
        memory=machine.memory_bytes(),
        socket_dir=str(cluster.socket_dir),
        throwaway=cluster.throwaway,
    )
    text = "# Written by ./punte at every start. Put your own settings into\n"
    own = cluster.home.path / "postgresql.conf"
    text += f"# {own}; they win.\n{tuning.render(settings)}"
    if own.exists():
        text += f"\n# From {own}:\n{own.read_text(encoding='utf-8')}"
    _write_for_server(cluster, cluster.data / "punte.conf", text)


def _write_for_server(cluster: Cluster, path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    if os.geteuid() == 0:
        os.chown(path, cluster.user.uid, cluster.user.gid)
