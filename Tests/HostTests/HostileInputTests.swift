import Foundation
import JSON
import TestKit
import Testing

/// `function-host` as a process on a port that anybody may reach.
@Suite struct HostileInputTests {
  private static let health = "GET /_/health HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"

  /// A function whose every invocation leaves a note.
  private func server() throws -> (server: HostServer, notes: String) {
    let paths = ["/taken", "/smuggled", "/{any}"]
    let folder = try FunctionsFolder(
      routes: paths.flatMap { [("GET", $0), ("POST", $0)] }, script: "touch $NOTES; echo '{\"statusCode\":200}'")
    let notes = "\(folder.path)/notes"
    return (try HostServer(folder, ["NOTES": notes]), notes)
  }

  private func isWell(_ server: HostServer) -> Bool {
    RawConnection.exchange(UInt16(server.port), Self.health).hasSuffix("ok\n")
  }

  @Test
  func requestsThatSayTwoThingsAreRefusedReachNoFunctionAndLeaveTheHostWell() throws {
    let (server, notes) = try server()
    for request in HostileRequest.all {
      let answer = RawConnection.exchange(UInt16(server.port), request.bytes)
      let statuses = Set(HostileRequest.statuses(in: answer))
      #expect(
        statuses.count <= 1 && request.statuses.contains(statuses.first ?? 0),
        "\(request.testDescription): \(statuses)")
      #expect(isWell(server), "after \(request.testDescription)")
    }
    #expect(!FileManager.default.fileExists(atPath: notes))
    #expect(ProcessMemory.resident(server.process.pid) < 64 << 20)
    #expect(server.stop().exitCode == 0)
  }

  @Test
  func tenThousandIdleConnectionsTakeBoundedMemoryAndOthersAreServed() throws {
    let room = OpenFiles.raiseLimit() - 1000
    let count = min(10_000, room)
    if count < 10_000 { print("only \(count) idle connections: RLIMIT_NOFILE allows this process no more") }
    let (server, _) = try server()
    var idle: [RawConnection] = []
    for number in 0..<count {
      let connection = try #require(RawConnection(UInt16(server.port)), "connection \(number) is refused")
      // Every other one has been served before and is kept open.
      if number % 2 == 0 { connection.send("GET /_/health HTTP/1.1\r\nHost: h\r\n\r\n") }
      idle.append(connection)
      if number % 500 == 0 { #expect(isWell(server)) }
    }
    #expect(isWell(server))
    #expect(ProcessMemory.resident(server.process.pid) < 96 << 20)
    let newest = try #require(idle.last)
    newest.send(Self.health)
    #expect(newest.readToEnd()?.hasSuffix("ok\n") == true)
    #expect(server.stop().exitCode == 0)
  }
}
