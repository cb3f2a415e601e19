import Domain
import FunctionContract
import FunctionHost
import Glibc
import Processes
import TestKit
import Testing

@Suite struct HTTPServerTests {
  @Test func aRequestArrivesAsItWasSent() throws {
    let seen = Monitor<[HTTPRequest]>([])
    let server = try HTTPServer(HTTPServerSettings()) { exchange in
      seen.withLock { $0.append(exchange.request(id: "r1")) }
      return .now(HTTPResponse(status: 201, headers: ["x-a": "b"], cookies: ["c=1"], body: Array("made".utf8)))
    }
    let answer = RawConnection.exchange(
      server.port,
      "POST /u/a%2Fb%20c?x=%26&y HTTP/1.1\r\nHost: h\r\nX-Twice: 1\r\nx-twice: 2\r\nCookie: a=1; b=2\r\nConnection: close\r\nContent-Length: 3\r\n\r\n\0\u{1}z"
    )
    let request = try #require(seen.withLock { $0.first })
    #expect(request.method == "POST")
    #expect(request.rawPath == "/u/a%2Fb%20c")
    #expect(request.rawQuery == "x=%26&y")
    #expect(request.headers["x-twice"] == "1,2")
    #expect(request.cookies == ["a=1", "b=2"])
    #expect(request.body == [0, 1, 122])
    #expect(request.sourceIP == "127.0.0.1")
    #expect(answer.hasPrefix("HTTP/1.1 201"))
    #expect(answer.lowercased().contains("set-cookie: c=1"))
    #expect(answer.hasSuffix("made"))
  }

  @Test(arguments: HTTPServerTests.tooLarge) func aBodyBeyondTheLimitIsAnsweredWith413(request: String) throws {
    let reached = Monitor(false)
    let server = try HTTPServer(HTTPServerSettings(bodyLimit: 1000)) { _ in
      reached.withLock { $0 = true }
      return .now(.plain(200, "ok"))
    }
    #expect(RawConnection.exchange(server.port, request).hasPrefix("HTTP/1.1 413"))
    #expect(!reached.withLock { $0 })
  }

  private static let tooLarge = [
    "POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 1001\r\n\r\n"
      + String(repeating: "x", count: 1001),
    "POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n5DC\r\n"
      + String(repeating: "x", count: 1500) + "\r\n0\r\n\r\n",
  ]

  @Test func delayedAnswersHoldNoThread() throws {
    let server = try HTTPServer(HTTPServerSettings()) { _ in
      .after(Instant.Span(microseconds: 300_000), .plain(200, "late"))
    }
    let start = Monotonic.now
    let answers = Monitor<[String]>([])
    for _ in 0..<20 {
      Thread.start {
        let answer = RawConnection.exchange(server.port, "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
        answers.withLock { $0.append(answer) }
      }
    }
    let all = try #require(answers.wait(until: .now + .seconds(20)) { $0.count == 20 ? $0 : nil })
    #expect(all.allSatisfy { $0.hasSuffix("late\n") })
    #expect(Monotonic.now - start < .seconds(4))
  }

  @Test func aHandlerMayHangUpWithoutAnAnswer() throws {
    let server = try HTTPServer(HTTPServerSettings()) { _ in .hangUp }
    #expect(RawConnection.exchange(server.port, "GET / HTTP/1.1\r\nHost: h\r\n\r\n").isEmpty)
  }

  @Test func aTakenPortIsToldWithItsNumber() throws {
    let first = try HTTPServer(HTTPServerSettings()) { _ in .hangUp }
    #expect(throws: HTTPServerError.self) {
      _ = try HTTPServer(HTTPServerSettings(port: first.port)) { _ in .hangUp }
    }
    first.stop()
  }
}
