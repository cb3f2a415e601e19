import JSON
import Rendering

/// Looks for a template's names in the learner's sample as the renderer would.
struct VariableCheck {
  let sample: JSON
  private let system = Dictionary(
    uniqueKeysWithValues: SystemVariable.allCases.map { ($0.rawValue, JSON.string("https://example.org/")) })

  /// Whether messages have a value of this name without saying what it is.
  func knows(_ name: String) -> Bool { sample[name] != nil || system[name] != nil }

  /// Why the use of a variable is wrong; nil where it is right.
  func fault(of variable: MustacheVariable) -> String? {
    if variable.role == .rawValue {
      return "{{{\(variable.name)}}} prints without escaping; write {{\(variable.name)}}"
    }
    let contexts = contexts(of: variable.sections)
    if variable.name == "." { return contexts.count > 2 ? nil : "{{.}} stands outside of a list" }
    let parts = variable.name.split(separator: ".").map(String.init)
    guard let first = parts.first, var value = contexts.lazy.compactMap({ $0[first] }).first else {
      let known = contexts.flatMap { ($0.object ?? [:]).keys }
      return "the variable \(parts.first ?? "") is not in the sample" + didYouMean(parts.first ?? "", among: known)
    }
    for part in parts.dropFirst() {
      guard let next = value[part] else {
        return "the variable \(variable.name) is not in the sample"
          + didYouMean(part, among: (value.object ?? [:]).keys)
      }
      value = next
    }
    guard variable.role == .value else { return nil }
    switch value {
    case .array, .object, .bool:
      return "the variable \(variable.name) is a list, an object or a truth value; print its parts"
    default: return nil
    }
  }

  /// The values that names are looked up in, innermost first.
  private func contexts(of sections: [String]) -> [JSON] {
    var contexts: [JSON] = [sample, .object(system)]
    for section in sections {
      let parts = section.split(separator: ".").map(String.init)
      var value = contexts.lazy.compactMap { $0[parts.first ?? ""] }.first
      for part in parts.dropFirst() { value = value?[part] }
      if let value { contexts.insert(value.array?.first ?? value, at: 0) }
    }
    return contexts
  }
}
