from django.apps import AppConfig


class CaseloadConfig(AppConfig):
    name = "punte.protection.caseload"
    label = "caseload"
