"""All reads of the room, from what the viewer may see."""
