import FunctionHost

/// Asks a server on this machine whether it is well: the probe of images that have no shell.
enum HealthProbe {
  /// 0 where `/_/health` answers with 200, else 1.
  static func ask(port: UInt16) -> Int32 { LoopbackClient.ask(port: port, "/_/health")?.status == 200 ? 0 : 1 }
}
