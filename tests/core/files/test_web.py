"""Files over HTTP: down as an attachment in a sandbox, up without a plain byte on disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.test import AsyncClient, Client, RequestFactory
from django.urls import reverse

from punte.core.access.door import Viewer
from punte.core.agencies.door import Account
from punte.core.errors import Invalid
from punte.core.files.uploads import SealedUpload
from punte.core.ids import new_id
from tests.core.files.support import PDF, keep
from tests.support.worlds import World


def signed_in(client: Any, viewer: Viewer) -> Any:
    client.force_login(
        Account.objects.get(pk=viewer.account_id),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return client


def test_a_download_is_an_attachment_in_a_sandbox(world: World) -> None:
    content = PDF + os.urandom(700_000)
    kept = keep(world.coordinator, new_id(), content, name="raport știut.pdf")
    client = signed_in(Client(), world.coordinator)
    answer = client.get(reverse("files:download", args=[kept.id]))
    assert answer.status_code == 200
    assert answer.getvalue() == content
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''raport%20")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Length"] == str(len(content))


def test_the_asynchronous_server_gets_it_in_pieces(world: World) -> None:
    content = os.urandom(900_000)
    kept = keep(world.coordinator, new_id(), content)
    client = signed_in(AsyncClient(), world.coordinator)

    async def fetch() -> list[bytes]:
        answer = await client.get(reverse("files:download", args=[kept.id]))
        assert answer.is_async
        return [chunk async for chunk in answer.streaming_content]

    chunks = async_to_sync(fetch)()
    assert b"".join(chunks) == content
    assert len(chunks) == 4


def test_who_may_not_see_it_gets_the_answer_for_nothing_there(world: World) -> None:
    kept = keep(world.coordinator, new_id())
    client = signed_in(Client(), world.caseworker)
    for file_id in (kept.id, new_id()):
        assert client.get(reverse("files:download", args=[file_id])).status_code == 404
    assert Client().get(reverse("files:download", args=[kept.id])).status_code == 302


def test_only_reading_is_offered(world: World) -> None:
    client = signed_in(Client(), world.coordinator)
    assert client.post(reverse("files:download", args=[new_id()])).status_code == 405


@contextmanager
def uploaded(content: bytes) -> Iterator[SealedUpload]:
    """The upload as a view finds it; closed at the end of the request, as Django does."""
    file = SimpleUploadedFile("paper.pdf", content, content_type="application/pdf")
    request = RequestFactory().post("/", {"paper": file})
    handlers: list[FileUploadHandler] = request.upload_handlers
    assert [type(handler).__name__ for handler in handlers] == ["SealedUploads"]
    found = request.FILES["paper"]
    assert isinstance(found, SealedUpload)
    yield found
    request.close()


@pytest.mark.parametrize("size", [0, 1, 3_000_000])
def test_an_upload_is_sealed_while_it_waits(root: Path, size: int) -> None:
    content = os.urandom(size)
    with uploaded(content) as found:
        assert b"".join(found.chunks()) == b"".join(found.chunks()) == content
        assert (found.name, found.size) == ("paper.pdf", size)
        assert found.read(10) == content[:10]
        found.sealed.seek(0)
        assert content[:64] not in found.sealed.read() or size < 64
    assert list((root / "incoming").iterdir()) == []


def test_an_upload_beyond_the_limit_is_counted_and_refused(settings: Any) -> None:
    settings.FILES_MAX_BYTES = 1000
    with uploaded(bytes(100_000)) as found:
        assert found.size == 100_000
        assert os.fstat(found.sealed.fileno()).st_size < 2000
        with pytest.raises(Invalid, match="too large"):
            list(found.chunks())
