"""Chinese for what can be wrong with a configuration."""

from __future__ import annotations

TABLE: dict[str, str] = {
    "it has to be text, in quotation marks": "应该是引号括起来的文字",
    "it has to be true or false, without quotation marks": "应该是 true 或 false，不加引号",
    "it has to be 1 or 2": "应该是 1 或 2",
    "it holds characters that cannot be seen": "含有看不见的字符",
    "“{value}” is none of {known}; perhaps {near}?": "“{value}”不在 {known} 之中，是不是 {near}？",
    "“{value}” is none of {known}": "“{value}”不在 {known} 之中",
    "there is no time zone “{value}”; perhaps {near}?": "没有时区“{value}”，是不是 {near}？",
    "there is no time zone “{value}”; write it like Asia/Shanghai": "没有时区“{value}”，请写成 Asia/Shanghai 这样",
    " or ": " 或 ",
    "“{value}” is not a time with an offset, such as 2026-11-21T11:07:00+08:00": (
        "“{value}”不是带时差的时间，例如 2026-11-21T11:07:00+08:00"
    ),
    "“{value}” cannot name a profile: letters, digits, - and _ can": "“{value}”不能作为配置名：可用字母、数字、- 和 _",
    "“{value}” is not an address such as https://open.feishu.cn": "“{value}”不是 https://open.feishu.cn 这样的地址",
    "“{value}” would send the token unprotected; http is for this machine only": (
        "“{value}”会明文发送令牌；http 只能用于本机"
    ),
    "“{value}” begins with the home folder of nobody known": "“{value}”开头的主目录不属于任何已知用户",
    "{file}, line {line}": "{file} 第 {line} 行",
    "{file} is not UTF-8 text.": "{file} 不是 UTF-8 文本。",
    "Cannot read {file}: {reason}.": "无法读取 {file}：{reason}。",
    "{file} is not TOML: {reason}.": "{file} 不是 TOML：{reason}。",
    'Text goes in quotation marks: timezone = "Asia/Shanghai"': '文字要用引号括起来：timezone = "Asia/Shanghai"',
    "{where}: {key}: {reason}": "{where}：{key}：{reason}",
    "it has to be a table: [keys]": "应该是一个表：[keys]",
    "it has to be a table: [profiles.NAME]": "应该是一个表：[profiles.NAME]",
    "there is no such setting; perhaps {near}?": "没有这个设置，是不是 {near}？",
    "there is no such setting": "没有这个设置",
    "it names one; the settings of a profile go below [profiles.NAME]": (
        "它只用来指定名称；各项设置写在 [profiles.NAME] 下"
    ),
    "{where}: {key}: it is set twice": "{where}：{key}：重复设置",
    "Keep one of the two.": "请只保留其中一个。",
    "{file} is no configuration: it is not a plain file, or larger than 1 MB.": (
        "{file} 不是配置文件：它不是普通文件，或大于 1 MB。"
    ),
    "{origin}: there is no profile “{name}” yet; perhaps {near}?": (
        "{origin}：还没有名为“{name}”的配置，是不是 {near}？"
    ),
}
