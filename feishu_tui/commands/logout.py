"""``feishu-tui logout``: forget the login, and say what was forgotten."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from feishu_tui.commands.crash import REPORT
from feishu_tui.commands.output import note, print_text
from feishu_tui.config import Config
from feishu_tui.errors import CacheError, NotSignedIn
from feishu_tui.feishu.signing_in import PendingFile
from feishu_tui.feishu.token_file import Login, TokenFile, lock_of
from feishu_tui.language import Language
from feishu_tui.sentence import Sentence

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace, config: Config) -> int:
    """Remove the login and one that waits; with ``--purge`` also all else that is kept of the profile."""
    say = Language(config.lang)
    removed = _logins(config, purge=arguments.purge)
    if arguments.purge:
        removed += _caches(config) + _elsewhere(config) + _report(config)
    print_text("\n".join(map(say, removed)) or say("There was nothing to remove."))
    if config.access_token:
        note(
            Sentence(
                "{origin} is still set, and is used.",
                origin=config.origins.get("access_token", Sentence("A given token")),
            )
        )
    elif config.app_id and config.app_secret:
        note("The app's id and secret are still set: from now on its own calendars are read.")
    return 0


def _logins(config: Config, *, purge: bool) -> list[Sentence]:
    file = TokenFile.of(config)
    removed: list[Sentence] = []
    if file.path.parent.is_dir():
        with file.lock():
            login = _read(file)
            if file.remove():
                removed.append(_login_removed(login, file.path))
            if purge:
                # While it is held: whoever waits for it sees that it is gone.
                _remove(lock_of(file.path))
        if PendingFile(config).remove():
            removed.append(Sentence("Removed a login that waited for somebody to agree."))
    return removed


def _read(file: TokenFile) -> Login | None:
    try:
        return file.read()
    except NotSignedIn:
        return None  # it goes whatever is in it


def _login_removed(login: Login | None, path: Path) -> Sentence:
    name = (login.name or login.open_id) if login else ""
    if name:
        return Sentence("Removed the login of {name}: {path}", name=name, path=path)
    return Sentence("Removed the login: {path}", path=path)


def _caches(config: Config) -> list[Sentence]:
    """Removes the caches of the profile, whichever server they are of."""
    pattern = re.compile(re.escape(config.profile) + r"-[0-9a-f]{8}\.sqlite3.*")
    removed = []
    for path in sorted(config.cache_dir.glob("*.sqlite3*")):
        if pattern.fullmatch(path.name):
            _remove(path)
            removed.append(Sentence("Removed the cache: {path}", path=path))
    return removed


def _elsewhere(config: Config) -> list[Sentence]:
    """Removes what is left of the profile's logins, whichever server they are of."""
    pattern = re.compile(rf"(login|pending)-{re.escape(config.profile)}-[0-9a-f]{{8}}\.json(\.new|\.lock)?")
    removed = []
    for path in sorted(config.state_dir.glob("*.json*")):
        if pattern.fullmatch(path.name):
            _remove(path)
            if path.suffix != ".lock":
                removed.append(Sentence("Removed the login: {path}", path=path))
    return removed


def _report(config: Config) -> list[Sentence]:
    """Removes the report of a mistake of the program."""
    path = config.state_dir / REPORT
    if not path.is_file():
        return []
    _remove(path)
    return [Sentence("Removed the report of a mistake: {path}", path=path)]


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise CacheError(Sentence("{path} cannot be removed: {reason}.", path=path, reason=error.strerror)) from error
