import Foundation
import TestKit
import Testing

/// A learner of whom there is very much.
@Suite(.database, .enabled(if: ProvenSchool.canVerify, "needs python3 and openssl"), .timeLimit(.minutes(20)))
struct LargeProofTests {
  /// Runs a command and prints the most memory that it held, in KiB.
  private static let measuring = """
    import resource, subprocess, sys
    code = subprocess.call(sys.argv[1:])
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    sys.exit(code)
    """

  @Test func aHundredThousandRowsAreAStream() throws {
    let school = try School()
    try school.admit(1...1, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    for announcement in try school.tick(at: "2026-11-20T10:00:00Z") { try school.send(announcement) }
    try school.database.run(
      """
      insert into rekindle.delivery_events (delivery_id, kind, occurred_at, provider, received_at)
      select 1, 'open', '2026-11-20T10:00Z'::timestamptz + i * interval '1 second', 'sendgrid', '2026-11-22T00:00Z'
        from generate_series(1, 100000) i
      """)
    let proven = try ProvenSchool(school)
    defer { proven.remove() }
    let place = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).jsonl")
    defer { try? FileManager.default.removeItem(at: place) }
    var command = proven.command(["--learner", "1", "--out", place.path])
    command.arguments = ["-c", Self.measuring, command.program] + command.arguments
    command.program = "python3"
    command.environment["PATH"] = "/usr/bin:/bin:/usr/local/bin"
    let result = try command.run()
    #expect(result.exitCode == 0, "\(result.log)")
    let kibibytes = try #require(Int(result.output.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(kibibytes < 64 << 10)
    let text = try String(contentsOf: place, encoding: .utf8)
    #expect(text.utf8.count > 25 << 20)
    let verdict = try proven.verify(text)
    #expect(verdict.exitCode == 0, "\(verdict.output)\(verdict.log)")
    #expect(verdict.output.contains("delivery_events 100000"))
  }
}
