"""What other rooms may use of the ledger."""

from punte.core.ledger.actions import Actor, record

__all__ = ["Actor", "record"]
