/// A named value of a request.
struct Field: Sendable {
  let name: String
  let shape: Shape
  /// What it means, for readers of the document.
  let words: String
  let isRequired: Bool
  /// Whether null takes the value away.
  let isNullable: Bool

  init(_ name: String, _ shape: Shape, _ words: String, isRequired: Bool = false, isNullable: Bool = false) {
    self.name = name
    self.shape = shape
    self.words = words
    self.isRequired = isRequired
    self.isNullable = isNullable
  }

  /// The same value where it has to be there.
  var required: Field { Field(name, shape, words, isRequired: true, isNullable: isNullable) }
}
