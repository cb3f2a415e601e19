/// What the files say and no manifest knows; a deployment changes it in its overlay, or generates its own files.
public struct PlatformSettings: Sendable, Equatable {
  /// Tag of the images.
  public var version: String
  /// Where the images are: `<registry>/rekindle-<function>`.
  public var registry = "registry.example/rekindle"
  public var namespace = "rekindle"
  /// Public host name of pages, links and webhooks.
  public var host = "learn.example"

  public init(version: String) { self.version = version }
}
