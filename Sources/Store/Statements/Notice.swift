public import Domain

/// A message that a learner sees in the app.
public struct Notice: Sendable, Equatable {
  public let id: Int
  public let userID: Int
  /// A word of the campaign's or the host's, by which the app may sort or paint it.
  public let type: String
  public let title: String
  public let message: String
  public let link: String?
  public let createdAt: Instant
  /// nil while it is unread.
  public let readAt: Instant?

  init(_ cells: borrowing Cells) throws(StoreError) {
    id = try cells.int(0)
    userID = try cells.int(1)
    type = try cells.text(2)
    title = try cells.text(3)
    message = try cells.text(4)
    link = try cells.optionalText(5)
    createdAt = try cells.instant(6)
    readAt = try cells.optionalInstant(7)
  }
}
