public import Domain
public import JSON

/// Makes events of what a host sent, each for itself: one that does not fit stops none beside it.
public struct HostEventDecoder: Sendable {
  /// How far ahead of us a host's clock may be.
  private static let lead = Instant.Span.minutes(60)

  private let now: Instant

  public init(now: Instant) { self.now = now }

  /// The event of one element, under its own `id` or, where it has none, under `fallback`.
  public func decode(_ element: JSON, fallback: String) -> HostElement {
    let id = HostEventDecoder.id(element) ?? fallback
    let name = element["type"]?.string ?? ""
    do throws(Fault) {
      guard element.object != nil else { throw Fault(.notAnObject) }
      guard let type = HostEventTypes[name] else { throw Fault(.unknownType) }
      guard let at = element["timestamp"]?.string.flatMap({ Instant(rfc3339: $0) }) else { throw Fault(.noTimestamp) }
      if at > now + HostEventDecoder.lead { throw Fault(.futureTime) }
      guard let data = element["data"]?.object else { throw Fault(.schema, "data must be an object") }
      return .event(try event(id, type, at, data, body: element.bytes))
    } catch {
      return .kept(
        KeptEvent(
          id: id, type: HostEventDecoder.tidy(name), reason: error.reason, detail: error.detail,
          learner: element["data"]?["user_id"]?.integer, waitsFor: nil, body: element.bytes))
    }
  }

  /// The event of a known type, with the rows that it writes.
  func event(
    _ id: String, _ type: HostEventType, _ at: Instant, _ data: [String: JSON], body: [UInt8]
  ) throws(Fault) -> HostEvent {
    let rows = try HostEventDecoder.rows(of: type, data, at)
    return HostEvent(
      id: id, type: type.name, part: type.part, at: at, learner: type.learner.flatMap { data[$0]?.integer },
      subject: type.subjectField.flatMap { data[$0]?.integer }.flatMap { id in type.subject.map { ($0, id) } },
      mailbox: type.learner == nil ? data["email"]?.string : nil, rows: rows,
      needs: (type.part == .change ? rows.prefix(1).map(\.key) : []) + type.fields.flatMap { $0.needs(in: data) },
      body: body)
  }

  /// Why an element is kept.
  struct Fault: Error {
    let reason: KeptEvent.Reason
    let detail: String

    init(_ reason: KeptEvent.Reason, _ detail: String = "") {
      self.reason = reason
      self.detail = detail
    }
  }

  private static func id(_ element: JSON) -> String? {
    let id = element["id"]?.string ?? element["id"]?.integer.map(String.init)
    return id.flatMap { (1...200).contains($0.utf8.count) && !$0.utf8.contains { $0 < 0x20 } ? $0 : nil }
  }

  /// A type that is shown and counted, though nobody knows it.
  private static func tidy(_ type: String) -> String {
    let isWord = type.utf8.count <= 80 && type.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    return isWord && !type.isEmpty ? type : "(none)"
  }

  private static func rows(
    of type: HostEventType, _ data: [String: JSON], _ at: Instant
  ) throws(Fault) -> [HostEvent.Row] {
    var rows: [HostEvent.Row] = []
    for table in type.tables {
      var row = RowWriter(table: table, keys: type.keys)
      for field in type.fields where field.belongs(to: table, of: type) {
        guard let value = field.value(in: data, at: at) else { continue }
        do throws(HostField.Misfit) { try row.append(field, value, of: data) } catch {
          throw Fault(.schema, "data.\(error.path) must be \(error.expected)")
        }
      }
      if table == type.table || row.hasMoreThanKeys { rows.append(row.finish()) }
    }
    return rows
  }
}

extension HostField {
  /// Whether it stands in the row of a table; what is written nowhere is checked with the type's own.
  fileprivate func belongs(to table: String, of type: HostEventType) -> Bool {
    if case .other(let other) = place { return table == other }
    return table == type.table || type.keys.contains(name)
  }

  /// Whether something stands where an event says nothing, or null.
  private var hasStandard: Bool {
    switch standard {
    case .eventTime, .value: true
    case .required, .unchanged: false
    }
  }

  /// What an event says, or what stands where it does not; nil where the column stays as it is.
  func value(in data: [String: JSON], at: Instant?) -> JSON? {
    if let value = data[name], value != .null || !hasStandard { return value }
    switch standard {
    case .required: return .null
    case .unchanged: return nil
    case .eventTime: return at.map { .string($0.rfc3339) }
    case .value(let value): return value
    }
  }

  /// The rows of other tables that its value names.
  fileprivate func needs(in data: [String: JSON]) -> [HostEvent.Key] {
    if case .rows(let fields, _) = kind {
      let own = data[name]?.array?.compactMap(\.object) ?? []
      return own.flatMap { members in fields.flatMap { $0.needs(in: members) } }
    }
    guard let table, let number = data[name]?.integer else { return [] }
    return [
      HostEvent.Key(table: table, columns: JSON.object([name: .integer(number)]).bytes, name: "\(table) \(number)")
    ]
  }
}
