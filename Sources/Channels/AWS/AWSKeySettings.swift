/// Reads where a process finds its key of AWS.
public struct AWSKeySettings: Sendable {
  public let source: AWSKeySource

  /// Settings: those by which AWS hands keys to a process; throws where they tell of none, or where the container's token
  /// would leave the machine unencrypted.
  public init(_ settings: Settings) throws(ProviderSettingError) {
    if let key = settings["AWS_ACCESS_KEY_ID"], let secret = settings["AWS_SECRET_ACCESS_KEY"] {
      source = .given(AWSCredentials(accessKey: key, secretKey: secret, sessionToken: settings["AWS_SESSION_TOKEN"]))
      return
    }
    let relative = settings["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let local = relative.map { "http://169.254.170.2\($0)" }
    guard let url = local ?? settings["AWS_CONTAINER_CREDENTIALS_FULL_URI"] else {
      throw ProviderSettingError(
        setting: "AWS_ACCESS_KEY_ID",
        reason: "set it and AWS_SECRET_ACCESS_KEY, or run where AWS sets AWS_CONTAINER_CREDENTIALS_FULL_URI")
    }
    guard AWSKeySettings.isSafe(url) else {
      throw ProviderSettingError(
        setting: "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        reason: "write an https URL, or http to this machine or to 169.254.170.2, 169.254.170.23 or [fd00:ec2::23]")
    }
    source = .container(
      AWSKeySource.Container(
        url: url, token: settings["AWS_CONTAINER_AUTHORIZATION_TOKEN"],
        tokenFile: settings["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"]))
  }

  private static func isSafe(_ url: String) -> Bool {
    if url.hasPrefix("https://") { return true }
    guard url.hasPrefix("http://") else { return false }
    let authority = url.dropFirst(7).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let end = authority.hasPrefix("[") ? authority.firstIndex(of: "]").map(authority.index(after:)) : nil
    let host = end.map { authority[..<$0] } ?? authority.prefix { $0 != ":" }
    return ["localhost", "127.0.0.1", "[::1]", "169.254.170.2", "169.254.170.23", "[fd00:ec2::23]"].contains(host)
  }
}
