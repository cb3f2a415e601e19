import Foundation
import JSON
import TestKit

/// A shop's data under one published campaign: order 88 of learner 1, two classes with a discount, and what a test adds.
struct Shop {
  let campaign: PublishedCampaign
  var database: TestDatabase { campaign.database }

  init(_ slug: String, zone: String? = "Asia/Kolkata") throws {
    campaign = try PublishedCampaign(slug)
    try database.insert(.learner(1, firstName: "Anita", title: nil, zone: zone))
    try database.run(
      """
      insert into lms_data.classes (class_id, name, starts_at, schedule, place, url) values
        (12, 'Painting', '2027-01-04T11:30:00Z', 'Mondays, 17:00', 'Room 3', 'https://learn.example.org/classes/12'),
        (13, 'Chess', null, null, null, null);
      insert into lms_data.orders (order_id, user_id, number, currency, subtotal, discount_total, total, ordered_at, url) values
        (88, 1, 'A-1088', 'USD', 210, 21, 189, '2026-11-20T20:00:00Z', 'https://learn.example.org/orders/88');
      insert into lms_data.order_items (order_id, position, class_id, class_name, child_name, price) values
        (88, 1, 12, 'Painting', 'Mira', 120), (88, 2, 13, 'Chess', ' ', 90)
      """)
  }

  /// Payment 5 of the order, in whatever state `columns` say.
  func pay(_ columns: [String: String] = [:], details: [String: String] = [:]) throws {
    let payment = [
      "payment_id": "5", "user_id": "1", "amount": "189", "currency": "'USD'", "requested_at": "'2026-11-20T20:00:00Z'",
    ].merging(columns) { $1 }
    try insert(payment, into: "payments")
    try insert(
      ["payment_id": payment["payment_id"] ?? "5", "order_id": "88"].merging(details) { $1 }, into: "payment_details")
  }

  /// The order is paid in three instalments of 63 dollars: numbers 7, 8, 9, due on 20 November, December and January.
  func payInInstallments() throws {
    try database.run(
      """
      update lms_data.orders set plan = 'instalments' where order_id = 88;
      insert into lms_data.instalments (instalment_id, order_id, user_id, number, count, amount, currency, due_on, url)
      select 6 + n, 88, 1, n, 3, 63, 'USD', date '2026-11-20' + make_interval(months => n - 1),
             'https://learn.example.org/pay/' || 6 + n
        from generate_series(1, 3) n
      """)
  }

  private func insert(_ row: [String: String], into table: String) throws {
    let columns = row.sorted { $0.key < $1.key }
    try database.run(
      """
      insert into lms_data.\(table) (\(columns.map(\.key).joined(separator: ", ")))
      values (\(columns.map(\.value).joined(separator: ", ")))
      """)
  }
}
