extension Connection {
  /// Runs `body`, and once more where it failed over what can be repaired: a time zone that the server has lost is forgotten, so
  /// that who lives there falls back to the deployment's zone; a statement that the session does not keep as we thought is sent whole.
  ///
  /// Inside a transaction nothing is run again, since the transaction has failed: its owner repeats it whole.
  func repairing<Value>(_ body: () throws(StoreError) -> Value) throws(StoreError) -> Value {
    do throws(StoreError) {
      return try body()
    } catch {
      guard repairs(after: error) else { throw error }
      return try body()
    }
  }

  /// Whether what the error was over is repaired now, and the same may be run again.
  func repairs(after error: StoreError) -> Bool {
    let isForgotten = kept.forget(after: error)
    return isIdle && (isForgotten || forgetsZones(after: error))
  }

  /// Whether the error was over a lost zone that is forgotten now.
  private func forgetsZones(after error: StoreError) -> Bool {
    guard error.sqlState == "22023" else { return false }
    do throws(StoreError) {
      return try query(ForgetLostZones()).rows(of: ForgetLostZones.self).contains { $0 > 0 }
    } catch {
      return false  // a role that may not repair it: what stands is the error that it met
    }
  }
}
