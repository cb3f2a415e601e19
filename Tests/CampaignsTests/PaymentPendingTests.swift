import Foundation
import JSON
import Store
import TestKit
import Testing

/// Who is reminded of a payment, and what the reminder knows.
///
/// Holds REQ-1-27, REQ-1-30, REQ-1-50, X-83.
@Suite(.database) struct PaymentPendingTests {
  /// Payments 1 to `count` of learners 1 to `count`, asked for on 20 November.
  private func payments(_ count: Int, on database: TestDatabase) throws {
    for learner in 1...count { try database.insert(.learner(learner, zone: "Asia/Kolkata")) }
    try database.run(
      """
      insert into lms_data.payments (payment_id, user_id, amount, currency, requested_at, url)
      select u, u, 5000, 'INR', '2026-11-20T10:00:00Z', 'https://learn.example.org/p/' || u from generate_series(1, \(count)) u
      """)
  }

  @Test func whoHasNotPaidForThreeDaysEntersAndWhatIsTwoWeeksOldIsLeftAlone() throws {
    let campaign = try PublishedCampaign("payment-pending")
    try payments(4, on: campaign.database)
    try campaign.database.run(
      """
      update lms_data.payments set paid_at = '2026-11-24T10:00:00Z' where payment_id = 2;
      update lms_data.payments set cancelled_at = '2026-11-24T10:00:00Z' where payment_id = 3;
      update lms_data.users set is_active = false where user_id = 4
      """)
    #expect(try campaign.segment(at: "2026-11-23T09:59:00Z") == [])
    #expect(try campaign.segment(at: "2026-11-23T10:00:00Z") == ["1/1", "2/2", "3/3"])
    #expect(try campaign.segment(at: "2026-11-24T10:00:00Z") == ["1/1"])
    #expect(try campaign.segment(at: "2026-12-04T10:00:00Z") == [])
  }

  @Test func itsDaysAreTheCampaignsToSet() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString)/payment-pending")
    try FileManager.default.createDirectory(
      at: folder.deletingLastPathComponent(), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
    try FileManager.default.copyItem(at: Package.root.appending(path: "campaigns/payment-pending"), to: folder)
    let file = folder.appending(path: "campaign.yaml")
    let yaml = try String(contentsOf: file, encoding: .utf8)
    try #require(yaml.contains("type: interval, value: 3 days"))
    try yaml.replacing("type: interval, value: 3 days", with: "type: interval, value: 5 days")
      .write(to: file, atomically: true, encoding: .utf8)
    let campaign = try PublishedCampaign(folder: folder)
    try payments(1, on: campaign.database)
    #expect(try campaign.segment(at: "2026-11-25T09:59:00Z") == [])
    #expect(try campaign.segment(at: "2026-11-25T10:00:00Z") == ["1/1"])
  }

  @Test(arguments: [
    ("5000", "INR", "5,000"), ("99.5", "usd", "99.50"), ("1234567.05", "EUR", "1,234,567.05"), ("0.5", "EUR", "0.50"),
  ])
  func theAmountIsWrittenWithItsCurrency(amount: String, currency: String, text: String) throws {
    let campaign = try PublishedCampaign("payment-pending")
    try payments(1, on: campaign.database)
    try campaign.database.run("update lms_data.payments set amount = \(amount), currency = '\(currency)'")
    let known = try #require(try campaign.context(1, 1, at: "2026-11-24T00:00:00Z"))
    #expect(known["amount"] == .string(text) && known["currency"] == .string(currency.uppercased()))
    #expect(known["subject_name"] == .string("\(currency.uppercased()) \(text)"))
  }

  @Test func aDateIsNamedWhereThereIsOneAndSaidToBeOverWhenItIs() throws {
    let campaign = try PublishedCampaign("payment-pending")
    try payments(1, on: campaign.database)
    let open = try #require(try campaign.context(1, 1, at: "2026-11-24T00:00:00Z"))
    #expect(open["has_due_date"] == false && open["is_overdue"] == false && open["requested_date"] == "20 November")
    try campaign.database.run("update lms_data.payments set due_at = '2026-11-25T19:00:00Z'")
    // It is due on the 26th in Kolkata, which begins at 18:30Z.
    #expect(try campaign.context(1, 1, at: "2026-11-26T18:29:00Z")?["is_overdue"] == false)
    #expect(try campaign.context(1, 1, at: "2026-11-26T18:30:00Z")?["is_overdue"] == true)
    #expect(try campaign.context(1, 1, at: "2026-11-26T18:30:00Z")?["due_date"] == "26 November 2026")
    try campaign.database.run("update lms_data.payments set cancelled_at = '2026-11-26T00:00:00Z'")
    #expect(try campaign.context(1, 1, at: "2026-11-26T00:00:00Z") == nil)
  }

  @Test func payingIsTheGoal() throws {
    let campaign = try PublishedCampaign("payment-pending")
    try payments(2, on: campaign.database)
    try campaign.database.run("update lms_data.payments set paid_at = '2026-11-24T10:00:00Z' where payment_id = 1")
    #expect(try campaign.goal(1, 1, at: "2026-11-24T09:59:00Z") == nil)
    #expect(try campaign.goal(1, 1, at: "2026-11-24T10:00:00Z") == "2026-11-24 10:00")
    #expect(try campaign.goal(2, 2, at: "2026-11-24T10:00:00Z") == nil)
  }
}
