"""What is still to come of each series, worked out once a minute."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from feishu_tui.model import Event

if TYPE_CHECKING:
    from feishu_tui.store import Store
    from feishu_tui.sync.checked import Checked
    from feishu_tui.ui.series_outlook import Outlook


class Outlooks:
    """The outlooks of the series in a cache."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[tuple[str, str], tuple[datetime, Outlook | None]] = {}
        self._checked: dict[tuple[str, str], tuple[object, Checked]] = {}

    def forget(self) -> None:
        """Work each out again: the cache has changed."""
        self._known, self._checked = {}, {}

    def of(self, series: Event, now: datetime) -> Outlook | None:
        """What is still to come of a series, where the server was found to differ as it has it.

        ``now`` is aware, in the display zone. ``None`` where the rule cannot be read. Worked out once a minute, as a
        hostile rule may take long.
        """
        key, minute = (series.calendar_id, series.event_id), now.replace(second=0, microsecond=0)
        known = self._known.get(key)
        if known is None or known[0] != minute:
            known = self._known[key] = minute, self._worked_out(series, now)
        return known[1]

    def checked(self, series: Event) -> Checked | None:
        """How a series compared with the server; ``None`` where it was not compared, or has changed since."""
        from feishu_tui.sync.checked import Checked

        key = series.calendar_id, series.event_id
        kept = self._store.check(*key)
        if kept is None:
            return None
        known = self._checked.get(key)
        if known is None or known[0] != kept:
            known = self._checked[key] = kept, Checked.of_document(*key, *kept)
        return known[1]

    def _worked_out(self, series: Event, now: datetime) -> Outlook | None:
        # The days are on screen before anybody asks what is still to come of a series.
        from feishu_tui.ui.series_outlook import as_the_server_has_it, outlook

        found = outlook(series, self._store.exceptions(series.calendar_id, series.uid), now)
        checked = self.checked(series)
        if found is None or checked is None or checked.status != "mismatch":
            return found
        return as_the_server_has_it(found, checked, now)
