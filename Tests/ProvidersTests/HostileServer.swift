import TestKit

/// A server on loopback that behaves badly in one chosen way, and tells how many whole requests reached it.
///
/// It runs in Python, so that nothing of the code under test takes part in it.
final class HostileServer {
  static let isAvailable = PythonProcess.isAvailable()
  static let reason = PythonProcess.reason

  let port: Int
  private let process: PythonProcess

  init(_ behaviour: String) throws {
    process = try PythonProcess(HostileServer.program, [behaviour])
    guard let port = process.line().flatMap({ Int($0) }) else { throw NoPort() }
    self.port = port
  }

  /// Stops the server; the lines that it wrote, one for each whole request or command.
  func stop() -> [String] {
    process.kill()
    var lines: [String] = []
    while let line = process.line() { lines.append(line) }
    return lines
  }

  /// A port on which nobody listens.
  static func closedPort() throws -> Int {
    let server = try HostileServer("silent")
    _ = server.stop()
    return server.port
  }

  private struct NoPort: Error {}

  private static let program = #"""
    import gzip, socket, struct, sys, threading, time
    behaviour = sys.argv[1]
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    print(listener.getsockname()[1])

    def reset(s):
        s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        s.close()

    def read_request(s, data=b""):
        while b"\r\n\r\n" not in data:
            more = s.recv(65536)
            if not more: return None
            data += more
        head, _, body = data.partition(b"\r\n\r\n")
        length = 0
        for line in head.split(b"\r\n"):
            if line.lower().startswith(b"content-length:"): length = int(line.split(b":")[1])
        while len(body) < length:
            more = s.recv(65536)
            if not more: return None
            body += more
        print("request", head.split(b"\r\n")[0].decode(), len(body))
        return body[length:]

    def answer(s, status, headers=b"", body=b""):
        s.sendall(b"HTTP/1.1 " + status + b"\r\n" + headers + b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def http(s):
        if behaviour == "reset on accept": return reset(s)
        if behaviour == "close on accept": return s.close()
        if behaviour == "not http": s.sendall(b"SSH-2.0-OpenSSH_9.2\r\n"); read_request(s); return time.sleep(5)
        rest = read_request(s)
        if rest is None: return
        if behaviour == "close after request": s.close()
        elif behaviour == "reset after request": reset(s)
        elif behaviour == "silent": time.sleep(30)
        elif behaviour == "half a status line": s.sendall(b"HTTP/1.1 2"); s.close()
        elif behaviour == "continue then close": s.sendall(b"HTTP/1.1 100 Continue\r\n\r\n"); s.close()
        elif behaviour == "accepted then cut": s.sendall(b"HTTP/1.1 202 Accepted\r\nX-Message-Id: m1\r\nContent-Length: 100\r\n\r\nab"); s.close()
        elif behaviour == "accepted then silent": s.sendall(b"HTTP/1.1 202 Accepted\r\nX-Message-Id: m1\r\nContent-Length: 100\r\n\r\nab"); time.sleep(30)
        elif behaviour == "chunked without end": s.sendall(b"HTTP/1.1 202 Accepted\r\nX-Message-Id: m1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"); time.sleep(30)
        elif behaviour == "one byte a second":
            for byte in b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n": s.sendall(bytes([byte])); time.sleep(1)
        elif behaviour == "redirect": answer(s, b"302 Found", b"Location: http://127.0.0.1:%d/elsewhere\r\n" % listener.getsockname()[1]); read_request(s)
        elif behaviour == "endless body":
            s.sendall(b"HTTP/1.1 202 Accepted\r\nX-Message-Id: m1\r\n\r\n")
            while True: s.sendall(b"x" * 65536)
        elif behaviour == "endless headers":
            s.sendall(b"HTTP/1.1 202 Accepted\r\n")
            while True: s.sendall(b"X-Filler: " + b"y" * 1000 + b"\r\n")
        elif behaviour == "huge body": answer(s, b"202 Accepted", b"X-Message-Id: m1\r\n", b"z" * (5 << 20))
        elif behaviour == "gzip bomb": answer(s, b"202 Accepted", b"Content-Encoding: gzip\r\nX-Message-Id: m1\r\n", gzip.compress(b"\0" * (20 << 20)))
        elif behaviour == "garbage body": answer(s, b"202 Accepted", b"Content-Type: application/json\r\nX-Message-Id: m1\r\n", b"\xff\xfe{not json")
        elif behaviour == "once then dead":
            answer(s, b"202 Accepted", b"X-Message-Id: m1\r\n"); read_request(s); s.close()
        elif behaviour == "once then reset":
            answer(s, b"202 Accepted", b"X-Message-Id: m1\r\n"); read_request(s); reset(s)
        elif behaviour == "closes idle":
            answer(s, b"202 Accepted", b"X-Message-Id: m1\r\n"); s.close()
        elif behaviour == "keeps":
            while rest is not None: answer(s, b"202 Accepted", b"X-Message-Id: m1\r\n"); rest = read_request(s, rest)
        elif behaviour.startswith("status "): answer(s, behaviour[7:].encode(), b"Retry-After: 7\r\n", b"{}")

    def smtp(s):
        kind = behaviour[5:]
        f = s.makefile("rb")
        def say(text): s.sendall(text.encode() + b"\r\n")
        if kind == "silent": return time.sleep(30)
        say("554 no service" if kind == "greeting 554" else "421 busy" if kind == "greeting 421" else "220 sink.test ESMTP")
        while True:
            line = f.readline()
            if not line: return
            word = line.split(b" ")[0].strip().upper().decode()
            print("command", line.decode().strip())
            if word == "EHLO":
                if kind.startswith("auth"): say("250-sink.test"); say("250-SIZE 1000000"); say("250 AUTH PLAIN")
                else: say("250-sink.test"); say("250 SIZE 1000000")
            elif word == "AUTH":
                say("334 "); print("login", f.readline().decode().strip())
                say("535 5.7.8 no" if kind == "auth refused" else "235 2.7.0 yes")
            elif word == "MAIL":
                if kind == "mail 451": say("451 4.3.0 later")
                else: say("250 2.1.0 ok")
            elif word == "RCPT":
                if kind == "rcpt 550": say("550 5.1.1 <gone@learner.example> no such user")
                elif kind == "rcpt close": s.close(); return
                else: say("250 2.1.5 ok")
            elif word == "DATA":
                say("354 go on")
                if kind == "close in data": f.read(1000); return reset(s)
                size, last = 0, b""
                while (data := f.readline()) and data != b".\r\n": size += len(data); last = data
                print("message", size)
                if kind == "close after data": return reset(s)
                if kind == "silent after data": return time.sleep(30)
                say("451 4.7.1 greylisted" if kind == "data 451" else "554 5.7.1 spam" if kind == "data 554" else "250 2.0.0 Ok: queued as 4XyZ12")
            elif word == "QUIT": say("221 bye"); return
            else: say("250 ok")

    def serve(s):
        try: (smtp if behaviour.startswith("smtp ") else http)(s)
        except OSError: pass
        except ValueError: pass
        finally: s.close()

    while True:
        s, _ = listener.accept()
        threading.Thread(target=serve, args=(s,), daemon=True).start()
    """#
}
