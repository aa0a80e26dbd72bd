"""Chinese for who takes part, what waits for an answer, and what changed."""

from __future__ import annotations

TABLE: dict[str, str] = {
    "No more than {count} changes are kept, those of events nearest to now.": (
        "最多保留 {count} 条变更，以离现在最近的日程为先。"
    ),
    # Keys and screens.
    "List": "列表",
    "To answer": "待回复",
    "To answer: {count}": "待回复：{count}",
    "Invitations you have not answered": "尚待回复的邀请",
    "Changes": "变更",
    "What changed since you last looked, and before": "上次查看以来及更早的变更",
    "go there": "前往",
    # What changed.
    "new": "新日程",
    "cancelled": "已取消",
    "until {time} instead of {before}": "改到 {time} 结束，原为 {before}",
    "renamed, was “{title}”": "改名，原为“{title}”",
    "has a title now": "有了标题",
    "repeats differently": "重复规则有变",
    "place: {place}": "地点：{place}",
    "place was {place}": "地点有变，原为 {place}",
    "no place any more, was {place}": "不再有地点，原为 {place}",
    "{count} moved": "{count} 个改了时间",
    "{count} new": "{count} 个新日程",
    "{count} otherwise changed": "{count} 个其他变更",
    "{count} updated": "{count} 个有更新",
    "{count} to answer": "{count} 个待回复",
    "{count} changed · {key} lists them": "{count} 个日程有变更 · {key} 查看",
    "Since {time}": "自 {time} 起",
    "Since yesterday {time}": "自昨天 {time} 起",
    "Since {day} {time}": "自{day} {time} 起",
    "So far": "到目前为止",
    "nothing has changed": "没有变更",
    "{when}: {what}": "{when}：{what}",
    "Earlier": "更早",
    "Nothing has changed since the calendars were first synced.": "自首次同步以来没有任何变更。",
    "The event is not there any more; this was its day.": "日程已不存在；这是它原来的日期。",
    "The series is not there any more.": "该重复日程已不存在。",
    # Who takes part.
    "Members of chats": "群成员",
    "Show or hide the members of invited chats": "展开或收起受邀群组的成员",
    "More members": "更多成员",
    "Show more members of the chats": "显示更多群成员",
    "No chat is invited here.": "此日程没有邀请群组。",
    "answer not known": "回复未知",
    "{count} members read": "已读取 {count} 名成员",
    "{key} shows the members": "{key} 显示成员",
    "no members read so far": "尚未读取过成员",
    "reading members…": "正在读取成员…",
    # Calendars that share busy times only.
    "Busy · {name}": "忙碌 · {name}",
    "Only busy times are shared with you.": "对方仅向你共享忙闲信息。",
    "busy times read {when}": "忙闲信息读取于 {when}",
    "Only people's busy times can be asked for.": "只能查询个人的忙闲信息。",
    "It cannot be found out whose it is.": "无法得知该日历属于谁。",
    # What waits for an answer.
    "You have answered every invitation to come.": "没有待回复的邀请。",
    "organizer not known": "组织者未知",
    "Answer in Feishu: open the event there, then accept, maybe or decline. {key} shows its link as a card.": (
        "请在飞书中回复：打开该日程，选择接受、待定或拒绝。按 {key} 以卡片显示其链接。"
    ),
}
