"""The command that helps a shell to complete the others."""

from __future__ import annotations

from feishu_tui.arguments.command import AddCommand


def add_completion(add: AddCommand) -> None:
    """Add ``completion``."""
    text = """\
Prints a script by which the shell completes commands, options, dates and the names of calendars. Packages put it
where shells find it; where that did not happen, load it yourself. With calendars instead of a shell it prints the
names of the calendars in the cache, one a line; the scripts ask for them."""
    examples = """\
  source <(feishu-tui completion bash)                                      in ~/.bashrc
  eval "$(feishu-tui completion zsh)"                                       in ~/.zshrc, after compinit
  feishu-tui completion fish > ~/.config/fish/completions/feishu-tui.fish"""
    completion = add("completion", "print a completion script for the shell", text, examples)
    completion.add_argument(
        "shell", choices=("bash", "zsh", "fish", "calendars"), help="the shell, or calendars for their names"
    )
