"""The CloudEvents SDK as a sender to function-host, as a reader of its replies, and as the sink that it posts to.

usage: sdk.py send PORT binary|structured TYPE DATA   one event; prints the status and the reply event in JSON
       sdk.py sink                                    prints its port, then every event that is posted to it
"""
import http.server
import json
import sys
import urllib.error
import urllib.request

from cloudevents.core.bindings.http import HTTPMessage, from_http_event, to_binary_event, to_structured_event
from cloudevents.core.v1.event import CloudEvent


def shown(event):
    attributes = {key: str(value) for key, value in event.get_attributes().items()}
    return json.dumps({"attributes": attributes, "data": event.get_data()}, default=str)


def send(port, mode, kind, data):
    attributes = {"id": "näme %1", "source": "/sdk", "type": kind, "datacontenttype": "application/json"}
    attributes |= {"specversion": "1.0", "partitionkey": "77"}
    convert = to_binary_event if mode == "binary" else to_structured_event
    message = convert(CloudEvent(attributes=attributes, data=json.loads(data)))
    request = urllib.request.Request(f"http://127.0.0.1:{port}/", data=message.body, headers=dict(message.headers))
    request.add_header("Prefer", "reply")
    try:
        answer = urllib.request.urlopen(request)
    except urllib.error.HTTPError as error:
        answer = error
    body = answer.read()
    print(answer.status)
    if answer.status == 200:
        print(shown(from_http_event(HTTPMessage(headers=dict(answer.headers), body=body))))


class Sink(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        event = shown(from_http_event(HTTPMessage(headers=dict(self.headers), body=body)))
        sys.stdout.write(event + "\n")  # in one write: two threads must not mix their lines
        sys.stdout.flush()
        self.send_response(202)
        self.end_headers()

    def log_message(self, *_):
        pass


if sys.argv[1] == "send":
    send(*sys.argv[2:])
else:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Sink)
    print(server.server_port, flush=True)
    server.serve_forever()
