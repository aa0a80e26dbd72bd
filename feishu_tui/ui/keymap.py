"""Every key of the program: what it does, where, and what it is called. Help, palette and bindings come from here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.ui.key_names import is_key, nearest, separate, shown, with_twins

if TYPE_CHECKING:
    from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Command:
    """Something a key does: ``keys`` with commas between, the first shown in help; ``action`` as Textual calls it."""

    id: str
    keys: str
    action: str
    label: str
    """A few words, for the palette and the status line."""
    description: str
    """A sentence, for help."""
    pane: str = "everywhere"
    """Where it works: everywhere, or in a pane or screen, such as agenda, card, list, choices; bar while one types."""
    listed: bool = True
    """Whether the palette offers it; moving the cursor by palette helps nobody."""


def _moves(pane: str) -> tuple[Command, ...]:
    """The keys that move a cursor or a view up and down, the same in every pane."""
    return (
        Command(f"{pane}.down", "j,down", "cursor_down", "Down", "The next line", pane, False),
        Command(f"{pane}.up", "k,up", "cursor_up", "Up", "The previous line", pane, False),
        Command(f"{pane}.page-down", "pagedown", "page_down", "Page down", "A page on", pane, False),
        Command(f"{pane}.page-up", "pageup", "page_up", "Page up", "A page back", pane, False),
        Command(f"{pane}.half-down", "ctrl+d", "half_page_down", "Half a page down", "Half a page on", pane, False),
        Command(f"{pane}.half-up", "ctrl+u", "half_page_up", "Half a page up", "Half a page back", pane, False),
        Command(f"{pane}.first", "home", "first", "First", "To the first line", pane, False),
        Command(f"{pane}.last", "G,end", "last", "Last", "To the last line", pane, False),
    )


COMMANDS: tuple[Command, ...] = (
    Command("agenda.open", "enter", "open", "Open", "Show all about the event", "agenda"),
    *_moves("agenda"),
    Command("agenda.next-day", "l,right", "next_day", "Next day", "The next day with events", "agenda", False),
    Command(
        "agenda.previous-day", "h,left", "previous_day", "Previous day", "The previous day with events", "agenda", False
    ),
    Command("grid.open", "enter", "open", "Open", "Show all about the event", "grid"),
    Command("grid.down", "j,down", "next_event(1)", "Next event", "The next event", "grid", False),
    Command("grid.up", "k,up", "next_event(-1)", "Previous event", "The previous event", "grid", False),
    Command("grid.next-day", "l,right", "days(1)", "Next day", "The day beside it, at the same time", "grid", False),
    Command(
        "grid.previous-day", "h,left", "days(-1)", "Previous day", "The day before it, at the same time", "grid", False
    ),
    Command("grid.page-down", "pagedown", "page_down", "Page down", "As many days on as are shown", "grid", False),
    Command("grid.page-up", "pageup", "page_up", "Page up", "As many days back as are shown", "grid", False),
    Command("grid.half-down", "ctrl+d", "half_page_down", "Later hours", "Show later hours", "grid", False),
    Command("grid.half-up", "ctrl+u", "half_page_up", "Earlier hours", "Show earlier hours", "grid", False),
    Command("grid.first", "home", "first", "First", "To the first event of the day", "grid", False),
    Command("grid.last", "G,end", "last", "Last", "To the last event of the day", "grid", False),
    Command("months.open", "enter", "open", "Open", "Show all about the event, or the day", "months"),
    Command("months.next-day", "l,right", "days(1)", "Next day", "A day on", "months", False),
    Command("months.previous-day", "h,left", "days(-1)", "Previous day", "A day back", "months", False),
    Command("months.down", "j,down", "weeks(1)", "Down", "A week on", "months", False),
    Command("months.up", "k,up", "weeks(-1)", "Up", "A week back", "months", False),
    Command("months.next-event", "space", "next_entry", "Next event", "The next event of the day", "months"),
    Command("months.page-down", "pagedown", "months(1)", "Page down", "A month on", "months", False),
    Command("months.page-up", "pageup", "months(-1)", "Page up", "A month back", "months", False),
    Command("months.first", "home", "first", "First", "To the first day of the month", "months", False),
    Command("months.last", "G,end", "last", "Last", "To the last day of the month", "months", False),
    Command("agenda.fold", "space", "fold", "Fold the day", "Show only the heading of the day, or all of it", "agenda"),
    Command("month.next-day", "l,right", "days(1)", "Next day", "A day on", "month", False),
    Command("month.previous-day", "h,left", "days(-1)", "Previous day", "A day back", "month", False),
    Command("month.next-week", "j,down", "days(7)", "Down", "A week on", "month", False),
    Command("month.previous-week", "k,up", "days(-7)", "Up", "A week back", "month", False),
    *_moves("calendars"),
    Command(
        "calendars.toggle", "space", "show_or_hide", "Show or hide", "Show or hide the calendar", "calendars", False
    ),
    Command("calendars.only", "enter", "only", "Only this one", "Show this calendar and no other", "calendars", False),
    Command("show-all-calendars", "A", "show_all", "Show all calendars", "Show every calendar again"),
    *_moves("detail"),
    Command(
        "detail.unfold",
        "space",
        "screen.unfold_chats",
        "Members of chats",
        "Show or hide the members of invited chats",
        "detail",
    ),
    Command(
        "detail.more-members", "+", "screen.more_members", "More members", "Show more members of the chats", "detail"
    ),
    *_moves("comparison"),
    *_moves("list"),
    Command("list.open", "enter", "open", "Open", "Go to this event", "list", False),
    Command(
        "comparison.again", "r", "screen.check_again", "Check again", "Compare it with the server again", "comparison"
    ),
    Command(
        "comparison.next-difference", "n", "difference(1)", "Next difference", "To the next difference", "comparison"
    ),
    Command(
        "comparison.previous-difference",
        "N",
        "difference(-1)",
        "Previous difference",
        "To the previous difference",
        "comparison",
    ),
    *_moves("log"),
    Command("log.again", "r", "screen.read_again", "Read again", "Show what has come since", "log"),
    *_moves("card"),
    Command("card.copy", "y", "screen.copy", "Copy link", "Copy the link; again: show it for selecting", "card"),
    Command("card.meeting", "o", "screen.turn('meeting')", "Join", "How to join the meeting", "card"),
    Command("card.app", "O", "screen.turn('app')", "Open in Feishu", "The event's own link in Feishu", "card"),
    Command("sign-in.copy", "y", "screen.copy", "Copy address", "Copy the address where to agree", "sign-in", False),
    Command(
        "sign-in.more", "pagedown", "screen.scroll_guide(1)", "Page down", "Read on in the guide", "sign-in", False
    ),
    Command("sign-in.less", "pageup", "screen.scroll_guide(-1)", "Page up", "Read back in the guide", "sign-in", False),
    Command("field.below", "down", "app.focus_next", "Down", "To what stands below", "field", False),
    Command("field.above", "up", "app.focus_previous", "Up", "To what stands above", "field", False),
    *_moves("choices"),
    Command("choices.open", "enter", "open", "Choose", "Take the line under the cursor", "choices", False),
    Command(
        "ticks.tick", "space", "screen.tick", "Tick", "Tick the line under the cursor, or no longer", "ticks", False
    ),
    Command("ticks.none", "0", "screen.none", "Untick all", "Tick nothing", "ticks", False),
    Command("bar.open", "enter", "submit", "Go on", "Go on with what is chosen or typed", "bar", False),
    Command("bar.down", "down", "prompt_move(1)", "Down", "The next result", "bar", False),
    Command(
        "bar.up", "up", "prompt_move(-1)", "Up", "The previous result; above the first, earlier words", "bar", False
    ),
    Command("bar.page-down", "pagedown", "prompt_move(8)", "Page down", "Eight results on", "bar", False),
    Command("bar.page-up", "pageup", "prompt_move(-8)", "Page up", "Eight results back", "bar", False),
    Command("bar.unfold", "right", "prompt_right", "Unfold", "Take what is proposed, or list a series' days", "bar"),
    Command("bar.fold", "left", "prompt_left", "Fold", "Show a series as one row again", "bar"),
    Command("bar.next", "tab", "prompt_cycle(1)", "Narrow", "The next value, or upcoming, past and all", "bar"),
    Command(
        "bar.previous", "shift+tab", "prompt_cycle(-1)", "Widen", "The value before, or all, past, upcoming", "bar"
    ),
    Command("bar.close", "escape", "prompt_close", "Close", "Back to where one was", "bar", False),
    Command("view-agenda", "a", "view('agenda')", "Agenda view", "Events day by day in a list"),
    Command("view-day", "d", "view('day')", "Day view", "One day, hour by hour"),
    Command("view-week", "w", "view('week')", "Week view", "The week hour by hour, or as many days as fit"),
    Command("view-month", "m", "view('month')", "Month view", "The month with its events"),
    Command("today", "t", "today", "Today", "Go to today"),
    Command("now", ".", "now", "Now", "Go to the event that runs now or comes next"),
    Command(
        "go-to-date",
        "g,:",
        "go_to_date",
        "Go to date",
        "Type a date: tomorrow, fri, +2w, 5-1, 明天, 下周三; gg goes to the top",
    ),
    Command("previous-week", "[", "weeks(-1)", "Previous week", "A week back"),
    Command("next-week", "]", "weeks(1)", "Next week", "A week on"),
    Command("previous-month", "{", "months(-1)", "Previous month", "A month back"),
    Command("next-month", "}", "months(1)", "Next month", "A month on"),
    Command("filter", "f", "filter", "Filter", "Show only what needs my reply, is mine, has a room …"),
    Command("past", "p", "past", "Past events", "What is over: dimmed, hidden, or shown like the rest"),
    Command("free-time", "F", "free_time", "Free time", "Show what is free between events"),
    Command("next-zone", "z", "next_zone", "Next time zone", "The event's own zone, the second one, the display zone"),
    Command("second-zone", "Z", "second_zone", "Second time zone", "Show the times of a second zone beside the others"),
    Command("choose-zone", "W", "choose_zone", "Choose time zone", "Choose the zone to show times in"),
    Command("search", "/", "search", "Search", "Find events as you type"),
    Command("next-match", "n", "match(1)", "Next match", "To the next event the last search found"),
    Command("previous-match", "N", "match(-1)", "Previous match", "To the previous event the last search found"),
    Command("detail-down", "J", "detail_down", "Scroll detail down", "Read on in the detail from any pane"),
    Command("detail-up", "K", "detail_up", "Scroll detail up", "Read back in the detail from any pane"),
    Command("focus-calendars", "1", "focus_pane('picker')", "Calendars", "Go to the month and the calendars"),
    Command("focus-agenda", "2", "focus_pane('agenda')", "Agenda", "Go to the agenda"),
    Command("focus-detail", "3", "focus_pane('detail')", "Detail", "Go to the detail"),
    Command("next-pane", "tab", "next_pane(1)", "Next pane", "To the next pane", listed=False),
    Command("previous-pane", "shift+tab", "next_pane(-1)", "Previous pane", "To the previous pane", listed=False),
    Command("toggle-picker", "b", "toggle_picker", "Calendars on or off", "Show or hide the pane with the calendars"),
    Command("sync", "r", "sync", "Sync", "Ask the server for changes now"),
    Command("sync-full", "R", "sync_full", "Sync from scratch", "Fetch every calendar again; asks first"),
    Command(
        "inspect",
        "i",
        "inspect",
        "Inspect",
        "All the server sent; how a series compares with the server's",
    ),
    Command("replies", "I", "replies", "To answer", "Invitations you have not answered"),
    Command("changes", "C", "changes", "Changes", "What changed since you last looked, and before"),
    Command("sign-in", "S", "app.sign_in", "Sign in", "Sign in with a code, on any device"),
    Command("profiles", "P", "app.profiles", "Profiles", "Change to another account: its login, cache and settings"),
    Command("join", "o", "card('meeting')", "Join", "How to join: link, number, password, QR code"),
    Command("open-in-feishu", "O", "card('app')", "Open in Feishu", "The event's own link, also as a QR code"),
    Command("copy", "y", "copy", "Copy", "Copy date, time, title and place; again: show them for selecting"),
    Command("copy-link", "Y", "copy_link", "Copy link", "Copy the meeting link; again: show it for selecting"),
    Command("theme", "#", "app.themes", "Theme", "Choose the colours; each theme is shown as you move to it"),
    Command("mouse", "M", "app.mouse", "Mouse", "Leave the mouse to the terminal, to select text, or take it back"),
    Command("save", "s", "save", "Save", "Save the event, of a series all of it, as an .ics file"),
    Command("show-log", "L", "show_log", "Log", "The latest requests to the server, and what came of them"),
    Command("redraw", "ctrl+l", "redraw", "Redraw", "Paint the whole screen again"),
    Command("suspend", "ctrl+z", "app.suspend_process", "Suspend", "Back to the shell for a while; fg comes back"),
    Command("help", "?,f1", "help", "Help", "What every key does"),
    Command("palette", "ctrl+p", "palette", "Commands", "Every command by name"),
    Command("back", "escape", "back", "Back", "One step back; stops a sync; never quits", listed=False),
    Command("quit", "q", "close", "Quit", "Close what is open, or quit"),
    Command("quit-now", "ctrl+q", "quit", "Quit at once", "Quit from anywhere", listed=False),
)

SCREENS = ("card", "comparison", "list", "log", "bar", "choices", "ticks", "sign-in", "field")
"""Panes that fill a screen of their own, or take what is typed: keys that work everywhere have no meaning there."""

_WHILE_BROWSING = ("go-to-date", "search", "sync", "help")
KEYS_THAT_MATTER: Mapping[str, tuple[str, ...]] = {
    "agenda": _WHILE_BROWSING,
    "grid": _WHILE_BROWSING,
    "months": ("months.next-event", "go-to-date", "search", "help"),
    "month": ("go-to-date", "today", "next-pane", "help"),
    "calendars": ("show-all-calendars", "calendars.only", "calendars.toggle", "help"),
    "detail": ("copy", "join", "back", "help"),
}
"""By pane, the commands that the status line names, the most telling last."""

IDS: Mapping[str, Command] = {command.id: command for command in COMMANDS}


def _bound(command: Command) -> str:
    return ",".join(with_twins(separate(command.keys)))


def bindings(pane: str) -> list[Binding]:
    """The bindings of one pane, each with the full-width twins of its keys."""
    # The first frame names keys before Textual is there.
    from textual.binding import Binding

    return [
        Binding(_bound(command), command.action, command.label, id=command.id, show=False)
        for command in COMMANDS
        if command.pane == pane
    ]


def bindings_of(*ids: str) -> list[Binding]:
    """The bindings of some commands by their ids, for a screen that does something of its own for them."""
    from textual.binding import Binding

    return [Binding(_bound(IDS[id]), IDS[id].action, IDS[id].label, id=id, show=False) for id in ids]


def remapped(keys: Mapping[str, str]) -> dict[str, str]:
    """What a person set, command id to keys, as Textual's keymap; ids that do not exist are left out."""
    return {
        name: ",".join(with_twins(separate(value))) for name, value in keys.items() if name in IDS and separate(value)
    }


def problems(keys: Mapping[str, str], say: Language, origins: Mapping[str, str] | None = None) -> list[str]:
    """What is wrong with the keys a person set: ids or keys that do not exist, and keys that do two things in a pane.

    ``origins`` says of ``keys.ID`` in which file and on which line it stands.
    """
    found = [(name, _unknown(name, say)) for name in keys if name not in IDS]
    found += [
        (name, _no_key(key, say)) for name in keys if name in IDS for key in separate(keys[name]) if not is_key(key)
    ]
    owners: dict[tuple[str, str], str] = {}
    for command in sorted(COMMANDS, key=lambda each: each.pane != "everywhere"):
        for key in _in_force(command, keys):
            others = [owners.setdefault((command.pane, key), command.id)]
            if command.pane not in SCREENS:
                others.append(owners.get(("everywhere", key), command.id))
            for other in dict.fromkeys(others):
                if other != command.id and (set_by := next((one for one in (command.id, other) if one in keys), "")):
                    words = say(
                        "The key {key} is set for both {one} and {other}.",
                        key=shown(key),
                        one=other,
                        other=command.id,
                    )
                    found.append((set_by, words))
    return [_placed(words, (origins or {}).get(f"keys.{name}", ""), say) for name, words in found]


def keys_of(command: Command, keys: Mapping[str, str]) -> list[str]:
    """The keys that are in force for a command, as people write them."""
    return [shown(key) for key in _in_force(command, keys)]


def offered(pane: str, keys: Mapping[str, str], say: Language) -> list[tuple[str, str]]:
    """The keys that the status line names while a pane is used, and what they do; the most telling last."""
    commands = [IDS[name] for name in KEYS_THAT_MATTER[pane]]
    return [(keys_of(one, keys)[0], say(one.label).lower()) for one in commands]


def _in_force(command: Command, keys: Mapping[str, str]) -> list[str]:
    return separate(keys.get(command.id, "")) or separate(command.keys)


def _placed(words: str, place: str, say: Language) -> str:
    return say("{place}: {problem}", place=place, problem=words) if place else words


def _unknown(name: str, say: Language) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, IDS, 1)
    if near:
        return say("There is no command {name}; perhaps {near}?", name=name, near=near[0])
    return say("There is no command {name}.", name=name)


def _no_key(key: str, say: Language) -> str:
    near = nearest(key)
    if near:
        return say("There is no key {key}; perhaps {near}?", key=key, near=near)
    return say("There is no key {key}.", key=key)
