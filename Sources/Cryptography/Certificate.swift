import CCrypto

/// The certificate of an RSA key that signs messages.
public struct Certificate: ~Copyable {
  private let certificate: OpaquePointer

  /// Reads the first certificate of a PEM text; nil for anything else, and for keys that are not RSA of 2,048 bits or more.
  public init?(pem: [UInt8]) {
    guard let input = BIO_new_mem_buf(pem, Int32(clamping: pem.count)) else { return nil }
    let parsed = PEM_read_bio_X509(input, nil, nil, nil)
    BIO_free(input)
    ERR_clear_error()
    guard let parsed else { return nil }
    let key = X509_get0_pubkey(parsed)
    guard key != nil, EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA, EVP_PKEY_get_bits(key) >= 2048 else {
      X509_free(parsed)
      return nil
    }
    certificate = parsed
  }

  deinit { X509_free(certificate) }

  /// Whether it is good at a moment, in seconds since 1970.
  public func isCurrent(at seconds: Int) -> Bool {
    var time = seconds
    return X509_cmp_time(X509_get0_notBefore(certificate), &time) < 0
      && X509_cmp_time(X509_get0_notAfter(certificate), &time) > 0
  }

  /// Whether `signature` (PKCS #1 v1.5) was made by the key's owner over `message`.
  public func signed(_ signature: [UInt8], over message: [UInt8], _ digest: Digest) -> Bool {
    guard let context = EVP_MD_CTX_new() else { return false }
    defer {
      EVP_MD_CTX_free(context)
      ERR_clear_error()
    }
    guard EVP_DigestVerifyInit(context, nil, digest.algorithm, nil, X509_get0_pubkey(certificate)) == 1 else {
      return false
    }
    return EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
  }
}
