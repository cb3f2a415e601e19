import Callbacks
import Domain
import Store

extension MergeEvents {
  init(provider: String, facts: ArraySlice<CallbackFact>, now: Instant) {
    self.init(provider: provider, now: now)
    deliveryIDs = facts.map(\.deliveryID)
    kinds = facts.map(\.kind.rawValue)
    times = facts.map(\.at)
    details = facts.map(\.detail)
    suspects = facts.map(\.isSuspect)
    messageIDs = facts.map(\.providerMessageID)
  }
}
