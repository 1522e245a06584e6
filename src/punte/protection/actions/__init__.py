"""All writes of the room, by subject."""
