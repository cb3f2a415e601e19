import CCrypto
import Encoding

/// A P-256 key that signs over SHA-256: the provider's side of a callback, played by local sinks and tests.
public struct ECDSAPrivateKey: ~Copyable {
  private let key: OpaquePointer

  /// A fresh random key; nil where libcrypto has no randomness.
  public init?() {
    guard let context = EVP_PKEY_CTX_new_id(EVP_PKEY_EC, nil) else { return nil }
    defer { EVP_PKEY_CTX_free(context) }
    var generated: OpaquePointer?
    guard EVP_PKEY_keygen_init(context) == 1,
      EVP_PKEY_CTX_set_ec_paramgen_curve_nid(context, NID_X9_62_prime256v1) == 1,
      EVP_PKEY_keygen(context, &generated) == 1, let generated
    else { return nil }
    key = generated
  }

  /// Reads a base64 DER key (PKCS #8 or SEC 1) without PEM armour, blanks ignored; nil for other curves and kinds.
  public init?(base64 text: String) {
    guard let der = Base64.standard.decode(text.filter { !$0.isWhitespace }) else { return nil }
    let parsed = der.withUnsafeBufferPointer { buffer in
      var start = buffer.baseAddress
      return d2i_AutoPrivateKey(nil, &start, buffer.count)
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

  /// The key as base64 DER (SEC 1); a secret.
  public var base64: String { Base64.standard.encode(der(i2d_PrivateKey)) }

  /// The matching public key as base64 DER SubjectPublicKeyInfo, as providers publish it.
  public var publicKeyBase64: String { Base64.standard.encode(der(i2d_PUBKEY)) }

  /// The ASN.1 DER signature over the concatenation of `parts`; nil where libcrypto fails.
  public func signature(over parts: [UInt8]...) -> [UInt8]? {
    guard let context = EVP_MD_CTX_new() else { return nil }
    defer { EVP_MD_CTX_free(context) }
    guard EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key) == 1 else { return nil }
    for part in parts {
      guard EVP_DigestUpdate(context, part, part.count) == 1 else { return nil }
    }
    var length = 0
    guard EVP_DigestSignFinal(context, nil, &length) == 1 else { return nil }
    var signature = [UInt8](repeating: 0, count: length)
    guard EVP_DigestSignFinal(context, &signature, &length) == 1 else { return nil }
    return Array(signature.prefix(length))
  }

  private func der(
    _ write: (OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32
  ) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, Int(write(key, nil))))
    bytes.withUnsafeMutableBufferPointer { buffer in
      var start = buffer.baseAddress
      _ = write(key, &start)
    }
    return bytes
  }
}
