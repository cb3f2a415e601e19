import FunctionContract
import JSON
import Synchronization
import Testing

struct LogTests {
  /// What `use` logs, each line read as JSON.
  private func lines(threshold: Log.Severity = .info, _ use: (Log) -> Void) throws -> [JSON] {
    let written = Mutex<[[UInt8]]>([])
    use(Log(context: ["fn": "detect"], threshold: threshold, write: { line in written.withLock { $0.append(line) } }))
    return try written.withLock { lines in lines }.map { line in
      #expect(line.last == UInt8(ascii: "\n"))
      return try JSON.parse(line)
    }
  }

  @Test func aLineIsOneObjectWithTimeSeverityMessageContextAndFields() throws {
    let line = try #require(
      try lines { $0.warning("page claimed", ["due": .count(3), "campaign": .id(42), "sqlstate": .code("40001")]) }
        .first)
    #expect(line["severity"] == "WARNING")
    #expect(line["message"] == "page claimed")
    #expect(line["fn"] == "detect")
    #expect(line["due"] == 3)
    #expect(line["campaign"] == 42)
    #expect(line["sqlstate"] == "40001")
    #expect(line["time"]?.string?.hasSuffix("Z") == true)
  }

  @Test(arguments: [
    "ana@example.org", "+14155550100", "14155550100", "Ana Lopez", "", String(repeating: "a", count: 65),
  ])
  func whatCouldBeAnAddressOrANameIsNeverWritten(_ text: String) throws {
    #expect(try lines { $0.info("sent", ["to": .code(text)]) }.first?["to"] == "redacted")
  }

  @Test func linesBelowTheThresholdStayAwayAFailureNeverDoes() throws {
    let written = try lines(threshold: .error) {
      $0.info("a")
      $0.warning("b")
      $0.failure(HandlerFailure(.temporary, "Store.Unavailable", "the database is away"))
    }
    #expect(written.count == 1)
    #expect(written.first?["errorType"] == "Store.Unavailable")
    #expect(written.first?["errorMessage"] == "the database is away")
    #expect(written.first?["exit_code"] == 75)
  }

  @Test func aFieldCannotReplaceWhatEveryLineHas() throws {
    #expect(try lines { $0.info("a", ["fn": .code("other"), "severity": .code("x")]) }.first?["fn"] == "detect")
  }
}
