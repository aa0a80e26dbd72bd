"""Who to be to the server, by configuration and login file; told without HTTP, which takes long to import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from feishu_tui.errors import ConfigError, NotSignedIn

if TYPE_CHECKING:
    from feishu_tui.config import Config

Identity = Literal["token", "user", "app"]


def identity(config: Config) -> Identity:
    """The given token, else the signed-in user, else the app.

    Raises ``NotSignedIn`` where there is none of them, or where the login that is there must not be used, and
    ``ConfigError`` for a token that cannot be one.
    """
    if config.access_token:
        checked_token(config.access_token)
        return "token"
    from feishu_tui.feishu.token_file import TokenFile

    file = TokenFile.of(config)
    if file.read() is not None:
        return "user"
    if config.app_id and config.app_secret:
        return "app"
    raise NotSignedIn(
        "There is nothing to sign in with.",
        hint=file.addressed(
            "Sign in: feishu-tui login; or set FEISHU_TUI_ACCESS_TOKEN. "
            "To look around without an account: feishu-tui --demo"
        ),
    )


def checked_token(token: str) -> str:
    """``token`` without blanks around it. Raises ``ConfigError`` for characters that no token has."""
    token = token.strip()
    if not (token.isascii() and token.isprintable() and " " not in token):
        raise ConfigError("The access token holds characters that do not belong in one.", hint="Copy it again.")
    return token
