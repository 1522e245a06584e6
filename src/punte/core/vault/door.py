"""What other rooms may use of the vault."""

from punte.core.vault.actions import change_identity, keep_identity, open_identity, reveal_own
from punte.core.vault.bulk import ITEM_COLUMNS, KEY_COLUMNS, TOKEN_COLUMNS, Rows, Sealer
from punte.core.vault.erasure import ask_erasure, confirm_erasure
from punte.core.vault.errors import Damaged, KeyUnusable, VaultError, WrongMasterKey
from punte.core.vault.holds import register_forgetter, register_hold_check
from punte.core.vault.keyring import index_key, master_key
from punte.core.vault.keys import (
    ensure_key,
    hold_still,
    prove_master_key,
    seal_for,
    unseal_each_for,
    unseal_for,
)
from punte.core.vault.kinds import SINGLE, Kind
from punte.core.vault.likeness import (
    Agreement,
    Likeness,
    Part,
    alike_subjects,
    alike_values,
    likeness_of,
)
from punte.core.vault.models import ErasureRequest
from punte.core.vault.probing import Probe, alike_among, probes_of
from punte.core.vault.queries import find_subjects, has_identity, open_requests
from punte.core.vault.sealing import seal, unseal
from punte.core.vault.tokens import Token

__all__ = [
    "ITEM_COLUMNS",
    "KEY_COLUMNS",
    "SINGLE",
    "TOKEN_COLUMNS",
    "Agreement",
    "Damaged",
    "ErasureRequest",
    "KeyUnusable",
    "Kind",
    "Likeness",
    "Part",
    "Probe",
    "Rows",
    "Sealer",
    "Token",
    "VaultError",
    "WrongMasterKey",
    "alike_among",
    "alike_subjects",
    "alike_values",
    "ask_erasure",
    "change_identity",
    "confirm_erasure",
    "ensure_key",
    "find_subjects",
    "has_identity",
    "hold_still",
    "index_key",
    "keep_identity",
    "likeness_of",
    "master_key",
    "open_identity",
    "open_requests",
    "probes_of",
    "prove_master_key",
    "register_forgetter",
    "register_hold_check",
    "reveal_own",
    "seal",
    "seal_for",
    "unseal",
    "unseal_each_for",
    "unseal_for",
]
