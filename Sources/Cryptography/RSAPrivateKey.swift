import CCrypto

/// An RSA key of 2,048 bits: the provider's side of a callback, which fakes and tests take.
public struct RSAPrivateKey: ~Copyable {
  private let key: PrivateKey

  /// A fresh random key; nil where libcrypto has no randomness.
  public init?() {
    guard let context = EVP_PKEY_CTX_new_id(EVP_PKEY_RSA, nil) else { return nil }
    defer { EVP_PKEY_CTX_free(context) }
    var generated: OpaquePointer?
    guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_CTX_set_rsa_keygen_bits(context, 2048) == 1,
      EVP_PKEY_keygen(context, &generated) == 1, let generated
    else { return nil }
    key = PrivateKey(owning: generated)
  }

  /// Reads a base64 DER key without PEM armour, blanks ignored; nil for other kinds.
  public init?(base64 text: String) {
    guard let key = PrivateKey(base64: text), EVP_PKEY_get_base_id(key.pointer) == EVP_PKEY_RSA else { return nil }
    self.key = key
  }

  /// The key as base64 DER; a secret.
  public var base64: String { key.base64 }

  /// The signature over `message` in PKCS #1 v1.5; nil where libcrypto fails.
  public func signature(over message: [UInt8], _ digest: Digest) -> [UInt8]? {
    key.signature(over: [message], digest)
  }

  /// A certificate in PEM that names this key's owner `name` and is signed by itself, good from `start` to `end` in seconds
  /// since 1970; nil where libcrypto fails.
  public func certificate(name: String, from start: Int, to end: Int) -> String? {
    guard let certificate = X509_new(), let output = BIO_new(BIO_s_mem()) else { return nil }
    defer {
      X509_free(certificate)
      BIO_free(output)
    }
    let subject = X509_get_subject_name(certificate)
    guard X509_set_version(certificate, 2) == 1, ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1) == 1,
      ASN1_TIME_set(X509_getm_notBefore(certificate), start) != nil,
      ASN1_TIME_set(X509_getm_notAfter(certificate), end) != nil,
      X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, Array(name.utf8), Int32(name.utf8.count), -1, 0) == 1,
      X509_set_issuer_name(certificate, subject) == 1, X509_set_pubkey(certificate, key.pointer) == 1,
      X509_sign(certificate, key.pointer, EVP_sha256()) > 0, PEM_write_bio_X509(output, certificate) == 1
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: 8192)
    let count = BIO_read(output, &bytes, Int32(bytes.count))
    return count > 0 ? String(decoding: bytes.prefix(Int(count)), as: UTF8.self) : nil
  }
}
