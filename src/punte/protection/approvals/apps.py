from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "punte.protection.approvals"
    label = "approvals"
