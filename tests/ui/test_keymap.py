"""The table of keys: complete, without clashes, remapped as asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from feishu_tui.language import Language
from feishu_tui.ui.command_lines import pane_words
from feishu_tui.ui.key_names import separate
from feishu_tui.ui.keymap import COMMANDS, IDS, SCREENS, bindings, keys_of, problems, remapped
from tests.ui.events import EN
from tests.ui.sample_office import Synced, browsing

PANES = {command.pane for command in COMMANDS}


def test_every_command_has_an_id_a_label_and_a_sentence_in_both_languages() -> None:
    assert len(IDS) == len(COMMANDS)
    chinese = Language("zh")
    for command in COMMANDS:
        assert command.label
        assert command.description
        assert chinese(command.label) != command.label, command.id
        assert chinese(command.description) != command.description, command.id


@pytest.mark.parametrize("pane", sorted(PANES))
def test_no_key_does_two_things_in_a_pane(pane: str) -> None:
    keys = [binding.key for binding in bindings(pane)]
    every = ",".join(keys).split(",")
    assert len(every) == len(set(every))


@pytest.mark.parametrize("pane", sorted(PANES - {"everywhere", *SCREENS}))
def test_no_pane_takes_a_key_that_works_everywhere(pane: str) -> None:
    everywhere = {key for binding in bindings("everywhere") for key in binding.key.split(",")}
    own = {key for binding in bindings(pane) for key in binding.key.split(",")}
    assert not own & everywhere


def test_every_command_has_a_key_that_can_be_typed_anywhere() -> None:
    named = {"enter", "escape", "tab", "shift+tab", "space", "pagedown", "pageup", "ctrl+d", "ctrl+u", "home", "ctrl+q"}
    rare = {"palette", "redraw", "suspend"}
    for command in COMMANDS:
        keys = set(command.keys.split(","))
        if command.pane in ("bar", "field"):  # where every key that can be typed is text, and F1 runs the others
            continue
        assert command.id in rare or any(len(key) == 1 for key in keys) or keys & named, command.id


@pytest.mark.parametrize("pane", sorted(PANES))
def test_help_can_name_every_pane(pane: str) -> None:
    assert pane_words(pane, EN)


def test_keys_that_terminals_and_multiplexers_keep_are_free() -> None:
    kept = {f"ctrl+{key}" for key in "abhijms"}
    assert not kept & {key for command in COMMANDS for key in command.keys.split(",")}


KEY_MAP = {
    "agenda": "j=down k=up down=down up=up h=previous-day l=next-day left=previous-day right=next-day G=last end=last "
    "home=first pagedown=page-down pageup=page-up ctrl+d=half-down ctrl+u=half-up enter=open space=fold",
    "calendars": "enter=only space=toggle",
    "everywhere": "[=previous-week ]=next-week {=previous-month }=next-month t=today .=now g=go-to-date :=go-to-date "
    "J=detail-down K=detail-up tab=next-pane shift+tab=previous-pane 1=focus-calendars 2=focus-agenda 3=focus-detail "
    "a=view-agenda d=view-day w=view-week m=view-month A=show-all-calendars escape=back q=quit ctrl+q=quit-now "
    "/=search n=next-match N=previous-match f=filter r=sync R=sync-full y=copy Y=copy-link o=join O=open-in-feishu "
    "s=save i=inspect z=next-zone Z=second-zone p=past b=toggle-picker P=profiles L=show-log M=mouse ctrl+l=redraw "
    "ctrl+p=palette ?=help f1=help",
}
"""What each key does, by pane: the map people are promised."""


@pytest.mark.parametrize("pane", KEY_MAP)
def test_the_key_map_is_complete(pane: str) -> None:
    bound = {key: binding.id for binding in bindings(pane) for key in binding.key.split(",")}
    for key, _, name in (each.rpartition("=") for each in KEY_MAP[pane].split()):
        assert bound.get(key) == (name if pane == "everywhere" else f"{pane}.{name}"), key


def test_keys_for_writing_are_kept_free() -> None:
    used = {key for command in COMMANDS for key in separate(command.keys)}
    assert not used & {*"cexDvu|", "delete"}


def test_full_width_twins() -> None:
    keys = {key for binding in bindings("everywhere") for key in binding.key.split(",")}
    assert set("、／？：。．【】［］｛｝「」") <= keys


def test_remapping_keeps_twins_and_passes_over_what_does_not_exist() -> None:
    assert remapped({"today": "T", "search": "s, /", "nonsense": "x"}) == {"today": "T,Ｔ", "search": "s,/,ｓ,／,、"}


def test_keys_are_set_as_people_write_them() -> None:
    keys = {"today": "Ctrl+T, PgDn, Esc, F5, T", "now": "→"}
    assert remapped(keys) == {"today": "ctrl+t,pagedown,escape,f5,T,Ｔ", "now": "right"}
    assert keys_of(IDS["today"], keys) == ["Ctrl+T", "PgDn", "Esc", "F5", "T"]
    assert keys_of(IDS["now"], {"now": " "}) == ["."]
    assert problems({"today": "Ctrl+T, Y, F5"}, EN) == ["The key Y is set for both today and copy-link."]


def test_keys_that_do_not_exist_are_named() -> None:
    assert problems({"today": "Ctrl+Pagedow"}, EN) == ["There is no key ctrl+pagedow; perhaps Ctrl+PgDn?"]
    assert problems({"today": "today"}, EN) == ["There is no key today."]


def test_mistakes_are_named() -> None:
    assert problems({"todya": "T"}, EN) == ["There is no command todya; perhaps today?"]
    assert problems({"today": "q"}, EN) == ["The key q is set for both today and quit."]
    assert problems({"today": "X"}, EN) == []
    assert problems({}, EN) == []
    assert problems({"agenda.down": "t"}, EN) == ["The key t is set for both today and agenda.down."]
    assert problems({"comparison.again": "t"}, EN) == []


def test_a_mistake_is_told_with_file_and_line() -> None:
    origins = {"keys.today": "config.toml, line 3", "keys.todya": "config.toml, line 4"}
    assert problems({"today": "q", "todya": "x"}, EN, origins) == [
        "config.toml, line 4: There is no command todya; perhaps today?",
        "config.toml, line 3: The key q is set for both today and quit.",
    ]


def test_keys_are_shown_as_people_write_them() -> None:
    assert keys_of(IDS["palette"], {}) == ["Ctrl+P"]
    assert keys_of(IDS["agenda.down"], {}) == ["j", "↓"]
    assert keys_of(IDS["today"], {"today": "T"}) == ["T"]


async def test_a_remapped_key_works_and_the_old_one_does_not(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False, keys={"next-week": "W"}) as browser:
        await browser.press("]")
        assert browser.screen.agenda.day.day == 21
        await browser.press("W")
        assert browser.screen.agenda.day.day == 28
        await browser.press("Ｗ")
        assert browser.screen.agenda.day.day == 5


async def test_a_mistake_in_the_keys_is_shown(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False, keys={"todya": "T"}) as browser:
        assert browser.status().startswith("There is no command todya; perhaps today?")


async def test_escape_never_quits_wherever_one_is(tmp_path: Path, cache: Synced) -> None:
    stays = {"quit", "quit-now", "back", "redraw", "sync-full"}
    async with browsing(tmp_path, cache, (80, 24), signed_in=False) as browser:
        for command in COMMANDS:
            if command.pane == "everywhere" and command.id not in stays:
                await browser.press(command.keys.split(",")[0], "escape", "escape", "escape")
                assert browser.app.is_running, command.id
                assert browser.app.screen is browser.screen, command.id
