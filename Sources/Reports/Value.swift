public import Domain
import JSON
import Pages

/// What stands in one place of a report, nil where there is nothing to say.
public enum Value: Sendable {
  case text(String?)
  /// Words that lead to an address of this site on a page; programs get the address.
  case link(String, to: String)
  case count(Int?)
  case number(Double?)
  /// A decimal number as its digits, with as many after the point as it has.
  case amount(String?)
  /// From 0 to 100.
  case percent(Double?)
  case seconds(Double?)
  case time(Instant?)

  /// For programs: an absent value is null, a time RFC 3339 in UTC.
  var json: JSON {
    switch self {
    case .text(let text), .amount(let text): text.map(JSON.string) ?? .null
    case .link(_, let address): .string(address)
    case .count(let count): count.map(JSON.integer) ?? .null
    case .number(let number), .percent(let number), .seconds(let number): number.map(JSON.number) ?? .null
    case .time(let instant): JSON(instant)
    }
  }

  /// For people: rounded, with its unit; a dash for a figure that is absent.
  var words: String {
    switch self {
    case .text(let text): text ?? ""
    case .link(let text, _): text
    case .count(let count): count.map(String.init) ?? "–"
    case .amount(let digits): digits?.grouped ?? "–"
    case .number(let number): number.map { Int(exactly: $0).map(String.init) ?? "\($0)" } ?? "–"
    case .percent(let percent): percent.map { "\(($0 * 10).rounded() / 10) %" } ?? "–"
    case .seconds(let seconds): seconds.map { "\(($0 * 1000).rounded() / 1000) s" } ?? "–"
    case .time(let instant): instant?.minute ?? "–"
    }
  }

  /// Figures stand on the right of their columns.
  var cell: Cell {
    switch self {
    case .text, .time: .text(words)
    case .link(let text, let address): .link(text, to: address)
    case .count, .number, .amount, .percent, .seconds: .figure(words)
    }
  }

  /// For spreadsheets: plain figures; an absent value is empty.
  var field: String {
    switch self {
    case .text(let text), .amount(let text): text ?? ""
    case .link(_, let address): address
    case .count(let count): count.map(String.init) ?? ""
    case .number(let number), .percent(let number), .seconds(let number): number.map { "\($0)" } ?? ""
    case .time(let instant): instant?.rfc3339 ?? ""
    }
  }
}

extension String {
  /// A decimal number for people: thousands apart, a minus sign for a hyphen.
  fileprivate var grouped: String {
    let parts = drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
    let whole = parts[0].reversed().enumerated().map { $0 > 0 && $0 % 3 == 0 ? "\($1)\u{202F}" : "\($1)" }
    let fraction = parts.dropFirst().map { ".\($0)" }.joined()
    return (hasPrefix("-") ? "\u{2212}" : "") + whole.reversed().joined() + fraction
  }
}

extension JSON {
  /// RFC 3339 in UTC, or null.
  init(_ instant: Instant?) { self = instant.map { .string($0.rfc3339) } ?? .null }
}

extension Instant {
  /// For people: `2026-11-20 07:30` in UTC.
  var minute: String { String(rfc3339.prefix(16)).replacing("T", with: " ") }
}
