import JSON
import Testing

/// Values and damage from a seeded generator, so that a failure can be repeated.
struct JSONPropertyTests {
  @Test(arguments: 0..<300) func whatIsWrittenIsReadBackEqualInTheSameBytes(_ seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let value = JSON.random(using: &random, depth: 5)
    let read = try JSON.parse(value.bytes, limits: JSONLimits(bytes: 1 << 20, depth: 64, allowsNUL: true))
    #expect(read == value)
    #expect(read.bytes == value.bytes)
  }

  @Test(arguments: 0..<300) func damagedTextIsReadOrRefusedInsideItselfNeverACrash(_ seed: UInt64) {
    var random = SplitMix(seed: seed)
    var bytes = JSON.random(using: &random, depth: 4).bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      switch Int.random(in: 0...2, using: &random) {
      case 0: bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
      default:
        bytes.insert(UInt8.random(in: 0...255, using: &random), at: Int.random(in: bytes.indices, using: &random))
      }
    }
    do throws(JSONError) { _ = try JSON.parse(bytes) } catch {
      #expect((0...bytes.count).contains(error.offset))
      #expect(error.line >= 1 && error.column >= 1)
    }
  }

  @Test func membersAreWrittenInTheOrderOfTheirKeys() {
    let value: JSON = ["b": 1, "a": [true, nil, "x\u{1}\"\\"], "B": 1.5]
    #expect(value.text == #"{"B":1.5,"a":[true,null,"x\u0001\"\\"],"b":1}"#)
  }

  @Test func numbersThatJSONCannotHoldAreWrittenAsNull() {
    #expect(JSON.array([.number(.infinity), .number(.nan)]).text == "[null,null]")
  }
}

private struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}

extension JSON {
  fileprivate static func random(using random: inout SplitMix, depth: Int) -> JSON {
    switch Int.random(in: 0...(depth == 0 ? 5 : 8), using: &random) {
    case 0: return .null
    case 1: return .bool(.random(using: &random))
    case 2: return .integer(Int(truncatingIfNeeded: random.next()))
    case 3:
      let number = Double(bitPattern: random.next())
      return .number(number.isFinite ? number : 0.1)
    case 4, 5: return .string(text(using: &random))
    case 6:
      return .array(
        (0..<Int.random(in: 0...4, using: &random)).map { _ in JSON.random(using: &random, depth: depth - 1) })
    default:
      let pairs = (0..<Int.random(in: 0...4, using: &random)).map { _ in
        (text(using: &random), JSON.random(using: &random, depth: depth - 1))
      }
      return .object(Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
    }
  }

  private static func text(using random: inout SplitMix) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      let ceiling: UInt32 = Bool.random(using: &random) ? 0x7F : 0x10FFFF
      if let scalar = Unicode.Scalar(UInt32.random(in: 0...ceiling, using: &random)) {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
