"""Events as iCalendar (RFC 5545), for other calendars to read; pure: events and moments in, text out.

From the text upwards: ``lines`` (escaping and folding), ``moments`` (dates and times), ``zones`` (VTIMEZONE), ``rules``
(RRULE, EXDATE, RDATE), ``entries`` (VEVENT), ``gathering`` (which events belong together), ``document`` (all of it).
"""

from feishu_tui.ical.document import calendar_text
from feishu_tui.ical.gathering import Exported, Known, gathered

__all__ = ["Exported", "Known", "calendar_text", "gathered"]
