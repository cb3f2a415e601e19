/// The colours of the email layout; every text pair reads at 4.5 : 1 or better, in light and in dark.
public struct EmailTheme: Sendable, Equatable {
  public var page: String
  public var card: String
  public var box: String
  public var text: String
  public var muted: String
  public var link: String
  public var button: String
  public var buttonText: String
  public var track: String

  /// Colours for mail programs with a light background.
  public static let light = EmailTheme(
    page: "#f2f4f7", card: "#ffffff", box: "#eef3fb", text: "#1f2933", muted: "#52606d", link: "#0b57d0",
    button: "#0b57d0", buttonText: "#ffffff", track: "#cbd5e3")

  /// Colours for mail programs with a dark background.
  public static let dark = EmailTheme(
    page: "#0f1317", card: "#1a1f25", box: "#242b33", text: "#e6eaf0", muted: "#a9b4c0", link: "#8ab4f8",
    button: "#0b57d0", buttonText: "#ffffff", track: "#48535f")
}
