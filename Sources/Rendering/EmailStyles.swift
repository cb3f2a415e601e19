/// The layout's styles: inline for mail programs that drop style sheets, a sheet for those that know dark mode.
public enum EmailStyles {
  private static let light = EmailTheme.light
  private static let dark = EmailTheme.dark
  private static let font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

  /// A paragraph of the message.
  public static let paragraph = "margin:0 0 16px"
  /// A list; its items carry the distance, so that neighbouring lists read as one.
  public static let list = "margin:0;padding:0 0 8px 24px"
  public static let item = "margin:0 0 8px"
  static let letterTitle = "margin:24px 0 8px;font-weight:600;line-height:1.3;font-size:16px"
  public static let link = "color:\(light.link);text-decoration:underline"
  public static let rule = "border:0;border-top:1px solid \(light.track);margin:24px 0"

  /// A heading of the message, from level 1 down, in the campaign's colour where it has one and the page is light.
  public static func heading(_ level: Int, _ accent: AccentColor?) -> String {
    "margin:0 0 12px;font-weight:600;line-height:1.3;font-size:\(level == 1 ? 22 : 18)px"
      + (accent.map { ";color:\($0.shade.hex)" } ?? "")
  }

  /// A table of values.
  public static let table = "width:100%;margin:0 0 16px;border-collapse:collapse;font-size:15px;line-height:1.4"

  /// A heading of a table's column.
  public static func columnHeading(_ alignment: ColumnAlignment, isLast: Bool) -> String {
    "padding:0 \(isLast ? 0 : 12)px 8px 0;vertical-align:bottom;text-align:\(alignment.rawValue);font-size:13px;"
      + "font-weight:600;color:\(light.muted)"
  }

  /// A cell below it: words wrap, also within a long one, and leave the other columns room; amounts stay whole.
  public static func cell(_ index: Int, of columns: [ColumnAlignment], isLast: Bool) -> String {
    "padding:9px \(isLast ? 0 : 12)px 9px 0;border-top:1px solid \(light.track);vertical-align:top;"
      + "text-align:\(columns[index].rawValue);font-weight:400;"
      + (columns[index] == .end ? "white-space:nowrap" : "min-width:\(leastWidth(columns))px;word-break:break-word")
  }

  /// Whether the columns fit a phone of 390 pixels, where one of amounts takes the room of two.
  public static func fitsPhone(_ columns: [ColumnAlignment]) -> Bool {
    columns.count + columns.filter { $0 == .end }.count <= 5
  }

  /// Pixels that a column of words keeps there: those of a name, or what amounts of a dozen digits leave.
  private static func leastWidth(_ columns: [ColumnAlignment]) -> Int {
    let amounts = columns.filter { $0 == .end }.count
    return min(72, (326 - 111 * amounts - 12 * (columns.count - 1)) / max(1, columns.count - amounts))
  }

  static let page = "margin:0;padding:0;width:100%;background-color:\(light.page)"
  static let pageTable = "background-color:\(light.page)"
  static let brand = "padding:0 8px 16px;\(font);font-size:16px;font-weight:600;color:\(light.text)"
  private static let plainCard =
    "padding:32px 32px 20px;border-radius:10px;background-color:\(light.card);\(font);font-size:16px;line-height:1.55;"
    + "color:\(light.text)"
  /// The card around the message, below a bar of the campaign's colour where it has one.
  static func card(_ accent: AccentColor?) -> String {
    plainCard + (accent.map { ";border-top:6px solid \($0.bar.hex)" } ?? "")
  }

  static let footer = "padding:20px 8px 0;\(font);font-size:13px;line-height:1.6;color:\(light.muted)"
  static let footerLink = "color:\(light.link);text-decoration:underline"
  static let button =
    "display:inline-block;padding:13px 26px;border:1px solid;border-radius:6px;\(font);font-size:16px;font-weight:600;"
    + "line-height:1.3;color:\(light.buttonText);text-decoration:none"
  static let box = "padding:18px 20px;border-radius:8px;background-color:\(light.box)"
  static let boxTitle = "margin:0 0 10px;font-weight:600;color:\(light.text)"
  static let track = "border-radius:4px;background-color:\(light.track);font-size:1px;line-height:8px"
  static let fill = "height:8px;border-radius:4px;background-color:\(light.button);font-size:1px;line-height:8px"
  static let factLabel =
    "padding:3px 12px 3px 0;vertical-align:top;font-size:14px;line-height:1.5;color:\(light.muted)"
  static let factValue =
    "padding:3px 0;font-size:14px;line-height:1.5;font-weight:600;color:\(light.text);word-break:break-word"

  /// Small screens get less padding and a full-width card; dark mode swaps every colour pair.
  public static let sheet = """
    :root{color-scheme:light dark;supported-color-schemes:light dark}
    @media (max-width:480px){.card{padding:24px 20px 12px!important}}
    @media (prefers-color-scheme:dark){
    .page{background-color:\(dark.page)!important}
    .card{background-color:\(dark.card)!important}
    .box{background-color:\(dark.box)!important}
    .text{color:\(dark.text)!important}
    .muted{color:\(dark.muted)!important}
    .link{color:\(dark.link)!important}
    .track{background-color:\(dark.track)!important}
    .fill{background-color:\(dark.link)!important}
    .rule{border-color:\(dark.track)!important}
    }
    """
}
