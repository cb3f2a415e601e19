import HostEvents
import Store

/// Stores statements of the Experience API: as events of what they tell, and without what they take back.
struct StatementDesk {
  var intake: Intake

  /// The statements' ids in their order, once everything is committed; one that came without has one now.
  mutating func store(
    _ statements: [XAPIStatement], _ database: inout Database
  ) throws(StoreError) -> [String] {
    var generator = SystemRandomNumberGenerator()
    let named = statements.map { statement in
      var named = statement
      named.id = statement.id ?? StatementDesk.uuid(&generator)
      return named
    }
    let elements = try intake.elements(of: named.filter { $0.voids == nil }, &database)
    _ = try intake.take(elements, from: XAPIStatement.source, &database)
    let voided = named.compactMap(\.voids)
    if !voided.isEmpty {
      let statement = VoidHostEvents(source: XAPIStatement.source, ids: voided, now: intake.now)
      _ = try database.transaction { (connection) throws(StoreError) in try connection.first(statement) }
    }
    return named.map { $0.id ?? "" }
  }

  /// A random UUID (RFC 9562, version 4).
  private static func uuid(_ generator: inout SystemRandomNumberGenerator) -> String {
    let digits = Array("0123456789abcdef")
    var text = String((0..<32).map { _ in digits[Int.random(in: 0..<16, using: &generator)] })
    text.replaceSubrange(at(12, text), with: "4")
    text.replaceSubrange(at(16, text), with: String(digits[Int.random(in: 8..<12, using: &generator)]))
    for place in [20, 16, 12, 8] { text.insert("-", at: text.index(text.startIndex, offsetBy: place)) }
    return text
  }

  private static func at(_ place: Int, _ text: String) -> Range<String.Index> {
    let start = text.index(text.startIndex, offsetBy: place)
    return start..<text.index(after: start)
  }
}
