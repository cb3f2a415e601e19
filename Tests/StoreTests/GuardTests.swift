import Domain
import Store
import TestKit
import Testing

/// The transitions that the database guards are those that the rules allow: read from the trigger that is in force.
@Suite(.database) struct GuardTests {
  @Test func enrolmentsAreGuardedAsTheRulesSay() throws {
    #expect(try guarded("campaign_enrollments_guard") == pairs(EnrolmentStatus.self) { $0.allows($1) })
  }

  @Test func deliveriesAreGuardedAsTheRulesSay() throws {
    #expect(try guarded("message_deliveries_guard") == pairs(DeliveryStatus.self) { $0.allows($1) })
  }

  @Test func campaignsAreGuardedAsTheRulesSay() throws {
    #expect(try guarded("campaigns_guard") == pairs(CampaignStatus.self) { $0.allows($1) })
  }

  private func guarded(_ trigger: String) throws -> Set<String> {
    let definition = try TestDatabase.current().value(
      "select pg_get_triggerdef(oid) from pg_trigger where tgname = $1", .text(trigger))
    return Set((definition ?? "").matches(of: /'([a-z_]+>[a-z_]+)'/).map { String($0.1) })
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
