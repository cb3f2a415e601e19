"""A gateway before one handler, which answers each request as a process of its own: `serve(handler, environment)`."""
import http.server, json, subprocess, threading


def serve(handler, environment):
    """Starts it on loopback and returns its address."""

    class Gateway(http.server.BaseHTTPRequestHandler):
        def answer(self):
            length = int(self.headers.get("content-length") or 0)
            path, _, query = self.path.partition("?")
            event = {"specversion": "1.0", "id": "b1", "source": "/gateway", "type": "http.request", "time": "2026-11-21T10:00:00Z",
                     "data": {"version": "2.0", "rawPath": path, "rawQueryString": query, "body": self.rfile.read(length).decode(),
                              "headers": {k.lower(): v for k, v in self.headers.items()}, "isBase64Encoded": False,
                              "requestContext": {"http": {"method": self.command, "path": path}}}}
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
    return f"http://127.0.0.1:{server.server_port}"
