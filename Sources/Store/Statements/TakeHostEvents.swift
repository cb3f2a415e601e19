public import Domain

/// Takes events of one source and writes their rows; returns those that were not taken, with the reason.
public struct TakeHostEvents: Statement {
  /// An event that was not taken.
  public struct Row: Sendable, Equatable {
    /// Its place among the events, from 1.
    public let place: Int
    /// `repeated`, `unknown_learner` or `unknown_row`.
    public let verdict: String
    /// A row that it needs and that is not there.
    public let missing: String?
  }

  public static let sql = """
    select place, verdict, missing
      from rekindle.take_host_events($1, $2, $3::text[], $4::text[], $5::timestamptz[], $6::bigint[], $7::bigint[],
                                     $8::int[], $9::text[], $10::jsonb, $11::int[], $12::text[], $13::text[],
                                     $14::jsonb, $15)
    """
  public static let columns = ["place", "verdict", "missing"]

  public var source: String
  /// 1: people; 2: whole rows of what names people; 3: what changes rows that are there.
  public var part: Int
  public var ids: [String] = []
  public var types: [String] = []
  public var times: [Instant] = []
  public var learners: [Int?] = []
  public var subjects: [Int?] = []
  /// Of each row, the place of its event, from 1.
  public var rowEvents: [Int] = []
  public var rowTables: [String] = []
  /// The rows as one array of JSON, in the order of `rowEvents`.
  public var rows: String
  /// Of each row that must be there, the place of its event, from 1.
  public var needEvents: [Int] = []
  public var needTables: [String] = []
  /// What each is called where it is missing.
  public var needNames: [String] = []
  /// Their keys as one array of JSON, in the order of `needEvents`.
  public var needs: String
  public var now: Instant

  public init(source: String, part: Int, rows: String, needs: String, now: Instant) {
    self.source = source
    self.part = part
    self.rows = rows
    self.needs = needs
    self.now = now
  }

  public var binds: [Bind] {
    [
      .text(source), .int(part), .texts(ids), .texts(types), .instants(times), .optionalInts(learners),
      .optionalInts(subjects), .ints(rowEvents), .texts(rowTables), .text(rows), .ints(needEvents),
      .texts(needTables), .texts(needNames), .text(needs), .instant(now),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(place: try cells.int(0), verdict: try cells.text(1), missing: try cells.optionalText(2))
  }
}
