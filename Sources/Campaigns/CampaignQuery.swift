/// The three queries of a campaign: what each must return, and the names that it may use.
public enum CampaignQuery: String, CaseIterable, Sendable {
  case segment, goal, context

  /// The file in the campaign's folder.
  public var file: String { "\(rawValue).sql" }

  /// Names and types of the parameters.
  public var parameters: [(name: String, type: String)] {
    switch self {
    case .segment: [("as_of", "timestamptz"), ("inactive_days", "int"), ("lookback_days", "int")]
    case .goal, .context: [("as_of", "timestamptz"), ("learner", "bigint"), ("subject", "bigint")]
    }
  }

  /// Names and types of the columns, in order; nil for the context, whose columns are the campaign's own.
  public var columns: [(name: String, type: String)]? {
    switch self {
    case .segment: [("user_id", "bigint"), ("subject_id", "bigint"), ("last_activity_at", "timestamp with time zone")]
    case .goal: [("reached_at", "timestamp with time zone")]
    case .context: nil
    }
  }
}
