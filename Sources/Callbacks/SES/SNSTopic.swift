import Channels

/// A topic of Amazon SNS, and where its certificates and confirmations are.
struct SNSTopic: Sendable, Equatable {
  let arn: String
  /// `https://sns.eu-central-1.amazonaws.com`, whatever a message says.
  private let origin: String

  /// nil for anything but `arn:aws:sns:<region>:<account>:<name>`, also of AWS' partitions in China and for governments.
  init?(arn: String) {
    let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "arn", ["aws", "aws-cn", "aws-us-gov"].contains(parts[1]), parts[2] == "sns",
      (3...32).contains(parts[3].utf8.count), SNSTopic.isWord(parts[3]), !parts[5].isEmpty
    else { return nil }
    self.arn = arn
    origin = "https://sns.\(parts[3]).amazonaws.com" + (parts[1] == "aws-cn" ? ".cn" : "")
  }

  /// The path of a certificate's address; nil for one that is not SNS' own in the topic's region.
  func certificatePath(_ url: String) -> String? {
    let folder = "/SimpleNotificationService-"
    guard url.hasPrefix(origin + folder), url.hasSuffix(".pem"), url.utf8.count <= 200,
      SNSTopic.isWord(url.dropFirst(origin.count + folder.count).dropLast(4))
    else { return nil }
    return String(url.dropFirst(origin.count))
  }

  /// The path and the query that confirm a subscription to the topic; nil for another address.
  func confirmationPath(_ url: String) -> String? {
    guard url.hasPrefix(origin + "/?"), url.contains("Action=ConfirmSubscription"), url.utf8.count <= 2000,
      url.utf8.allSatisfy({ (0x21..<0x7F).contains($0) })
    else { return nil }
    return String(url.dropFirst(origin.count))
  }

  /// Where `path` is asked for: at SNS in the topic's region, or at `endpoint`, which stands in for all of AWS.
  func address(of path: String, at endpoint: ProviderURL?) -> String { (endpoint?.text ?? origin) + path }

  private static func isWord(_ text: Substring) -> Bool {
    text.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "-")
    }
  }
}
