#!/bin/sh
# standardwebhooks 1.1.0 and svix 2.9.1 (PyPI): `sign` forgets the zone of the time that it is given. A time of
# 10:00+05:30 is signed as 10:00 UTC, so that `verify` of the same library refuses what `sign` has signed: the
# header names the true second, the signature another. A time in UTC, or without a zone, is signed right. For us:
# a host in Delhi that signs its events with "now, here" is refused, and the reason reads "no matching signature".
# Hosts are told to sign in UTC; a signature is taken over the header's digits, never over a clock that was
# parsed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check standardwebhooks==1.1.0 svix==2.9.1
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from datetime import datetime, timedelta, timezone
import standardwebhooks.webhooks
import svix.webhooks

BODY = '{"type":"lesson.completed"}'
NOW = datetime.now(timezone.utc)
DELHI = timezone(timedelta(hours=5, minutes=30))


def accepted(webhooks, prefix, moment):
    """Whether a library takes what it has signed itself for this moment."""
    webhook = webhooks.Webhook("whsec_" + "c2VjcmV0LWZvci1hLXRlc3Qtb25seQ==")
    headers = {
        prefix + "id": "msg_1",
        prefix + "timestamp": str(int(moment.timestamp())),
        prefix + "signature": webhook.sign("msg_1", moment, BODY),
    }
    try:
        webhook.verify(BODY, headers)
        return "accepted"
    except webhooks.WebhookVerificationError as error:
        return f"refused: {error}"


changed = False
for name, webhooks, prefix in (
    ("standardwebhooks 1.1.0", standardwebhooks.webhooks, "webhook-"),
    ("svix 2.9.1", svix.webhooks, "svix-"),
):
    utc, delhi = (accepted(webhooks, prefix, NOW.astimezone(zone)) for zone in (timezone.utc, DELHI))
    print(f"{name}: signed in UTC {utc}; the same second, written at +05:30, {delhi}")
    changed |= (utc, delhi) != ("accepted", "refused: No matching signature found")
sys.exit("changed: a zone is no longer forgotten by both" if changed else 0)
PYTHON
