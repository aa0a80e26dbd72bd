"""Time zones to choose from: those many people are in first, found by city in English and Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from feishu_tui.dates import zone_label
from feishu_tui.language import Language
from feishu_tui.text import fold, pad, width
from feishu_tui.ui.line import Line, Piece, fitted

COMMON: dict[str, str] = {
    "Asia/Shanghai": "中国 北京 Beijing 深圳 Shenzhen 广州 Guangzhou 杭州 Hangzhou 成都 Chengdu 武汉 Wuhan 南京 "
    "Nanjing 西安 Xi'an 重庆 Chongqing 天津 Tianjin 苏州 Suzhou 厦门 Xiamen 东八区 CST",
    "Asia/Hong_Kong": "中国香港",
    "Asia/Taipei": "中国台湾 台湾 Taiwan",
    "Asia/Macau": "澳门 Macao",
    "Asia/Urumqi": "新疆 Xinjiang",
    "Asia/Singapore": "新加坡",
    "Asia/Tokyo": "日本 Japan 大阪 Osaka JST",
    "Asia/Seoul": "韩国 Korea",
    "Asia/Bangkok": "泰国 Thailand",
    "Asia/Jakarta": "印尼 Indonesia",
    "Asia/Manila": "菲律宾 Philippines",
    "Asia/Kuala_Lumpur": "吉隆坡 马来西亚 Malaysia",
    "Asia/Ho_Chi_Minh": "越南 Vietnam 河内 Hanoi",
    "Asia/Kolkata": "印度 India 孟买 Mumbai 班加罗尔 Bangalore 新德里 Delhi IST",
    "Asia/Dubai": "阿联酋 阿布扎比 Abu Dhabi",
    "Europe/Moscow": "俄罗斯 Russia",
    "Europe/Berlin": "德国 Germany 慕尼黑 Munich 法兰克福 Frankfurt 汉堡 Hamburg CET",
    "Europe/Paris": "法国 France",
    "Europe/London": "英国 UK 伦敦",
    "Europe/Madrid": "西班牙 Spain 巴塞罗那 Barcelona",
    "Europe/Rome": "罗马 意大利 Italy 米兰 Milan",
    "Europe/Amsterdam": "阿姆斯特丹 荷兰 Netherlands",
    "Europe/Zurich": "瑞士 Switzerland 日内瓦 Geneva",
    "Europe/Stockholm": "斯德哥尔摩 瑞典 Sweden",
    "America/New_York": "美国东部 波士顿 Boston 华盛顿 Washington 迈阿密 Miami EST",
    "America/Chicago": "美国中部 达拉斯 Dallas 休斯敦 Houston 奥斯汀 Austin",
    "America/Denver": "美国山地",
    "America/Los_Angeles": "美国西部 旧金山 San Francisco 西雅图 Seattle 硅谷 圣何塞 San Jose PST",
    "America/Toronto": "加拿大 Canada",
    "America/Vancouver": "温哥华",
    "America/Mexico_City": "墨西哥 Mexico",
    "America/Sao_Paulo": "巴西 Brazil",
    "Australia/Sydney": "澳大利亚 Australia 墨尔本 Melbourne",
    "Pacific/Auckland": "新西兰 New Zealand",
    "Africa/Cairo": "开罗 埃及 Egypt",
    "Africa/Johannesburg": "约翰内斯堡 南非 South Africa",
    "UTC": "世界时 协调世界时",
}
"""Zone to what else people look for it by: countries, other cities, abbreviations, in the order they are offered."""
MOST = 60
"""So many are offered at once."""
_CHINESE = Language("zh")


def zone_choices(typed: str, guess: str) -> list[str]:
    """IANA names, the likeliest first: the guess and the common ones, or what ``typed`` is a part of."""
    offered = list(dict.fromkeys((guess, *COMMON)))
    wanted = fold(typed).replace("_", " ").strip()
    if not wanted:
        return offered
    rest = sorted(available_timezones() - set(offered))
    found = [(_rank(wanted, name), name) for name in (*offered, *rest)]
    return [name for rank, name in sorted(found, key=lambda each: each[0]) if rank < _NOT][:MOST]


_NOT = 3


def _rank(wanted: str, name: str) -> int:
    """0 where a word of it begins so, 1 where it is the name of a rarer zone, 2 somewhere inside, 3 nowhere."""
    words = _words(name)
    if any(word.startswith(wanted) for word in words):
        return 0 if name in COMMON else 1
    return 2 if any(wanted in word for word in words) else _NOT


@cache
def _words(name: str) -> Sequence[str]:
    """What a zone is found by, folded: its name, its city in both languages, and what else is known of it."""
    whole = name.replace("_", " ")
    city = whole.rpartition("/")[2]
    aliases = COMMON.get(name, "")
    return [fold(word) for word in (city, whole, zone_label(name, _CHINESE), *aliases.split(), aliases) if word]


def zone_lines(names: Sequence[str], now: datetime, cells: int, say: Language) -> list[Line]:
    """A line a zone: its city, the time there, how far from UTC, its name."""
    cities = [zone_label(name, say) for name in names]
    column = min(max(map(width, cities), default=0), 20)
    return [_line(name, city, column, now, cells) for name, city in zip(names, cities, strict=True)]


def _line(name: str, city: str, column: int, now: datetime, cells: int) -> Line:
    there = now.astimezone(ZoneInfo(name))
    pieces = (
        Piece(f" {pad(city, column)}  "),
        Piece(f"{there:%H:%M}", "strong"),
        Piece(f"  {pad(_offset(there), 9)}", "dim"),
        Piece(f"  {name}", "dim"),
    )
    return fitted(pieces, cells)


def _offset(moment: datetime) -> str:
    """``UTC``, ``UTC+8``, ``UTC−3:30``."""
    offset = moment.utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset is not None else 0
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}{f':{rest:02}' if rest else ''}"
