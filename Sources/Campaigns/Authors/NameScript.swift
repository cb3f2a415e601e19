import JSON
import Rendering

/// A way in which people and courses are called, for judging a short message before anybody of that name gets it.
struct NameScript {
  /// As an author calls it.
  let label: String
  let name: String
  let title: String

  static let all = [
    NameScript(
      label: "Latin letters with marks", name: "Nguyễn Thị Phương Thảo",
      title: "Zapobieganie zakażeniom i opieka nad ranami przewlekłymi"),
    NameScript(
      label: "Devanagari", name: "प्रियदर्शिनी वेंकटरमण", title: "सामुदायिक स्वास्थ्य कार्यकर्ता आधारभूत प्रशिक्षण"),
    NameScript(label: "Arabic letters", name: "عبد الرحمن المنصوري", title: "أساسيات الرعاية الصحية المجتمعية"),
    NameScript(
      label: "Cyrillic letters", name: "Александра Константинопольская", title: "Основы ухода за хроническими ранами"),
    NameScript(label: "Chinese characters", name: "欧阳娜娜", title: "社区卫生工作者基础培训"),
    NameScript(label: "emoji", name: "Maya 🌸", title: "Wound Care 🩹 essentials"),
  ]

  /// The sample with every text that `template` prints, addresses aside, in this script: a title where it may be shortened,
  /// else a name.
  func spelling(_ sample: JSON, printedBy template: MustacheTemplate, shortens: [String]) -> JSON {
    var members = sample.object ?? [:]
    for variable in template.variables where variable.role == .value {
      guard let value = members[variable.name]?.string, !value.hasPrefix("https://") else { continue }
      members[variable.name] = .string(shortens.contains(variable.name) ? title : name)
    }
    return .object(members)
  }
}
