"""Chinese for the comparison of series with the server."""

from __future__ import annotations

TABLE: dict[str, str] = {
    "checking…": "正在核对…",
    "not checked: offline": "未核对：离线",
    "not checked: not signed in": "未核对：未登录",
    "checked {ago}": "{ago}核对",
    "not checked: {reason}": "未能核对：{reason}",
    "matches the server · {ago}": "与服务器一致 · {ago}",
    "differs: {missing} missing here, {extra} extra": "与服务器不一致：此处缺 {missing} 次，多 {extra} 次",
    "differs: {missing} missing here, {extra} extra, {moved} at another time": (
        "与服务器不一致：此处缺 {missing} 次，多 {extra} 次，{moved} 次时间不同"
    ),
    "dateutil agrees with us": "dateutil 支持此处的结果",
    "dateutil agrees with the server": "dateutil 支持服务器的结果",
    "dateutil agrees with neither": "dateutil 与两边都不一致",
    "dateutil cannot say who is right": "dateutil 无法判断谁对",
    "Comparison with the server": "与服务器的核对结果",
    "check again": "重新核对",
    "next difference": "下一处不同",
    "There is no series here to compare.": "这里没有可核对的重复日程。",
    "between {start} and {end}": "{start} 至 {end} 之间",
    "here": "此处",
    "on the server": "服务器",
    "here: {times}": "此处：{times}",
    "on the server: {times}": "服务器：{times}",
    "{original}: here {local}, on the server {server}": "{original}：此处 {local}，服务器 {server}",
    "1 occurrence": "1 次",
    "{count} occurrences": "{count} 次",
    "{local} here, {server} on the server": "此处 {local} 次，服务器 {server} 次",
    "{checked} series checked: {matched} match, {mismatched} differ, {errors} could not be checked.": (
        "核对了 {checked} 个重复日程：{matched} 个一致，{mismatched} 个不一致，{errors} 个未能核对。"
    ),
    "There is no recurring event to check.": "没有可核对的重复日程。",
    "The rule gives more than 10000 occurrences here.": "此规则在这段时间内产生超过 10000 次日程。",
    "The rule takes too long to work out here.": "此规则计算耗时过长。",
}
