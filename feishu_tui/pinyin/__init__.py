"""Chinese by how it is spoken: letters that spell what is written, whole syllables, first letters or both.

"chanpin", "cp", "chanp" and "产品ps" all spell a part of 产品评审会; a character with several readings answers to each.
Tones are left out, ü is typed v or u.
"""

from __future__ import annotations

from feishu_tui.pinyin.marks import BITS, Way, marks, needed
from feishu_tui.pinyin.readings import CHINESE, holds_chinese, learn, readings
from feishu_tui.pinyin.spelling import Range, spelled
from feishu_tui.pinyin.syllables import ONLY_FIRST

__all__ = [
    "BITS",
    "CHINESE",
    "ONLY_FIRST",
    "Range",
    "Way",
    "holds_chinese",
    "learn",
    "marks",
    "needed",
    "readings",
    "spelled",
]
