"""The tree in the database: reading nodes by name, storing those that became complete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import connection

from punte.algorithms.merkle import NodeId

READ_NODES = """
SELECT 0, l.index, l.leaf_hash FROM unnest(%s::bigint[]) AS w (index)
  JOIN ledger_leaf l USING (index)
UNION ALL
SELECT n.level, n.index, n.hash FROM unnest(%s::smallint[], %s::bigint[]) AS w (level, index)
  JOIN ledger_node n USING (level, index)
"""
ADD_NODES = """
INSERT INTO ledger_node (level, index, hash)
SELECT * FROM unnest(%s::smallint[], %s::bigint[], %s::bytea[])
"""


def read_nodes(names: Sequence[NodeId]) -> Mapping[NodeId, bytes]:
    """The stored hash of each named node that is there, leaves being level 0. One query."""
    leaves = [index for level, index in names if level == 0]
    above = [name for name in names if name[0] > 0]
    with connection.cursor() as cursor:
        cursor.execute(READ_NODES, [leaves, [n[0] for n in above], [n[1] for n in above]])
        return {(level, index): bytes(value) for level, index, value in cursor}


def add_nodes(nodes: Mapping[NodeId, bytes]) -> None:
    """Store new complete nodes; leaves have their own table and are passed over."""
    above = [(level, index, value) for (level, index), value in nodes.items() if level > 0]
    with connection.cursor() as cursor:
        cursor.execute(ADD_NODES, [list(column) for column in zip(*above, strict=True)] or [[]] * 3)
