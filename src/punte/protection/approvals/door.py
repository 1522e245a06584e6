"""What other rooms may use of approvals.

An act's page begins with `second_person(request, wish)`: None when the viewer may go on, else the
page that asks a second person or says that one is asked; an operation of the API takes `Asking`
and begins with `ask_second(request, wish, why)`: None, or what to answer. The action calls
`allow_act(by=, act=, about=)`, which without a rule does nothing, and with one uses up the
approval or raises Conflict.
A room may register how an act is carried out by who approves, and what they are told of its details
(`register_act(key, name, carry_out=, carried=, told=)`). Below these two: `needs_approval`,
`ask_approval`, `approved`, `open_approval`, `use_approval`.
"""

from __future__ import annotations

from punte.protection.approvals.actions import (
    Wish,
    allow_act,
    ask_approval,
    decide_approval,
    use_approval,
    withdraw_approval,
)
from punte.protection.approvals.acts import act_choices, register_act
from punte.protection.approvals.api import ApprovalOut, Asking, ask_second
from punte.protection.approvals.models import Approval, ApprovalRule
from punte.protection.approvals.queries import (
    approvals_waiting,
    approved,
    may_use,
    must_ask,
    needs_approval,
    newest_rules,
    open_approval,
)
from punte.protection.approvals.second_person import second_person
from punte.protection.approvals.table_actions import confirm_rule, set_rule

__all__ = [
    "Approval",
    "ApprovalOut",
    "ApprovalRule",
    "Asking",
    "Wish",
    "act_choices",
    "allow_act",
    "approvals_waiting",
    "approved",
    "ask_approval",
    "ask_second",
    "confirm_rule",
    "decide_approval",
    "may_use",
    "must_ask",
    "needs_approval",
    "newest_rules",
    "open_approval",
    "register_act",
    "second_person",
    "set_rule",
    "use_approval",
    "withdraw_approval",
]
