"""On a box in UTC the program asks once where one is, and knows it from then on."""

from __future__ import annotations

from pathlib import Path

from tests.ui.program import Program


def environ(folder: Path, **more: str) -> dict[str, str]:
    """Folders of its own, a login nobody will ask for, and no server at all."""
    folders = {f"FEISHU_TUI_{name}_DIR": str(folder / name.lower()) for name in ("CONFIG", "CACHE", "STATE")}
    given = {"TZ": "UTC", "FEISHU_TUI_ACCESS_TOKEN": "u-none", "FEISHU_TUI_BASE_URL": "http://127.0.0.1:9"}
    return {"HOME": str(folder), "FEISHU_TUI_LANG": "en", **folders, **given, **more}


def test_it_asks_once_and_keeps_the_answer_in_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    file = tmp_path / "config" / "config.toml"
    file.write_text("# mine\nweek_start = 'sunday'\n")
    with Program(environ(tmp_path)) as program:
        program.wait_for("Where are you?")
        program.press("慕尼黑\r")
        program.wait_for("· Berlin")
        program.press("q")
        assert program.status() == 0
    assert file.read_text() == "# mine\nweek_start = 'sunday'\ntimezone = \"Europe/Berlin\"\n"
    with Program(environ(tmp_path)) as program:
        program.wait_for("· Berlin")
        assert not any("Where are you?" in line for line in program.display)


def test_it_does_not_ask_where_a_variable_says_it(tmp_path: Path) -> None:
    with Program(environ(tmp_path, FEISHU_TUI_TZ="UTC")) as program:
        program.wait_for("· UTC")
        assert not any("Where are you?" in line for line in program.display)
