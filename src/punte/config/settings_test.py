"""Settings of the test suite: its own folder and keys, a quick hasher, the owner's login.

The suite makes its database as the owner and then takes the web role (tests/conftest.py).
"""

from __future__ import annotations

import base64
import os
import tempfile
from pathlib import Path

# With several workers each has a folder and a database of its own.
_worker = os.environ.get("PYTEST_XDIST_WORKER", "")
_home = Path(os.environ.setdefault("PUNTE_TEST_HOME", tempfile.mkdtemp(prefix="punte-test-")))
_home /= _worker
os.environ["PUNTE_HOME"] = str(_home)
for _folder in ("keys", "static"):
    (_home / _folder).mkdir(parents=True, exist_ok=True)
for _name in ("secret", "vault", "index", "ledger"):
    _path = _home / "keys" / f"{_name}.key"
    if not _path.exists():
        _path.write_text(base64.b64encode(os.urandom(32)).decode())

from punte.config import env  # noqa: E402
from punte.config.settings import *  # noqa: E402, F403
from punte.config.settings import DATABASES  # noqa: E402

DATABASES["default"] = env.database(env.text("DATABASE_OWNER_URL", "postgresql:///postgres"))
DATABASES["default"]["TEST"] = {"NAME": os.environ.get("PUNTE_TEST_DB", "test_punte") + _worker}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AXES_ENABLED = False
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
# Off, so that each test of a page need not set up a second step; tests of the gate turn it on.
MFA_REQUIRED = False
