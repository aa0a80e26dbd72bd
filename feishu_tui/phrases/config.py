# ruff: noqa: E501 (lines of a file, as they stand there)
"""Chinese for what can be wrong with a configuration."""

from __future__ import annotations

TABLE: dict[str, str] = {
    "it has to be text, in quotation marks": "应该是引号括起来的文字",
    "it has to be true or false, without quotation marks": "应该是 true 或 false，不加引号",
    "it has to be 1 or 2": "应该是 1 或 2",
    "it holds characters that cannot be seen": "含有看不见的字符",
    "“{value}” is none of {known}; perhaps {near}?": "“{value}”不在 {known} 之中，是不是 {near}？",
    "“{value}” is none of {known}": "“{value}”不在 {known} 之中",
    "there is no time zone “{value}”; perhaps {near}?": "没有时区“{value}”，是不是 {near}？",
    "there is no time zone “{value}”; write it like Asia/Shanghai": "没有时区“{value}”，请写成 Asia/Shanghai 这样",
    " or ": " 或 ",
    "“{value}” is not a time with an offset, such as 2026-11-21T11:07:00+08:00": (
        "“{value}”不是带时差的时间，例如 2026-11-21T11:07:00+08:00"
    ),
    "“{value}” cannot name a profile: letters, digits, - and _ can": "“{value}”不能用作账号配置名：可用字母、数字、- 和 _",
    "“{value}” is not an address such as https://open.feishu.cn": "“{value}”不是 https://open.feishu.cn 这样的地址",
    "“{value}” would send the token unprotected; http is for this machine only": (
        "“{value}”会明文发送令牌；http 只能用于本机"
    ),
    "“{value}” begins with the home folder of nobody known": "“{value}”开头的主目录不属于任何已知用户",
    "{file}, line {line}": "{file} 第 {line} 行",
    "{file} is not UTF-8 text.": "{file} 不是 UTF-8 文本。",
    "Cannot read {file}: {reason}.": "无法读取 {file}：{reason}。",
    "{file} is not TOML: {reason}.": "{file} 不是 TOML：{reason}。",
    'Text goes in quotation marks: timezone = "Asia/Shanghai"': '文字要用引号括起来：timezone = "Asia/Shanghai"',
    "{where}: {key}: {reason}": "{where}：{key}：{reason}",
    "it has to be a table: [keys]": "应该是一个表：[keys]",
    "it has to be a table: [profiles.NAME]": "应该是一个表：[profiles.NAME]",
    "there is no such setting; perhaps {near}?": "没有这个设置，是不是 {near}？",
    "there is no such setting": "没有这个设置",
    "it names one; the settings of a profile go below [profiles.NAME]": (
        "它只用来指定名称；各项设置写在 [profiles.NAME] 下"
    ),
    "{where}: {key}: it is set twice": "{where}：{key}：重复设置",
    "Keep one of the two.": "请只保留其中一个。",
    "{file} is no configuration: it is not a plain file, or larger than 1 MB.": (
        "{file} 不是配置文件：它不是普通文件，或大于 1 MB。"
    ),
    "{origin}: there is no profile “{name}” yet; perhaps {near}?": (
        "{origin}：还没有名为“{name}”的账号配置，是不是 {near}？"
    ),
    "this machine": "本机",
    "default": "默认",
    "{variable}: “{value}” begins with the home folder of nobody known.": (
        "{variable}：“{value}”开头的主目录不属于任何已知用户。"
    ),
    "Cannot read the theme {path}: {reason}.": "无法读取主题 {path}：{reason}。",
    "The theme {path} is not TOML: {reason}.": "主题 {path} 不是 TOML：{reason}。",
    "The theme {path} has no table [colors].": "主题 {path} 缺少 [colors] 表。",
    "The theme {path} has no colour {name} that can be used.": "主题 {path} 的颜色 {name} 缺失或无效。",
    "A colour is #rrggbb, ansi_default, or ansi_blue and the like.": (
        "颜色写作 #rrggbb、ansi_default，或 ansi_blue 之类。"
    ),
    # The starter file, line by line.
    "# feishu-tui. Every line that is commented out shows the default.": (
        "# feishu-tui 的配置文件。每一行被注释掉的设置都是默认值。"
    ),
    "# A flag goes before a variable of the environment, that before a profile below, that before the lines above it.": (
        "# 优先级：命令行选项 > 环境变量 > 下方的账号配置（profile）> 上方的设置。"
    ),
    '# brand = "feishu"                  # or "lark": picks the servers': (
        '# brand = "feishu"                  # 或 "lark"：决定使用哪个服务器'
    ),
    "# The app to sign in with (the developer console shows both). The secret is better kept in the": (
        "# 登录所用的应用（开发者后台会显示这两项）。App Secret 最好放在环境变量"
    ),
    "# environment: FEISHU_TUI_APP_SECRET.": ("# FEISHU_TUI_APP_SECRET 中。"),
    '# timezone = "Asia/Shanghai"        # the zone to show times in; without it, the zone of this machine': (
        '# timezone = "Asia/Shanghai"        # 显示时间所用的时区；不设置则用本机时区'
    ),
    '# lang = "zh"                       # or "en"; without it, as the locale says': (
        '# lang = "zh"                       # 或 "en"；不设置则按系统的语言环境'
    ),
    '# week_start = "monday"': ('# week_start = "monday"             # 一周从哪天开始'),
    '# hidden_calendars = ["Holidays"]   # not shown at first; ids or names': (
        '# hidden_calendars = ["Holidays"]   # 起初不显示的日历；写 ID 或名称'
    ),
    '# all_day_end = "exclusive"         # or "inclusive": how the server\'s last day of all-day events is read': (
        '# all_day_end = "exclusive"         # 或 "inclusive"：如何理解服务器给出的全天日程最后一天'
    ),
    '# profile = "default"               # the profile to use when none is named': (
        '# profile = "default"               # 未指定时使用的账号配置'
    ),
    '[keys]                              # command = "key" or "key,key"; ? in the program lists the commands': (
        '[keys]                              # 命令 = "按键" 或 "按键,按键"；在程序中按 ? 查看所有命令'
    ),
    "# A profile has a login and a cache of its own. Any setting above may stand in it, and goes before the one above;": (
        "# 每个账号配置（profile）都有自己的登录和缓存。上方的任何设置都可以写在其中，并优先于上方；"
    ),
    "# one with another brand, base_url or app_id takes no secret, token or address from above.": (
        "# brand、base_url 或 app_id 不同的账号配置，不会使用上方的密钥、令牌和地址。"
    ),
    "# [profiles.work]                   # feishu-tui --profile work; feishu-tui --profile work login": (
        "# [profiles.work]                   # feishu-tui --profile work；feishu-tui --profile work login"
    ),
    '# theme = "feishu-dark"             # the key # shows them all; without it, light or dark as the terminal is': (
        '# theme = "feishu-dark"             # 在程序中按 # 查看所有主题；不设置则随终端背景用浅色或深色'
    ),
    "#                                   # a theme of your own: themes/NAME.toml beside this file": (
        "#                                   # 自己的主题文件：与本文件同目录的 themes/NAME.toml"
    ),
    "# ascii = true                      # draw lines, arrows and marks in ASCII; without it, as the terminal needs it": (
        "# ascii = true                      # 用 ASCII 绘制线条、箭头和标记；不设置则按终端的需要"
    ),
    "# ambiguous = 1                     # 2 where the terminal draws → and … two cells wide: feishu-tui doctor measures it": (
        "# ambiguous = 1                     # 如果终端把 → 和 … 画成两格宽，请设为 2；可用 feishu-tui doctor 测量"
    ),
    '# holidays = "cn"                   # China\'s holidays and worked weekends; "none" for neither; without it, in Chinese': (
        '# holidays = "cn"                   # 标出中国法定节假日和调休；"none" 表示不标；不设置则中文界面会标出'
    ),
    '# view = "agenda"                   # or "day", "week", "month": how the program opens': (
        '# view = "agenda"                   # 或 "day"、"week"、"month"：启动时的视图'
    ),
    "# slow = true                       # fewer frames, no moves of the mouse; without it, so it is over SSH": (
        "# slow = true                       # 减少刷新，不上报鼠标移动；不设置时，经 SSH 连接即如此"
    ),
    "# mouse = true                      # false leaves the mouse to the terminal, to select text with": (
        "# mouse = true                      # false 表示不占用鼠标，以便在终端中选取文本"
    ),
    '# second_zone = "Europe/Berlin"     # whose times Z shows beside; without it, the program asks': '# second_zone = "Europe/Berlin"     # 按 Z 在旁边显示的时区；不设置则会询问',
    '# work_hours = "09:00-18:00"        # where F looks for free time': '# work_hours = "09:00-18:00"        # 按 F 时在此时段内查找空闲时间',
}
