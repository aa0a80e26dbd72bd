"""Searching."""

from __future__ import annotations

TABLE: dict[str, str] = {
    "upcoming only": "仅未来",
    "past only": "仅过去",
    "Tab: upcoming, past, all": "Tab：未来、过去、全部",
    "{onward}, {back}: next, previous “{text}”": "{onward}、{back}：下一个、上一个“{text}”",
    "{key} searches; then there are matches to go to.": "先按 {key} 搜索，才能跳到匹配的日程。",
    "No match after this one.": "后面没有匹配的日程了。",
    "No match before this one.": "前面没有匹配的日程了。",
    "Next match": "下一个匹配",
    "To the next event the last search found": "到上次搜索找到的下一个日程",
    "Previous match": "上一个匹配",
    "To the previous event the last search found": "到上次搜索找到的上一个日程",
    "{mark} only on the server": "{mark} 仅服务器上有",
    "{mark} on the server, too": "{mark} 服务器上也有",
    "offline: only what was read before": "离线：仅限已读取的内容",
    "on the server": "来自服务器",
    "… more": "……更多",
    "Shown again: the calendar “{name}”": "已重新显示日历“{name}”",
    "It is cancelled; the days do not list it.": "该日程已取消，日程列表中不显示。",
    "The days do not list it as things are set.": "按当前设置，日程列表中不显示该日程。",
}
