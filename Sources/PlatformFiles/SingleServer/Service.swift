/// One program of the single server: a service of the compose file, a container of the pod.
struct Service {
  /// What must have happened to another service before.
  enum Condition: String {
    case healthy = "service_healthy"
    case completed = "service_completed_successfully"
  }

  /// The networks of the compose file; a pod has only one.
  enum Network: String, CaseIterable {
    /// PostgreSQL and the pooler: no way out.
    case database
    /// Functions, timers and the proxy among each other: no way out.
    case functions
    /// Providers and browsers.
    case outside
  }

  enum Privileges {
    /// None: an account without a name of power, no capabilities, nothing writable.
    case none
    /// The image's own account with these capabilities.
    case root(capabilities: [String])
  }

  let name: String
  let image: String
  /// The folder below `infra/` that the image is built from, where no registry has it.
  var build: String?
  /// Replaces the image's own start.
  var entrypoint: [String] = []
  var arguments: [String] = []
  var variables: [(name: String, value: String)] = []
  /// Names of files of secrets, `<name>.env`.
  var secrets: [String] = []
  /// Whether it sees the settings that all functions share.
  var readsSettings = false
  var networks: [Network] = []
  /// What outlives the container, and where it is mounted.
  var volumes: [(name: String, path: String)] = []
  /// Folders in memory.
  var scratch: [String] = []
  /// Ports that are open to the outside.
  var ports: [Int] = []
  var needs: [(service: String, condition: Condition)] = []
  /// The command that tells whether the service is well.
  var probe: [String] = []
  var memoryMiB: Int?
  /// Seconds between the request to stop and the end.
  var stopSeconds = 10
  /// Whether it ends when its work is done.
  var isJob = false
  var privileges = Privileges.none
}
