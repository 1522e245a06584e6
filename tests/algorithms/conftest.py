"""A busy machine must not fail a property: what is tested here is right or wrong, not fast."""

from hypothesis import settings

settings.register_profile("algorithms", deadline=None)
settings.load_profile("algorithms")
