"""What may be given to this package at all."""

from typing import Final

LIMIT: Final = 200


class TextError(ValueError):
    """The text cannot be a name, number or date; the message says what is wrong and where."""


def checked(text: str, what: str = "text") -> str:
    """`text` itself, if it is sound; TextError naming `what` and the place otherwise.

    Refused are more than 200 characters, NUL characters and lone surrogates (halves of a
    character, which no database stores). Positions count characters from 0.
    """
    if len(text) > LIMIT:
        raise TextError(f"{what}: {len(text)} characters, at most {LIMIT} are taken")
    for position, character in enumerate(text):
        if character == "\x00":
            raise TextError(f"{what}: NUL character at position {position}")
        if "\ud800" <= character <= "\udfff":
            raise TextError(f"{what}: lone surrogate at position {position}")
    return text
