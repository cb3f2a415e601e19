import Foundation
import JSON
import TestKit
import Testing

@Suite(.enabled(if: ImageFolder.canLayOut, ImageFolder.needs))
struct LayoutTests {
  @Test
  func holdsTheHostTheHandlerItsManifestAndWhatBothReadAndNothingElse() throws {
    let layout = try ImageFolder.layout("detect")
    let libraries = ["lib", "lib64", "usr"]
    let host = try Tree(layout.appending(path: "host")).files.filter { !libraries.contains($0.top) }
    let function = try Tree(layout.appending(path: "function")).files.filter { !libraries.contains($0.top) }
    #expect(
      host.map(\.path) == [
        "etc/group", "etc/nsswitch.conf", "etc/passwd", "etc/ssl/certs/ca-certificates.crt", "function-host",
      ])
    #expect(
      function.map(\.path) == ["functions/detect/detect", "functions/detect/function.json", "sbom.spdx.json"])
  }

  @Test
  func ofPublishHoldsTheCampaigns() throws {
    let paths = try Tree(ImageFolder.layout("publish").appending(path: "function")).files.map(\.path)
    #expect(paths.contains("campaigns/course-completion/campaign.yaml"))
  }

  @Test
  func hasTheZonesOfItsTimersAndNoOthers() throws {
    let layout = try ImageFolder.layout("detect")
    let paths = try Tree(layout.appending(path: "function/usr/share/zoneinfo")).files.map(\.path)
    #expect(paths == ["Asia/Kolkata"])
  }

  @Test
  func hasAnEqualFirstLayerInEveryImage() throws {
    let trees = try ImageFolder.functions.map { try Tree(ImageFolder.layout($0).appending(path: "host")) }
    #expect(trees[0].files == trees[1].files)
  }

  @Test
  func carriesNoDatesNoWritePermissionAndNoSpecialBits() throws {
    for layer in ["host", "function"] {
      for file in try Tree(ImageFolder.layout("detect").appending(path: layer)).files {
        #expect(file.modified == 0, "\(file.path)")
        #expect([0o444, 0o555].contains(file.mode), "\(file.path)")
      }
    }
  }

  @Test(.enabled(if: getuid() == 0, "chroot needs root"))
  func hasEverySharedLibraryThatItsProgramsNeedAndNoneThatNobodyNeeds() throws {
    let root = try Root(of: "publish")
    defer { root.remove() }
    #expect(try root.exitCodes() == [78, 65])  // no settings; no event: both have started
    for library in try Tree(root.url.appending(path: "lib")).files {
      let codes = try root.exitCodes(without: "lib/\(library.path)")
      #expect(codes.contains(127), "\(library.path) is needed by nobody")
    }
  }

  @Test
  func hasABillOfMaterialsInSPDX23ThatNamesEveryPackageOnceWithItsVersion() throws {
    let file = try ImageFolder.layout("detect").appending(path: "function/sbom.spdx.json")
    let bill = try JSON.parse(Array(Data(contentsOf: file)))
    #expect(bill["spdxVersion"]?.string == "SPDX-2.3")
    #expect(bill["dataLicense"]?.string == "CC0-1.0")
    #expect(bill["documentNamespace"]?.string?.hasPrefix("https://") == true)
    let packages = try #require(bill["packages"]?.array)
    let names = packages.compactMap { $0["name"]?.string }
    #expect(Set(names).isSuperset(of: ["rekindle-detect", "swift", "libc6", "libpq5", "ca-certificates"]))
    #expect(Set(names).count == packages.count)
    #expect(packages.allSatisfy { $0["versionInfo"]?.string?.isEmpty == false && $0["downloadLocation"] != nil })
    let relationships = try #require(bill["relationships"]?.array)
    let related = Set(relationships.compactMap { $0["relatedSpdxElement"]?.string })
    #expect(related == Set(packages.compactMap { $0["SPDXID"]?.string }))
  }

  @Test
  func saysWhichFunctionsThereAreWhereANameIsNoneOfThem() throws {
    #expect {
      try ImageFolder.run(["--layout-only", "dtect"], in: "refused")
    } throws: { error in
      "\(error)".contains("dtect is no function; there are calendar-replies, campaign-admin, cleanup, ")
    }
  }
}
