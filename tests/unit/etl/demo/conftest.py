from pathlib import Path

import pytest

from etl.demo import DemoTruth, write_demo
from etl.demo.county import build_county
from etl.demo.records import County


@pytest.fixture(scope="session")
def county() -> County:
    return build_county(2016, scale=1)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("delivery") / "demo"


@pytest.fixture(scope="session")
def stages(folder: Path) -> tuple[DemoTruth, ...]:
    return write_demo(folder)


@pytest.fixture(scope="session")
def written(stages: tuple[DemoTruth, ...]) -> DemoTruth:
    return stages[-1]
