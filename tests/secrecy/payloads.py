"""Forty texts that would run as script, or break out of where they stand, on a page that takes them for markup.

After the sorts of OWASP's Cross-Site Scripting Filter Evasion cheat sheet; each written for this project. Each calls
``alert`` with :data:`SIGN`, or loads what the policy would have to refuse.
"""

from __future__ import annotations

from typing import Final

SIGN: Final = "brutet"
_CALL: Final = f"alert('{SIGN}')"

PAYLOADS: Final = (
    f"<script>{_CALL}</script>",
    f"</script><script>{_CALL}</script>",
    f"<ScRiPt >{_CALL}</sCrIpT>",
    f"<script/x>{_CALL}</script>",
    f'"><script>{_CALL}</script>',
    f"'><script>{_CALL}</script>",
    f"</title><script>{_CALL}</script>",
    f"</textarea><script>{_CALL}</script>",
    f"</style><script>{_CALL}</script>",
    f"--><script>{_CALL}</script>",
    f"]]><script>{_CALL}</script>",
    f"<img src=x onerror={_CALL}>",
    f'"><img src=x onerror="{_CALL}">',
    f'\'><img src=x onerror="{_CALL}">',
    f"<img/src=x/onerror={_CALL}>",
    f"<svg onload={_CALL}>",
    f"<svg><script>{_CALL}</script></svg>",
    f"<svg><animate onbegin={_CALL} attributeName=x dur=1s>",
    f"<body onload={_CALL}>",
    f"<iframe srcdoc='<script>{_CALL}</script>'></iframe>",
    f'<iframe src="javascript:{_CALL}"></iframe>',
    f'<a href="javascript:{_CALL}" autofocus>x</a>',
    f"javascript:{_CALL}",
    f"data:text/html,<script>{_CALL}</script>",
    f'" autofocus onfocus="{_CALL}',
    f"' autofocus onfocus='{_CALL}",
    f'" onmouseover="{_CALL}" style="position:fixed;inset:0',
    f"<input autofocus onfocus={_CALL}>",
    f"<details open ontoggle={_CALL}>",
    f"<video><source onerror={_CALL}></video>",
    f"<math><mtext></form><form><mglyph><style></math><img src onerror={_CALL}>",
    f"<object data='javascript:{_CALL}'></object>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<base href=//evil.example/>",
    f'<meta http-equiv="refresh" content="0;url=javascript:{_CALL}">',
    f"<form action=javascript:{_CALL}><button autofocus>x</button></form>",
    "<style>body{background:url(//evil.example/x)}</style>",
    f"&lt;script&gt;{_CALL}&lt;/script&gt;",
    f"';{_CALL}//",
    "{{ 7*7 }}{% for x in y %}${7*7}<%= 7*7 %>",
)
