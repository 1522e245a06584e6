"""Punte: a bridge between the agencies that fight trafficking in human beings."""
