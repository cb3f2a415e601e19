import Foundation
import TestKit

/// The root of an image, both layers in one folder, to run programs in without a container.
struct Root {
  let url: URL
  private let function: String

  init(of function: String) throws {
    self.function = function
    url = ImageFolder.url.appending(path: "root-\(function)")
    let layout = try ImageFolder.layout(function)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for layer in ["host", "function"] {
      let source = layout.appending(path: layer).path + "/."
      _ = try Spawn("cp", ["--recursive", "--link", source, url.path], environment: Tools.environment).run()
    }
  }

  func remove() { try? FileManager.default.removeItem(at: url) }

  /// How the host and the handler end on an empty input; 127 where the loader misses a library.
  func exitCodes() throws -> [Int32] {
    try ["/function-host", "/functions/\(function)/\(function)"].map { program in
      try Spawn("chroot", ["--userspec=65532:65532", url.path, program], environment: Tools.environment).run().exitCode
    }
  }

  /// How they end while a file is away.
  func exitCodes(without path: String) throws -> [Int32] {
    let file = url.appending(path: path)
    let aside = url.appending(path: "aside")
    try FileManager.default.moveItem(at: file, to: aside)
    let codes = Result { try exitCodes() }
    try FileManager.default.moveItem(at: aside, to: file)
    return try codes.get()
  }
}
