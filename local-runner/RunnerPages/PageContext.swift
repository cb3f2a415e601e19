/// What the runner's pages say of the stage that they belong to.
struct PageContext: Sendable {
  /// Where pages are served.
  let address: String
  let clock: StageClock
  /// Opens the dashboard.
  let dashboardKey: String

  init(address: String, clock: StageClock, dashboardKey: String) {
    self.address = address
    self.clock = clock
    self.dashboardKey = dashboardKey
  }

  init(_ stage: Stage) {
    let keys = stage.environment["DASHBOARD_KEYS"]?.split(separator: ",") ?? []
    self.init(address: stage.address, clock: stage.clock, dashboardKey: keys.first.map(String.init) ?? "")
  }
}
