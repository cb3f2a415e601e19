import Domain
import FunctionContract
import FunctionHost
import Glibc
import Processes
import TestKit
import Testing

/// Clients that take their time, and crowds of them.
@Suite struct HostileClientTests {
  /// A server whose times are a second each.
  private func server(connections: Int = 100, body: Int = 10) throws -> HTTPServer {
    let settings = HTTPServerSettings(
      connectionLimit: connections, idleTime: .seconds(1), requestTime: .seconds(1), answerTime: .seconds(1))
    return try HTTPServer(settings) { exchange in
      exchange.path == "/alive"
        ? .now(.plain(200, "alive")) : .now(HTTPResponse(status: 200, body: [UInt8](repeating: 0, count: body)))
    }
  }

  /// A start, and what is sent after it again and again, never long silent.
  private static let slow: [(start: String, drip: String)] = [
    ("", ""), ("", "G"), ("GET / HTTP/1.1\r\nHost: h\r\n", ""), ("GET / HTTP/1.1\r\nHost: h\r\n", "x: y\r\n"),
    ("GET / HTTP/1.1\r\nHost: h\r\nX: ", "y"), ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n", "x"),
    ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n"),
    ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5;", "x"),
    ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "x: y\r\n"),
    (
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5;" + String(repeating: "x", count: 100_000), "x"
    ),
    ("GET / HTTP/1.1\r\nHost: h\r\n\r\n", ""), ("GET / HTTP/1.1\r\nHost: h\r\n\r\n", "\r\n"),
  ]

  @Test func clientsThatSendALittleNowAndThenAreEndedAndOthersAreServedMeanwhile() throws {
    let server = try server()
    let clients = try Self.slow.map { _ in try #require(RawConnection(server.port)) }
    for (client, habit) in zip(clients, Self.slow) { client.send(habit.start) }
    var open = Set(clients.indices)
    for _ in 0..<200 where !open.isEmpty {
      for index in open {
        clients[index].send(Self.slow[index].drip)
        if clients[index].read(within: 0.01)?.isEmpty == true { open.remove(index) }
      }
      #expect(RawConnection.exchange(server.port, alive).hasSuffix("alive\n"))
    }
    #expect(open.map { Self.slow[$0].start } == [])
  }

  @Test func aClientThatTakesItsAnswerByteByByteIsEnded() throws {
    let server = try server(body: 32 << 20)
    let client = try #require(RawConnection(server.port, receiveBuffer: 4096))
    client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
    var taken = 0
    while let bytes = client.read(atMost: 1000, within: 10), !bytes.isEmpty {
      taken += bytes.count
      usleep(50_000)
      #expect(RawConnection.exchange(server.port, alive).hasSuffix("alive\n"))
    }
    #expect(taken < 32 << 20)
  }

  @Test func oneHundredAndTwentyEightRequestsAtTheSameMomentAreAllAnswered() throws {
    let server = try HTTPServer(HTTPServerSettings()) { _ in .now(.plain(200, "ok")) }
    for count in [128, 256] {
      let clients = (0..<count).compactMap { _ in RawConnection(server.port) }
      #expect(clients.count == count)
      for client in clients { client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n") }
      #expect(clients.allSatisfy { $0.read()?.starts(with: "HTTP/1.1 200".utf8) == true })
    }
  }

  @Test func atTheLimitThoseWhoHaveWaitedLongestMakeRoomThoseAtWorkStay() throws {
    let responders = Monitor<[HTTPResponder]>([])
    let settings = HTTPServerSettings(connectionLimit: 20, idleTime: .seconds(60))
    let server = try HTTPServer(settings) { exchange in
      if exchange.path == "/alive" { return .now(.plain(200, "alive")) }
      return .later { responder in responders.withLock { $0.append(responder) } }
    }
    let working = try (0..<10).map { _ in try #require(RawConnection(server.port)) }
    for client in working { client.send("GET /work HTTP/1.1\r\nHost: h\r\n\r\n") }
    _ = responders.wait(until: .now + .seconds(10)) { $0.count == 10 ? true : nil }
    let idle = try (0..<200).map { _ in try #require(RawConnection(server.port)) }
    for _ in 0..<20 { #expect(RawConnection.exchange(server.port, alive).hasSuffix("alive\n")) }
    #expect(idle.prefix(180).allSatisfy { $0.read()?.isEmpty == true })
    for responder in responders.read({ $0 }) { responder.answer(.plain(200, "done")) }
    #expect(working.allSatisfy { $0.read().map { String(decoding: $0, as: UTF8.self).hasSuffix("done\n") } == true })
  }

  @Test func whereAllAreAtWorkANewClientWaitsForTheFirstThatEnds() throws {
    let responders = Monitor<[HTTPResponder]>([])
    let server = try HTTPServer(HTTPServerSettings(connectionLimit: 2)) { _ in
      .later { responder in responders.withLock { $0.append(responder) } }
    }
    let send = { () throws -> RawConnection in
      let client = try #require(RawConnection(server.port))
      client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
      return client
    }
    let working = [try send(), try send()]
    let both = try #require(responders.wait(until: .now + .seconds(10)) { $0.count == 2 ? $0 : nil })
    let third = try send()
    #expect(third.read(within: 0.1) == nil)
    both[0].answer(.plain(200, "done"))
    let last = try #require(responders.wait(until: .now + .seconds(10)) { $0.count == 3 ? $0[2] : nil })
    last.answer(.plain(200, "done"))
    #expect(third.readToEnd()?.hasSuffix("done\n") == true)
    both[1].answer(.plain(200, "done"))
    #expect(working.allSatisfy { $0.readToEnd()?.hasSuffix("done\n") == true })
  }

  @Test func manyLargeBodiesAtOnceAreRefusedBeforeTheyFillTheMemory() throws {
    let settings = HTTPServerSettings(bodyLimit: 1 << 20, bodiesLimit: 4 << 20)
    let server = try HTTPServer(settings) { .now(.plain(200, "\($0.body.count)")) }
    let half = [UInt8](repeating: 120, count: 1 << 19)
    let clients = try (0..<20).map { _ in try #require(RawConnection(server.port)) }
    for client in clients { client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: \(1 << 20)\r\n\r\n") }
    for _ in 0..<2 { for client in clients { client.send(half) } }
    let statuses = clients.map {
      $0.read().flatMap { HostileRequest.statuses(in: String(decoding: $0, as: UTF8.self)).first }
    }
    #expect(Set(statuses) == [200, 503])
    let whole = RawConnection.exchange(
      server.port,
      Array("POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: \(1 << 20)\r\n\r\n".utf8) + half + half)
    #expect(whole.hasSuffix("\(1 << 20)\n"), "the room is free again")
  }
}
