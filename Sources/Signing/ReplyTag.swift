import Encoding

/// What the address of an invitation's organizer has behind a plus sign, by which an answer proves that its writer has the
/// invitation: 16 letters and digits in lower case, 80 bits that nobody can guess without the key.
public struct ReplyTag: Sendable, Hashable {
  public let text: String

  /// The tag of the meeting with the id `uid`, in the invitation to `address`.
  public init(uid: String, address: String, keys: KeyRing) {
    let code = keys.signer.code(
      label: "rekindle/reply/v1", bigEndian(UInt32(uid.utf8.count)) + Array(uid.utf8) + Array(address.utf8))
    text = Base32.encode(code.prefix(10))
  }
}
