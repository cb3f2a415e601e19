/// What stands against writing to the learner of a delivery, as far as it touches what that delivery was about.
public struct DeliverySuppressions: Statement {
  public static let sql = """
    select p.channel, p.scope, p.reason, p.created_at
      from rekindle.preferences($1) p cross join rekindle.opt_out_subject($1) s
     where case p.scope when 'all' then true when 'topic' then p.topic = s.topic
             when 'subject' then p.subject_type = s.subject_type and p.subject_id = s.subject_id else false end
    """
  public static let columns = ["channel", "scope", "reason", "created_at"]
  public var deliveryID: Int

  public init(deliveryID: Int) { self.deliveryID = deliveryID }

  public var binds: [Bind] { [.int(deliveryID)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Suppression { try Suppression(cells) }
}
