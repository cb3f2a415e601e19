import CCrypto

/// Hashes and message authentication codes of libcrypto.
public enum Digest: Sendable {
  /// 20 bytes; only where a provider's protocol demands it.
  case sha1
  /// 32 bytes.
  case sha256

  /// The hash of `message`.
  public func hash(_ message: [UInt8]) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: size)
    precondition(EVP_Digest(message, message.count, &result, nil, algorithm, nil) == 1, "libcrypto cannot hash")
    return result
  }

  /// The HMAC (RFC 2104) of `message` under `key`.
  public func authenticationCode(of message: [UInt8], key: [UInt8]) -> [UInt8] {
    let context = EVP_MAC_CTX_dup(unkeyed)
    defer { EVP_MAC_CTX_free(context) }
    var result = [UInt8](repeating: 0, count: size)
    var length = 0
    let isDone =
      EVP_MAC_init(context, key.isEmpty ? [0] : key, key.count, nil) == 1
      && EVP_MAC_update(context, message, message.count) == 1
      && EVP_MAC_final(context, &result, &length, result.count) == 1
    precondition(isDone, "libcrypto cannot authenticate")
    return result
  }

  /// Looked up once: by its name, libcrypto looks it up again for each message, which takes longer than a short one's hash.
  var algorithm: OpaquePointer? {
    switch self {
    case .sha1: Digest.sha1Algorithm
    case .sha256: Digest.sha256Algorithm
    }
  }

  private var size: Int { Int(EVP_MD_get_size(algorithm)) }

  private var unkeyed: OpaquePointer? {
    switch self {
    case .sha1: Digest.sha1Code
    case .sha256: Digest.sha256Code
    }
  }

  // Written once and never changed.
  nonisolated(unsafe) private static let sha1Algorithm = EVP_MD_fetch(nil, "SHA1", nil)
  nonisolated(unsafe) private static let sha256Algorithm = EVP_MD_fetch(nil, "SHA256", nil)
  nonisolated(unsafe) private static let sha1Code = unkeyed("SHA1")
  nonisolated(unsafe) private static let sha256Code = unkeyed("SHA256")

  /// An HMAC with its hash and without a key, of which copies are made.
  private static func unkeyed(_ algorithm: String) -> OpaquePointer? {
    let code = EVP_MAC_fetch(nil, "HMAC", nil)
    defer { EVP_MAC_free(code) }
    let context = EVP_MAC_CTX_new(code)
    var name = Array(algorithm.utf8CString)
    name.withUnsafeMutableBufferPointer { name in
      let parameters = [
        OSSL_PARAM_construct_utf8_string("digest", name.baseAddress, 0), OSSL_PARAM_construct_end(),
      ]
      precondition(EVP_MAC_CTX_set_params(context, parameters) == 1, "libcrypto has no HMAC")
    }
    return context
  }
}
