"""What shells are told of the command line: completions and the manual page, both made from its parser."""

from feishu_tui.shell.completions import SHELLS, completion
from feishu_tui.shell.manual import manual

__all__ = ["SHELLS", "completion", "manual"]
