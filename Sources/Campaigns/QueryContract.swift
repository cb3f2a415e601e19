import Domain

/// What one query of a campaign may use, and what it must return.
public struct QueryContract: Sendable, Equatable {
  /// A name with a type, as PostgreSQL calls it.
  public struct Field: Sendable, Equatable {
    public let name: String
    public let type: String
  }

  /// A name that the query may use.
  public struct Parameter: Sendable, Equatable {
    public let name: String
    public let type: String
    /// What the campaign says it is; nil where the caller does.
    public let value: String?
  }

  /// The columns of the answer.
  public enum Columns: Sendable, Equatable {
    /// These, in this order.
    case exactly([Field])
    /// The campaign's own, and every sample has a value for each.
    case likeSamples
    /// The campaign's own, each of one of these types.
    case ofTypes([String])
  }

  public let name: String
  public let parameters: [Parameter]
  public let columns: Columns
  /// Whether a campaign may do without it.
  public let isOptional: Bool
  /// How many rows PostgreSQL should expect.
  public let rows: Int

  /// The file in the campaign's folder.
  public var file: String { "\(name).sql" }
}

extension QueryContract {
  /// A moment, as PostgreSQL writes its type.
  public static let instant = "timestamp with time zone"
  /// What holds or not.
  public static let fact = "boolean"

  /// The queries of any campaign.
  static let ofAnyCampaign = all(segment: [], language: "en")

  /// The queries of a campaign.
  ///
  /// - Parameters:
  ///   - parameters: what its segment is told besides the moment.
  ///   - language: of its messages, where a context is not told another.
  static func all(segment parameters: [SegmentParameter], language: String) -> [QueryContract] {
    let own = parameters.map { Parameter(name: $0.name, type: $0.kind.rawValue, value: $0.value) }
    return [
      QueryContract(
        name: "segment", parameters: [asOf] + own,
        columns: .exactly([
          Field(name: "user_id", type: "bigint"), Field(name: "subject_id", type: "bigint"),
          Field(name: "last_activity_at", type: instant),
        ]), isOptional: false, rows: 100_000),
      aboutOne("goal", .exactly([Field(name: "reached_at", type: instant)])),
      aboutOne(
        "context", .likeSamples, [Parameter(name: "language", type: "text", value: language)]),
      aboutOne("activity", .exactly([Field(name: "last_activity_at", type: instant)]), isOptional: true),
      aboutOne("state", .ofTypes([instant, fact]), isOptional: true),
    ]
  }

  private static let asOf = Parameter(name: "as_of", type: "timestamptz", value: nil)

  /// A query about one learner and one subject, which has one row at most.
  private static func aboutOne(
    _ name: String, _ columns: Columns, _ own: [Parameter] = [], isOptional: Bool = false
  ) -> QueryContract {
    QueryContract(
      name: name,
      parameters: [
        asOf, Parameter(name: "learner", type: "bigint", value: nil),
        Parameter(name: "subject", type: "bigint", value: nil),
      ] + own, columns: columns, isOptional: isOptional, rows: 1)
  }
}
