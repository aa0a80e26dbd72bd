"""Chinese for beginning, for the log and for all the server sent."""

from __future__ import annotations

TABLE: dict[str, str] = {
    # The first screen.
    "Welcome to feishu-tui": "欢迎使用 feishu-tui",
    "choose": "选择",
    "An invented office: no account, no network, nothing kept.": "虚构的办公室：无需账号和网络，不保留任何内容。",
    "Everything works as it does with your own calendars.": "所有功能与浏览自己的日历完全一样。",
    "With a code, on your phone or in any browser; you stay signed in.": (
        "凭验证码在手机或任意浏览器上登录，之后保持登录。"
    ),
    "It needs the id and secret of an app, and asks only to read.": (
        "需要应用的 App ID 和 App Secret，只申请读取权限。"
    ),
    "To have one used every time, set FEISHU_TUI_ACCESS_TOKEN.": "如需每次使用，请设置 FEISHU_TUI_ACCESS_TOKEN。",
    "Use a token": "使用令牌",
    "Paste a u-… or t-… token: used until you quit, never stored.": (
        "粘贴 u-… 或 t-… 开头的令牌。仅在本次运行中使用，绝不保存。"
    ),
    "Token": "令牌",
    "Paste the token and press Enter; Esc goes back.": "粘贴令牌后按 Enter；按 Esc 返回。",
    "The token is used until you quit; it is not stored.": "令牌仅在本次运行中使用，不会保存。",
    "A token begins with u- or t-; an app's id (cli_…) and secret are not tokens.": (
        "令牌以 u- 或 t- 开头；App ID（cli_…）和 App Secret 不是令牌。"
    ),
    "what was typed": "输入的令牌",
    # The log.
    "Log": "日志",
    "The latest requests to the server, and what came of them": "最近向服务器发出的请求及其结果",
    "No requests to the server so far.": "尚未向服务器发出请求。",
    "{count} problems, {key} lists them: {first}": "{count} 个问题，按 {key} 查看全部：{first}",
    "Read again": "重新读取",
    "Show what has come since": "显示此后的新内容",
    # What was sent.
    "Inspect": "查看原始数据",
    "All the server sent; how a series compares with the server's": (
        "服务器返回的全部内容、重复规则，以及重复日程的核对结果"
    ),
    "As the server sent it": "服务器返回的内容",
    "The series": "重复日程",
    "The event": "日程",
    "With its details": "日程详情",
    "There is no event here to inspect.": "这里没有可查看的日程。",
    "{place}: {problem}": "{place}：{problem}",
}
