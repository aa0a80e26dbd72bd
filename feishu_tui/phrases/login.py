"""Chinese for signing in and staying signed in."""

from __future__ import annotations

TABLE: dict[str, str] = {
    # What the server says of a login.
    "The app is not open to this account.": "该应用未对此账号开放。",
    "The server does not know the login (any more).": "服务器不再认可此登录。",
    "The login has ended.": "登录已失效。",
    "The app may not renew a login.": "该应用无权为登录续期。",
    "Turn on refreshing of user tokens among the app's security settings, publish a version, and sign in again.": (
        "请在应用的安全设置中开启“刷新 user_access_token”，发布版本，然后重新登录。"
    ),
    "The login was not completed in time, or was used already.": "登录未及时完成，或已被使用。",
    "The app is not installed, or does not exist.": "应用未安装，或不存在。",
    "The login belongs to another app.": "该登录属于另一个应用。",
    "The login was taken back, or renewed elsewhere.": "登录已被撤销，或已在别处续期。",
    "The server does not accept what was asked for.": "服务器不接受所申请的权限。",
    "The server does not renew the login.": "服务器不再为此登录续期。",
    "Sign in again: feishu-tui login": "请重新登录：feishu-tui login",
    # The steps of signing in.
    "The sign-in was refused in the browser.": "登录在浏览器中被拒绝。",
    "The code expired before anybody agreed.": "验证码在同意之前已过期。",
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
    "The login could not be renewed in time.": "未能及时为登录续期。",
    "The login was made with the app {app_id}, whose secret is not known here.": (
        "登录使用的是应用 {app_id}，本机没有它的 App Secret。"
    ),
    "Set FEISHU_TUI_APP_ID and FEISHU_TUI_APP_SECRET as then, or sign in again: feishu-tui login": (
        "请像当时那样设置 FEISHU_TUI_APP_ID 和 FEISHU_TUI_APP_SECRET，或重新登录：feishu-tui login"
    ),
    "The server's answer to the sign-in holds no code and address to show.": "服务器对登录的应答缺少验证码和地址。",
    "The server's answer to the sign-in contradicts itself.": "服务器对登录的应答自相矛盾。",
    "The server's answer to the sign-in holds no token.": "服务器对登录的应答缺少令牌。",
    "The server's answer to the sign-in holds a refresh token that cannot be one.": (
        "服务器对登录的应答中的刷新令牌无效。"
    ),
    "The server's answer to the sign-in is too long.": "服务器对登录的应答过长。",
    "The server's answer to the app's sign-in holds no token.": "服务器对应用登录的应答缺少令牌。",
    "The program ended before the login was renewed.": "程序在登录续期之前结束了。",
    "Another feishu-tui has been renewing the login for {seconds:g} seconds.": (
        "另一个 feishu-tui 正在为登录续期，已有 {seconds:g} 秒。"
    ),
    "See whether one is stopped (jobs, ps) and let it go on, or end it.": (
        "请查看是否有被挂起的进程（jobs、ps），让它继续或将其结束。"
    ),
    "The login cannot be kept in {folder}: {reason}.": "登录无法保存在 {folder}：{reason}。",
    "locks do not work there": "该处不支持文件锁",
    "Make room or give yourself the right to write there, or set FEISHU_TUI_STATE_DIR.": (
        "请腾出空间或为自己加上写入权限，或设置 FEISHU_TUI_STATE_DIR。"
    ),
    "Give yourself the right to write there, or set FEISHU_TUI_STATE_DIR.": (
        "请为自己加上写入权限，或设置 FEISHU_TUI_STATE_DIR。"
    ),
    "Check FEISHU_TUI_APP_ID, FEISHU_TUI_APP_SECRET and the brand (feishu or lark).": (
        "请检查 FEISHU_TUI_APP_ID、FEISHU_TUI_APP_SECRET 以及品牌（feishu 或 lark）。"
    ),
    "The access token holds characters that do not belong in one.": "访问令牌中有不该出现的字符。",
    "The login file {path} is a link to another file; it was not used.": (
        "登录文件 {path} 是指向其他文件的链接，未使用。"
    ),
    "The login file {path} cannot be read: {reason}.": "无法读取登录文件 {path}：{reason}。",
    "What the login file {path} holds cannot be read.": "无法理解登录文件 {path} 的内容。",
    "Check who owns it and its folder.": "请检查该文件及其目录属于谁。",
    "Check the disk.": "请检查磁盘。",
    "The login file {path} is not an ordinary file; it was not used.": "登录文件 {path} 不是普通文件，未使用。",
    "The login file {path} belongs to another user; it was not used.": "登录文件 {path} 属于其他用户，未使用。",
    "The login file {path} can be read by others; it was not used.": "登录文件 {path} 可被其他用户读取，未使用。",
    "The login file {path} is in a folder that others can change; it was not used.": (
        "登录文件 {path} 所在目录可被其他用户修改，未使用。"
    ),
    "Remove it: rm {path}": "请删除：rm {path}",
    "Run as that user, or remove it: rm {path}": "请以该用户身份运行，或删除：rm {path}",
    "Take that away: chmod 600 {path}": "请收回权限：chmod 600 {path}",
    "Take that away: chmod 700 {folder}": "请收回权限：chmod 700 {folder}",
}
