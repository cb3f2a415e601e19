import CCrypto

/// A P-256 key that signs over SHA-256: the provider's side of a callback, which fakes and tests take.
public struct ECDSAPrivateKey: ~Copyable {
  private let key: PrivateKey

  /// A fresh random key; nil where libcrypto has no randomness.
  public init?() {
    guard let context = EVP_PKEY_CTX_new_id(EVP_PKEY_EC, nil) else { return nil }
    defer { EVP_PKEY_CTX_free(context) }
    var generated: OpaquePointer?
    guard EVP_PKEY_keygen_init(context) == 1,
      EVP_PKEY_CTX_set_ec_paramgen_curve_nid(context, NID_X9_62_prime256v1) == 1,
      EVP_PKEY_keygen(context, &generated) == 1, let generated
    else { return nil }
    key = PrivateKey(owning: generated)
  }

  /// Reads a base64 DER key (PKCS #8 or SEC 1) without PEM armour, blanks ignored; nil for other curves and kinds.
  public init?(base64 text: String) {
    guard let key = PrivateKey(base64: text), isOnP256(key.pointer) else { return nil }
    self.key = key
  }

  /// The key as base64 DER (SEC 1); a secret.
  public var base64: String { key.base64 }

  /// The matching public key as base64 DER SubjectPublicKeyInfo, as providers publish it.
  public var publicKeyBase64: String { key.publicKeyBase64 }

  /// The ASN.1 DER signature over the concatenation of `parts`; nil where libcrypto fails.
  public func signature(over parts: [UInt8]...) -> [UInt8]? { key.signature(over: parts, .sha256) }
}
