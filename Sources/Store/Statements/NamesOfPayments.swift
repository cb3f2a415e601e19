public import JSON

/// Whom and what the names in a payment provider's news mean, in their order; payments and refunds have numbers from
/// now on.
public struct NamesOfPayments: Statement {
  public struct Row: Sendable, Equatable {
    public let payment: Int?
    public let refund: Int?
    public let learner: Int?
    /// The provider's name of the payment.
    public let reference: String?
  }

  public static let sql = """
    select payment, refund, learner, reference from rekindle.payment_names($1, $2::jsonb) order by place
    """
  public static let columns = ["payment", "refund", "learner", "reference"]

  public var source: String
  /// Objects with the names, as the function reads them.
  public var news: [JSON]

  public init(source: String, news: [JSON]) {
    self.source = source
    self.news = news
  }

  public var binds: [Bind] { [.text(source), .text(String(decoding: JSON.array(news).bytes, as: UTF8.self))] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      payment: try cells.optionalInt(0), refund: try cells.optionalInt(1), learner: try cells.optionalInt(2),
      reference: try cells.optionalText(3))
  }
}
