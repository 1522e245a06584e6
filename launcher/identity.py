"""Which database cluster belongs to a state folder, and its passwords."""

import json
import secrets
from dataclasses import asdict, dataclass, field, replace

from launcher.errors import LauncherError
from launcher.home import Home, replace_private

ADMIN = "punte_admin"
OWNER = "punte_owner"
WEB = "punte_web"
WORKER = "punte_worker"
ROLES = (ADMIN, OWNER, WEB, WORKER)


@dataclass(frozen=True)
class Identity:
    """The cluster's random name, the passwords of its roles, and what was prepared in it.

    The name is random rather than made from the folder's path, so that a new state folder
    at an old path never meets the old folder's data.
    """

    id: str
    passwords: dict[str, str] = field(repr=False)
    prepared: str = ""
    seeded: bool = False


def load_or_make(home: Home) -> Identity:
    """The identity of the state folder's cluster, made on first use."""
    known = load(home)
    if known is None:
        known = Identity(
            id=secrets.token_hex(5),
            passwords={role: secrets.token_urlsafe(32) for role in ROLES},
        )
        save(home, known)
    return known


def load(home: Home) -> Identity | None:
    """The identity kept in the state folder, or None if there is none yet."""
    try:
        text = home.identity_file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    try:
        return Identity(**json.loads(text))
    except (ValueError, TypeError) as error:
        raise LauncherError(
            f"{home.identity_file} is damaged.",
            "copy it back from a backup of the state folder; it holds the database passwords.",
        ) from error


def save(home: Home, identity: Identity) -> None:
    """Keep the identity in the state folder."""
    text = json.dumps(asdict(identity), indent=1) + "\n"
    replace_private(home.identity_file, text.encode())


def mark_prepared(home: Home, identity: Identity, prepared: str) -> Identity:
    """Remember which preparation (roles, extensions) the cluster has had."""
    changed = replace(identity, prepared=prepared)
    save(home, changed)
    return changed
