extension Connection {
  /// Runs `body`, and once more where it failed over a time zone that the server has lost: it is forgotten first, so that who
  /// lives there falls back to the deployment's zone.
  ///
  /// Inside a transaction nothing is repeated, since the transaction has failed: its owner repeats it whole.
  func withoutLostZones<Value>(_ body: () throws(StoreError) -> Value) throws(StoreError) -> Value {
    do throws(StoreError) {
      return try body()
    } catch {
      guard forgetsZones(after: error) else { throw error }
      return try body()
    }
  }

  /// Whether the error was over a lost zone that is forgotten now.
  func forgetsZones(after error: StoreError) -> Bool {
    guard error.sqlState == "22023", isIdle else { return false }
    do throws(StoreError) {
      return try query(ForgetLostZones()).rows(of: ForgetLostZones.self).contains { $0 > 0 }
    } catch {
      return false  // a role that may not repair it: what stands is the error that it met
    }
  }
}
