"""Conditions of questions: a small part of XLSForm's expressions, read into a tree.

`${q} = 'a'`, `!=`, `<`, `<=`, `>`, `>=`, `and`, `or`, `not(…)`, `selected(${q}, 'a')`, numbers,
texts in either kind of quotes, and `.` for the answer itself. Nothing else: no call leads out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

LONGEST, DEEPEST = 500, 20
Answer = str | list[str]
TOKEN = re.compile(
    r"\s*(?:(?P<ref>\$\{[a-z][a-z0-9_]{0,39}\})|(?P<text>'[^']*'|\"[^\"]*\")"
    r"|(?P<number>-?\d+(?:\.\d+)?)|(?P<op>!=|<=|>=|=|<|>)|(?P<mark>[().,])|(?P<word>[a-z]+))"
)
SELF = "."


class ExpressionError(ValueError):
    """The text is no condition; `at` is the place where reading stopped, from 0."""

    def __init__(self, at: int):
        super().__init__(f"no condition at {at}")
        self.at = at


@dataclass(frozen=True)
class Ref:
    """The answer to a question; `.` is the answer that is being checked."""

    name: str


@dataclass(frozen=True)
class Compare:
    left: Ref | str | Decimal
    op: str
    right: Ref | str | Decimal


@dataclass(frozen=True)
class Selected:
    ref: Ref
    code: str


@dataclass(frozen=True)
class Not:
    inner: Node


@dataclass(frozen=True)
class Join:
    """word: `and` or `or`; two parts or more."""

    word: str
    parts: tuple[Node, ...]


Node = Compare | Selected | Not | Join


def parse(text: str) -> Node:
    """The tree of a condition. Raises ExpressionError with the place."""
    if len(text) > LONGEST:
        raise ExpressionError(LONGEST)
    reader = _Reader(text)
    found = reader.either(0)
    if reader.kind:
        raise ExpressionError(reader.at)
    return found


class _Reader:
    """One token ahead, by recursive descent."""

    def __init__(self, text: str):
        self.text, self.next = text.rstrip(), 0
        self.step()

    def step(self) -> None:
        self.at = self.next
        if self.next >= len(self.text):
            self.kind, self.value = "", ""
            return
        found = TOKEN.match(self.text, self.next)
        if found is None:
            raise ExpressionError(self.next)
        self.kind, self.value = str(found.lastgroup), str(found[str(found.lastgroup)])
        self.next = found.end()

    def take(self, value: str) -> None:
        if self.value != value or self.kind in {"text", ""}:
            raise ExpressionError(self.at)
        self.step()

    def either(self, depth: int) -> Node:
        return self.joined("or", depth)

    def joined(self, word: str, depth: int) -> Node:
        if depth > DEEPEST:
            raise ExpressionError(self.at)
        parts = [self.part(word, depth)]
        while self.kind == "word" and self.value == word:
            self.step()
            parts.append(self.part(word, depth))
        return parts[0] if len(parts) == 1 else Join(word, tuple(parts))

    def part(self, word: str, depth: int) -> Node:
        return self.joined("and", depth) if word == "or" else self.single(depth)

    def single(self, depth: int) -> Node:
        if self.kind == "word" and self.value == "not":
            self.step()
            return Not(self.bracketed(depth))
        if self.kind == "word" and self.value == "selected":
            return self.selected()
        if self.kind == "mark" and self.value == "(":
            return self.bracketed(depth)
        left = self.operand()
        op = self.value
        if self.kind != "op":
            raise ExpressionError(self.at)
        self.step()
        return Compare(left, op, self.operand())

    def bracketed(self, depth: int) -> Node:
        self.take("(")
        inner = self.either(depth + 1)
        self.take(")")
        return inner

    def selected(self) -> Selected:
        self.step()
        self.take("(")
        ref, at = self.operand(), self.at
        self.take(",")
        code = self.operand()
        self.take(")")
        if not isinstance(ref, Ref) or not isinstance(code, str):
            raise ExpressionError(at)
        return Selected(ref, code)

    def operand(self) -> Ref | str | Decimal:
        kind, value, at = self.kind, self.value, self.at
        self.step()
        if kind == "ref":
            return Ref(value[2:-1])
        if kind == "text":
            return value[1:-1]
        if kind == "number":
            return Decimal(value)
        if kind == "mark" and value == SELF:
            return Ref(SELF)
        raise ExpressionError(at)


def show(node: Node) -> str:
    """The condition as text; reading it again gives the same tree."""
    if isinstance(node, Compare):
        return f"{_operand(node.left)} {node.op} {_operand(node.right)}"
    if isinstance(node, Selected):
        return f"selected({_operand(node.ref)}, {_operand(node.code)})"
    if isinstance(node, Not):
        return f"not({show(node.inner)})"
    parts = [f"({show(p)})" if isinstance(p, Join) else show(p) for p in node.parts]
    return f" {node.word} ".join(parts)


def _operand(value: Ref | str | Decimal) -> str:
    if isinstance(value, Ref):
        return SELF if value.name == SELF else f"${{{value.name}}}"
    if isinstance(value, Decimal):
        return format(value, "f")
    return f'"{value}"' if "'" in value else f"'{value}'"


def refs(node: Node) -> Iterator[str]:
    """The names of the questions that a condition asks, with `.` for the answer itself."""
    if isinstance(node, Compare):
        yield from (side.name for side in (node.left, node.right) if isinstance(side, Ref))
    elif isinstance(node, Selected):
        yield node.ref.name
    elif isinstance(node, Not):
        yield from refs(node.inner)
    else:
        for part in node.parts:
            yield from refs(part)


def holds(node: Node, answers: Mapping[str, Answer]) -> bool:
    """Whether the condition is met; what was not answered is the empty text."""
    if isinstance(node, Compare):
        return _compare(_value(node.left, answers), node.op, _value(node.right, answers))
    if isinstance(node, Selected):
        given = answers.get(node.ref.name, "")
        return node.code in (given if isinstance(given, list) else given.split())
    if isinstance(node, Not):
        return not holds(node.inner, answers)
    met = (holds(part, answers) for part in node.parts)
    return all(met) if node.word == "and" else any(met)


def _value(side: Ref | str | Decimal, answers: Mapping[str, Answer]) -> str | Decimal:
    if not isinstance(side, Ref):
        return side
    given = answers.get(side.name, "")
    return " ".join(given) if isinstance(given, list) else given


def _compare(left: str | Decimal, op: str, right: str | Decimal) -> bool:
    """Numbers as numbers; dates as they are written sort by time; other texts only as same."""
    pair = (_number(left), _number(right))
    if pair[0] is not None and pair[1] is not None:
        return _ordered(pair[0], op, pair[1])
    a, b = str(left), str(right)
    if op in {"=", "!="}:
        return (a == b) is (op == "=")
    return bool(_DAY.fullmatch(a) and _DAY.fullmatch(b)) and _ordered(a, op, b)


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _ordered(a: str | Decimal, op: str, b: str | Decimal) -> bool:
    less, same = a < b, a == b  # type: ignore[operator]
    return {
        "=": same, "!=": not same, "<": less, "<=": less or same,
        ">": not (less or same), ">=": not less,
    }[op]  # fmt: skip


def _number(value: str | Decimal) -> Decimal | None:
    if isinstance(value, Decimal):
        return value
    try:
        found = Decimal(value)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
