import Channels
import FunctionContract
import Transport

/// Where AWS is and who calls it, as the environment tells every AWS tool.
struct AWSSettings {
  let client: HTTPClient
  let keyring: AWSKeyring
  private let settings: Settings
  private let endpoint: String?

  /// Fails with exit code 78 where no key can be had.
  init(environment: [String: String], client: HTTPClient) throws(HandlerFailure) {
    self.client = client
    let settings = Settings(environment)
    self.settings = settings
    let source = try AWSSettings.checked { () throws(ProviderSettingError) in try AWSKeySettings(settings).source }
    keyring = AWSKeyring(source, client: client)
    endpoint = settings["AWS_ENDPOINT_URL"].map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
  }

  /// The sink of a queue: its requests go to the host of the queue's URL, unless `AWS_ENDPOINT_URL` says otherwise.
  func queue(_ url: String) throws(HandlerFailure) -> SQSSink {
    guard let origin = endpoint ?? AWSSettings.secureOrigin(of: url) else {
      throw HandlerFailure(
        .configuration, "Configuration.Invalid",
        "\(EventDestinations.variable): a queue's URL starts with https://, or AWS_ENDPOINT_URL says where to send")
    }
    let region = if let region = AWSSettings.region(of: url) { region } else { try region().name }
    let service = AWSService(
      client: client, keyring: keyring, endpoint: origin, scope: AWSScope(region: region, service: "sqs"),
      target: "AmazonSQS", contentType: "application/x-amz-json-1.0")
    return SQSSink(service: service, queue: url)
  }

  /// The sink of a bus of this region.
  func bus(_ name: String) throws(HandlerFailure) -> EventBridgeSink {
    let region = try region()
    let service = AWSService(
      client: client, keyring: keyring, endpoint: endpoint ?? region.address(of: "events"),
      scope: AWSScope(region: region.name, service: "events"), target: "AWSEvents",
      contentType: "application/x-amz-json-1.1")
    return EventBridgeSink(service: service, bus: name)
  }

  private func region() throws(HandlerFailure) -> AWSRegion {
    try AWSSettings.checked { () throws(ProviderSettingError) in try AWSRegion(settings) }
  }

  private static func checked<Value>(
    _ read: () throws(ProviderSettingError) -> Value
  ) throws(HandlerFailure) -> Value {
    do throws(ProviderSettingError) { return try read() } catch {
      throw HandlerFailure(.configuration, "Configuration.Invalid", error.description)
    }
  }

  private static func secureOrigin(of url: String) -> String? {
    url.hasPrefix("https://") ? "https://\(url.dropFirst(8).prefix { $0 != "/" })" : nil
  }

  /// The region in a host as `sqs.eu-central-1.amazonaws.com`.
  private static func region(of url: String) -> String? {
    let labels = url.drop { $0 != "/" }.drop { $0 == "/" }.prefix { $0 != "/" }.split(separator: ".")
    return labels.count >= 4 && labels[0] == "sqs" && labels[2] == "amazonaws" ? String(labels[1]) : nil
  }
}
