"""What other rooms may use of escalation."""

from punte.core.escalation.actions import begin_run, climb_due

__all__ = ["begin_run", "climb_due"]
