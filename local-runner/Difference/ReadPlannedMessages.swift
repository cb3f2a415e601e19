import Domain
import Store

/// A message of a rehearsal.
struct PlannedMessage: Hashable, Sendable {
  /// Whom it is for, and what it is about.
  struct Pair: Hashable, Comparable, Sendable {
    var learner: Int
    var subject: Int

    static func < (left: Pair, right: Pair) -> Bool { (left.learner, left.subject) < (right.learner, right.subject) }
  }

  var pair: Pair
  /// The step's id.
  var step: String
  var channel: Channel
  /// The minute of its sending; of what was not sent, of its slot.
  var at: Instant
  /// Nil where it was sent.
  var reason: String?
  var cost: Money
}

/// Reads what a campaign sent since a moment, and what it did not, in order.
struct ReadPlannedMessages: Statement {
  static let sql = """
    select d.user_id, d.subject_id, coalesce(v.definition #>> array['steps', d.step::text, 'id'], d.template) as step,
           d.channel::text as channel, date_trunc('minute', coalesce(d.sent_at, d.scheduled_at)) as at,
           case when d.status not in ('sent', 'presumed_sent', 'unknown') then coalesce(d.reason, d.status::text) end as reason,
           coalesce(d.cost * 1000000, 0)::bigint as cost
      from rekindle.message_deliveries d
      join rekindle.campaigns c on c.id = d.campaign_id
      join rekindle.campaign_versions v on v.campaign_id = d.campaign_id and v.version = d.version
     where c.slug = $1 and coalesce(d.sent_at, d.scheduled_at) >= $2::timestamptz
     order by d.user_id, d.subject_id, at, step, d.channel
    """
  static let columns = ["user_id", "subject_id", "step", "channel", "at", "reason", "cost"]
  var campaign: String
  var since: Instant
  var binds: [Bind] { [.text(campaign), .instant(since)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> PlannedMessage {
    PlannedMessage(
      pair: PlannedMessage.Pair(learner: try cells.int(0), subject: try cells.int(1)), step: try cells.text(2),
      channel: try cells.channel(3), at: try cells.instant(4), reason: try cells.optionalText(5),
      cost: Money(millionths: try cells.int(6)))
  }
}
