import Foundation

extension TestDatabase {
  /// Waits until so many connections of this database wait for a lock: twenty seconds, then it fails.
  public func waitForLocks(_ count: Int) throws {
    for _ in 0..<200 {
      let waiting = try self.count(
        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
      if waiting >= count { return }
      Thread.sleep(forTimeInterval: 0.1)
    }
    throw Spawn.Failure(description: "nobody waits for a lock")
  }
}
