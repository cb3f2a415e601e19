import JSON
import Testing

/// One pass over an array of flat objects, as a provider's batch has them.
struct JSONScannerTests {
  /// Each element in words.
  private func scan(_ text: String) throws(JSONError) -> [String] {
    try Array(text.utf8).withUnsafeBufferPointer { (bytes) -> Result<[String], JSONError> in
      var scanner = JSONScanner(bytes, members: ["name", "number", "is_sure"])
      var found: [String] = []
      do throws(JSONError) {
        try scanner.beginArray()
        while try scanner.hasElement(found.count) {
          switch try scanner.element() {
          case .object(let values):
            let number = scanner.number(values[1]).map(String.init) ?? "none"
            found.append("\(scanner.text(values[0]) ?? "unreadable") \(number) \(scanner.isTrue(values[2]))")
          case .duplicateKey: found.append("twice")
          case .other: found.append("other")
          }
        }
        try scanner.finish()
        return .success(found)
      } catch {
        return .failure(error)
      }
    }.get()
  }

  @Test func theMembersThatMatterAreFoundWhateverStandsBetweenThem() throws {
    #expect(
      try scan(
        #"""
         [ {"name":"a","number":7,"is_sure":true}, {"x":{"name":["}","]"]},"number" : "8" , "names":1},
         {}, {"is_sure":"true","name":"\u00e9\/","number":-1} ]
        """#) == ["a 7 true", " 8 false", " none false", "é/ none false"])
  }

  @Test func anElementThatCannotBeUsedDoesNotCostItsNeighbours() throws {
    #expect(
      try scan(#"[{"name":"a\u0000"},{"name":"a","name":"b"},{"x":1,"x":2},7,null,"a",[{"name":"b"}],{"name":"c"}]"#)
        == ["unreadable none false", "twice", " none false", "other", "other", "other", "other", "c none false"])
  }

  @Test(arguments: [
    ("", 0), ("{}", 0), ("[", 1), ("[}", 1), ("[{]", 2), (#"[{"a"}]"#, 5), (#"[{"a":}]"#, 6), (#"[{"a":1,}]"#, 8),
    ("[]x", 2), ("[1 2]", 3), ("[1,]", 3), (#"["\"#, 4),
  ])
  func whatIsNoArrayIsRefusedAtTheByteWhereItEndsToBeOne(_ text: String, _ offset: Int) {
    #expect(throws: JSONError.self) { try scan(text) }
    do throws(JSONError) { _ = try scan(text) } catch { #expect(error.offset == min(offset, text.utf8.count)) }
  }
}
