import Domain
import Testing

@testable import local_runner

@Suite struct SampleTests {
  private let today = Instant(seconds: 1_763_596_800)

  @Test func theSameSeedAndDayGiveTheSameLearnersAnotherSeedGivesOthers() {
    var first = SampleGenerator(seed: 1, today: today)
    var second = SampleGenerator(seed: 1, today: today)
    var other = SampleGenerator(seed: 2, today: today)
    let tables = first.generate(learners: 40)
    let repeated = second.generate(learners: 40)
    #expect(tables.users == repeated.users && tables.activities == repeated.activities)
    #expect(tables.progress == repeated.progress && tables.enrolments == repeated.enrolments)
    #expect(tables.activities != other.generate(learners: 40).activities)
  }

  @Test func someLearnersFinishSomeLeaveSomeFallSilent() {
    var generator = SampleGenerator(seed: 1, today: today)
    let tables = generator.generate(learners: 300)
    #expect(tables.progress.contains(",100.00\n"))
    #expect(tables.activities.contains(",unenrolled\n"))
    #expect(tables.enrolments.split(separator: "\n").filter { $0.hasSuffix(",") }.count > 200)
  }

  @Test func idsAreFoundWhereTheyStandLastAndNowhereElse() {
    let body = Array(#"{"text":"\"delivery_id\":\"no\"","custom_args":{"delivery_id":"42-a","environment":"t"}}"#.utf8)
    #expect(ByteSearch.id(after: #""delivery_id":""#, in: body) == "42-a")
    #expect(ByteSearch.id(after: #""delivery_id":""#, in: Array("{}".utf8)) == "")
    #expect(ByteSearch.id(after: #""delivery_id":""#, in: []) == "")
  }

  @Test(arguments: [("50ms", 50_000), ("2s", 2_000_000), ("5m", 300_000_000), ("7", 7000)])
  func spansAreReadWithTheirUnits(text: String, microseconds: Int) throws {
    let options = try Options(["--latency", text], of: SinkCommand.self)
    #expect(try options.span("--latency", else: .seconds(0)) == Instant.Span(microseconds: microseconds))
  }

  @Test func numbersAreGroupedForPeople() {
    #expect([0, 999, 1000, 1_234_567].map(\.grouped) == ["0", "999", "1,000", "1,234,567"])
  }
}
