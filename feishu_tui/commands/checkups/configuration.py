"""The configuration file: whether there is one, and every mistake in it."""

from __future__ import annotations

import stat
from collections.abc import Iterator

from feishu_tui.commands.checkups.finding import Finding
from feishu_tui.config import Config
from feishu_tui.language import Language

SECRETS = ("access_token", "app_secret")


def configuration(config: Config, say: Language) -> Iterator[Finding]:
    """One finding for the file, one for each mistake in it, one for a secret in it that others can read."""
    if config.refused is not None:
        remedy = (
            say(config.refused.hint) if config.refused.hint else say("Correct it; nothing else that is set applies.")
        )
        yield Finding("configuration", "fault", config.refused.sentence, remedy)
        return
    if config.file.exists():
        yield Finding("configuration", "ok", say("{file} is read.", file=config.file))
    else:
        sentence = say("There is no {file}; the defaults and the environment apply.", file=config.file)
        yield Finding("configuration", "ok", sentence)
    for problem in (*config.problems, *_key_problems(config, say)):
        yield Finding("configuration", "warning", problem, say("Correct it; everything else in the file applies."))
    yield from _open_secret(config, say)
    if config.now is not None:
        sentence = say("The clock is fixed at {now}.", now=config.now.astimezone(config.zone).isoformat())
        origin = config.origins.get("now", "")
        yield Finding(
            "configuration", "warning", sentence, say("Leave {origin} out to live in the present.", origin=origin)
        )


def _key_problems(config: Config, say: Language) -> list[str]:
    if not config.keys:
        return []
    # The list of commands comes with the screen, which takes its time to import.
    from feishu_tui.ui.keymap import IDS, problems

    unknown = [name for name in config.keys if name not in IDS]
    known = {name: keys for name, keys in config.keys.items() if name in IDS}
    told = [(config.origins[f"keys.{name}"], problems({name: config.keys[name]}, say)) for name in unknown]
    told.append((str(config.file), problems(known, say)))
    return [f"{where}: {problem}" for where, found in told for problem in found]


def _open_secret(config: Config, say: Language) -> Iterator[Finding]:
    inside = [key for key in SECRETS if config.origins.get(key, "").startswith(config.file.name)]
    try:
        mode = config.file.stat().st_mode
    except OSError:
        return
    if mode & (stat.S_IWGRP | stat.S_IWOTH):
        sentence = say("{file} can be changed by others, who could have the login sent elsewhere.", file=config.file)
        yield Finding("configuration", "fault", sentence, f"chmod 600 {config.file}")
    elif inside and mode & (stat.S_IRGRP | stat.S_IROTH):
        sentence = say("{file} holds a secret and can be read by others.", file=config.file)
        yield Finding("configuration", "fault", sentence, f"chmod 600 {config.file}")
