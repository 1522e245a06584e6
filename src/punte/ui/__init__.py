"""Shared look: templates, tokens, icons, components. No business rules live here."""
