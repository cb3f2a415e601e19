public import Domain

/// An email as `publish` stores it: Mustache in HTML and in text, compiled from one Markdown source.
public struct EmailSource: MessageContent {
  public static let channel = Channel.email

  /// The one action of the message (REQ-4-50).
  public struct Button: Sendable, Equatable {
    /// Mustache.
    public var label: String
    /// Index of the target in `links`.
    public var link: Int
    /// Background as `#rrggbb`; nil takes the theme's or the layout's.
    public var color: String?

    public init(label: String, link: Int, color: String? = nil) {
      self.label = label
      self.link = link
      self.color = color
    }
  }

  /// A labelled value in the box.
  public struct Fact: Sendable, Equatable {
    public var label: String
    public var value: String
    /// The fact is left out while this variable is false; nil always shows it.
    public var condition: String?

    public init(label: String, value: String, condition: String? = nil) {
      self.label = label
      self.value = value
      self.condition = condition
    }
  }

  /// A highlighted box: a title, a progress bar, labelled values.
  public struct Box: Sendable, Equatable {
    public var title: String?
    /// A variable from 0 to 100.
    public var progress: String?
    public var facts: [Fact]

    public init(title: String? = nil, progress: String? = nil, facts: [Fact] = []) {
      self.title = title
      self.progress = progress
      self.facts = facts
    }
  }

  /// What the footer says about why the mail came and how to stop it.
  public enum Footer: Sendable, Equatable {
    /// Opt-outs for this subject and for the whole topic: their nouns, as in "this course" and "course reminders".
    case optOut(subject: String, topic: String)
    /// Transactional mail carries a link to the preferences only.
    case preferences
    /// Mail to the deployment's own people has nothing to choose.
    case plain
  }

  /// The place of the box or the button in `html` and `text`; without it they follow the text.
  public static let boxPlace = "{{> box}}"
  public static let buttonPlace = "{{> button}}"

  public var subject: String
  public var preheader: String
  /// The message without layout; links stand as `{{link:N}}`.
  public var html: String
  public var text: String
  /// Mustache of each link's target.
  public var links: [String]
  public var button: Button?
  public var box: Box?
  /// Why the learner gets this mail, one or two sentences.
  public var reason: String
  public var footer: Footer
  /// A BCP 47 tag.
  public var language: String
  /// The campaign's colour as `#rrggbb`; nil for the layout's own.
  public var theme: String?
  var accent: AccentColor? { theme.flatMap(AccentColor.init) }

  public init(
    subject: String, preheader: String, html: String, text: String, links: [String] = [], button: Button? = nil,
    box: Box? = nil, reason: String, footer: Footer, language: String = "en",
    theme: String? = nil
  ) {
    self.subject = subject
    self.preheader = preheader
    self.html = html
    self.text = text
    self.links = links
    self.button = button
    self.box = box
    self.reason = reason
    self.footer = footer
    self.language = language
    self.theme = theme
  }
}
