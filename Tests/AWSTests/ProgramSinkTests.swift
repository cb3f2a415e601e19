import Domain
import Foundation
import FunctionContract
import JSON
import Publishing
import TestKit
import Testing

/// Events that leave through a program.
@Suite struct ProgramSinkTests {
  private let folder = FileManager.default.temporaryDirectory.appending(
    path: "program-\(UInt64.random(in: 0 ... .max))")

  private func publisher(_ script: String, attempts: Int = 3) throws -> EventPublisher {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let program = folder.appending(path: "publish")
    // By a process of its own: a descriptor that is open for writing makes a script "busy" (FunctionHostTests/ScriptFile).
    _ = try Spawn(
      "sh", ["-c", "cat >'\(program.path)'; chmod +x '\(program.path)'"], environment: ["PATH": "/usr/bin:/bin"]
    )
    .run("#!/bin/sh\ncd '\(folder.path)' || exit 1\n\(script)\n")
    return try EventPublisher(
      try EventDestinations("exec:\(program.path)"), environment: ["PATH": "/usr/bin:/bin", "BUS": "b"],
      attempts: attempts)
  }

  private func written() -> [String] {
    let text = try? String(contentsOf: folder.appending(path: "written"), encoding: .utf8)
    return (text ?? "").split(separator: "\n").map(String.init)
  }

  private var events: [CloudEvent] {
    ["1", "2"].map { CloudEvent(id: $0, source: "/test", type: "a.b", data: ["n": 1]) }
  }

  @Test func eachEventIsGivenToTheProgramWithItsTypeAndTheHostsEnvironment() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let publisher = try publisher(#"printf '%s %s ' "$BUS" "$1" >>written; cat >>written; echo >>written"#)
    #expect(try publisher.publish(events, before: Deadline(after: .seconds(10))).isEmpty)
    #expect(written() == events.map { "b a.b \($0.json.text)" })
  }

  @Test func aPassingFailureIsTriedAgainFromTheEventThatFailed() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let publisher = try publisher("echo >>written; cat >/dev/null; [ $(wc -l <written) -ne 2 ]")
    _ = try publisher.publish(events, before: Deadline(after: .seconds(10)))
    #expect(try String(contentsOf: folder.appending(path: "written"), encoding: .utf8).count == 3)
  }

  @Test(arguments: [("exit 64", 1), ("exit 1", 3), ("exec sleep 60", 1)])
  func whatIsNotConfirmedFailsTheInvocation(script: String, attempts: Int) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let publisher = try publisher("echo >>written; \(script)")
    let seconds: Int = script.contains("sleep") ? 1 : 10
    let failure = #expect(throws: HandlerFailure.self) {
      try publisher.publish(events, before: Deadline(after: .seconds(seconds)))
    }
    #expect(failure?.exitCode == .unavailable)
    #expect(try String(contentsOf: folder.appending(path: "written"), encoding: .utf8).count == attempts)
  }

  @Test func aProgramThatCannotBeExecutedStopsTheStart() throws {
    let failure = #expect(throws: HandlerFailure.self) {
      try EventPublisher(try EventDestinations("exec:/nowhere/publish"), environment: [:])
    }
    #expect(failure?.exitCode == .configuration)
  }

  @Test(arguments: ["exec:publish", "exec:", "exec:/a b"])
  func aProgramIsNamedByItsAbsolutePath(text: String) {
    #expect(throws: HandlerFailure.self) { try EventDestinations(text) }
  }
}
