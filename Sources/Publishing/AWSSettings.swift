import FunctionContract
import Transport

/// Where AWS is and who calls it, as the environment tells every AWS tool.
struct AWSSettings {
  let client: HTTPClient
  let credentials: AWSCredentialSource
  private let region: String?
  private let endpoint: String?

  /// Fails with exit code 78 where no key can be had.
  init(environment: [String: String], client: HTTPClient) throws(HandlerFailure) {
    self.client = client
    credentials = try AWSCredentialSource(environment: environment, client: client)
    let value = { (name: String) in environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    region = value("AWS_REGION") ?? value("AWS_DEFAULT_REGION")
    endpoint = value("AWS_ENDPOINT_URL").map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
  }

  /// The sink of a queue: its requests go to the host of the queue's URL, unless `AWS_ENDPOINT_URL` says otherwise.
  func queue(_ url: String) throws(HandlerFailure) -> SQSSink {
    guard let origin = endpoint ?? AWSSettings.secureOrigin(of: url) else {
      throw HandlerFailure(
        .configuration, "Configuration.Invalid",
        "\(EventDestinations.variable): a queue's URL starts with https://, or AWS_ENDPOINT_URL says where to send")
    }
    let region = if let region = AWSSettings.region(of: url) { region } else { try requiredRegion() }
    let service = AWSService(
      client: client, credentials: credentials, endpoint: origin, region: region,
      name: "sqs", target: "AmazonSQS", contentType: "application/x-amz-json-1.0")
    return SQSSink(service: service, queue: url)
  }

  /// The sink of a bus of this region.
  func bus(_ name: String) throws(HandlerFailure) -> EventBridgeSink {
    let region = try requiredRegion()
    let suffix = region.hasPrefix("cn-") ? "amazonaws.com.cn" : "amazonaws.com"
    let service = AWSService(
      client: client, credentials: credentials, endpoint: endpoint ?? "https://events.\(region).\(suffix)",
      region: region, name: "events", target: "AWSEvents", contentType: "application/x-amz-json-1.1")
    return EventBridgeSink(service: service, bus: name)
  }

  private func requiredRegion() throws(HandlerFailure) -> String {
    guard let region else {
      throw HandlerFailure(.configuration, "Configuration.Missing", "set the environment variable AWS_REGION")
    }
    return region
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
