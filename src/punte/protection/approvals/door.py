"""What other rooms may use of approvals.

An act asks `needs_approval(viewer, "file.close")`. If so, its page calls `ask_approval(by=,
wish=Wish(...), request_key=)`. Either the room registered how the act is carried out
(`register_act(key, name, carry_out=)`, called by who approves), or its action calls
`use_approval(by=, act=, about=)`, which raises Conflict without an approval that is still unused.
"""

from __future__ import annotations

from punte.protection.approvals.actions import (
    Wish,
    ask_approval,
    decide_approval,
    use_approval,
    withdraw_approval,
)
from punte.protection.approvals.acts import act_choices, register_act
from punte.protection.approvals.models import Approval, ApprovalRule
from punte.protection.approvals.queries import (
    approvals_waiting,
    approved,
    needs_approval,
    newest_rules,
    open_approval,
)
from punte.protection.approvals.table_actions import set_rule

__all__ = [
    "Approval",
    "ApprovalRule",
    "Wish",
    "act_choices",
    "approvals_waiting",
    "approved",
    "ask_approval",
    "decide_approval",
    "needs_approval",
    "newest_rules",
    "open_approval",
    "register_act",
    "set_rule",
    "use_approval",
    "withdraw_approval",
]
