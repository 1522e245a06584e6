"""The mathematics of Punte: pure packages with no Django, database, clock or network."""
