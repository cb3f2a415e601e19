public import FunctionContract

/// The files of every platform that Rekindle is generated for.
public enum Platforms {
  /// Every file from the manifests alone; throws where an event would have nowhere to go.
  public static func files(_ manifests: [Manifest], _ settings: PlatformSettings) throws(PlatformError)
    -> [PlatformFile]
  {
    let topology = try Topology(manifests)
    try topology.requireOneConsumer(on: "plain Kubernetes")
    return [SettingsExample.file(topology.manifests)] + Kubernetes(topology: topology, settings: settings).files
      + SingleServer(topology: topology, settings: settings).files
  }
}
