"""The status line: how fresh what you see is, what went wrong, what is next, and the keys that matter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from feishu_tui.dates import ago, countdown, zone_label
from feishu_tui.errors import FeishuTuiError, NetworkError, NotSignedIn
from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.model import Occurrence
from feishu_tui.text import cut, width
from feishu_tui.ui.error_words import error_words
from feishu_tui.ui.line import Line, Piece, ends_apart, width_of

_MARGIN = 3
"""Cells between the state and the keys, and at the right edge."""
_LEAST_TITLE = 12
"""Cells below which a title says nothing."""


@dataclass(frozen=True, slots=True)
class SyncState:
    """How things stand between the cache and the server."""

    connected: bool = True
    """Whether there is anything to sign in with."""
    synced_at: float | None = None
    """Unix seconds of the last sync, ``None`` where there never was one."""
    running: bool = False
    done: int = 0
    """Calendars that are through, of ``total``, while a sync runs."""
    total: int = 0
    events: int = 0
    """Events received so far while a sync runs."""
    error: FeishuTuiError | None = None
    """What the last sync failed with."""
    failed: int = 0
    """Calendars the last sync could not read."""
    unread: int = 0
    """Events the last sync came upon and could not read."""


@dataclass(frozen=True, slots=True)
class StatusLook:
    """What the status line is about besides the sync."""

    width: int
    now: datetime
    """Aware, in the display zone."""
    zone_name: str
    """Of the zone in force."""
    say: Language
    running: Occurrence | None = None
    next: Occurrence | None = None
    keys: Sequence[tuple[str, str]] = ()
    """Key and what it does, the most telling first."""
    notice: str = ""
    """Something to say once, such as what was copied; it takes the place of the rest."""
    alarming: bool = False
    """Whether the notice is about something that went wrong."""
    sign_in_command: str = ""
    """What to type in a shell to sign in; empty where a login is not what is used."""
    waiting: Sequence[tuple[str, str]] = ()
    """What there is to look at, such as changes: key and words; told where there is room."""
    ends_soon: bool = False
    """Whether the login ends within two days."""
    second_zone_name: str = ""
    """Of the zone whose times stand beside; empty for none."""
    is_foreign: bool = False
    """Whether the zone in force is not the display zone."""
    narrowed: str = ""
    """What keeps something from sight; empty where nothing does."""
    sync_key: str = ""
    """The key that syncs."""


def status_line(state: SyncState, look: StatusLook) -> Line:
    """The whole line: the state, as many keys as there is room for, and between them what comes next."""
    if look.notice:
        notice = Piece(look.notice, "warning" if look.alarming else "accent")
        return _with_keys((Piece(" "), notice), look)
    narrowed = (Piece(f"{look.narrowed} · ", "accent"),) if look.narrowed else ()
    start = (Piece(" "), *narrowed, *_state(state, look))
    around = _around(state, look)
    least = width_of(key_pieces(look.keys[-1:])) + _MARGIN
    for kept in (around, around[1:], ()):
        left = (*start, *kept)
        if width_of(left) + least <= look.width:
            break
    return _with_keys(left, look, _next_title(look) if kept else "")


def _with_keys(left: Line, look: StatusLook, title: str = "") -> Line:
    """``left``, then the keys that fit beside it, the last ones first, then as much of ``title`` as fits between."""
    keys = [*look.waiting, *look.keys]
    while keys and width_of(left) + width_of(key_pieces(keys)) + _MARGIN > look.width:
        keys.pop(0)
    right = (*key_pieces(keys), Piece(" "))
    room = look.width - width_of(left) - width_of(right) - _MARGIN
    if title and room >= min(width(title), _LEAST_TITLE):
        left = (*left, Piece(f" {cut(title, room)}", "dim"))
    return ends_apart(left, right, look.width)


def key_pieces(keys: Sequence[tuple[str, str]]) -> Line:
    """``/ search  ? help``: three pieces a key."""
    pieces: list[Piece] = []
    for key, label in keys:
        pieces += [Piece("  " if pieces else ""), Piece(key, "key"), Piece(f" {label}", "dim")]
    return tuple(pieces)


def _state(state: SyncState, look: StatusLook) -> Line:
    say = look.say
    if state.running:
        return (Piece(_progress(state, say), "accent"),)
    if not state.connected and state.synced_at is None:
        return (Piece(say("Not signed in: feishu-tui login, or look around with feishu-tui --demo"), "warning"),)
    if not state.connected and not look.sign_in_command:
        return (Piece(say("not signed in · as of {time}", time=_as_of(state, look)), "warning"),)
    if look.sign_in_command and (not state.connected or isinstance(state.error, NotSignedIn)):
        return _signed_out(state, look)
    if isinstance(state.error, NetworkError):
        since = _as_of(state, look)
        return (Piece(say("offline · as of {time}", time=since) if since else say("offline"), "warning"),)
    if state.error is not None:
        since = _as_of(state, look)
        stale = (Piece(f"{say('as of {time}', time=since)} · ", "warning"),) if since else ()
        return (*stale, Piece(error_words(state.error, say), "error"))
    if state.synced_at is None:
        return (Piece(say("not synced yet · {key} syncs", key=look.sync_key), "dim"),)
    fresh = _synced(state, look)
    if look.ends_soon and look.sign_in_command:
        words = say("login ends soon: {command}", command=look.sign_in_command)
        return (Piece(words, "warning"), Piece(" · "), fresh)
    told = (
        (state.failed, say("{count} calendars could not be read", count=state.failed)),
        (state.unread, say("{count} events could not be read", count=state.unread)),
    )
    return (fresh, *(Piece(f" · {words}", "warning") for count, words in told if count))


def _signed_out(state: SyncState, look: StatusLook) -> Line:
    """How to sign in, and of when the cache is that stays."""
    words = Piece(look.say("sign in again: {command}", command=look.sign_in_command), "warning")
    since = _as_of(state, look)
    return (words, Piece(f" · {look.say('as of {time}', time=since)}", "dim")) if since else (words,)


def _around(state: SyncState, look: StatusLook) -> Line:
    """The zone, and what runs or comes next; nothing where an error needs the room."""
    signed_out = isinstance(state.error, NotSignedIn) and bool(look.sign_in_command)
    if state.error is not None and not isinstance(state.error, NetworkError) and not signed_out:
        return ()
    if not state.connected and state.synced_at is None:
        return ()
    pieces = [Piece(f" · {_zones(look)}", "warning" if look.is_foreign else "dim")]
    event = look.running or look.next
    if event is not None:
        zone = look.now.tzinfo
        assert zone is not None
        start = event.starts_at(zone).astimezone(zone)
        if look.running is not None:
            end = event.ends_at(zone).astimezone(zone)
            words = look.say("now until {end}", end=f"{end:%H:%M}")
        else:
            wait = countdown((start - look.now).total_seconds(), look.say)
            words = look.say("next: {time} {countdown}", time=f"{start:%H:%M}", countdown=wait)
        pieces.append(Piece(f" · {words}", "dim"))
    return tuple(pieces)


def _zones(look: StatusLook) -> str:
    """The zone in force, and the one whose times stand beside."""
    names = (look.zone_name, look.second_zone_name)
    return " + ".join(zone_label(name, look.say) for name in names if name)


def _next_title(look: StatusLook) -> str:
    event = look.running or look.next
    return event.event.summary if event else ""


def _progress(state: SyncState, say: Language) -> str:
    if not state.total:
        return say("syncing …")
    count = f"{state.events:,}".replace(",", " ")
    return say("syncing {done}/{total} · {events} events", done=state.done, total=state.total, events=count)


def _as_of(state: SyncState, look: StatusLook) -> str:
    """The time of the last sync, with its date where that is not today; empty where there was none."""
    if state.synced_at is None:
        return ""
    moment = datetime.fromtimestamp(state.synced_at, UTC).astimezone(look.now.tzinfo)
    return f"{moment:%H:%M}" if moment.date() == look.now.date() else f"{moment:%Y-%m-%d %H:%M}"


def _synced(state: SyncState, look: StatusLook) -> Piece:
    """How old all is, in whole minutes, so that an idle screen has nothing to say between two ticks."""
    seconds = look.now.timestamp() - (state.synced_at or 0.0)
    if seconds <= -60:  # by another clock
        return Piece(look.say("as of {time}", time=_as_of(state, look)), "warning")
    return Piece(look.say("synced {ago}", ago=ago(0 if seconds < 60 else seconds, look.say)), "dim")
