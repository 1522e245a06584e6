"""A small real server that speaks the part of S3 that Punte uses, in a thread, on loopback.

PUT, GET (also a range), HEAD, DELETE, listing, bulk deletion, and uploads in parts. Signatures
are required to be there and are not checked.
"""

from __future__ import annotations

import hashlib
import re
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape


class S3Server(ThreadingHTTPServer):
    """Objects are kept in `objects` by their path `/bucket/key`; parts until they are joined."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.objects: dict[str, bytes] = {}
        self.parts: dict[str, dict[int, bytes]] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: S3Server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing on the terminal."""

    @property
    def key(self) -> str:
        return unquote(urlsplit(self.path).path)

    @property
    def query(self) -> dict[str, str]:
        pairs = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        return {name: values[0] for name, values in pairs.items()}

    def body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", headers.get("length", str(len(body))))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def signed(self) -> bool:
        if self.headers.get("Authorization", "").startswith("AWS4-HMAC-SHA256"):
            return True
        self.body()
        self.answer(403, b"<Error><Code>AccessDenied</Code></Error>")
        return False

    def do_PUT(self) -> None:
        if not self.signed():
            return
        body, query = self.body(), self.query
        if "uploadId" in query:
            self.server.parts[query["uploadId"]][int(query["partNumber"])] = body
        else:
            self.server.objects[self.key] = body
        self.answer(200, ETag=etag(body))

    def do_POST(self) -> None:
        if not self.signed():
            return
        body, query = self.body(), self.query
        if "uploads" in query:
            upload = uuid.uuid4().hex
            self.server.parts[upload] = {}
            self.xml("InitiateMultipartUploadResult", f"<UploadId>{upload}</UploadId>")
        elif "uploadId" in query:
            parts = self.server.parts.pop(query["uploadId"])
            whole = b"".join(parts[number] for number in sorted(parts))
            self.server.objects[self.key] = whole
            self.xml("CompleteMultipartUploadResult", f"<ETag>{escape(etag(whole))}</ETag>")
        elif "delete" in query:
            names = re.findall(r"<Key>(.*?)</Key>", body.decode())
            for name in names:
                self.server.objects.pop(f"{self.key.rstrip('/')}/{name}", None)
            gone = (f"<Deleted><Key>{name}</Key></Deleted>" for name in names)
            self.xml("DeleteResult", "".join(gone))
        else:
            self.answer(400)

    def do_GET(self) -> None:
        if not self.signed():
            return
        if "list-type" in self.query:
            self.listing()
            return
        found = self.server.objects.get(self.key)
        if found is None:
            self.answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
            return
        common = {"ETag": etag(found), "Last_Modified": format_datetime(datetime.now(UTC), True)}
        asked = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        if asked:
            first, last = int(asked[1]), min(int(asked[2]), len(found) - 1)
            span = f"bytes {first}-{last}/{len(found)}"
            self.answer(206, found[first : last + 1], Content_Range=span, **common)
        else:
            self.answer(200, found, **common)

    do_HEAD = do_GET  # noqa: N815

    def do_DELETE(self) -> None:
        if not self.signed():
            return
        if "uploadId" in self.query:
            self.server.parts.pop(self.query["uploadId"], None)
        self.server.objects.pop(self.key, None)
        self.answer(204)

    def listing(self) -> None:
        bucket = self.key.rstrip("/") + "/"
        start = bucket + self.query.get("prefix", "")
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        entries = "".join(
            f"<Contents><Key>{escape(path.removeprefix(bucket))}</Key><Size>{len(content)}</Size>"
            f"<LastModified>{now}</LastModified><ETag>{escape(etag(content))}</ETag></Contents>"
            for path, content in sorted(self.server.objects.items())
            if path.startswith(start)
        )
        self.xml("ListBucketResult", f"<IsTruncated>false</IsTruncated>{entries}")

    def xml(self, name: str, inner: str) -> None:
        text = f'<?xml version="1.0" encoding="UTF-8"?><{name}>{inner}</{name}>'
        self.answer(200, text.encode(), Content_Type="application/xml")


def etag(content: bytes) -> str:
    return f'"{hashlib.md5(content, usedforsecurity=False).hexdigest()}"'


@contextmanager
def s3_server() -> Iterator[S3Server]:
    """A running server, stopped at the end."""
    server = S3Server()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
