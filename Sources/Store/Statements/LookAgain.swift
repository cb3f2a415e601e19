public import Domain

/// Has the running episodes of some learners looked at now, where their steps depend on moments or facts of the host's data:
/// what was told about those may have moved a step, or opened one.
///
/// Waits for a tick that is holding one of them: it may have read what was there before.
public struct LookAgain: Statement {
  public static let sql = """
    with held as materialized (
      select e.id from rekindle.campaign_enrollments e
        join rekindle.campaign_versions v on v.campaign_id = e.campaign_id and v.version = e.version
       where e.user_id = any ($1::bigint[]) and e.status = 'active' and e.next_due_at > $2
         and v.definition @? '$.steps[*] ? (exists (@.before) || exists (@.after.anchor) || exists (@.when) || exists (@.useful_until))'
       order by e.id for no key update of e)
    update rekindle.campaign_enrollments e set next_due_at = $2
      from held where e.id = held.id and e.status = 'active' and e.next_due_at > $2
    """

  public var learners: [Int]
  public var now: Instant

  public init(learners: [Int], now: Instant) {
    self.learners = learners
    self.now = now
  }

  public var binds: [Bind] { [.ints(learners), .instant(now)] }
}
