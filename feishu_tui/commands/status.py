"""``feishu-tui status``: who is signed in, where, for what and until when."""

from __future__ import annotations

import asyncio
import time
from datetime import tzinfo
from typing import TYPE_CHECKING, Literal

from feishu_tui.commands.documents import time_text
from feishu_tui.commands.event_loop import run_until_done
from feishu_tui.commands.output import note, print_json, print_text
from feishu_tui.commands.session import tell
from feishu_tui.config import Config
from feishu_tui.errors import FeishuTuiError, NetworkTimeout, NotPermitted, NotSignedIn
from feishu_tui.feishu.connect import open as connect
from feishu_tui.feishu.connect import sign_in
from feishu_tui.feishu.token_file import Login, TokenFile, notice
from feishu_tui.feishu.users import Person, who
from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.sentence import Sentence
from feishu_tui.text import pad, width

if TYPE_CHECKING:
    from argparse import Namespace

PATIENCE_SECONDS = 10.0
NOT_SIGNED_IN = NotSignedIn.exit_status


@dataclass(frozen=True, slots=True)
class Status:
    """What is known; ``confirmed`` is whether the server said so just now, ``None`` where it cannot be asked."""

    identity: Literal["token", "user", "app"]
    person: Person | None
    login: Login | None
    confirmed: bool | None
    notice: str


def run(arguments: Namespace, config: Config) -> int:
    """Print the status; 3 where nobody is signed in, or where the login no longer works."""
    sign_in(config)  # raises where there is nobody to be
    status, refused = _status(config)
    if arguments.json:
        print_json(_document(status, config))
    else:
        rows = _lines(status, config, Language(config.lang))
        cells = max(width(name) for name, _ in rows)
        print_text("\n".join(f"{pad(name, cells)}  {value}" for name, value in rows))
    if refused:
        tell(refused, "The server does not confirm it")
        return refused.exit_status if isinstance(refused, NotSignedIn | NotPermitted) else 0
    if status.notice:
        note(status.notice)
    return 0


def _status(config: Config) -> tuple[Status, FeishuTuiError | None]:
    """What is known, and the error of asking the server."""
    identity: Literal["token", "user", "app"] = _identity(config)
    if identity == "app":
        return Status("app", None, None, None, ""), None
    if config.access_token.startswith("t-"):
        return Status("token", None, None, None, ""), None  # an app's, of whom user_info knows nothing
    person, refused = None, None
    try:
        person = run_until_done(_ask(config))
    except FeishuTuiError as error:
        refused = error
    file = TokenFile.of(config)
    login = file.read() if identity == "user" else None
    if person is None and login is not None:
        person = Person(login.name, login.open_id, login.tenant_key)
    words = file.addressed(notice(login, time.time())) if login else ""
    return Status(identity, person, login, refused is None, words), refused


def _identity(config: Config) -> Literal["token", "user", "app"]:
    if config.access_token:
        return "token"
    return "user" if TokenFile.of(config).read() is not None else "app"


async def _ask(config: Config) -> Person:
    try:
        async with asyncio.timeout(PATIENCE_SECONDS), connect(config) as feishu:
            return await who(feishu.client)
    except TimeoutError as error:
        raise NetworkTimeout(
            Sentence("The server did not answer within {seconds:g} seconds.", seconds=PATIENCE_SECONDS)
        ) from error


def _lines(status: Status, config: Config, say: Language) -> list[tuple[str, str]]:
    person, login = status.person, status.login
    lines = [
        (say("signed in as"), _who(status, config, say)),
        (say("server"), config.base_url),
        (say("profile"), config.profile),
    ]
    if person is not None and person.tenant_key:
        lines.insert(1, (say("tenant"), person.tenant_key))
    if login is not None:
        lines += [
            (say("app"), login.app_id),
            (say("scopes"), " ".join(login.scopes) or say("not told by the server")),
            (say("token until"), _moment(login.access_ends, config.zone)),
            (say("login until"), _moment(login.ends, config.zone)),
        ]
    return lines


def _who(status: Status, config: Config, say: Language) -> str:
    if status.identity == "app":
        return say("the app {app} (its own calendars)", app=config.app_id)
    person = status.person
    name = (person.name or person.open_id) if person else ""
    if status.identity == "token":
        origin = config.origins.get("access_token", "")
        return say("{name} (token from {origin})", name=name or say("the holder of a given token"), origin=origin)
    return name or say("a user whose name is not known")


def _document(status: Status, config: Config) -> dict[str, object]:
    person, login = status.person, status.login
    return {
        "identity": status.identity,
        "confirmed": status.confirmed,
        "profile": config.profile,
        "server": config.base_url,
        "name": (person.name or None) if person else None,
        "open_id": (person.open_id or None) if person else None,
        "tenant_key": (person.tenant_key or None) if person else None,
        "app_id": login.app_id if login else config.app_id or None,
        "scopes": list(login.scopes) if login else None,
        "access_expires_at": time_text(login.access_ends, config.zone) if login else None,
        "refresh_expires_at": time_text(login.refresh_ends, config.zone) if login and login.refresh_token else None,
        "ended": login.ends <= time.time() if login else None,
        "notice": status.notice or None,
    }


def _moment(timestamp: float, zone: tzinfo) -> str:
    return (time_text(timestamp, zone) or "").replace("T", " ")
