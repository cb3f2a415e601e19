import Domain
import Store

/// One thing that a learner can turn off: a scope on all channels, or everything on one channel (REQ-4-65).
struct Switch: Equatable {
  enum State: Equatable {
    case on
    /// Turned off by the learner, who may turn it on again.
    case off
    /// Off for a reason that the learner cannot take back here, by its name in the ledger.
    case locked(String)
  }

  let scope: Scope
  /// nil for all channels.
  let channel: Channel?
  let state: State

  /// The name of the field that carries it in the form.
  var field: String { channel?.rawValue ?? scope.rawValue }

  /// The channel as the ledger writes it.
  var channelName: String { channel?.rawValue ?? "all" }

  private init(_ scope: Scope, _ channel: Channel?, _ nos: [StandingNos.Row]) {
    self.scope = scope
    self.channel = channel
    let name = channel?.rawValue ?? "all"
    let reasons = nos.filter { $0.scope == scope.rawValue && $0.channel == name }.map(\.reason)
    state = reasons.first { $0 != "opt_out" }.map(State.locked) ?? (reasons.isEmpty ? .on : .off)
  }

  /// The switches of the preference page, as the standing nos leave them.
  static func all(_ nos: [StandingNos.Row]) -> [Switch] {
    Scope.allCases.map { Switch($0, nil, nos) } + [.email, .sms].map { Switch(.all, $0, nos) }
  }
}
