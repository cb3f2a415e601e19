"""Ticks a box of a page with a thumb and saves it: `preferences.py TESTKIT HANDLER PATH FIELD ENVIRONMENT`.

The handler answers each request as a process of its own."""
import http.server, json, subprocess, sys, threading

sys.path.insert(0, sys.argv[1])
from browser import drive

handler, path, field, environment = sys.argv[2], sys.argv[3], sys.argv[4], json.loads(sys.argv[5])


class Gateway(http.server.BaseHTTPRequestHandler):
    def answer(self):
        length = int(self.headers.get("content-length") or 0)
        event = {"specversion": "1.0", "id": "b1", "source": "/gateway", "type": "http.request", "time": "2026-11-21T10:00:00Z",
                 "data": {"version": "2.0", "rawPath": self.path, "rawQueryString": "", "body": self.rfile.read(length).decode(),
                          "headers": {k.lower(): v for k, v in self.headers.items()}, "isBase64Encoded": False,
                          "requestContext": {"http": {"method": self.command, "path": self.path}}}}
        done = subprocess.run([handler], input=json.dumps(event), env=environment, capture_output=True, text=True)
        reply = json.loads(done.stdout)
        body = reply.get("body", "").encode()
        self.send_response(reply["statusCode"])
        for name, value in reply.get("headers", {}).items(): self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    do_GET = do_POST = answer
    def log_message(self, *_): pass


def run(browser):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    browser.call("Page.navigate", url=f"http://127.0.0.1:{server.server_port}{path}")
    box = f"input[name={field}]"
    browser.until(f"document.readyState == 'complete' && document.querySelector('{box}')")
    ticked = f"document.querySelector('{box}').checked"
    label = f"document.querySelector('label:has({box})')"
    before = browser.value(ticked)
    seen = {"width": browser.value("innerWidth"), "scroll": browser.value("document.documentElement.scrollWidth"),
            "height": browser.value(label + ".getBoundingClientRect().height"),
            "words": browser.value(label + ".querySelector('small').innerText")}
    browser.touch(f"label:has({box})")
    browser.until(f"{ticked} !== {json.dumps(before)}")
    browser.touch("button[type=submit]")
    browser.until("document.readyState == 'complete' && document.querySelector('[role=status]')")
    return seen | {"before": before, "after": browser.value(ticked),
                   "saved": browser.value("document.querySelector('[role=status]').innerText"),
                   "complaints": [text for text in browser.complaints if "favicon" not in text]}


drive(run, 390)
