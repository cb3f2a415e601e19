import Callbacks
import Domain
import Encoding
import JSON

/// A list of leads as CSV, whose first line names the columns: each row is an event of its own, with its line in its id.
struct LeadList {
  private static let type = "lms.lead.imported"

  let id: String
  let now: Instant

  /// The rows' events; one that does not fit is kept, and stops none beside it.
  func elements(of body: [UInt8]) throws(CallbackRefusal) -> [HostElement] {
    let text = body.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(body.dropFirst(3)) : body
    var rows: [CSVReader.Row] = []
    var reader = CSVReader(separator: CSVReader.separator(of: text[...]))
    reader.read(text) { rows.append($0) }
    reader.finish { rows.append($0) }
    guard let heading = rows.first else { throw .malformed(at: 0) }
    if rows.count - 1 > HostRequest.limit { throw .tooManyEvents(limit: HostRequest.limit) }
    let fields = HostEventTypes[Self.type]?.fields.map(\.name) ?? []
    let known = Dictionary(fields.map { (Self.letters($0), $0) }, uniquingKeysWith: { first, _ in first })
    let names = heading.fields.map { known[Self.letters(String(decoding: $0.bytes, as: UTF8.self))] }
    return rows.dropFirst().map { element($0, names) }
  }

  /// Names of columns are known in any case and spelling of their blanks and hyphens, and others are not read.
  private func element(_ row: CSVReader.Row, _ names: [String?]) -> HostElement {
    var data: [String: JSON] = [:]
    for (name, field) in zip(names, row.fields) {
      let text = Self.trimmed(String(decoding: field.bytes, as: UTF8.self))
      if let name, !text.isEmpty { data[name] = .string(text) }
    }
    let event: JSON = [
      "id": .string("\(id)/\(row.line)"), "type": .string(Self.type), "timestamp": .string(now.rfc3339),
      "data": .object(data),
    ]
    if row.fields.count != names.count || !row.isClosed {
      let detail =
        row.isClosed ? "\(row.fields.count) fields, and the heading \(names.count)" : "an open quotation mark"
      return .kept(kept(event, .schema, detail, row))
    }
    let element = HostEventDecoder(now: now).decode(event, fallback: id)
    guard case .kept(let fault) = element else { return element }
    return .kept(kept(event, fault.reason, fault.detail, row))
  }

  private func kept(_ event: JSON, _ reason: KeptEvent.Reason, _ detail: String, _ row: CSVReader.Row) -> KeptEvent {
    KeptEvent(
      id: "\(id)/\(row.line)", type: Self.type, reason: reason, detail: "line \(row.line): \(detail)", learner: nil,
      waitsFor: nil, body: event.bytes)
  }

  private static func letters(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }

  private static func trimmed(_ text: String) -> String {
    let start = text.drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
