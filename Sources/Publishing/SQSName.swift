import Cryptography
import Encoding
import FunctionContract

/// The names that SQS takes for groups and for deduplication: up to 128 visible ASCII characters.
enum SQSName {
  /// `text` itself where it is such a name, else a digest of it: equal texts keep equal names.
  static func name(_ text: String) -> String {
    let isName = (1...128).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21..<0x7F).contains($0) }
    return isName ? text : Base32.encode(Digest.sha256.hash(Array(text.utf8)))
  }
}
