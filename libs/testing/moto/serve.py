"""Serves moto's AWS APIs on a free port of the loopback address, for as long as standard input is open.

The first line of standard output is the port, printed once connections are accepted. Standard input is a pipe of the
process that started this one: it closes when that ends, however that ends.
"""

import logging
import os
import sys
import threading

# What follows standard input starts first: loading moto takes seconds, and the owner may end meanwhile.
def end_with_owner() -> None:
    while sys.stdin.buffer.read1(1024):
        pass
    os._exit(0)


threading.Thread(target=end_with_owner, daemon=True).start()

from moto.iam.access_control import IAMPolicyStatement, PermissionResult  # noqa: E402
from moto.moto_server.werkzeug_app import (  # noqa: E402
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import make_server  # noqa: E402

WITHOUT_TLS = {"Bool": {"aws:SecureTransport": "false"}}
is_action_permitted = IAMPolicyStatement.is_action_permitted


def is_action_permitted_over_tls(self, *arguments, **named):
    """moto denies by a statement whose condition does not hold. The connections of this server count as TLS."""
    statement = self._statement
    if statement.get("Effect") == "Deny" and statement.get("Condition") == WITHOUT_TLS:
        return PermissionResult.NEUTRAL
    return is_action_permitted(self, *arguments, **named)


IAMPolicyStatement.is_action_permitted = is_action_permitted_over_tls

logging.getLogger("werkzeug").setLevel(logging.ERROR)

server = make_server(
    "127.0.0.1",
    0,
    DomainDispatcherApplication(create_backend_app),
    threaded=True,
    request_handler=MotoRequestHandler,
)
# For the responses in which moto names its own address.
os.environ["MOTO_PORT"] = str(server.port)
print(server.port, flush=True)
server.serve_forever()
