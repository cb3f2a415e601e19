extension String {
  /// The value as it may stand in any text: control characters and line breaks are one blank each run, byte order marks and
  /// characters that override the writing direction are gone, and so are blanks at both ends.
  var cleaned: String {
    if isClean { return self }
    var clean = UnicodeScalarView()
    var endsInMadeBlank = false
    for scalar in withoutOuterBlanks.unicodeScalars where !scalar.isDropped {
      if scalar.isControl || scalar.isLineBreak {
        if clean.last != " " { clean.append(" ") }
        endsInMadeBlank = true
      } else if scalar != " " || !endsInMadeBlank {
        clean.append(scalar)
        endsInMadeBlank = false
      }
    }
    return String(clean)
  }

  /// The text without blanks, line breaks and control characters at either end.
  var withoutOuterBlanks: String {
    if isClean { return self }
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.isBlank }), let last = scalars.lastIndex(where: { !$0.isBlank })
    else { return "" }
    return String(scalars[first...last])
  }

  /// Whether a reader would see nothing.
  var isBlank: Bool {
    if let first = utf8.first, (0x21..<0x7F).contains(first) { return false }
    return unicodeScalars.allSatisfy { scalar in
      scalar.properties.isWhitespace || scalar.isControl || scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  /// Whether it is printable ASCII without blanks at its ends, as most values are.
  private var isClean: Bool {
    utf8.first != UInt8(ascii: " ") && utf8.last != UInt8(ascii: " ") && utf8.allSatisfy { (0x20..<0x7F).contains($0) }
  }
}

extension Unicode.Scalar {
  fileprivate var isDropped: Bool { value == 0xFEFF || overridesDirection }

  fileprivate var isBlank: Bool { isControl || isLineBreak || isDropped || properties.isWhitespace }
}
