import Domain

/// What one WhatsApp provider says of its templates.
public struct ReadTemplates: Statement {
  public struct Row: Sendable {
    public let name: String
    public let language: String
    /// `approved`, `pending`, `paused`, `rejected` or `disabled`.
    public let status: String
    /// The provider's own id, where it has one.
    public let providerID: String?

    public var isApproved: Bool { status == "approved" }
  }

  public static let sql = """
    select t.name, t.language, t.status, t.provider_id from rekindle.whatsapp_templates t where t.provider = $1
    """
  public static let columns = ["name", "language", "status", "provider_id"]

  public var provider: String

  public init(provider: String) { self.provider = provider }

  public var binds: [Bind] { [.text(provider)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      name: try cells.text(0), language: try cells.text(1), status: try cells.text(2),
      providerID: try cells.optionalText(3))
  }
}
