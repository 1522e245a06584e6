"""The two secrets of a node: the master key that wraps all others, and the index key."""

from __future__ import annotations

import base64
import binascii
import shlex
import subprocess
from functools import cache
from pathlib import Path

from django.conf import settings

from punte.core.vault.errors import KeyUnusable

COMMAND_SECONDS = 30


def master_key() -> bytes:
    """The 32 bytes that wrap every person's key; read once in the life of a process.

    From the command in `VAULT_KEY_COMMAND` (it prints base64), else from `VAULT_KEY_FILE`.
    Raises KeyUnusable with a sentence for the operator.
    """
    if settings.VAULT_KEY_COMMAND:
        return _from_command(settings.VAULT_KEY_COMMAND)
    return _from_file(str(settings.VAULT_KEY_FILE))


def index_key() -> bytes:
    """The 32 bytes under which the blind index and file addresses are made. Raises KeyUnusable."""
    return _from_file(str(settings.INDEX_KEY_FILE))


@cache
def _from_file(path: str) -> bytes:
    try:
        text = Path(path).read_bytes()
    except OSError as error:
        raise KeyUnusable(f"The key {path} cannot be read: {error.strerror}.") from error
    return _decoded(text, path)


@cache
def _from_command(command: str) -> bytes:
    try:
        done = subprocess.run(
            shlex.split(command), capture_output=True, timeout=COMMAND_SECONDS, check=True
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        # Never the output: it may hold the key.
        raise KeyUnusable(
            f"The command in PUNTE_VAULT_KEY_COMMAND failed ({type(error).__name__})."
        ) from error
    return _decoded(done.stdout, "the output of PUNTE_VAULT_KEY_COMMAND")


def _decoded(text: bytes, where: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except binascii.Error as error:
        raise KeyUnusable(f"The key in {where} is not base64.") from error
    if len(key) != 32:
        raise KeyUnusable(f"The key in {where} has {len(key)} bytes; it must have 32.")
    return key
