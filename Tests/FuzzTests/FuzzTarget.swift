/// A parser that meets a stranger's bytes, and what must hold of it whatever it is given.
struct FuzzTarget: Sendable {
  /// Also the folder of its corpus.
  let name: String
  /// The longest input that is tried, in bytes.
  let longest: Int
  private let check: @Sendable ([UInt8]) -> String?

  /// `check` reads an input and says what does not hold of what came out; nil where everything does.
  init(_ name: String, longest: Int = 4096, _ check: @escaping @Sendable ([UInt8]) -> String?) {
    self.name = name
    self.longest = longest
    self.check = check
  }

  /// What does not hold of this input; nil where everything does.
  func fault(_ input: [UInt8]) -> String? { check(input) }
}

/// What does not hold; nil where it does.
func broken(_ promise: String, unless holds: Bool) -> String? { holds ? nil : promise }
