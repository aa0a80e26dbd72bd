"""Who the program is to the server, and for how long."""

from __future__ import annotations

from datetime import UTC, datetime

from feishu_tui.commands.checkups.finding import Finding
from feishu_tui.config import Config
from feishu_tui.dates import duration_words
from feishu_tui.errors import FeishuTuiError
from feishu_tui.feishu.connect import app_of, sign_in
from feishu_tui.feishu.token_file import SIGN_IN_AGAIN, WARNED_BEFORE, Login, TokenFile
from feishu_tui.language import Language


def signed_in(config: Config, say: Language, now: float) -> Finding:
    """The login, by what is kept here alone; ``now`` in Unix seconds, the real ones."""
    try:
        sign_in(config)
        login = None if config.access_token else TokenFile.of(config).read()
        if login is not None:
            app_of(login, config)
    except FeishuTuiError as error:
        return Finding("login", "fault", say(error.sentence), say(error.hint))
    if login is not None:
        return _of_login(login, config, say, now)
    if config.access_token:
        origin = config.origins.get("access_token", "")
        sentence = say("A ready token is used, from {origin}; nothing here tells how long it lasts.", origin=origin)
        return Finding("login", "ok", sentence)
    sentence = say("The app {app} signs in as itself; it sees its own calendars, not yours.", app=config.app_id)
    return Finding("login", "ok", sentence, say("To see yours: feishu-tui login"))


def _of_login(login: Login, config: Config, say: Language, now: float) -> Finding:
    name = login.name or login.open_id or say("a user whose name is not known")
    until = datetime.fromtimestamp(login.ends, UTC).astimezone(config.zone).strftime("%Y-%m-%d %H:%M")
    if login.ends <= now:
        sentence = say("The login of {name} ended {until}.", name=name, until=until)
        return Finding("login", "fault", sentence, say(SIGN_IN_AGAIN))
    left = duration_words(login.ends - now, say)
    if not login.can_be_renewed:
        sentence = say(
            "{name} is signed in until {until} ({left} left); it cannot be renewed.", **_fields(name, until, left)
        )
        return Finding("login", "warning", sentence, say(SIGN_IN_AGAIN))
    sentence = say("{name} is signed in until {until} ({left} left).", **_fields(name, until, left))
    if login.ends - now < WARNED_BEFORE:
        return Finding("login", "warning", sentence, say(SIGN_IN_AGAIN))
    return Finding("login", "ok", sentence)


def _fields(name: str, until: str, left: str) -> dict[str, object]:
    return {"name": name, "until": until, "left": left}
