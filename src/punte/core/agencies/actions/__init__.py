"""All writes of agencies and people; each is one transaction with one entry in the ledger."""

from punte.core.agencies.actions.administrators import confirm_end, propose_end, put_end_away
from punte.core.agencies.actions.agencies import (
    edit_agency,
    edit_desk,
    open_agency,
    open_desk,
)
from punte.core.agencies.actions.begin import Admitted, begin
from punte.core.agencies.actions.desk_closing import close_desk, reopen_desk, what_waits
from punte.core.agencies.actions.invitations import (
    accept,
    hash_token,
    invite,
    open_invitation,
    renew_sign_in,
    resend,
    revoke,
)
from punte.core.agencies.actions.own import choose_language, save_profile
from punte.core.agencies.actions.people import (
    change_role,
    leave,
    reinstate,
    suspend,
    what_is_held,
)

__all__ = [
    "Admitted",
    "accept",
    "begin",
    "change_role",
    "choose_language",
    "close_desk",
    "confirm_end",
    "edit_agency",
    "edit_desk",
    "hash_token",
    "invite",
    "leave",
    "open_agency",
    "open_desk",
    "open_invitation",
    "propose_end",
    "put_end_away",
    "reinstate",
    "renew_sign_in",
    "reopen_desk",
    "resend",
    "revoke",
    "save_profile",
    "suspend",
    "what_is_held",
    "what_waits",
]
