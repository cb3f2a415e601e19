import Domain
import Store

/// One thing that a learner can turn off: a scope on all channels, or everything on one channel (REQ-4-65).
public struct Preference: Sendable, Equatable {
  enum State: Equatable {
    case on
    /// Turned off by the learner, who may turn it on again.
    case off
    /// Off for a reason that the learner cannot take back here.
    case locked(SuppressionCause)
  }

  let scope: Scope
  /// nil for all channels.
  let channel: Channel?
  let state: State

  /// The name of the field that carries it in the form.
  var field: String { channel?.rawValue ?? scope.rawValue }

  /// The channel as the ledger writes it.
  var channelName: String { channel?.rawValue ?? "all" }

  private init(_ scope: Scope, _ channel: Channel?, _ suppressions: [Suppression]) {
    self.scope = scope
    self.channel = channel
    let causes = suppressions.filter { $0.scope == scope.rawValue && $0.channel == channel }.map(\.cause)
    state = causes.first { $0 != .optOut }.map(State.locked) ?? (causes.isEmpty ? .on : .off)
  }

  /// What the preference page shows, as the suppressions leave it: every scope, then every channel that is written on or
  /// that something stands against.
  static func all(_ suppressions: [Suppression], channels: [Channel]) -> [Preference] {
    let shown = Set(channels).union(suppressions.compactMap(\.channel))
    return Scope.allCases.map { Preference($0, nil, suppressions) }
      + Channel.allCases.filter(shown.contains).map { Preference(.all, $0, suppressions) }
  }
}
