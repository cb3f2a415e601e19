import FunctionContract

extension Systemd {
  /// What the shell and the AMQP tools take beside a function.
  static let toolsMiB = 32
  /// What `function-host --timers` takes.
  static let timersMiB = 32
  static let before = "network-online.target postgresql.service rabbitmq-server.service"

  /// The function's settings and secrets; the host passes on what the manifest names.
  func environment(_ manifest: Manifest) -> UnitFile.Settings {
    [
      ("WorkingDirectory", Systemd.library),
      UnitFile.variable("REKINDLE_FUNCTIONS", "\(Systemd.library)/functions"),
      ("EnvironmentFile", "\(Systemd.settingsFolder)/settings.env"),
      ("EnvironmentFile", "\(Systemd.settingsFolder)/secrets/\(manifest.name).env"),
    ] + (manifest.emits.isEmpty ? [] : [UnitFile.variable("REKINDLE_EVENTS_TO", "exec:\(Systemd.library)/bin/publish")])
  }

  /// User and password at the broker, readable by this unit alone.
  func credential(_ user: String) -> (key: String, value: String) {
    ("LoadCredential", "amqp:\(Systemd.settingsFolder)/amqp/\(user)")
  }

  /// What a unit may take, and reach: providers are anywhere, everything else is near.
  ///
  /// - Parameter manifest: nil for what is no function.
  func bounds(_ manifest: Manifest?, memoryMiB: Int) -> UnitFile.Settings {
    [("MemoryMax", "\(memoryMiB)M")] + (manifest?.reachesProviders == true ? [] : Systemd.innerNetworks)
  }

  /// For all services: a user of its own for the time that it runs, and nothing to write or see but what the work needs.
  ///
  /// systemd finds it for `rekindle-*.service`, and for `rekindle-*@*.service` in a folder of its own.
  var sandboxes: [PlatformFile] {
    ["rekindle-.service.d", "rekindle-@.service.d"].map {
      PlatformFile("systemd/units/\($0)/sandbox.conf", text: Systemd.sandbox.text)
    }
  }

  private static let sandbox: UnitFile = [
    "Service": [
      ("DynamicUser", "yes"), ("UMask", "0077"), ("TasksMax", "128"), ("LimitCORE", "0"), ("ProtectSystem", "strict"),
    ] + shield.map { ($0, "yes") } + [
      ("ProtectProc", "invisible"), ("ProcSubset", "pid"), ("CapabilityBoundingSet", ""),
      ("RestrictAddressFamilies", "AF_INET AF_INET6 AF_UNIX"), ("SystemCallArchitectures", "native"),
      ("SystemCallFilter", "@system-service"), ("SystemCallFilter", "~@privileged"),
      ("SystemCallErrorNumber", "EPERM"),
    ]
  ]

  private static let shield = [
    "NoNewPrivileges", "PrivateTmp", "PrivateDevices", "ProtectHome", "ProtectHostname", "ProtectClock",
    "ProtectKernelTunables", "ProtectKernelModules", "ProtectKernelLogs", "ProtectControlGroups",
    "RestrictNamespaces", "RestrictRealtime", "RestrictSUIDSGID", "LockPersonality", "MemoryDenyWriteExecute",
    "RemoveIPC",
  ]

  /// This server and private networks, where the database and the broker are.
  private static let innerNetworks: UnitFile.Settings = [
    ("IPAddressDeny", "any"),
    ("IPAddressAllow", "localhost 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7"),
  ]
}
