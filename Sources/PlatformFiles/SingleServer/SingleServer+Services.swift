import FunctionContract
import JSON

extension SingleServer {
  /// In the order in which they start.
  var services: [Service] {
    [postgres] + steps.prefix(1).map { step($0, after: [("postgres", .healthy)]) } + [accounts, pooler]
      + steps.dropFirst().map { step($0, after: [("pgbouncer", .healthy)]) }
      + functions.map(server) + [timers, proxy]
  }

  private var postgres: Service {
    var service = Service(name: "postgres", image: "docker.io/library/postgres:17-bookworm")
    service.variables = [("POSTGRES_DB", "rekindle")]
    service.secrets = ["postgres"]
    service.networks = [.database]
    service.volumes = [("database", "/var/lib/postgresql/data")]
    service.probe = ["pg_isready", "--username=postgres", "--dbname=rekindle", "--host=127.0.0.1"]
    service.stopSeconds = 60
    service.privileges = .root(capabilities: ["CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"])
    return service
  }

  /// Gives each role its password, once migrations have made the roles.
  private var accounts: Service {
    let statements = #"for a in $ACCOUNTS; do echo "alter role \"${a%%:*}\" password '${a#*:}';"; done"#
    var service = Service(name: "accounts", image: "docker.io/library/postgres:17-bookworm")
    service.entrypoint = ["sh", "-ec"]
    service.arguments = [
      "\(statements) | psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 --host=postgres --username=postgres rekindle"
    ]
    service.secrets = ["postgres", "accounts"]
    service.networks = [.database]
    service.needs = steps.prefix(1).map { ($0.name, .completed) }
    service.isJob = true
    return service
  }

  private var pooler: Service {
    var service = Service(name: "pgbouncer", image: image("pgbouncer"), build: "pgbouncer")
    service.secrets = ["accounts"]
    service.networks = [.database]
    service.scratch = ["/run/pgbouncer"]
    service.needs = [("accounts", .completed)]
    service.probe = ["bash", "-c", "</dev/tcp/127.0.0.1/6432"]
    service.memoryMiB = 128
    return service
  }

  private func step(_ manifest: Manifest, after needs: [(String, Service.Condition)]) -> Service {
    let type = manifest.consumes.events.map(\.description).first ?? ""
    let event: JSON = [
      "specversion": "1.0", "id": .string("\(type)-\(settings.version)"), "source": "/deploy", "type": .string(type),
    ]
    var service = handler(manifest, processes: 1)
    service.variables = [("REKINDLE_EVENT", event.text)]
    service.needs = needs
    service.isJob = true
    return service
  }

  private func server(_ manifest: Manifest) -> Service {
    var service = handler(manifest, processes: manifest.concurrency.max)
    service.variables = [
      ("PORT", String(port(manifest))), ("REKINDLE_PROCESSES", manifest.concurrency.warm > 0 ? "warm" : "event"),
      ("REKINDLE_DRAIN_SECONDS", String(manifest.limits.timeoutSeconds)),
    ]
    let flows = topology.flows(from: manifest).compactMap { flow in
      functions.first { $0.name == flow.consumer }.map { "\(flow.type)=\(address($0))" }
    }
    if !flows.isEmpty { service.variables.append(("REKINDLE_EVENTS_TO", flows.joined(separator: " "))) }
    service.networks = [.database, .functions] + (manifest.reachesProviders ? [.outside] : [])
    service.needs = [("pgbouncer", .healthy)] + steps.dropFirst().map { ($0.name, .completed) }
    service.probe = ["/function-host", "--health"]
    service.stopSeconds = manifest.limits.timeoutSeconds + 10
    return service
  }

  private func handler(_ manifest: Manifest, processes: Int) -> Service {
    var service = Service(name: manifest.name, image: image("all"))
    service.arguments = [manifest.name]
    service.secrets = [manifest.name]
    service.readsSettings = true
    service.networks = [.database]
    service.memoryMiB = MemoryNeed(manifest, processes: processes).limitMiB
    return service
  }

  private var timers: Service {
    let destinations = functions.flatMap { manifest in
      Set(manifest.consumes.schedule.map(\.event)).sorted().map { "\($0)=\(address(manifest))" }
    }
    var service = Service(name: "timers", image: image("all"))
    service.arguments = ["--timers"]
    service.variables = [("REKINDLE_EVENTS_TO", destinations.joined(separator: " "))]
    service.networks = [.functions]
    service.needs = functions.filter { !$0.consumes.schedule.isEmpty }.map { ($0.name, .healthy) }
    service.memoryMiB = 64
    return service
  }

  /// TLS with certificates of its own making, for the host of `REKINDLE_PUBLIC_URL`.
  private var proxy: Service {
    var service = Service(name: "proxy", image: "docker.io/library/caddy:2")
    service.readsSettings = true
    service.networks = [.functions, .outside]
    service.volumes = [("certificates", "/data")]
    service.scratch = ["/config"]
    service.ports = [80, 443]
    service.privileges = .root(capabilities: ["NET_BIND_SERVICE"])
    return service
  }

  private func image(_ name: String) -> String { "\(settings.registry)/rekindle-\(name):\(settings.version)" }
}
