/// Where a campaign stands at a moment: what people said, and what its dates make of it.
public enum CampaignPhase: String, CaseIterable, Sendable {
  case draft
  /// Active, and its start is still to come.
  case waiting
  case active
  case paused
  /// Over, because somebody said so or because its end has come.
  case completed

  /// Why nothing is sent in this phase; nil where something is.
  public var reason: Reason? {
    switch self {
    case .draft, .waiting: .campaignWaiting
    case .active: nil
    case .paused: .campaignPaused
    case .completed: .campaignOver
    }
  }
}
