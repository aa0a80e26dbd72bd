"""Chinese for the join card, and for copying and saving events."""

from __future__ import annotations

TABLE: dict[str, str] = {
    "Join card": "入会卡片",
    "Join": "加入会议",
    "join": "加入会议",
    "in Feishu": "飞书链接",
    "Open in Feishu": "在飞书中打开",
    "copy link": "复制链接",
    "Copy link": "复制链接",
    "How to join: link, number, password, QR code": "如何加入：链接、会议号、密码、二维码",
    "How to join the meeting": "如何加入会议",
    "The event's own link, also as a QR code": "日程在飞书中的链接，附二维码",
    "The event's own link in Feishu": "日程在飞书中的链接",
    "Copy date, time, title and place; again: show them for selecting": (
        "复制日期、时间、标题和地点；再按一次：单独显示以便选取"
    ),
    "Copy the meeting link; again: show it for selecting": "复制会议链接；再按一次：单独显示以便选取",
    "Copy the link; again: show it for selecting": "复制链接；再按一次：单独显示以便选取",
    "Scan this with a phone, or open the link in any browser.": "用手机扫描二维码，或在任意浏览器中打开链接。",
    "For a QR code this window is too small.": "窗口太小，放不下二维码。",
    "Its link is not a web address and is not shown.": "其链接不是网址，不予显示。",
    "The server gives no link to this event.": "服务器没有给出此日程的链接。",
    "This event has no meeting.": "此日程没有会议。",
    "As sent, the link disguises where it leads: to {host}.": "原链接掩饰了真实去向，实际指向 {host}。",
    "Number": "会议号",
    "Password": "密码",
    "There is no link here to copy.": "这里没有可复制的链接。",
    "There is no event here.": "这里没有日程。",
    "There is no meeting link here to copy.": "这里没有可复制的会议链接。",
    "Sent to the clipboard ({key} again shows it): {text}": "已发往剪贴板（再按 {key} 单独显示）：{text}",
    (
        "Sent to the terminal's clipboard. Whether it arrived cannot be known: {key} again shows the link "
        "by itself, to be selected."
    ): "已发往终端的剪贴板，但无从得知是否到达：再按 {key} 单独显示链接，以便选取。",
    (
        "Sent through tmux, which passes it on where its set-clipboard or allow-passthrough is on. {key} again "
        "shows the link by itself, to be selected."
    ): "已发给 tmux，开启 set-clipboard 或 allow-passthrough 时它才会转发。再按 {key} 单独显示链接，以便选取。",
    (
        "Sent through screen to the terminal's clipboard. Whether it arrived cannot be known: {key} again shows "
        "the link by itself, to be selected."
    ): "已经由 screen 发往终端的剪贴板，但无从得知是否到达：再按 {key} 单独显示链接，以便选取。",
    "Save": "保存",
    "Save the event, of a series all of it, as an .ics file": "把日程（重复日程则为整个系列）存为 .ics 文件",
    "Save in {folder} as": "存到 {folder}，文件名",
    "The folder the program was started in is gone.": "启动程序时所在的目录已不存在。",
    "the name of a file": "文件名",
    "There is no event here to save.": "这里没有可保存的日程。",
    "{path} exists already; it was left as it is.": "{path} 已存在，未作改动。",
    "{path} cannot be written: {why}.": "无法写入 {path}：{why}。",
    "{path} cannot be the name of a file.": "{path} 不能用作文件名。",
    "Saved: {path}": "已保存：{path}",
    "Select it with the mouse and copy as your terminal does. Any key goes back.": (
        "请用鼠标选取，并按终端的方式复制。按任意键返回。"
    ),
}
