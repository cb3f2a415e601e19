import Channels
import Domain
import JSON
import Store
import Testing

@testable import Sending

/// The lines from which a sender learns what one that was killed had in hand.
struct JournalTests {
  private func attempt(_ token: Int) -> Attempt {
    Attempt(
      deliveryID: token * 10, version: CampaignVersionID(campaign: 7, version: 3), token: token, number: 2)
  }

  @Test(
    arguments: [
      .accepted(providerMessageID: "a b\n\"c"), .accepted(providerMessageID: nil),
      .rejected(retryAfter: .seconds(30), code: "429"), .rejected(retryAfter: nil, code: "503"),
      .failed(code: "21610", effect: .optedOut, detail: nil), .failed(code: "401", effect: .tripsBreaker, detail: nil),
      .ambiguous(code: "timeout"), .notAttempted,
    ] as [SendOutcome])
  func anEndIsReadAsItWasWritten(outcome: SendOutcome) throws {
    let lines: [JournalLine] = [.claimed(attempt(1)), .leaves(attempt(1)), .ended(attempt(1).ended(outcome))]
    let read = try #require(JournalLine.attempts(in: lines.flatMap(\.bytes)).first)
    #expect(read.outcome == outcome)
    #expect(
      [read.deliveryID, read.token, read.number, read.version.campaign, read.version.version] == [10, 1, 2, 7, 3])
  }

  @Test func whatDidNotLeaveIsTriedAgainAndWhatLeftIsInDoubt() {
    let lines: [JournalLine] = [.claimed(attempt(1)), .claimed(attempt(2)), .leaves(attempt(2))]
    let outcomes = JournalLine.attempts(in: lines.flatMap(\.bytes)).sorted { $0.token < $1.token }.map(\.outcome)
    #expect(outcomes == [.notAttempted, .ambiguous(code: "sender_killed")])
  }

  @Test func aLineThatWasCutOffIsPassedOver() {
    let lines: [JournalLine] = [.claimed(attempt(1)), .leaves(attempt(1)), .ended(attempt(1).ended(.notAttempted))]
    let bytes = lines.flatMap(\.bytes).dropLast(4)
    #expect(JournalLine.attempts(in: Array(bytes)).map(\.outcome) == [.ambiguous(code: "sender_killed")])
  }
}
