import CCrypto
import Encoding

/// A private key of libcrypto, of whatever kind.
struct PrivateKey: ~Copyable {
  let pointer: OpaquePointer

  /// Takes what libcrypto has made.
  init(owning pointer: OpaquePointer) { self.pointer = pointer }

  /// Reads a base64 DER key without PEM armour, blanks ignored; nil for anything else.
  init?(base64 text: String) {
    guard let der = Base64.standard.decode(text.filter { !$0.isWhitespace }) else { return nil }
    let parsed = der.withUnsafeBufferPointer { buffer in
      var start = buffer.baseAddress
      return d2i_AutoPrivateKey(nil, &start, buffer.count)
    }
    ERR_clear_error()
    guard let parsed else { return nil }
    pointer = parsed
  }

  deinit { EVP_PKEY_free(pointer) }

  /// The key as base64 DER; a secret.
  var base64: String { Base64.standard.encode(der(i2d_PrivateKey)) }

  /// The matching public key as base64 DER SubjectPublicKeyInfo.
  var publicKeyBase64: String { Base64.standard.encode(der(i2d_PUBKEY)) }

  /// The signature over the concatenation of `parts`; nil where libcrypto fails.
  func signature(over parts: [[UInt8]], _ digest: Digest) -> [UInt8]? {
    guard let context = EVP_MD_CTX_new() else { return nil }
    defer { EVP_MD_CTX_free(context) }
    guard EVP_DigestSignInit(context, nil, digest.algorithm, nil, pointer) == 1 else { return nil }
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
    var bytes = [UInt8](repeating: 0, count: max(0, Int(write(pointer, nil))))
    bytes.withUnsafeMutableBufferPointer { buffer in
      var start = buffer.baseAddress
      _ = write(pointer, &start)
    }
    return bytes
  }
}
