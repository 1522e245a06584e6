"""What a time stamp of RFC 3161 says: when, and of which bytes. Standard library only."""

from punte.algorithms.stamps.der import Item, StampFault, children, one
from punte.algorithms.stamps.reply import HASHES, Stamped, read_reply

__all__ = ["HASHES", "Item", "StampFault", "Stamped", "children", "one", "read_reply"]
