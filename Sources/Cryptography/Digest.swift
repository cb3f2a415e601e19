import CCrypto

/// Hashes and message authentication codes of libcrypto.
public enum Digest: Sendable {
  /// 20 bytes; only where a provider's protocol demands it.
  case sha1
  /// 32 bytes.
  case sha256

  /// The hash of `message`.
  public func hash(_ message: [UInt8]) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var length: UInt32 = 0
    precondition(EVP_Digest(message, message.count, &result, &length, algorithm, nil) == 1, "libcrypto cannot hash")
    return Array(result.prefix(Int(length)))
  }

  /// The HMAC (RFC 2104) of `message` under `key`.
  public func authenticationCode(of message: [UInt8], key: [UInt8]) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var length: UInt32 = 0
    let code = HMAC(algorithm, key, Int32(key.count), message, message.count, &result, &length)
    precondition(code != nil, "libcrypto cannot authenticate")
    return Array(result.prefix(Int(length)))
  }

  var algorithm: OpaquePointer? {
    switch self {
    case .sha1: EVP_sha1()
    case .sha256: EVP_sha256()
    }
  }
}
