import Domain
import FunctionContract
import FunctionHost
import Glibc
import JSON
import Processes
import Testing

@Suite struct EventBusTests {
  private static let quick = RetrySchedule(delays: [
    Instant.Span(microseconds: 20_000), Instant.Span(microseconds: 20_000),
  ])

  private func event(_ type: String, id: String = "1", key: String? = nil) -> CloudEvent {
    CloudEvent(id: id, source: "/test", type: type, extensions: key.map { ["partitionkey": .string($0)] } ?? [:])
  }

  /// Publishes, waits until nothing is left, and gives back every report.
  private func run(
    _ events: [CloudEvent], _ functions: [HostedFunction], retry: RetrySchedule = quick, deadLetters: DeadLetters? = nil
  ) -> [EventReport] {
    let reports = Monitor<[EventReport]>([])
    let bus = EventBus(functions, retry: retry, deadLetters: deadLetters) { report in
      reports.withLock { $0.append(report) }
    }
    for event in events { bus.publish(event) }
    #expect(bus.waitUntilIdle(until: .now + .seconds(20)))
    bus.stop()
    return reports.read { $0 }
  }

  private static let emit =
    #"echo '{"result":{"n":1},"events":[{"specversion":"1.0","id":"e1","source":"/functions/a","type":"b.go"}]}'"#

  @Test func eventsOfAReplyReachTheirConsumersAndTellTheirCause() throws {
    let reports = run(
      [event("a.go")],
      [
        try function("a", events: ["a.go"], Self.emit),
        try function("b", events: ["b.*"], "echo '{}'"),
        try function("c", events: ["b.go"], "echo '{}'"),
      ])
    #expect(Set(reports.map(\.function)) == ["a", "b", "c"])
    let first = try #require(reports.first { $0.function == "a" })
    #expect(first.result == ["n": 1])
    #expect(reports.filter { $0.function != "a" }.allSatisfy { $0.cause == first.number && $0.decision == .done })
  }

  @Test func hintsOfOneMergeKeyThatWaitBecomeOneWithAllThatTheySay() throws {
    func hint(_ id: Int, key: String = "paid", about: JSON = "paid") -> CloudEvent {
      CloudEvent(
        id: "\(id)", source: "/test", type: "a.told", time: Instant(seconds: id),
        data: ["type": about, "ids": [.integer(id)]], extensions: ["mergekey": .string(key)])
    }
    let reports = run(
      (1...5).map { hint($0) } + [hint(6, key: "due"), hint(7, about: "due")],
      [try function("a", events: ["a.told"], "sleep 0.3; echo '{}'")])
    let told = reports.map { $0.event.data?["ids"]?.array?.compactMap(\.integer) ?? [] }
    #expect(told.flatMap { $0 }.sorted() == Array(1...7), "none is lost and none said twice")
    #expect(told.contains([6]) && told.contains([7]), "what says something else stays apart")
    #expect(reports.count <= 4)
    #expect(reports.first { $0.event.data?["ids"]?.array?.contains(5) == true }?.event.time == Instant(seconds: 5))
  }

  @Test func anEventThatNobodyConsumesIsReported() {
    #expect(run([event("x.y")], []).map(\.decision) == [.unrouted])
  }

  @Test(arguments: [69, 70, 75]) func codesThatMayPassAreTriedAgainAndThenParked(code: Int32) throws {
    let folder = temporaryPath()
    let reports = run(
      [event("a.go")], [try function("a", events: ["a.go"], "exit \(code)")], deadLetters: DeadLetters(folder: folder))
    #expect(reports.map(\.attempt) == [1, 2, 3])
    guard case .parked(let file?) = reports.last?.decision else {
      Issue.record("not parked")
      return
    }
    #expect(file.hasPrefix(folder))
    #expect(access(file, R_OK) == 0)
  }

  @Test(arguments: [64, 65, 77, 78]) func codesThatWillNotPassAreParkedAtOnce(code: Int32) throws {
    let reports = run([event("a.go")], [try function("a", events: ["a.go"], "exit \(code)")])
    #expect(reports.map(\.decision) == [.parked(file: nil)])
  }

  @Test(arguments: ["kill -9 $$", "echo garbage", "echo '{\"events\":[{}]}'", "exit 3"])
  func deathAndGarbageAreTriedAgain(script: String) throws {
    let reports = run([event("a.go")], [try function("a", events: ["a.go"], script)])
    #expect(reports.map(\.attempt) == [1, 2, 3])
  }

  @Test func noEventsOfAFailedAttemptArePublished() throws {
    let reports = run(
      [event("a.go")],
      [
        try function("a", events: ["a.go"], Self.emit + "; exit 65"), try function("b", events: ["b.go"], "echo '{}'"),
      ])
    #expect(reports.map(\.function) == ["a"])
  }

  @Test func aSecondAttemptThatPassesEndsTheMatter() throws {
    let marker = temporaryPath()
    let reports = run(
      [event("a.go")],
      [try function("a", events: ["a.go"], "[ -e \(marker) ] && echo '{}' && exit; touch \(marker); exit 75")])
    #expect(reports.map(\.decision) == [.retry(after: Self.quick.delays[0]), .done])
  }

  @Test func eventsOfOnePartitionKeyKeepTheirOrderAlsoOverARetry() throws {
    let marker = temporaryPath()
    let script = "[ -e \(marker) ] && echo '{}' && exit; touch \(marker); exit 75"
    let reports = run(
      (1...6).map { event("a.go", id: "\($0)", key: "learner") }, [try function("a", events: ["a.go"], script)])
    #expect(reports.filter { $0.decision == .done }.map(\.event.id) == ["1", "2", "3", "4", "5", "6"])
  }

  @Test func eventsOfDifferentKeysRunSideBySideWithinTheFunctionsLimit() throws {
    let slow = try function("a", events: ["a.go"], max: 2, "sleep 0.3; echo '{}'")
    let start = Monotonic.now
    _ = run((1...4).map { event("a.go", id: "\($0)", key: "\($0)") }, [slow])
    #expect(Monotonic.now - start >= Instant.Span(microseconds: 600_000))
    #expect(Monotonic.now - start < Instant.Span(microseconds: 3_000_000))
  }

  @Test func warmFunctionsCarryEventsToo() throws {
    let warm = try function(
      "a", events: ["a.go"], warm: 1, "while read -r line; do echo '{\"result\":{\"pid\":'$$'}}'; done")
    let reports = run((1...10).map { event("a.go", id: "\($0)", key: "k") }, [warm])
    #expect(Set(reports.compactMap { $0.result?["pid"]?.integer }).count == 1)
    warm.close()
  }
}
