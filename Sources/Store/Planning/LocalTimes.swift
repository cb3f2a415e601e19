import Domain

/// Local days and send windows at one moment, asked of PostgreSQL once for each zone and window.
struct LocalTimes {
  private let now: Instant
  private var windows: [SendWindow] = []
  private var zones: [String?: ReadLocalTimes.Row] = [:]
  private var since: Instant

  init(now: Instant) {
    self.now = now
    since = now
  }

  /// Makes sure that the zones and windows are known, and the zones' clocks since a moment.
  mutating func load(
    zones wanted: Set<String?>, windows wantedWindows: Set<SendWindow>, since wantedStart: Instant,
    _ connection: borrowing Connection
  ) throws(StoreError) {
    let newWindows = wantedWindows.subtracting(windows)
    windows += newWindows
    let isEarlier = wantedStart < since
    since = min(since, wantedStart)
    let missing = newWindows.isEmpty && !isEarlier ? wanted.filter { zones[$0] == nil } : wanted.union(zones.keys)
    if missing.isEmpty { return }
    let asked = Array(missing)
    for row in try connection.run(ReadLocalTimes(now: now, zones: asked, windows: windows, since: since)) {
      zones[asked[row.zone]] = row
    }
  }

  /// How the zone's clock runs; as UTC's where it is unknown.
  func clock(in zone: String?) -> LocalClock { zones[zone]?.clock ?? LocalClock() }

  func dayStart(in zone: String?) -> Instant { zones[zone]?.dayStart ?? now - .hours(24) }

  func weekStart(in zone: String?) -> Instant { zones[zone]?.weekStart ?? now - .hours(168) }

  /// The first instant from now on inside the window.
  func nextAllowed(_ window: SendWindow, in zone: String?) -> Instant {
    guard let place = windows.firstIndex(of: window), let times = zones[zone]?.nextAllowed else { return now }
    return times[place]
  }
}
