import Domain
import Encoding
import FunctionContract
import FunctionHost
import JSON

/// What the runner asks the dashboard's handler, with the project's own key and at the project's time.
struct DashboardQuestions {
  private let gateway: Gateway
  private let key: String
  private let now: Instant

  init(_ workspace: Workspace, _ server: PrivateServer) throws(RunnerError) {
    let local = try LocalSettings(workspace)
    let now = WallClock.now + (try RunnerSchema.readClock(server.connection()))
    let handlers = try HandlerSet(
      workspace,
      .init(
        mode: .perEvent, databaseURL: { role in try? server.url(role: role) },
        environment: local.environment(gateway: Address.gateway, providers: Address.providers), usesEventClock: true,
        log: { _, _ in }))
    gateway = Gateway(handlers.functions, clock: { now }) { _ in }
    key = local["DASHBOARD_KEYS"].split(separator: ",").first.map(String.init) ?? ""
    self.now = now
  }

  /// Why a learner was written to in a campaign, or not.
  func explain(_ learner: String, campaign: String) throws(RunnerError) -> JSON {
    let query = FormEncoding.encode([(name: "user", value: learner), (name: "campaign", value: campaign)])
    let answer = gateway.answer(
      HTTPRequest(
        method: "GET", rawPath: "/dashboard/explain", rawQuery: String(decoding: query, as: UTF8.self),
        headers: ["authorization": "Bearer \(key)"], time: now))
    let text = String(decoding: answer.body, as: UTF8.self).trimmed
    let json = try? JSON.parse(text)
    if answer.status == 200, let json { return json }
    let reason = json?["error"]?["message"]?.string ?? text
    throw RunnerError((400..<500).contains(answer.status) ? .badEvent : .unavailable, reason)
  }
}
