#!/bin/sh
# cloudevents 2.2.0 (PyPI): a boolean extension is `True` in the header of a binary event, `true` in a structured one.
# CloudEvents 1.0.2 (type system) has exactly `true` and `false` as the text of a boolean. Read back by the same library
# it is the text "True", which is neither. For us: an event that this library sends in binary mode has another value
# than the same event in structured mode; a host's flag is read in either case, or its event put aside for nothing.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check cloudevents==2.2.0
"$folder/venv/bin/python" - <<'PYTHON'
import json
import sys
from cloudevents.core.bindings.http import from_binary, to_binary, to_structured
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

attributes = {"specversion": "1.0", "id": "1", "source": "/school", "type": "lesson.completed", "mandatory": True}
event = CloudEvent({**attributes, "datacontenttype": "application/json"}, {"lesson": 7})
binary = to_binary(event, JSONFormat())
seen = {
    "the header": binary.headers["ce-mandatory"],
    "read back": from_binary(binary, JSONFormat(), CloudEvent).get_attributes()["mandatory"],
    "structured": json.loads(to_structured(event, JSONFormat()).body)["mandatory"],
}
print(f"cloudevents 2.2.0: an extension that is true: {seen}")
expected = {"the header": "True", "read back": "True", "structured": True}
sys.exit(0 if seen == expected else "changed: booleans are written otherwise")
PYTHON
