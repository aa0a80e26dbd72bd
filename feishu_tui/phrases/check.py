"""Chinese for the comparison of series with the server."""

from __future__ import annotations

TABLE: dict[str, str] = {
    "checking…": "正在核对…",
    "not checked: offline": "未核对：离线",
    "not checked: not signed in": "未核对：未登录",
    "checked {ago}": "{ago}核对",
    "not checked: {reason}": "未能核对：{reason}",
    "matches the server · {ago}": "与服务器一致 · {ago}",
    "differs: {missing} missing here, {extra} extra": "与服务器不一致：本地缺 {missing} 次，多 {extra} 次",
    "differs: {missing} missing here, {extra} extra, {moved} at another time": (
        "与服务器不一致：本地缺 {missing} 次，多 {extra} 次，{moved} 次时间不同"
    ),
    "dateutil agrees with us": "dateutil 与本地结果一致",
    "dateutil agrees with the server": "dateutil 与服务器结果一致",
    "dateutil agrees with neither": "dateutil 与两边都不一致",
    "dateutil cannot say who is right": "dateutil 无法判断哪一方正确",
    "Comparison with the server": "与服务器的核对结果",
    "check again": "重新核对",
    "next difference": "下一处不同",
    "between {start} and {end}": "{start} 至 {end} 之间",
    "here": "本地",
    "on the server": "服务器",
    "here: {times}": "本地：{times}",
    "on the server: {times}": "服务器：{times}",
    "{original}: here {local}, on the server {server}": "{original}：本地 {local}，服务器 {server}",
    "1 occurrence": "1 次",
    "{count} occurrences": "{count} 次",
    "{local} here, {server} on the server": "本地 {local} 次，服务器 {server} 次",
    "{checked} series checked: {matched} match, {mismatched} differ, {errors} could not be checked.": (
        "核对了 {checked} 个重复日程：{matched} 个一致，{mismatched} 个不一致，{errors} 个未能核对。"
    ),
    "There is no recurring event to check.": "没有可核对的重复日程。",
    "The rule takes too long to work out here.": "此规则计算耗时过长。",
    "The rule gives more than 10000 occurrences here.": "此规则在这段时间内产生超过 10000 次日程。",
    "The series here give too many occurrences together.": "这段时间内的重复日程合计次数过多。",
    "The rule gives more than {most} occurrences before that.": "此规则在那之前产生超过 {most} 次日程。",
    "The rule gives nothing more, which dateutil would search for too long.": (
        "此规则不再产生日程，dateutil 需要搜索过久。"
    ),
    "The rule picks days by the hour or less, which takes dateutil too long.": (
        "此规则以小时或更短的间隔选取日期，dateutil 耗时过长。"
    ),
    "The series began too long ago for dateutil to count it from its beginning.": (
        "该重复日程开始得太早，dateutil 无法从头计数。"
    ),
    "dateutil cannot read the rule: {reason}.": "dateutil 无法识别此规则：{reason}。",
    "The server's own occurrences are shown instead.": "改为显示服务器给出的结果。",
    "Look at a shorter stretch of time.": "请查看更短的时间段。",
    "“{part}” is not a part of a recurrence rule.": "“{part}”不是重复规则的组成部分。",
    "The rule says {name} twice, and differently.": "规则中 {name} 出现两次，且互相矛盾。",
    "There is no FREQ.": "缺少 FREQ。",
    "FREQ={value} is not a frequency.": "FREQ={value} 不是有效的频率。",
    "The rule counts in another calendar (RSCALE or SKIP of RFC 7529).": (
        "此规则使用了其他历法（RFC 7529 的 RSCALE 或 SKIP）。"
    ),
    "{name}={value} is not a number a rule may have there.": "{name}={value} 不是此处允许的数字。",
    "{name}={value} names nothing.": "{name}={value} 无效。",
    "BYDAY={value} is not a weekday.": "BYDAY={value} 不是有效的星期。",
    "WKST={value} is not a weekday.": "WKST={value} 不是有效的星期。",
    "{name}={value} is not a date or time.": "{name}={value} 不是有效的日期或时间。",
    "The rule has an EXRULE, which RFC 5545 no longer knows.": "规则含有 EXRULE，RFC 5545 已不再支持。",
    "The kept comparison with the server cannot be read.": "无法读取已保存的核对结果。",
    "The series is not on this calendar any more.": "该重复日程已不在此日历上。",
    "Nobody is signed in.": "当前没有登录。",
    "There is no network.": "没有网络。",
}
