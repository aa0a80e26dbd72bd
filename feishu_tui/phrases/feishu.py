"""Chinese for what the server's errors mean and what to do about them."""

from __future__ import annotations

TABLE: dict[str, str] = {
    # Error codes: the sentence.
    "The server does not accept the parameters of this request.": "服务器不接受该请求的参数。",
    "The server failed while answering.": "服务器内部出错。",
    "Too many requests of this kind.": "此类请求过于频繁。",
    "The app sends too many requests.": "该应用的请求过于频繁。",
    "The app belongs to another region or tenant.": "该应用属于其他地区或租户。",
    "The app has no bot, so it has no calendar of its own.": "应用未开启机器人能力，因此没有自己的日历。",
    "The server has forgotten how far this calendar was synced.": "服务器上的同步位置已过期。",
    "The server cannot go on from where the last sync ended.": "服务器无法从上次的位置继续。",
    "The server is busy with this very calendar.": "服务器正忙于处理该日历。",
    "There is no such calendar.": "没有这个日历。",
    "This is not the id of a calendar.": "这不是有效的日历 ID。",
    "You may not read the events of this calendar.": "你没有权限读取该日历的日程。",
    "This calendar has been deleted.": "该日历已被删除。",
    "Feishu does not give out the events of calendars of this type (Google, Exchange, rooms).": (
        "飞书不提供此类日历（Google、Exchange、会议室）的日程。"
    ),
    "This is not the id of an event.": "这不是有效的日程 ID。",
    "There is no such event on this calendar.": "该日历上没有这个日程。",
    "You may not see this event.": "你没有权限查看该日程。",
    "This event has been deleted.": "该日程已被删除。",
    "The time span is longer than the server accepts.": "时间范围超出服务器的限制。",
    "There are more events in this time span than the server gives at once.": (
        "该时间范围内的日程过多，服务器无法一次返回。"
    ),
    "There is no such attendee on this event.": "该日程没有这个参与者。",
    "The organizer does not show the attendees of this event.": "组织者未公开该日程的参与者。",
    "Only a chat has members.": "只有群组才有成员。",
    "This account has left the tenant.": "该账号已离开此租户。",
    "You have not granted this.": "你尚未授权此操作。",
    "The server does not accept a parameter.": "服务器不接受某个参数。",
    "The server gives no token for this app.": "服务器拒绝为该应用签发令牌。",
    "The server does not accept this app id and secret.": "服务器不接受该 App ID 和 App Secret。",
    "The app secret is wrong.": "App Secret 不正确。",
    "The company's security policy requires a check first.": "企业安全策略要求先进行验证。",
    "The company's security policy blocks this.": "企业安全策略阻止了此操作。",
    "The server does not know this address.": "服务器上没有这个地址。",
    "Too many requests.": "请求过于频繁。",
    "The app does not accept requests from this network address.": "该应用不接受来自此网络地址的请求。",
    "The tenant's calls for this month are used up.": "租户本月的调用额度已用完。",
    "The app id or secret is wrong.": "App ID 或 App Secret 不正确。",
    "No token was sent.": "请求没有携带令牌。",
    "The app is disabled.": "应用已停用。",
    "The server does not accept the token (any more).": "令牌无效或已失效。",
    "The server does not accept the user's token (any more).": "用户令牌无效或已失效。",
    "The login cannot be renewed.": "登录无法续期。",
    "This is not a token of Feishu.": "这不是飞书的令牌。",
    "The app lacks a permission for this.": "应用缺少此操作所需的权限。",
    "The app is not installed in this tenant.": "该租户未安装此应用。",
    "The token does not permit this.": "该令牌不允许此操作。",
    "The token has expired.": "令牌已过期。",
    "You have not granted a permission for this.": "你尚未授予此操作所需的权限。",
    "The tenant's own encryption key is gone, and the data with it.": "租户的自主密钥已被删除，相关数据不可用。",
    "You may not change the attendees.": "你没有权限修改参与者。",
    "A list in the request is too long or too short.": "请求中的列表过长或过短。",
    "The server does not accept the times asked for.": "服务器不接受所请求的时间。",
    "The server does not know this way of asking.": "服务器不支持这种请求方式。",
    "The server does not accept the app's token (any more).": "应用令牌无效或已失效。",
    "The server cannot read a user id.": "服务器无法识别用户 ID。",
    "The server does not know this user id.": "服务器上没有这个用户 ID。",
    "This id belongs to another app or tenant.": "该 ID 属于其他应用或租户。",
    "The user's token has expired.": "用户令牌已过期。",
    "The account is not active (any more).": "该账号未激活或已停用。",
    # Error codes: what to do.
    "Sign in again, or set FEISHU_TUI_ACCESS_TOKEN to a fresh token.": (
        "请重新登录，或将 FEISHU_TUI_ACCESS_TOKEN 设为新的令牌。"
    ),
    "Check the app id, the app secret and the brand (feishu or lark).": (
        "请检查 App ID、App Secret 以及品牌（feishu 或 lark）。"
    ),
    "Ask the administrator of your tenant.": "请联系租户管理员。",
    "Try again later; give the log id to Feishu's support if it stays.": (
        "请稍后再试；如果仍然失败，请把日志 ID 提供给飞书技术支持。"
    ),
    "The program asks again by itself; wait a little if you see this.": "程序会自动重试；如果看到此提示，请稍等。",
    "This is a mistake of this program: please report it with the log id.": "这是本程序的错误：请附上日志 ID 反馈。",
    "Add it to the app in the developer console (https://open.feishu.cn/app, or https://open.larksuite.com/app), "
    "publish a version, and sign in again.": (
        "请在开发者后台（https://open.feishu.cn/app 或 https://open.larksuite.com/app）为应用添加该权限、发布版本，"
        "然后重新登录。"
    ),
    "Refresh the calendar list.": "请刷新日历列表。",
    "The calendar or event may be gone, or the app may lack a permission.": (
        "日历或日程可能已不存在，或者应用缺少权限。"
    ),
    "Turn on the bot capability and publish the app, or use a user's token.": (
        "请开启机器人能力并发布应用，或使用用户令牌。"
    ),
    "The calendar is read anew.": "将重新读取该日历。",
    "Ask its owner for the right to see the details.": "请向日历所有者申请查看详情的权限。",
    "Look at it in the Feishu app.": "请在飞书客户端中查看。",
    "Copy the id from agenda --json.": "请从 agenda --json 的输出中复制 ID。",
    "It may be gone: sync, or look elsewhere.": "它可能已不存在：请同步，或在其他日历中查找。",
    "Ask the organizer.": "请联系组织者。",
    "Sync to have it removed here too.": "同步后这里也会删除它。",
    "Look at the event again.": "请重新查看该日程。",
    "Sign in with another account.": "请使用其他账号登录。",
    "Sign in again and grant it.": "请重新登录并授权。",
    "Check the base URL and the brand.": "请检查服务器地址和品牌。",
    "Ask the app's owner to allow it.": "请让应用的所有者放行该地址。",
    "Wait for the next month, or ask the administrator for a larger plan.": "请等到下个月，或请管理员升级套餐。",
    "Enable it in the developer console.": "请在开发者后台启用。",
    "Sign in again with more permissions.": "请重新登录并授予更多权限。",
    "Sign in again and grant it: feishu-tui login": "请重新登录并授予该权限：feishu-tui login",
    "Check the id; ids differ from app to app.": "请检查 ID；不同应用中的 ID 不同。",
    "Use an id issued for this app.": "请使用本应用中的 ID。",
    # No answer, or not one that can be read.
    "What was read before is still there; check the network, or the proxy.": (
        "之前读取的内容仍可浏览；请检查网络或代理。"
    ),
    "Check the base URL and the brand, and whether a proxy or a login page stands in between.": (
        "请检查服务器地址和品牌，以及中间是否有代理或登录页面。"
    ),
    "There is nothing to sign in with.": "没有可用的登录凭据。",
    "Sign in: feishu-tui login; or set FEISHU_TUI_ACCESS_TOKEN. To look around without an account: feishu-tui --demo": (
        "请登录：feishu-tui login；或设置 FEISHU_TUI_ACCESS_TOKEN。无需账号的演示：feishu-tui --demo"
    ),
    "The server answered with error {code}: {saying}.": "服务器返回错误 {code}：{saying}。",
    "The server answered {code}.": "服务器返回错误 {code}。",
    "{hint} {link}": "{hint}{link}",
    "{sentence:open}: {details}.": "{sentence:open}：{details}。",
    "The server answered HTTP {status}: {said}.": "服务器返回 HTTP {status}：{said}。",
    "The server answered HTTP {status}.": "服务器返回 HTTP {status}。",
    "Sign in again, or set FEISHU_TUI_ACCESS_TOKEN.": "请重新登录，或设置 FEISHU_TUI_ACCESS_TOKEN。",
    "The server's answer holds no data where the documentation promises some.": "服务器的应答缺少文档所述的数据。",
    "The server's answer does not say whether it succeeded.": "服务器的应答没有说明是否成功。",
    "The server redirects elsewhere (HTTP {status}); the token was not sent there.": (
        "服务器重定向到别处（HTTP {status}）；令牌没有发往那里。"
    ),
    "nothing that has a type": "类型不明的内容",
    "an empty body": "空白内容",
    "The server answered HTTP {status} with {kind} instead of the JSON that is promised.": (
        "服务器以 HTTP {status} 返回了{kind}，而不是 JSON。"
    ),
    "The server's answer is larger than 64 MB; it was not read.": "服务器的应答超过 64 MB，未读取。",
    "The server's answer comes in too many pieces.": "服务器的应答被切成了过多的碎块。",
    "The server's answer is not compressed the way it says.": "服务器应答的压缩方式与其声明不符。",
    "The event's id arrived damaged.": "日程 ID 在传输中损坏。",
    "The id of a calendar arrived damaged; none is taken off the list.": (
        "某个日历的 ID 在传输中损坏；日历列表保持不变。"
    ),
    "The server's answer was cut off.": "服务器的应答不完整。",
    "The server's answer is compressed in a way that was not asked for.": "服务器应答使用了未请求的压缩方式。",
    "The server names no primary calendar.": "服务器没有给出主日历。",
    "An empty id names nothing.": "ID 不能为空。",
    "An id is longer than an address can be.": "ID 过长，无法放入地址。",
    "The server says that more changes follow, but not where.": "服务器表示还有变更，却没有给出后续位置。",
    "The server has more than {most} occurrences here.": "服务器在这段时间内有超过 {most} 次日程。",
    "The base URL {address!r} cannot be read.": "无法识别服务器地址 {address!r}。",
    "Correct FEISHU_TUI_BASE_URL or base_url in the configuration.": (
        "请更正 FEISHU_TUI_BASE_URL 或配置文件中的 base_url。"
    ),
    "The base URL {address!r} is not an address like https://open.feishu.cn.": (
        "服务器地址 {address!r} 不是 https://open.feishu.cn 这样的地址。"
    ),
    "Use https; plain http is accepted for this machine only.": "请使用 https；http 只能用于本机。",
    "The base URL {address!r} is not encrypted; the token is only sent over https.": (
        "服务器地址 {address!r} 未加密；令牌只通过 https 发送。"
    ),
    "Check SSL_CERT_FILE and SSL_CERT_DIR.": "请检查 SSL_CERT_FILE 和 SSL_CERT_DIR。",
    "The certificates cannot be read: {reason}.": "无法读取证书：{reason}。",
    "The proxy settings cannot be used.": "代理设置无法使用。",
    "Check HTTPS_PROXY, HTTP_PROXY and ALL_PROXY.": "请检查 HTTPS_PROXY、HTTP_PROXY 和 ALL_PROXY。",
    "{host} did not answer in time.": "{host} 没有及时应答。",
    "There is no host named {host}, or the name service is out of reach.": "没有名为 {host} 的主机，或域名服务不通。",
    "Check HTTPS_PROXY.": "请检查 HTTPS_PROXY。",
    "The proxy does not pass the request on to {host}.": "代理不把请求转发到 {host}。",
    "{host} cannot be reached.": "无法访问 {host}。",
    "The connection to {host} broke off.": "与 {host} 的连接中断。",
    "Behind a company proxy, name its authority in SSL_CERT_FILE; check the clock of this machine.": (
        "若使用公司代理，请用 SSL_CERT_FILE 指定其证书；并检查本机时钟。"
    ),
    "No secure connection to {host} could be set up.": "无法与 {host} 建立安全连接。",
    "The server says that more follows, but not where to go on.": "服务器表示还有后续内容，却没有给出位置。",
    "The server sent {count} empty pages in a row, and says that more follows.": (
        "服务器连续返回了 {count} 个空页，仍表示还有后续内容。"
    ),
    "The server sent {count} short pages, and says that more follows.": (
        "服务器返回了 {count} 个很短的页，仍表示还有后续内容。"
    ),
    "The server sent {count} rows, and says that more follows.": "服务器返回了 {count} 行，仍表示还有后续内容。",
    "Some events came without their id; they are asked for again.": "有些日程没有 ID；下次会重新获取。",
    "None of the calendar's events can be read.": "该日历的日程全都无法读取。",
    "The server lists none of the calendar's events, nor that there are none.": (
        "服务器没有列出该日历的任何日程，也没有表明日历为空。"
    ),
    "The server has a newer version of this event that cannot be read; this is the last one that could.": (
        "服务器上有此日程的更新版本，但无法读取；这里显示的是最后可读的版本。"
    ),
    "The server's answer does not say whether more follows.": "服务器的应答没有说明是否还有后续内容。",
    "The server's answer holds no list where one is promised.": "服务器的应答中没有应有的列表。",
    "The server's list lacks your own calendar; none is taken off the list.": (
        "服务器的列表中缺少你自己的日历；日历列表保持不变。"
    ),
    "The server sends us in a circle: a page leads back to one read before.": "服务器的分页形成循环：又回到读过的页。",
    "Check the network.": "请检查网络。",
    "The server's answer holds no event: {reason}": "服务器的应答中没有日程：{reason}",
    "The server has more events in these days than {most} requests can fetch.": (
        "这些天的日程过多，{most} 次请求仍无法取完。"
    ),
}
