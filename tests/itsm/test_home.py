"""Where an installation keeps its data (itsm/home.py)."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from itsm.env import Misconfigured
from itsm.home import LONGEST_SOCKET_PATH, secret_key, sockets


def test_sockets_lie_in_the_home_while_its_path_is_short() -> None:
    assert sockets(Path("/srv/tanggap")) == Path("/srv/tanggap/run")


def test_sockets_move_to_a_short_folder_where_the_home_is_too_deep() -> None:
    deep = Path("/srv") / ("x" * 100)
    folder = sockets(deep)
    assert len(os.fsencode(folder / ".s.PGSQL.5432.lock")) <= LONGEST_SOCKET_PATH
    assert folder == sockets(deep)
    assert folder != sockets(deep / "other")


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    home = tmp_path / "new"
    key = secret_key(home)
    assert len(key) >= 50
    assert secret_key(home) == key
    assert stat.S_IMODE((home / "secret.key").stat().st_mode) == 0o600
    assert os.listdir(home) == ["secret.key"]


def test_two_processes_that_start_at_once_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: secret_key(tmp_path / "home"), range(32)))
    assert len(keys) == 1


def test_a_home_that_cannot_be_written_is_one_clear_line() -> None:
    with pytest.raises(Misconfigured, match="TANGGAP_HOME=/proc/none"):
        secret_key(Path("/proc/none"))
