"""Addresses of exhibits, their files and stores."""

from __future__ import annotations

urlpatterns: list[object] = []
