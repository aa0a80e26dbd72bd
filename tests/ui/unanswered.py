"""A login that nobody ever agrees to, the same each time: for what is looked at, not tried."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from feishu_tui.errors import FeishuTuiError
from feishu_tui.ui.accounts import Brand, Profile, SignInCode, Welcome

PAGE = "https://accounts.feishu.cn/oauth/v1/device/verify"
CODE = SignInCode(f"{PAGE}?flow_id=0123456789abcdef0123456789&user_code=BCDF-GHJK", PAGE, "BCDF-GHJK")


@dataclass
class Unanswered:
    """A login in the making that waits for ever."""

    brand: Brand = "feishu"
    app_id: str = ""
    needs_secret: bool = True
    instead: str = ""
    trouble: FeishuTuiError | None = None

    async def begin(self, app_id: str, secret: str) -> SignInCode:
        """The one code there is."""
        return CODE

    async def finish(self) -> Welcome:
        """Never ends."""
        await asyncio.Event().wait()
        raise AssertionError("nobody agrees")

    def seconds_left(self) -> float:
        """Always the same."""
        return 222.0


@dataclass
class Nobody:
    """One profile in which nobody is signed in."""

    signing: Unanswered = field(default_factory=Unanswered)
    sign_in_command: str = "feishu-tui login"
    ends_soon: bool = False

    def profiles(self) -> Sequence[Profile]:
        """The one that is open."""
        return [Profile("default", current=True)]

    def sign_in(self) -> Unanswered:
        """The login that nobody agrees to."""
        return self.signing
