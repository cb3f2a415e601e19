public import Domain

/// Deletes episodes that ended long ago, with their messages, and returns how many it found.
///
/// An episode stays while an opt-out link in one of its messages must work, and for ever where its campaign never lets
/// the same learner in again. Callback records have no foreign key and go with the messages.
public struct DeleteEpisodes: Statement {
  public static let sql = """
    with old as materialized (
      select e.id from rekindle.campaign_enrollments e
        join rekindle.campaign_versions v on v.campaign_id = e.campaign_id and v.version = e.version
       where e.ended_at < $1::timestamptz - $2::interval and (v.definition->'enter'->>'reentry_after' is not null or rekindle.is_request(e.subject_id))
         and not exists (select from rekindle.message_deliveries d
                          where d.enrollment_id = e.id and (d.sent_at >= $1::timestamptz - $3::interval or d.attention_at is not null))
       order by e.id limit $4),
    events as (
      delete from rekindle.delivery_events v using rekindle.message_deliveries d, old
       where d.enrollment_id = old.id and v.delivery_id = d.id)
    delete from rekindle.campaign_enrollments e using old where e.id = old.id
    """

  public var now: Instant
  /// Since the episode's end.
  public var episodeAge: Instant.Span
  /// Since its last message.
  public var linkAge: Instant.Span
  public var limit: Int

  public init(now: Instant, episodeAge: Instant.Span, linkAge: Instant.Span, limit: Int) {
    self.now = now
    self.episodeAge = episodeAge
    self.linkAge = linkAge
    self.limit = limit
  }

  public var binds: [Bind] { [.instant(now), .span(episodeAge), .span(linkAge), .int(limit)] }
}
