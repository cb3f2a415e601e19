import CCrypto

extension Digest {
  /// A key of `length` bytes from a password by PBKDF2 (RFC 8018): each of `rounds` costs whoever guesses as much as us.
  public func key(of password: [UInt8], salt: [UInt8], rounds: Int, length: Int) -> [UInt8] {
    var key = [UInt8](repeating: 0, count: length)
    let isDerived = password.withUnsafeBytes { bytes in
      PKCS5_PBKDF2_HMAC(
        bytes.assumingMemoryBound(to: CChar.self).baseAddress, Int32(password.count), salt, Int32(salt.count),
        Int32(rounds), algorithm, Int32(length), &key)
    }
    precondition(isDerived == 1, "libcrypto cannot derive a key")
    return key
  }
}
