/// One fault of a campaign, for its author: where, what, and what to change.
public struct Diagnostic: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file as the author named the folder, such as `campaigns/course-completion/campaign.yaml`.
  public let file: String
  /// One-based; 1 where the whole file is meant.
  public let line: Int
  public let message: String
  /// Whether another fault is its cause, so that it is told after all others.
  public let isConsequence: Bool

  public init(file: String, line: Int, message: String, isConsequence: Bool = false) {
    self.file = file
    self.line = line
    self.message = message
    self.isConsequence = isConsequence
  }

  public var description: String { "\(file):\(line): \(message)" }
}

/// Every fault that was found in a campaign.
public struct CampaignFaults: Error, Equatable, Sendable, CustomStringConvertible {
  /// Causes first, in order of file and line.
  public let diagnostics: [Diagnostic]

  public init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics.sorted {
      ($0.isConsequence ? 1 : 0, $0.file, $0.line) < ($1.isConsequence ? 1 : 0, $1.file, $1.line)
    }
  }

  /// One fault a line.
  public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
