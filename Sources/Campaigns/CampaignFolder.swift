import Glibc

/// The files of one campaign: `campaign.yaml`, its queries, `messages/*.md`, `samples/*.json`, and both in folders of languages.
public struct CampaignFolder: Sendable, Equatable {
  /// Largest file, in bytes.
  public static let maximumFileSize = 256 << 10

  /// The path as the author named it.
  public let path: String
  /// Texts by their path inside the folder.
  public let files: [String: String]

  /// The folder's own name, which is the campaign's.
  public var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  public init(path: String, files: [String: String]) {
    self.path = path
    self.files = files
  }

  /// Reads the folder at `path`; throws where it cannot be read or a file is no UTF-8 text.
  public init(reading path: String) throws(Diagnostic) {
    var files: [String: String] = [:]
    for name in try FileSystem.entries(path) where name.hasSuffix(".yaml") || name.hasSuffix(".sql") {
      files[name] = try FileSystem.text("\(path)/\(name)")
    }
    for (folder, suffix) in [("messages", ".md"), ("samples", ".json")] where FileSystem.isFolder("\(path)/\(folder)") {
      let languages = try FileSystem.entries("\(path)/\(folder)").filter {
        FileSystem.isFolder("\(path)/\(folder)/\($0)")
      }
      for place in [folder] + languages.map({ "\(folder)/\($0)" }) {
        for name in try FileSystem.entries("\(path)/\(place)") where name.hasSuffix(suffix) {
          files["\(place)/\(name)"] = try FileSystem.text("\(path)/\(place)/\(name)")
        }
      }
    }
    self.init(path: path, files: files)
  }

  /// The folder with other texts in place of some of its files.
  public func replacing(_ changes: [String: String]) -> CampaignFolder {
    CampaignFolder(path: path, files: files.merging(changes.mapValues(\.withPlainLineEnds)) { $1 })
  }

  /// The campaign folders at `path`: itself where it holds a `campaign.yaml`, otherwise every folder in it that does.
  public static func folders(at path: String) throws(Diagnostic) -> [CampaignFolder] {
    var trimmed = path
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    guard FileSystem.isFolder(trimmed) else {
      throw Diagnostic(
        file: trimmed, line: 1,
        message: "no folder is here: name a campaign's folder, or the one that holds all of them")
    }
    if FileSystem.isFile("\(trimmed)/\(CampaignFile.name)") { return [try CampaignFolder(reading: trimmed)] }
    var folders: [CampaignFolder] = []
    for name in try FileSystem.entries(trimmed) where FileSystem.isFile("\(trimmed)/\(name)/\(CampaignFile.name)") {
      folders.append(try CampaignFolder(reading: "\(trimmed)/\(name)"))
    }
    guard !folders.isEmpty else {
      throw Diagnostic(file: trimmed, line: 1, message: "no folder with a \(CampaignFile.name) is here")
    }
    return folders
  }
}

/// The few file operations that authoring needs.
enum FileSystem {
  static func isFolder(_ path: String) -> Bool { mode(path).map { $0 & S_IFMT == S_IFDIR } ?? false }

  static func isFile(_ path: String) -> Bool { mode(path).map { $0 & S_IFMT == S_IFREG } ?? false }

  /// Names in the folder, sorted; hidden ones are left out.
  static func entries(_ path: String) throws(Diagnostic) -> [String] {
    guard let folder = opendir(path) else { throw fault(path) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  static func text(_ path: String) throws(Diagnostic) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw fault(path) }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: CampaignFolder.maximumFileSize + 1)
    var count = 0
    while count < bytes.count {
      let got = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress?.advanced(by: count), $0.count - count) }
      if got < 0 { throw fault(path) }
      if got == 0 { break }
      count += got
    }
    if count > CampaignFolder.maximumFileSize {
      throw Diagnostic(file: path, line: 1, message: "the file has more than \(CampaignFolder.maximumFileSize) bytes")
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bare = bytes[..<count].starts(with: mark) ? bytes[mark.count..<count] : bytes[..<count]
    guard let text = String(validating: bare, as: UTF8.self) else {
      throw Diagnostic(file: path, line: 1, message: "the file is not UTF-8 text: save it as UTF-8")
    }
    return text.withPlainLineEnds
  }

  static func write(_ text: String, to path: String) throws(Diagnostic) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw fault(path) }
    defer { close(descriptor) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let put = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard put > 0 else { throw fault(path) }
      rest = rest.dropFirst(put)
    }
  }

  static func makeFolder(_ path: String) throws(Diagnostic) {
    if mkdir(path, 0o755) != 0, errno != EEXIST { throw fault(path) }
  }

  private static func mode(_ path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode : nil
  }

  private static func fault(_ path: String) -> Diagnostic {
    Diagnostic(file: path, line: 1, message: String(cString: strerror(errno)))
  }
}

extension String {
  /// The text with `\n` at each line's end, whichever system's editor saved it.
  fileprivate var withPlainLineEnds: String {
    guard utf8.contains(0x0D) else { return self }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    var isAfterReturn = false
    for byte in utf8 {
      if byte == 0x0D || (byte == 0x0A && !isAfterReturn) {
        bytes.append(0x0A)
      } else if byte != 0x0A {
        bytes.append(byte)
      }
      isAfterReturn = byte == 0x0D
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
