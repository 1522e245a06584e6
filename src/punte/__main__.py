"""`python -m punte COMMAND`: Django's management commands with Punte's settings."""

import os
import sys

from django.core.management import execute_from_command_line

# Which login of the database a command needs; the rest run as the web role.
ROLES = {
    "migrate": "owner",
    "makemigrations": "owner",
    "begin": "owner",
    "seed_demo": "owner",
    "forget_again": "owner",
    "forget_unkeyed": "owner",
    "doctor": "owner",
    "verify_ledger": "owner",
    "procrastinate": "worker",
}

if __name__ == "__main__":
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    os.environ.setdefault("PUNTE_ROLE", ROLES.get(command, "web"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "punte.config.settings")
    execute_from_command_line(["punte", *sys.argv[1:]])
