import CCrypto

extension [UInt8] {
  /// Whether both hold the same bytes, found out in a time that depends on their lengths alone.
  public func equalsInConstantTime(_ other: [UInt8]) -> Bool {
    count == other.count && CRYPTO_memcmp(self, other, count) == 0
  }
}

extension String {
  /// Whether both hold the same UTF-8 bytes, found out in a time that depends on their lengths alone.
  public func equalsInConstantTime(_ other: some StringProtocol) -> Bool {
    Array(utf8).equalsInConstantTime(Array(other.utf8))
  }
}
