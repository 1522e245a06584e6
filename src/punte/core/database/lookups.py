"""One more way to ask for rows: those whose value stands in a long list, given as one array."""

from __future__ import annotations

from typing import Any

from django.db.models import ForeignKey, Lookup, UUIDField


@ForeignKey.register_lookup
@UUIDField.register_lookup
class Among(Lookup[Any]):
    """`id__among=ids`: like `in`, for thousands. Each id of an `in` is a parameter by itself."""

    lookup_name = "among"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> tuple[str, Any]:
        # As one text: the driver would look at each of the thousands.
        return "%s", (f"{{{','.join(map(str, value))}}}",)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        column, params = self.process_lhs(compiler, connection)
        array, ids = self.process_rhs(compiler, connection)
        kind = self.lhs.output_field.rel_db_type(connection)
        return f"{column} = ANY ({array}::{kind}[])", (*params, *ids)
