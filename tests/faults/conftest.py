"""Nodes of their own, with a small invented world in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from launcher import environment as environments
from launcher.environment import Environment
from punte.core.access.door import Viewer
from tests.faults.node import Node, make_node
from tests.launcher.conftest import clusters_apart, environment
from tests.support.worlds import AgencyFactory, World, viewer

__all__ = ["clusters_apart", "environment"]  # fixtures that this room shares with the launcher


@dataclass(frozen=True)
class Settled:
    """A node and the people in it; two overseers, since erasing takes two."""

    node: Node
    world: World
    second_overseer: Viewer


@pytest.fixture(scope="session")
def settled(
    clusters_apart: None,
    django_db_setup: None,
    environment: Environment,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker: Any,
) -> Iterator[Settled]:
    """A node that the tests share: each brings its own persons and looks at those alone."""
    private = tmp_path_factory.mktemp("node")
    private.chmod(0o700)
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(environments, "ensure", lambda level: environment)
        node = make_node(private / ".punte", environment)
        with node.up(), node.inside():
            people = settle(node)
        yield people
        node.end()


def settle(node: Node) -> Settled:
    world = World()
    for who in ("officer", "coordinator", "caseworker", "overseer"):
        assert getattr(world, who).account_id
    second = viewer(AgencyFactory(jurisdiction=world.md, kind="oversight"), "oversight")
    return Settled(node, world, second)
