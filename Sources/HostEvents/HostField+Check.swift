import Domain
import JSON

extension HostField {
  /// What does not fit, and what would.
  struct Misfit: Error {
    /// The member's name, in a list with its place: `items[0].price`.
    let path: String
    let expected: String
  }

  /// Appends a value as JSON that the column takes, and nothing where it does not fit; `members` are those beside it.
  func append(_ value: JSON, beside members: [String: JSON], to out: inout [UInt8]) throws(Misfit) {
    if value == .null {
      if standard == .required { throw misfit }
      JSON.null.write(to: &out)
      return
    }
    if case .rows(let fields, let most) = kind {
      guard case .array(let list) = value, (1...most).contains(list.count) else { throw misfit }
      try append(list, of: fields, beside: members, to: &out)
      return
    }
    guard let fitting = fitting(value, members) else { throw misfit }
    fitting.write(to: &out)
  }

  /// What stands in the column for a value; none where it does not fit.
  private func fitting(_ value: JSON, _ members: [String: JSON]) -> JSON? {
    switch kind {
    case .time: value.string.flatMap { Instant(rfc3339: $0) }.map { .string($0.rfc3339) }
    case .currency: value.string.flatMap { Currency($0) }.map { .string($0.code) }
    case .money(let name):
      members[name]?.string.flatMap { Currency($0) }.flatMap { currency in
        value.decimal.flatMap { Money($0) }.flatMap(currency.text).map(JSON.string)
      }
    default: fits(value) ? .some(value) : .none
    }
  }

  /// Whether a value can stand in the column as it is.
  private func fits(_ value: JSON) -> Bool {
    switch (kind, value) {
    case (.id, .integer(let number)): number > 0
    case (.person, .integer(let number)): number != 0
    case (.integer(let range), .integer(let number)): range.contains(number)
    case (.number(let range), .integer), (.number(let range), .number): value.double.map(range.contains) == true
    case (.truth, .bool): true
    case (.text(let limit), .string(let text)):
      text.utf8.count <= limit && !text.utf8.contains(0) && !(standard == .required && text.isBlank)
    case (.day, .string(let text)): text.utf8.count == 10 && Instant(rfc3339: text + "T00:00:00Z") != nil
    case (.link, .string(let text)):
      text.hasPrefix("https://") && text.utf8.count <= 2000 && !text.utf8.contains { $0 <= 0x20 }
    case (.word(let words), .string(let text)): words.contains(text)
    default: false
    }
  }

  private func append(
    _ list: [JSON], of fields: [HostField], beside members: [String: JSON], to out: inout [UInt8]
  ) throws(Misfit) {
    for (place, element) in list.enumerated() {
      out.append(UInt8(ascii: place == 0 ? "[" : ","))
      guard let own = element.object else { throw Misfit(path: "\(name)[\(place)]", expected: "an object") }
      let start = out.count
      for field in fields {
        guard let value = field.value(in: own, at: nil) else { continue }
        out.append(UInt8(ascii: out.count == start ? "{" : ","))
        JSON.string(field.name).write(to: &out)
        out.append(UInt8(ascii: ":"))
        do throws(Misfit) {
          try field.append(value, beside: members.merging(own) { $1 }, to: &out)
        } catch {
          throw Misfit(path: "\(name)[\(place)].\(error.path)", expected: error.expected)
        }
      }
      out.append(UInt8(ascii: "}"))
    }
    out.append(UInt8(ascii: "]"))
  }

  private var misfit: Misfit { Misfit(path: name, expected: expected) }

  /// What would fit, as half a sentence.
  private var expected: String {
    switch kind {
    case .id: "a whole number from 1 on"
    case .person: "a whole number other than 0"
    case .text(let limit): "a text of at most \(limit) bytes" + (standard == .required ? ", not blank" : "")
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
    case .truth: "true or false"
    case .time: "a time with its offset such as 2026-11-20T09:30:00Z"
    case .day: "a day such as 2026-11-20"
    case .link: "an address that starts with https://"
    case .word(let words): words.joined(separator: " or ")
    case .currency: "three letters of ISO 4217 such as EUR"
    case .money(let name): "an amount from 0 on such as \"149.00\", with no more decimals than \(name) has"
    case .rows(_, let most): "a list of 1 to \(most) objects"
    }
  }
}

extension JSON {
  /// A decimal as it is written: the text of a string, or of a number as JSON shows it.
  fileprivate var decimal: String? {
    switch self {
    case .string(let text): text
    case .integer, .number: self.text
    default: nil
    }
  }
}

extension String {
  fileprivate var isBlank: Bool { utf8.allSatisfy { $0 <= 0x20 } }
}
