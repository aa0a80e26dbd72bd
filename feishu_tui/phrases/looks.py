"""Chinese for colours and the terminal."""

from __future__ import annotations

TABLE: dict[str, str] = {
    "Theme": "主题",
    "Themes": "主题",
    "Choose the colours; each theme is shown as you move to it": "选择配色；移动光标即可预览每个主题",
    "keep": "采用",
    "dark": "深色",
    "light": "浅色",
    "cannot be used": "无法使用",
    "Theme: {theme}, until you quit; the demo keeps nothing.": "已换成{theme}，退出前有效：演示模式不保存任何内容。",
    "Theme: {theme}, from now on.": "已换成{theme}，以后启动也使用它。",
    "Theme: {theme}. At the next start {origin} goes first.": "已换成{theme}，但下次启动时 {origin} 优先。",
    "{file} is written in a way this program does not edit; it was left as it is.": "{file} 的写法特殊，未作改动。",
    "Cannot write {file}: {reason}.": "无法写入 {file}：{reason}。",
    "The program made a mistake and had to stop: {kind}.": "程序出错，已停止：{kind}。",
    "What is kept is safe. A report to pass on is in {file}.": "已保存的内容没有丢失。可供反馈的报告在 {file}。",
    "Please report what it prints with --verbose added.": "请加上 --verbose 再运行一次，并反馈它的输出。",
    "Mouse": "鼠标",
    "Leave the mouse to the terminal, to select text, or take it back": "把鼠标交给终端以便选取文本，或收回",
    "The mouse works here again; the terminal selects text with Shift held.": (
        "鼠标已收回；按住 Shift 可在终端中选取文本。"
    ),
    "The mouse is the terminal's: select text as anywhere else. The same key takes it back.": (
        "鼠标已交给终端，可照常选取文本。再按一次收回。"
    ),
}
