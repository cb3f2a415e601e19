public import Domain

/// Keeps what the learner of a delivery wishes, from now on and for what is reserved; false where the delivery is gone.
public struct SetWishes: Statement {
  public static let sql = "select rekindle.set_wishes($1, $2::text::date, $3, $4::int, $5::int, $6::int, $7) as is_set"
  public static let columns = ["is_set"]

  public var deliveryID: Int
  public var wishes: LearnerPage.Wishes
  public var now: Instant

  public init(deliveryID: Int, wishes: LearnerPage.Wishes, now: Instant) {
    self.deliveryID = deliveryID
    self.wishes = wishes
    self.now = now
  }

  public var binds: [Bind] {
    let isAnyHour = wishes.from == nil && wishes.to == nil
    return [
      .int(deliveryID), .text(wishes.until), .bool(wishes.isWeekly), .int(isAnyHour ? nil : (wishes.from ?? 0) * 60),
      .int(isAnyHour ? nil : (wishes.to ?? 24) * 60), .int(wishes.hour), .instant(now),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Bool { try cells.bool(0) }
}
