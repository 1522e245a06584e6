from django.apps import AppConfig


class EscalationConfig(AppConfig):
    name = "punte.core.escalation"
    label = "escalation"
