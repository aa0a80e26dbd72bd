"""Chinese for the help of the command line."""

from __future__ import annotations

TABLE: dict[str, str] = {
    "A terminal browser for Feishu and Lark calendars.": "在终端中浏览飞书和 Lark 日历。",
    "commands": "命令",
    "common options, before or after the command": "通用选项，可写在命令之前或之后",
    "examples:\n{examples}": "示例：\n{examples}",
    "2026-11-21, 11-21, today, tomorrow, +3d, -2w, fri, next mon, 今天, 周五, 下周一": (
        "2026-11-21、11-21、today、tomorrow、+3d、-2w、fri、next mon、今天、周五、下周一"
    ),
    # Common options.
    "the day to open ({dates})": "要打开的日期（{dates}）",
    "sample data: no account, no network, nothing kept": "示例数据：无需账号和网络，不保留任何内容",
    "which account: each has its own sign-in and cache": "使用哪个账号配置：登录和缓存各自独立",
    "only this calendar: its id, or an unambiguous part of its name; may be repeated": (
        "只看此日历：写 ID，或名称中不致混淆的一部分；可重复使用"
    ),
    "the zone to show times in, such as Asia/Shanghai": "显示时间所用的时区，例如 Asia/Shanghai",
    "the language to speak": "界面语言",
    "the colours of the browser": "浏览界面的配色",
    "pretend it is this moment, for tests and bug reports": "假定现在是这一时刻，用于测试和反馈问题",
    "append a log to this file; it holds no token": "把日志追加到此文件；其中不含令牌",
    "say more; show tracebacks": "输出更多信息；显示错误的调用栈",
    "one JSON document on standard output": "在标准输出上输出一个 JSON 文档",
    # The epilog of the whole.
    """\
examples:
  feishu-tui --demo                          look around with sample data: no account, no network
  feishu-tui --demo agenda                   the same as text
  feishu-tui agenda                          today, as text
  feishu-tui agenda mon --days 5             the working week from the coming Monday
  feishu-tui agenda --json | jq '.occurrences[].summary'
  feishu-tui sync                            bring the cache up to date
  feishu-tui doctor                          find out what is wrong, and what to do about it

exit status:
  0 done   1 check found differences, doctor a fault   2 wrong command line   3 not signed in or not permitted
  4 server or network failed   5 partly done: some calendars failed, each named on standard error   130 interrupted

To read your own calendars: feishu-tui login (with FEISHU_TUI_BRAND=lark for Lark). A ready token is taken from
FEISHU_TUI_ACCESS_TOKEN. `feishu-tui config init` writes a commented configuration file.
Inside the program press ? for the keys. Each command tells more: feishu-tui agenda --help
""": """\
示例：
  feishu-tui --demo                          用示例数据体验：无需账号和网络
  feishu-tui --demo agenda                   同上，以文本输出
  feishu-tui agenda                          今天的日程，以文本输出
  feishu-tui agenda mon --days 5             下一个周一起的五个工作日
  feishu-tui agenda --json | jq '.occurrences[].summary'
  feishu-tui sync                            更新缓存
  feishu-tui doctor                          查出哪里有问题，以及如何解决

退出状态：
  0 完成   1 check 发现不一致，或 doctor 发现问题   2 命令行有误   3 未登录或没有权限
  4 服务器或网络出错   5 部分完成：有日历失败，已在标准错误上逐一列出   130 被中断

要读取自己的日历：feishu-tui login（Lark 请设置 FEISHU_TUI_BRAND=lark）。也可以用 FEISHU_TUI_ACCESS_TOKEN
提供现成的令牌。`feishu-tui config init` 会写出带注释的配置文件。
在程序中按 ? 查看按键。每个命令都有自己的说明：feishu-tui agenda --help
""",
    # agenda
    "print the events of some days": "输出若干天的日程",
    """\
Prints what happens in a range of days, sorted by start. Days are those of the display zone (--tz), and both
ends of a range are included. Calendars that are switched off in the browser are left out unless they are named.

DATE takes {dates}.
A cache synced in the last ten minutes is used as it is; an older one is brought up to date first, for ten
seconds at most, and used all the same with a note when that fails. Without a cache a server that says nothing
at all is given up after ten seconds as well, here and elsewhere.""": """\
输出一段日期内的日程，按开始时间排序。日期按显示时区（--tz）计算，首尾两天都包含在内。
在浏览界面中隐藏的日历不会输出，除非用 --calendar 指定。

DATE 可以写 {dates}。
十分钟内同步过的缓存直接使用；更旧的会先更新，最多等待十秒；更新失败时给出提示，仍使用原有缓存。
没有缓存时，若服务器毫无应答，同样等待十秒后放弃，其他命令也是如此。""",
    """\
  feishu-tui agenda                                   today
  feishu-tui agenda fri --days 3                      from the coming Friday, three days
  feishu-tui agenda 2026-11-01 --until 2026-11-30     November
  feishu-tui agenda -2w --until today --calendar team the last two weeks of one calendar
  feishu-tui agenda --json | jq -r '.occurrences[] | [.start, .summary] | @tsv'""": """\
  feishu-tui agenda                                   今天
  feishu-tui agenda fri --days 3                      下一个周五起的三天
  feishu-tui agenda 2026-11-01 --until 2026-11-30     十一月
  feishu-tui agenda -2w --until today --calendar team 某个日历最近两周
  feishu-tui agenda --json | jq -r '.occurrences[] | [.start, .summary] | @tsv'""",
    "the first day (default: today)": "第一天（默认：今天）",
    "how many days (default: 1)": "天数（默认：1）",
    "the last day, included": "最后一天，包含在内",
    "from the cache alone": "只用缓存",
    "ask the server first, however fresh the cache": "无论缓存多新，都先访问服务器",
    # calendars, show
    "list the calendars you are subscribed to": "列出你订阅的日历",
    "Lists the calendars you are subscribed to, your own one first, with their type, your role and their id.": (
        "列出你订阅的日历及其类型、你的权限和 ID，主日历在最前。"
    ),
    "show one event with attendees and all": "显示一个日程的全部内容",
    """\
Shows one event with attendees, rooms, meeting settings and attachments, asked from the server; as last read,
with a note, when the server cannot be asked. --json prints the server's event object as it came.""": """\
向服务器查询并显示一个日程，包括参与者、会议室、会议设置和附件；无法访问服务器时给出提示，显示上次读取的内容。
--json 原样输出服务器返回的日程对象。""",
    """\
  feishu-tui agenda --json | jq -r '.occurrences[].event_id'     where ids come from
  feishu-tui show 75d28f9b-e35c-4230-8a83-123_0""": """\
  feishu-tui agenda --json | jq -r '.occurrences[].event_id'     获取 ID
  feishu-tui show 75d28f9b-e35c-4230-8a83-123_0""",
    "an event's id, or that of an occurrence of a series": "日程的 ID，或重复日程中某一次的 ID",
    # search
    "find events": "搜索日程",
    """\
Searches everything that was synced (titles, descriptions, places, people, rooms, calendars; Chinese also by pinyin or
first letters) and asks the server too, which sees titles only. A series is one result, with its next date.

In QUERY several words must all be there; "exact words", -without; and these filters:
  with:li room:F2 chat:team in:Hangzhou cal:work      a name, a part of it, or an id
  after:mon before:2026-12-01 on:today                {dates}
  is:recurring is:allday is:exception is:cancelled is:tentative is:declined is:needs-reply is:conflict is:video

The server is waited for ten seconds at most when there is something in the cache.""": """\
搜索所有已同步的内容（标题、描述、地点、人员、会议室、日历；中文也可用拼音或首字母），同时向服务器查询，
后者只按标题搜索。重复日程合并为一条结果，附下一次的日期。

QUERY 中的多个词须同时出现；"完整短语"、-排除；还可以使用以下条件：
  with:li room:F2 chat:team in:Hangzhou cal:work      名称、名称的一部分，或 ID
  after:mon before:2026-12-01 on:today                {dates}
  is:recurring is:allday is:exception is:cancelled is:tentative is:declined is:needs-reply is:conflict is:video

缓存中有内容时，最多等待服务器十秒。""",
    """\
  feishu-tui search cppsh                            产品评审会
  feishu-tui search 'review with:li after:mon'
  feishu-tui search "" --attendee ou_123 --from today --until +2w
  feishu-tui search standup --local --json | jq -r '.results[] | [.start, .summary, .source] | @tsv'""": """\
  feishu-tui search cppsh                            产品评审会
  feishu-tui search '评审 with:li after:mon'
  feishu-tui search "" --attendee ou_123 --from today --until +2w
  feishu-tui search 站会 --local --json | jq -r '.results[] | [.start, .summary, .source] | @tsv'""",
    "what to look for": "要搜索的内容",
    "the first day events may be on": "日程最早的日期",
    "this person takes part, or one of several": "参与者包括此人；重复使用时，其中之一即可",
    "this room takes part, or one of several": "使用此会议室；重复使用时，其中之一即可",
    "this chat takes part, or one of several": "参与者包括此群组；重复使用时，其中之一即可",
    "the cache alone, without the network": "只用缓存，不访问网络",
    "the server's answer alone": "只用服务器的结果",
    # next
    "print what runs now or comes next": "输出正在进行或下一个日程",
    """\
Prints in one line what runs now or comes next, for tmux, starship and prompts. It reads the cache alone, so keep that
fresh with feishu-tui sync. An empty line means that nothing is coming. Your own calendar goes before others; all-day,
cancelled and declined events, and calendars switched off in the browser, do not count.

--format takes text with these placeholders; {{ and }} are braces:
  {start} {end}       times of day: 14:00          {in}         12 min, or now
  {day}               today, Mon 23 Nov            {title}
  {place}             where                        {calendar}   the calendar's name
  {organizer}                                      {link}       the meeting's address
What stands between " · " is left out where all its placeholders are empty.""": """\
用一行输出正在进行或下一个日程，供 tmux、starship 和提示符使用。它只读缓存，请用 feishu-tui sync 保持更新。
空行表示接下来没有日程。主日历优先；全天、已取消、已拒绝的日程以及在浏览界面中隐藏的日历不计算在内。

--format 接受含有以下占位符的文本；{{ 和 }} 表示花括号：
  {start} {end}       时刻：14:00                  {in}         12 分钟，或“现在”
  {day}               今天，11月23日 周一          {title}      标题
  {place}             地点                         {calendar}   日历名称
  {organizer}         组织者                       {link}       会议链接
“ · ”之间的部分，如果其占位符全为空，就会省略。""",
    """\
  feishu-tui next                                    14:00 评审 · 12 min · F2-05
  feishu-tui next --format '{in}: {title}'
  set -g status-right '#(feishu-tui next --format "{start} {title}")'          in tmux.conf""": """\
  feishu-tui next                                    14:00 评审 · 12 分钟 · F2-05
  feishu-tui next --format '{in}：{title}'
  set -g status-right '#(feishu-tui next --format "{start} {title}")'          写在 tmux.conf 中""",
    "what to print (default: {start} {title} · {in} · {place})": "输出的内容（默认：{start} {title} · {in} · {place}）",
    # sync, check
    "bring the cache up to date": "更新缓存",
    """\
Brings the cache up to date: each calendar is asked for what changed since the last time, or, the first time,
for everything from about a year back on. Older days are fetched when they are looked at.""": """\
更新缓存：读取每个日历自上次以来的变更；首次则读取约一年前起（含未来）的全部内容。更早的日期在查看时读取。""",
    """\
  feishu-tui sync
  feishu-tui sync --full --calendar team     one calendar, anew
  feishu-tui sync --json | jq .skipped       what could not be read, and why""": """\
  feishu-tui sync
  feishu-tui sync --full --calendar team     重新读取一个日历
  feishu-tui sync --json | jq .skipped       无法读取的内容及其原因""",
    "fetch everything anew instead of the changes": "重新读取全部内容，而不只是变更",
    "compare recurring events with the server's own": "与服务器核对重复日程",
    """\
Expands every recurring event here, asks the server for its instances, and names each occurrence that only one
side has, or that starts or ends at another time. Calendars are brought up to date first. Only what starts strictly
inside the window is compared: by default from 90 days back to 275 days ahead.

An EVENT_ID may be that of a series or of any of its occurrences. DATE takes {dates}.
Exit status 1 means that some differ. Where they do, dateutil (a second engine) says whom it agrees with, and the
agenda shows the server's occurrences.""": """\
在本地展开每个重复日程，向服务器查询其各次日程，列出只有一方才有、或起止时间不同的每一次。日历会先更新。
只核对在时间段之内开始的日程：默认为过去 90 天至未来 275 天。

EVENT_ID 可以是重复日程的 ID，也可以是其中任何一次的 ID。DATE 可以写 {dates}。
退出状态 1 表示有不一致。遇到不一致时，由 dateutil（另一套算法）判断哪一方正确，日程列表则显示服务器的结果。""",
    "only these, as printed by: agenda --json": "只核对这些，ID 见 agenda --json",
    "the first day of the window": "时间段的第一天",
    "its last day, included": "时间段的最后一天，包含在内",
    # login, logout, status
    "sign in with a code, on any device": "凭验证码在任意设备上登录",
    """\
Signs in without a browser on this machine: shows an address, a code and a QR code, and waits until you have
agreed on any other device. It asks to read calendars and to stay signed in, and for nothing more.

The app's id and secret come from FEISHU_TUI_APP_ID and FEISHU_TUI_APP_SECRET, from the configuration, or are
asked for. The login is kept in a file that you alone can read, one for each profile and server.""": """\
无需本机浏览器即可登录：显示地址、验证码和二维码，等待你在任意其他设备上授权。
只申请读取日历和保持登录的权限，别无其他。

App ID 和 App Secret 取自 FEISHU_TUI_APP_ID 和 FEISHU_TUI_APP_SECRET，或取自配置文件，否则会询问。
登录信息保存在只有你可以读取的文件中，每个账号配置、每个服务器各一份。""",
    "print the address and the code as JSON, and end": "以 JSON 输出地址和验证码，然后结束",
    "wait for the login that --no-wait began": "等待由 --no-wait 开始的登录",
    "sign out": "退出登录",
    "Forgets the login of the profile, and says what was removed. What was read with it stays, but for --purge.": (
        "删除该账号的登录信息，并说明删除了什么。已读取的内容会保留，除非使用 --purge。"
    ),
    "also remove the profile's caches, locks and crash reports": "同时删除该账号的缓存、锁文件和崩溃报告",
    "who am I, and until when": "当前登录身份及有效期",
    """\
Says who is signed in, in which tenant, for what and until when; asks the server whether it still holds. Exit
status 3 where nobody is signed in.""": """\
说明登录者是谁、属于哪个租户、有哪些权限、有效期至何时，并向服务器确认。未登录时退出状态为 3。""",
    # doctor, config
    "find out what is wrong, and what to do about it": "查出哪里有问题，以及如何解决",
    """\
Looks at whatever can stand between you and your calendar, and says what to do about it: the configuration, the
folders, the login, the way to the server, the clock, time zone data, the terminal, the cache. It changes nothing,
and takes ten seconds or so where the network is silent. Exit status 1 means that something is at fault.""": """\
检查可能妨碍你查看日历的一切，并说明如何解决：配置、目录、登录、到服务器的连接、时钟、时区数据、终端、缓存。
它不作任何改动；网络没有应答时大约需要十秒。退出状态 1 表示发现了问题。""",
    "find, show or start the configuration": "查找、显示或新建配置文件",
    """\
  path   where the configuration file is
  show   what is in force, and where each value comes from; secrets are masked
  init   write a commented starter file, readable by you alone""": """\
  path   配置文件的位置
  show   当前生效的设置及其来源；密钥会隐去
  init   写出带注释的初始配置文件，只有你可以读取""",
    # simulate
    "run the simulator by itself": "单独运行模拟服务器",
    """\
Runs the built-in pretend Feishu by itself, over HTTP, until interrupted. It prints READY and its address once
it listens, and serves a sample office, or the calendars and events of a JSON file:

  {"calendars": [{"summary": "Me", "type": "primary", "owner": "ou_me", "events": [EVENT, ...]}],
   "users": [{"open_id": "ou_me", "name": "Me"}], "tokens": [{"token": "u-demo", "identity": "ou_me"}],
   "switches": {"recurring_event_id": "bare"}}

An EVENT is what the API documents; its end date is the day after the last. "switches" turn doubtful points of
the documentation the other way (see simulator/switches.py). Tokens of its own: u-demo; cli_demo, demo-secret.""": """\
通过 HTTP 单独运行内置的模拟飞书，直到被中断。开始监听后输出 READY 和地址，提供一个示例办公室的数据，
或一个 JSON 文件中的日历和日程：

  {"calendars": [{"summary": "Me", "type": "primary", "owner": "ou_me", "events": [EVENT, ...]}],
   "users": [{"open_id": "ou_me", "name": "Me"}], "tokens": [{"token": "u-demo", "identity": "ou_me"}],
   "switches": {"recurring_event_id": "bare"}}

EVENT 的格式见接口文档；其结束日期是最后一天的次日。"switches" 用于切换文档中含糊之处的另一种解释
（见 simulator/switches.py）。自带的令牌：u-demo；cli_demo、demo-secret。""",
    "address to listen on (default: %(default)s)": "监听的地址（默认：%(default)s）",
    "port to listen on (default: a free one)": "监听的端口（默认：任选空闲端口）",
    "what to serve (default: the sample)": "提供的数据（默认：示例数据）",
    # export, and the mouse
    "draw fewer frames and hear of no moves of the mouse, as over SSH": "减少刷新且不接收鼠标移动，如同经 SSH 连接",
    "leave the mouse to the terminal, to select text with": "不占用鼠标，以便在终端中选取文本",
    "print events as iCalendar, for other calendars": "以 iCalendar 格式输出日程，供其他日历使用",
    """\
Prints as iCalendar (RFC 5545), for other calendars to read, every event that overlaps a range of days. A series
of which anything lies in the range is printed whole: its rule, its exceptions, the rules of its time zone. What
others may not have is left out: colours, attachments, settings of meetings. A series whose rule cannot be read,
or that the server expands otherwise, is printed as its single events in the range.

Days, calendars and freshness are those of: feishu-tui agenda --help
DATE takes {dates}.""": """\
以 iCalendar（RFC 5545）格式输出一段日期内的每个日程，供其他日历读取。只要有一次落在范围内，重复日程就会完整输出：
规则、例外以及时区规则。其他日历没有的内容不输出：颜色、附件、会议设置。规则无法识别、或服务器展开结果不同的重复日程，
按范围内的单次日程输出。

日期、日历和更新方式与此相同：feishu-tui agenda --help
DATE 可以写 {dates}。""",
    # completion
    "print a completion script for the shell": "输出供 shell 使用的补全脚本",
    "the shell, or calendars for their names": "shell 的名称；calendars 则列出日历名称",
    """\
Prints a script by which the shell completes commands, options, dates and the names of calendars. Packages put it
where shells find it; where that did not happen, load it yourself. With calendars instead of a shell it prints the
names of the calendars in the cache, one a line; the scripts ask for them.""": """\
输出一段脚本，让 shell 能够补全命令、选项、日期和日历名称。安装包通常会把它放在 shell 能找到的地方；否则请自行加载。
把 shell 换成 calendars，则逐行输出缓存中的日历名称，供脚本使用。""",
    """\
  source <(feishu-tui completion bash)                                      in ~/.bashrc
  eval "$(feishu-tui completion zsh)"                                       in ~/.zshrc, after compinit
  feishu-tui completion fish > ~/.config/fish/completions/feishu-tui.fish""": """\
  source <(feishu-tui completion bash)                                      写在 ~/.bashrc 中
  eval "$(feishu-tui completion zsh)"                                       写在 ~/.zshrc 中，compinit 之后
  feishu-tui completion fish > ~/.config/fish/completions/feishu-tui.fish""",
}
