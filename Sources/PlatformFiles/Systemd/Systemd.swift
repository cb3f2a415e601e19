import FunctionContract
import JSON

/// One server with systemd and RabbitMQ: a queue for each function that consumes events and a consumer for each process
/// that it may have, one service that publishes what timers fire, and services on loopback for functions with routes.
struct Systemd {
  /// Where `install.sh` puts programs, functions and campaigns.
  static let library = "/usr/lib/rekindle"
  static let settingsFolder = "/etc/rekindle"
  /// Where the first function with routes listens; the others follow.
  static let firstPort = 8401

  let topology: Topology
  let settings: PlatformSettings

  /// Every file, below `systemd/`.
  var files: [PlatformFile] {
    let units = topology.manifests.flatMap(units) + [("rekindle-timers.service", timers), ("rekindle.target", target)]
    return units.map { PlatformFile("systemd/units/\($0.name)", text: $0.unit.text) } + sandboxes
      + [RabbitMQ(topology: topology).file, proxy]
  }

  /// Whether events reach the function through a queue.
  static func consumes(_ manifest: Manifest) -> Bool {
    manifest.consumes.events.contains { !$0.isDeployOrder }
  }

  /// Functions with routes, each with its port on loopback.
  var servers: [(manifest: Manifest, port: Int)] {
    topology.manifests.filter(\.isServedToPeople).enumerated().map { ($1, Systemd.firstPort + $0) }
  }

  private var proxy: PlatformFile {
    let ports = Dictionary(uniqueKeysWithValues: servers.map { ($0.manifest.name, $0.port) })
    return Nginx.file("systemd/nginx/rekindle.conf", servers.map(\.manifest)) { manifest, _ in
      "http://127.0.0.1:\(ports[manifest.name] ?? Systemd.firstPort)"
    }
  }

  private typealias Unit = (name: String, unit: UnitFile)

  private func units(_ manifest: Manifest) -> [Unit] {
    var units: [Unit] = []
    if manifest.isDeployStep { units.append(("rekindle-\(manifest.name).service", deployStep(manifest))) }
    if Systemd.consumes(manifest) { units.append(("rekindle-\(manifest.name)@.service", consumer(manifest))) }
    if let server = servers.first(where: { $0.manifest.name == manifest.name }) {
      units.append(("rekindle-\(manifest.name).service", self.server(manifest, port: server.port)))
    }
    return units
  }

  private var target: UnitFile {
    var wanted: [String] = []
    for manifest in topology.manifests {
      if Systemd.consumes(manifest) {
        wanted += (1...manifest.concurrency.max).map { "rekindle-\(manifest.name)@\($0).service" }
      }
    }
    wanted.append("rekindle-timers.service")
    wanted += servers.map { "rekindle-\($0.manifest.name).service" }
    return [
      "Unit": [("Description", "Rekindle: consumers, timers and services")] + wanted.map { ("Wants", $0) },
      "Install": [("WantedBy", "multi-user.target")],
    ]
  }
}

// MARK: - Units

extension Systemd {
  private func consumer(_ manifest: Manifest) -> UnitFile {
    // An event in hand may take its whole time, and after a passing failure the pause before it goes back.
    let stop = manifest.limits.timeoutSeconds + 60
    return [
      "Unit": unit("\(manifest.title): consumer %i", manifest),
      "Service": [
        ("ExecStart", "\(Systemd.library)/bin/consume \(manifest.name)"), ("Restart", "always"), ("RestartSec", "5"),
        ("RestartPreventExitStatus", "78"), ("KillMode", "mixed"), ("TimeoutStopSec", String(stop)),
        ("RuntimeDirectory", "%p/%i"),
      ] + environment(manifest) + [credential(manifest.name)]
        + bounds(manifest, memoryMiB: MemoryNeed(manifest, processes: 1).limitMiB + Systemd.toolsMiB),
    ]
  }

  private func server(_ manifest: Manifest, port: Int) -> UnitFile {
    [
      "Unit": unit(manifest.title, manifest),
      "Service": [
        ("ExecStart", "\(Systemd.library)/bin/function-host \(manifest.name)"), ("Restart", "always"),
        ("RestartSec", "1"), ("RestartPreventExitStatus", "78"), ("KillMode", "mixed"),
        ("TimeoutStopSec", String(manifest.limits.timeoutSeconds + 10)), UnitFile.variable("PORT", String(port)),
        UnitFile.variable("REKINDLE_BIND", "127.0.0.1"),
        UnitFile.variable("REKINDLE_PROCESSES", manifest.concurrency.warm > 0 ? "warm" : "event"),
        UnitFile.variable("REKINDLE_DRAIN_SECONDS", String(manifest.limits.timeoutSeconds)),
      ] + environment(manifest) + (manifest.emits.isEmpty ? [] : [credential(manifest.name)])
        + bounds(manifest, memoryMiB: MemoryNeed(manifest, processes: manifest.concurrency.max).limitMiB),
    ]
  }

  private func deployStep(_ manifest: Manifest) -> UnitFile {
    let type = manifest.consumes.events.map(\.description).first ?? ""
    let event: JSON = [
      "specversion": "1.0", "id": .string("\(type)-\(settings.version)"), "source": "/deploy", "type": .string(type),
    ]
    return [
      "Unit": [("Description", manifest.title), ("Wants", "network-online.target"), ("After", Systemd.before)],
      "Service": [
        ("Type", "oneshot"), ("ExecStart", "\(Systemd.library)/bin/function-host \(manifest.name)"),
        ("TimeoutStartSec", String(manifest.limits.timeoutSeconds + 30)),
        UnitFile.variable("REKINDLE_EVENT", event.text),
      ] + environment(manifest) + bounds(manifest, memoryMiB: MemoryNeed(manifest, processes: 1).limitMiB),
    ]
  }

  /// systemd's own calendar leaves out the day whose hour is skipped when clocks change (systemd 252).
  private var timers: UnitFile {
    [
      "Unit": [
        ("Description", "Rekindle: timers"), ("PartOf", "rekindle.target"), ("After", Systemd.before),
        ("StartLimitIntervalSec", "0"),
      ],
      "Service": [
        ("ExecStart", "\(Systemd.library)/bin/function-host --timers"), ("Restart", "always"), ("RestartSec", "5"),
        ("RestartPreventExitStatus", "78"), ("StateDirectory", "rekindle-timers"),
        UnitFile.variable("REKINDLE_FUNCTIONS", "\(Systemd.library)/functions"),
        UnitFile.variable("REKINDLE_EVENTS_TO", "exec:\(Systemd.library)/bin/publish"),
        UnitFile.variable("REKINDLE_TIMERS_STATE", "/var/lib/rekindle-timers/minute"),
        ("EnvironmentFile", "\(Systemd.settingsFolder)/settings.env"), credential(RabbitMQ.timers),
      ] + bounds(nil, memoryMiB: Systemd.toolsMiB + Systemd.timersMiB),
    ]
  }

  private func unit(_ description: String, _ manifest: Manifest) -> UnitFile.Settings {
    [
      ("Description", description), ("PartOf", "rekindle.target"), ("Wants", "network-online.target"),
      ("After", Systemd.before), ("StartLimitIntervalSec", "0"),
    ]
  }
}
