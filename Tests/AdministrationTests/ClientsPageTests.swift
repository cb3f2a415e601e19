import Domain
import Foundation
import FunctionContract
import JSON
import TestKit
import Testing

/// The pages on which people find clients and see to many of them.
@Suite(.database) struct ClientsPageTests {
  @Test func whoAsksForHTMLGetsAPageWithNobodyOnItAndProgramsTheList() throws {
    let desk = try Desk()
    for path in ["/admin/clients", "/admin/clients/1"] {
      let page = try desk.ask("GET", path, key: "none", headers: ["accept": "text/html"])
      #expect(page.status == 200 && page.text.contains("<main>") && !page.text.contains("Adacanary"))
      #expect(page.headers["content-security-policy"]?.contains("default-src 'none'") == true)
      #expect(try desk.ask("GET", path, key: "none").status == 401)
      #expect(try desk.ask("GET", path + "?format=json").text.contains("Adacanary"))
    }
    #expect(
      try desk.ask("GET", "/admin/scripts/clients", key: "none").headers["content-type"]?.hasPrefix("text/javascript")
        == true)
  }

  /// Without a mouse, at a phone's width and at a desk's.
  @Test(
    .enabled(if: Browser.isAvailable, "\(Browser.reason)"), .timeLimit(.minutes(20)), arguments: [390, 1200])
  func somebodyWithoutAMouseFindsClientsTagsThemAndLooksAtOne(_ width: Int) throws {
    let desk = try Desk()
    try desk.database.run(
      """
      insert into lms_data.users (user_id, first_name, last_name, email)
        select i, (array['Mia', 'Noah', 'Zoë'])[i % 3 + 1], 'Client' || i, 'client' || i || '@example.org' from generate_series(10, 80) i;
      insert into lms_data.orders (order_id, user_id, number, currency, subtotal, total, plan, ordered_at)
        values (1, 10, 'A-1', 'EUR', 447, 447, 'instalments', '2026-10-01Z');
      insert into lms_data.order_items values (1, 1, 1, 'Reading for beginners', 'Mia', 149), (1, 2, 2, 'Chess', 'Ben', 298);
      insert into lms_data.instalments (instalment_id, order_id, user_id, number, count, amount, currency, due_on, paid_at)
        select i, 1, 10, i, 3, 149, 'EUR', date '2026-10-01' + 31 * (i - 1), case i when 1 then timestamptz '2026-10-01 09:00Z' end from generate_series(1, 3) i;
      insert into lms_data.payments (payment_id, user_id, amount, currency, requested_at, paid_at, failed_at) values
        (1, 10, 149, 'EUR', '2026-10-01Z', '2026-10-01 09:00Z', null), (2, 10, 149, 'EUR', '2026-11-01Z', null, '2026-11-01 09:00Z');
      insert into lms_data.payment_details (payment_id, order_id, instalment_id, method, failure_code) values
        (1, 1, 1, 'Visa •••• 4242', null), (2, 1, 2, 'Visa •••• 4242', 'insufficient_funds');
      insert into lms_data.refunds values (1, 1, 10, 20, 'EUR', '2026-11-03Z', null);
      """)
    let key = try desk.key("clerk", [.operate, .personal], expiresAt: Desk.now + .days(36_500))
    let shots = PackageFolder.url.appending(path: ".build/screenshots")
    try FileManager.default.createDirectory(at: shots, withIntermediateDirectories: true)
    let said = try desk.serving { address in
      try Browser.drive("AdministrationTests/clients.py", [address, key, shots.path, String(width)])
    }
    #expect(said == "it works")
    #expect(
      try desk.database.value("select count(*) from rekindle.client_tags where tag = 'autumn'") == "23",
      "all Mias and no other")
  }
}
