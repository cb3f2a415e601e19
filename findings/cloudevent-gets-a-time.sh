#!/bin/sh
# cloudevents 2.2.0 (PyPI): an event without `time` has one as soon as it was read, the moment of the reading.
# `time` is optional in CloudEvents 1.0.2, and means when something happened. Read and written again, the event
# says that it happened now; read twice, it is two events with one id. Its other attributes and its data come
# through unchanged. For us: what a forwarder in Python passes on may say when it was passed on. An event is known
# by source and id, never by a hash of the whole, and a time is believed only as far as the sender is.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check cloudevents==2.2.0
"$folder/venv/bin/python" - <<'PYTHON'
import json
import sys
import time
from cloudevents.core.bindings.http import HTTPMessage, from_structured, to_structured
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

GIVEN = {"specversion": "1.0", "id": "1", "source": "/school", "type": "lesson.completed", "data": {"lesson": 7}}
MESSAGE = HTTPMessage({"content-type": "application/cloudevents+json"}, json.dumps(GIVEN).encode())


def passed_on():
    time.sleep(0.01)
    return json.loads(to_structured(from_structured(MESSAGE, JSONFormat(), CloudEvent), JSONFormat()).body)


first, second = passed_on(), passed_on()
added = {key for key in first if key not in GIVEN}
times = [event.get("time") for event in (first, second)]
print(f"cloudevents 2.2.0: passed on twice, the event has {sorted(added)} more: {times}")
rest = {key: value for key, value in first.items() if key in GIVEN}
expected = added == {"time"} and rest == GIVEN and first["time"] != second["time"]
sys.exit(0 if expected else "changed: an event without a time is passed on otherwise")
PYTHON
