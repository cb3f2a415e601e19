public import FunctionContract

/// The files of every platform that Rekindle is generated for.
public enum Platforms {
  /// Every file from the manifests alone; throws where an event would have nowhere to go.
  public static func files(_ manifests: [Manifest], _ settings: PlatformSettings) throws(PlatformError)
    -> [PlatformFile]
  {
    let topology = try Topology(manifests)
    try topology.requireOneConsumer(on: "Kubernetes without a broker, OpenFaaS or a single server,")
    return [try SettingsExample.file(topology.manifests)]
      + Kubernetes(topology: topology, settings: settings).files
      + Knative(topology: topology, settings: settings).files
      + (try OpenFaaS(topology: topology, settings: settings)).files
      + Systemd(topology: topology, settings: settings).files
      + SingleServer(topology: topology, settings: settings).files
      + [try AWSTemplate(topology: topology, settings: settings).file]
  }
}
