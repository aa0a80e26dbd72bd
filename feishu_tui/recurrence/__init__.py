"""Series into occurrences: exact by RFC 5545 §3.3.10 and §3.8.5.3, at a cost that follows the span, not the age.

All arithmetic is on wall-clock times of the event's zone, the zone attached afterwards; an all-day series is one at
midnight UTC. Three decisions where the RFC leaves room:

- A DTSTART that does not match its rule is not part of the set and COUNT does not count it (§3.8.5.3 calls the set
  undefined); the check against the server tells where a server thinks otherwise.
- A time that does not exist takes the offset before the gap, an ambiguous one is the first of the two; two times of a
  rule that fall onto one instant are one occurrence. The series' own start is always the instant it was given as.
- Parts a rule may not have are read as other engines read them: an ordinal in BYDAY counts only in MONTHLY and YEARLY
  rules; BYWEEKNO, BYYEARDAY and BYMONTHDAY narrow the periods they may not expand.

From the rule upwards: ``wall`` (seconds on the wall), ``budget`` (an end to every search), ``days`` (which days),
``clock`` (which times of a day), ``pattern`` (the rule without its end), ``counting`` (COUNT), ``series`` (zone, UNTIL,
EXDATE, RDATE), ``expansion`` and ``outlook`` (what others ask for).
"""

from __future__ import annotations

from feishu_tui.recurrence.budget import Shared
from feishu_tui.recurrence.expansion import LIMIT, expand, originals, starts_inside
from feishu_tui.recurrence.outlook import last_start, next_starts, remaining
from feishu_tui.recurrence.zones import zone_of

__all__ = [
    "LIMIT",
    "Shared",
    "expand",
    "last_start",
    "next_starts",
    "originals",
    "remaining",
    "starts_inside",
    "zone_of",
]
