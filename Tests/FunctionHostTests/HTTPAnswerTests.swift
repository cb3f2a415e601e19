import Domain
import FunctionContract
import FunctionHost
import Glibc
import Processes
import TestKit
import Testing

/// Answers from other threads, and the end of a server.
@Suite struct HTTPAnswerTests {
  private let request = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"

  /// A server that hands every responder to the test.
  private func server() throws -> (server: HTTPServer, responders: Monitor<[HTTPResponder]>) {
    let responders = Monitor<[HTTPResponder]>([])
    let server = try HTTPServer(HTTPServerSettings()) { exchange in
      if exchange.path == "/alive" { return .now(.plain(200, "alive")) }
      return .later { responder in responders.withLock { $0.append(responder) } }
    }
    return (server, responders)
  }

  private func next(_ responders: Monitor<[HTTPResponder]>) throws -> HTTPResponder {
    try #require(responders.wait(until: .now + .seconds(10)) { $0.popLast() })
  }

  @Test func theFirstAnswerFromAnyThreadIsTheAnswer() throws {
    let (server, responders) = try server()
    let client = try #require(RawConnection(server.port))
    client.send(request)
    let responder = try next(responders)
    Thread.start {
      responder.answer(.plain(201, "first"))
      responder.answer(.plain(500, "second"))
      responder.hangUp()
    }
    #expect(client.readToEnd()?.hasSuffix("first\n") == true)
  }

  @Test func anAnswerWithinTheHandlerIsOneToo() throws {
    let server = try HTTPServer(HTTPServerSettings()) { _ in .later { $0.answer(.plain(200, "at once")) } }
    #expect(RawConnection.exchange(server.port, request).hasSuffix("at once\n"))
  }

  @Test func aResponderThatIsDroppedAnswers500OneThatHangsUpNothing() throws {
    let dropping = try HTTPServer(HTTPServerSettings()) { _ in .later { _ in } }
    #expect(RawConnection.exchange(dropping.port, request).hasPrefix("HTTP/1.1 500"))
    let hanging = try HTTPServer(HTTPServerSettings()) { _ in .later { $0.hangUp() } }
    let client = try #require(RawConnection(hanging.port))
    client.send(request)
    #expect(client.readToEnd() == "")
  }

  @Test func aClientThatHasGoneHarmsNobody() throws {
    let (server, responders) = try server()
    for _ in 0..<20 { RawConnection(server.port)?.send(request) }
    for _ in 0..<20 {
      try next(responders).answer(HTTPResponse(status: 200, body: [UInt8](repeating: 0, count: 1 << 20)))
    }
    #expect(RawConnection.exchange(server.port, alive).hasSuffix("alive\n"))
  }

  @Test func stoppingClosesWhatWaitsAndAnswersAfterItAreDropped() throws {
    let (server, responders) = try server()
    let clients = (0..<10).compactMap { _ in RawConnection(server.port) }
    for client in clients { client.send(request) }
    _ = responders.wait(until: .now + .seconds(10)) { $0.count == 10 ? true : nil }
    server.stop()
    for client in clients { #expect(client.readToEnd() == "") }
    for responder in responders.read({ $0 }) { responder.answer(.plain(200, "late")) }
    #expect(RawConnection(server.port) == nil)
    server.stop()
  }

  @Test func drainingFreesThePortClosesIdleConnectionsAndFinishesWhatIsInHand() throws {
    let (server, responders) = try server()
    let idle = try #require(RawConnection(server.port))
    let kept = try #require(RawConnection(server.port))
    kept.send("GET /alive HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(kept.read()?.starts(with: "HTTP/1.1 200".utf8) == true)
    let client = try #require(RawConnection(server.port))
    client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
    let responder = try next(responders)
    server.stopAccepting()
    #expect(RawConnection(server.port) == nil)
    #expect(idle.readToEnd() == "")
    #expect(kept.readToEnd() == "")
    #expect(!server.drain(within: Instant.Span(microseconds: 50_000)), "one request is in hand")
    responder.answer(.plain(200, "finished"))
    let answer = try #require(client.readToEnd())
    #expect(answer.hasSuffix("finished\n") && answer.lowercased().contains("connection: close"))
    #expect(server.drain(within: .seconds(10)))
  }

  @Test func anUnfinishedUploadDoesNotHoldTheDrainAndIsNoWorkThatWasLeft() throws {
    let (server, responders) = try server()
    let head = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n"
    let stalled = try #require(RawConnection(server.port))
    stalled.send(head + "half")
    let halfHead = try #require(RawConnection(server.port))
    halfHead.send("POST / HTTP/1.1\r\nHost:")
    let quick = try #require(RawConnection(server.port))
    quick.send(head + "half")
    usleep(100_000)
    let drained = Monitor(Bool?.none)
    let start = Monotonic.now
    Thread.start { drained.withLock { $0 = server.drain(within: .seconds(20)) } }
    usleep(200_000)
    quick.send(String(repeating: "x", count: 96))
    try next(responders).answer(.plain(200, "whole"))
    #expect(quick.readToEnd()?.hasSuffix("whole\n") == true, "what arrives whole in time is answered")
    #expect(drained.wait(until: .now + .seconds(15)) { $0 } == true)
    #expect(Monotonic.now - start < .seconds(5))
    #expect(stalled.readToEnd() == "" && halfHead.readToEnd() == "")
  }

  @Test(.enabled(if: hasIPv6, "this machine has no IPv6"))
  func bothAddressFamiliesReachAServerOnAllAddresses() throws {
    let server = try HTTPServer(HTTPServerSettings(address: "::")) { exchange in
      .now(.plain(200, exchange.request(id: "").sourceIP))
    }
    #expect(RawConnection.exchange(server.port, request).hasSuffix("127.0.0.1\n"))
    let six = try #require(RawConnection(server.port, over6: true))
    six.send(request)
    #expect(six.readToEnd()?.hasSuffix("::1\n") == true)
  }

  @Test(arguments: ["localhost", "256.0.0.1", "", "192.0.2.1"])
  func anAddressThatCannotBeListenedOnIsTold(address: String) {
    let error = #expect(throws: HTTPServerError.self) {
      _ = try HTTPServer(HTTPServerSettings(address: address)) { _ in .hangUp }
    }
    #expect(error?.reason.contains(address) == true)
  }
}

private let hasIPv6 = (try? HTTPServer(HTTPServerSettings(address: "::1")) { _ in .hangUp }) != nil
