"""The viewer: who looks, for whom, why, and which audiences that opens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from punte.core.access.permissions import DataClass, Permission, Purpose
from punte.core.access.purposes import OPENED
from punte.core.access.roles import ROLES, Role
from punte.core.database.context import bound_transaction, set_context
from punte.core.errors import Refused


@dataclass(frozen=True)
class Viewer:
    """One person working in one agency under one purpose.

    audiences: numbers that rows carry; the agency's own first, then desks, then any others.
    `audiences` empty means that nothing is seen. scopes: for a program, what its token allows of
    what its role may do; None for people. A program sees the classes of its purpose alone.
    """

    account_id: int
    agency_id: int
    agency_audience: int
    account_audience: int
    jurisdiction: str
    role_key: str
    purpose: Purpose
    audiences: tuple[int, ...] = ()
    desk_ids: tuple[int, ...] = ()
    display_name: str = ""
    agency_name: str = ""
    oversight_audience: int = 0
    extra_classes: frozenset[DataClass] = field(default_factory=frozenset)
    scopes: frozenset[Permission] | None = None

    @property
    def role(self) -> Role:
        return ROLES[self.role_key]

    @property
    def permissions(self) -> frozenset[Permission]:
        held = self.role.permissions
        return held if self.scopes is None else held & self.scopes

    @property
    def classes(self) -> frozenset[DataClass]:
        held = self.role.classes | self.extra_classes
        return held if self.scopes is None else held & OPENED[self.purpose]

    @property
    def is_program(self) -> bool:
        """Programs do a person's work, and decide nothing that wants a person."""
        return self.scopes is not None

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    def require(self, permission: Permission) -> None:
        """Raise Refused (logged) when the role lacks the permission."""
        if not self.may(permission):
            raise Refused(what=f"permission {permission.value}")

    def bind(self) -> None:
        """Tell the running transaction who looks."""
        set_context(audiences=self.audiences, classes=sorted(self.classes), account=self.account_id)


@contextmanager
def acting_as(viewer: Viewer) -> Iterator[Viewer]:
    """A transaction bound to the viewer: for tasks, commands and tests."""
    with bound_transaction(
        audiences=viewer.audiences,
        classes=sorted(viewer.classes),
        account=viewer.account_id,
    ):
        yield viewer
