#!/bin/sh
# stripe 16.1.0 and standardwebhooks 1.1.0 (PyPI): both call a secret `whsec_…`, and neither means the same by it. Stripe's
# library takes the whole text as the key, prefix and all; Standard Webhooks decodes what stands behind the prefix as
# base64. Given one secret and one signed text, the two make different signatures, and Stripe's takes secrets that are no
# base64 at all. For us: a source of Stripe's has a setting of its own, STRIPE_WEBHOOK_SECRETS, and a secret is never
# recognised by how it looks.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check stripe==16.1.0 standardwebhooks==1.1.0
"$folder/venv/bin/python" - <<'PYTHON'
import base64, hashlib, hmac, sys
from datetime import datetime, timezone
import standardwebhooks.webhooks
import stripe

SECRET = "whsec_" + base64.b64encode(b"a secret of thirty-two bytes....").decode()
BODY = '{"id":"evt_1"}'
NOW = 1700000000


def code(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


whole, decoded = SECRET.encode(), base64.b64decode(SECRET[len("whsec_"):])
stripes = stripe.WebhookSignature.generate_signature_header(BODY, SECRET, NOW).split("v1=")[1]
standards = standardwebhooks.webhooks.Webhook(SECRET).sign("msg_1", datetime.fromtimestamp(NOW, timezone.utc), BODY)
facts = {
    "stripe signs with the whole text": stripes == code(whole, f"{NOW}.{BODY}").hex(),
    "standardwebhooks signs with the decoded bytes":
        standards == "v1," + base64.b64encode(code(decoded, f"msg_1.{NOW}.{BODY}")).decode(),
    "stripe takes a secret that is no base64":
        bool(stripe.WebhookSignature.generate_signature_header(BODY, "whsec_not base64!", NOW)),
}
for name, holds in facts.items():
    print(f"{name}: {'yes' if holds else 'no'}")
sys.exit(0 if all(facts.values()) else "changed: the two libraries no longer differ in this way")
PYTHON
