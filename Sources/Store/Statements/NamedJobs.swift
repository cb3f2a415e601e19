/// Running episodes behind named jobs: what campaigns plan under a name, and what was asked for, held or not; in order of the names.
///
/// When each is due, the planner says.
public struct NamedJobs: Statement {
  public struct Row: Sendable {
    /// Orders the rows.
    public let key: String
    public let job: String
    public let campaign: String
    /// The message's name; of a plan with several, the first.
    public let message: String
    /// What it is about; nil where a request is about nothing of the platform's.
    public let subjectID: Int?
    /// The request; nil where a campaign plans it.
    public let requestID: Int?
    public let enrolments: [(id: Int, userID: Int, step: Int)]
  }

  public static let sql = """
    with named as (
      select j.job_id, c.slug, j.message, j.about as subject_id, j.id as request_id, e.id, e.user_id, f.place
        from rekindle.notification_jobs j
        join rekindle.campaigns c on c.id = j.campaign_id
        join rekindle.campaign_versions v on v.campaign_id = j.campaign_id and v.version = j.version
        join rekindle.campaign_enrollments e
          on e.subject_id = j.id and rekindle.is_request(e.subject_id) and e.status in ('active', 'paused')
       cross join lateral (
         select min(s.place) - 1 as place from jsonb_array_elements(v.definition->'steps') with ordinality s(step, place)
          where s.step->'templates' @> jsonb_build_array(jsonb_build_object('name', j.message))) f
       where j.withdrawn_at is null and j.job_id ~ $1
      union all
      select n.job_id, c.slug, s.step->'templates'->0->>'name', e.subject_id, null, e.id, e.user_id, s.place - 1
        from rekindle.campaign_versions v
        join rekindle.campaigns c on c.id = v.campaign_id
       cross join lateral jsonb_array_elements(v.definition->'steps') with ordinality s(step, place)
        join rekindle.campaign_enrollments e
          on e.campaign_id = v.campaign_id and e.version = v.version and e.status = 'active'
         and not rekindle.is_request(e.subject_id)
       cross join lateral (select replace(s.step->>'job', '{subject}', e.subject_id::text) as job_id) n
       where s.step ? 'job' and n.job_id ~ $1)
    select k.key, n.job_id, n.slug, n.message, n.subject_id, n.request_id, array_agg(n.id order by n.id) as ids,
           array_agg(n.user_id order by n.id) as user_ids, array_agg(n.place order by n.id) as steps
      from named n
     cross join lateral (select concat_ws(' ', n.job_id, n.slug, n.message) collate "C" as key) k
     where $2::text is null or k.key > $2
     group by k.key, n.job_id, n.slug, n.message, n.subject_id, n.request_id
     order by k.key limit $3
    """
  public static let columns = [
    "key", "job_id", "slug", "message", "subject_id", "request_id", "ids", "user_ids", "steps",
  ]

  /// A regular expression of the names.
  public var pattern: String
  /// The key of the last row before; nil for the first page.
  public var after: String?
  /// nil for all.
  public var limit: Int?

  public init(pattern: String, after: String? = nil, limit: Int? = nil) {
    self.pattern = pattern
    self.after = after
    self.limit = limit
  }

  public var binds: [Bind] { [.text(pattern), .text(after), .int(limit)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    let (ids, users, steps) = (try cells.ints(6), try cells.ints(7), try cells.ints(8))
    return Row(
      key: try cells.text(0), job: try cells.text(1), campaign: try cells.text(2), message: try cells.text(3),
      subjectID: try cells.optionalInt(4), requestID: try cells.optionalInt(5),
      enrolments: zip(ids, zip(users, steps)).map { ($0, $1.0, $1.1) })
  }
}
