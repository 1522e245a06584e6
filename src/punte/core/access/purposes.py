"""What a purpose opens. People see what their role sees; a program's token, less."""

from __future__ import annotations

from punte.core.access.permissions import DataClass as C
from punte.core.access.permissions import Purpose

# Work with a person and on their file.
HELP = frozenset({Purpose.PROTECTION, Purpose.SERVICE})
# Telling a unit of a person, which front-line officers do too.
FIRST_SIGN = HELP | {Purpose.IDENTIFICATION, Purpose.INVESTIGATION}
# Work on cases against those who exploit people.
CASEWORK = frozenset({Purpose.INVESTIGATION})
ANY_PURPOSE = frozenset(Purpose)

# The classes of data that a token of this purpose may see, of those that its role sees.
OPENED: dict[Purpose, frozenset[C]] = {
    Purpose.PROTECTION: frozenset({C.OPERATIONAL, C.IDENTITY, C.LEGAL, C.LOCATION}),
    Purpose.SERVICE: frozenset(C),
    Purpose.IDENTIFICATION: frozenset({C.OPERATIONAL, C.IDENTITY}),
    Purpose.INVESTIGATION: frozenset({C.OPERATIONAL, C.IDENTITY, C.LEGAL, C.RECORDING}),
    Purpose.OVERSIGHT: frozenset({C.OPERATIONAL}),
    Purpose.MANAGEMENT: frozenset({C.OPERATIONAL}),
}
