import Domain
import JSON

extension JSON {
  /// RFC 3339 in UTC, or null.
  init(_ instant: Instant?) { self = instant.map { .string($0.rfc3339) } ?? .null }

  /// A number, or null.
  init(_ number: Double?) { self = number.map(JSON.number) ?? .null }
}
