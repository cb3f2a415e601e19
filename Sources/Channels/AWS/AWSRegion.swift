/// A region of AWS, as the environment names it to every tool of AWS.
public struct AWSRegion: Sendable, Equatable {
  /// `eu-central-1`.
  public let name: String

  /// Settings: `AWS_REGION`, else `AWS_DEFAULT_REGION`.
  public init(_ settings: Settings) throws(ProviderSettingError) {
    name =
      if let name = settings["AWS_REGION"] ?? settings["AWS_DEFAULT_REGION"] { name } else {
        try settings.require("AWS_REGION")
      }
    guard (1...32).contains(name.utf8.count), name.utf8.allSatisfy({ isAlphanumeric($0) || $0 == UInt8(ascii: "-") })
    else {
      throw ProviderSettingError(setting: "AWS_REGION", reason: "write a region such as eu-central-1")
    }
  }

  /// The address of the service whose hosts begin with `host`.
  public func address(of host: String) -> String {
    "https://\(host).\(name).amazonaws.com" + (name.hasPrefix("cn-") ? ".cn" : "")
  }
}
