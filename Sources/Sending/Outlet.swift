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
}
