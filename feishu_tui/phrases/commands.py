"""Chinese for what the commands tell in a shell."""

from __future__ import annotations

TABLE: dict[str, str] = {
    # How a failure is put together.
    "{message}.": "{message}。",
    "{sentence}.": "{sentence}。",
    "{sentence} {hint}": "{sentence}{hint}",
    "{sentence} (log id {log_id})": "{sentence}（日志 ID {log_id}）",
    "{what}: {error}": "{what}：{error}",
    "log id: {log_id}": "日志 ID：{log_id}",
    "Interrupted.": "已中断。",
    "Something went wrong inside the program: {kind}: {mistake}.": "程序内部出错：{kind}：{mistake}。",
    "This should not happen. Please report what it prints with --verbose added.": (
        "这不应该发生。请加上 --verbose 再运行一次，并反馈其输出。"
    ),
    "The output cannot be written: {reason}.": "无法写出结果：{reason}。",
    # What does not go together.
    "See: {prog} --help": "参见：{prog} --help",
    "Years from 1971 to 9998 will do.": "可用的年份为 1971 至 9998。",
    "--now {day:%Y-%m-%d} is too far away.": "--now {day:%Y-%m-%d} 超出了可用的范围。",
    "--demo does not go with {command}.": "--demo 不能与 {command} 一起使用。",
    "It goes with the commands that read calendars.": "它只用于读取日历的命令。",
    "--date does not go with {command}.": "--date 不能与 {command} 一起使用。",
    "It opens the browser at a day; see: feishu-tui {command} --help": (
        "它让界面打开到某一天；参见：feishu-tui {command} --help"
    ),
    "--calendar goes with the commands that read calendars.": "--calendar 只用于读取日历的命令。",
    "Such as: feishu-tui agenda --calendar NAME": "例如：feishu-tui agenda --calendar 名称",
    "“{text}” is not a whole number": "“{text}”不是整数",
    "a port is a number from 1 to 65535; 0 takes a free one": "端口是 1 到 65535 的数字；0 表示任选空闲端口",
    # Ranges of days.
    "--until {last} lies before {first}.": "--until {last} 早于 {first}。",
    "Both days are included in the range.": "首尾两天都包含在内。",
    "Both days are included in the window.": "首尾两天都包含在内。",
    "That is more than {most} days at once.": "一次超过了 {most} 天。",
    "Ask for a shorter range.": "请缩短范围。",
    "Ask for a shorter window.": "请缩短范围。",
    "--days takes a number of days from 1 up, not {count}.": "--days 应为不小于 1 的天数，不能是 {count}。",
    "{count} days from {first} is past the year 9999.": "从 {first} 起的 {count} 天超出了 9999 年。",
    "The server cannot be asked about {day}.": "无法向服务器查询 {day}。",
    "The server cannot be asked about {start:%Y-%m-%d} to {end:%Y-%m-%d}.": (
        "无法向服务器查询 {start:%Y-%m-%d} 至 {end:%Y-%m-%d}。"
    ),
    "It knows the years 1970 to 2499.": "服务器支持的年份为 1970 至 2499。",
    # Agenda and calendars.
    "No events.": "没有日程。",
    "{title} (day {day} of {days})": "{title}（第 {day}/{days} 天）",
    "1 event": "1 个日程",
    "{count} events": "{count} 个日程",
    "NAME": "名称",
    "TYPE": "类型",
    "ROLE": "权限",
    "The browser needs a terminal.": "浏览界面需要在终端中运行。",
    "For text, use: feishu-tui agenda": "如需文本输出：feishu-tui agenda",
    "The server lists no calendar for this identity.": "服务器没有为该身份列出任何日历。",
    "Shown as last read, since the server could not be asked": "无法访问服务器，以下为上次读取的内容",
    "Shown as last read, since the cache could not be brought up to date": "无法更新缓存，以下为上次读取的内容",
    "Only what was read before is searched, since the server could not be asked": (
        "无法访问服务器，仅搜索之前读取的内容"
    ),
    "The list of calendars could not be brought up to date": "无法更新日历列表",
    "{name} could not be brought up to date": "无法更新日历“{name}”",
    "{name} could not be brought up to date and is not checked": "无法更新日历“{name}”，未核对",
    "{name} is left out: {reason}": "已略过日历“{name}”：{reason}",
    "It is shown as the server expands it.": "将按服务器给出的结果显示。",
    "Not all of its days can be shown.": "可能无法显示其全部日期。",
    "The series “{title}” cannot be expanded here: {reason} {rest}": "无法展开重复日程“{title}”：{reason}{rest}",
    "An event could not be read: {event_id}: {reason}": "有一个日程无法读取：{event_id}：{reason}",
    "Nothing was read yet.": "尚未读取任何内容。",
    "Run this first: feishu-tui sync": "请先运行：feishu-tui sync",
    "The server did not answer within {seconds:g} seconds.": "服务器在 {seconds:g} 秒内没有应答。",
    "Check the network; what was read before is still there with --offline.": (
        "请检查网络；加上 --offline 仍可查看之前读取的内容。"
    ),
    "Use more of the name, or the id.": "请写出更完整的名称，或使用 ID。",
    "“{word}” could be any of these: {listed}.": "“{word}”可能指以下任何一个：{listed}。",
    "There is no calendar “{word}”.": "没有日历“{word}”。",
    "Known: {listed}. All of them: feishu-tui calendars": "已知的有：{listed}。查看全部：feishu-tui calendars",
    "An event id is needed.": "需要日程 ID。",
    "feishu-tui agenda --json prints them.": "可用 feishu-tui agenda --json 查看。",
    "No calendar here has an event {event_id}.": "所有日历中都没有日程 {event_id}。",
    "Ids come from: feishu-tui agenda --json": "ID 可从此处获得：feishu-tui agenda --json",
    "Name a recurring event.": "请指定一个重复日程。",
    "“{title}” does not recur: there is nothing to compare.": "“{title}”不是重复日程，没有可核对的内容。",
    # Search and next.
    "There is nothing to search for.": "没有给出搜索内容。",
    "Such as: feishu-tui search review, or with:li, or --from today": (
        "例如：feishu-tui search 评审，或 with:li，或 --from today"
    ),
    "The server did not search {name}": "服务器没有搜索日历“{name}”",
    "The server cannot answer this: it looks for titles of up to 200 characters, and for ids.": (
        "服务器无法处理此查询：它只按标题（最多 200 个字符）和 ID 搜索。"
    ),
    "There are: {known}. A brace itself is {{{{ or }}}}.": "可用的有：{known}。花括号本身写作 {{{{ 或 }}}}。",
    "--format has a brace that is not part of a placeholder.": "--format 中有不属于占位符的花括号。",
    "--format knows no {{{whole}}}.": "--format 不认识 {{{whole}}}。",
    # Sync.
    "read anew: {received} received, {stored} stored, {deleted} deleted": (
        "重新读取：收到 {received}，保存 {stored}，删除 {deleted}"
    ),
    "changes: {received} received, {stored} stored, {deleted} deleted": (
        "变更：收到 {received}，保存 {stored}，删除 {deleted}"
    ),
    # Signing in and out.
    "A given token": "给定的令牌",
    "{origin} is set; it is used instead of the login.": "已设置 {origin}，会用它代替登录。",
    "{origin} is still set, and is used.": "{origin} 仍然有效，会继续使用。",
    "{sentence} It is replaced.": "{sentence}将以新的登录取代。",
    "To sign in, the id and the secret of an app are needed.": "登录需要应用的 App ID 和 App Secret。",
    "Set FEISHU_TUI_APP_ID and FEISHU_TUI_APP_SECRET, or run feishu-tui login in a terminal.": (
        "请设置 FEISHU_TUI_APP_ID 和 FEISHU_TUI_APP_SECRET，或在终端中运行 feishu-tui login。"
    ),
    "The app is one of those at {console}, with calendar:calendar:readonly and offline_access.": (
        "应用见 {console}，需具有 calendar:calendar:readonly 和 offline_access 权限。"
    ),
    "What you type is kept beside the login, readable by you alone.": "填写的内容与登录信息一起保存，只有你可以读取。",
    "App ID (cli_…): ": "App ID（cli_…）：",
    "App Secret (not shown): ": "App Secret（不显示）：",
    "Waiting for somebody to agree; Ctrl-C stops it.": "正在等待授权；按 Ctrl-C 停止。",
    "the person who agreed": "授权者",
    "Signed in as {name} (tenant {tenant}).": "已登录：{name}（租户 {tenant}）。",
    "The right to read calendars was not granted: add calendar:calendar:readonly to the app at {console}, "
    "publish a version, and sign in again.": (
        "未获得读取日历的权限：请在 {console} 为应用开通 calendar:calendar:readonly，发布版本，然后重新登录。"
    ),
    "The login ends at {time}, since offline_access was not granted: add it to the app at {console}, "
    "publish a version, and sign in again to stay signed in.": (
        "未获得 offline_access 权限，登录将于 {time} 失效：要保持登录，请在 {console} 为应用开通该权限，"
        "发布版本，然后重新登录。"
    ),
    "Once you have agreed, finish with: feishu-tui login --resume": "授权之后，请运行：feishu-tui login --resume",
    "No login waits to be resumed.": "没有等待完成的登录。",
    "Begin one: feishu-tui login --no-wait": "请先开始：feishu-tui login --no-wait",
    "Set FEISHU_TUI_APP_ID and FEISHU_TUI_APP_SECRET as then.": (
        "请像当时那样设置 FEISHU_TUI_APP_ID 和 FEISHU_TUI_APP_SECRET。"
    ),
    "The login that waits was begun with the app {app_id}, whose secret is not known here.": (
        "等待完成的登录是用应用 {app_id} 发起的，本机没有它的 App Secret。"
    ),
    "The login that waits cannot be read.": "等待完成的登录已无法识别。",
    "Address: {address}\nCode:    {code}": "地址：  {address}\n验证码：{code}",
    "Code: {code}": "验证码：{code}",
    "Scan this with your phone, or open the address above on any device.": "用手机扫码，或在任意设备上打开上方地址。",
    "It is valid until {time}.": "有效期至 {time}。",
    "Ctrl-C stops waiting.": "按 Ctrl-C 停止等待。",
    "There was nothing to remove.": "没有可删除的内容。",
    "The app's id and secret are still set: from now on its own calendars are read.": (
        "App ID 和 App Secret 仍然有效：此后读取的是应用自己的日历。"
    ),
    "Removed a login that waited for somebody to agree.": "已删除等待授权的登录。",
    "Removed the login of {name}: {path}": "已删除 {name} 的登录：{path}",
    "Removed the login: {path}": "已删除登录：{path}",
    "Removed the report of a mistake: {path}": "已删除程序错误报告：{path}",
    "Removed the cache: {path}": "已删除缓存：{path}",
    "{path} cannot be removed: {reason}.": "无法删除 {path}：{reason}。",
    # Status.
    "signed in as": "登录身份",
    "profile": "账号配置",
    "tenant": "租户",
    "app": "应用",
    "token until": "令牌有效期至",
    "login until": "登录有效期至",
    "not told by the server": "服务器未说明",
    "the app {app} (its own calendars)": "应用 {app}（应用自己的日历）",
    "{name} (token from {origin})": "{name}（令牌来自 {origin}）",
    "the holder of a given token": "给定令牌的持有者",
    "The server does not confirm it": "服务器未予确认",
    # Files.
    "See --log-file.": "参见 --log-file。",
    "The log {path} could not be written to its end.": "日志 {path} 未能完整写入。",
    "The log {path} cannot be written: {reason}.": "无法写入日志 {path}：{reason}。",
    "Cannot make the folder {folder}: {reason}.": "无法创建目录 {folder}：{reason}。",
    "{path} exists already; it was left as it is.": "{path} 已存在，未作改动。",
    "Cannot write {path}: {reason}.": "无法写入 {path}：{reason}。",
    "Wrote {path}": "已写入 {path}",
    "Cannot read {path}: {reason}.": "无法读取 {path}：{reason}。",
    # The simulator.
    "{path} is not JSON: {reason}.": "{path} 不是 JSON：{reason}。",
    "{path} cannot be served: {reason}.": "无法使用 {path} 中的数据：{reason}。",
    "See feishu-tui simulate --help.": "参见 feishu-tui simulate --help。",
    "Everyone who reaches {host} can read what is served here.": "任何能访问 {host} 的人都可以读取这里的数据。",
    "switched: {name} = {value!r}": "已切换：{name} = {value!r}",
    "Cannot listen on {host}:{port}: {reason}.": "无法监听 {host}:{port}：{reason}。",
    "“{host}” is not the name of a host.": "“{host}”不是主机名。",
}
