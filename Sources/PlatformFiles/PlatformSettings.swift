/// What the files say and no manifest knows; a deployment changes it in its overlay, or generates its own files.
public struct PlatformSettings: Sendable, Equatable {
  /// Tag of the images.
  public var version: String
  /// Where the images are: `<registry>/rekindle-<function>`.
  public var registry = "registry.example/rekindle"
  public var namespace = "rekindle"
  /// Public host name of pages, links and webhooks.
  public var host = "learn.example"

  /// What carries events on Knative.
  public var broker = Broker.kafka
  /// Address of the OpenFaaS gateway, as functions reach it.
  public var gateway = "http://gateway.openfaas:8080"

  /// A class of Knative brokers.
  public enum Broker: String, Sendable, CaseIterable {
    case kafka
    case nats
    /// Channels, in memory unless the cluster says otherwise: for trials.
    case channel
  }

  public init(version: String) { self.version = version }
}
