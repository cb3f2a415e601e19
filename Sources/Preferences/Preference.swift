import Domain
import Store

/// One thing that a learner can turn off: a scope on all channels, or everything on one channel (REQ-4-65).
public struct Preference: Sendable, Equatable {
  enum State: Equatable {
    case on
    /// Turned off by the learner, or never agreed to; they may turn it on.
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

  private init(_ scope: Scope, _ channel: Channel?, _ suppressions: [Suppression], isAgreed: Bool = true) {
    self.scope = scope
    self.channel = channel
    let causes = suppressions.filter { $0.scope == scope.rawValue && [channel, channel?.carrier].contains($0.channel) }
      .map(\.cause)
    state = causes.first { $0 != .optOut }.map(State.locked) ?? (causes.isEmpty && isAgreed ? .on : .off)
  }

  /// What somebody agrees to who ticks it, as it stands beside the tick; nil where silence is enough.
  func agreement(with site: Site) -> String? {
    guard let channel, channel.needsConsent else { return nil }
    let words = site.words.preferences
    return words.agreement.with(["sender": site.sender, "channel": words.label(channel)])
  }

  /// What the preference page shows, as the suppressions leave it: every scope, then every channel that is written on or
  /// that something stands against.
  static func all(_ suppressions: [Suppression], channels: [Channel], agreed: [Channel]) -> [Preference] {
    let shown = Set(channels).union(suppressions.compactMap(\.channel))
    return Scope.allCases.map { Preference($0, nil, suppressions) }
      + Channel.allCases.filter(shown.contains).map { channel in
        Preference(.all, channel, suppressions, isAgreed: !channel.needsConsent || agreed.contains(channel))
      }
  }
}

extension Channel {
  /// Whether nobody is written to on it who has not agreed to it.
  fileprivate var needsConsent: Bool { self == .whatsapp }
}
