import FunctionContract

/// One machine with containers: PostgreSQL, a pooler, each function in a container of the image `all`, timers, a proxy.
struct SingleServer {
  /// The port of the first function; the others follow in the order of their names.
  private static let firstPort = 8081

  let topology: Topology
  let settings: PlatformSettings

  /// Every file, below `infra/`.
  var files: [PlatformFile] {
    [
      PlatformFile("compose.yaml", [compose]), PlatformFile("pod.yaml", pod),
      PlatformFile("single-server/Caddyfile", text: caddyfile),
      PlatformFile("single-server/functions.txt", text: accountList),
    ]
  }

  /// Functions that run all the time.
  var functions: [Manifest] { topology.manifests.filter { !$0.isDeployStep } }

  /// What runs once for each version, migrations before everything else.
  var steps: [Manifest] {
    topology.manifests.filter(\.isDeployStep).sorted { one, _ in one.name == "migrate" }
  }

  func port(_ manifest: Manifest) -> Int {
    SingleServer.firstPort + (functions.firstIndex { $0.name == manifest.name } ?? 0)
  }

  func address(_ manifest: Manifest) -> String { "http://\(manifest.name):\(port(manifest))/" }

  /// What `secrets.sh` reads: each function with its database role and the names of its secrets.
  private var accountList: String {
    let lines = topology.manifests.map { manifest in
      ([manifest.name, manifest.databaseRole ?? "-"] + manifest.environment.secrets).joined(separator: " ")
    }
    return "# function role secrets\n" + lines.joined(separator: "\n") + "\n"
  }

  /// Requests by their paths; what no function answers to is not found.
  var caddyfile: String {
    let blocks = functions.filter { !$0.consumes.routes.isEmpty }.map { manifest in
      let paths = manifest.routePrefixes.map { $0.isExact ? $0.path : "\($0.path) \($0.path)/*" }
      return """
        \t@\(manifest.name) path \(paths.joined(separator: " "))
        \thandle @\(manifest.name) {
        \t\treverse_proxy \(manifest.name):\(port(manifest))
        \t}

        """
    }
    return "{$REKINDLE_PUBLIC_URL} {\n\(blocks.joined())\thandle {\n\t\trespond 404\n\t}\n}\n"
  }
}
