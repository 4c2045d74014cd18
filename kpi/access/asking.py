"""What the administrator's page asks and does: the same as the commands, each marked by the right that it needs."""

from __future__ import annotations

from kpi.access import accounts, audit, second_step, sessions
from kpi.access.acting import needs
from kpi.access.roles import Right

_keepers = needs(Right.ACCOUNTS)

add = _keepers(accounts.add)
change = _keepers(accounts.change)
identify = _keepers(accounts.identify)
set_password = _keepers(accounts.set_password)
disable = _keepers(accounts.disable)
enable = _keepers(accounts.enable)
take_second_step = _keepers(second_step.take_away)
every_account = _keepers(accounts.accounts)
every_session = _keepers(sessions.sessions)
end = _keepers(sessions.end)
entries = _keepers(audit.entries)
check = _keepers(audit.check)
