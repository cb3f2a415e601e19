public import Channels
public import Domain
public import Store

/// Where a channel's written messages go: over a wire to a provider, or into rows of this database.
public protocol Outlet {
  associatedtype Sender: MessageChannel

  /// Its name in the ledger.
  var name: String { get }

  /// Sends what `ledger` writes, nothing without a claim; returns the deliveries that it did not come to.
  func send(
    _ ledger: inout LedgerSend<Sender>, _ database: inout Database
  ) throws(StoreError) -> [Int]

  /// Sends one message outside the ledger and waits for what becomes of it.
  func tryOut(_ message: Sender.Message, now: Instant) -> SendOutcome
}

extension Outlet {
  /// What has no wire has nowhere to try a message out.
  public func tryOut(_ message: Sender.Message, now: Instant) -> SendOutcome {
    .failed(code: "no_wire", effect: .none, detail: nil)
  }
}
