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
public struct RecipientLinks: Sendable {
  /// Stops this subject's messages: `{{unsubscribe_url}}`.
  public var unsubscribe: String
  /// Stops the topic's messages: `{{unsubscribe_all_url}}`.
  public var unsubscribeAll: String
  /// Opens the preferences page: `{{preferences_url}}`.
  public var preferences: String
  /// Opens the page that shows a new account's temporary password: `{{password_url}}`.
  ///
  /// Made where a message names it.
  public var password: @Sendable () -> String
  /// Opens the page on which its reader sees, takes and deletes what is known about them: `{{data_url}}`.
  ///
  /// Made where a message names it.
  public var data: @Sendable () -> String
  /// The picture that tells of an opened email; nil sends none.
  public var openPixel: String?

  public init(
    unsubscribe: String, unsubscribeAll: String, preferences: String,
    password: @escaping @Sendable () -> String = { "" }, data: @escaping @Sendable () -> String = { "" },
    openPixel: String? = nil
  ) {
    self.unsubscribe = unsubscribe
    self.unsubscribeAll = unsubscribeAll
    self.preferences = preferences
    self.password = password
    self.data = data
    self.openPixel = openPixel
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

  /// Whether it is an address that was made for one recipient, which is never tracked.
  var isRecipientLink: Bool {
    switch self {
    case .unsubscribeURL, .unsubscribeAllURL, .preferencesURL, .passwordURL, .dataURL: true
    case .brand, .postalAddress, .supportEmail, .supportPhone, .openPixelURL, .letter: false
    }
  }
}
