import Domain
import Store
import TestKit
import Testing

/// The token bucket of a provider, which every process takes from.
@Suite(.database) struct RateLimitTests {
  private let start = Instant(seconds: 1_800_000_000)

  private func take(_ wanted: Int, after seconds: Int, _ connection: borrowing Connection) throws -> Int? {
    try connection.first(TakeSendTokens(wanted: ["sendgrid": wanted], now: start + .seconds(seconds)))?.granted
  }

  @Test func aBucketGivesWhatItHoldsAndFillsWithTime() throws {
    let connection = try TestDatabase.current().connect()
    try TestDatabase.current().run(
      """
      insert into rekindle.rate_limits (provider, per_second, burst, tokens, refilled_at)
      values ('sendgrid', 2, 10, 10, '\(start.rfc3339)')
      """)
    #expect(try take(7, after: 0, connection) == 7)
    #expect(try take(7, after: 0, connection) == 3)
    #expect(try take(7, after: 0, connection) == 0)
    #expect(try take(7, after: 2, connection) == 4)
    #expect(try take(99, after: 3600, connection) == 10, "no more than the burst, however long it rested")
  }

  @Test func aClockThatRunsBackFillsNothing() throws {
    let connection = try TestDatabase.current().connect()
    try TestDatabase.current().run(
      """
      insert into rekindle.rate_limits (provider, per_second, burst, tokens, refilled_at)
      values ('sendgrid', 2, 10, 0, '\(start.rfc3339)')
      """)
    #expect(try take(1, after: -60, connection) == 0)
    #expect(try take(1, after: 0, connection) == 0)
    #expect(try take(1, after: 1, connection) == 1)
  }

  @Test func aProviderWithoutABucketHasNoLimit() throws {
    let connection = try TestDatabase.current().connect()
    #expect(try take(5, after: 0, connection) == nil)
  }
}
