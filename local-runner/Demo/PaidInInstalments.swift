import Domain
import FunctionContract
import JSON

/// An order that is paid in three instalments, one of which is refused at first, and a place of it that is given up.
struct PaidInInstalments: DemoScene {
  static let campaigns = [
    "order-confirmation", "enrollment-confirmation", "installment-reminder", "payment-success", "payment-failed",
    "enrollment-cancelled",
  ]
  static let title = "An order in three instalments"
  static let text =
    "Each receipt once, a place confirmed once, one refusal in words, and money back: as the books have it too."
  private static let carla = DemoPerson(id: 19_999_021, firstName: "Carla", lastName: "Moreno")
  private static let currency = "CHF"

  private(set) var lines: [String] = []
  private var told = 0

  mutating func play(day: Int, _ host: DemoHost) throws(RunnerError) {
    switch day {
    case 0: try order(host)
    case 1: try expect("installment-reminder", host: host)
    case 4: try refuse(host)
    case 5: try pay(2, host)
    case 6: try giveUp(host)
    case 7: try close(host)
    default: break
    }
  }

  private mutating func order(_ host: DemoHost) throws(RunnerError) {
    let shop = DemoShop(host, Self.carla, Self.currency)
    try host.admit(Self.carla)
    try shop.order()
    try expect("order-confirmation", host: host)
    try shop.pay(1)
    try expect("payment-success", "enrollment-confirmation", "enrollment-confirmation", host: host)
  }

  private mutating func refuse(_ host: DemoHost) throws(RunnerError) {
    try expect("installment-reminder", host: host)
    try DemoShop(host, Self.carla, Self.currency).refuse(2)
    try expect("payment-failed", host: host)
  }

  private mutating func pay(_ number: Int, _ host: DemoHost) throws(RunnerError) {
    try DemoShop(host, Self.carla, Self.currency).pay(number)
    try expect("payment-success", host: host)
  }

  private mutating func giveUp(_ host: DemoHost) throws(RunnerError) {
    try DemoShop(host, Self.carla, Self.currency).giveUp()
    try expect("enrollment-cancelled", host: host)
  }

  private mutating func close(_ host: DemoHost) throws(RunnerError) {
    try pay(3, host)
    let row = try host.report("/admin/finance/revenue", "by=month&currency=\(Self.currency)")["revenue"]?.array?.last
    let books = ["gross", "refunds", "net"].map { row?[$0]?.string ?? "nothing" }
    try Promise.keep(books == ["162.00", "30.00", "132.00"], "the books have \(books.joined(separator: ", "))")
    lines.append("\(host.stamp(host.now))the books: \(books[0]) received, \(books[1]) paid back, \(books[2]) net")
  }

  /// The next messages are these, and no others have gone out; one goes to a person each minute.
  private mutating func expect(_ wanted: String..., host: DemoHost) throws(RunnerError) {
    try host.pass(to: host.now + .minutes(15))
    var sent: [(campaign: String, message: SequenceMessage)] = []
    for campaign in Self.campaigns {
      for message in try host.sent(to: Self.carla.id, campaign) { sent.append((campaign, message)) }
    }
    sent.sort { ($0.message.sentAt, $0.message.delivery) < ($1.message.sentAt, $1.message.delivery) }
    let news = sent.dropFirst(told)
    try Promise.keep(
      news.map(\.campaign).sorted() == wanted.sorted(),
      "\(Self.carla.name) got \(news.map(\.campaign)) on \(host.now.rfc3339), not \(wanted)")
    for (_, message) in news { lines.append(try host.line(message)) }
    told = sent.count
  }
}
