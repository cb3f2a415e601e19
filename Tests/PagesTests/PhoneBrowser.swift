import JSON
import TestKit

/// Chromium without a window, 390 pixels wide, told over its pipe what to touch.
enum PhoneBrowser {
  static let program = "/usr/bin/chromium"

  /// Ticks a box of the page at `path` and saves it; `handler` answers each request as a process of its own.
  static func ticks(
    _ field: String, at path: String, of handler: String, _ environment: [String: String]
  ) throws -> JSON {
    let process = try PythonProcess(
      script, [program, handler, path, field, JSON.object(environment.mapValues(JSON.string)).text])
    return try JSON.parse(process.line() ?? "null")
  }

  private static let script = #"""
    import http.server, json, os, subprocess, sys, tempfile, threading, time
    chromium, handler, path, field, environment = sys.argv[1:]
    environment = json.loads(environment)

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

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    (down, tell), (hear, up) = os.pipe(), os.pipe()
    def connect():
        os.dup2(down, 13); os.dup2(up, 14); os.dup2(13, 3); os.dup2(14, 4)
    profile = tempfile.TemporaryDirectory()
    browser = subprocess.Popen(
        [chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-pipe",
         "--user-data-dir=" + profile.name, "about:blank"], preexec_fn=connect, close_fds=False,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    number, session, rest, errors = 0, None, b"", []

    def message():
        global rest
        while b"\0" not in rest: rest += os.read(hear, 65536)
        first, rest = rest.split(b"\0", 1)
        return json.loads(first)

    def call(method, **parameters):
        global number
        number += 1
        request = {"id": number, "method": method, "params": parameters}
        if session: request["sessionId"] = session
        os.write(tell, json.dumps(request).encode() + b"\0")
        while True:
            heard = message()
            if heard.get("method") in ("Log.entryAdded", "Runtime.exceptionThrown"): errors.append(json.dumps(heard["params"]))
            if heard.get("id") == number:
                if "error" in heard: raise RuntimeError(heard["error"])
                return heard["result"]

    def value(expression):
        return call("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def loaded(condition):
        for _ in range(200):
            if value(f"document.readyState == 'complete' && !!({condition})"): return
            time.sleep(0.05)
        raise RuntimeError("not loaded: " + condition)

    def touch(selector):
        x, y = value(f"(() => {{ const e = document.querySelector({json.dumps(selector)}); e.scrollIntoView({{block: 'center'}});"
                     " const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] })()")
        call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    try:
        target = call("Target.createTarget", url="about:blank")["targetId"]
        session = call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"): call(domain + ".enable")
        call("Emulation.setDeviceMetricsOverride", width=390, height=844, deviceScaleFactor=3, mobile=True)
        call("Emulation.setTouchEmulationEnabled", enabled=True)
        call("Page.navigate", url=f"http://127.0.0.1:{server.server_port}{path}")
        box = f"input[name={field}]"
        loaded(f"document.querySelector('{box}')")
        ticked = f"document.querySelector('{box}').checked"
        label = f"document.querySelector('label:has({box})')"
        seen = {"width": value("innerWidth"), "scroll": value("document.documentElement.scrollWidth"), "before": value(ticked),
                "height": value(label + ".getBoundingClientRect().height"), "words": value(label + ".querySelector('small').innerText")}
        touch(f"label:has({box})")
        touch("button[type=submit]")
        loaded("document.querySelector('[role=status]')")
        seen |= {"after": value(ticked), "saved": value("document.querySelector('[role=status]').innerText"),
                 "errors": [e for e in errors if "favicon" not in e]}
        print(json.dumps(seen))
    finally:
        browser.kill()
    """#
}
