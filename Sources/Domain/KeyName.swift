/// The spelling of a key's name: lower-case letters and digits in words joined with `-` or a dot, at most 60.
public enum KeyName {
  public static func isValid(_ text: some StringProtocol) -> Bool {
    let words = text.utf8.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
    return text.utf8.count <= 60
      && words.allSatisfy { word in
        !word.isEmpty
          && word.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          }
      }
  }
}
