import pytest
from django.db import connection

from punte.core.database.staging import array_text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values", [[], ["poor_rural"], ['a"b', "c\\d", "e,f", "{g}", "NULL", "", " "], ["a", None]]
)
def test_an_array_is_read_as_it_was_written(values: list[str | None]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::text[], %s::int[]", [array_text(values), array_text([5, 100])])
        assert cursor.fetchone() == (values, [5, 100])
