import Foundation
import Testing

@testable import Domain

@Suite("State machines")
struct StateMachineTests {
  @Test("Final enrolment states absorb; an exhausted episode may still be completed or closed")
  func enrolments() {
    for status in EnrolmentStatus.allCases where status.isFinal {
      #expect(EnrolmentStatus.allCases.filter(status.allows) == [status])
    }
    #expect(EnrolmentStatus.exhausted.allows(.completed))
    #expect(!EnrolmentStatus.exhausted.allows(.active))
    #expect(EnrolmentStatus.paused.allows(.active))
  }

  @Test("A message is never sent again once it was sent, and evidence is accepted everywhere")
  func deliveries() {
    #expect(!DeliveryStatus.sent.allows(.scheduled))
    #expect(!DeliveryStatus.presumedSent.allows(.scheduled))
    #expect(!DeliveryStatus.failed.allows(.scheduled))
    #expect(DeliveryStatus.unknown.allows(.scheduled), "transactional messages are sent again after the grace period")
    for status in DeliveryStatus.allCases { #expect(status.allows(.sent)) }
  }

  @Test("The database guards exactly the same transitions", arguments: ["0004_enrollments", "0005_deliveries"])
  func guardsAgree(migration: String) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../infra/database/migrations")
    let sql = try String(contentsOf: root.appending(path: "\(migration).sql"), encoding: .utf8)
    let guarded = Set(sql.matches(of: /'([a-z_]+>[a-z_]+)'/).map { String($0.1) })
    let allowed =
      migration.contains("enrollments")
      ? pairs(EnrolmentStatus.self) { $0.allows($1) } : pairs(DeliveryStatus.self) { $0.allows($1) }
    #expect(guarded == allowed)
  }

  private func pairs<Status: CaseIterable & RawRepresentable & Equatable>(
    _: Status.Type, _ allows: (Status, Status) -> Bool
  ) -> Set<String> where Status.RawValue == String {
    Set(
      Status.allCases.flatMap { from in
        Status.allCases.filter { $0 != from && allows(from, $0) }.map { "\(from.rawValue)>\($0.rawValue)" }
      })
  }

  @Test("No order and no repetition of reports changes the facts or the status shown (X-93)")
  func factsMerge() {
    let reports: [(DeliveryFacts.Kind, Int)] = [
      (.delivered, 10), (.opened, 20), (.clicked, 30), (.opened, 15), (.complained, 90), (.deferred, 5),
      (.delivered, 12),
    ]
    var expected = DeliveryFacts()
    for (kind, at) in reports { expected.record(kind, at: Instant(seconds: at)) }
    #expect(expected[.opened] == Instant(seconds: 15))
    var random = SplitMix64(seed: 1)
    for _ in 0..<200 {
      var facts = DeliveryFacts()
      for (kind, at) in (reports + reports).shuffled(using: &random) { facts.record(kind, at: Instant(seconds: at)) }
      #expect(facts == expected)
    }
    #expect(expected.displayStatus(.sent) == "complained")
  }

  @Test(
    "The status shown is the strongest fact",
    arguments: [
      ([DeliveryFacts.Kind.delivered, .clicked, .opened], DeliveryStatus.sent, "clicked"),
      ([.bounced, .opened], .sent, "bounced"),
      ([.deferred], .sent, "deferred"), ([.deferred], .failed, "failed"), ([], .presumedSent, "presumed_sent"),
    ])
  func display(kinds: [DeliveryFacts.Kind], status: DeliveryStatus, shown: String) {
    var facts = DeliveryFacts()
    for kind in kinds { facts.record(kind, at: Instant(seconds: 1)) }
    #expect(facts.displayStatus(status) == shown)
  }
}
