import Domain
import JSON

/// An object of Stripe's, read leniently: a member that is not what it should be is as if it were not there.
struct StripeObject {
  private let members: [String: JSON]

  init(_ json: JSON?) { members = json?.object ?? [:] }

  /// Texts that are numbers, of `metadata`, where the shop keeps its own.
  private static let mostDigits = 18

  /// The object `name`; an empty one where there is none.
  func object(_ name: String) -> StripeObject { StripeObject(members[name]) }

  /// A text of at most `limit` bytes in which nothing is but what is printed.
  func text(_ name: String, limit: Int = 200) -> String? {
    guard let text = members[name]?.string, (1...limit).contains(text.utf8.count),
      !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F })
    else { return nil }
    return text
  }

  /// An id, of the object itself where Stripe has put that in the id's place.
  func id(_ name: String) -> String? {
    let id = text(name) ?? object(name).text("id")
    return id.flatMap { $0.contains(" ") ? nil : $0 }
  }

  func integer(_ name: String) -> Int? { members[name]?.integer }

  func truth(_ name: String) -> Bool? { members[name]?.bool }

  /// A mailbox, for what looks like one.
  func mailbox(_ name: String) -> String? {
    text(name, limit: 254).flatMap { $0.contains("@") && !$0.contains(" ") ? $0 : nil }
  }

  /// A time in seconds since 1970, until the year 9999.
  func time(_ name: String) -> Instant? {
    integer(name).flatMap { (1..<253_402_300_800).contains($0) ? Instant(seconds: $0) : nil }
  }

  func link(_ name: String) -> JSON? {
    text(name, limit: 2000).flatMap { $0.hasPrefix("https://") && !$0.contains(" ") ? .string($0) : nil }
  }

  /// The elements of a list, which Stripe wraps in an object.
  func list(_ name: String) -> [StripeObject] { (members[name]?["data"]?.array ?? []).map(StripeObject.init) }

  /// A number of the host's, which metadata has as a text.
  func number(_ name: String) -> Int? {
    let text = members[name]?.integer.map(String.init) ?? text(name, limit: StripeObject.mostDigits)
    return text.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
  }
}
