"""Sheets of paper as PDF, in our own typeface and in the letters of all scripts."""
