/// What stands against writing to one learner or to an address that they have, the oldest first.
public struct LearnerSuppressions: Statement {
  public static let sql = """
    select s.channel, s.scope, s.reason, min(s.created_at) as created_at
      from rekindle.binding($1, array(select a.address_hash from rekindle.addresses a where a.user_id = $1)) s
     where s.lifted_at is null
       and (s.reason <> 'bounce' or s.address_hash = '' or s.address_hash in (
             select a.address_hash from rekindle.addresses a where a.user_id = $1))
     group by s.channel, s.scope, s.topic, s.campaign_id, s.subject_type, s.subject_id, s.reason order by 4, 1, 2
    """
  public static let columns = ["channel", "scope", "reason", "created_at"]

  public var userID: Int

  public init(userID: Int) { self.userID = userID }

  public var binds: [Bind] { [.int(userID)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Suppression { try Suppression(cells) }
}
