"""Chinese for signing in and staying signed in."""

from __future__ import annotations

TABLE: dict[str, str] = {
    # What the server says of a login.
    "The app is not open to this account.": "该应用未对此账号开放。",
    "The server does not know the login (any more).": "服务器不再认可此登录。",
    "The login has ended.": "登录已失效。",
    "The app may not renew a login.": "该应用不允许刷新登录。",
    "Turn on refreshing of user tokens among the app's security settings, publish a version, and sign in again.": (
        "请在应用的安全设置中开启“刷新 user_access_token”，发布版本，然后重新登录。"
    ),
    "The login was not completed in time, or was used already.": "登录未及时完成，或已被使用。",
    "The app is not installed, or does not exist.": "应用未安装，或不存在。",
    "The login belongs to another app.": "该登录属于另一个应用。",
    "The login was taken back, or renewed elsewhere.": "登录已被撤销，或已在别处刷新。",
    "The server does not accept what was asked for.": "服务器不接受所申请的权限。",
    "The server does not renew the login.": "服务器不再刷新此登录。",
    "Sign in again: feishu-tui login": "请重新登录：feishu-tui login",
    # The steps of signing in.
    "The sign-in was refused in the browser.": "登录在浏览器中被拒绝。",
    "The code ended before anybody agreed.": "验证码在同意之前已过期。",
    "Start again: feishu-tui login": "请重新开始：feishu-tui login",
    # What is kept.
    "Nobody is signed in any more.": "当前已没有登录。",
    "The login has ended. Sign in again: feishu-tui login": "登录已失效。请重新登录：feishu-tui login",
    "The login ends in less than two days. Sign in again: feishu-tui login": (
        "登录将在两天内到期。请重新登录：feishu-tui login"
    ),
    "The login cannot be renewed and ends soon. Sign in again: feishu-tui login": (
        "登录无法续期，即将到期。请重新登录：feishu-tui login"
    ),
    "The login could not be renewed in time.": "未能及时刷新登录。",
}
