import Cryptography
import Encoding
import JSON

/// The lines of a proof, each with the SHA-256 of the one before (docs/proof.md).
struct ProofChain {
  static let format = "rekindle-proof-1"

  /// The hash of the last line, without its line break; zeros before the first.
  private(set) var last = String(repeating: "0", count: 64)

  /// The next line, with its line break.
  mutating func line(_ members: [String: JSON]) -> [UInt8] {
    let bytes = linked(members)
    last = Hexadecimal.lower.encode(Digest.sha256.hash(bytes))
    return bytes + [0x0A]
  }

  /// The line that ends the chain after `rows` rows: its signature is over the line without it.
  mutating func seal(rows: Int, _ key: ProofKey) throws(RunnerError) -> [UInt8] {
    var members: [String: JSON] = ["rows": .integer(rows)]
    members["signature"] = .string(try key.signature(over: linked(members)))
    return line(members)
  }

  private func linked(_ members: [String: JSON]) -> [UInt8] {
    var members = members
    members["prev"] = .string(last)
    return JSON.object(members).bytes
  }
}
