/// What people have said about a campaign.
public enum CampaignStatus: String, CaseIterable, Sendable {
  /// Published and not begun: nobody enters before somebody has approved it.
  case draft
  case active
  /// Held by a person: nobody enters, nothing is sent, and episodes wait.
  case paused
  /// Over for good.
  case completed

  /// Whether a campaign in this status may be given `next`; staying as it is always is allowed.
  public func allows(_ next: CampaignStatus) -> Bool {
    if self == next { return true }
    return switch self {
    case .draft: next == .active
    case .active: next == .paused || next == .completed
    case .paused: next == .active || next == .completed
    case .completed: false
    }
  }
}
