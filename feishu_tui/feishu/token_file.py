"""The file a login is kept in: one for each profile and server, in the state folder, never in the cache.

A refresh token works once, so whoever changes the file holds its lock (``TokenFile.lock``), reads it again first and
writes the new pair before using it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from feishu_tui.config.private_folder import make_private_folder
from feishu_tui.errors import NotSignedIn, StateError
from feishu_tui.feishu.oauth import Granted, is_token
from feishu_tui.feishu.private_file import PrivateFile
from feishu_tui.lazy_dataclasses import dataclass, field, replace
from feishu_tui.sentence import Sentence
from feishu_tui.sentence import sentence as as_sentence

if TYPE_CHECKING:
    from feishu_tui.config import Config

SIGN_IN = "feishu-tui login"
SIGN_IN_AGAIN = f"Sign in again: {SIGN_IN}"
WARNED_BEFORE = 2 * 86400.0
"""Seconds before the end of a login from which on it is told."""
RENEWED_BEFORE = 300.0
"""Seconds before the end of an access token from which on it is renewed."""
LOCK_PATIENCE = 30.0
"""Seconds to wait for another process that renews the login; a renewal takes less."""
_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """A signed-in user, as kept; times in Unix seconds. Its ``repr`` shows no secret."""

    base_url: str
    """The server the tokens are for; they are sent to no other."""
    app_id: str
    app_secret: str = field(default="", repr=False)
    """Only where it was typed; else it stays where the configuration has it."""
    access_token: str = field(repr=False)
    access_ends: float
    renew_at: float = 0.0
    """From when on to renew it: some minutes before its end, halfway for a short one."""
    refresh_token: str = field(default="", repr=False)
    """Empty where none was granted: the login then ends with its access token."""
    refresh_ends: float = 0.0
    scopes: tuple[str, ...] = ()
    name: str = ""
    open_id: str = ""
    tenant_key: str = ""
    ended: int = 0
    """The code by which the server refused to renew it for good; 0 while it can be renewed."""

    @property
    def ends(self) -> float:
        """When it ends unless somebody signs in again."""
        return self.refresh_ends if self.can_be_renewed else self.access_ends

    @property
    def can_be_renewed(self) -> bool:
        """Whether it is worth asking the server."""
        return bool(self.refresh_token) and not self.ended

    def is_fresh(self, now: float, refused: str) -> bool:
        """Whether its access token needs no renewal and is not the one the server ``refused``."""
        return now < self.renew_at and self.access_token != refused

    def granted(self, granted: Granted, now: float) -> Login:
        """The same login with a new pair of tokens; what the server does not say stays as it was."""
        return replace(
            self,
            access_token=granted.access_token,
            access_ends=now + granted.expires_in,
            renew_at=now + max(granted.expires_in - RENEWED_BEFORE, granted.expires_in / 2),
            # RFC 6749 §6: without a new one the old one stays good.
            refresh_token=granted.refresh_token or self.refresh_token,
            refresh_ends=now + granted.refresh_expires_in if granted.refresh_token else self.refresh_ends,
            scopes=granted.scopes or self.scopes,
            ended=0,
        )


def notice(login: Login, now: float) -> str:
    """What to tell the person about their login, empty for nothing; a whole sentence."""
    if login.ends <= now:
        return "The login has ended. Sign in again: feishu-tui login"
    if login.ends - now >= WARNED_BEFORE:
        return ""
    if login.can_be_renewed:
        return "The login ends in less than two days. Sign in again: feishu-tui login"
    return "The login cannot be renewed and ends soon. Sign in again: feishu-tui login"


class TokenFile:
    """Where a login is kept."""

    def __init__(self, path: Path, base_url: str, sign_in: str = SIGN_IN) -> None:
        self.path = path
        self._sign_in = sign_in
        self._base_url = base_url
        self._file = PrivateFile(path)

    @classmethod
    def of(cls, config: Config) -> TokenFile:
        """The file of the profile on the configured server."""
        named = config.origins.get("profile") == "--profile"
        sign_in = f"feishu-tui --profile {config.profile} login" if named else SIGN_IN
        return cls(config.login_path, config.base_url, sign_in)

    def __repr__(self) -> str:
        return f"TokenFile({str(self.path)!r})"

    def addressed(self, words: str) -> Sentence:
        """The same words with the command that signs in to this file's profile: another one would be no help."""
        return as_sentence(words).replacing(SIGN_IN, self._sign_in)

    def read(self) -> Login | None:
        """The login, ``None`` where nobody is signed in.

        Raises ``NotSignedIn`` where the file is not to be trusted, or is none of ours.
        """
        content = self._file.read()
        if content is None:
            return None
        try:
            login = _login_of(json.loads(content))
        except (ValueError, TypeError, KeyError, RecursionError):
            # Not the reason itself: it may quote a token.
            sentence = Sentence("What the login file {path} holds cannot be read.", path=self.path)
            raise NotSignedIn(sentence, hint=self.addressed(SIGN_IN_AGAIN)) from None
        return login if login.base_url == self._base_url else None

    @contextmanager
    def lock(self, patience: float = LOCK_PATIENCE) -> Iterator[None]:
        """Holds every other process back for its length. Raises ``StateError`` after ``patience`` seconds."""
        import filelock

        try:
            make_private_folder(self.path.parent)
            lock = filelock.FileLock(lock_of(self.path), mode=0o600, thread_local=False)
            lock.acquire(timeout=patience)
        except filelock.Timeout as exc:
            raise StateError(
                Sentence("Another feishu-tui has been renewing the login for {seconds:g} seconds.", seconds=patience),
                hint="See whether one is stopped (jobs, ps) and let it go on, or end it.",
            ) from exc
        except (OSError, NotImplementedError) as exc:
            reason = exc.strerror if isinstance(exc, OSError) else Sentence("locks do not work there")
            raise StateError(
                Sentence("The login cannot be kept in {folder}: {reason}.", folder=self.path.parent, reason=reason),
                hint="Give yourself the right to write there, or set FEISHU_TUI_STATE_DIR.",
            ) from exc
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def replacing(self) -> Iterator[Callable[[Login], None]]:
        """Makes sure that a new login can be written, and gives the function that does; both raise ``StateError``.

        Only under the lock.
        """
        with self._file.replacing() as write:
            yield lambda login: write(_content(login))

    def write(self, login: Login) -> None:
        """Keeps a login instead of the one there is. Raises ``StateError``. Only under the lock."""
        self._file.write(_content(login))

    def remove(self) -> bool:
        """Forgets the login; whether there was one. Raises ``StateError``. Only under the lock."""
        return self._file.remove()


def lock_of(path: Path) -> Path:
    """The file whose lock is that of a login file."""
    return path.with_name(f"{path.name}.lock")


def _content(login: Login) -> bytes:
    return json.dumps({"version": _VERSION, **asdict(login)}, indent=1).encode()


def _login_of(document: object) -> Login:
    """Raises ``ValueError``, ``TypeError`` or ``KeyError`` for what is no login of this version."""
    if not isinstance(document, dict) or document.pop("version", None) != _VERSION:
        raise ValueError("not a login")
    login = Login(**{**document, "scopes": tuple(map(str, document["scopes"]))})
    texts = (login.base_url, login.app_id, login.app_secret, login.name, login.open_id, login.tenant_key)
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("not text")
    if not is_token(login.access_token) or (login.refresh_token != "" and not is_token(login.refresh_token)):
        raise ValueError("not a token")
    times = (login.access_ends, login.renew_at, login.refresh_ends)
    if not all(map(math.isfinite, times)) or not isinstance(login.ended, int):
        raise ValueError("not a time")
    return login
