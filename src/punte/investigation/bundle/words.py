"""Why a bundle was not made, in words."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FAILURES: Final[dict[str, str | Promise]] = {
    "gone": _("The case, an exhibit, or the role of who asked is no longer there."),
    "changed": _("A file changed while the bundle was written. Ask for it again."),
    "sealed": _(
        "Something in this bundle was sealed or destroyed since, or is not for you. Ask for "
        "a new one: it leaves that out."
    ),
    "fault": _("Something went wrong here. Nothing was kept; ask for it again."),
}
