public import Domain
public import JSON

/// Has operators told of a week, once for each of them.
public struct PutReview: Statement {
  public static let sql = """
    insert into rekindle.operator_notices (week, kind, medium, place, body, created_at, not_before)
    select $1::text::date, 'review', 'email', r.place, $2::jsonb, $3, $3 from unnest($4::int[]) r(place)
    on conflict do nothing
    """

  public var monday: String
  public var body: JSON
  public var now: Instant
  public var places: [Int]

  public init(monday: String, body: JSON, now: Instant, places: [Int]) {
    self.monday = monday
    self.body = body
    self.now = now
    self.places = places
  }

  public var binds: [Bind] { [.text(monday), .json(body), .instant(now), .ints(places)] }
}
