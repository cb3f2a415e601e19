public import JSON

extension MustacheTemplate {
  /// Parses `source`, for what renders it at once or later.
  public static func parse(_ source: String) throws(RenderingError) -> MustacheTemplate {
    do throws(MustacheError) { return try MustacheTemplate(source) } catch { throw .broken(error) }
  }

  /// Renders as the specification says: missing values print nothing, `{{{raw}}}` is not escaped, partials come by name.
  public func render(_ context: JSON, partials: [String: String] = [:]) throws(RenderingError) -> String {
    var renderer = MustacheRenderer(
      MessageValues(learner: context), mode: .specification(partials: partials), escaping: .html)
    try renderer.render(self)
    return renderer.out
  }

  /// Renders for a learner: a missing, null, blank or unprintable value is an error that names it (promise 4, X-74).
  ///
  /// A section is shown for true, text that is not blank, numbers other than zero, lists that are not empty and objects.
  public func renderStrictly(_ context: JSON, escaping: Escaping) throws(RenderingError) -> String {
    try renderStrictly(MessageValues(learner: context), escaping: escaping)
  }

  func renderStrictly(_ values: MessageValues, escaping: Escaping) throws(RenderingError) -> String {
    var renderer = MustacheRenderer(values, mode: .strict, escaping: escaping)
    try renderer.render(self)
    return renderer.out
  }
}
