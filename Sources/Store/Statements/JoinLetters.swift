public import Domain

/// Has deliveries that were just reserved stand in the text of others, reserved with them.
///
/// Returns those that stand in a text now: no sender is told of them.
public struct JoinLetters: Statement {
  /// One message of an enrolment.
  public struct Key: Sendable, Hashable {
    public var enrolmentID: Int
    public var step: Int
    public var occurrence: Int

    public init(enrolmentID: Int, step: Int, occurrence: Int) {
      self.enrolmentID = enrolmentID
      self.step = step
      self.occurrence = occurrence
    }
  }

  public static let sql = """
    with named as materialized (
      select d.id, c.id as carrier
        from unnest($2::bigint[], $3::smallint[], $4::smallint[], $5::bigint[], $6::smallint[], $7::smallint[])
             n(enrollment_id, step, occurrence, leading_enrollment, leading_step, leading_occurrence)
        join rekindle.message_deliveries d
          on d.enrollment_id = n.enrollment_id and d.step = n.step and d.occurrence = n.occurrence and d.channel = $8
        join rekindle.message_deliveries c
          on c.enrollment_id = n.leading_enrollment and c.step = n.leading_step and c.occurrence = n.leading_occurrence
         and c.channel = $8
       where d.status = 'scheduled' and c.status = 'scheduled' and d.scheduled_at = $1 and c.scheduled_at = $1)
    update rekindle.message_deliveries d set carried_by = n.carrier, carries = n.carrier is null
      from (select id, carrier from named union all select distinct carrier, null::bigint from named) n
     where d.id = n.id
    returning d.id, d.carries
    """
  public static let columns = ["id", "carries"]

  public var now: Instant
  public var channel: Channel
  public var pairs: [(item: Key, leader: Key)]

  public init(now: Instant, channel: Channel, pairs: [(item: Key, leader: Key)]) {
    self.now = now
    self.channel = channel
    self.pairs = pairs
  }

  public var binds: [Bind] {
    [
      .instant(now), .ints(pairs.map(\.item.enrolmentID)), .ints(pairs.map(\.item.step)),
      .ints(pairs.map(\.item.occurrence)), .ints(pairs.map(\.leader.enrolmentID)), .ints(pairs.map(\.leader.step)),
      .ints(pairs.map(\.leader.occurrence)), .text(channel.rawValue),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> (id: Int, carries: Bool) {
    (try cells.int(0), try cells.bool(1))
  }
}
