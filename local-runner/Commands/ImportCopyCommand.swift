import Campaigns
import FunctionContract

/// `import-copy FILE`: the words of a YAML file into campaign folders.
struct ImportCopyCommand: Command {
  static let name = "import-copy"
  static let summary = "bring the words of a YAML file into campaign folders"
  static let manual = Manual(
    words: "FILE",
    text: """
      Reads a YAML file with the copy of all messages, each under a key such as meeting_reminder_24h, which is message 24h of the
      campaign meeting-reminder, with email_subject, email_body, discord, discord_channel, calendar_title and
      calendar_description, and writes each text into its message's file; docs/campaigns.md says how. Names between braces become
      variables. A name that the campaign does not know, a text that would not be published: every fault is told as file:line, and
      nothing is written while there is one.
      """,
    options: [Manual.Option("--to", "FOLDER", "the folder of the campaigns; campaigns")],
    exits: [(.badEvent, "the file cannot be read, or has faults")])

  private let path: String
  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    path = try options.words(1...1, "a YAML file with copy")[0]
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let text = try Files.text(path)
    let copy: CopyImport
    do throws(CampaignFaults) {
      copy = try CopyImport(text, path: path, into: options.text("--to") ?? "campaigns")
    } catch {
      throw RunnerError(.badEvent, error.description)
    }
    do throws(Diagnostic) { try copy.write() } catch { throw RunnerError(.unavailable, error.description) }
    for change in copy.changes { Console.say("\(change.path) \(change.isNew ? "is new" : "has other words")") }
    if copy.changes.isEmpty { Console.say("Nothing changes.") }
    return 0
  }
}
