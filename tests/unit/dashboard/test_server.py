import socket
from pathlib import Path

import pytest

from dashboard import server, settings
from data.migrate import StoreState

ANYWHERE = "0.0.0.0"  # noqa: S104 - never bound here


@pytest.fixture
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)


def use_stores(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    for module in (server, settings):
        monkeypatch.setattr(module, "COUNTY_URL", f"sqlite:///{folder}/county.db")
        monkeypatch.setattr(module, "DEMO_URL", f"sqlite:///{folder}/demo.db")


@pytest.mark.usefixtures("no_environment")
def test_the_demo_county_is_made_only_where_there_is_no_other_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_stores(monkeypatch, tmp_path)
    steps: list[str] = []
    monkeypatch.setattr(server, "_step", lambda *words: steps.append(words[0]))
    server.chosen_database(None, prepare_demo=True)
    assert steps == ["demo", "load"]
    monkeypatch.setattr(server, "state_of", lambda _url: StoreState.READY)
    server.chosen_database(None, prepare_demo=True)
    server.chosen_database("sqlite:///other.db", prepare_demo=True)
    assert steps == ["demo", "load"]


@pytest.mark.usefixtures("no_environment")
def test_the_countys_own_store_comes_before_the_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_stores(monkeypatch, tmp_path)
    (tmp_path / "demo.db").touch()
    assert settings.default_database().endswith("/demo.db")
    (tmp_path / "county.db").touch()
    assert settings.default_database().endswith("/county.db")


@pytest.mark.parametrize(("host", "private", "allowed"), [
    ("127.0.0.1", True, True), ("localhost", True, True), ("::1", True, True),
    (ANYWHERE, True, False), ("10.1.2.3", True, False), (ANYWHERE, False, True),
])  # fmt: skip
def test_real_data_are_served_to_this_computer_only(
    host: str, private: bool, allowed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "is_private", lambda _url: private)
    if allowed:
        server.check_host(host, "sqlite://")
    else:
        with pytest.raises(server.CannotServe, match="no accounts yet"):
            server.check_host(host, "sqlite://")


def test_a_port_in_use_is_said_plainly(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert server.main(["--port", str(port)]) == 1
    said = capsys.readouterr().err
    assert "端口" in said
    assert f"Port {port} cannot be used" in said


def test_a_failed_step_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server.sys, "executable", "/bin/false")
    with pytest.raises(server.CannotServe, match="demo county could not be made"):
        server.prepare_demo_store()


def test_gunicorn_is_called_without_its_control_socket() -> None:
    command = server.gunicorn_command("127.0.0.1", 8050, workers=2)
    assert "--no-control-socket" in command
    assert command[-1] == "dashboard.wsgi:server"
    assert "127.0.0.1:8050" in command
