public import Domain

/// Which deliveries of one campaign version are about moments that have moved since they were reserved.
public struct ReadMovedDeliveries: Statement {
  public static let sql = """
    select distinct d.id from rekindle.message_deliveries d
      join rekindle.campaign_enrollments e on e.id = d.enrollment_id
      join rekindle.campaign_state($1, $2, $3, $4::bigint[], $5::bigint[]) s
        on s.user_id = d.user_id and s.subject_id = d.subject_id
     where d.id = any ($6::bigint[]) and e.moments is not null and s.fault is null
       and rekindle.has_moved(e.moments, case when s.is_relevant then s.anchors end)
    """
  public static let columns = ["id"]

  public var id: CampaignVersionID
  public var now: Instant
  public var deliveries: [ReadDueDeliveries.Row]

  public init(id: CampaignVersionID, now: Instant, deliveries: [ReadDueDeliveries.Row]) {
    self.id = id
    self.now = now
    self.deliveries = deliveries
  }

  public var binds: [Bind] {
    [
      .int(id.campaign), .int(id.version), .instant(now), .ints(deliveries.map(\.userID)),
      .ints(deliveries.map(\.subjectID)), .ints(deliveries.map(\.id)),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
