"""From flags, environment and file to a ``Config``."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress

from feishu_tui.config import readers
from feishu_tui.config.file import ConfigFile, Key, read_file
from feishu_tui.config.folders import folder
from feishu_tui.config.settings import HOSTS, Config
from feishu_tui.config.sources import ALIASES, BELONGS_TO, FILE_KEYS, PREFIX, SETTINGS, Setting
from feishu_tui.config.unchosen_theme import unconfigured_theme
from feishu_tui.config.zones import box_zone
from feishu_tui.errors import ConfigError
from feishu_tui.language import Language, language_of
from feishu_tui.lazy_dataclasses import dataclass, field, replace
from feishu_tui.lazy_typing import Any, cast

DEFAULT = "default"
"""The origin of what nobody set."""

_FLAGS = ("verbose", *(setting.attribute for setting in SETTINGS if setting.flag))

_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where POSIX looks for the language, in this order (XBD §8.2)."""


def load(flags: Mapping[str, object], environ: Mapping[str, str]) -> Config:
    """The configuration in force; flags > environment > profile > file > defaults.

    ``flags`` are parsed arguments by name; others than ours are passed over. A mistake in the file is told in
    ``problems`` and the rest applies; raises ConfigError for one in a flag or variable, in an address, and for a
    file that is not TOML.
    """
    say = _language(flags, environ)
    return _loaded(flags, environ, read_file(_config_file(environ), say), say)


def load_without_file(flags: Mapping[str, object], environ: Mapping[str, str], refused: ConfigError) -> Config:
    """The configuration when file and environment are passed over, for what helps to mend them: see ``refused``.

    Raises ConfigError for a mistake in a flag.
    """
    say = _language(flags, {name: environ[name] for name in _LOCALES if name in environ})
    # Where things are still counts: there the mistake is to be looked for.
    kept = {name: value for name, value in environ.items() if not name.startswith(PREFIX) or name.endswith("_DIR")}
    config = _loaded(flags, kept, ConfigFile(_config_file(environ)), say)
    return replace(config, refused=refused)


def _loaded(flags: Mapping[str, object], environ: Mapping[str, str], file: ConfigFile, say: Language) -> Config:
    loading = _Loading(flags, environ, file, say)
    loading.values["lang"] = say.code
    loading.origins["lang"] = next((name for name in _LOCALES if environ.get(name)), DEFAULT)
    loading.read_all()
    loading.check_keys()
    keys = loading.remapped_keys()
    config = Config(
        config_folder=os.path.dirname(file.path),
        cache_folder=folder("cache", environ),
        state_folder=folder("state", environ),
        box_timezone=box_zone(environ),
        verbose=bool(flags.get("verbose")),
        keys=keys,
        problems=tuple(loading.problems),
        profiles=file.profiles,
        flags={name: flags[name] for name in _FLAGS if flags.get(name) is not None},
        origins=loading.origins,
        **cast("dict[str, Any]", loading.values),
    )
    if config.profile in (*config.profiles, DEFAULT):
        return config
    from feishu_tui.config.profiles import misnamed

    mistaken = misnamed(config, loading.say)
    return replace(config, problems=(*config.problems, mistaken)) if mistaken else config


def _config_file(environ: Mapping[str, str]) -> str:
    return os.path.join(folder("config", environ), "config.toml")


def spoken(lang: str, environ: Mapping[str, str]) -> Language:
    """The language of a person of whom no more is known yet: ``lang`` from the command line, empty for none.

    Never raises: what is wrong with the configuration is told when it is loaded.
    """
    named: object = lang or environ.get(f"{PREFIX}LANG", "")
    if not named:
        with suppress(ConfigError):
            table = read_file(_config_file(environ), Language()).table
            named = table.get("lang", table.get("language", ""))
    return Language(language_of(named)) if isinstance(named, str) and named else _language({}, environ)


def _language(flags: Mapping[str, object], environ: Mapping[str, str]) -> Language:
    """The language asked for by flag, variable or locale, before the file is read."""
    locale = next((environ[name] for name in _LOCALES if environ.get(name)), "")
    return Language(language_of(_first_word(flags, environ) or locale))


def _first_word(flags: Mapping[str, object], environ: Mapping[str, str]) -> str:
    """The language asked for by flag or variable, before anything is read: complaints are in it."""
    return str(flags.get("lang") or environ.get(f"{PREFIX}LANG") or "")


@dataclass
class _Loading:
    flags: Mapping[str, object]
    environ: Mapping[str, str]
    file: ConfigFile
    say: Language
    values: dict[str, object] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def read_all(self) -> None:
        """Every setting from the first source that has it and makes sense; then what follows from others."""
        for setting in SETTINGS:
            self._read(setting)
            if setting.key == "lang":
                self.say = Language(str(self.values["lang"]))
        brand = str(self.values.get("brand", "feishu"))
        for key, host in zip(("base_url", "accounts_url"), HOSTS[brand], strict=True):
            self.values.setdefault(key, host)
        if "theme" not in self.values:
            self.values["theme"] = unconfigured_theme(self.environ)

    def _read(self, setting: Setting) -> None:
        self.origins.setdefault(setting.key, DEFAULT)
        for raw, origin, key in self._sources(setting):
            try:
                self.values[setting.key] = self._value(setting, raw)
            except readers.Refused as exc:
                in_file = key != ()
                where = self.file.where(key, self.say) if in_file else origin
                sentence = self.say("{where}: {key}: {reason}", where=where, key=setting.key, reason=exc)
                if not in_file or setting.vital:
                    raise ConfigError(sentence) from exc
                self.problems.append(sentence)
                continue
            self.origins[setting.key] = origin
            return

    def _value(self, setting: Setting, raw: object) -> object:
        if setting.key == "theme":
            from feishu_tui.config.themes import theme_files

            return readers.theme(raw, theme_files(os.path.dirname(self.file.path)), self.say)
        return setting.read(raw, self.say)

    def _sources(self, setting: Setting) -> Iterator[tuple[object, str, Key]]:
        """What each source says, where it comes from, and its key in the file (empty for the others), best first."""
        flag = self.flags.get(setting.attribute) if setting.flag else None
        if flag is not None:
            yield flag, f"--{setting.flag}", ()
        variable = f"{PREFIX}{setting.variable}"
        if setting.variable and self.environ.get(variable, "").strip():
            yield self.environ[variable], variable, ()
        if not setting.in_file:
            return
        profile = str(self.values.get("profile", DEFAULT))
        tables: list[tuple[Key, Mapping[str, object]]] = []
        if setting.key != "profile":
            tables.append((("profiles", profile), self.file.profile(profile)))
        if setting.key not in self._set_apart(profile):
            tables.append(((), self.file.table))
        for prefix, table in tables:
            for name in (setting.key, *(alias for alias, key in ALIASES.items() if key == setting.key)):
                if name in table:
                    where = " ".join([os.path.basename(self.file.path), *_bracketed(prefix)])
                    yield table[name], where, (*prefix, name)

    def _set_apart(self, profile: str) -> set[str]:
        """What the lines above the profiles do not say for a profile that is on another server, or for another app."""
        own = self.file.profile(profile)
        differing = [name for name in BELONGS_TO if name in own and own[name] != self.file.table.get(name)]
        return {key for name in differing for key in BELONGS_TO[name]}

    def remapped_keys(self) -> dict[str, str]:
        """The table ``[keys]``, command id to keys."""
        table = self.file.table.get("keys", {})
        if not isinstance(table, dict):
            self._complain(("keys",), self.say("it has to be a table: [keys]"))
            return {}
        found: dict[str, str] = {}
        for name, value in table.items():
            try:
                found[name] = readers.keys(value, self.say)
                self.origins[f"keys.{name}"] = self.file.where(("keys", name), self.say)
            except readers.Refused as exc:
                self._complain(("keys", name), str(exc))
        return found

    def check_keys(self) -> None:
        """Tell of keys in the file that mean nothing, with the nearest that does."""
        known = (*FILE_KEYS, *ALIASES)
        self._check_table((), self.file.table, (*known, "keys", "profiles"))
        profiles = self.file.table.get("profiles", {})
        for name, table in profiles.items() if isinstance(profiles, dict) else ():
            if isinstance(table, dict):
                self._check_table(("profiles", name), table, tuple(key for key in known if key != "profile"))
            else:
                self._complain(("profiles", name), self.say("it has to be a table: [profiles.NAME]"))
        if not isinstance(profiles, dict):
            self._complain(("profiles",), self.say("it has to be a table: [profiles.NAME]"))

    def _check_table(self, prefix: Key, table: Mapping[str, object], known: tuple[str, ...]) -> None:
        for name in table:
            if name in known:
                continue
            from difflib import get_close_matches

            near = get_close_matches(name, known, 1, 0.5)
            reason = (
                self.say("there is no such setting; perhaps {near}?", near=near[0])
                if near
                else self.say("there is no such setting")
            )
            self._complain((*prefix, name), reason)

    def _complain(self, key: Key, reason: str) -> None:
        where = self.file.where(key, self.say)
        self.problems.append(self.say("{where}: {key}: {reason}", where=where, key=".".join(key), reason=reason))


def _bracketed(prefix: Key) -> list[str]:
    return [f"[{'.'.join(prefix)}]"] if prefix else []
