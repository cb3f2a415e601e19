// swift-tools-version: 6.2
import PackageDescription

/// CI sets `CI`: there every compiler warning is an error.
let isStrict = Context.environment["CI"] != nil

let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ] + (isStrict ? [.treatAllWarnings(as: .error)] : [])

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func library(_ name: String, pkgConfig: String, apt: String) -> Target {
  .systemLibrary(name: name, path: "Sources/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

/// A handler: one executable in `functions/<name>`, named as its folder.
func handler(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: ["FunctionShell", "FunctionContract", "JSON", "Domain"] + dependencies,
    path: "functions/\(name)", exclude: ["function.json", "events"], swiftSettings: settings)
}

func suite(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let handlers: [Target] = [
  handler("detect", ["Store", "StoreShell"]),
  handler("schedule-tick", ["Store", "StoreShell"]),
  handler("send-email", ["Dispatching", "Sending", "Store", "Rendering", "Mail", "Channels"]),
  handler("send-sms", ["Dispatching", "Sending", "Store", "Rendering", "Channels"]),
  handler("send-whatsapp", ["Dispatching", "Sending", "Store", "Rendering", "Channels"]),
  handler("send-discord", ["Dispatching", "Sending", "Store", "Rendering", "Channels"]),
  handler("send-calendar", ["Dispatching", "Sending", "Store", "Rendering", "Mail", "Calendar", "Channels"]),
  handler("send-inapp", ["Sending", "Store", "Rendering"]),
  handler("send-worklist", ["Sending", "Store", "Rendering"]),
  handler("onboard", ["Store", "StoreShell", "Access", "Pages", "Signing"]),
  handler("calendar-replies", ["Store", "StoreShell", "Calendar", "MIME", "Access"]),
  handler("notices", ["Store", "StoreShell", "Access", "Signing"]),
  handler("delivery-webhook", ["Store", "StoreShell", "Callbacks", "Channels", "Transport"]),
  handler("ingest", ["HostEvents", "Callbacks", "Channels", "Store", "StoreShell"]),
  handler("unsubscribe", ["Store", "StoreShell", "Preferences", "Pages", "Signing"]),
  handler("follow-link", ["Store", "StoreShell", "Pages", "Rendering"]),
  handler("dashboard-query", ["Store", "StoreShell", "Reports", "Access", "CChart"]),
  handler("campaign-admin", ["Store", "StoreShell", "Administration", "Reports", "Access"]),
  handler("dunning", ["Store", "StoreShell"]),
  handler(
    "watch",
    [
      "Store", "StoreShell", "Reports", "Effect", "Dispatching", "Mail", "Rendering", "Transport", "Channels",
      "Signing",
    ]),
  handler("rollup", ["Store", "StoreShell"]),
  handler("cleanup", ["Store", "StoreShell"]),
  handler("migrate", ["Store", "StoreShell"]),
  handler("publish", ["Store", "StoreShell", "Campaigns", "Rendering"]),
]

/// Modules with parsers that meet strangers' bytes.
let fuzzed: [Target.Dependency] = [
  "Access", "Adapters", "Calendar", "Callbacks", "Campaigns", "Channels", "Domain", "Encoding", "FunctionContract",
  "FunctionHost", "HostEvents", "JSON", "MIME", "Pages", "Processes", "Rendering", "Signing", "YAML",
]

let package = Package(
  name: "rekindle",
  targets: [
    library("CPostgres", pkgConfig: "libpq", apt: "libpq-dev"),
    library("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
    library("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev"),
    library("CYAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev"),
    .systemLibrary(
      name: "CMarkdown", path: "Sources/CMarkdown",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    library("CHTTPServer", pkgConfig: "libmicrohttpd", apt: "libmicrohttpd-dev"),
    // Without pkg-config, which names two libraries more.
    .systemLibrary(name: "CCalendar", path: "Sources/CCalendar", providers: [.apt(["libical-dev"])]),
    .systemLibrary(name: "CLinux", path: "Sources/CLinux"),
    .target(name: "CChart"),
    .systemLibrary(name: "CResolver", path: "Sources/CResolver"),

    module("JSON"),
    module("Encoding"),
    module("Cryptography", ["CCrypto", "Encoding"]),
    module("Domain", ["JSON"]),
    module("FunctionContract", ["Cryptography", "Encoding", "JSON", "Domain"]),
    module("FunctionShell", ["FunctionContract", "JSON", "Domain"]),
    module("Rendering", ["Encoding", "Domain", "JSON"]),
    module("Store", ["CPostgres", "Domain", "JSON"]),
    module("StoreShell", ["Store", "FunctionContract", "Domain", "JSON"]),
    module("Signing", ["Cryptography", "Encoding", "Domain"]),
    module("Pages", ["FunctionContract", "Encoding"]),
    module("Access", ["Pages", "FunctionContract", "Cryptography", "Encoding", "Domain", "JSON"]),
    module("Effect"),
    module("Reports", ["Access", "Pages", "Store", "Effect", "FunctionContract", "Domain", "JSON"]),
    module(
      "Administration",
      [
        "Campaigns", "Rendering", "Reports", "Access", "Pages", "Store", "FunctionContract", "Signing", "Cryptography",
        "Encoding", "Domain", "JSON",
      ]),
    module("Preferences", ["Access", "Pages", "Store", "FunctionContract", "Domain", "JSON"]),
    module("Channels", ["Encoding", "Domain", "JSON"]),
    module("MIME"),
    module("Calendar", ["CCalendar", "Channels", "Domain", "JSON"]),
    module(
      "Callbacks",
      ["Channels", "Pages", "FunctionContract", "Signing", "Cryptography", "Encoding", "Domain", "JSON"]),
    module(
      "HostEvents",
      ["Callbacks", "Channels", "FunctionContract", "Signing", "Cryptography", "Encoding", "Domain", "JSON"]),
    module("Transport", ["CCurl", "Channels", "Domain", "JSON"]),
    module(
      "Publishing",
      ["Processes", "Transport", "Channels", "FunctionContract", "Cryptography", "Encoding", "Domain", "JSON"]),
    module(
      "Sending",
      [
        "Store", "StoreShell", "Rendering", "Channels", "Signing", "Cryptography", "FunctionShell", "FunctionContract",
        "Domain",
        "JSON",
      ]),
    module(
      "Dispatching", ["Sending", "Transport", "Store", "Channels", "FunctionShell", "FunctionContract", "Domain"]),
    module(
      "Mail", ["Sending", "Store", "Rendering", "Channels", "FunctionShell", "FunctionContract", "Domain"]),
    module("YAML", ["CYAML"]),
    module(
      "Campaigns",
      ["YAML", "CMarkdown", "Rendering", "FunctionContract", "Cryptography", "Encoding", "Domain", "JSON"]),
    module("PlatformFiles", ["YAML", "FunctionContract", "JSON"]),
    module("Adapters", ["FunctionContract", "Encoding", "Domain", "JSON"]),
    module("Processes", ["CLinux", "FunctionContract", "Domain", "JSON"]),
    module("FunctionHost", ["CHTTPServer", "CLinux", "Processes", "FunctionContract", "Domain", "JSON"]),

    .executableTarget(
      name: "function-host",
      dependencies: [
        "FunctionHost", "Processes", "FunctionShell", "Adapters", "Publishing", "Transport", "Channels",
        "FunctionContract", "Domain", "JSON",
      ],
      path: "infra/function-host", swiftSettings: settings),

    .executableTarget(
      name: "local-runner",
      dependencies: [
        "CResolver", "Effect", "FunctionHost", "Processes", "FunctionContract", "FunctionShell", "PlatformFiles",
        "Store",
        "Campaigns", "Rendering", "Pages", "Signing", "Cryptography", "Encoding", "Domain", "JSON",
      ],
      path: "local-runner", swiftSettings: settings),

    .target(
      name: "TestKit", dependencies: ["Store", "FunctionContract", "Domain", "JSON"], path: "Tests/TestKit",
      exclude: ["browser.py"],
      swiftSettings: settings),
    suite("JSONTests", ["JSON", "TestKit"]),
    suite("DomainTests", ["Domain", "JSON", "TestKit"]),
    suite(
      "CalendarTests", ["Calendar", "MIME", "Channels", "Store", "Domain", "JSON", "TestKit"],
      exclude: ["readers.py", "calendar_server.py", "mails.py"]),
    .executableTarget(
      name: "echo-function", dependencies: ["FunctionShell", "FunctionContract", "Domain", "JSON"],
      path: "Tests/EchoFunction",
      swiftSettings: settings),
    suite(
      "FunctionContractTests",
      ["FunctionContract", "FunctionShell", "Cryptography", "Encoding", "Domain", "JSON", "TestKit", "echo-function"]),
    suite("AdaptersTests", ["Adapters", "FunctionContract", "Domain", "JSON", "TestKit"]),
    suite(
      "HostTests",
      ["Transport", "Channels", "FunctionContract", "Domain", "JSON", "TestKit", "function-host", "echo-function"],
      exclude: ["sdk.py"]),
    suite("EffectTests", ["Effect", "TestKit"]),
    suite("RenderingTests", ["Rendering", "Domain", "JSON", "TestKit"]),
    suite(
      "CampaignsTests",
      ["Campaigns", "Rendering", "Store", "FunctionContract", "Domain", "JSON", "TestKit", "publish"],
      exclude: ["Golden", "Receipts", "receipts.py"]),
    suite(
      "AWSTests",
      [
        "Publishing", "Transport", "Channels", "FunctionHost", "FunctionContract", "Domain", "JSON", "TestKit",
        "function-host", "echo-function",
      ]),
    suite(
      "ProvidersTests",
      [
        "Channels", "Callbacks", "Signing", "Cryptography", "Encoding", "Transport", "FunctionContract", "Domain",
        "JSON",
        "TestKit",
      ]),
    suite(
      "StoreTests",
      [
        "Store", "StoreShell", "FunctionContract", "Domain", "JSON", "TestKit", "migrate", "publish", "detect",
        "schedule-tick",
      ],
      exclude: ["Dumps", "icu.py"]),
    suite(
      "PagesTests",
      [
        "Pages", "Rendering", "Store", "Signing", "Cryptography", "Encoding", "Callbacks", "Channels",
        "FunctionContract",
        "FunctionShell",
        "Domain", "JSON", "TestKit",
        "unsubscribe", "follow-link", "delivery-webhook", "campaign-admin",
      ], exclude: ["preferences.py", "data.py", "gateway.py"]),
    suite(
      "IngestTests",
      [
        "HostEvents", "Callbacks", "Channels", "Signing", "Encoding", "Store", "FunctionContract", "FunctionShell",
        "Domain", "JSON", "TestKit", "ingest", "detect",
      ]),
    suite(
      "AdministrationTests",
      [
        "Administration", "Campaigns", "Rendering", "Signing", "Cryptography", "Encoding", "Store", "FunctionContract",
        "FunctionShell", "Domain",
        "JSON", "TestKit", "campaign-admin", "publish", "detect", "schedule-tick", "function-host",
      ], exclude: ["words.py", "clients.py", "worklist.py"]),
    suite(
      "DashboardTests",
      [
        "Reports", "Store", "Cryptography", "Encoding", "Domain", "JSON", "TestKit", "dashboard-query", "rollup",
        "cleanup",
      ],
      exclude: ["page.py", "plots.py"]),
    suite(
      "JourneyTests",
      [
        "Signing", "Cryptography", "Encoding", "Store", "Callbacks", "Channels", "Transport", "FunctionHost",
        "Processes", "FunctionShell", "FunctionContract", "Domain", "JSON", "TestKit",
        "detect", "schedule-tick", "send-email", "send-sms", "send-whatsapp", "send-inapp", "send-worklist", "onboard",
        "dunning",
        "send-calendar", "calendar-replies", "delivery-webhook", "unsubscribe",
        "publish", "rollup", "cleanup", "watch", "campaign-admin", "ingest", "local-runner", "function-host",
      ]),
    .executableTarget(
      name: "note-sender",
      dependencies: ["Sending", "Store", "Rendering", "FunctionShell", "FunctionContract", "Domain", "JSON"],
      path: "Tests/NoteSender", swiftSettings: settings),
    suite(
      "NewChannelTests",
      [
        "Campaigns", "Dispatching", "Sending", "Store", "Rendering", "Channels", "FunctionShell", "FunctionContract",
        "Domain", "JSON", "TestKit", "note-sender", "publish", "send-email", "send-sms",
      ]),
    suite(
      "ImageTests",
      ["FunctionShell", "JSON", "Store", "TestKit", "function-host", "detect", "publish", "schedule-tick"]),
    suite(
      "PlatformFilesTests",
      [
        "PlatformFiles", "Publishing", "Cryptography", "Encoding", "YAML", "Store", "FunctionContract", "Domain",
        "JSON", "TestKit", "local-runner",
        "function-host",
      ] + handlers.map { Target.Dependency(stringLiteral: $0.name) },
      exclude: ["Fields"]),
    suite("FuzzTests", fuzzed + ["TestKit"], exclude: ["Corpus", "Fuzzer"]),
    suite("FunctionHostTests", ["FunctionHost", "Processes", "FunctionContract", "Domain", "JSON", "TestKit"]),
    suite(
      "RunnerTests",
      [
        "FunctionHost", "FunctionShell", "FunctionContract", "Sending", "Mail", "Store", "Callbacks", "Channels",
        "Cryptography", "Signing",
        "Encoding", "Domain",
        "JSON", "TestKit",
        "local-runner",
      ]
        + handlers.map { Target.Dependency(stringLiteral: $0.name) }),
    suite(
      "ContractTests",
      ["FunctionContract", "Domain", "JSON", "TestKit", "local-runner"]
        + handlers.map { Target.Dependency(stringLiteral: $0.name) },
      exclude: ["world.sql"]),
  ] + handlers
)

// Release binaries are linked statically, which the Testing library cannot be: scripts/build.sh leaves the tests out.
if Context.environment["REKINDLE_WITHOUT_TESTS"] != nil {
  package.targets.removeAll { $0.type == .test || $0.path?.hasPrefix("Tests/") == true }
}

// scripts/fuzz.sh builds with libFuzzer what is a suite otherwise, which runs the corpus.
if Context.environment["REKINDLE_FUZZ"] != nil {
  package.targets.removeAll { $0.type == .test || $0.path?.hasPrefix("Tests/") == true }
  package.targets.append(
    .executableTarget(
      name: "fuzz", dependencies: fuzzed, path: "Tests/FuzzTests", exclude: ["Corpus", "CorpusTests.swift"],
      swiftSettings: settings))
}
