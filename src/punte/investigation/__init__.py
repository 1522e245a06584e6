"""From the first sign to the verdict: cases against those who exploit people.

Rooms are small and meet at their doors (`.importlinter` says in which order). Nothing here knows
the floor of protection, and it nothing of this one: what crosses is a recorded disclosure.
"""
