import JSON

/// Who writes, as the law and the reader want to know (X-58; CAN-SPAM's postal address).
public struct SenderDetails: Sendable, Equatable {
  /// The name that signs: `{{brand}}`.
  public var brand: String
  /// One line: `{{postal_address}}`.
  public var postalAddress: String
  /// Where questions go, if anywhere: `{{support_email}}`.
  public var supportEmail: String?
  /// The number to call with questions, if any, as people read it: `{{support_phone}}`.
  public var supportPhone: String?

  public init(brand: String, postalAddress: String, supportEmail: String? = nil, supportPhone: String? = nil) {
    self.brand = brand
    self.postalAddress = postalAddress
    self.supportEmail = supportEmail
    self.supportPhone = supportPhone
  }
}

/// The addresses made for one recipient and message; none of them is tracked.
public struct RecipientLinks: Sendable, Equatable {
  /// Stops this subject's messages: `{{unsubscribe_url}}`.
  public var unsubscribe: String
  /// Stops the topic's messages: `{{unsubscribe_all_url}}`.
  public var unsubscribeAll: String
  /// Opens the preferences page: `{{preferences_url}}`.
  public var preferences: String
  /// Opens the page that shows a new account's temporary password: `{{password_url}}`.
  public var password: String
  /// Opens the page on which its reader sees, takes and deletes what is known about them: `{{data_url}}`.
  public var data: String
  /// The picture that tells of an opened email; nil sends none.
  public var openPixel: String?

  public init(
    unsubscribe: String, unsubscribeAll: String, preferences: String, password: String = "", data: String = "",
    openPixel: String? = nil
  ) {
    self.unsubscribe = unsubscribe
    self.unsubscribeAll = unsubscribeAll
    self.preferences = preferences
    self.password = password
    self.data = data
    self.openPixel = openPixel
  }

  /// The addresses that are never tracked, spelled canonically.
  func untracked() throws(RenderingError) -> Set<String> {
    var targets: Set<String> = []
    for link in [unsubscribe, unsubscribeAll, preferences, password, data] where !link.isEmpty {
      targets.insert(try RecipientLinks.target(link))
    }
    return targets
  }

  static func target(_ url: String) throws(RenderingError) -> String {
    do throws(LinkFault) { return try LinkTarget(url).url } catch { throw .refusedLink(error) }
  }
}

/// Names that the sender supplies to every message; a campaign's context cannot replace them.
public enum SystemVariable: String, CaseIterable, Sendable {
  case brand
  case postalAddress = "postal_address"
  case supportEmail = "support_email"
  case supportPhone = "support_phone"
  case unsubscribeURL = "unsubscribe_url"
  case unsubscribeAllURL = "unsubscribe_all_url"
  case preferencesURL = "preferences_url"
  case passwordURL = "password_url"
  case dataURL = "data_url"
  case openPixelURL = "open_pixel_url"
  /// What an email carries besides its own message.
  case letter = "rekindle_letter"
}
