"""``feishu-tui login``: sign in by device flow, on a machine without a browser."""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from feishu_tui.commands.event_loop import run_until_done
from feishu_tui.commands.login_text import drawable, login_text, plain_text
from feishu_tui.commands.output import note, print_json, print_text
from feishu_tui.config import CONSOLES, Config
from feishu_tui.errors import NotPermitted, NotSignedIn, UsageError
from feishu_tui.feishu.login import DeviceCode
from feishu_tui.feishu.oauth import App
from feishu_tui.feishu.signing_in import Pending, PendingFile, SigningIn
from feishu_tui.feishu.token_file import Login, TokenFile
from feishu_tui.language import Language
from feishu_tui.sentence import Sentence

if TYPE_CHECKING:
    from argparse import Namespace

READ_SCOPES = frozenset({"calendar:calendar:readonly", "calendar:calendar"})


def run(arguments: Namespace, config: Config) -> int:
    """Sign in; with ``--no-wait`` only begin, with ``--resume`` only wait."""
    if config.access_token:
        note(
            Sentence(
                "{origin} is set; it is used instead of the login.",
                origin=config.origins.get("access_token", Sentence("A given token")),
            )
        )
    if arguments.resume:
        return _resume(config)
    app, kept = known_app(config, _login_before(config)) or (_asked(config), True)
    signing_in = SigningIn(config, app, kept=kept)
    if not arguments.no_wait:
        _tell(run_until_done(_sign_in(signing_in, config)), config)
        return 0
    code = run_until_done(signing_in.begin())
    PendingFile(config).write(Pending(code, app.app_id, app.secret if kept else ""))
    print_json(_document(code))
    note("Once you have agreed, finish with: feishu-tui login --resume")
    return 0


async def _sign_in(signing_in: SigningIn, config: Config) -> Login:
    code = await signing_in.begin()
    _show(code, config)
    return await signing_in.finish(code)


def _resume(config: Config) -> int:
    file = PendingFile(config)
    pending = file.read()
    if pending is None:
        raise UsageError("No login waits to be resumed.", hint="Begin one: feishu-tui login --no-wait")
    signing_in = SigningIn(config, _pending_app(pending, config), kept=bool(pending.app_secret))
    try:
        login = run_until_done(signing_in.finish(pending.code))
    except (NotPermitted, NotSignedIn):
        file.remove()
        raise
    file.remove()
    _tell(login, config)
    return 0


def _pending_app(pending: Pending, config: Config) -> App:
    if pending.app_secret:
        return App(pending.app_id, pending.app_secret)
    if config.app_id == pending.app_id and config.app_secret:
        return App(config.app_id, config.app_secret)
    raise UsageError(
        Sentence(
            "The login that waits was begun with the app {app_id}, whose secret is not known here.",
            app_id=pending.app_id,
        ),
        hint="Set FEISHU_TUI_APP_ID and FEISHU_TUI_APP_SECRET as then.",
    )


def known_app(config: Config, before: Login | None) -> tuple[App, bool] | None:
    """The app to sign in to, and whether its secret has to be kept with the login; ``None`` where it is not known.

    ``before`` is the login there was, which may hold an app that was typed.
    """
    if config.app_id and config.app_secret:
        return App(config.app_id, config.app_secret), False
    if before is not None and before.app_secret and config.app_id in ("", before.app_id):
        return App(before.app_id, before.app_secret), True
    return None


def typed_app(app_id: str, secret: str) -> App:
    """The app somebody typed. Raises UsageError for what cannot be one."""
    if not (app_id and secret):
        raise UsageError("To sign in, the id and the secret of an app are needed.")
    if not (app_id + secret).isascii() or not (app_id + secret).isprintable():
        raise UsageError("The app id or secret holds characters that do not belong in one.", hint="Copy it again.")
    return App(app_id, secret)


def _login_before(config: Config) -> Login | None:
    try:
        return TokenFile.of(config).read()
    except NotSignedIn as error:
        note(Sentence("{sentence} It is replaced.", sentence=error.sentence))
        return None


def _asked(config: Config) -> App:
    if not sys.stdin.isatty():
        raise UsageError(
            "To sign in, the id and the secret of an app are needed.",
            hint="Set FEISHU_TUI_APP_ID and FEISHU_TUI_APP_SECRET, or run feishu-tui login in a terminal.",
        )
    note(
        Sentence(
            "The app is one of those at {console}, with calendar:calendar:readonly and offline_access.",
            console=CONSOLES[config.brand],
        )
    )
    note("What you type is kept beside the login, readable by you alone.")
    say = Language(config.lang)
    app_id = config.app_id or _line(say("App ID (cli_…): "))
    return typed_app(app_id, _secret(say("App Secret (not shown): ")))


def _line(prompt: str) -> str:
    print(prompt, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def _secret(prompt: str) -> str:
    import getpass

    try:
        return getpass.getpass(prompt, sys.stderr).strip()
    except EOFError:
        return ""


def _show(code: DeviceCode, config: Config) -> None:
    say = Language(config.lang)
    terminal = drawable(sys.stdout, os.environ)
    if terminal is None:
        print_text(plain_text(code, say))
        note("Waiting for somebody to agree; Ctrl-C stops it.")
    else:
        print_text(login_text(code, _clock_time(code.expires_at, config), terminal, say))


def cannot_read(login: Login) -> bool:
    """Whether the right to read calendars is known not to be among what was granted."""
    return bool(login.scopes) and not READ_SCOPES.intersection(login.scopes)


def _document(code: DeviceCode) -> dict[str, object]:
    return {
        "verification_uri": code.verification_uri,
        "verification_uri_complete": code.verification_uri_complete or None,
        "user_code": code.user_code,
        "expires_in": max(round(code.expires_at - time.time()), 0),
        "interval": round(code.interval),
    }


def _tell(login: Login, config: Config) -> None:
    say = Language(config.lang)
    who = login.name or login.open_id or say("the person who agreed")
    if login.tenant_key:
        print_text(say("Signed in as {name} (tenant {tenant}).", name=who, tenant=login.tenant_key))
    else:
        print_text(say("Signed in as {name}.", name=who))
    if cannot_read(login):
        note(
            Sentence(
                "The right to read calendars was not granted: add calendar:calendar:readonly to the app at {console}, "
                "publish a version, and sign in again.",
                console=CONSOLES[config.brand],
            )
        )
    if not login.refresh_token:
        note(
            Sentence(
                "The login ends at {time}, since offline_access was not granted: add it to the app at {console}, "
                "publish a version, and sign in again to stay signed in.",
                time=_clock_time(login.access_ends, config),
                console=CONSOLES[config.brand],
            )
        )


def _clock_time(moment: float, config: Config) -> str:
    return f"{datetime.fromtimestamp(moment, UTC).astimezone(config.zone):%H:%M}"
