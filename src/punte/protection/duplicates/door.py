"""What other rooms may use of advice on duplicates."""

from __future__ import annotations

from punte.protection.duplicates.queries import Advice, advice_for, advice_for_values

__all__ = ["Advice", "advice_for", "advice_for_values"]
