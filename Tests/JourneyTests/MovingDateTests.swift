import Foundation
import TestKit
import Testing

/// Random histories of dates that move, from the posted event to the provider, judged by a model.
///
/// Holds REQ-2-17, REQ-2-18, REQ-2-19, X-41.
///
/// `REKINDLE_DATES_HISTORIES` asks for more of them, `REKINDLE_DATES_SEED` for one again.
@Suite(.database, .timeLimit(.minutes(20))) struct MovingDateTests {
  private static let seeds: [Int] = {
    let environment = ProcessInfo.processInfo.environment
    if let seed = environment["REKINDLE_DATES_SEED"].flatMap({ Int($0) }) { return [seed] }
    let count = environment["REKINDLE_DATES_HISTORIES"].flatMap { Int($0) } ?? 2
    let first = Int.random(in: 1...1_000_000)
    return Array(first..<first + count)
  }()

  @Test(arguments: seeds) func theRightReminderGoesAtTheRightInstantWhateverMoves(seed: Int) throws {
    let school = try DateSchool(learners: DateHistory.zones)
    var history = DateHistory(seed: seed, school: school)
    try history.run(edits: 50)
    let trace = history.trace.joined(separator: "\n")
    #expect(school.model.faults == [], "REKINDLE_DATES_SEED=\(seed)\n\(trace)")
    #expect(school.sent > 0, "REKINDLE_DATES_SEED=\(seed)\n\(trace)")
    #expect(try TestDatabase.current().rows("select rule, n::text from rekindle.violations") == [])
  }
}
