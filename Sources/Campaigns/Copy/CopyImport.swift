import JSON

/// Brings the copy of a YAML file into campaign folders: each text into its message's file, all or nothing.
///
/// A message `meeting_reminder_24h` is message `24h` of the campaign `meeting-reminder`, and `welcome` message `welcome` of `welcome`.
public struct CopyImport {
  /// A message's file as it is to be.
  public struct Change: Sendable, Equatable {
    public let path: String
    public let text: String
    /// Whether there was no such message.
    public let isNew: Bool
  }

  /// The files that become others, in the order of their paths.
  public let changes: [Change]

  /// Reads the file's text and finds what changes in the campaigns at `place`, or throws every fault: of the file with its
  /// line, and of a campaign that would not compile with the new words.
  public init(_ text: String, path: String, into place: String) throws(CampaignFaults) {
    let slash = path.lastIndex(of: "/")
    let report = Report(folder: slash.map { String(path[..<$0]) } ?? ".")
    let file = slash.map { String(path[path.index(after: $0)...]) } ?? path
    let folders: [CampaignFolder]
    do throws(Diagnostic) { folders = try CampaignFolder.folders(at: place) } catch { throw CampaignFaults([error]) }
    var writers: [String: CopyDesk] = [:]
    for message in CopyFile(text, file: file, report: report).messages {
      guard let folder = Self.home(of: message.key, among: folders) else {
        let names = folders.map { $0.name.replacing("-", with: "_") }
        report.add(
          file, message.line, "no campaign has the message \(message.key)" + didYouMean(message.key, among: names))
        continue
      }
      writers[folder.name, default: CopyDesk(folder, file: file, report: report)].take(message)
    }
    guard report.diagnostics.isEmpty else { throw CampaignFaults(report.diagnostics) }
    var changes: [Change] = []
    var faults: [Diagnostic] = []
    for desk in writers.values {
      faults += CampaignCompiler.examine(desk.folder.replacing(desk.files)).faults.diagnostics
      for (name, text) in desk.files where desk.folder.files[name] != text {
        changes.append(
          Change(path: "\(desk.folder.path)/\(name)", text: text, isNew: desk.folder.files[name] == nil))
      }
    }
    guard faults.isEmpty else { throw CampaignFaults(faults) }
    self.changes = changes.sorted { $0.path < $1.path }
  }

  /// Writes the changed files.
  public func write() throws(Diagnostic) {
    for change in changes { try FileSystem.write(change.text, to: change.path) }
  }

  /// The campaign whose name the key begins with; of several the longest.
  private static func home(of key: String, among folders: [CampaignFolder]) -> CampaignFolder? {
    let name = key.replacing("_", with: "-")
    return folders.filter { name == $0.name || name.hasPrefix($0.name + "-") }.max { $0.name.count < $1.name.count }
  }
}
