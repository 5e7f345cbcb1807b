from pathlib import Path

import pytest

from etl.demo import DemoTruth
from etl.demo.county import build_county
from etl.demo.records import County
from tests.demo_store import DELIVERED, demo_home, demo_store


@pytest.fixture(scope="session")
def county() -> County:
    return build_county(2016, scale=1)


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> tuple[DemoTruth, ...]:
    return demo_store(tmp_path_factory)[1]


@pytest.fixture(scope="session")
def folder(stages: tuple[DemoTruth, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The deliveries as written; no test may change them."""
    assert stages
    return demo_home(tmp_path_factory) / DELIVERED


@pytest.fixture(scope="session")
def written(stages: tuple[DemoTruth, ...]) -> DemoTruth:
    return stages[-1]
