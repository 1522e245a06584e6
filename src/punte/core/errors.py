"""The one tree of errors that Punte raises on purpose; each becomes a page or problem+json."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _


class PunteError(Exception):
    """Base of all expected errors. `status` is the HTTP status; `args[0]` a sentence for the user.

    `what` and `subject` say in a few plain words which try failed, for the ledger of denied tries.
    """

    status = 400
    logged = False

    def __init__(self, message: object = "", *, what: str = "", subject: UUID | None = None):
        super().__init__(message or self.default_message())
        self.what = what
        self.subject = subject

    def default_message(self) -> object:
        return _("This could not be done.")

    @property
    def message(self) -> str:
        return str(self.args[0])


class NotHere(PunteError):
    """Absent or forbidden: the two give the same answer on purpose."""

    status = 404
    logged = True

    def default_message(self) -> object:
        return _("There is nothing here that you may see.")


class Refused(PunteError):
    """The viewer is known, and may not do this."""

    status = 403
    logged = True

    def default_message(self) -> object:
        return _("Your role may not do this.")


class Conflict(PunteError):
    """Someone else was quicker, or the thing is no longer in a state that allows this."""

    status = 409
    logged = True

    def default_message(self) -> object:
        return _("This has changed since you opened it. Look again, then decide.")


class Stale(Conflict):
    """Decided on an older view than what stands now. To programs this is 412, as for `If-Match`."""


class Invalid(PunteError):
    """The input is wrong; the message says what and where."""

    status = 422


class NoContext(PunteError):
    """A query on guarded tables was tried without saying who looks: a fault in the program."""

    status = 500
