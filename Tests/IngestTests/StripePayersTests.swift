import JSON
import Store
import TestKit
import Testing

/// Whose payments they are, by what Stripe knows of people, whenever that is told.
@Suite(.database) struct StripePayersTests {
  let shop: StripeShop

  init() throws { shop = try StripeShop() }

  @Test func learnersAreFoundByNumberCustomerAndMailbox() throws {
    try shop.database.run("insert into lms_data.other_addresses values (8, 'stripe', 'cus_8')")
    func learner(_ id: String, _ more: [String: JSON]) throws -> String? {
      let own: [String: JSON] = ["customer": nil, "receipt_email": nil, "latest_charge": nil]
      let intent = StripeShop.intent("pi_\(id)", own.merging(more) { $1 })
      let verdict = try shop.tell(StripeShop.event("evt_\(id)", "payment_intent.succeeded", intent))
      return verdict == ["taken"]
        ? try shop.database.value(
          "select p.user_id::text from lms.payments p join lms.payment_details d using (payment_id) where d.reference = 'pi_\(id)'"
        )
        : verdict.first
    }
    #expect(try learner("a", ["metadata": ["user_id": "10"]]) == "10")
    #expect(try learner("b", ["customer": "cus_8"]) == "8")
    #expect(try learner("c", ["receipt_email": "MAYA@Learner.example"]) == "7")
    #expect(try learner("d", ["receipt_email": "shared@learner.example"]) == "kept:unknown_learner")
    #expect(try learner("e", ["customer": "cus_8", "metadata": ["user_id": "7"]]) == "7", "a number counts most")
    #expect(try learner("f", [:]) == "kept:unknown_learner")
    #expect(try learner("g", ["metadata": ["user_id": "99"]]) == "kept:unknown_learner")
    #expect(try learner("h", ["metadata": ["user_id": "b2a7-41", "order_id": "A-15"], "customer": "cus_8"]) == "8")
  }

  @Test func whoeverComesLaterBringsTheirPaymentsIn() throws {
    let strange: [String: JSON] = ["receipt_email": "new@learner.example", "latest_charge": nil]
    for (id, more) in [("a", ["customer": nil]), ("b", ["customer": "cus_b"])] as [(String, [String: JSON])] {
      let intent = StripeShop.intent("pi_\(id)", strange.merging(more) { $1 })
      #expect(
        try shop.tell(StripeShop.event("evt_\(id)", "payment_intent.succeeded", intent)) == ["kept:unknown_learner"])
    }
    let other = StripeShop.intent("pi_c", ["customer": "cus_c", "receipt_email": nil, "latest_charge": nil])
    #expect(
      try shop.tell(StripeShop.event("evt_c", "payment_intent.succeeded", other)) == ["kept:unknown_learner"])
    let person: JSON = ["user_id": 40, "first_name": "Noa", "email": "New@learner.example"]
    #expect(try shop.host(Host.event("1", "lms.learner.updated", person), id: "a") == ["taken"])
    #expect(try shop.database.count("select count(*) from lms.payments where user_id = 40") == 2)
    let address: JSON = ["user_id": 40, "address_kind": "stripe", "address": "cus_c"]
    #expect(try shop.host(Host.event("2", "lms.address.changed", address), id: "b") == ["taken"])
    #expect(try shop.database.count("select count(*) from lms.payments where user_id = 40") == 3)
    #expect(try shop.database.count("select count(*) from rekindle.events_unknown") == 0)
  }
}
