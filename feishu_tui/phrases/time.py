"""Chinese for zones, filters, what is over and what is free."""

from __future__ import annotations

TABLE: dict[str, str] = {
    # The agenda.
    "{day} · {nothing}": "{day} · {nothing}",
    "{first} – {last} · {nothing}": "{first} – {last} · {nothing}",
    "past hidden": "过去的日程已隐藏",
    "nothing passes the filter": "没有符合筛选的日程",
    "1 event": "1 个日程",
    "{count} events": "{count} 个日程",
    "{duration} free": "空闲 {duration}",
    "{duration} left": "还剩 {duration}",
    "overlaps with {time} {title}": "与 {time} {title} 冲突",
    "and with {count} more": "还有 {count} 个冲突",
    "Fold the day": "折叠当天",
    "Show only the heading of the day, or all of it": "只显示当天的标题，或展开全部",
    # Filters.
    "needs my reply": "需要我回复",
    "organized by me": "我组织的",
    "with a room or place": "有会议室或地点",
    "without declined": "不含已拒绝",
    "without all-day": "不含全天",
    "filter: {what}": "筛选：{what}",
    "none of them": "全部取消",
    "tick": "勾选",
    "show": "显示",
    "{key} shows everything again.": "按 {key} 恢复显示全部。",
    "Filter": "筛选",
    "Show only what needs my reply, is mine, has a room …": ("只看需要回复的、我组织的、有会议室的；隐藏全天日程…"),
    # What is over, and what is free.
    "Past events": "过去的日程",
    "What is over: dimmed, hidden, or shown like the rest": "过去的日程：变暗、隐藏，或照常显示",
    "What is over is dimmed.": "过去的日程以暗色显示。",
    "What is over is hidden.": "过去的日程已隐藏。",
    "What is over is shown like the rest.": "过去的日程照常显示。",
    "Free time": "空闲时间",
    "Show what is free between events": "显示日程之间的空闲时间",
    "Free time between {opens} and {closes} is shown.": "显示 {opens} 到 {closes} 之间的空闲时间。",
    # Zones.
    "Next time zone": "切换时区",
    "The event's own zone, the second one, the display zone": "日程自己的时区、第二时区、显示时区",
    "Second time zone": "第二时区",
    "Show the times of a second zone beside the others": "并排显示第二时区的时间",
    "Choose time zone": "选择时区",
    "Choose the zone to show times in": "选择按哪个时区显示时间",
    "Where are you?": "你在哪里？",
    "This machine is on UTC. Times and days are shown in the zone you choose here.": (
        "本机时区为 UTC。日期和时间将按此处选择的时区显示。"
    ),
    "Times and days are shown in the zone you choose here.": "日期和时间将按此处选择的时区显示。",
    "Until the program ends; after that {where} applies again.": "仅本次运行有效，之后仍以 {where} 为准。",
    "The event's own zone is the same. {key} chooses a second one.": (
        "该日程的时区就是当前时区。按 {key} 选择第二时区。"
    ),
    "Times in {city}": "按{city}时间显示",
    "no second zone": "不显示第二时区",
    "Its times are shown beside the others.": "它的时间会并排显示。",
    "Which second zone?": "选择哪个第二时区？",
    "a city or country, in English or Chinese": "城市或国家，中英文均可",
    "No such place.": "没有找到这个地方。",
    "choose": "选择",
    "skip": "跳过",
    "Times are in UTC, as this machine is. Another zone: --tz Asia/Shanghai, or timezone in config.toml": (
        "本机时区为 UTC，时间按 UTC 显示。要换时区：--tz Asia/Shanghai，或 config.toml 中的 timezone"
    ),
    "Rome": "罗马",
    "Amsterdam": "阿姆斯特丹",
    "Stockholm": "斯德哥尔摩",
    "Vancouver": "温哥华",
    "Mexico City": "墨西哥城",
    "Kuala Lumpur": "吉隆坡",
    "Macau": "澳门",
    "Cairo": "开罗",
    "Johannesburg": "约翰内斯堡",
    "“{value}” is not a span of hours, such as 09:00-18:00": "“{value}”不是时间段，例如 09:00-18:00",
}
