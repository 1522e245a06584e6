"""People who work: accounts, the roles they hold in agencies, and invitations."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import ROLES, Role, role_choices
from punte.core.agencies.models.agency import NEXT_AUDIENCE, Agency, Desk


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **values: Any) -> Account:
        """Make an account; a missing password leaves it without one that works."""
        account = self.model(email=self.normalize_email(email).lower(), **values)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Theme(models.TextChoices):
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class Account(AbstractBaseUser):
    """A person who signs in. Rights come from memberships alone: there is no superuser."""

    email = models.EmailField(unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(max_length=5, default="en")
    theme = models.CharField(max_length=5, blank=True, choices=Theme)
    audience = models.IntegerField(unique=True, db_default=NEXT_AUDIENCE)
    is_active = models.BooleanField(default=True)
    demo = models.BooleanField(default=False)
    # No person: a program that comes with a token and can never sign in.
    program = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        db_table = "agencies_account"

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One person's role in one agency, at some of its desks."""

    class State(models.TextChoices):
        ACTIVE = "active", _("Active")
        SUSPENDED = "suspended", _("Suspended")
        LEFT = "left", _("Left")

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=role_choices)
    desks = models.ManyToManyField(Desk, blank=True, related_name="memberships")
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE)
    since = models.DateField(auto_now_add=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "agencies_membership"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "agency", "role"],
                condition=~models.Q(state="left"),
                name="role_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.agency}"

    def get_role(self) -> Role:
        return ROLES[self.role]


class Ending(models.Model):
    """A wish of one administrator that the role of another ends; a third answers it.

    agreed: None while it waits, True when the role ended by it, False when it was put away.
    """

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(max_length=1000)
    proposed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    agreed = models.BooleanField(null=True)
    answered_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "agencies_ending"
        constraints = [
            models.UniqueConstraint(
                fields=["membership"],
                condition=models.Q(agreed=None),
                name="ending_waits_once",
            ),
            models.CheckConstraint(
                condition=models.Q(agreed=None, answered_by=None, answered_at=None)
                | models.Q(
                    agreed__isnull=False, answered_by__isnull=False, answered_at__isnull=False
                ),
                name="ending_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(agreed=True, answered_by=models.F("proposed_by")),
                name="ending_by_a_second_person",
            ),
        ]


class Invitation(models.Model):
    """A role offered to an address. The token itself is never kept, only its hash."""

    email = models.EmailField()
    name = models.CharField(max_length=120)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    role = models.CharField(max_length=20, choices=role_choices)
    desks = models.ManyToManyField(Desk, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    # Nobody: who keeps the machine did, by `./punte begin`.
    invited_by = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="invited"
    )
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    # True when it lets somebody back in who lost password or second step.
    renews = models.BooleanField(default=False)

    class Meta:
        db_table = "agencies_invitation"
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "email"],
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="invited_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} · {self.agency}"

    @property
    def run_out(self) -> bool:
        """True when nobody took it up in time."""
        return self.expires_at <= timezone.now()
