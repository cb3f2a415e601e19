import Cryptography
import Encoding
import Testing

/// Vectors of FIPS 180-4 (NIST example values), RFC 4648 §10 and RFC 3986.
struct EncodingTests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ])
  func sha256GivesNISTsDigests(_ message: String, _ digest: String) {
    #expect(Hexadecimal.lower.encode(Digest.sha256.hash(Array(message.utf8))) == digest)
  }

  @Test func sha256OfAMillionLetters() {
    let digest = Digest.sha256.hash(Array(repeating: UInt8(ascii: "a"), count: 1_000_000))
    #expect(Hexadecimal.lower.encode(digest) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test(arguments: [
    ("", ""), ("f", "my"), ("fo", "mzxq"), ("foo", "mzxw6"), ("foob", "mzxw6yq"), ("fooba", "mzxw6ytb"),
    ("foobar", "mzxw6ytboi"),
  ])
  func base32IsRFC4648sInLowerCaseWithoutPadding(_ text: String, _ encoded: String) {
    #expect(Base32.encode(Array(text.utf8)) == encoded)
  }

  @Test(arguments: [
    ("", ""), ("a-Z0._~", "a-Z0._~"), ("a b/é+%", "a%20b%2F%C3%A9%2B%25"), ("\0\u{1F600}", "%00%F0%9F%98%80"),
  ])
  func percentEncodingLeavesRFC3986sUnreservedCharactersAloneAndIsUndone(_ text: String, _ encoded: String) {
    #expect(PercentEncoding.encode(text) == encoded)
    #expect(PercentEncoding.decode(encoded.utf8) == text)
  }

  @Test(arguments: ["%", "%4", "%4g", "%zz", "%FF", "%C3"])
  func whatStandsForNoTextIsRefusedAndLeftAsItIsWhereLeniencyIsAskedFor(_ text: String) {
    #expect(PercentEncoding.decode(text.utf8) == nil)
    #expect(FormEncoding.decode("a=\(text)&b=c".utf8) == nil)
    let fields = FormEncoding.decodeLeniently("a=\(text)&b=c".utf8)
    #expect(fields.map(\.value) == [text, "c"])
  }

  @Test func formFieldsKeepTheirOrderBlanksAndSeparators() {
    let fields = [(name: "a b", value: "1&2=3"), (name: "", value: ""), (name: "é", value: "+")]
    let encoded = FormEncoding.encode(fields)
    #expect(String(decoding: encoded, as: UTF8.self) == "a%20b=1%262%3D3&=&%C3%A9=%2B")
    #expect(FormEncoding.decode(encoded)?.map(\.name) == fields.map(\.name))
    #expect(FormEncoding.decode(encoded)?.map(\.value) == fields.map(\.value))
    let written = FormEncoding.decode("a+b=c=d&&e".utf8)
    #expect(written?.map(\.name) == ["a b", "e"])
    #expect(written?.map(\.value) == ["c=d", ""])
  }
}
