"""What the sign-in screen shows: how to make an app, and then the address, the code and a QR code to scan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from feishu_tui.config import CONSOLES
from feishu_tui.language import Language
from feishu_tui.text import pad, wrap
from feishu_tui.ui.accounts import Brand, SignIn, SignInCode, Welcome
from feishu_tui.ui.error_words import error_words
from feishu_tui.ui.line import BLANK, Line, Piece
from feishu_tui.ui.qr import qr_lines, qr_pieces

NAMES = {"feishu": "Feishu", "lark": "Lark"}
OTHER: dict[Brand, Brand] = {"feishu": "lark", "lark": "feishu"}
BESIDE, GAP = 26, 2
"""Cells for what stands beside the QR code, and between the two."""
_INDENT = 3
_SCOPES = ("calendar:calendar:readonly", "offline_access")


def title_words(sign_in: SignIn, say: Language) -> str:
    """What the screen is for."""
    return say("Sign in to {name}", name=say(NAMES[sign_in.brand]))


def guide_lines(sign_in: SignIn, cells: int, say: Language) -> list[Line]:
    """How to make and set up an app, or how the one that is known has to be set up; for ``cells`` columns."""
    lines: list[Line] = []
    for words in _warnings(sign_in, say):
        lines += [(Piece(f" {line}", "warning"),) for line in wrap(words, cells - 1)]
    for number, step in enumerate(_steps(sign_in, say), 1):
        lines += _hanging(f"{number}", step, cells)
    other = OTHER[sign_in.brand]
    hint = say(
        'For {name}: {console}, and brand = "{brand}" in the file of: feishu-tui config init',
        name=say(NAMES[other]),
        console=CONSOLES[other],
        brand=other,
    )
    return [*lines, BLANK, *((Piece(f" {line}", "dim"),) for line in wrap(hint, cells - 1))]


def code_lines(
    code: SignInCode, left: float, cells: int, rows: int, say: Language, *, whole: bool = False
) -> list[Line]:
    """The address and the code, with a QR code where ``cells`` by ``rows`` have room for it.

    ``left`` is how many seconds the code is still good for; it changes one line only.
    ``whole`` draws without halves of cells.
    """
    address = _address(code.address, code, cells)
    room = rows - len(address)
    beside = _beside(code, left, BESIDE, say)
    for picture in _pictures(code, cells - 1 - GAP - BESIDE, room, whole):
        if len(beside) <= len(picture):
            return [*address, *_side_by_side(picture, beside)]
    under = [_code(code, say), _left(left, say)]
    for picture in _pictures(code, cells - 1, room - len(under), whole):
        return [*address, *((Piece(" "), *line) for line in under), *_side_by_side(picture, [])]
    words = [(Piece(" "), *line) for line in _beside(code, left, cells - 2, say, scan=False)]
    if len(address) + 1 + len(words) > rows:
        address = _address(code.short_address, code, cells)  # the code is then typed there
    return [*address, BLANK, *words]


def time_left(seconds: float) -> str:
    """Minutes and seconds, as ``3:42``; never less than nothing."""
    whole = max(int(seconds), 0)
    return f"{whole // 60}:{whole % 60:02}"


def welcome_words(welcome: Welcome, brand: Brand, say: Language) -> str:
    """Who is signed in, and what to mend where not everything was granted."""
    words = say("Signed in as {name}.", name=welcome.name) if welcome.name else say("Signed in.")
    if not welcome.can_read:
        scope, why = _SCOPES[0], say("Calendars may not be read yet.")
    elif not welcome.lasting:
        scope, why = _SCOPES[1], say("The login will end in some hours.")
    else:
        return words
    remedy = say(
        "Add {scope} to the app at {console}, publish a version, and sign in again.",
        scope=scope,
        console=CONSOLES[brand],
    )
    return f"{words} {why} {remedy}"


def _warnings(sign_in: SignIn, say: Language) -> Iterator[str]:
    if sign_in.trouble is not None:
        yield error_words(sign_in.trouble, say)
    if sign_in.instead:
        yield say("{origin} is set; it is used instead of a login.", origin=sign_in.instead)


def _steps(sign_in: SignIn, say: Language) -> Iterator[str]:
    console = CONSOLES[sign_in.brand]
    if sign_in.app_id and not sign_in.needs_secret:
        yield say("Open {console} and there the app {app_id}.", console=console, app_id=sign_in.app_id)
    else:
        yield say("Open {console} and create a custom app there.", console=console)
    yield say(
        "Permissions & Scopes: add {first} and {second}, as user token scopes.", first=_SCOPES[0], second=_SCOPES[1]
    )
    yield say(
        "Security Settings: allow refreshing user_access_token and, where there is a switch for it, the device flow. "
        "A bot or a redirect address is not needed."
    )
    yield say("Version Management & Release: create a version and publish it.")
    if sign_in.needs_secret:
        yield say("Type what Credentials & Basic Info shows. It is kept beside the login, readable by you alone.")


def _hanging(mark: str, text: str, cells: int) -> Iterator[Line]:
    for index, line in enumerate(wrap(text, max(cells - _INDENT, 1))):
        start = Piece(pad(f" {mark}", _INDENT), "key") if index == 0 else Piece(" " * _INDENT)
        yield (start, Piece(line))


def _beside(code: SignInCode, left: float, cells: int, say: Language, *, scan: bool = True) -> list[Line]:
    invitation = (
        say("Scan this with your phone, or open the address on any device.")
        if scan
        else say("Open the address on any device.")
    )
    warning = say("Agree only if the page shows this very code.")
    return [
        *((Piece(line),) for line in wrap(invitation, cells)),
        BLANK,
        _code(code, say),
        BLANK,
        *((Piece(line, "dim"),) for line in wrap(warning, cells)),
        BLANK,
        _left(left, say),
    ]


def _code(code: SignInCode, say: Language) -> Line:
    return (Piece(f"{say('Code')}  ", "dim"), Piece(code.user_code, "match"))


def _left(left: float, say: Language) -> Line:
    if left <= 0:
        return (Piece(say("The code has expired."), "warning"),)
    return (Piece(say("Valid for another {time}", time=time_left(left)), "dim"),)


def _side_by_side(picture: Sequence[str], beside: Sequence[Line]) -> Iterator[Line]:
    top = max((len(picture) - len(beside)) // 2, 0)
    for index, drawn in enumerate(picture):
        text = beside[index - top] if 0 <= index - top < len(beside) else BLANK
        yield (Piece(" "), *qr_pieces(drawn), *((Piece(" " * GAP), *text) if text else ()))


def _pictures(code: SignInCode, cells: int, rows: int, whole: bool) -> Iterator[tuple[str, ...]]:
    """The QR codes that fit, the one that spares the typing first."""
    for target in dict.fromkeys((code.address, code.short_address)):
        if picture := _picture(target, cells, rows, whole):
            yield picture


@lru_cache(maxsize=8)
def _picture(text: str, cells: int, rows: int, whole: bool) -> tuple[str, ...]:
    return tuple(qr_lines(text, cells, rows, whole=whole))


def _address(address: str, code: SignInCode, cells: int) -> list[Line]:
    """An address, which is ASCII, in parts that fit; each leads to where no code has to be typed."""
    room = max(cells - 2, 1)
    parts = [address[start : start + room] for start in range(0, len(address), room)]
    return [(Piece(" "), Piece(part, "link", link=code.address)) for part in parts]
