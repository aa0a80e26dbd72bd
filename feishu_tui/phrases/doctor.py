"""Chinese for what the doctor finds."""

from __future__ import annotations

TABLE: dict[str, str] = {
    # What each finding is called.
    "configuration": "配置",
    "config folder": "配置目录",
    "cache folder": "缓存目录",
    "state folder": "状态目录",
    "disk": "磁盘",
    "login": "登录",
    "zone data": "时区数据",
    "time zone": "时区",
    "terminal": "终端",
    "size": "大小",
    "colours": "颜色",
    "characters": "字符",
    "widths": "字符宽度",
    "multiplexer": "终端复用",
    "clipboard": "剪贴板",
    "cache": "缓存",
    "cache age": "缓存时间",
    "proxy": "代理",
    "name service": "域名解析",
    "connection": "连接",
    "encryption": "加密",
    "server": "服务器",
    "accounts server": "登录服务器",
    "clock": "时钟",
    "token": "令牌",
    "scopes": "权限",
    "calendars": "日历",
    "events": "日程",
    "attendees": "参与者",
    "free and busy": "忙闲",
    "{ok} ok, {warnings} to look at, {faults} at fault.": "{ok} 项正常，{warnings} 项需留意，{faults} 项有问题。",
    # Configuration and folders.
    "There is no {file}; the defaults and the environment apply.": "没有 {file}；使用默认值和环境变量。",
    "{file} is read.": "已读取 {file}。",
    "Correct it; everything else in the file applies.": "请更正；文件中的其他设置都有效。",
    "Correct it; nothing else that is set applies.": "请更正；在此之前其他设置都无效。",
    "{file} can be changed by others, who could have the login sent elsewhere.": (
        "其他用户可以修改 {file}，从而把登录信息发往别处。"
    ),
    "{file} holds a secret and can be read by others.": "{file} 含有密钥，却可以被其他用户读取。",
    "The clock is fixed at {now}.": "时钟固定在 {now}。",
    "Leave {origin} out to live in the present.": "去掉 {origin} 即可使用当前时间。",
    "{folder} (mode {mode}).": "{folder}（权限 {mode}）。",
    "{folder} does not exist, and need not.": "{folder} 不存在，也无需存在。",
    "{folder} does not exist yet; it is made when needed.": "{folder} 尚不存在；需要时会创建。",
    "{folder} does not exist and cannot be made.": "{folder} 不存在，也无法创建。",
    "{folder} is not a folder.": "{folder} 不是目录。",
    "{folder} cannot be looked into: {reason}.": "无法查看 {folder}：{reason}。",
    "{folder} cannot be written to (mode {mode}).": "无法写入 {folder}（权限 {mode}）。",
    "{folder} can be changed by others (mode {mode}).": "其他用户可以修改 {folder}（权限 {mode}）。",
    "{folder} is open to others (mode {mode}).": "其他用户可以访问 {folder}（权限 {mode}）。",
    "Give yourself the right to write there, or set {variable} to another folder.": (
        "请为自己加上写入权限，或将 {variable} 设为其他目录。"
    ),
    "Only {free} MB are free on the disk of {folder}.": "{folder} 所在磁盘只剩 {free} MB。",
    "Make room: nothing new can be kept on a full disk.": "请腾出空间：磁盘满了就无法保存新内容。",
    # The login.
    "a user whose name is not known": "姓名未知的用户",
    "A ready token is used, from {origin}; nothing here tells how long it lasts.": (
        "使用来自 {origin} 的现成令牌；无法得知其有效期。"
    ),
    "The app {app} signs in as itself; it sees its own calendars, not yours.": (
        "以应用 {app} 的身份登录；看到的是应用自己的日历，而不是你的。"
    ),
    "To see yours: feishu-tui login": "要查看你的日历：feishu-tui login",
    "The login of {name} ended {until}.": "{name} 的登录已于 {until} 失效。",
    "{name} is signed in until {until} ({left} left).": "{name} 已登录，有效期至 {until}（还有 {left}）。",
    "{name} is signed in until {until} ({left} left); it cannot be renewed.": (
        "{name} 已登录，有效期至 {until}（还有 {left}），无法续期。"
    ),
    # Time zones.
    "There is no time zone data: only UTC is known.": "没有时区数据：只认识 UTC。",
    "Time zone data of {place}.": "时区数据来自 {place}。",
    "Time zone data {release} of {place}.": "时区数据 {release}，来自 {place}。",
    "Bring the system's package tzdata up to date.": "请更新系统的 tzdata 软件包。",
    "Times are shown in {zone}, where it is {time} ({offset}); this machine is in {box}.": (
        "以 {zone} 显示时间，那里现在是 {time}（{offset}）；本机时区为 {box}。"
    ),
    "Times are shown in {zone}, the zone of this machine, where it is {time} ({offset}).": (
        "以本机时区 {zone} 显示时间，现在是 {time}（{offset}）。"
    ),
    "This machine is on {box} and no zone is set: probably not yours.": (
        "本机时区为 {box}，且未设置时区：很可能不是你的时区。"
    ),
    'Set yours: timezone = "Asia/Shanghai" in {file}, or --tz, or FEISHU_TUI_TZ.': (
        '请设置你的时区：在 {file} 中写 timezone = "Asia/Shanghai"，或用 --tz，或用 FEISHU_TUI_TZ。'
    ),
    # The terminal.
    "The output is no terminal; run this in one to have it looked at.": "输出不是终端；请在终端中运行以检查终端。",
    "TERM says that this terminal cannot move its cursor.": "TERM 表明该终端无法移动光标。",
    "Set TERM, as with: export TERM=xterm-256color. Commands that print text work all the same.": (
        "请设置 TERM，例如：export TERM=xterm-256color。输出文本的命令不受影响。"
    ),
    "This is the Linux console: it has 16 colours and no Chinese glyphs.": (
        "这是 Linux 控制台：只有 16 色，没有中文字形。"
    ),
    "Sign in over SSH from a graphical terminal.": "请从图形界面的终端经 SSH 登录。",
    "{term}.": "{term}。",
    "{term} ({program}).": "{term}（{program}）。",
    "The terminal does not tell its size.": "终端没有给出大小。",
    "{columns}x{lines}.": "{columns}x{lines}。",
    "{columns}x{lines} is too small for the browser.": "{columns}x{lines} 对浏览界面来说太小。",
    "{columns}x{lines}: one pane at a time; 80x24 shows two.": "{columns}x{lines}：一次显示一栏；80x24 可显示两栏。",
    "Make the window larger or its letters smaller.": "请放大窗口或缩小字体。",
    "NO_COLOR is set: there are none.": "设置了 NO_COLOR：不使用颜色。",
    "16 million (COLORTERM).": "1600 万色（COLORTERM）。",
    "256; colours of calendars come near.": "256 色；日历颜色取近似值。",
    "If the terminal can do more: export COLORTERM=truecolor (SSH does not pass it on).": (
        "如果终端支持更多颜色：export COLORTERM=truecolor（SSH 不会传递它）。"
    ),
    "16 or fewer, by TERM={term}.": "按 TERM={term}，至多 16 色。",
    'If the terminal can do more: export TERM=xterm-256color. Else: theme = "terminal"': (
        '如果终端支持更多颜色：export TERM=xterm-256color。否则：theme = "terminal"'
    ),
    "The output is UTF-8.": "输出为 UTF-8。",
    "The output is {encoding}, which lacks many characters.": "输出为 {encoding}，缺少许多字符。",
    "Set a UTF-8 locale, as with: export LANG=C.UTF-8": "请使用 UTF-8 语言环境，例如：export LANG=C.UTF-8",
    "The terminal does not tell where its cursor is, so widths could not be measured.": (
        "终端没有报告光标位置，无法测量字符宽度。"
    ),
    "A Chinese character moves the cursor by {cells}, not 2: lines will be out of place.": (
        "一个汉字使光标移动 {cells} 格而不是 2 格：各行会错位。"
    ),
    "Set a UTF-8 locale, there and here; start tmux with: tmux -u": (
        "请在两端都使用 UTF-8 语言环境；用 tmux -u 启动 tmux。"
    ),
    "Characters such as → take {cells} cells here; the program counts 1.": (
        "→ 之类的字符在此占 {cells} 格；本程序按 1 格计算。"
    ),
    "Set this in config.toml: ambiguous = 2. Or have the terminal draw ambiguous characters narrow.": (
        "请在 config.toml 中设置 ambiguous = 2，或让终端以窄字符显示宽度不明确的字符。"
    ),
    "Chinese characters take 2 cells, ambiguous ones such as → take 1.": "汉字占 2 格，→ 之类宽度不明确的字符占 1 格。",
    "tmux; it could not be asked for its settings.": "tmux；无法查询其设置。",
    "tmux {version} takes the terminal for one without UTF-8.": "tmux {version} 认为终端不支持 UTF-8。",
    "Attach with: tmux -u attach": "请这样连接：tmux -u attach",
    "tmux {version} keeps copied text from the terminal: allow-passthrough is off.": (
        "tmux {version} 不把复制的文本交给终端：allow-passthrough 未开启。"
    ),
    "tmux {version} passes copied text on to the terminal (set-clipboard {setting}).": (
        "tmux {version} 会把复制的文本交给终端（set-clipboard {setting}）。"
    ),
    "screen; it passes copied text on to the terminal.": "screen；会把复制的文本交给终端。",
    "This terminal is known not to let programs copy (OSC 52).": "已知该终端不允许程序复制（OSC 52）。",
    "What is copied is shown too: select it with the mouse, Shift held down.": (
        "复制的内容也会显示出来：请按住 Shift 用鼠标选取。"
    ),
    "iTerm2 lets programs copy (OSC 52) only where that is switched on.": "iTerm2 需开启后才允许程序复制（OSC 52）。",
    "Settings, General, Selection: applications in terminal may access clipboard.": (
        "Settings、General、Selection：applications in terminal may access clipboard。"
    ),
    "Copying uses OSC 52; a terminal cannot be asked whether it obeys.": "复制使用 OSC 52；无法询问终端是否支持。",
    # The cache.
    "Nothing was read yet.": "尚未读取任何内容。",
    "To fill the cache: feishu-tui sync": "要填充缓存：feishu-tui sync",
    "{file} cannot be read: {reason}": "无法读取 {file}：{reason}",
    "Move it away, or set FEISHU_TUI_CACHE_DIR to another folder.": (
        "请移走它，或将 FEISHU_TUI_CACHE_DIR 设为其他目录。"
    ),
    "{file} ({size}) is damaged: {reason}.": "{file}（{size}）已损坏：{reason}。",
    "Move it away; all is read anew: mv {file} {file}.old": "请移走它，所有内容会重新读取：mv {file} {file}.old",
    "{file} ({size}) was written by another version of the program.": "{file}（{size}）由本程序的其他版本写成。",
    "It is set aside and built anew by: feishu-tui sync": "运行 feishu-tui sync 会移开旧文件并重建。",
    "{file} ({size}) is too large to be read through in a few seconds.": "{file}（{size}）太大，几秒内读不完。",
    "{file} is sound: {size}, version {version}, {calendars} calendars, {events} events.": (
        "{file} 完好：{size}，版本 {version}，{calendars} 个日历，{events} 个日程。"
    ),
    "No calendar was read completely yet.": "还没有完整读取过任何日历。",
    "The calendars shown were last read {ago}, or after that.": "所显示日历中最早的一次读取：{ago}。",
    "Bring it up to date: feishu-tui sync": "请更新：feishu-tui sync",
    # The way to the server.
    "{host} is {address}.": "{host} 是 {address}。",
    "{host} is {address}, and {count} more.": "{host} 是 {address}，另有 {count} 个地址。",
    "Connected to {peer}, without a proxy.": "已连接 {peer}，未经代理。",
    "Connected through the proxy {peer}, as the environment asks for.": "已按环境变量经代理 {peer} 连接。",
    "Encrypted by {tls}; the certificate is trusted.": "使用 {tls} 加密；证书可信。",
    "{host} answers within {milliseconds} ms (HTTP {status}, as it should without a token).": (
        "{host} 在 {milliseconds} 毫秒内应答（HTTP {status}，不带令牌时理应如此）。"
    ),
    "{sentence} Log id {log_id}.": "{sentence}日志 ID {log_id}。",
    "{sentence} Error {code}.": "{sentence}错误码 {code}。",
    "{host}, where signing in begins, answers.": "登录所用的 {host} 有应答。",
    "The server's certificate ends in {left}.": "服务器证书将在 {left} 后到期。",
    "Only the server's owner can renew it.": "只有服务器的所有者能更新它。",
    "The clock agrees with the server's.": "时钟与服务器一致。",
    "The clock of this machine is {off} ahead of the server's.": "本机时钟比服务器快 {off}。",
    "The clock of this machine is {off} behind the server's.": "本机时钟比服务器慢 {off}。",
    "Set it, as with timedatectl set-ntp true: logins seem to end early or late, and “now” is wrong.": (
        "请校准时钟，例如 timedatectl set-ntp true：否则登录有效期和“现在”都不准。"
    ),
    "{said}.": "{said}。",
    "Correct HTTPS_PROXY, ALL_PROXY, SSL_CERT_FILE or SSL_CERT_DIR.": (
        "请更正 HTTPS_PROXY、ALL_PROXY、SSL_CERT_FILE 或 SSL_CERT_DIR。"
    ),
    "There is no host named {name}.": "没有名为 {name} 的主机。",
    "Check FEISHU_TUI_BASE_URL and the brand; behind a company proxy set HTTPS_PROXY.": (
        "请检查 FEISHU_TUI_BASE_URL 和品牌；若使用公司代理，请设置 HTTPS_PROXY。"
    ),
    "The name service does not answer, so {name} cannot be found.": "域名服务没有应答，找不到 {name}。",
    "Check the network and /etc/resolv.conf; without a network everything read before is still there.": (
        "请检查网络和 /etc/resolv.conf；没有网络时，之前读取的内容仍可浏览。"
    ),
    "{peer} refuses the connection.": "{peer} 拒绝连接。",
    "Nothing listens there, or a firewall says no: check FEISHU_TUI_BASE_URL.": (
        "那里没有服务，或被防火墙拒绝：请检查 FEISHU_TUI_BASE_URL。"
    ),
    "There is no way to {peer}.": "无法到达 {peer}。",
    "Check the network: is this machine online?": "请检查网络：本机是否联网？",
    "{peer} does not take the connection within {seconds} s.": "{peer} 在 {seconds} 秒内没有接受连接。",
    "A firewall may drop it; behind a company proxy set HTTPS_PROXY.": (
        "可能被防火墙丢弃；若使用公司代理，请设置 HTTPS_PROXY。"
    ),
    "This is the proxy: check HTTPS_PROXY, or name {host} in NO_PROXY.": (
        "这是代理：请检查 HTTPS_PROXY，或在 NO_PROXY 中写上 {host}。"
    ),
    "The proxy {peer} does not pass requests on to {host}: {said}.": "代理 {peer} 不转发到 {host} 的请求：{said}。",
    "Check the name and password in HTTPS_PROXY, and whether the proxy allows {host}.": (
        "请检查 HTTPS_PROXY 中的用户名和密码，以及代理是否允许访问 {host}。"
    ),
    "The certificate of {host} has expired, by the clock of this machine.": "按本机时钟，{host} 的证书已过期。",
    "Check the date of this machine first; else a proxy shows an old certificate.": (
        "请先检查本机日期；若无误，则是代理给出了旧证书。"
    ),
    "The certificate of {host} is not valid yet, by the clock of this machine.": "按本机时钟，{host} 的证书尚未生效。",
    "The clock of this machine is behind: set it, as with timedatectl set-ntp true.": (
        "本机时钟慢了：请校准，例如 timedatectl set-ntp true。"
    ),
    "The certificate at {peer} is for another host than {host}.": "{peer} 的证书不属于 {host}。",
    "Check FEISHU_TUI_BASE_URL; a login page of the network may stand in between.": (
        "请检查 FEISHU_TUI_BASE_URL；中间可能有网络的登录页面。"
    ),
    "The certificate of {host} cannot be trusted: {said}.": "{host} 的证书不可信：{said}。",
    "Behind a company proxy, name its authority in SSL_CERT_FILE.": "若使用公司代理，请用 SSL_CERT_FILE 指定其证书。",
    "{peer} takes the connection, but does not speak TLS as it should.": "{peer} 接受了连接，但 TLS 握手失败。",
    "A proxy may stand in between, or the port is wrong: check HTTPS_PROXY and FEISHU_TUI_BASE_URL.": (
        "中间可能有代理，或端口有误：请检查 HTTPS_PROXY 和 FEISHU_TUI_BASE_URL。"
    ),
    "{peer} takes the connection, but does not answer the TLS handshake within {seconds} s.": (
        "{peer} 接受了连接，但在 {seconds} 秒内没有应答 TLS 握手。"
    ),
    "A firewall that looks into connections may hold it back; try another network.": (
        "可能被审查连接的防火墙拦下；请换一个网络。"
    ),
    "{peer} takes the request, but does not answer within {seconds} s.": (
        "{peer} 收到请求，但在 {seconds} 秒内没有应答。"
    ),
    "Try again later; without an answer everything read before is still there.": (
        "请稍后再试；没有应答时，之前读取的内容仍可浏览。"
    ),
    "{peer} breaks the connection off before it answers.": "{peer} 在应答之前断开了连接。",
    "Try again; check the proxy, if any.": "请重试；如有代理，请检查。",
    "{host} redirects elsewhere (HTTP {status}); a token would not be sent there.": (
        "{host} 重定向到别处（HTTP {status}）；令牌不会发往那里。"
    ),
    "A login page of the network may stand in between, or the base URL is wrong.": (
        "中间可能有网络的登录页面，或服务器地址有误。"
    ),
    "Something that is not the API answers at {host} (HTTP {status}): {said}.": (
        "在 {host} 应答的不是接口（HTTP {status}）：{said}。"
    ),
    "Something that is not the API answers at {host} (HTTP {status}): an empty page.": (
        "在 {host} 应答的不是接口（HTTP {status}）：空白页面。"
    ),
    "Something that is not the API answers at {host}: {said}.": "在 {host} 应答的不是接口：{said}。",
    "Check FEISHU_TUI_BASE_URL, and whether a proxy or a login page of the network stands in between.": (
        "请检查 FEISHU_TUI_BASE_URL，以及中间是否有代理或网络的登录页面。"
    ),
    "{host} fails to answer (HTTP {status}).": "{host} 应答出错（HTTP {status}）。",
    "Try again later; give the log id, if any, to Feishu's support if it stays.": (
        "请稍后再试；如果仍然失败，请把日志 ID（如有）提供给飞书技术支持。"
    ),
    # Scopes.
    "The server accepts the token; it is {name}'s.": "服务器接受令牌；它属于 {name}。",
    "The list of calendars may be read.": "可以读取日历列表。",
    "Events may be read.": "可以读取日程。",
    "Attendees may be read.": "可以读取参与者。",
    "Free and busy times may be read.": "可以读取忙闲信息。",
    "The server did not say within {seconds:g} s what may be read.": "服务器在 {seconds:g} 秒内没有说明可以读取什么。",
    "Try again later.": "请稍后再试。",
}
