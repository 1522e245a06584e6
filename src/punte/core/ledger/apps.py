from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "punte.core.ledger"
    label = "ledger"
