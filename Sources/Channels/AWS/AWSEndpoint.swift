/// Where requests to one service of AWS go, and what they are signed for.
struct AWSEndpoint: Sendable {
  let url: ProviderURL
  let scope: AWSScope

  /// Settings: `AWS_REGION` or `AWS_DEFAULT_REGION`, and `AWS_ENDPOINT_URL` where the service is not AWS' own.
  init(_ settings: Settings, host: String, service: String) throws(ProviderSettingError) {
    let region = try AWSRegion(settings)
    url = try ProviderURL(settings["AWS_ENDPOINT_URL"] ?? region.address(of: host), setting: "AWS_ENDPOINT_URL")
    scope = AWSScope(region: region.name, service: service)
  }

  /// A signed request to `path`.
  func call(_ path: String, contentType: String, body: [UInt8]) -> ProviderRequest {
    .http(
      HTTPCall(url: url.appending(path), headers: [.init("Content-Type", contentType)], body: body, signedFor: scope))
  }
}
