"""Tell PostgreSQL who looks, for one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from punte.core.errors import NoContext

SET_CONTEXT = """
SELECT set_config('app.audiences', %s, true),
       set_config('app.classes', %s, true),
       set_config('app.account', %s, true)
"""


def set_context(*, audiences: Iterable[int], classes: Iterable[str], account: int) -> None:
    """Bind the running transaction to one viewer. Ends by itself with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            SET_CONTEXT,
            [_array(audiences), _array(classes), str(account)],
        )


def _array(values: Iterable[object]) -> str:
    return "{" + ",".join(str(value) for value in values) + "}"


@contextmanager
def bound_transaction(
    *, audiences: Iterable[int], classes: Iterable[str], account: int
) -> Iterator[None]:
    """A transaction in which the policies know the viewer."""
    with transaction.atomic():
        set_context(audiences=audiences, classes=classes, account=account)
        yield


class RequireContext:
    """An execute wrapper that refuses to touch guarded tables before a viewer is bound.

    Without it such a query would return nothing, slowly, and hide the fault.
    """

    def __init__(self, guarded_tables: Iterable[str]):
        self.tables = tuple(f'"{table}"' for table in guarded_tables)
        self.bound = False

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        if sql is SET_CONTEXT:
            self.bound = True
        elif not self.bound and any(table in sql for table in self.tables):
            raise NoContext(f"no viewer is bound to this transaction: {sql[:120]}")
        return execute(sql, params, many, context)
