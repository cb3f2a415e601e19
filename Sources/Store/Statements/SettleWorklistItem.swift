public import Domain

/// Writes down how a try ended and does what follows from it; what stands against it, nil where it is done.
public struct SettleWorklistItem: Statement {
  public static let sql = "select rekindle.settle_worklist_item($1::bigint, $2, $3, $4, $5, $6) as obstacle"
  public static let columns = ["obstacle"]

  public var item: Int
  public var holder: String
  public var outcome: WorklistOutcome
  /// Of a wrong contact: which of the learner's addresses it is.
  public var contact: AddressKind?
  public var note: String?
  public var now: Instant

  public init(
    item: Int, holder: String, outcome: WorklistOutcome, contact: AddressKind?, note: String?, now: Instant
  ) {
    self.item = item
    self.holder = holder
    self.outcome = outcome
    self.contact = contact
    self.note = note
    self.now = now
  }

  public var binds: [Bind] {
    [.int(item), .text(holder), .text(outcome.rawValue), .text(contact?.rawValue), .text(note), .instant(now)]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> String? { try cells.optionalText(0) }
}
