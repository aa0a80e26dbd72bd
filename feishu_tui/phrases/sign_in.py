"""Chinese for signing in on the screen, and for going over to another profile."""

from __future__ import annotations

TABLE: dict[str, str] = {
    # How to set up an app.
    "Sign in to {name}": "登录{name}",
    "Feishu": "飞书",
    "Lark": "Lark",
    "{origin} is set; it is used instead of a login.": "已设置 {origin}，会用它代替登录。",
    "Open {console} and create a custom app there.": "打开 {console}，创建企业自建应用。",
    "Open {console} and there the app {app_id}.": "打开 {console}，进入应用 {app_id}。",
    "Permissions & Scopes: add {first} and {second}, as user token scopes.": (
        "权限管理：开通 {first} 和 {second}（用户身份权限）。"
    ),
    "Security Settings: allow refreshing user_access_token and, where there is a switch for it, the device flow. "
    "A bot or a redirect address is not needed.": (
        "安全设置：开启刷新 user_access_token；如有设备授权的开关，也请开启。无需机器人，也无需重定向 URL。"
    ),
    "Version Management & Release: create a version and publish it.": "版本管理与发布：创建版本并发布。",
    "Type what Credentials & Basic Info shows. It is kept beside the login, readable by you alone.": (
        "填写“凭证与基础信息”中的内容。它与登录信息一起保存，只有你可以读取。"
    ),
    'For {name}: {console}, and brand = "{brand}" in the file of: feishu-tui config init': (
        '{name} 请用 {console}，并在 feishu-tui config init 写出的文件中设置 brand = "{brand}"'
    ),
    "App ID": "App ID",
    "App Secret": "App Secret",
    "not shown": "不显示",
    "Sign in": "登录",
    "Look around with sample data": "用示例数据体验",
    # While a code waits.
    "Asking the server for a code …": "正在向服务器申请验证码…",
    "Scan this with your phone, or open the address on any device.": "用手机扫码，或在任意设备上打开该地址。",
    "Open the address on any device.": "在任意设备上打开该地址。",
    "Code": "验证码",
    "Agree only if the page shows this very code.": "页面显示的验证码与此一致时才同意。",
    "Valid for another {time}": "剩余 {time}",
    "The code has expired.": "验证码已过期。",
    "copy address": "复制地址",
    "Copy address": "复制地址",
    "Copy the address where to agree": "复制授权页面的地址",
    "Read on in the guide": "向下阅读说明",
    "Read back in the guide": "向上阅读说明",
    "To what stands below": "到下面一项",
    "To what stands above": "到上面一项",
    "more": "更多",
    "stop": "停止",
    "Stopped. Nobody was signed in.": "已停止，没有登录。",
    # What came of it.
    "Signed in as {name}.": "已登录：{name}。",
    "Signed in.": "已登录。",
    "Calendars may not be read yet.": "目前还不能读取日历。",
    "The login will end in some hours.": "登录将在几小时后失效。",
    "Add {scope} to the app at {console}, publish a version, and sign in again.": (
        "请在 {console} 为应用开通 {scope}，发布版本，然后重新登录。"
    ),
    "To sign in, the id and the secret of an app are needed.": "登录需要应用的 App ID 和 App Secret。",
    "The app id or secret holds characters that do not belong in one.": "App ID 或 App Secret 中有不该出现的字符。",
    "Copy it again.": "请重新复制。",
    # The status line.
    "sign in again: {command}": "请重新登录：{command}",
    "as of {time}": "截至 {time}",
    "login ends soon: {command}": "登录即将到期：{command}",
    # Commands and profiles.
    "Sign in with a code, on any device": "凭验证码在另一台设备上登录",
    "Profiles": "账号",
    "Change to another account: its login, cache and settings": "切换到其他账号：各有独立的登录、缓存和设置",
    "This is the demo. To sign in: feishu-tui login": "当前为演示模式。登录请运行：feishu-tui login",
    "The demo has no other profile.": "演示模式下没有其他账号。",
    "open": "打开",
    "signed in": "已登录",
    "not signed in": "未登录",
    "cannot be opened": "无法打开",
    "nothing read yet": "尚未读取",
    "More of them: [profiles.NAME] in config.toml, or feishu-tui --profile NAME": (
        "添加：config.toml 中的 [profiles.NAME]，或 feishu-tui --profile NAME"
    ),
}
