import JSON
import TestKit
import Testing

/// Orders whose receipts are held back, as the dashboard shows them.
@Suite(.database) struct DisagreeingOrdersTests {
  @Test func ordersWhoseFiguresDisagreeAreShownWithWhatIsWrong() throws {
    let dashboard = Dashboard(database: try .current())
    try dashboard.database.run(
      """
      insert into lms_data.orders (order_id, user_id, number, currency, subtotal, discount_total, tax_total, total, ordered_at) values
        (1, 7, 'R-1', 'EUR', 100, 10, 1.5, 91.5, '2026-11-20'), (2, 7, null, 'JPY', 100.5, 0, 0, 100.5, '2026-11-20'),
        (3, 8, 'R-3', 'KWD', 100, 0, 0, 99, '2026-11-20'), (4, 8, 'R-4', 'EUR', 0, 5, 0, -5, '2026-11-20'),
        (5, 8, 'R-5', 'EUR', 100, 0, 0, 100, '2026-11-20');
      insert into lms_data.order_items (order_id, position, class_name, price) values
        (1, 1, 'Piano', 60), (1, 2, 'Violin', 40), (2, 1, 'Chess', 100.5), (3, 1, 'Chess', 100), (5, 1, 'Chess', 99.995)
      """)
    let shown = try dashboard.ask("/dashboard/orders").json.array ?? []
    #expect(
      shown.map { [$0["number"]?.string, $0["learner"]?.string, $0["fault"]?.string] } == [
        ["R-5", "8", "an amount has more decimals than EUR"], ["R-4", "8", "an amount is below zero"],
        ["R-3", "8", "subtotal, discount and tax come to 100, the total is 99"],
        ["2", "7", "an amount has more decimals than JPY"],
      ])
    #expect(try dashboard.ask("/dashboard/orders", accept: "text/html").text.contains("Orders that do not add up"))
    #expect(try dashboard.ask("/dashboard/orders", key: nil).status == 401)
  }

  /// What nobody has seen for two weeks is over, other than an order that still holds its receipt back.
  @Test func cleanupKeepsAnOrderThatDisagreesOpenAndForgetsWhatWasAskedLongAgo() throws {
    let database = try TestDatabase.current()
    try database.run(
      """
      insert into rekindle.anomalies (kind, detail, created_at) values
        ('order_disagrees', 'order R-3: the total is 99', '2026-10-01'), ('host_request_refused', 'lms unsigned', '2026-10-01');
      insert into rekindle.retry_requests values (1, 1, 2, true, '2026-07-01'), (2, 2, 1, false, '2026-11-01')
      """)
    let event: JSON = [
      "specversion": "1.0", "id": "t1", "source": "/timers", "type": "timer.cleanup", "time": "2026-11-21T10:00:00Z",
    ]
    let environment = ["DATABASE_URL": database.url(role: "rekindle_cleanup"), "REKINDLE_CLOCK": "event"]
    #expect(try Spawn(built: "cleanup", environment: environment).run(event.text).exitCode == 0)
    #expect(
      try database.rows("select kind from rekindle.anomalies where resolved_at is null") == [["order_disagrees"]])
    #expect(try database.rows("select debt from rekindle.retry_requests") == [["2"]])
  }
}
