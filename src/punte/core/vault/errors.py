"""What can go wrong with keys and sealed values: faults of the node, never of the user."""

from punte.core.errors import PunteError


class VaultError(PunteError):
    """Base; answered with status 500 and told to the operator."""

    status = 500


class KeyUnusable(VaultError):
    """The master or index key is missing or malformed."""


class WrongMasterKey(VaultError):
    """The master key is not the one that this database was written with."""

    def default_message(self) -> object:
        return (
            "The master key does not open this person's key. Is it the key that this database "
            "was written with? Copy the right one back from the key escrow."
        )


class Damaged(VaultError):
    """A sealed value was altered, cut or moved to another place."""

    def default_message(self) -> object:
        return "A sealed value does not open with its key: it was altered or moved."
