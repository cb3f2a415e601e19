import Domain
import FunctionContract
import FunctionHost
import Processes
import TestKit
import Testing

/// Requests that must be refused, against the server in this process.
@Suite struct HostileRequestTests {
  /// A server with small limits, and the targets that reached its handler.
  private func server() throws -> (server: HTTPServer, reached: Monitor<[String]>) {
    let reached = Monitor<[String]>([])
    let settings = HTTPServerSettings(bodyLimit: 64 << 10, headerLimit: 16 << 10, idleTime: .seconds(1))
    let server = try HTTPServer(settings) { exchange in
      if exchange.path == "/alive" { return .now(.plain(200, "alive")) }
      let target = exchange.target
      reached.withLock { $0.append(target) }
      return .now(.plain(200, "ok"))
    }
    return (server, reached)
  }

  @Test(arguments: HostileRequest.all)
  func isRefusedOnceTheConnectionIsClosedAndNothingInItReachesTheHandler(request: HostileRequest)
    throws
  {
    let (server, reached) = try server()
    let hostile = try #require(RawConnection(server.port))
    hostile.send(request.bytes)
    #expect(RawConnection.exchange(server.port, alive).hasSuffix("alive\n"), "others are served meanwhile")
    let answer = try #require(hostile.readToEnd(), "the connection stays open")
    // The library repeats the head of some of its own refusals.
    let statuses = Set(HostileRequest.statuses(in: answer))
    #expect(statuses.count <= 1 && request.statuses.contains(statuses.first ?? 0), "answered with \(statuses)")
    #expect(reached.read { $0 } == [])
  }

  @Test func aGoodRequestBeforeGarbageIsAnsweredTheGarbageIsRefused() throws {
    let (server, reached) = try server()
    let answer = RawConnection.exchange(
      server.port, "GET /good HTTP/1.1\r\nHost: h\r\n\r\nGARBAGE\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(HostileRequest.statuses(in: answer) == [200] || HostileRequest.statuses(in: answer) == [200, 400])
    #expect(reached.read { $0 } == ["/good"])
  }

  @Test(arguments: [
    "5\nhello\n0\n\n", "5;a=b\nhello\r\n0\r\n\r\n", "5\r\nhello\r\n0\r\nContent-Length: 40\r\n\r\n",
    "5\r\nhello\r\n0\r\nTransfer-Encoding: gzip\r\n\r\n",
  ])
  func whatFollowsAChunkedBodyCountsForNothing(body: String) throws {
    let (server, reached) = try server()
    let answer = RawConnection.exchange(
      server.port,
      "POST /taken HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n\(body)GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n"
    )
    #expect(HostileRequest.statuses(in: answer) == [200])
    #expect(reached.read { $0 } == ["/taken"])
  }

  @Test(arguments: [
    ("//a//b", "//a//b"), ("http://h/x?y=http://z/../", "/x?y=http://z/../"), ("HTTPS://h", "/"), ("http://h?q", "/?q"),
    ("/a..b/...", "/a..b/..."), ("/a%2Fb%00", "/a%2Fb%00"), ("/~!$&'()*+,;=:@-._", "/~!$&'()*+,;=:@-._"),
  ])
  func unusualTargetsThatSayOneThingOnlyAreTakenAsTheyAre(target: String, path: String) throws {
    let (server, reached) = try server()
    #expect(
      RawConnection.exchange(server.port, "GET \(target) HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").hasPrefix(
        "HTTP/1.1 200"))
    #expect(reached.read { $0 } == [path])
  }

  @Test(arguments: ["", "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "GET / HTTP/1.1\r\n"])
  func endlessLinesEndAndTakeNoMemoryWithThem(start: String) throws {
    let (server, _) = try server()
    let before = ProcessMemory.resident()
    let hostile = try #require(RawConnection(server.port))
    hostile.send(start)
    let piece = Array(String(repeating: "x: yyyyyyyyyyyyyyyyyyyyyyyy\r\n", count: 1000).utf8)
    var sent = 0
    while sent < 64 << 20, hostile.send(piece) { sent += piece.count }
    #expect(sent < 64 << 20, "the server takes it all")
    #expect(ProcessMemory.resident() - before < 32 << 20)
    #expect(RawConnection.exchange(server.port, alive).hasSuffix("alive\n"))
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func requestsWithBytesChangedAtRandomLeaveTheServerWell(seed: UInt64) throws {
    let (server, _) = try server()
    let good = Array(
      ("POST /a?b=c HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello"
        + "POST /d HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n").utf8)
    let telling = Array("\0\r\n \t:,;%/?0f-".utf8)
    var state = seed
    let random = { (limit: Int) -> Int in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    for _ in 0..<200 {
      var bytes = good
      for _ in 0...random(3) {
        let index = random(bytes.count)
        switch random(3) {
        case 0: bytes[index] = telling[random(telling.count)]
        case 1: bytes.insert(telling[random(telling.count)], at: index)
        default: bytes.remove(at: index)
        }
      }
      let connection = try #require(RawConnection(server.port))
      connection.send(bytes)
      if let answer = connection.read(within: 0.05), !answer.isEmpty { #expect(answer.starts(with: "HTTP/1.1 ".utf8)) }
    }
    #expect(RawConnection.exchange(server.port, alive).hasSuffix("alive\n"))
  }

  @Test func anEndlessBodyEndsAndTakesNoMemoryWithIt() throws {
    let (server, reached) = try server()
    let before = ProcessMemory.resident()
    let hostile = try #require(RawConnection(server.port))
    hostile.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")
    let piece = Array(("4000\r\n" + String(repeating: "x", count: 0x4000) + "\r\n").utf8)
    var sent = 0
    while sent < 64 << 20, hostile.send(piece) { sent += piece.count }
    #expect(sent < 64 << 20, "the server takes it all")
    #expect(ProcessMemory.resident() - before < 32 << 20)
    #expect(reached.read { $0 } == [])
  }
}

/// A request that every test's server answers with `alive`.
let alive = "GET /alive HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
