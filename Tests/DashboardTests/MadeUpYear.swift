import TestKit

/// A year of made-up orders in three currencies, one without decimals and one with three: payments, instalments, refunds that
/// fall into later months or fail, disputes, and moments around midnight on the days on which clocks change.
struct MadeUpYear {
  static let currencies: [(name: String, decimals: Int)] = [("EUR", 2), ("JPY", 0), ("KWD", 3)]
  private var random: SplitMix64
  private var rows: [String: [String]] = [:]
  private var ids = 0

  /// Fills the tables of a database with so many orders.
  static func fill(_ database: TestDatabase, orders: Int = 400, seed: Int) throws {
    var year = MadeUpYear(random: SplitMix64(seed: seed))
    for number in 1...orders { year.order(number) }
    for (table, values) in year.rows {
      try database.run("insert into lms_data.\(table) values \(values.joined(separator: ", "))")
    }
  }

  private mutating func order(_ number: Int) {
    let currency = Self.currencies[number % 3]
    let ordered = moment()
    let total = Int.random(in: 1...900_000, using: &random)
    let parts = random.chance(40) ? 3 : 1
    let cancelled = random.chance(6) ? later(ordered) : "null"
    add(
      "orders (order_id, user_id, currency, subtotal, total, plan, ordered_at, cancelled_at)",
      "\(number)", "\(number % 90)", "'\(currency.name)'", amount(total, currency.decimals),
      amount(total, currency.decimals), parts == 3 ? "'instalments'" : "'one_time'", ordered, cancelled)
    for part in 1...parts {
      let share = amount(total / parts, currency.decimals)
      let instalment = parts == 3 ? instalment(number, part, share, currency.name, ordered) : nil
      if !random.chance(85) || instalment?.isToldPaid == true && random.chance(30) { continue }
      pay(share, currency.name, at: instalment?.paid ?? later(ordered), instalment: instalment?.id)
    }
  }

  private mutating func instalment(
    _ order: Int, _ part: Int, _ share: String, _ currency: String, _ ordered: String
  ) -> (id: Int, paid: String, isToldPaid: Bool) {
    ids += 1
    let paid = later(ordered)
    let isToldPaid = random.chance(60)
    add(
      "instalments (instalment_id, order_id, user_id, number, count, amount, currency, due_on, paid_at, cancelled_at)",
      "\(ids)", "\(random.chance(3) ? order + 100_000 : order)", "\(order % 90)", "\(part)", "3", share,
      "'\(currency)'",
      "(\(ordered) at time zone 'UTC')::date + \(30 * (part - 1))", isToldPaid ? paid : "null",
      random.chance(8) ? later(ordered) : "null")
    return (ids, paid, isToldPaid)
  }

  private mutating func pay(_ share: String, _ currency: String, at paid: String, instalment: Int?) {
    ids += 1
    let payment = ids
    let isPaid = random.chance(90)
    add(
      "payments (payment_id, user_id, amount, currency, requested_at, paid_at)", "\(payment)", "\(payment % 90)", share,
      "'\(currency)'", paid, isPaid ? paid : "null")
    let lost = random.chance(6) ? later(paid) : "null"
    add(
      "payment_details (payment_id, instalment_id, dispute_lost_at, dispute_won_at)", "\(payment)",
      instalment.map { "\($0)" } ?? "null", lost, random.chance(30) && lost != "null" ? later(lost) : "null")
    if isPaid, random.chance(25) {
      ids += 1
      let refunded = later(paid)
      add(
        "refunds (refund_id, payment_id, user_id, amount, currency, refunded_at, failed_at)", "\(ids)", "\(payment)",
        "1",
        random.chance(50) ? share : "trunc(\(share) / 2)", "'\(currency)'", refunded,
        random.chance(30) ? later(refunded) : "null")
    }
  }

  private mutating func add(_ table: String, _ values: String...) {
    rows[table, default: []].append("(\(values.joined(separator: ", ")))")
  }

  /// Any moment of the year, or one within two hours of midnight on a day on which Berlin's clocks change.
  private mutating func moment() -> String {
    if random.chance(15) {
      let day = random.chance(50) ? "2026-03-28 22:00Z" : "2026-10-24 21:00Z"
      return "(timestamptz '\(day)' + interval '\(Int.random(in: 0...110_000, using: &random)) seconds')"
    }
    return "(timestamptz '2026-01-01Z' + interval '\(Int.random(in: 0..<31_536_000, using: &random)) seconds')"
  }

  private mutating func later(_ moment: String) -> String {
    "(\(moment) + interval '\(Int.random(in: 1...6_000_000, using: &random)) seconds')"
  }

  private func amount(_ minor: Int, _ decimals: Int) -> String {
    "\(minor)::numeric / 1\(String(repeating: "0", count: decimals))"
  }
}
