import FunctionHost
import Store

extension Deployment {
  /// A connection to the deployment that `--url` names, or to the private database, which is started and brought up to date.
  ///
  /// `timeouts` are those of a deployment's; the runner's own wait as long as it takes.
  static func connection(
    _ options: Options, timeouts: Timeouts = .standard
  ) throws(RunnerError) -> Connection {
    if let url = options.text("--url") {
      do throws(StoreError) {
        return try Connection(
          ConnectionSettings(url: url, applicationName: "local-runner", timeouts: timeouts))
      } catch {
        throw RunnerError(error)
      }
    }
    let workspace = try Workspace(options)
    let server = try PrivateServer(workspace)
    try server.start()
    try Deployment(workspace, server).deploy()
    return try server.connection()
  }
}
