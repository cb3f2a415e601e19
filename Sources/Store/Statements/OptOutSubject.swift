/// What the opt-out link of a delivery is about; no row where the delivery is gone.
public struct OptOutSubject: Statement {
  /// What a page may tell whoever holds the link: nothing about the learner but the subject's name.
  public struct Row: Sendable, Equatable {
    public let topic: String
    public let subjectType: String
    /// nil where the subject has no name that we know.
    public let subjectName: String?
    public let channel: String
  }

  public static let sql = "select topic, subject_type, subject_name, channel from rekindle.opt_out_subject($1)"
  public static let columns = ["topic", "subject_type", "subject_name", "channel"]
  public var deliveryID: Int

  public init(deliveryID: Int) { self.deliveryID = deliveryID }

  public var binds: [Bind] { [.int(deliveryID)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      topic: try cells.text(0), subjectType: try cells.text(1), subjectName: try cells.optionalText(2),
      channel: try cells.text(3))
  }
}
