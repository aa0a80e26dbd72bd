"""What can be typed on the command line, described for argparse; a file for each group of commands.

``command_line`` has all of it, ``plain`` what is typed most often, without argparse.
"""
