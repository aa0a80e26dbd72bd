"""A setting that is kept changes one line of the configuration file and nothing else."""

from __future__ import annotations

import fcntl
import os
import tomllib
from pathlib import Path

import pytest

from feishu_tui.config.keeping import keep_setting
from feishu_tui.config.starter import starter
from feishu_tui.errors import ConfigError
from feishu_tui.language import Language

EN = Language("en")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('# mine\ntheme = "ink"   # dark\nlang = "zh"\n', '# mine\ntheme = "paper"   # dark\nlang = "zh"\n'),
        ("theme='ink'#x\n", 'theme= "paper"#x\n'),
        ('lang = "zh"', 'lang = "zh"\ntheme = "paper"\n'),
        ('lang = "zh"\n\n[keys]\ntoday = "t"\n', 'lang = "zh"\ntheme = "paper"\n\n[keys]\ntoday = "t"\n'),
        ("[keys]\n", 'theme = "paper"\n[keys]\n'),
        ('# theme = "ink"\n\n[keys]\n', '# theme = "ink"\ntheme = "paper"\n\n[keys]\n'),
        ("", 'theme = "paper"\n'),
    ],
)
def test_one_line_changes(tmp_path: Path, before: str, after: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(before)
    keep_setting(path, "default", "theme", "paper", EN)
    assert path.read_text() == after


def test_a_profile_that_has_its_own_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('theme = "ink"\n[profiles.work]\ntheme = "dusk"\n')
    keep_setting(path, "work", "theme", "paper", EN)
    keep_setting(path, "home", "theme", "terminal", EN)
    assert tomllib.loads(path.read_text()) == {"theme": "terminal", "profiles": {"work": {"theme": "paper"}}}


def test_the_starter_file_keeps_its_words(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(starter(Language()), encoding="utf-8")
    keep_setting(path, "default", "theme", "paper", EN)
    added = set(path.read_text(encoding="utf-8").splitlines()) ^ set(starter(Language()).splitlines())
    assert added == {'theme = "paper"'}


def test_without_a_file_one_is_made_that_its_owner_alone_reads(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    keep_setting(path, "default", "theme", "paper", EN)
    assert path.stat().st_mode & 0o777 == 0o600
    assert os.listdir(path.parent) == ["config.toml"]


def test_mode_and_link_stay(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("")
    real.chmod(0o644)
    link = tmp_path / "config.toml"
    link.symlink_to(real)
    keep_setting(link, "default", "theme", "paper", EN)
    assert link.is_symlink()
    assert real.read_text() == 'theme = "paper"\n'
    assert real.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("content", ['profiles = {work = {theme = "ink"}}\n', 'lang = """\n[not a table]\n"""\n'])
def test_what_is_written_in_an_odd_way_is_left_alone(tmp_path: Path, content: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(content)
    with pytest.raises(ConfigError, match="does not edit") as caught:
        keep_setting(path, "work", "theme", "paper", EN)
    assert caught.value.hint == 'theme = "paper"'
    assert path.read_text() == content


def test_what_a_killed_process_left_is_swept_and_what_a_living_one_writes_is_not(tmp_path: Path) -> None:
    path, mine = tmp_path / "config.toml", tmp_path / ".config.toml.original"
    left, held = (tmp_path / f".config.toml.new-{word}" for word in ("killed_1", "living_1"))
    for each in (left, held, mine):
        each.write_text('theme = "half')
    with held.open("a") as writing:
        fcntl.flock(writing, fcntl.LOCK_EX)
        keep_setting(path, "default", "theme", "paper", EN)
        assert sorted(tmp_path.iterdir()) == [held, mine, path]
    keep_setting(path, "default", "theme", "ink", EN)
    assert sorted(tmp_path.iterdir()) == [mine, path]
