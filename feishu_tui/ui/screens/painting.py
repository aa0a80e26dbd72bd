"""A screen that paints what changed in one go, and no more than that."""

from __future__ import annotations

from time import monotonic

from textual.screen import Screen

from feishu_tui.ui.lines_update import lines_update
from feishu_tui.ui.widgets.ground import Ground


class PaintingScreen(Ground, Screen[None]):
    """Paints every pane that is to be painted at once, and of panes of lines only the lines that changed.

    Textual paints those that have told the screen so far, the others a frame later: what follows the cursor would lag
    behind it, and cost another round. Each time it composes the whole stretch between the first and the last change.
    """

    frame_seconds = 0.0
    """No two frames are drawn within so much time."""
    _drawn_at = 0.0

    def catch_up(self) -> None:
        """Bring up to date what goes with what is to be painted."""

    def paint_soon(self) -> None:
        """Paint after what is under way, without waiting for the next frame: someone waits for just this."""
        self.call_next(self._on_timer_update)

    def _on_timer_update(self) -> None:
        now = monotonic()
        if now - self._drawn_at < self.frame_seconds:
            self._update_timer.resume()
            return
        self._drawn_at = now
        self.catch_up()
        self._dirty_widgets.update(each for each in self._compositor.visible_widgets if each._repaint_regions)
        super()._on_timer_update()

    def _compositor_refresh(self) -> None:
        composed, app = self._compositor, self.app
        update = None
        if self is app.screen and not app.is_inline:
            update = lines_update(composed._dirty_regions, composed.visible_widgets)
        if update is None:
            super()._compositor_refresh()
            return
        composed._dirty_regions.clear()
        self._dirty_widgets.clear()
        app._display(self, update if update.lines else None)
        app._update_mouse_over(self)
