import JSON
import Store

/// Every template with each provider's word on it.
struct ListTemplates: Statement {
  struct Row: Sendable {
    var provider: String
    var name: String
    var language: String
    var status: String
    var providerID: String?
    var reason: String?

    var line: String {
      let rest = [providerID, reason].compactMap { $0 }.joined(separator: ", ")
      return "\(name) \(language): \(status) by \(provider)" + (rest.isEmpty ? "" : " (\(rest))")
    }

    var json: JSON {
      [
        "provider": .string(provider), "name": .string(name), "language": .string(language), "status": .string(status),
        "provider_id": providerID.map(JSON.string) ?? .null, "reason": reason.map(JSON.string) ?? .null,
      ]
    }
  }

  static let sql = """
    select t.provider, t.name, t.language, t.status, t.provider_id, t.reason from rekindle.whatsapp_templates t
     order by t.name, t.language, t.provider
    """
  static let columns = ["provider", "name", "language", "status", "provider_id", "reason"]
  var binds: [Bind] { [] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      provider: try cells.text(0), name: try cells.text(1), language: try cells.text(2), status: try cells.text(3),
      providerID: try cells.optionalText(4), reason: try cells.optionalText(5))
  }
}
