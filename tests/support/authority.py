"""A time-stamping authority of one's own: openssl answers, a small server carries."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

# The signer's certificate alone goes into a reply: rfc3161-client takes no reply with two of them.
CONFIG = """
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_cert = {folder}/signer.pem
signer_key = {folder}/signer.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[signer]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
basicConstraints = critical,CA:FALSE
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[req]
distinguished_name = name
[name]
"""


@dataclass
class Authority:
    """Where it listens, the file that holds its root certificate, and what it was asked.

    answer: what it sends in place of a stamp, once set.
    """

    folder: Path
    url: str = ""
    asked: list[bytes] = field(default_factory=list)
    answer: bytes | None = None

    @property
    def root(self) -> Path:
        return self.folder / "root.pem"

    def make_keys(self) -> None:
        config = self.folder / "openssl.cnf"
        config.write_text(CONFIG.format(folder=self.folder))
        (self.folder / "serial").write_text("01\n")
        new = "req -config openssl.cnf -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -x509"
        root = "-keyout root.key -out root.pem -subj /CN=invented-root -days 30 -extensions root"
        self._openssl(f"{new} {root}")
        signer = "-keyout signer.key -out signer.pem -subj /CN=invented-authority -days 30"
        self._openssl(f"{new} {signer} -extensions signer -CA root.pem -CAkey root.key")

    def stamp(self, query: bytes) -> bytes:
        self.asked.append(query)
        if self.answer is not None:
            return self.answer
        (self.folder / "query.tsq").write_bytes(query)
        self._openssl("ts -reply -config openssl.cnf -queryfile query.tsq -out reply.tsr")
        return (self.folder / "reply.tsr").read_bytes()

    def _openssl(self, arguments: str) -> None:
        command = ["openssl", *arguments.split()]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)


@contextmanager
def authority(folder: Path) -> Iterator[Authority]:
    """An authority that listens on this machine while the block runs."""
    made = Authority(folder)
    made.make_keys()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            reply = made.stamp(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *_parts: object) -> None:
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}/stamp"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
