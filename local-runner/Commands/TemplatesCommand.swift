import Domain
import FunctionContract
import JSON
import Store

/// `templates`: what providers say of WhatsApp's templates.
struct TemplatesCommand: Command {
  static let name = "templates"
  static let summary = "list WhatsApp's templates as their providers know them, or note what one says"
  static let manual = Manual(
    words: "[NAME STATUS]",
    text: """
      Without words every template of the private database with each provider's word on it. With a name and a word, such as
      approved, paused or rejected, that is noted as what the provider says of it now; the next message of the template goes by it.
      Here the fake providers approve at `publish` whatever they have no opinion of. Starts the database where it does not run.
      """,
    options: [
      Manual.Option("--provider", "NAME", "whose word it is: twilio-whatsapp, meta (unless it is given) or interakt"),
      Manual.Option("--language", "CODE", "the template's language, such as pt_BR (en)"),
      Manual.Option("--id", "ID", "what the provider calls it, such as Twilio's ContentSid"),
      Manual.Option("--reason", "TEXT", "why it may not be used"),
      Manual.Option("--json", nil, "print the templates as JSON"),
    ],
    exits: [(.usage, "the word is none that a provider says"), (.unavailable, "the database cannot be reached")])

  private let news: (template: String, word: String)?
  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    let words = try options.words(0...2, "a template's name and a word on it")
    if words.count == 1 { throw RunnerError(.usage, "say also what is said of \(words[0]), such as approved") }
    news = words.isEmpty ? nil : (words[0], words[1])
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let server = try PrivateServer(try Workspace(options))
    try server.start()
    let connection = try server.connection()
    do throws(StoreError) {
      if let news { try note(news.template, news.word, connection) }
      let templates = try connection.run(ListTemplates())
      if options.has("--json") {
        Console.say(JSON.array(templates.map(\.json)).text)
      } else {
        for template in templates { Console.say(template.line) }
        if templates.isEmpty { Console.say("No campaign that is published here has a template.") }
      }
    } catch {
      throw RunnerError(error)
    }
    return 0
  }

  private func note(_ template: String, _ word: String, _ connection: borrowing Connection) throws(StoreError) {
    let now = WallClock.now + (try connection.first(ReadClock()) ?? .seconds(0))
    let status = try connection.first(
      NoteTemplate(
        provider: options.text("--provider") ?? "meta", name: template, language: options.text("--language") ?? "en",
        word: word, providerID: options.text("--id"), reason: options.text("--reason"), now: now))
    if status == nil {
      throw StoreError(
        .data, statement: "NoteTemplate",
        message: "'\(word)' is no word of a provider's: approved, pending, paused, rejected or disabled")
    }
  }
}
