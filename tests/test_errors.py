"""The page of a failure is drawn even when the transaction itself is broken."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection
from django.test import RequestFactory

from punte.config.errors import failed


@pytest.mark.django_db
def test_a_failure_after_a_failed_query_has_a_page() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT before")
        with pytest.raises(DatabaseError):
            cursor.execute("SELECT 1 / 0")
        page = failed(RequestFactory().get("/"))
        cursor.execute("ROLLBACK TO SAVEPOINT before")
    assert page.status_code == 500
    assert b"<h1>" in page.content
