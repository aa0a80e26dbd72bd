"""Chinese for the views of the days."""

from __future__ import annotations

TABLE: dict[str, str] = {
    "{month}": "{month_number}月",
    "{weekday} {day}": "{weekday} {day}",
    "Day and week": "日视图与周视图",
    "Agenda view": "日程列表视图",
    "Events day by day in a list": "按天列出日程",
    "Day view": "日视图",
    "The day over its hours": "按小时显示一天",
    "Week view": "周视图",
    "The week over its hours, or as many days as fit": "按小时显示一周，放不下时显示几天",
    "Next event": "下一个日程",
    "The next event": "下一个日程",
    "Previous event": "上一个日程",
    "The previous event": "上一个日程",
    "The day beside it, at the same time": "后一天的同一时间",
    "The day before it, at the same time": "前一天的同一时间",
    "As many days on as are shown": "往后翻一屏日期",
    "As many days back as are shown": "往前翻一屏日期",
    "Later hours": "更晚的时段",
    "Show later hours": "显示更晚的时段",
    "Earlier hours": "更早的时段",
    "Show earlier hours": "显示更早的时段",
    "To the first event of the day": "到当天第一个日程",
    "To the last event of the day": "到当天最后一个日程",
}
