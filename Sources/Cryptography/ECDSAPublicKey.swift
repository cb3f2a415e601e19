import CCrypto
import Encoding

/// A P-256 key that verifies signatures over SHA-256 (FIPS 186-4), as SendGrid's event webhook uses them.
public struct ECDSAPublicKey: ~Copyable {
  private let key: OpaquePointer

  /// Reads a base64 DER SubjectPublicKeyInfo without PEM armour, blanks around it ignored.
  ///
  /// nil for anything but a point on the curve P-256.
  public init?(base64 text: String) {
    guard let der = Base64.standard.decode(text.filter { !$0.isWhitespace }) else { return nil }
    let parsed = der.withUnsafeBufferPointer { buffer in
      var start = buffer.baseAddress
      let key = d2i_PUBKEY(nil, &start, buffer.count)
      guard start == buffer.baseAddress.map({ $0 + buffer.count }) else {
        EVP_PKEY_free(key)
        return OpaquePointer?.none
      }
      return key
    }
    ERR_clear_error()
    guard let parsed else { return nil }
    guard isOnP256(parsed) else {
      EVP_PKEY_free(parsed)
      return nil
    }
    key = parsed
  }

  deinit { EVP_PKEY_free(key) }

  /// Whether `signature` (ASN.1 DER) was made by this key's owner over the concatenation of `parts`.
  public func isValid(_ signature: [UInt8], over parts: [UInt8]...) -> Bool {
    guard let context = EVP_MD_CTX_new() else { return false }
    defer {
      EVP_MD_CTX_free(context)
      ERR_clear_error()
    }
    guard EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, key) == 1 else { return false }
    for part in parts {
      guard EVP_DigestUpdate(context, part, part.count) == 1 else { return false }
    }
    return EVP_DigestVerifyFinal(context, signature, signature.count) == 1
  }
}

func isOnP256(_ key: OpaquePointer) -> Bool {
  var name = [CChar](repeating: 0, count: 32)
  var length = 0
  guard EVP_PKEY_get_group_name(key, &name, name.count, &length) == 1 else { return false }
  return name.prefix(length).map { UInt8(bitPattern: $0) } == Array("prime256v1".utf8)
}
