"""The file a login is kept in: private, whole, and believed only when it is."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import threading
import traceback
from dataclasses import asdict, replace

import pytest

from feishu_tui.errors import NotSignedIn, StateError
from feishu_tui.feishu.private_file import PrivateFile
from feishu_tui.feishu.token_file import Login, TokenFile, notice
from tests.feishu.replies import BASE

LOGIN = Login(
    base_url=BASE,
    app_id="cli_demo",
    app_secret="hush-1",
    access_token="u-hush-2",
    access_ends=1000.0,
    refresh_token="ur-hush-3",
    refresh_ends=1_000_000.0,
    scopes=("a", "b"),
    name="王小明",
)


@pytest.fixture
def file(tmp_path):
    return TokenFile(tmp_path / "state" / "login.json", BASE)


def test_what_is_written_is_read(file):
    assert file.read() is None
    file.write(LOGIN)
    assert file.read() == LOGIN
    assert TokenFile(file.path, "https://open.larksuite.com").read() is None


def test_only_the_owner_can_read_it_whatever_the_umask(file):
    before = os.umask(0)
    try:
        file.write(LOGIN)
        with file.lock():
            pass
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in file.path.parent.iterdir()}
    assert modes == {"login.json": 0o600, "login.json.lock": 0o600}
    assert stat.S_IMODE(file.path.parent.stat().st_mode) == 0o700


def test_a_folder_of_ours_that_others_can_enter_is_closed(file):
    file.path.parent.mkdir(mode=0o755)
    file.write(LOGIN)
    assert stat.S_IMODE(file.path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666, 0o644, 0o610])
def test_a_file_that_others_can_touch_is_refused_with_the_fix(file, mode):
    file.write(LOGIN)
    file.path.chmod(mode)
    with pytest.raises(NotSignedIn, match="can be read by others; it was not used") as caught:
        file.read()
    assert caught.value.hint == f"Take that away: chmod 600 {file.path}"
    file.path.chmod(0o600)
    assert file.read() == LOGIN


def test_a_folder_that_others_can_change_is_refused_with_the_fix(file):
    file.write(LOGIN)
    file.path.parent.chmod(0o777)
    with pytest.raises(NotSignedIn) as caught:
        file.read()
    assert caught.value.hint == f"Take that away: chmod 700 {file.path.parent}"
    file.path.parent.chmod(0o1777)
    assert file.read() == LOGIN, "nobody else can remove it where the folder is sticky, as /tmp is"


def test_a_link_is_refused_and_not_written_through(file, tmp_path):
    file.path.parent.mkdir()
    target = tmp_path / "elsewhere"
    target.write_bytes(b"{}")
    target.chmod(0o600)
    file.path.symlink_to(target)
    with pytest.raises(NotSignedIn, match="is a link to another file"):
        file.read()
    file.write(LOGIN)
    assert target.read_bytes() == b"{}"
    assert file.read() == LOGIN


def test_a_pipe_and_a_folder_are_refused(file):
    file.path.parent.mkdir()
    os.mkfifo(file.path, 0o600)
    with pytest.raises(NotSignedIn, match="is not an ordinary file"):
        file.read()
    file.path.unlink()
    file.path.mkdir()
    with pytest.raises(NotSignedIn, match="is not an ordinary file"):
        file.read()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_of_another_user_is_refused(file):
    file.write(LOGIN)
    os.chown(file.path, 65534, 65534)
    with pytest.raises(NotSignedIn, match="belongs to another user"):
        file.read()


def _without(key: str) -> str:
    return json.dumps({name: value for name, value in json.loads(_content()).items() if name != key})


def _content(**changes: object) -> str:
    return json.dumps({"version": 1, **asdict(LOGIN), **changes})


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        "\x00" * 100,
        "[" * 100_000,
        _content()[:-40],
        _content(version=2),
        _content(access_token=""),
        _content(access_token="u-a\nX-Evil: 1"),
        _content(access_token=5),
        _content(refresh_token=None),
        _content(access_ends="soon"),
        _content(access_ends=float("nan")),
        _content(scopes=None),
        _content(base_url=None),
        _content(ended="x"),
        _content(unknown=1),
        _without("access_token"),
        _without("version"),
    ],
)
def test_what_is_no_login_is_not_believed_and_not_quoted(file, content):
    file.path.parent.mkdir()
    file.path.write_text(content)
    file.path.chmod(0o600)
    with pytest.raises(NotSignedIn, match="cannot be read") as caught:
        file.read()
    assert caught.value.hint == "Sign in again: feishu-tui login"
    assert "hush" not in "".join(traceback.format_exception(caught.value))


def test_secrets_are_not_shown(file):
    shown = repr(LOGIN) + repr(file) + repr(PrivateFile(file.path))
    assert "hush" not in shown
    assert "cli_demo" in shown


def test_what_a_killed_process_left_is_written_over(file):
    file.write(LOGIN)
    left = file.path.with_name("login.json.new")
    left.write_text("half of a tok")
    file.write(replace(LOGIN, name="x"))
    assert not left.exists()
    assert file.remove()
    assert not file.remove()


def test_a_write_that_fails_leaves_the_old_content(file, monkeypatch):
    file.write(LOGIN)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.write", full)
    with pytest.raises(StateError, match="No space left on device"):
        file.write(replace(LOGIN, name="x"))
    monkeypatch.undo()
    assert file.read() == LOGIN
    assert [path.name for path in file.path.parent.iterdir()] == ["login.json"]


def test_a_write_in_pieces_is_completed(file, monkeypatch):
    write = os.write
    monkeypatch.setattr("os.write", lambda descriptor, content: write(descriptor, content[:7]))
    file.write(LOGIN)
    monkeypatch.undo()
    assert file.read() == LOGIN


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("")
    file = TokenFile(tmp_path / "file" / "login.json", BASE)
    assert file.read() is None
    with pytest.raises(StateError, match="The login cannot be kept in"), file.lock():
        pass
    with pytest.raises(StateError, match="The login cannot be kept in"):
        file.write(LOGIN)


def test_a_process_that_holds_the_lock_for_ever_is_told(file):
    code = (
        "import sys; from pathlib import Path; from feishu_tui.feishu.token_file import TokenFile\n"
        "with TokenFile(Path(sys.argv[1]), '').lock(): print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(file.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(StateError, match="Another feishu-tui has been renewing the login"), file.lock(0.1):
        pass
    holder.kill()
    holder.communicate()
    with file.lock(5.0):
        pass


def test_threads_hold_one_another_back_too(file):
    order: list[str] = []
    held = threading.Event()

    def hold() -> None:
        with file.lock():
            held.set()
            order.append("first")

    with file.lock():
        thread = threading.Thread(target=hold)
        thread.start()
        assert not held.wait(0.1)
        order.append("main")
    thread.join()
    assert order == ["main", "first"]


def test_what_is_told_of_a_login():
    assert notice(LOGIN, 1_000_000 - 2 * 86400) == ""
    soon = "The login ends in less than two days. Sign in again: feishu-tui login"
    assert notice(LOGIN, 1_000_000 - 2 * 86400 + 1) == soon
    assert notice(LOGIN, 1_000_000) == "The login has ended. Sign in again: feishu-tui login"
    ended = replace(LOGIN, ended=20064)
    assert notice(ended, 999.0).startswith("The login cannot be renewed and ends soon.")
    assert notice(ended, 1000.0) == "The login has ended. Sign in again: feishu-tui login"
