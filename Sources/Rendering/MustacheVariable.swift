/// One use of a value in a template, for the checks of a campaign's author.
public struct MustacheVariable: Sendable, Equatable {
  /// What a tag does with the value.
  public enum Role: Sendable, Equatable {
    /// `{{name}}`
    case value
    /// `{{{name}}}` or `{{&name}}`
    case rawValue
    /// `{{#name}}`
    case section
    /// `{{^name}}`
    case invertedSection
  }

  /// The name as written, dots included.
  public let name: String
  public let role: Role
  /// Names of the sections around it, outermost first; inverted sections are left out, they change no context.
  public let sections: [String]
  /// One-based line of the tag.
  public let line: Int
  /// One-based column of the tag, in bytes.
  public let column: Int

  init(_ name: MustacheTemplate.Name, role: Role, sections: [String]) {
    self.name = name.text
    self.role = role
    self.sections = sections
    line = name.line
    column = name.column
  }
}
