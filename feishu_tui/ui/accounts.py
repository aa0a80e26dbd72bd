"""What the screen asks of the side that knows profiles and logins; nothing here knows how it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from feishu_tui.errors import FeishuTuiError
from feishu_tui.lazy_dataclasses import dataclass, field

Brand = Literal["feishu", "lark"]


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile that can be gone over to."""

    name: str
    brand: Brand = "feishu"
    current: bool = False
    signed_in: bool = False
    """Whether there is something to sign in with; it may have ended."""
    cached: bool = False
    """Whether something was read before."""
    problem: str = ""
    """Why it cannot be gone over to; a sentence, empty for no reason."""


@dataclass(frozen=True, slots=True)
class SignInCode:
    """What to show a person who is to agree on another device."""

    address: str
    """With the code in it, where the server gives such an address."""
    short_address: str
    user_code: str


@dataclass(frozen=True, slots=True)
class Welcome:
    """What came of signing in."""

    name: str
    """Who it is; empty where the server does not say."""
    can_read: bool = True
    """Whether the right to read calendars was granted."""
    lasting: bool = True
    """Whether the login can be renewed."""


@dataclass(frozen=True, slots=True)
class Onward:
    """What is to be opened when the screen closes."""

    profile: str = ""
    """Empty for the one that was open."""
    demo: bool = False
    words: str = ""
    """What to say first there."""
    token: str = field(default="", repr=False)
    """A token to go on with, until the program ends."""


class SignIn(Protocol):
    """One login in the making; what is asked of the server raises one of ``feishu_tui.errors``."""

    @property
    def brand(self) -> Brand:
        """Which of the two services it is for."""

    @property
    def app_id(self) -> str:
        """The app's id as far as it is known; empty where it has to be typed."""

    @property
    def needs_secret(self) -> bool:
        """Whether the app's secret has to be typed."""

    @property
    def instead(self) -> str:
        """Where a token comes from that is used instead of a login; empty where none is."""

    @property
    def trouble(self) -> FeishuTuiError | None:
        """Why the login there is cannot be used; ``None`` where that is not known before it is tried."""

    async def begin(self, app_id: str, secret: str) -> SignInCode:
        """Ask for a code; what was typed matters only where it is not known."""

    async def finish(self) -> Welcome:
        """Wait until somebody has agreed, and keep the login."""

    def seconds_left(self) -> float:
        """How long the code is still good for."""


class Accounts(Protocol):
    """The profiles there are, and the login of the one that is open."""

    @property
    def sign_in_command(self) -> str:
        """What to type in a shell to sign in here; empty where no login is used, but a token or an app's secret."""

    @property
    def ends_soon(self) -> bool:
        """Whether the login ends within two days. Reads no file."""

    def profiles(self) -> Sequence[Profile]:
        """Every profile, the open one first."""

    def sign_in(self) -> SignIn:
        """A new login for the open profile."""
