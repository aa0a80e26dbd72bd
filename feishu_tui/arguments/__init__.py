"""What can be typed on the command line, described for argparse; a file for each group of commands."""

from feishu_tui.arguments.command_line import parser

__all__ = ["parser"]
