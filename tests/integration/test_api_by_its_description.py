"""The API held against its own OpenAPI document: whatever the document allows or excludes, the answer is as it says."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
import schemathesis
from flask import Flask
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import from_schema
from schemathesis.engine.events import FatalError, NonFatalError, ScenarioFinished

from dashboard.app import create_app
from dashboard.settings import Settings
from tests.conftest import Loader
from tests.unit.house.sources import held

CONFIG = """
seed = 20160630
workers = 1
[cache]
enabled = false
[generation]
mode = "all"
max-examples = 15
deterministic = true
database = "none"
[phases.stateful]
enabled = false
"""
Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


def from_this_computer(server: Flask) -> Wsgi:
    """Return the application as it is asked by this computer: the store of a test is no demo county's."""

    def asked(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        # The reader of these answers knows no Brotli.
        here = {**environ, "REMOTE_ADDR": "127.0.0.1", "HTTP_ACCEPT_ENCODING": "identity"}
        return server.wsgi_app(here, start)

    return asked


@pytest.fixture
def described(loaded: Loader, store_url: str) -> schemathesis.BaseSchema:
    loaded()
    server = create_app(Settings(store_url, cache_folder=None)).server
    config = SchemathesisConfig.from_str(CONFIG)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", from_this_computer(server), config=config)


def test_every_answer_is_as_the_document_says(described: schemathesis.BaseSchema) -> None:
    faults, checked = [], 0
    for event in from_schema(described).execute():
        if isinstance(event, FatalError | NonFatalError):
            faults.append(str(event))
        if isinstance(event, ScenarioFinished):
            found = [node for nodes in event.recorder.checks.values() for node in nodes]
            checked += len(found)
            faults += [
                f"{event.recorder.label} {node.name}: {node.failure_info.failure}\n{node.failure_info.code_sample}"
                for node in found
                if node.failure_info
            ]
    held(faults, checked, at_least=500)
