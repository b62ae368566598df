"""`make run` says what is wrong with the port before it does anything long."""

import os
import socket
import subprocess
import sys

import pytest

from config.paths import ROOT_DIR


def check_port(**variables: str) -> subprocess.CompletedProcess:
    environment = {name: value for name, value in os.environ.items() if name not in {"PORT", "BIND"}} | variables
    command = [sys.executable, "-S", "scripts/run.py", "--only-check-port"]  # -S: with nothing installed
    return subprocess.run(command, cwd=ROOT_DIR, env=environment, capture_output=True, text=True)


@pytest.fixture
def taken_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def test_a_taken_port_is_named_with_a_way_out(taken_port):
    done = check_port(PORT=str(taken_port))

    assert done.returncode == 1
    assert f"Cannot serve on 127.0.0.1 port {taken_port}: Address already in use" in done.stderr
    assert f"PORT={taken_port + 1} make run" in done.stderr


def test_an_address_to_bind_to_is_checked_too(taken_port):
    assert check_port(BIND=f"127.0.0.1:{taken_port}").returncode == 1


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1", "80 "])
def test_what_is_no_port_number_is_refused_plainly(port):
    done = check_port(PORT=port)

    assert done.returncode == 1
    assert "is no port number" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_free_port_is_fine(free_port):
    assert check_port(PORT=str(free_port)).returncode == 0
