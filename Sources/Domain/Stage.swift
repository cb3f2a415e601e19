extension Step {
  /// The stage and message name of the n-th message, counted from 1.
  public func stage(ofMessage number: Int) -> (number: Int, template: String) {
    let index = templates.lastIndex { $0.from <= number } ?? 0
    return templates.indices.contains(index) ? (index + 1, templates[index].name) : (1, id)
  }
}
