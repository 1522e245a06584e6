from punte.protection.persons.models.person import Person

__all__ = [
    "Person",
]
