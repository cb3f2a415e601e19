public import Cryptography

/// What Amazon SNS signs of a message that it posts: some of its members, each as a line of its name and a line of its value.
public enum SNSSignature {
  /// The signed text of a message with these members; a notification has a subject or none.
  public static func text(of members: [String: String]) -> [UInt8] {
    let names =
      members["Type"] == "Notification"
      ? ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"]
      : ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"]
    return names.flatMap { name in members[name].map { Array("\(name)\n\($0)\n".utf8) } ?? [] }
  }

  /// What a message of that `SignatureVersion` is signed over; nil for a version that there is not.
  public static func digest(ofVersion version: String) -> Digest? {
    switch version {
    case "1": .sha1
    case "2": .sha256
    default: nil
    }
  }
}
