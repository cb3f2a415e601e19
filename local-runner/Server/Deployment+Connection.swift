import FunctionHost
import Store

extension Deployment {
  /// A connection to the deployment that `--url` names, or to the private database, which is started and brought up to date.
  static func connection(_ options: Options) throws(RunnerError) -> Connection {
    if let url = options.text("--url") {
      do throws(StoreError) {
        return try Connection(ConnectionSettings(url: url, applicationName: "local-runner"))
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
