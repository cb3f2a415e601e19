import Foundation
import Testing

@testable import Domain

@Suite("State machines")
struct StateMachineTests {
  @Test("Final enrolment states absorb; an exhausted episode may still be completed or closed")
  func enrolments() {
    for status in [EnrolmentStatus.completed, .unsubscribed, .expired, .suppressed] {
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
}
