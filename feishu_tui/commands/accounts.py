"""Profiles and logins, as the browser asks for them."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from feishu_tui.config import Config
from feishu_tui.errors import NotSignedIn
from feishu_tui.ui.accounts import Brand, Profile, SignInCode, Welcome

if TYPE_CHECKING:
    from feishu_tui.commands.late_desk import LateDesk
    from feishu_tui.feishu.connect import Feishu
    from feishu_tui.feishu.login import DeviceCode
    from feishu_tui.feishu.oauth import App
    from feishu_tui.feishu.signing_in import SigningIn


class DeviceSignIn:
    """A login by device flow for the profile and server of a configuration."""

    def __init__(self, config: Config) -> None:
        from feishu_tui.commands.login import known_app
        from feishu_tui.feishu.token_file import TokenFile

        self._config = config
        self.trouble: NotSignedIn | None = None
        """Why the file of the login cannot be used; a new login replaces it."""
        before = None
        try:
            before = TokenFile.of(config).read()
        except NotSignedIn as error:
            self.trouble = error
        self._known = known_app(config, before)
        self._signing: SigningIn | None = None
        self._code: DeviceCode | None = None

    @property
    def brand(self) -> Brand:
        """Which of the two services it is for."""
        return self._config.brand

    @property
    def app_id(self) -> str:
        """The app's id as far as it is known."""
        return self._known[0].app_id if self._known else self._config.app_id

    @property
    def needs_secret(self) -> bool:
        """Whether the app's secret has to be typed."""
        return self._known is None

    @property
    def instead(self) -> str:
        """Where a token comes from that is used instead of a login; empty where none is."""
        return self._config.origins.get("access_token", "") if self._config.access_token else ""

    async def begin(self, app_id: str, secret: str) -> SignInCode:
        """Ask for a code. Raises our errors: UsageError for what cannot be an app's id and secret."""
        from feishu_tui.feishu.signing_in import SigningIn

        app, kept = self._app(app_id, secret)
        self._signing = SigningIn(self._config, app, kept=kept)
        code = self._code = await self._signing.begin()
        return SignInCode(code.address, code.verification_uri, code.user_code)

    async def finish(self) -> Welcome:
        """Wait until somebody has agreed, and keep the login. Raises our errors. Only after ``begin``."""
        assert self._signing is not None
        assert self._code is not None
        from feishu_tui.commands.login import cannot_read

        login = await self._signing.finish(self._code)
        return Welcome(login.name or login.open_id, not cannot_read(login), bool(login.refresh_token))

    def seconds_left(self) -> float:
        """How long the code is still good for, by the real clock; nothing where there is none."""
        return self._code.expires_at - time.time() if self._code else 0.0

    def _app(self, app_id: str, secret: str) -> tuple[App, bool]:
        from feishu_tui.commands.login import typed_app

        return self._known or (typed_app(app_id, secret), True)


class KnownAccounts:
    """The profiles by configuration and disk; ``connection`` is that of the open one, where there is one."""

    def __init__(self, config: Config, environ: Mapping[str, str], connection: LateDesk | Feishu | None) -> None:
        self._config = config
        self._environ = environ
        self._connection = connection
        uses_login = not config.access_token and (not config.signed_in_by or config.login_path.exists())
        self._command = ""
        if uses_login:
            from feishu_tui.feishu.token_file import SIGN_IN, TokenFile

            self._command = TokenFile.of(config).addressed(SIGN_IN)

    @property
    def sign_in_command(self) -> str:
        """What to type in a shell to sign in here; empty where a token or an app's secret is used."""
        return self._command

    @property
    def ends_soon(self) -> bool:
        """Whether the login ends within two days. Reads no file."""
        return self._connection is not None and bool(self._connection.notice)

    def profiles(self) -> Sequence[Profile]:
        """Every profile, the open one first."""
        from feishu_tui.config.switching import choices

        return [
            Profile(
                choice.name,
                choice.config.brand if choice.config else "feishu",
                choice.name == self._config.profile,
                choice.signed_in,
                choice.cached,
                choice.problem,
            )
            for choice in choices(self._config, self._environ)
        ]

    def sign_in(self) -> DeviceSignIn:
        """A new login for the open profile."""
        return DeviceSignIn(self._config)
