"""Who a user token belongs to."""

from __future__ import annotations

from feishu_tui.feishu.client import FeishuClient
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.text import clean

USER_INFO = "/open-apis/authen/v1/user_info"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody signed in; what the server does not tell is empty."""

    name: str
    open_id: str
    tenant_key: str


async def who(client: FeishuClient) -> Person:
    """The person whose token the client carries. Raises ``NotSignedIn`` for an app's token.

    https://open.feishu.cn/document/server-docs/authentication-management/login-state-management/get
    """
    data = await client.get(USER_INFO)
    name = _text(data.get("name")) or _text(data.get("en_name"))
    return Person(name, _text(data.get("open_id")), _text(data.get("tenant_key")))


def _text(value: object) -> str:
    return clean(value)[:200] if isinstance(value, str) else ""
