"""Chinese for what the cache and the sync say of themselves."""

from __future__ import annotations

TABLE: dict[str, str] = {
    "The cache cannot be written here; this session is kept in memory only.": (
        "无法写入缓存；本次会话只保存在内存中。"
    ),
    "Something that is not a plain file stands where the cache should be; this session is kept in memory only.": (
        "缓存的位置上不是普通文件；本次会话只保存在内存中。"
    ),
    "The cache belongs to another user and is left alone; this session is kept in memory only.": (
        "缓存属于其他用户，未作改动；本次会话只保存在内存中。"
    ),
    "The file system of the cache keeps no locks; this session is kept in memory only.": (
        "缓存所在的文件系统不支持文件锁；本次会话只保存在内存中。"
    ),
    "The cache was damaged; it was set aside and is being built anew.": "缓存已损坏；旧文件已移开，正在重建。",
    "The cache was written by another version; it was set aside and is being built anew.": (
        "缓存由其他版本写成；旧文件已移开，正在重建。"
    ),
    "The cache keeps failing.": "缓存一再出错。",
    "Delete the cache folder and sync again.": "请删除缓存目录后重新同步。",
    "The cache is closed.": "缓存已关闭。",
    "Another program has been holding the cache for too long.": "另一个程序占用缓存的时间过长。",
    "Try again.": "请重试。",
    "The cache is damaged and cannot be replaced.": "缓存已损坏，且无法替换。",
    "The calendar is no longer in the list.": "该日历已不在列表中。",
    "Another process has begun to pull this calendar in full.": "另一个进程已开始完整同步该日历。",
    "Another process has brought this calendar up to date.": "另一个进程已更新该日历。",
    "Calendars of this type (Google, Exchange) are not listed by the API.": (
        "接口不提供此类日历（Google、Exchange）的日程。"
    ),
    "Only free and busy times of this calendar may be seen.": "该日历只能查看忙闲信息。",
    "The server tells of no more events than these at one moment.": "同一时刻的日程过多，服务器没有给出其余部分。",
    "The cache cannot be used: {reason}.": "缓存无法使用：{reason}。",
}
