import Glibc

/// Runs one target under libFuzzer, the one that `FUZZ_TARGET` names; without it, lists them with their longest inputs.
@main
enum Fuzzer {
  /// One input in so many is also made long, and its time taken.
  private static let pumpingRate: UInt64 = 16_384

  private static let target = getenv("FUZZ_TARGET").flatMap { FuzzTargets[String(cString: $0)] }

  /// As libFuzzer's own `main`: which of the two stands in the program does not matter.
  static func main() {
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    exit(LLVMFuzzerRunDriver(&count, &arguments, readOneInput))
  }

  fileprivate static func begin() {
    if target != nil { return }
    print(FuzzTargets.all.map { "\($0.name) \($0.longest)" }.joined(separator: "\n"))
    exit(0)
  }

  fileprivate static func run(_ input: [UInt8]) {
    guard let target else { return }
    var fault = target.fault(input)
    if fault == nil, input.hash % pumpingRate == 0 {
      fault = target.timeFault(input, upTo: 1 << 18, noise: 50_000)
    }
    if let fault { fatalError("\(target.name): \(fault)") }
  }
}

@_cdecl("LLVMFuzzerInitialize")
func beginFuzzing(_ count: UnsafeMutableRawPointer?, _ arguments: UnsafeMutableRawPointer?) -> CInt {
  Fuzzer.begin()
  return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
func readOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  Fuzzer.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
private func LLVMFuzzerRunDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ run: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
