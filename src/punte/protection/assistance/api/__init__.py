"""Operations on files, hand-overs and follow-ups."""

from __future__ import annotations

from punte.protection.assistance.api.files import router as files
from punte.protection.assistance.api.follow_ups import router as follow_ups
from punte.protection.assistance.api.transfers import router as transfers

ROUTERS = (files, transfers, follow_ups)
