"""Whatever becomes of the files: a sentence and a working session, on the command line and on the screen."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from feishu_tui.store import opening
from tests.commands.conftest import RunCli, home, run_cli
from tests.faults.home import signed_in
from tests.feishu.office import CAL

__all__ = ["home", "run_cli"]

OTHERS = b"somebody else's"
ROOT = os.geteuid() == 0


def linked(path: Path, others: Path) -> None:
    path.unlink()
    path.symlink_to(others)


def replaced_by_a_folder(path: Path, others: Path) -> None:
    path.unlink()
    path.mkdir()
    others.rename(path / others.name)


def of_another_owner(path: Path, others: Path) -> None:
    path.unlink()
    others.rename(path)
    os.chown(path, 65534, 65534)


def from_the_future(path: Path, others: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA user_version = {opening.VERSION + 1}")


def truncated(path: Path, others: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def flipped(path: Path, others: Path) -> None:
    content = bytearray(path.read_bytes())
    for position in range(100, len(content), 50):
        content[position] ^= 0x10
    path.write_bytes(content)


def gone(path: Path, others: Path) -> None:
    for each in path.parent.iterdir():
        each.unlink()
    path.parent.rmdir()


def folder_replaced_by_a_file(path: Path, others: Path) -> None:
    gone(path, others)
    others.rename(path.parent)


Damage = Callable[[Path, Path], None]

DAMAGES: dict[Damage, str] = {
    linked: opening.NOT_A_FILE,
    replaced_by_a_folder: opening.NOT_A_FILE,
    of_another_owner: opening.NOT_OURS,
    from_the_future: opening.OTHER_VERSION,
    truncated: opening.DAMAGED,
    flipped: opening.DAMAGED,
    gone: "",
    folder_replaced_by_a_file: opening.IN_MEMORY,
}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda each: each.__name__)
def test_a_command_says_it_in_a_sentence_and_answers(
    damage: Damage,
    tmp_path: Path,
    home: Path,
    run_cli: RunCli,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if damage is of_another_owner and not ROOT:
        pytest.skip("only root can give a file away")
    with signed_in(tmp_path) as (place, _):
        for name, value in place.environ.items():
            monkeypatch.setenv(name, value)
        assert run_cli("sync").status == 0
        others = tmp_path / "others"
        others.write_bytes(OTHERS)
        damage(place.database, others)
        ran = run_cli("agenda", "--json")
        assert (ran.status, len(ran.document["occurrences"]), ran.document["stale"]) == (0, 6, False)
        told = DAMAGES[damage]
        assert ran.err == (f"feishu-tui: {told}\n" if told else "")
        kept = next(path for path in [others, place.cache, *place.cache.glob("**/*")] if holds_others(path))
        assert not kept.is_symlink() or damage is linked
        again = run_cli("agenda", "--offline", "--json")
        in_memory = told in (opening.NOT_A_FILE, opening.NOT_OURS, opening.IN_MEMORY)
        assert again.error["kind"] == "cache" if in_memory else len(again.document["occurrences"]) == 6


def holds_others(path: Path) -> bool:
    return path.is_file() and path.read_bytes() == OTHERS


def test_the_screen_says_it_in_a_sentence_and_works(tmp_path: Path) -> None:
    with signed_in(tmp_path) as (home, _):
        assert home.run("sync").status == 0
        others = tmp_path / "others"
        others.write_bytes(OTHERS)
        replaced_by_a_folder(home.database, others)
        home.environ["FEISHU_TUI_LANG"] = "zh"
        with home.browse(140) as screen:
            screen.wait_for("会话只保存在内存中")
            screen.wait_for("team2")
            screen.type("q")
            assert screen.status() == 0
        assert (home.database / others.name).read_bytes() == OTHERS


def test_what_becomes_of_the_cache_while_it_is_browsed_is_told_and_mended(tmp_path: Path) -> None:
    with signed_in(tmp_path) as (home, office), home.browse(140) as screen:
        screen.wait_for("team2")
        gone(home.database, tmp_path)
        office.state.retitle(CAL, "mine0_0", "renamed")
        screen.type("r")
        screen.wait_for("renamed")
        assert "renamed" in home.titles()
        with closing(sqlite3.connect(home.database)) as raw:
            raw.execute("UPDATE events SET body = '{'")
            raw.commit()
        screen.type("r")
        screen.wait_for(opening.DAMAGED[:40])
        screen.type("r")
        screen.wait_for("renamed")
        screen.type("q")
        assert screen.status() == 0
        assert len(home.titles()) == 6
