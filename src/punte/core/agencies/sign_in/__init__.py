"""Signing in, confirming it again, and being signed out."""
